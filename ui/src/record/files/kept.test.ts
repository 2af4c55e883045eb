// A text that is too long goes whole among the materials of its form; in a form without any it is only said to be too long.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { forms as appealForms } from '@/rooms/appeals/steps/forms'
import { blankAnswer, blankAppeal } from '@/rooms/appeals/register/fields'
import RegisterForm from '@/rooms/appeals/register/RegisterForm.vue'
import { atDesk, leave, personOf, standing, type TestDesk } from '@/test-desk'
import { raisedAppeal } from '../raised'
import { must, type StepForm as Form } from '../steps/form'
import StepForm from '../steps/StepForm.vue'
import type { StepValues } from '../steps/values'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRouter: () => ({ push: () => Promise.resolve() }) }))

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const LONG = '事'.repeat(20_001)
const FILE = { file: 'ab', name: '全文.txt', mime: 'text/plain', size: 1, can_be_shown: true }
const REST = '（全文见附件“全文.txt”）'
const buttons = () => [...document.querySelectorAll('button')].filter((one) => one.textContent.includes('全文存为附件'))

interface Told { facts?: object, values?: StepValues }
async function step(verb: string, form: Form, { facts = {}, values = {} }: Told): Promise<TestDesk> {
  const desk = atDesk(personOf('liaison'), { attach_file: () => FILE, save_draft: () => ({ id: 'd', saved_ms: 1 }), drop_draft: () => null, [verb]: () => ({ value: {}, changed: [], seen: {}, deed: 'd' }) })
  page = await standing(StepForm, { modelValue: true, noun: 'appeal', verb, form, today: '2026-09-01', target: { record: 'r', seen: ['h'], facts }, kept: { id: 'd', values } })
  await flushPromises()
  return desk
}
async function sent(desk: TestDesk, verb: string): Promise<StepValues> {
  buttons()[0]?.click()
  await flushPromises()
  document.querySelector('.field textarea')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  await flushPromises()
  return desk.inputOf(verb) as StepValues
}
const kept = (text: unknown) => [Array.from(String(text)).length, String(text).endsWith(REST)]

it('an amendment adds it to what is attached already', async () => {
  const other = { name: '合同', kept: 'paper', file: null, volume: '1', page: null, n_copies: null, n_pages: null, original: null }
  const desk = await step('amend_appeal', appealForms.amend_appeal ?? { fields: [] }, { facts: { title: '河道污水', way: 'visit', received_on: '2026-08-01', materials: [other] }, values: { facts: LONG } })
  expect(buttons()).toHaveLength(1)
  const input = await sent(desk, 'amend_appeal')
  expect(kept(input.facts)).toEqual([20_000, true])
  expect((input.materials as { name: string }[]).map((one) => one.name)).toEqual(['合同', '全文.txt'])
})

it('a conclusion takes it among its proofs, in place of the empty one', async () => {
  const values = { outcome: 'supported', reply: LONG, explanation: '依法', how: 'written', on: '2026-09-01' }
  const desk = await step('propose_conclusion', appealForms.propose_conclusion ?? { fields: [] }, { values })
  const input = await sent(desk, 'propose_conclusion')
  expect([kept(input.reply), (input.proofs as { file: string }[]).map((one) => one.file)]).toEqual([[20_000, true], ['ab']])
})

it('of several appeals in one form each keeps its own', async () => {
  const form: Form = { fields: [{ key: 'appeals', kind: 'rows', fields: raisedAppeal('visit') }, { key: 'note', kind: 'area' }] }
  const row = (facts: string) => ({ title: '河道污水', way: 'visit', request: '', facts, answered: null, materials: [] })
  const desk = await step('log_visit', form, { values: { appeals: [row('短'), row(LONG)], note: LONG } })
  expect(buttons()).toHaveLength(1)
  const { appeals } = await sent(desk, 'log_visit') as unknown as { appeals: StepValues[] }
  expect(appeals.map((one) => [Array.from(String(one.facts)).length, (one.materials as unknown[] | undefined)?.length])).toEqual([[1, undefined], [20_000, 1]])
})

it('a form without materials does not offer it', async () => {
  await step('submit_obligation', { fields: [must({ key: 'text', kind: 'area' })] }, { values: { text: LONG } })
  expect([buttons().length, document.body.textContent.includes('超出')]).toEqual([0, true])
})

it('every long text of a new appeal may go among its materials', async () => {
  const desk = atDesk(personOf('liaison'), { attach_file: () => FILE, save_draft: () => ({ id: 'd', saved_ms: 1 }), preview_limits: () => ({ limits: [], candidate: null }), register_appeal: () => ({ value: { record: 'a', no: '1' }, changed: [], seen: {} }) })
  const begin = { ...blankAppeal('2026-09-01', 's1'), title: '河道污水', request: LONG, facts: LONG, opinion: LONG, answered: { ...blankAnswer(), answer: LONG } }
  page = await standing(RegisterForm, { begin, today: '2026-09-01' })
  expect(buttons()).toHaveLength(4)
  for (let left = 4; left > 0; left -= 1) {
    buttons()[0]?.click()
    await flushPromises()
  }
  expect([buttons().length, desk.names().filter((name) => name === 'attach_file').length, document.querySelectorAll('.materials .material').length]).toEqual([0, 4, 4])
}, 30_000)
