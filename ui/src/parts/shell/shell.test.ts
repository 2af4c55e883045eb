import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import Kbd from '../base/Kbd.vue'
import { type Key, keyCaps, keysNow, listenToKeys, singleKeysOn, useKeys, useLayer } from './keys'
import MenuButton from './MenuButton.vue'
import ProgressBar from './ProgressBar.vue'
import Tabs from './Tabs.vue'
import { dropToast, toast, TOAST_MS, toasts } from './toast'
import Toasts from './Toasts.vue'

const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))

describe('keys', () => {
  let off: () => void
  beforeEach(() => { off = listenToKeys(window); singleKeysOn.value = true })
  afterEach(() => { off() })
  const page = (keys: Key[], open = ref(false)) => mount(defineComponent({
    setup() {
      useKeys(keys)
      return () => h(defineComponent({ setup() { useLayer(open); return () => null } }))
    },
  }))
  const key = (keys: string, run: () => void, more: Partial<Key> = {}): Key => ({ keys, label: keys, group: 'g', run, ...more })

  it('live as long as their page', () => {
    const run = vi.fn()
    const shown = page([key('n', run)])
    press('n')
    shown.unmount()
    press('n')
    expect(run).toHaveBeenCalledTimes(1)
    expect(keysNow.value).toEqual([])
  })

  it('rest while a dialog lies over the page', async () => {
    const run = vi.fn()
    const open = ref(false)
    const shown = page([key('n', run)], open)
    open.value = true
    await nextTick()
    press('n')
    expect(run).not.toHaveBeenCalled()
    open.value = false
    await nextTick()
    press('n')
    expect(run).toHaveBeenCalledTimes(1)
    shown.unmount()
  })

  it.each([['?', true], ['？', true], ['/', false]])('%s opens the help: %s', (typed, opens) => {
    const run = vi.fn()
    const shown = page([key('?', run)])
    press(typed, { shiftKey: true })
    expect(run.mock.calls.length === 1).toBe(opens)
    shown.unmount()
  })

  it('single letters can be switched off, Ctrl stays, also inside a field', () => {
    const letter = vi.fn()
    const control = vi.fn()
    const shown = page([key('n', letter), key('Control+k', control, { typing: true })])
    const input = document.body.appendChild(document.createElement('input'))
    singleKeysOn.value = false
    press('n')
    press('k', { ctrlKey: true }, input)
    expect([letter.mock.calls.length, control.mock.calls.length]).toEqual([0, 1])
    input.remove()
    shown.unmount()
  })

  it('held down, a key that works within a field begins its thing once', () => {
    const run = vi.fn()
    const shown = page([key('F8', run, { typing: true })])
    press('F8')
    press('F8', { repeat: true })
    expect(run).toHaveBeenCalledTimes(1)
    shown.unmount()
  })

  // F9 worked on with the letters switched off, and its button did not say so any more.
  it.each([['n', false], ['?', false], ['F9', true], ['Shift+F8', true], ['Control+k', true]])('with the letters switched off %s is shown: %s', (keys, shows) => {
    singleKeysOn.value = false
    const shown = mount(Kbd, { props: { keys } })
    expect(shown.find('kbd').exists()).toBe(shows)
    shown.unmount()
  })

  it('a letter with Ctrl is not the letter', () => {
    const run = vi.fn()
    const shown = page([key('n', run)])
    press('n', { ctrlKey: true })
    expect(run).not.toHaveBeenCalled()
    shown.unmount()
  })

  it.each([['Control+k', 'Ctrl K'], ['Control+Enter', 'Ctrl ↵'], ['n', 'N'], ['?', '?']])('%s is written %s', (keys, caps) => {
    expect(keyCaps(keys).join(' ')).toBe(caps)
  })
})

describe('toasts', () => {
  beforeEach(() => { vi.useFakeTimers(); toasts.splice(0) })
  afterEach(() => { vi.useRealTimers() })

  it('undo runs once and the words go', async () => {
    const undo = vi.fn()
    const shown = mount(Toasts)
    toast('已登记', { undo })
    await nextTick()
    await shown.find('.btn').trigger('click')
    expect(undo).toHaveBeenCalledTimes(1)
    expect(toasts).toEqual([])
    shown.unmount()
  })

  it('stay while somebody points at them, and go afterwards', async () => {
    const shown = mount(Toasts)
    toast('已登记')
    await nextTick()
    await shown.trigger('pointerenter')
    vi.advanceTimersByTime(TOAST_MS * 2)
    expect(toasts).toHaveLength(1)
    await shown.trigger('pointerleave')
    vi.advanceTimersByTime(TOAST_MS)
    expect(toasts).toEqual([])
    shown.unmount()
  })

  it('never pile up beyond four, and an unknown one is no harm', () => {
    for (let n = 0; n < 9; n += 1) toast(String(n))
    dropToast(-1)
    expect(toasts.map((one) => one.text)).toEqual(['5', '6', '7', '8'])
  })
})

