import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { useKeptPlace } from './place'

let page: VueWrapper | undefined
afterEach(() => { page?.unmount(); page = undefined; document.body.innerHTML = '' })

const rows = ref<string[]>([])
const heading = ref(true)
const listed = defineComponent(() => {
  const root = ref<HTMLElement>()
  useKeptPlace(root)
  return () => h('main', { ref: root, tabindex: -1 }, [heading.value ? h('a', { href: '#x' }, 'back') : null, h('ul', rows.value.map((row) => h('li', { key: row }, [h('button', row)]))) ])
})
async function at(all: string[], on: string) {
  rows.value = all
  heading.value = true
  page = mount(listed, { attachTo: document.body })
  page.findAll('button').find((one) => one.text() === on)?.element.focus()
  await nextTick()
}
const become = async (all: string[]) => { rows.value = all; await flushPromises() }
const here = () => document.activeElement?.textContent

describe('the caret of a row that is gone', () => {
  it.each([['the next', ['1', '2', '3'], '2', ['1', '3'], '3'], ['the one before, at the end', ['1', '2', '3'], '3', ['1', '2'], '2'], ['what is left of the page', ['1'], '1', [], 'back']] as const)('goes to %s', async (...[, all, on, left, to]) => {
    await at([...all], on)
    await become([...left])
    expect(here()).toBe(to)
  })
  it('goes to the page itself where nothing else can have it', async () => {
    await at(['1'], '1')
    heading.value = false
    await become([])
    expect(document.activeElement?.tagName).toBe('MAIN')
  })
  it('stays where it is when another row goes', async () => {
    await at(['1', '2', '3'], '2')
    await become(['2', '3'])
    expect(here()).toBe('2')
  })
  it('is not taken from a dialog, and found again at the next Tab after it', async () => {
    await at(['1', '2'], '1')
    const dialog = document.body.appendChild(document.createElement('button'))
    dialog.focus()
    await become(['2'])
    expect(document.activeElement).toBe(dialog)
    dialog.remove()
    const tab = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true })
    window.dispatchEvent(tab)
    expect([here(), tab.defaultPrevented]).toEqual(['2', true])
  })
  it('a key where nothing is gone goes its way', async () => {
    await at(['1', '2'], '1')
    const tab = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true })
    window.dispatchEvent(tab)
    expect([here(), tab.defaultPrevented]).toEqual(['1', false])
  })
})
