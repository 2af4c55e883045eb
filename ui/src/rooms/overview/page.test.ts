// The page as a whole: the first sum, what is told while half of it is missing, and what a number opens.
import { flushPromises, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Overview } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { tellPlaces } from '@/router/places'
import { type Answers, atDesk, deskOf, leave, personOf, press, standing, TODAY } from '@/test-desk'
import OverviewPage from './OverviewPage.vue'

let page: VueWrapper | undefined
beforeEach(() => { window.localStorage.clear(); tellPlaces([]) })
afterEach(() => { leave(page); page = undefined; window.localStorage.clear() })

const QUARTER = { from: '2026-07-01', to: '2026-09-30' }
const collected = { key: 'collected', noun: 'appeal', n: 7, list: { tally: { what: 'appeal.collected', ...QUARTER } } }
const rate = (key: string, over: number, under: number) => ({
  key, over: { key, noun: 'appeal', n: over, list: {} }, under: { key, noun: 'appeal', n: under, list: {} }, left_out: null, per_mille: under ? Math.round(over * 1000 / under) : null,
})
const station = (record: string, silent: boolean) => ({ record, name: `${record}站`, office: '331002', n_visits: 0, n_activities: 0, n_collected: 0, n_late: 0, silent })
const view = (over: object = {}) => ({
  ...QUARTER, today: TODAY, n_stations: 3, numbers: [collected], rates: [rate('satisfied', 3, 5), rate('fairly_satisfied', 1, 5), rate('dissatisfied', 1, 5)],
  loops: [{ stage: 'collect', state: 'registered', number: { key: 'registered', noun: 'appeal', n: 7, list: {} } }], late: [], near: [], stations: [station('a', true), station('b', false), station('c', true)], ...over,
}) as unknown as Overview
const page1 = (count: number) => ({ rows: [], next: null, count })

async function open(answers: Answers = {}, voices: () => unknown = () => page1(4)) {
  const desk = atDesk(personOf('head'), {
    overview: () => view(), list_voices: (input: object) => ('tally' in input ? voices() : page1(0)), list_appeals: () => page1(0), list_activities: () => page1(0), list_obligations: () => page1(0),
    station_map: () => ({ outlines: { counties: [], bounds: [121, 28, 122, 29], source: '' }, stations: [], without_point: [] }), ...answers,
  })
  page = await standing(OverviewPage)
  return desk
}
const tile = (at: number) => page?.findAll('.tiles > *')[at]
const says = (at: number) => tile(at)?.text().replace(/\s+/g, ' ') ?? ''
const leads = (text: string) => page?.findAllComponents(RouterLinkStub).find((one) => one.text() === text)?.props('to') as { path: string, query: { list: string } } | undefined

// One grey card stood for the whole page, and everything moved when the numbers came.
it('has its own shape while its numbers are counted, and says once that they are', async () => {
  let come: (told: unknown) => void = () => undefined
  await open({ overview: () => new Promise((tell) => { come = tell }) })
  const heads = () => page?.findAll('h2').map((one) => one.text())
  const before = heads()
  expect(before?.slice(0, 6)).toEqual(['收集诉求与声音', '七日程序性回复率', '三个月答复率', '按期办结率', '满意率', '未开展站点'])
  expect(page?.findAll('[role="status"]').filter((one) => !one.element.closest('[aria-hidden]')).length).toBe(1)
  const rates = ['procedural_reply_7_days', 'reply_3_months', 'concluded_in_time', 'satisfied', 'fairly_satisfied', 'dissatisfied']
  come(view({ rates: rates.map((key) => rate(key, 1, 2)) }))
  await flushPromises()
  expect(heads()).toEqual(before)
  expect(page?.find('[aria-busy="true"]').exists()).toBe(false)
})