describe('Tabs', () => {
  it('arrows turn in a ring, the panel belongs to the chosen tab', async () => {
    const shown = mount(Tabs, { props: { modelValue: 'a', label: '清单', tabs: [{ value: 'a', label: '固定' }, { value: 'b', label: '专项' }], 'onUpdate:modelValue': (value: string) => void shown.setProps({ modelValue: value }) }, attachTo: document.body })
    await shown.find('[role="tablist"]').trigger('keydown', { key: 'ArrowLeft' })
    expect(shown.find('[aria-selected="true"]').text()).toBe('专项')
    expect(shown.find('[role="tabpanel"]').attributes('aria-labelledby')).toBe(shown.find('[aria-selected="true"]').attributes('id'))
    shown.unmount()
  })
})

describe('MenuButton', () => {
  const items = [{ key: 'a', label: '甲' }, { key: 'b', label: '乙', impossible: '还缺理由' }]
  it('opens on its first entry, closes with Esc and gives the focus back', async () => {
    const menu = mount(MenuButton, { props: { label: '更多', items }, attachTo: document.body })
    await menu.find('.head').trigger('click')
    await nextTick()
    expect(document.activeElement?.textContent).toBe('甲')
    await menu.find('[role="menu"]').trigger('keydown', { key: 'Escape' })
    expect(document.activeElement).toBe(menu.find('.head').element)
    menu.unmount()
  })
  // A busy one was another button: the caret fell to the top of the page.
  it('keeps the caret while what was chosen is on its way, and opens only afterwards', async () => {
    const menu = mount(MenuButton, { props: { label: '打印', items }, attachTo: document.body })
    await menu.find('.head').trigger('click')
    await menu.find('[role="menuitem"]').trigger('click')
    await menu.setProps({ busy: true })
    expect(document.activeElement).toBe(menu.find('.head').element)
    expect(menu.find('.head').attributes('aria-busy')).toBe('true')
    await menu.find('.head').trigger('click')
    await menu.find('.head').trigger('keydown', { key: 'ArrowDown' })
    expect(menu.find('.head').attributes('aria-expanded')).toBe('false')
    await menu.setProps({ busy: false })
    await menu.find('.head').trigger('click')
    expect(menu.find('.head').attributes('aria-expanded')).toBe('true')
    menu.unmount()
  })
  it('the impossible stays in view and does nothing', async () => {
    const menu = mount(MenuButton, { props: { label: '更多', items } })
    for (const entry of menu.findAll('[role="menuitem"]')) await entry.trigger('click')
    expect(menu.emitted('choose')).toEqual([['a']])
    expect(menu.text()).toContain('还缺理由')
  })
})

describe('ProgressBar', () => {
  it.each([[50, 200, '25'], [0, 0, undefined], [300, 200, '100']])('%i of %i', (done, total, now) => {
    expect(mount(ProgressBar, { props: { label: '写出', done, total } }).find('[role="progressbar"]').attributes('aria-valuenow')).toBe(now)
  })
  it('shows a part only where it is known', () => {
    const style = (total: number) => mount(ProgressBar, { props: { label: '写出', done: 50, total } }).find('.bar span').attributes('style')
    expect([style(200), style(0)]).toEqual(['width: 25%;', undefined])
  })
  it('cancels once', async () => {
    const cancel = vi.fn()
    const bar = mount(ProgressBar, { props: { label: '写出', done: 1, total: 2, cancel } })
    await bar.find('button').trigger('click')
    await bar.find('button').trigger('click')
    expect(cancel).toHaveBeenCalledTimes(1)
  })
  it('may be cancelled again where that could not be told', async () => {
    const cancel = vi.fn(() => Promise.resolve(false))
    const bar = mount(ProgressBar, { props: { label: '写出', done: 1, total: 2, cancel } })
    await bar.find('button').trigger('click')
    await flushPromises()
    expect(bar.find('button').text()).toBe('取消')
    await bar.find('button').trigger('click')
    expect(cancel).toHaveBeenCalledTimes(2)
  })
})
