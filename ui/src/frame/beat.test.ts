import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { outcome } from '@/bundle/test/bundles'
import { Fault } from '@/host/fault'
import { exchangedOf } from '@/hub/test/hubs'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf, type TestDesk } from '@/test-desk'
import { BEAT_MS, useBeat } from './beat'

let page: VueWrapper | undefined
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { leave(page); page = undefined; vi.useRealTimers() })
const beats = (desk: TestDesk) => desk.names().filter((name) => name === 'exchange_if_due').length
const later = (n = 1) => vi.advanceTimersByTimeAsync(n * BEAT_MS)

async function open(answer: () => unknown) {
  const desk = atDesk(personOf('audit_admin'), { exchange_if_due: answer })
  page = mount(defineComponent(() => { const { note } = useBeat(); return () => h('p', note.value) }))
  await vi.advanceTimersByTimeAsync(1)
  return desk
}

it('asks at once and each half minute, and says nothing of what came', async () => {
  const desk = await open(() => outcome({ exchanged: exchangedOf({ new: 7 }), failing: null }))
  await later(3)
  expect([beats(desk), page?.text(), toasts.length]).toEqual([4, '', 0])
})
it('never asks while an answer is awaited', async () => {
  let end: (value: unknown) => void = () => undefined
  const slow = new Promise((done) => { end = done })
  const desk = await open(() => slow)
  await later(3)
  expect(beats(desk)).toBe(1)
  end(outcome({ exchanged: null, failing: null }))
  await later()
  expect(beats(desk)).toBe(2)
})
it('what keeps failing stands in the status line until it is well again', async () => {
  let failing: string | null = 'link'
  await open(() => outcome({ exchanged: null, failing }))
  expect(page?.text()).toBe('与交换中心的交换没有做成：连不上')
  failing = 'quota'
  await later()
  expect(page?.text(), 'of a part').toBe('与交换中心的交换没有做成：今天送出的已到限额')
  failing = null
  await later()
  expect(page?.text()).toBe('')
})
it('a desk that was locked meanwhile is asked again, and a closed page asks no more', async () => {
  const desk = await open(() => { throw new Fault('not_signed_in') })
  await later()
  expect(beats(desk)).toBe(2)
  page?.unmount()
  await later(2)
  expect(beats(desk)).toBe(2)
})