describe('what was collected', () => {
  it('is the sum of what people and deputies brought, and each part opens its list', async () => {
    const desk = await open()
    expect(tile(0)?.find('.figure').text()).toBe('11')
    expect(says(0)).toContain('群众 7 · 代表 4')
    expect(leads('群众 7')).toEqual({ path: '/appeals', query: { list: JSON.stringify(collected.list) } })
    expect(leads('代表 4')).toEqual({ path: '/voices', query: { list: JSON.stringify({ tally: { what: 'voice.collected', ...QUARTER } }) } })
    expect(desk.asked).toContainEqual(['list_voices', { tally: { what: 'voice.collected', ...QUARTER }, limit: 1 }])
  })
  it.each([[0, '7', '代表 0'], [1, '8', '代表 1']])('of %i voices is %s', async (n, sum, part) => {
    await open({}, () => page1(n))
    expect(tile(0)?.find('.figure').text()).toBe(sum)
    expect(says(0)).toContain(part)
  })
  it('is no sum while one half is not here, and is one once it came', async () => {
    let come: (rows: unknown) => void = () => undefined
    await open({}, () => new Promise((tell) => { come = tell }))
    expect(tile(0)?.find('.figure').text()).toBe('—')
    come(page1(4))
    await flushPromises()
    expect(tile(0)?.find('.figure').text()).toBe('11')
  })
  it('says why where one half cannot be read, and asks for it again', async () => {
    let broken = true
    await open({}, () => { if (broken) throw new Fault('busy'); return page1(4) })
    expect(tile(0)?.find('.figure').text()).toBe('—')
    expect(page?.find('.stack > [role="alert"]').text()).toContain('本机数据正忙')
    broken = false
    await press('重试')
    expect(tile(0)?.find('.figure').text()).toBe('11')
  })
})

// The sum was plain text: its halves opened their lists, and it opened none.
describe('the sum of what was collected', () => {
  const row = (record: string, title: string) => ({ record, noun: 'appeal', title, no: null, on: '2026-08-01', station_name: '三山站' })
  const lists = {
    list_appeals: (input: object) => ({ rows: 'tally' in input ? [row('p1', '污水')] : [], next: null, count: 7 }),
  }
  it('unfolds the two lists behind it, each as long as its half, and folds them again', async () => {
    const desk = await open(lists, () => ({ rows: [row('v1', '路灯')], next: 'more', count: 4 }))
    await press('11')
    expect(page?.findAll('section section').map((one) => one.text().replace(/\s+/g, ' ').trim())).toEqual([expect.stringMatching(/^群众 7.*污水/), expect.stringMatching(/^代表 4.*路灯/)])
    expect(desk.asked).toContainEqual(['list_appeals', { ...collected.list, limit: 10 }])
    expect(desk.asked).toContainEqual(['list_voices', { tally: { what: 'voice.collected', ...QUARTER }, limit: 10 }])
    await press('11')
    expect(page?.text()).not.toContain('污水')
  })
  it('that is none yet opens nothing', async () => {
    await open(lists, () => new Promise(() => undefined))
    expect(tile(0)?.find('.figure button').exists()).toBe(false)
  })
})

// How many stations there are, and the shares of the two lesser ratings, were plain text beside links.
describe('numbers that stand beside others', () => {
  it.each(['共 3 站', '3 站'])('%s leads to all stations', async (said) => {
    await open()
    await page?.find('input[value="silent"]').setValue()
    expect(page?.findAll('tbody tr')).toHaveLength(2)
    await press(said)
    expect(page?.findAll('tbody tr')).toHaveLength(3)
  })
  it('each share of a rating opens what it is a share of', async () => {
    await open()
    expect(page?.findAllComponents(RouterLinkStub).filter((one) => one.text() === '20.0%').map((one) => one.props('to') as unknown)).toEqual(Array(2).fill({ path: '/appeals', query: { list: '{}' } }))
  })
})

describe('the other tiles', () => {
  it('the three ways of an evaluation are one tile, and silent stations are counted', async () => {
    await open()
    expect(page?.findAll('.tiles > *')).toHaveLength(3)
    expect(says(1)).toContain('基本满意')
    expect(tile(2)?.find('.figure').text()).toBe('2')
    expect(says(2)).toContain('3')
  })
  it('own days that are not in order ask for others, and the numbers of before stand under that', async () => {
    const desk = await open()
    await page?.find('input[value="own"]').setValue()
    await page?.findAll('.days input')[1]?.setValue('2026-06-30')
    await flushPromises()
    expect(page?.find('.note').text()).toContain('请选择起始和截止日期')
    expect(desk.asked.filter(([name]) => name === 'overview').map(([, input]) => input)).toEqual([QUARTER])
  })
  it('nothing at all leads to where it begins', async () => {
    await open({ overview: () => view({ loops: [], n_stations: 0 }) })
    expect(page?.find('.tiles').exists()).toBe(false)
    expect(page?.text()).toContain('还没有站点')
  })
})

describe('the period somebody looks at', () => {
  const chosen = () => page?.find<HTMLInputElement>('input[type="radio"]:checked').element.value
  it('is there again for them, and not for the next one at this machine', async () => {
    await open()
    await page?.find('input[value="year"]').setValue()
    leave(page)
    await open()
    expect(chosen()).toBe('year')
    leave(page)
    await open({ desk_state: () => deskOf({ ...personOf('head'), account: 'a2' }) })
    expect(chosen()).toBe('quarter')
  })
})
