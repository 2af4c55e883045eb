import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { h } from 'vue'
import { enterLast, leaveRow } from './caret'
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
