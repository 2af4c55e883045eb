// Beside the form of an appeal: what this desk knows of the petitioner, and of nobody else, and the limits of what stands in the form now.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { Fault } from '@/host/fault'
import { type Answers, atDesk, leave, personOf, press, standing, TODAY } from '@/test-desk'
import { blankAppeal } from './fields'
import RegisterSide from './RegisterSide.vue'

let page: VueWrapper | undefined
afterEach(() => { vi.useRealTimers(); leave(page); page = undefined })

const rests = async () => { await vi.advanceTimersByTimeAsync(600); await flushPromises() }
const formOf = (name: string, over = {}) => { const form = blankAppeal(TODAY, 's1'); Object.assign(form.people[0] as object, { name }); return { ...form, ...over } }
const known = (title: string) => ({ nth: 3, as_of: TODAY, same: [{ record: 'a1', title, no: null, on: '2026-09-01', state: 'handling' }], namesakes: [] })
const limits = { limits: [{ rule: { id: 'R01', matter: '程序性回复', amount: 7, unit: 'natural', article: '' }, due_on: '2026-10-01', deadline: { strip: [] } }], candidate: null }

async function open(answers: Answers) {
  vi.useFakeTimers()
  atDesk(personOf('liaison'), { preview_limits: () => limits, ...answers })
  page = await standing(RegisterSide, { today: TODAY, form: formOf('徐国平') })
  await rests()
}

// While the next name was looked up, and for good where none stood there any more, the records of the one before were shown.
it('what is known of one person is not shown beside another, nor beside nobody', async () => {
  await open({ known_party: ({ name }: { name: string }) => (name === '徐国平' ? known('欠薪') : new Promise(() => undefined)) })
  expect(page?.text()).toContain('欠薪')
  await page?.setProps({ form: formOf('陈静') })
  await rests()
  expect(page?.text()).not.toContain('欠薪')
  expect(page?.findAll('[role="status"]').length).toBeGreaterThan(0)
  await page?.setProps({ form: formOf('徐国平') })
  await rests()
  expect(page?.text()).toContain('欠薪')
  await page?.setProps({ form: formOf('') })
  await rests()
  expect(page?.text()).not.toContain('欠薪')
})
// For half a minute what was known was taken from the store: the one who had just been registered came for the same time once more.
it('the next form does not tell which time it is as of before the last registration', async () => {
  let nth = 3
  await open({ known_party: () => ({ ...known('欠薪'), nth }) })
  expect(page?.text()).toContain('第 3 次')
  page?.unmount()
  nth = 4
  page = await standing(RegisterSide, { today: TODAY, form: formOf('徐国平') })
  await rests()
  expect(page.text()).toContain('第 4 次')
})
it('what could not be looked up says why, and is asked again', async () => {
  let broken = true
  await open({ known_party: () => { if (broken) throw new Fault('busy'); return known('欠薪') } })
  expect(page?.find('[role="alert"]').text()).toContain('本机数据正忙')
  broken = false
  await press('重试')
  expect(page?.text()).toContain('欠薪')
})
it('no limit is told of a day that is not there any more', async () => {
  await open({ known_party: () => known('欠薪') })
  expect(page?.text()).toContain('程序性回复')
  await page?.setProps({ form: formOf('徐国平', { received_on: '' }) })
  await flushPromises()
  expect(page?.text()).not.toContain('程序性回复')
})
