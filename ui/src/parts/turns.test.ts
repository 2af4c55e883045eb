import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import Later from './base/Later.vue'
import { useBegin } from './forms/caret'
import { makeTurns, turnsKey } from './turns'

const FRAME_MS = 20
const frame = () => vi.advanceTimersByTimeAsync(FRAME_MS)
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

/** A piece that takes a frame's share by itself. */
const dear = defineComponent({ props: { name: { type: String, required: true } }, setup({ name }) { vi.advanceTimersByTime(10); return () => h('input', { name, value: 'x' }) } })
const later = (name: string) => h(Later, { key: name }, { default: () => h(dear, { name }) })
function show(render: () => unknown) { return mount({ render } as never, { attachTo: document.body, global: { provide: { [turnsKey as symbol]: makeTurns() } } }) }
const names = (page: ReturnType<typeof show>) => page.findAll('input').map((one) => one.attributes('name'))

describe('what may come later', () => {
  it('comes one after the other, with a frame between what is dear, and says so long that it is missing', async () => {
    const page = show(() => h('main', ['one', 'two', 'three'].map(later)))
    expect([names(page), page.findAll('[hidden][aria-busy="true"]').length]).toEqual([[], 3])
    await frame()
    expect(names(page)).toEqual(['one'])
    for (let n = 0; n < 5; n += 1) await frame()
    expect([names(page), page.find('[aria-busy]').exists()]).toEqual([['one', 'two', 'three'], false])
  })
  it('comes no more once its page is gone', async () => {
    const there = ref(true)
    const page = show(() => h('main', there.value ? ['one', 'two'].map(later) : []))
    there.value = false
    for (let n = 0; n < 5; n += 1) await frame()
    expect(names(page)).toEqual([])
  })
  it('stands at once where nobody draws', () => {
    expect(mount(Later, { slots: { default: () => 'x' } }).text()).toBe('x')
  })
  it('comes in a window that draws no frame, too', async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    const page = show(() => later('one'))
    await vi.advanceTimersByTimeAsync(150)
    vi.unstubAllGlobals()
    expect(names(page)).toEqual(['one'])
  })
})

describe('the caret of a page that is opened', () => {
  const form = (begun: { begin?: () => Promise<void> }) => defineComponent({
    setup() {
      const box = ref<HTMLElement>()
      begun.begin = useBegin(() => box.value)
      return () => h('form', { ref: box }, [h('input', { name: 'day', value: 'x' }), later('one'), h(Later, null, { default: () => h('input', { name: 'empty' }) })])
    },
  })
  const at = () => (document.activeElement as HTMLInputElement | null)?.name
  it('waits for the field that is still empty', async () => {
    const begun: { begin?: () => Promise<void> } = {}
    show(() => h(form(begun)))
    void begun.begin?.()
    expect(at()).toBeUndefined()
    for (let n = 0; n < 5; n += 1) await frame()
    await flushPromises()
    expect(at()).toBe('empty')
  })
  it('is left to whoever took it elsewhere meanwhile', async () => {
    const begun: { begin?: () => Promise<void> } = {}
    const page = show(() => h(form(begun)))
    void begun.begin?.()
    page.find<HTMLInputElement>('[name="day"]').element.focus()
    for (let n = 0; n < 5; n += 1) await frame()
    expect(at()).toBe('day')
  })
})
