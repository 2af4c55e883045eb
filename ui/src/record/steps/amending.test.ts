// A form begins with the only thing a field offers; an amendment does not, for it says what somebody changed.
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useCarrier } from '@/host'
import { client } from '@/host/client'
import { materialsForm } from '@/rooms/appeals/steps/forms'
import { type StepForm as Form } from './form'
import StepForm from './StepForm.vue'

const asked: [string, Record<string, unknown>][] = []
beforeEach(() => {
  asked.length = 0
  client.clear()
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (name, input) => { asked.push([name, input as Record<string, unknown>]); return Promise.resolve({ value: {}, changed: [], seen: {}, deed: 'd', id: 'd', saved_ms: 1 }) } })
})
afterEach(() => { useCarrier(undefined); document.body.innerHTML = '' })

const form = (amends: boolean): Form => ({ amends, fields: [
  { key: 'title', kind: 'text' }, { key: 'origin', kind: 'pick', offers: () => [{ value: 'p1', label: '只有这一个' }] },
] })

async function sent(amends: boolean) {
  mount(StepForm, {
    attachTo: document.body, props: { modelValue: true, noun: 'voices', verb: 'amend_voice', form: form(amends), today: '2026-09-01', target: { record: 'r', seen: ['h'], facts: { title: '建议一' } } },
    global: { plugins: [[VueQueryPlugin, { queryClient: client }]] },
  })
  await flushPromises()
  const title = document.querySelector<HTMLInputElement>('.field input')
  if (!title) throw new Error('no field')
  title.value = '建议二'
  title.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
  title.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  await flushPromises()
  return asked.find(([name]) => name === 'amend_voice')?.[1]
}

describe('a field that offers one thing only', () => {
  it('is left as it stands in an amendment', async () => { expect(await sent(true)).toEqual({ record: 'r', seen: ['h'], title: '建议二' }) })
  it('begins with it elsewhere', async () => { expect(await sent(false)).toEqual({ record: 'r', seen: ['h'], title: '建议二', origin: 'p1' }) })
})

// What was opened by 添加材料 was called 修改登记, and so was its draft.
describe('a form of a part of its step', () => {
  it.each([['添加材料', materialsForm], ['修改登记', form(true)]])('is called after what is done: %s', async (act, of) => {
    mount(StepForm, {
      attachTo: document.body, props: { modelValue: true, noun: 'appeal', verb: 'amend_appeal', form: of, today: '2026-09-01', target: { record: 'r', seen: ['h'], facts: {} } },
      global: { plugins: [[VueQueryPlugin, { queryClient: client }]] },
    })
    await flushPromises()
    const said = ['.el-drawer__title', '.acts .main'].map((one) => document.querySelector(one)?.textContent)
    expect(said).toEqual([act, expect.stringContaining(act)])
  })
})
