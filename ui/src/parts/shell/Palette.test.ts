import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import KeysHelp from './KeysHelp.vue'
import Palette from './Palette.vue'

const items = [{ id: '1', label: '三山村河道', group: '查到', hint: '诉求' }, { id: '2', label: '登记诉求', group: '办理', keys: 'n' }, { id: '3', label: '今日', group: '转到' }]

describe('Palette', () => {
  afterEach(() => { document.body.innerHTML = '' })
  const box = () => document.querySelector<HTMLInputElement>('[role="combobox"]')!
  const chosen = () => document.querySelector('[aria-selected="true"]')?.textContent ?? ''
  async function open(more: Record<string, unknown> = {}) {
    const palette = mount(Palette, { props: { modelValue: false, items, ...more }, attachTo: document.body })
    await palette.setProps({ modelValue: true })
    await nextTick()
    await nextTick()
    return palette
  }
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    box().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
    await nextTick()
  }

  it('the arrows move the mark in a ring and the box says which one it is', async () => {
    const palette = await open()
    expect(chosen()).toContain('三山村')
    await press('ArrowUp')
    expect(chosen()).toContain('今日')
    expect(document.getElementById(box().getAttribute('aria-activedescendant')!)?.textContent).toContain('今日')
    palette.unmount()
  })

  it('Enter takes the marked one and closes', async () => {
    const palette = await open()
    await press('ArrowDown')
    await press('Enter')
    expect(palette.emitted('choose')).toEqual([['2']])
    expect(palette.emitted('update:modelValue')).toEqual([[false]])
    palette.unmount()
  })

  it('fewer hits than before: the mark does not hang in the air', async () => {
    const palette = await open()
    await press('ArrowUp')
    await palette.setProps({ items: items.slice(0, 1) })
    expect(chosen()).toContain('三山村')
    palette.unmount()
  })

  it('nothing found: says so, Enter does nothing', async () => {
    const palette = await open({ items: [] })
    await press('Enter')
    await press('ArrowDown')
    expect(document.body.textContent).toContain('没有找到')
    expect(palette.emitted('choose')).toBeUndefined()
    palette.unmount()
  })
})

describe('KeysHelp', () => {
  it('opens with the switch for single letters', async () => {
    const help = mount(KeysHelp, { props: { modelValue: false }, attachTo: document.body })
    await help.setProps({ modelValue: true })
    await nextTick()
    expect(document.body.textContent).toContain('启用单字母快捷键')
    help.unmount()
  })
})
