// Beside the form of a visit: who came before. What could not be looked up is not the same as nobody.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { Fault } from '@/host/fault'
import { type Answers, atDesk, leave, personOf, press, standing, TODAY } from '@/test-desk'
import LogSide from './LogSide.vue'

let page: VueWrapper | undefined
afterEach(() => { vi.useRealTimers(); leave(page); page = undefined })

async function at(answers: Answers, more: object = {}) {
  vi.useFakeTimers()
  const desk = atDesk(personOf('liaison'), answers)
  page = await standing(LogSide, { today: TODAY, values: { people: [{ kind: 'person', name: '徐国平', id_kind: '414', id_number: '', phone: '', ...more }] } })
  await vi.advanceTimersByTimeAsync(600)
  return desk
}

it('is said to be nobody only when that is known', async () => {
  await at({ known_party: () => new Promise(() => undefined) })
  expect(page?.find('[aria-busy="true"], [role="status"]').exists()).toBe(true)
  expect(page?.text()).not.toContain('没有')
})
// While the next name was looked up, the records of the one before stood beside it.
it('of one person is not shown beside another', async () => {
  await at({ known_party: ({ name }: { name: string }) => (name === '徐国平' ? { same: [{ record: 'a1', title: '欠薪', no: null, on: '2026-09-01', state: 'handling' }], namesakes: [] } : new Promise(() => undefined)) })
  expect(page?.text()).toContain('欠薪')
  await page?.setProps({ values: { people: [{ kind: 'person', name: '陈静', id_number: '', phone: '' }] } })
  await vi.advanceTimersByTimeAsync(600)
  expect(page?.text()).not.toContain('欠薪')
})
it('that could not be read says why, and is asked again', async () => {
  let broken = true
  const desk = await at({ known_party: () => { if (broken) throw new Fault('busy'); return { same: [{ record: 'a1', title: '欠薪', no: null, on: '2026-09-01', state: 'handling' }], namesakes: [] } } })
  expect(page?.find('[role="alert"]').text()).toContain('本机数据正忙')
  broken = false
  await press('重试')
  await flushPromises()
  expect(page?.text()).toContain('欠薪')
  expect(desk.inputOf('known_party')).toEqual({ name: '徐国平' })
})

// A bug: whoever came with a passport was never known again.
it('a number is looked up as of its own kind of paper', async () => {
  const desk = await at({ known_party: () => ({ same: [], namesakes: [] }) }, { id_number: 'E12345678' })
  expect(desk.inputOf('known_party')).toEqual({ name: '徐国平', id_kind: '414', id_number: 'E12345678' })
})
