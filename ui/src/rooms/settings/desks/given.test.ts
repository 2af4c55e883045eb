import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { labelOf, outcome } from '@/bundle/test/bundles'
import type { DeskPerson, DeskRow, FurtherStream } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import DesksTab from './DesksTab.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ query: {} }), useRouter: () => ({ replace: () => Promise.resolve() }) }))

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const stream: FurtherStream = { grant: 'g9', class: 'st', of: '葭沚站', until: '2026-10-01', reason: '产假代管', may_end: true }
const one: DeskPerson = { account: 'a7', name: '陈阿海', roles: ['liaison'], level: null, further: [stream] }
const row: DeskRow = {
  desk: labelOf(), own: false, people: [one], stations: [], whole_office: false, heard: null, enrolled_ms: null, quiet_days: 1, silence: 'heard', revoked: null, streams: [], may_act: true,
}
async function open(answers: Answers = {}, over: Partial<DeskRow> = {}) {
  const desk = atDesk(personOf('registrar'), { list_desks: () => ({ silent_days: 7, may_act: true, rows: [{ ...row, ...over }] }), account_choices: () => ({ people: [], stations: [{ record: 's2', name: '海门站' }], administrators: true }), offices: () => [{ code: '331003', name: '黄岩区院' }], ...answers })
  page = await standing(DesksTab)
  await press('Chen Yajing的详情')
  return desk
}
const pick = async (at: number, value: string) => { page?.findAllComponents({ name: 'SelectField' })[at]?.vm.$emit('update:modelValue', value); await flushPromises() }
async function why(text: string) {
  const input = [...dialog().querySelectorAll('input')].pop()
  if (!input) throw new Error('no field')
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

describe('what was given beside the role', () => {
  it('is told with its last day and its reason', async () => {
    await open()
    expect(page?.text()).toContain('陈阿海：葭沚站，至 10-1，产假代管')
  })
  it('is nobody’s to give who only reads, and never at a revoked desk', async () => {
    await open({}, { may_act: false })
    expect(page?.text()).not.toContain('增加授权')
    leave(page)
    await open({}, { revoked: { at_ms: 1, by_name: '周敏', reason: '失窃' } })
    expect(page?.text()).not.toContain('增加授权')
  })
  it('ends with a reason', async () => {
    const desk = await open({ end_stream: () => outcome({}) })
    await press('结束陈阿海的授权：葭沚站')
    await press('结束', dialog())
    expect(dialog().textContent).toContain('请填写理由')
    await why(' 代管期满 ')
    await press('结束', dialog())
    expect(desk.inputOf('end_stream')).toEqual({ grant: 'g9', reason: '代管期满' })
    expect(toasts.map(({ text }) => text)).toEqual(['已结束授权'])
  })
})

describe('more for somebody', () => {
  // An empty list of stations stood there without a word.
  it('says why there is nothing to choose from, and tries again', async () => {
    let broken = true
    await open({ account_choices: () => { if (broken) throw new Fault('busy'); return { people: [], stations: [{ record: 's2', name: '海门站' }], administrators: true } } })
    await press('给陈阿海增加授权')
    expect(dialog().querySelector('[role="alert"]')?.textContent).toContain('本机数据正忙')
    broken = false
    await press('重试', dialog())
    expect(dialog().querySelector('[role="alert"]')).toBeNull()
  })
})

describe('a reason that was typed', () => {
  it('is not closed away without a question', async () => {
    await open()
    await press('结束陈阿海的授权：葭沚站')
    await why('代管期满')
    await press('取消', dialog())
    await press('继续填写', dialog())
    expect([...dialog().querySelectorAll('input')].pop()?.value).toBe('代管期满')
    await press('取消', dialog())
    await press('放弃填写', dialog())
    expect(() => dialog()).toThrow()
  })
  it('nothing typed, nothing asked', async () => {
    await open()
    await press('结束陈阿海的授权：葭沚站')
    await press('取消', dialog())
    expect(() => dialog()).toThrow()
  })
})

describe('giving', () => {
  it('asks for the station and why, and says from when it holds', async () => {
    const desk = await open({ grant_stream: () => outcome({ grant: 'g1' }) })
    await press('给陈阿海增加授权')
    await press('增加授权', dialog())
    for (const says of ['请选择站点', '请填写理由']) expect(dialog().textContent).toContain(says)
    await pick(0, 's2')
    await why('代管')
    await press('增加授权', dialog())
    expect(desk.inputOf('grant_stream')).toEqual({ account: 'a7', station: 's2', reason: '代管' })
    expect(toasts.map(({ text }) => text)).toEqual(['已授权，陈阿海下次登录起生效'])
  })
  it('is not given for good while its last day cannot be read', async () => {
    const desk = await open({ grant_stream: () => outcome({ grant: 'g1' }) })
    await press('给陈阿海增加授权')
    await pick(0, 's2')
    const day = dialog().querySelector<HTMLInputElement>('.day input')!
    const type = async (text: string) => { day.value = text; day.dispatchEvent(new Event('input')); await flushPromises() }
    await type('9-31')
    await why('代管')
    await press('增加授权', dialog())
    expect(desk.names()).not.toContain('grant_stream')
    expect(dialog().textContent).toContain('不是完整的日期')
    expect(dialog().textContent).not.toContain('请填写')
    await type('2026-10-31')
    await press('增加授权', dialog())
    expect(desk.inputOf('grant_stream')).toEqual({ account: 'a7', station: 's2', until: '2026-10-31', reason: '代管' })
  })
  it.each([['nothing_changed', {}, '此人已有这项权限'], ['check_failed', { field: 'station' }, '此人负责本单位全部站点'], ['check_failed', { field: 'until' }, '截止日期已过'], ['out_of_scope', {}, '范围']] as const)('%s is said, and what was typed stays', async (code, values, says) => {
    await open({ grant_stream: () => { throw new Fault(code, values) } })
    await press('给陈阿海增加授权')
    await pick(0, 's2')
    await why('代管')
    await press('增加授权', dialog())
    expect(dialog().textContent).toContain(says)
    expect([...dialog().querySelectorAll('input')].pop()?.value).toBe('代管')
  })
})
