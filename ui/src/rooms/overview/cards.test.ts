import { flushPromises, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LoopStep, Number as Count, RateView, Row, StationLine, StationMap } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { tellPlaces } from '@/router/places'
import { type Answers, atDesk, leave, personOf, press, standing, TODAY } from '@/test-desk'
import LoopsCard from './LoopsCard.vue'
import MapCard from './MapCard.vue'
import PeriodChooser from './PeriodChooser.vue'
import PressingCard from './PressingCard.vue'
import RateTile from './RateTile.vue'
import StationParts from './StationParts.vue'
import StationsCard from './StationsCard.vue'

const pushed = vi.hoisted(() => [] as unknown[])
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRouter: () => ({ push: (to: unknown) => { pushed.push(to); return Promise.resolve() } }) }))

let page: VueWrapper | undefined
beforeEach(() => tellPlaces([{ key: 'a', routes: [], opens: { appeal: (record) => `/appeals/${record}`, station: (record) => `/stations/${record}` } }]))
afterEach(() => { leave(page); page = undefined; pushed.splice(0); tellPlaces([]) })

const SPAN = { from: '2026-07-01', to: '2026-09-30' }
const count = (noun: string, n: number, over: Partial<Count> = {}): Count => ({ key: noun, noun, n, list: { states: ['registered'] }, ...over })
const list = (path: string, what: object) => ({ path, query: { list: JSON.stringify(what) } })
/** Every link of the page: what stands on it and where it leads. */
const links = () => page?.findAllComponents(RouterLinkStub).map((one) => [one.text(), one.props('to') as unknown] as const) ?? []
const leads = (says: string) => links().find(([text]) => text === says)?.[1]

describe('a rate', () => {
  const rate = (over: Partial<RateView> = {}): RateView => ({ key: 'satisfied', over: count('appeal', 7, { list: { states: ['evaluated'] } }), under: count('appeal', 8, { list: { kinds: ['other'] } }), left_out: null, per_mille: 875, ...over })
  const open = async (props: { rate: RateView, beside?: RateView[] }) => { atDesk(personOf('head'), {}); page = await standing(RateTile, { ...props }) }
  it.each<[string, Partial<RateView>, string, string]>([
    ['all of them', { over: count('appeal', 8), per_mille: 1000 }, '100.0%', '8 ÷ 8'], ['seven of eight', {}, '87.5%', '7 ÷ 8'], ['none of them', { over: count('appeal', 0), per_mille: 0 }, '0.0%', '0 ÷ 8'],
    ['one of a thousand', { over: count('appeal', 1), under: count('appeal', 1000), per_mille: 1 }, '0.1%', '1 ÷ 1000'], ['nothing of nothing', { over: count('appeal', 0), under: count('appeal', 0), per_mille: null }, '—', '没有可计算的记录'],
    ['what was left out', { left_out: count('appeal', 3) }, '87.5%', '7 ÷ 8 · 剔除 3'], ['nothing left out', { left_out: count('appeal', 0) }, '87.5%', '7 ÷ 8'],
  ])('%s', async (_, over, figure, says) => {
    await open({ rate: rate(over) })
    expect(page?.find('.figure').text()).toBe(figure)
    expect(page?.find('.says').text()).toBe(says)
  })
  it('each side opens the list it counts', async () => {
    await open({ rate: rate({ left_out: count('appeal', 1, { list: { flag: 'anonymous' } }) }) })
    expect(links()).toEqual([
      ['87.5%', list('/appeals', { kinds: ['other'] })], ['7', list('/appeals', { states: ['evaluated'] })], ['8', list('/appeals', { kinds: ['other'] })], ['剔除 1', list('/appeals', { flag: 'anonymous' })],
    ])
  })
  it('the three ways of an evaluation stand in one tile and are not added up', async () => {
    await open({ rate: rate(), beside: [rate({ key: 'fairly_satisfied', over: count('appeal', 1), per_mille: 125 }), rate({ key: 'dissatisfied', over: count('appeal', 0), under: count('appeal', 0), per_mille: null })] })
    expect(page?.findAll('.says p').map((one) => one.text())).toEqual(['7 ÷ 8', '基本满意 12.5% · 1 ÷ 8', '不满意 —'])
    expect(page?.text()).not.toContain('100.0%')
  })
  it('a rate of a newer desk is named as it is written, without a formula', async () => {
    await open({ rate: rate({ key: 'answered_in_a_day' }) })
    expect(page?.find('h2').text()).toBe('answered_in_a_day')
    expect(page?.find('details').exists()).toBe(false)
    expect(links().map(([text]) => text)).toEqual(['87.5%', '7', '8'])
  })
})

