import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { ClockView, DeadlineView, Rule, Segment } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, leave, personOf, press, standing, TODAY } from '@/test-desk'
import ClocksCard from './ClocksCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const NAMES = [{ list: 'event', id: 'received', name: '收到' }, { list: 'event', id: 'replied', name: '已答复' }, { list: 'category', id: 'other', name: '其他信访' }, { list: 'category', id: 'appeal', name: '申诉' }]
const law: Rule = {
  id: 'R01', version: '1', noun: 'appeal', matter: '程序性回复', article: '人民检察院信访工作规定 第二十三条', unit: 'natural', amount: 7, direction: 'forward', opened_by: 'registered', counts_from: 'received',
  recounts_from: null, met_by: 'replied', extension: null, pauses: [], exclusions: [], standing: 'national', wording: 'verified', note: '', enabled: true, starts_by_itself: true, bearer: 'office', office: null,
  validity: { from: '2019-12-30', to: null },
}
const segment = (kind: Segment['kind'], from: string, to: string, n = 0): Segment => ({ kind, from, to, n, note: null })
/** Received on Friday 2026-09-18: the seventh day is Friday 2026-09-25. */
const deadline = (over: Partial<DeadlineView> = {}): DeadlineView => ({
  rule: null, unit: 'natural', amount: 7, counted: 7, direction: 'forward', started_on: '2026-09-18', started_at: null, raw_on: '2026-09-25', due_on: '2026-09-25', due_at: null, advised_on: null, provisional: false, calendar: '2026.1',
  strip: [segment('start', '2026-09-18', '2026-09-18'), segment('counted', '2026-09-19', '2026-09-24', 6), segment('due', '2026-09-25', '2026-09-25', 7)], ...over,
})
const clock = (over: Partial<ClockView> = {}): ClockView => ({
  flow: 'clock/R01/0', rule: 'R01', version: '1', law, internal: false, state: 'running', started_on: '2026-09-18', due_on: '2026-09-25', stopped_on: null, stopped_by: null, came: null, went: null, typed_on: null, days: 1,
  contested: false, deadline: deadline(), ...over,
})

async function open(clocks: ClockView[], props: Record<string, unknown> = {}, answers: Answers = {}) {
  const desk = atDesk(personOf('prosecutor'), { codes: ({ list }: { list: string }) => NAMES.filter((one) => one.list === list), ...answers })
  page = await standing(ClocksCard, { clocks, today: TODAY, ...props })
  return desk
}
const lines = () => page?.findAll('.line').map((one) => one.text()) ?? []
const tags = () => page?.findAll('.tags .tag').map((one) => one.text()) ?? []
const said = () => page?.findAll('.says').map((one) => one.text()) ?? []

describe('the limits of a matter', () => {
  it('none is said, and nothing is counted', async () => {
    await open([])
    expect(page?.text()).toContain('没有期限')
    expect(page?.text()).not.toContain('项，各自独立')
  })
  it('each has its matter, its period, its article and its day', async () => {
    await open([clock(), clock({ flow: 'clock/R02/0' })])
    expect(page?.text()).toContain('2 项')
    for (const part of ['程序性回复', '7 日', '人民检察院信访工作规定 第二十三条', '剩 1 天']) expect(lines()[0]).toContain(part)
    expect(said()[0]).toContain('9-18 收到起算，应于 9-25 星期五。')
  })
  it.each<[string, Partial<ClockView>, string]>([
    ['due tomorrow', {}, '剩 1 天'],
    ['due today', { due_on: TODAY }, '今天'],
    ['due yesterday', { due_on: '2026-09-23' }, '超期 1 天'],
    ['due over the turn of the year', { due_on: '2027-01-01' }, '剩 99 天'],
    ['paused without an end', { state: 'paused', due_on: null }, '中止计算'],
    ['provisional', { deadline: deadline({ provisional: true }) }, '剩 1 天（暂定）'],
    ['of a rule that has not come', { law: null, due_on: null, deadline: null }, '规则未到'],
    ['met in time', { state: 'in_time', stopped_on: '2026-09-24', stopped_by: 'replied' }, '9-24 已答复'],
    ['met on the last day', { state: 'in_time', stopped_on: '2026-09-25', stopped_by: 'replied' }, '9-25 已答复'],
    ['met a day late', { state: 'late', stopped_on: '2026-09-26', stopped_by: 'replied' }, '9-26 已答复，超期 1 天'],
    ['ended by nothing that has a name', { state: 'in_time', stopped_on: '2026-09-24' }, '9-24 已办'],
    ['ended by an event of a newer program', { state: 'in_time', stopped_on: '2026-09-24', stopped_by: 'answered_anew' }, '9-24 answered_anew'],
  ])('%s', async (_, over, says) => {
    await open([clock(over)])
    expect(tags()).toEqual([says])
  })
  it('a rule that has not come is named by its number, and its strip is not drawn', async () => {
    await open([clock({ law: null, due_on: null, deadline: null })])
    expect(lines()[0]).toContain('R01')
    expect(lines()[0]).toContain('规则未到')
    expect(page?.find('.strip').exists()).toBe(false)
  })
  it('an office\'s own limit names no article of the law', async () => {
    await open([clock({ internal: true })])
    expect(lines()[0]).toContain('内部时限 · 本院规定')
    expect(lines()[0]).not.toContain('第二十三条')
  })
  it.each<[string, Partial<ClockView>, string]>([
    ['a wording nobody compared', { law: { ...law, wording: 'unverified' } }, '待核'],
    ['two desks at once', { contested: true }, '多处同时办理，按最早的算'],
    ['what was typed later', { typed_on: '2026-09-22' }, '9-22 补录'],
    ['what was typed a year later', { typed_on: '2025-12-31' }, '2025-12-31 补录'],
    ['a right of the people concerned', { law: { ...law, bearer: 'party' } }, '当事人期限'],
  ])('%s is marked beside its day', async (_, over, mark) => {
    await open([clock(over)])
    expect(tags()).toEqual([mark, '剩 1 天'])
  })
  it('a right that passed unused is nobody\'s lateness', async () => {
    await open([clock({ law: { ...law, bearer: 'party' }, due_on: '2026-09-20' })])
    expect(tags()).toEqual(['当事人期限', '期限已过'])
    expect(page?.findAll('.cell.late')).toHaveLength(0)
  })
})

