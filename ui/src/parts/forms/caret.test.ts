import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { h, nextTick, ref } from 'vue'
import { enterLast, leaveRow } from './caret'
import Dialog from './Dialog.vue'
import FormShell from './FormShell.vue'

let page: VueWrapper | undefined
afterEach(() => { page?.unmount(); page = undefined })
const at = () => (document.activeElement as HTMLInputElement).name
const chosen = (name: string, more: string) => h('div', { class: 'el-select' }, [h('input', { name }), h('span', { class: `el-select__placeholder ${more}` })])

describe('a page that is a form', () => {
  it.each<[string, () => ReturnType<typeof h>[], string]>([
    ['the first field that nobody filled', () => [h('input', { name: 'day', value: '9-1' }), h('input', { name: 'n_people', type: 'number' }), h('input', { name: 'topic' })], 'n_people'],
    ['past what is chosen from a list', () => [chosen('station', ''), chosen('kind', 'is-transparent')], 'kind'],
    ['past what cannot be typed into, or is folded', () => [h('input', { name: 'office', readonly: true }), h('input', { type: 'radio', name: 'sex' }), h('details', [h('input', { name: 'seldom' })]), h('textarea', { name: 'text' })], 'text'],
    ['the first where all are filled', () => [h('input', { name: 'first', value: 'x' }), h('input', { name: 'second', value: 'x' })], 'first'],
  ])('begins in %s', (_, fields, name) => {
    const form = mount(FormShell, { props: { label: 'x' }, slots: { default: fields }, attachTo: document.body })
    page = form
    form.vm.begin()
    expect(at()).toBe(name)
  })
})

describe('rows of a form', () => {
  const list = () => {
    page = mount({ render: () => h('div', [1, 2].map((n) => h('div', { class: 'row' }, [h('div', { class: 'row' }, [h('input', { name: `inner${n}`, value: 'x' })]), h('input', { name: `outer${n}` })])).concat(h('p', h('button', { name: 'add' })))) }, { attachTo: document.body })
    return page.element
  }
  it('the one that was added has the caret, not a row inside it', async () => { await enterLast(list(), '.row'); expect(at()).toBe('outer2') })
  it('one that is gone leaves it where another may be added', async () => { await leaveRow(list().lastElementChild); expect(at()).toBe('add') })
})

// A row that was refused, signed or revoked goes, and its button with it.
describe('a dialog that is shut', () => {
  async function shut(stays: boolean) {
    const there = ref(true)
    const open = ref(true)
    page = mount({ render: () => [h('main', [h('h1', { tabindex: -1 }, 'x'), there.value ? h('button', { name: 'opener' }) : null]), h(Dialog, { modelValue: open.value, title: 'x', 'onUpdate:modelValue': (now: boolean) => { open.value = now } })] }, { attachTo: document.body, global: { stubs: { transition: false, teleport: false } } })
    await nextTick()
    document.querySelector<HTMLElement>('[name="opener"]')?.focus()
    there.value = stays
    open.value = false
    const at = () => { const now = document.activeElement; return now?.getAttribute('name') ?? now?.tagName }
    await vi.waitFor(() => { expect(at()).toBe(stays ? 'opener' : 'H1') }, { timeout: 3000 })
  }
  it('leaves the caret at the page’s title where what opened it is gone', () => shut(false))
  it('leaves it where it is otherwise', () => shut(true))
})