describe('the period', () => {
  const open = async (model: object, more: object = {}) => { atDesk(personOf('head'), {}); page = await standing(PeriodChooser, { modelValue: model, today: TODAY, span: SPAN, ...more }) }
  const last = () => page?.emitted('update:modelValue')?.slice(-1)[0]?.[0]
  it.each([['2026-01-01', '一季度'], ['2026-03-31', '一季度'], ['2026-04-01', '二季度'], ['2026-09-30', '三季度'], ['2026-12-31', '四季度'], ['', '本季']])('on %s the quarter is called %s', async (today, name) => {
    await open({ kind: 'quarter' }, { today })
    expect(page?.findAll('.segment').map((one) => one.text())).toEqual(['本月', name, '今年', '自选日期'])
  })
  it('own days begin with the days that were just looked at', async () => {
    await open({ kind: 'quarter' })
    await page?.find('input[value="own"]').setValue()
    expect(last()).toEqual({ kind: 'own', ...SPAN })
  })
  it('own days that were given before stay', async () => {
    await open({ kind: 'year', from: '2026-02-01', to: '2026-02-03' })
    await page?.find('input[value="own"]').setValue()
    expect(last()).toEqual({ kind: 'own', from: '2026-02-01', to: '2026-02-03' })
  })
  it('another period keeps them for the next time', async () => {
    await open({ kind: 'own', from: '2026-02-01', to: '2026-02-03' })
    await page?.find('input[value="month"]').setValue()
    expect(last()).toEqual({ kind: 'month', from: '2026-02-01', to: '2026-02-03' })
  })
  it('a day that cannot be read says so, and stays as it was typed', async () => {
    await open({ kind: 'own', from: '2026-02-01', to: '2026-02-03' })
    await page?.findAll('.days input')[0]?.setValue('2-30')
    expect(last()).toEqual({ kind: 'own', from: '2-30', to: '2026-02-03' })
    await page?.findAll('.days input')[0]?.trigger('blur')
    expect(page?.find('.days [role="status"]').text()).toContain('不是完整的日期')
  })
  it('a day that is taken out is no day, and the other one stays', async () => {
    await open({ kind: 'own', from: '2026-02-01', to: '2026-02-03' })
    await page?.findAll('.days input')[0]?.setValue('')
    expect(last()).toEqual({ kind: 'own', to: '2026-02-03' })
  })
})

describe('where the loops stand', () => {
  const step = (noun: string, stage: LoopStep['stage'], state: string, n: number): LoopStep => ({ stage, state, number: { key: state, noun, n, list: { states: [state] } } })
  const loops = [step('appeal', 'collect', 'registered', 3), step('voice', 'collect', 'collected', 1), step('appeal', 'handle', 'handling', 8), step('appeal', 'closed', 'archived', 2)]
  const open = async (steps = loops, numbers: Count[] = []) => { atDesk(personOf('head'), {}); page = await standing(LoopsCard, { loops: steps, numbers }) }
  it('each step is a bar of one common scale', async () => {
    await open()
    expect(page?.findAll('.flow .line > span').map((one) => one.text())).toEqual(['收集', '处理', '反馈', '评价'])
    expect(page?.findAll('.flow .bar span').map((one) => one.attributes('style'))).toEqual(['width: 37.5%;', 'width: 12.5%;', 'width: 100%;', 'width: 25%;'])
  })
  it('appeals and voices stand apart, each in a row of its own; of one noun nothing says which it is', async () => {
    await open([...loops, step('voice', 'closed', 'archived', 5), step('appeal', 'evaluate', 'delivered', 4)])
    const rows = () => page?.findAll('.flow ul').map((row) => row.findAll('li').map((one) => one.text()))
    expect(rows()).toEqual([['诉求', '待分流 3'], ['声音', '待梳理 1'], ['诉求', '办理中 8'], ['诉求', '待评价 4', '已归档 2'], ['声音', '已归档 5']])
    await page?.find('input[value="voice"]').setValue()
    expect(rows()).toEqual([['待梳理 1'], ['已归档 5']])
  })
  it('one noun has a scale of its own', async () => {
    await open()
    await page?.find('input[value="voice"]').setValue()
    expect(page?.findAll('.flow .bar span').map((one) => one.attributes('style'))).toEqual(['width: 100%;'])
  })
  it('nothing at all draws empty bars', async () => {
    await open([])
    expect(page?.findAll('.flow')).toHaveLength(4)
    expect(page?.findAll('.flow .bar span')).toHaveLength(0)
  })
  it('the numbers of the period open their lists, a new one by its key', async () => {
    await open(loops, [count('appeal', 5, { key: 'accepted' }), count('appeal', 6, { key: 'sung' })])
    expect(leads('受理 5')).toEqual(list('/appeals', { states: ['registered'] }))
    expect(leads('sung 6')).toEqual(list('/appeals', { states: ['registered'] }))
  })
})

