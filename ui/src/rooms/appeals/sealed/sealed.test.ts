// What a named handler sees of sealed matters before opening one, and what an approver signs.
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import { useCarrier } from '@/host'
import RedactionsCard from './RedactionsCard.vue'
import SealedList from './SealedList.vue'
import SealingsCard from './SealingsCard.vue'

const asked: [string, unknown][] = []
let answers: Record<string, (input: unknown) => unknown>
beforeEach(() => {
  asked.length = 0
  client.clear()
  answers = { codes: () => [{ code: 'report', name: '举报' }], desk_state: () => ({ state: 'open', today: '2026-09-10', version: '0' }), list_sealed: () => [], list_sealings: () => [] }
  useCarrier({
    kind: 'loopback', saveFile: () => Promise.resolve(),
    send: (name, input) => { asked.push([name, input]); return Promise.resolve().then(() => answers[name]?.(input) ?? []) },
  })
})
afterEach(() => { useCarrier(undefined); document.body.innerHTML = '' })

async function shown(page: typeof SealedList | typeof SealingsCard | typeof RedactionsCard) {
  const made = mount(page, { attachTo: document.body, global: { plugins: [[VueQueryPlugin, { queryClient: client }]], stubs: { RouterLink: { template: '<a><slot /></a>' } } } })
  await flushPromises()
  return made
}
const sealing = { record: 'a', noun: 'appeal', ordered: true, seen: ['head'], no: 'JJ01-SQ-2026-A-001', received_on: '2026-08-31', by_name: '周敏', on: '2026-09-01' }

describe('sealed matters', () => {
  it('show number, reason and limit, and nothing of what they say', async () => {
    answers.list_sealed = () => [{ record: 'm', no: 'JJ01-SQ-2026-A-001', reason: 'report', state: 'registered', received_on: '2026-08-31', due_on: '2026-09-07' }]
    const text = (await shown(SealedList)).text()
    for (const word of ['JJ01-SQ-2026-A-001', '8-31', '9-7']) expect(text).toContain(word)
  })
  it.each([['2026-09-09', '超期 1 天'], ['2026-09-10', '今天'], ['2026-09-16', '剩 6 天']])('due on %s: the clock says it as in every list', async (due_on, says) => {
    answers.list_sealed = () => [{ record: 'm', no: 'JJ01-SQ-2026-A-001', reason: 'report', state: 'registered', received_on: '2026-08-25', due_on }]
    expect((await shown(SealedList)).find('.clock').text()).toBe(says)
  })
  it('are told to be none', async () => { expect((await shown(SealedList)).text()).toContain('封存') })
  it('are refused in words to who is no handler', async () => {
    answers.list_sealed = () => { throw new Fault('denied', { why: { code: 'wrong_role', values: { verb: 'open_sealed' } } }) }
    const told = (await shown(SealedList)).find('[role=alert]')
    expect(told.text()).toContain('封存办理人')
    expect(told.find('button').exists()).toBe(false)
  })
})

describe('sealings that wait', () => {
  it('are not shown where there are none', async () => { expect((await shown(SealingsCard)).text()).toBe('') })
  it('are signed only after the question, with the heads that were seen', async () => {
    answers.list_sealings = () => [sealing]
    answers.approve_sealing = () => ({ value: {}, changed: ['appeals'], seen: {}, deed: 'd' })
    const page = await shown(SealingsCard)
    expect(page.text()).toContain('周敏 9-1 提出')
    await page.find('button').trigger('click')
    await flushPromises()
    expect(asked.some(([name]) => name === 'approve_sealing')).toBe(false)
    const yes = [...document.querySelectorAll('[role=dialog] button')].slice(-1)[0] as HTMLButtonElement
    yes.click()
    await flushPromises()
    expect(asked.find(([name]) => name === 'approve_sealing')?.[1]).toEqual({ record: 'a', seen: ['head'] })
  })
  it('are ordered by whoever governs, and not before somebody is named who signs too', async () => {
    answers.list_sealings = () => [{ ...sealing, noun: 'voice', ordered: false }]
    answers.list_people = () => ({ rows: [{ record: 'p', title: '王洁', no: null, station_name: '', more: {} }], next: null, count: 1 })
    const page = await shown(SealingsCard)
    expect(page.text()).toContain('声音')
    await page.find('button').trigger('click')
    await flushPromises()
    const yes = () => [...document.querySelectorAll('[role=dialog] button')].slice(-1)[0] as HTMLButtonElement
    yes().click()
    await flushPromises()
    expect(asked.some(([name]) => name === 'order_sealing')).toBe(false)
    expect(document.querySelector('[role=dialog] .error')?.textContent).toBe('请选择')
    page.findComponent({ name: 'SelectField' }).vm.$emit('update:modelValue', 'p')
    await flushPromises()
    yes().click()
    await flushPromises()
    expect(asked.find(([name]) => name === 'order_sealing')?.[1]).toEqual({ record: 'a', seen: ['head'], approver: 'p' })
  })
})

