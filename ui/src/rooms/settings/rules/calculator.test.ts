import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { DeadlineView, Rule } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, standing, TODAY } from '@/test-desk'
import Calculator from './Calculator.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const rule = (id: string, over: Partial<Rule> = {}): Rule => ({
  id, version: '1', noun: 'appeal', matter: `事项${id}`, article: '人民检察院刑事诉讼规则 第一百六十三条', unit: 'natural', amount: 7, direction: 'forward', opened_by: 'registered', counts_from: 'received',
  recounts_from: null, met_by: 'replied', extension: null, pauses: [], exclusions: [], standing: 'national', wording: 'verified', note: '', enabled: true, starts_by_itself: true, bearer: 'office', office: null,
  validity: { from: '2019-12-30', to: null }, ...over,
})
const RULES = [rule('R01'), rule('H01', { unit: 'hours', amount: 24 })]
/** Thursday 2026-09-24 and seven days: Thursday 2026-10-01, a holiday; the first working day after it is Thursday 2026-10-08. */
const answer = (over: Partial<DeadlineView> = {}): DeadlineView => ({
  rule: null, unit: 'natural', amount: 7, counted: 7, direction: 'forward', started_on: TODAY, started_at: null, raw_on: '2026-10-01', due_on: '2026-10-08', due_at: null, advised_on: null, provisional: false, calendar: '2026.1',
  strip: [{ from: TODAY, to: TODAY, kind: 'start', n: 0, note: null }, { from: '2026-09-25', to: '2026-10-01', kind: 'counted', n: 7, note: null }, { from: '2026-10-02', to: '2026-10-07', kind: 'rolled', n: 0, note: null }, { from: '2026-10-08', to: '2026-10-08', kind: 'due', n: 0, note: null }],
  ...over,
})
const named: DeadlineView['rule'] = { id: 'R01', version: '1', matter: '事项R01', article: '', counts_from: 'received', wording: 'verified', standing: 'national', enabled: true }

async function open(props: Record<string, unknown> = {}, says: () => unknown = () => answer()) {
  const desk = atDesk(personOf('liaison'), { explain_deadline: says, codes: () => [{ list: 'event', id: 'received', name: '收到', wording: 'verified' }] })
  page = await standing(Calculator, { rules: RULES, today: TODAY, ...props })
  return desk
}
const pick = async (value: string) => { await page?.find(`input[value="${value}"]`).setValue(); await flushPromises() }
const field = (label: string) => {
  const found = page?.findAll('label').find((one) => one.text() === label)
  const input = page?.find(`[id="${found?.attributes('for') ?? ''}"]`)
  if (!found || !input?.exists()) throw new Error(`no field is called ${label}`)
  return input
}
const type = async (label: string, value: string) => { await field(label).setValue(value); await field(label).trigger('change'); await field(label).trigger('blur'); await flushPromises() }
const said = () => page?.find('.answer').text() ?? ''
const days = (desk: Awaited<ReturnType<typeof open>>) => desk.names().filter((name) => name === 'explain_deadline').length

describe('by when', () => {
  it('asks for nothing before a rule is chosen, and says what is still to be given', async () => {
    const desk = await open()
    expect(days(desk)).toBe(0)
    expect(said()).toContain('请选好规则或期限，以及起算日期')
  })
  it('a rule is reckoned by its number alone: its version is the desk\'s to find', async () => {
    const desk = await open({ chosen: 'R01' })
    expect(desk.inputOf('explain_deadline')).toEqual({ rule: 'R01', started_on: TODAY })
  })
  it('a rule that is looked at later takes the place of what was reckoned', async () => {
    const desk = await open()
    await pick('period')
    await page?.setProps({ chosen: 'R01' })
    await flushPromises()
    expect(desk.inputOf('explain_deadline')).toEqual({ rule: 'R01', started_on: TODAY })
  })
  it('a rule of hours asks for the minute and is not reckoned from a day', async () => {
    const desk = await open({ chosen: 'H01' })
    expect(days(desk)).toBe(0)
    expect(page?.text()).toContain('北京时间，按小时计算的期限不遇节假日顺延。')
    await type('起算时刻', '2026-09-24 09:30')
    expect(desk.inputOf('explain_deadline')).toEqual({ rule: 'H01', started_at: '2026-09-24 09:30' })
  })
  it.each(['natural', 'working', 'months'])('a period of %s has a direction', async (unit) => {
    const desk = await open()
    await pick('period')
    await pick(unit)
    await pick('backward')
    expect(desk.inputOf('explain_deadline')).toEqual({ unit, amount: 7, direction: 'backward', started_on: TODAY })
  })
  it('a period of hours goes forward only, from a minute', async () => {
    const desk = await open()
    await pick('period')
    await pick('backward')
    await pick('hours')
    expect(page?.find('input[value="backward"]').exists()).toBe(false)
    await type('起算时刻', '2026-09-24 00:00')
    expect(desk.inputOf('explain_deadline')).toEqual({ unit: 'hours', amount: 7, started_at: '2026-09-24 00:00' })
  })
  it.each([['0', 1], ['1', 1], ['10000', 10000], ['10001', 10000], ['-7', 1]])('a period of %s is asked as %i', async (typed, amount) => {
    const desk = await open()
    await pick('period')
    await type('期限', typed)
    expect(desk.inputOf('explain_deadline')).toMatchObject({ amount })
  })
  it.each(['', '2026-02-30', '昨天'])('from “%s” nothing is reckoned', async (day) => {
    const desk = await open()
    await pick('period')
    const before = days(desk)
    await type('起算日期', day)
    expect(said()).toContain('请选好规则或期限，以及起算日期')
    expect(days(desk)).toBe(before)
  })
})