describe('what presses', () => {
  const row = (record: string, due: string | null, over: Partial<Row> = {}): Row => ({
    record, noun: 'appeal', no: `JJ-${record}`, title: `事项${record}`, state: 'handling', stage: 'handle', kind: 'other', on: TODAY, office: '331002', station: 's1', station_name: '东湖站', holder: null, holder_name: null, flags: [], hidden: false,
    clock: due === null ? null : { flow: 'clock/R01/0', rule: 'R01', matter: '程序性回复', due_on: due, state: 'running', days: 0, provisional: false }, more: {}, ...over,
  })
  const rows = (...all: Row[]) => ({ rows: all, next: null, count: all.length })
  const isLate = (input: unknown) => JSON.stringify(input).includes('overdue')
  async function open(late: Row[], near: Row[], answers: Answers = {}) {
    const desk = atDesk(personOf('head'), { list_appeals: (input) => (isLate(input) ? rows(...late) : rows(...near)), list_voices: () => rows(), ...answers })
    const numbers = (flag: string, n: number) => [count('appeal', n, { list: { flag } }), count('voice', 0, { list: { flag } })]
    page = await standing(PressingCard, { late: numbers('overdue', late.length), near: numbers('soon', near.length), today: TODAY })
    return desk
  }
  const titles = () => page?.findAll('li .title').map((one) => one.text()) ?? []
  it('nothing is good news', async () => {
    await open([], [])
    expect(page?.text()).toContain('没有超期的，七天内也没有到期的。')
    expect(links().map(([text]) => text)).toEqual(['超期诉求 0', '七天内到期诉求 0'])
  })
  // A list that could not be read was told as good news.
  it('a list that cannot be read is no good news, and is read again', async () => {
    let broken = true
    const desk = atDesk(personOf('head'), { list_appeals: () => ({ rows: [row('1', '2026-09-01')], next: null, count: 1 }), list_voices: () => { if (broken) throw new Fault('busy'); return { rows: [], next: null, count: 0 } } })
    page = await standing(PressingCard, { late: [count('appeal', 1)], near: [], today: TODAY })
    await vi.waitFor(() => expect(page?.find('[role="alert"]').text()).toContain('本机数据正忙'))
    expect(page.text()).not.toContain('没有超期的')
    broken = false
    desk.asked.splice(0)
    await press('重试')
    await vi.waitFor(() => expect(page?.find('[role="alert"]').exists()).toBe(false))
    expect(new Set(desk.names())).toEqual(new Set(['list_voices']))
  })
  it('the longest late stands first, and what is near comes after all of it', async () => {
    await open([row('2', '2026-09-22'), row('1', '2026-08-01')], [row('4', '2026-09-30'), row('3', '2026-09-24')])
    expect(titles()).toEqual(['事项1', '事项2', '事项3', '事项4'])
    expect(page?.findAll('li .tag').map((one) => one.text())).toEqual(['超期 54 天', '超期 2 天', '今天', '剩 6 天'])
  })
  it.each([[4, 4], [5, 5], [6, 5]])('of %i late ones %i are shown, and the number tells all of them', async (n, shown) => {
    await open(Array.from({ length: n }, (_, at) => row(String(at), `2026-09-0${at + 1}`)), [])
    expect(titles()).toHaveLength(shown)
    expect(links().map(([text]) => text)).toContain(`超期诉求 ${n}`)
  })
  it('one without a title is named by its number; one without a room is no way', async () => {
    await open([row('1', '2026-09-01', { title: '' }), row('2', '2026-09-02', { noun: 'voice' })], [])
    expect(titles()).toEqual(['JJ-1', '事项2'])
    expect(leads('JJ-1')).toBe('/appeals/1')
    expect(leads('事项2')).toBeUndefined()
  })
  it('one without a day has no tag and stands in words', async () => {
    await open([row('1', null)], [])
    expect(page?.find('li .on').text()).toBe('—')
    expect(page?.find('li .tag').exists()).toBe(false)
  })
})

