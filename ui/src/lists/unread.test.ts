// Lists of codes that could not be read: the page showed codes for names and its forms offered nothing, and nothing said why.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { computed, defineComponent, h, type Component } from 'vue'
import type { Asked } from '@/host/ask'
import { Fault } from '@/host/fault'
import { blankAppeal } from '@/rooms/appeals/register/fields'
import RegisterForm from '@/rooms/appeals/register/RegisterForm.vue'
import { kind } from '@/rooms/visits/kind'
import { atDesk, leave, personOf, standing, TODAY } from '@/test-desk'
import { useNames } from '@/record/names'
import NewRecordForm from '@/record/NewRecordForm.vue'
import RecordPage from '@/record/RecordPage.vue'
import StepForm from '@/record/steps/StepForm.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ query: {} }), useRouter: () => ({}) }))

let codes: () => unknown
let page: VueWrapper | undefined
beforeEach(() => { codes = () => { throw new Fault('busy') } })
afterEach(() => { leave(page); page = undefined })

const form = { fields: [{ key: 'kind', kind: 'code', list: 'visit_kind' }] } as const
const view = { record: 'v1', seen: ['h1'], state: 'registered', steps: [], timeline: [] }
const asked: Asked<typeof view> = { value: computed(() => view), phase: computed(() => 'ready'), busy: computed(() => false), fault: computed(() => undefined), again: () => Promise.resolve() }
const shown = defineComponent(() => {
  const names = useNames(kind)
  return () => [h('i', names.nameOf('kind', 'door')), h(RecordPage as Component, { kind, asked, back: '/voices', names })]
})
const pages: [string, Component, Record<string, unknown>][] = [
  ['a record’s page', shown, {}],
  ['a step', StepForm, { modelValue: true, noun: 'visit', verb: 'amend_visit', form, today: TODAY, target: { record: 'r', seen: [] } }],
  ['a new record', NewRecordForm, { noun: 'visit', verb: 'log_visit', title: 'x', form, back: '/', to: () => '/', start: { kind: null }, today: TODAY }],
  ['an appeal', RegisterForm, { begin: blankAppeal(TODAY, 's1'), today: TODAY }],
]
const alerts = () => [...document.querySelectorAll<HTMLElement>('[role="alert"]')].filter((one) => one.textContent.includes('有的选项清单没有读出'))

it.each(pages)('%s says so once, and trying again reads them all', async (name, of, props) => {
  const desk = atDesk(personOf('liaison'), { codes: () => codes(), list_stations: () => ({ rows: [], next: null, count: 0 }), save_draft: () => ({ id: 'd', saved_ms: 1 }), preview_limits: () => ({ limits: [], candidate: null }) })
  page = await standing(of, props)
  await flushPromises()
  expect(alerts().map((one) => one.textContent.includes('本机数据正忙')), name).toEqual([true])
  codes = () => [{ id: 'door', name: '入户走访', wording: 'verified' }]
  const before = desk.names().filter((one) => one === 'codes').length
  alerts()[0]?.querySelector('button')?.click()
  await flushPromises()
  expect([alerts().length, desk.names().filter((one) => one === 'codes').length]).toEqual([0, 2 * before])
}, 30_000)

it('a try that fails says so still, and is made again', async () => {
  atDesk(personOf('liaison'), { codes: () => codes() })
  page = await standing(StepForm, { modelValue: true, noun: 'visit', verb: 'amend_visit', form, today: TODAY, target: { record: 'r', seen: [] } })
  await flushPromises()
  codes = () => { throw new Fault('disk_full') }
  alerts()[0]?.querySelector('button')?.click()
  await flushPromises()
  expect(alerts()[0]?.textContent).toContain('磁盘')
})

it('a list that was read is not missed', async () => {
  codes = () => [{ id: 'door', name: '入户走访', wording: 'verified' }]
  atDesk(personOf('liaison'), { codes: () => codes() })
  page = await standing(shown)
  await flushPromises()
  expect(alerts()).toEqual([])
})