describe('the answer', () => {
  it.each<[string, Partial<DeadlineView>, string]>([
    ['in two weeks', {}, '距今天还有 14 天'], ['tomorrow', { due_on: '2026-09-25' }, '距今天还有 1 天'], ['today', { due_on: TODAY }, '就在今天'], ['yesterday', { due_on: '2026-09-23' }, '已过 1 天'],
    ['a leap year ago', { due_on: '2024-02-29' }, '已过 938 天'],
  ])('%s', async (_, over, says) => {
    await open({ chosen: 'R01' }, () => answer(over))
    expect(said()).toContain(says)
  })
  it('says from when and how long, in the words of the rule', async () => {
    await open({ chosen: 'R01' }, () => answer({ rule: named }))
    expect(page?.find('.answer .soft').text()).toBe('自 2026-09-24 收到起算，期限 7 日，最迟应于：')
    expect(page?.find('.due').text()).toBe('2026-10-08星期四')
  })
  it('backwards it says by which day before', async () => {
    await open({ chosen: 'R01' }, () => answer({ rule: named, direction: 'backward', amount: 3, due_on: '2026-09-21' }))
    expect(page?.find('.answer .soft').text()).toBe('事项日为 2026-09-24，须提前 3 日，最迟应于：')
    expect(said()).toContain('已过 3 天')
  })
  it('hours end at a minute', async () => {
    await open({ chosen: 'R01' }, () => answer({ unit: 'hours', amount: 24, started_at: '2026-09-24T09:30', due_at: '2026-09-25T09:30', due_on: '2026-09-25' }))
    expect(page?.find('.due b').text()).toBe('2026-09-25 09:30')
    expect(page?.find('.answer .soft').text()).toContain('自 2026-09-24 09:30 起算，期限 24 小时')
  })
  it.each<[string, Partial<DeadlineView>, string[]]>([
    ['nothing in doubt', { rule: named }, []], ['a year without a notice', { rule: named, provisional: true }, ['暂定']], ['a wording nobody compared', { rule: { ...named, wording: 'unverified' } }, ['待核']],
    ['a rule that is off', { rule: { ...named, enabled: false } }, ['已停用']], ['all of it', { rule: { ...named, wording: 'unverified', enabled: false }, provisional: true }, ['暂定', '待核', '已停用']], ['a bare period', {}, []],
  ])('%s is marked', async (_, over, marks) => {
    await open({ chosen: 'R01' }, () => answer(over))
    expect(page?.findAll('.due .tag').map((one) => one.text())).toEqual(marks)
    expect(said().includes('还没有国务院办公厅的放假通知')).toBe(marks.includes('暂定'))
  })
  it('the day an office would rather have it stands beside it', async () => {
    await open({ chosen: 'R01' }, () => answer({ advised_on: '2026-09-30' }))
    expect(said()).toContain('距今天还有 14 天，内控日期 2026-09-30')
  })
  it('a fault takes the answer\'s place, and goes when another day is given', async () => {
    let refused = true
    await open({ chosen: 'R01' }, () => { if (refused) throw new Fault('out_of_range', { field: 'started_on', least: 1900, most: 2199 }); return answer() })
    expect(page?.find('.answer [role="alert"]').exists()).toBe(true)
    expect(said()).not.toContain('2026-10-08')
    refused = false
    await type('收到日期', '2026-09-25')
    expect(page?.find('.answer [role="alert"]').exists()).toBe(false)
    expect(said()).toContain('2026-10-08')
  })
})
