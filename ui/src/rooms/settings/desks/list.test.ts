import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { at, labelOf } from '@/bundle/test/bundles'
import type { DeskList as List, DeskRow } from '@/host/calls.gen'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing, TODAY } from '@/test-desk'
import DeskList from './DeskList.vue'
import { byOffice, heardSays, holdsSay, shownOf, standingOf } from './list'

const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
const went = vi.hoisted(() => [] as unknown[])
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route, useRouter: () => ({ replace: (to: unknown) => { went.push(to); return Promise.resolve() } }) }))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; route.query = {}; went.splice(0) })

const CAME = at('2026-09-20T10:05:00')
const rowOf = (over: Partial<DeskRow> = {}): DeskRow => ({
  desk: labelOf(), own: false, people: [{ account: 'a1', name: '陈雅静', roles: ['liaison'], level: null, further: [] }], stations: [{ record: 's1', name: '大陈站' }], whole_office: false,
  heard: { at_ms: CAME, by: 'hub', through: null, written_ms: CAME }, enrolled_ms: at('2026-08-01T09:00:00'), quiet_days: 4, silence: 'heard', revoked: null,
  streams: [{ class: 'st', all: false, of: ['大陈站'] }], may_act: true, ...over,
})
const silent = rowOf({ desk: labelOf({ desk: 'd2', people: ['陈阿海'] }), quiet_days: 9, silence: 'silent' })
const late = rowOf({ desk: labelOf({ desk: 'd3', people: ['林海'], office: '331003', office_name: 'Huangyan' }), quiet_days: 21, silence: 'too_long', heard: null })
const revoked = rowOf({ desk: labelOf({ desk: 'd4', people: ['旧机'] }), quiet_days: null, revoked: { at_ms: at('2026-09-03T08:00:00'), by_name: '周敏', reason: '站点失窃' }, streams: [] })
const rows = [rowOf(), silent, revoked, late]

describe('how a desk stands', () => {
  it.each<[string, DeskRow, string, string]>([
    ['the one here', rowOf({ own: true, quiet_days: null }), 'act', '本机'], ['heard of lately', rowOf(), 'done', '正常'], ['never heard of, and new', rowOf({ heard: null }), 'act', '待首次交换'],
    ['silent', silent, 'near', '9 天未交换'], ['silent for too long', late, 'late', '21 天未交换'], ['revoked', revoked, 'plain', '9-3 停用'],
  ])('%s', (_, row, tone, text) => { expect(standingOf(row, TODAY)).toEqual({ tone, text }) })
  it('says when it was heard of and by what way', () => {
    const heard = rowOf().heard
    expect(heardSays(heard, TODAY)).toBe('9-20 10:05 · 交换中心')
    expect(heardSays(heard && { ...heard, by: 'disc' }, TODAY)).toBe('9-20 10:05 · 介质')
    expect(heardSays(heard && { ...heard, by: 'others', through: labelOf() }, TODAY)).toContain('Jiaojiang')
    expect(heardSays(null, TODAY)).toBe('从未收到')
  })
  it('says what it may hold', () => {
    expect(holdsSay({ class: 'st', all: true, of: [] }, labelOf())).toBe('Jiaojiang全部站点')
    expect(holdsSay({ class: 'st', all: true, of: [] }, labelOf({ office: '331000' }))).toBe('全市全部站点')
    expect(holdsSay({ class: 'of', all: false, of: ['椒江', '黄岩'] }, labelOf())).toBe('椒江、黄岩内部办理')
  })
  it('a number and its list are one question', () => {
    expect(byOffice(rows).map(({ code, rows: { length }, silent: n }) => [code, length, n])).toEqual([['331002', 3, 1], ['331003', 1, 1]])
    expect(shownOf(rows, 'silent').map(({ desk }) => desk.desk)).toEqual(['d2', 'd3'])
  })
})

describe('the list', () => {
  async function open(list: Partial<List> = {}, answers: Answers = {}) {
    const desk = atDesk(personOf('registrar'), answers)
    page = await standing(DeskList, { list: { silent_days: 7, may_act: true, rows, ...list }, today: TODAY })
    return desk
  }
  const names = () => page?.findAll('tbody th[scope="row"]').map((one) => one.text())
  it('groups by office with its silent ones counted', async () => {
    await open()
    expect(page?.findAll('.office th').map((one) => one.text())).toEqual(['Jiaojiang3 台久未交换 1 台', 'Huangyan1 台久未交换 1 台'])
    expect(page?.findAll('.segment').map((one) => one.text())).toEqual(['全部 4', '久未交换 2', '已停用 1'])
  })
  it('shows what the address asks for, and counts within the office chosen', async () => {
    route.query = { show: 'silent', office: '331003' }
    await open()
    expect(names()).toEqual(['林海'])
    expect(page?.findAll('.segment').map((one) => one.text())).toEqual(['全部 1', '久未交换 1', '已停用 0'])
    await page?.findAll('.segment input')[2]?.setValue()
    expect(went).toEqual([{ query: { show: 'revoked', office: '331003' } }])
  })
  it('unfolds a desk: who works there, what it holds, why it was revoked', async () => {
    await open()
    await press('旧机的详情')
    for (const says of ['陈雅静 · 联络员', '9-3 08:00 周敏：站点失窃']) expect(page?.find('.detail').text()).toContain(says)
  })
  it('says that nobody is silent, and by which rule', async () => {
    route.query = { show: 'silent' }
    await open({ rows: [rowOf()] })
    expect(page?.text()).toContain('没有久未交换的工作台')
    expect(page?.text()).toContain('满 7 天没有收到对方内容的列为久未交换，满 14 天的标红')
  })
  it('who only reads it has no acts', async () => {
    await open({ may_act: false, rows: rows.map((row) => ({ ...row, may_act: false })) })
    expect(page?.text()).not.toMatch(/导出|调整天数/)
    expect(page?.findAll('[aria-label^="停用"]')).toHaveLength(0)
  })
  it('the days are changed by whoever keeps the desks', async () => {
    const desk = await open({}, { set_silent_days: () => ({}) })
    await press('调整天数')
    await press('确定', dialog())
    expect(desk.inputOf('set_silent_days')).toEqual({ days: 7 })
    expect(toasts.map((one) => one.text)).toEqual(['已改为满 7 天提示'])
    expect(page?.emitted('changed')).toHaveLength(1)
  })
  it('no number of days is said to be missing, and not passed over in silence', async () => {
    const desk = await open({}, { set_silent_days: () => ({}) })
    await press('调整天数')
    const input = dialog().querySelector('input') as HTMLInputElement
    input.value = ''
    input.dispatchEvent(new Event('input'))
    input.dispatchEvent(new Event('change'))
    await flushPromises()
    await press('确定', dialog())
    expect(dialog().textContent).toContain('请填写')
    expect(desk.names()).not.toContain('set_silent_days')
  })
})