describe('the map', () => {
  const ring: [number, number][] = [[121, 28], [122, 28], [122, 29], [121, 29], [121, 28]]
  const line = (record: string, over: Partial<StationLine> = {}): StationLine => ({ record, name: `${record}站`, office: '331002', n_visits: 0, n_activities: 0, n_collected: 0, n_late: 0, silent: false, ...over })
  const point = (record: string, lon: number | null, lat: number | null) => ({ record, name: record, code: null, office: '331002', state: 'open', lon_e6: lon, lat_e6: lat })
  const map = (...stations: StationMap['stations']): StationMap => ({ outlines: { counties: [{ code: '331002', name: '椒江区', label: [121.5, 28.5], polygons: [[ring]] }], bounds: [121, 28, 122, 29], source: '' }, stations, without_point: [] })
  async function open(stations: StationLine[], answer: () => StationMap) {
    const desk = atDesk(personOf('head'), { station_map: answer })
    page = await standing(MapCard, { stations })
    return desk
  }
  const points = () => page?.findAll('g.point').map((one) => one.attributes('aria-label')) ?? []
  it('shows only stations of the board, each with what was done there', async () => {
    await open([line('甲', { n_visits: 2, n_activities: 1 })], () => map(point('甲', 121_500_000, 28_500_000), point('他处', 121_600_000, 28_600_000)))
    expect(points()).toEqual(['甲站 走访 2 次 · 活动 1 次'])
  })
  it.each([['no longitude', null, 28_500_000], ['no latitude', 121_500_000, null], ['neither', null, null]] as const)('a station with %s is not drawn at a made-up place, and is told', async (_, lon, lat) => {
    await open([line('甲'), line('乙')], () => map(point('甲', lon, lat), point('乙', 121_500_000, 28_500_000)))
    expect(points()).toEqual(['乙站 走访 0 次 · 活动 0 次'])
    expect(leads('1 站无坐标，见清单')).toEqual(list('/stations', { stations: ['甲'] }))
  })
  it('a point opens its station', async () => {
    await open([line('甲')], () => map(point('甲', 121_500_000, 28_500_000)))
    await page?.find('g.point').trigger('keydown', { key: 'Enter' })
    expect(pushed).toEqual(['/stations/甲'])
  })
  it('a map that cannot be read is asked again', async () => {
    let broken = true
    await open([line('甲')], () => { if (broken) throw new Fault('busy'); return map(point('甲', 121_500_000, 28_500_000)) })
    expect(page?.find('[role="alert"]').exists()).toBe(true)
    broken = false
    await press('重试')
    await flushPromises()
    expect(points()).toHaveLength(1)
  })
})