describe('deletions of single fields that wait', () => {
  const row = { record: 'r', seen: ['head'], noun: 'party', field: 'phone', ground: 'withdrawn', no: 'JJ01-SQ-2026-A-001', title: '欠薪', by_name: '周敏', on: '2026-09-01' }
  beforeEach(() => {
    answers.codes = () => [{ id: 'withdrawn', name: '个人撤回同意', wording: 'unverified' }]
    answers.list_redactions = () => [row]
    answers.approve_redaction = answers.decline_redaction = () => ({ value: {}, changed: ['appeals'], seen: {}, deed: 'd' })
  })
  it('are not shown where there are none', async () => {
    answers.list_redactions = () => []
    expect((await shown(RedactionsCard)).text()).toBe('')
  })
  it('tell which field of whose matter, on which ground, who asks', async () => {
    const text = (await shown(RedactionsCard)).text()
    for (const word of ['联系电话', '欠薪', '个人撤回同意（待核）', '周敏 9-1 申请']) expect(text).toContain(word)
  })
  it('are signed only after the question', async () => {
    const page = await shown(RedactionsCard)
    await page.findAll('button')[2]!.trigger('click')
    await flushPromises()
    expect(asked.some(([name]) => name === 'approve_redaction')).toBe(false)
    const yes = [...document.querySelectorAll('[role=dialog] button')].slice(-1)[0] as HTMLButtonElement
    yes.click()
    await flushPromises()
    expect(asked.find(([name]) => name === 'approve_redaction')?.[1]).toEqual({ record: 'r', seen: ['head'] })
  })
  it('are declined at once: nothing is lost by a no', async () => {
    const page = await shown(RedactionsCard)
    await page.findAll('button')[0]!.trigger('click')
    await flushPromises()
    expect(asked.find(([name]) => name === 'decline_redaction')?.[1]).toEqual({ record: 'r', seen: ['head'] })
  })
  it('are kept instead where a duty to archive forbids them, and not without its name', async () => {
    answers.keep_redaction = () => ({ value: {}, changed: ['appeals'], seen: {}, deed: 'd' })
    const page = await shown(RedactionsCard)
    await page.findAll('button')[1]!.trigger('click')
    await flushPromises()
    const sends = async () => {
      const yes = [...document.querySelectorAll('[role=dialog] button')].find((one) => one.textContent?.includes('依法留存')) as HTMLButtonElement
      yes.click()
      await flushPromises()
    }
    expect([...document.querySelectorAll('[role=dialog]')].map((one) => one.textContent).join()).toContain('当事人 · 欠薪的“联系电话”不再显示')
    await sends()
    expect(asked.some(([name]) => name === 'keep_redaction')).toBe(false)
    const duty = document.querySelector('[role=dialog] input') as HTMLInputElement
    duty.value = '检察诉讼档案保管期限三十年'
    duty.dispatchEvent(new Event('input'))
    await flushPromises()
    await sends()
    expect(asked.find(([name]) => name === 'keep_redaction')?.[1]).toMatchObject({ record: 'r', seen: ['head'], duty: '检察诉讼档案保管期限三十年' })
  })
})