describe('a pause', () => {
  const paused = (from: string, to: string) => clock({ deadline: deadline({ strip: [segment('start', '2026-09-18', '2026-09-18'), segment('paused', from, to), segment('due', '2026-09-30', '2026-09-30', 7)] }) })
  it.each([
    ['that ended yesterday', '2026-09-20', '2026-09-23', false], ['that ends today', '2026-09-20', TODAY, true], ['that is of today alone', TODAY, TODAY, true], ['that begins today', TODAY, '2026-09-28', true],
    ['that begins tomorrow', '2026-09-25', '2026-09-28', false],
  ])('%s: %s to %s stands still: %s', async (_, from, to, still) => {
    await open([paused(from, to)])
    expect(tags().includes('中止计算')).toBe(still)
  })
  it('a clock that was met no longer stands still', async () => {
    await open([{ ...paused('2026-09-20', '2026-09-28'), state: 'in_time', stopped_on: '2026-09-21', stopped_by: 'replied' }])
    expect(tags()).toEqual(['9-21 已答复'])
  })
})

describe('what a strip says', () => {
  it.each<[string, Partial<ClockView>, string]>([
    ['in time', { state: 'in_time', stopped_on: '2026-09-24', stopped_by: 'replied' }, '9-24 已答复，按期。'],
    ['late', { state: 'late', stopped_on: '2026-09-26', stopped_by: 'replied' }, '9-26 已答复，已超期。'],
    ['typed later', { state: 'in_time', stopped_on: '2026-09-21', stopped_by: 'replied', typed_on: '2026-09-24' }, '9-21 已答复，按期。9-24 补录。'],
    ['come by a change', { came: { on: '2026-09-19', change: 'category:other>appeal' } }, '诉求类别由其他信访改为申诉，9-19 起适用。'],
    ['gone by a change', { went: { on: '2026-09-20', change: 'anonymous:>yes' } }, '9-20 改为匿名或联系方式不详，不再适用，不计入统计。'],
  ])('%s', async (_, over, says) => {
    await open([clock(over)])
    expect(said()[0]).toContain(`9-18 收到起算，应于 9-25 星期五。${says}`)
  })
  it('one that went is not counted, however late it was', async () => {
    await open([clock({ state: 'late', stopped_on: '2026-09-30', went: { on: '2026-09-20', change: 'anonymous:>yes' } })])
    expect(tags()).toEqual(['不计入：不再适用'])
    expect(said()[0]).not.toContain('已超期')
  })
  it('a rule that counts from an event nobody named shows the event as it is written', async () => {
    await open([clock({ law: { ...law, counts_from: 'heard_of' } })])
    expect(said()[0]).toContain('9-18 heard_of起算')
  })
})

describe('beside the clocks', () => {
  const asked = { id: 'q1', kind: 'extend', clock: 'clock/R01/0', amount: 30, on: TODAY, until_on: null, reason: '案情复杂', by: 'a1' }
  it('a limit that may come by sorting is told by itself, and is provisional', async () => {
    await open([], { candidate: { matter: '办结', deadline: deadline({ due_on: '2026-10-08' }) } })
    for (const part of ['办结', '事项性质未定，按最早的算', '剩 14 天（暂定）']) expect(lines()[0]).toContain(part)
    expect(page?.text()).not.toContain('没有期限')
  })
  it.each([['waiting', '待审批'], ['recorded', '代录批示待本人确认']] as const)('what is %s is said with the name of its clock', async (key, mark) => {
    await open([clock()], { [key]: [asked] })
    expect(page?.find('.waiting').text()).toBe(`${mark} 申请延期 · 程序性回复 · 延长 30 日：案情复杂`)
  })
  it('a request about a clock that is not here names it as it is written', async () => {
    await open([], { waiting: [{ ...asked, kind: 'resume', clock: 'clock/R99/0', amount: null }] })
    expect(page?.find('.waiting').text()).toBe(`待审批 申请恢复计算 · clock/R99/0 · 自 ${TODAY}：案情复杂`)
  })
  it('a sealed matter prints nothing', async () => {
    await open([clock()])
    expect(page?.findAll('button').map((one) => one.text())).toEqual(['逐日查看'])
  })
  it('a strip is printed of its own clock, with its copy number', async () => {
    const desk = await open([clock()], { record: 'r1', no: 'JJ-2026-0001' }, { print_deadline: () => ({ deed: 'd', seen: {}, changed: [], value: { bytes_base64: '', copy_no: 3 } }) })
    await press('打印')
    expect(desk.inputOf('print_deadline')).toEqual({ record: 'r1', flow: 'clock/R01/0' })
    expect(toasts.map((one) => one.text)).toEqual(['已生成 PDF（第 3 份），并写入留痕'])
  })
  it('a print that failed is said, and nothing is saved', async () => {
    await open([clock()], { record: 'r1' }, { print_deadline: () => { throw new Fault('busy') } })
    await press('打印')
    expect(toasts).toHaveLength(1)
    expect(toasts[0]?.tone).toBe('late')
  })
})