describe('the table of stations', () => {
  const line = (record: string, over: Partial<StationLine> = {}): StationLine => ({ record, name: `${record}站`, office: '331002', n_visits: 0, n_activities: 0, n_collected: 0, n_late: 0, silent: false, ...over })
  const three = [line('a', { n_late: 1, n_visits: 4 }), line('b', { silent: true }), line('c', { n_late: 2, n_activities: 3, office: '331004' })]
  const page1 = { rows: [], next: null, count: 2 }
  async function open(stations: StationLine[], props: object = {}) {
    const desk = atDesk(personOf('head'), { list_appeals: () => page1, list_voices: () => page1, list_activities: () => page1, list_obligations: () => page1, export_overview: () => ({ name: 'x', mime: '', bytes_base64: '', count: 1 }) })
    page = await standing(StationsCard, { stations, span: SPAN, offices: { 331002: '椒江区院', 331004: '路桥区院' }, shown: 'all', ...props })
    return desk
  }
  const names = () => page?.findAll('tbody th').map((one) => one.text()) ?? []
  it('begins with what is late', async () => {
    await open(three)
    expect(names()).toEqual(['c站', 'a站', 'b站'])
    expect(page?.findAll('thead th').map((one) => one.attributes('aria-sort'))).toEqual(['none', undefined, 'none', 'none', 'none', 'descending', undefined])
  })
  // The order by names stood nowhere; a long name was cut and could not be read.
  it('says by which column it is ordered, and names in full what is cut', async () => {
    await open(three)
    const heads = () => page?.findAll('thead button').map((one) => one.text().slice(-1)).filter((sign) => '↑↓'.includes(sign))
    expect(heads()).toEqual(['↓'])
    await page?.find('thead button').trigger('click')
    expect(page?.find('thead button').text()).toMatch(/[↑↓]$/)
    expect(heads()).toHaveLength(1)
    expect(page?.findAll('tbody th, td.office').map((one) => one.attributes('title'))).toEqual(page?.findAll('tbody th, td.office').map((one) => one.text()))
  })
  it('an office is named where there are several, by its number if nobody named it', async () => {
    await open(three, { offices: { 331002: '椒江区院' } })
    expect(page?.findAll('td.office').map((one) => one.text())).toEqual(['331004', '椒江区院', '椒江区院'])
  })
  it('one office is not named on every line', async () => {
    await open(three.slice(0, 2))
    expect(page?.findAll('td.office')).toHaveLength(0)
  })
  it.each([['silent', ['b站']], ['late', ['c站', 'a站']], ['all', ['c站', 'a站', 'b站']]] as const)('shows %s', async (shown, said) => {
    await open(three, { shown })
    expect(names()).toEqual(said)
  })
  it('nothing that fits is said', async () => {
    await open(three)
    await page?.find('.head input[type="text"], .head input:not([type="radio"])').setValue('丁')
    expect(page?.text()).toContain('没有符合的站点。')
  })
  it('a figure of one list opens it; nought opens nothing', async () => {
    await open(three)
    expect(leads('4')).toEqual(list('/visits', { stations: ['a'], tally: { what: 'visit.logged', ...SPAN } }))
    expect(leads('3')).toEqual(list('/activities', { stations: ['c'], tally: { what: 'activity.held', ...SPAN } }))
    expect(leads('0')).toBeUndefined()
  })
  it('a figure of several lists unfolds into them, and folds again', async () => {
    await open(three.slice(0, 1))
    await press('1')
    expect(page?.find('tr.parts').exists()).toBe(true)
    expect(page?.find('tbody button').attributes('aria-expanded')).toBe('true')
    await press('1')
    expect(page?.find('tr.parts').exists()).toBe(false)
  })
  it('what goes out is what is on the screen', async () => {
    const desk = await open(three, { shown: 'late' })
    await press('导出')
    expect(desk.inputOf('export_overview')).toEqual({ board: 'stations', ...SPAN, stations: ['c', 'a'] })
  })
})

describe('what a station\'s figures are made of', () => {
  it('each part is counted by the list it opens, late up to yesterday', async () => {
    const counted = (n: number) => () => ({ rows: [], next: null, count: n })
    const desk = atDesk(personOf('head'), { list_appeals: counted(1), list_voices: counted(2), list_activities: counted(3), list_obligations: counted(4) })
    page = await standing(StationParts, { station: 's1', span: SPAN })
    await flushPromises()
    expect(links().map(([text]) => text)).toEqual(['收集 · 诉求 1', '收集 · 声音 2', '超期 · 诉求 1', '超期 · 声音 2', '超期 · 活动 3', '超期 · 任务 4'])
    const late = { stations: ['s1'], due: { states: ['running'], to: '2026-09-23', excluded: false } }
    expect(desk.inputOf('list_obligations')).toEqual({ ...late, limit: 1 })
    expect(leads('超期 · 任务 4')).toEqual(list('/tasks', late))
    expect(leads('收集 · 声音 2')).toEqual(list('/voices', { stations: ['s1'], tally: { what: 'voice.collected', ...SPAN } }))
  })
  it('a part that cannot be read says so', async () => {
    atDesk(personOf('head'), { list_appeals: () => { throw new Fault('busy') }, list_voices: () => ({ rows: [], next: null, count: 2 }), list_activities: () => ({ rows: [], next: null, count: 0 }), list_obligations: () => ({ rows: [], next: null, count: 0 }) })
    page = await standing(StationParts, { station: 's1', span: SPAN })
    await vi.waitFor(() => expect(page?.text()).toContain('收集 · 诉求 未能读取'))
    expect(page.text()).toContain('收集 · 声音 2')
  })
  it('a part of none leads nowhere', async () => {
    const counted = (n: number) => () => ({ rows: [], next: null, count: n })
    atDesk(personOf('head'), { list_appeals: counted(0), list_voices: counted(0), list_activities: counted(0), list_obligations: counted(8) })
    page = await standing(StationParts, { station: 's1', span: SPAN })
    await flushPromises()
    expect(page.text()).toContain('收集 · 诉求 0')
    expect(links().map(([text]) => text)).toEqual(['超期 · 任务 8'])
  })
})
