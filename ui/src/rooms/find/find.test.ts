import { flushPromises, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Row } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { tellPlaces } from '@/router/places'
import { type Answers, atDesk, leave, personOf, press, standing } from '@/test-desk'
import FindPage from './FindPage.vue'

let page: VueWrapper | undefined
beforeEach(() => tellPlaces([{ key: 'appeals', routes: [], opens: { appeal: (record) => `/appeals/${record}` } }]))
afterEach(() => { leave(page); page = undefined; tellPlaces([]); window.history.replaceState(null, '') })

const row = (record: string, over: Partial<Row> = {}): Row => ({
  record, noun: 'appeal', no: `号${record}`, title: `题${record}`, state: 'handling', stage: 'handle', kind: 'other', on: '2026-09-01', office: '331002', station: null, station_name: '东湖站', holder: null, holder_name: null, flags: [],
  hidden: false, clock: null, more: {}, ...over,
})
async function open(text: unknown, answers: Answers = {}) {
  window.history.replaceState({ text }, '')
  const desk = atDesk(personOf('liaison'), answers)
  page = await standing(FindPage)
  await flushPromises()
  return desk
}
const cells = () => page?.findAll('tbody [data-row]').map((line) => line.findAll('td').map((cell) => cell.text())) ?? []

describe('finding', () => {
  it.each([['nothing', undefined], ['an empty text', ''], ['blanks', '  \u3000 ']])('%s is not asked, and how it is done is said', async (_, text) => {
    const desk = await open(text)
    expect(desk.names()).not.toContain('find')
    expect(page?.text()).toContain('输入编号、姓名、地名或正文中的任意字')
  })
  it.each([['水', '水'], [' 漏水 \n', '漏水'], ['"噪音" OR *', '"噪音" OR *'], ['<b>', '<b>'], [7, '7']])('%j is asked as it was typed, without its ends', async (text, asked) => {
    const desk = await open(text, { find: () => ({ rows: [row('1')], next: null, count: 1 }) })
    expect(desk.inputOf('find')).toEqual({ text: asked })
  })
  it.each([[undefined, true], ['水', false]])('the caret stands in the field while nothing is asked (%j)', async (text, inField) => {
    await open(text, { find: () => ({ rows: [row('1')], next: null, count: 1 }) })
    expect(document.activeElement instanceof HTMLInputElement).toBe(inField)
  })
  it('a text that came along lies in no address', async () => {
    await open('徐某某', { find: () => ({ rows: [], next: null, count: 0 }) })
    expect(window.location.href).not.toContain(encodeURIComponent('徐某某'))
  })
  it('each hit says what it is, and opens where it belongs', async () => {
    await open('水', { find: () => ({ rows: [row('1'), row('2', { noun: 'voice', no: null, on: null, station_name: '' }), row('3', { noun: 'song' })], next: null, count: 3 }) })
    expect(cells().map(([noun, title]) => [noun, title])).toEqual([['诉求', '题1'], ['声音', '题2'], ['song', '题3']])
    expect(cells()[1]?.slice(2)).toEqual(['—', '—', '—'])
    expect(page?.findAllComponents(RouterLinkStub).map((one) => one.props('to') as unknown)).toEqual(['/appeals/1', '/find', '/find'])
  })
  it('the number of all is asked for where the hits are not all', async () => {
    const desk = await open('水', { find: () => ({ rows: [row('1')], next: 'c', count: null }), count_found: () => 412 })
    expect(desk.inputOf('count_found')).toEqual({ text: '水' })
    expect(page?.text()).toContain('412')
  })
  it('and is not where the hits say it', async () => {
    const desk = await open('水', { find: () => ({ rows: [row('1')], next: null, count: 1 }) })
    expect(desk.names()).not.toContain('count_found')
  })
  it('a matter whose notes say it stands apart from the hits', async () => {
    await open('监控', { find: () => ({ places: [], noted: [row('7')], by_number: false, page: { rows: [], next: null, count: 0 } }) })
    expect(cells()).toEqual([])
    expect(page?.text()).toContain('办理笔记中有')
    expect(page?.findAllComponents(RouterLinkStub).map((one) => one.props('to') as unknown)).toEqual(['/appeals/7'])
  })
  it('and of nobody who may read none is anything said of notes', async () => {
    await open('监控', { find: () => ({ places: [], noted: [], by_number: false, page: { rows: [], next: null, count: 0 } }) })
    expect(page?.text()).not.toContain('办理笔记')
  })
  it('a void number is called what it is', async () => {
    await open('A0003', { find: () => ({ places: [], noted: [], by_number: false, page: { rows: [row('1', { title: '', state: 'void', no: 'JJ03-SQ-2026-A0003' })], next: null, count: 1 } }) })
    expect(cells()[0]?.slice(0, 3)).toEqual(['诉求', '（已作废）', 'JJ03-SQ-2026-A0003'])
  })
  it('the next page goes on behind the last', async () => {
    const desk = await open('水', { find: ({ cursor }: { cursor?: string }) => (cursor ? { rows: [row('2')], next: null, count: null } : { rows: [row('1')], next: 'c1', count: null }), count_found: () => 2 })
    await press('下一页')
    await flushPromises()
    expect(desk.inputOf('find')).toEqual({ text: '水', cursor: 'c1' })
    expect(cells().map(([, title]) => title)).toEqual(['题2'])
  })
  it('a failure is said, and asked again', async () => {
    let broken = true
    await open('水', { find: () => { if (broken) throw new Fault('busy'); return { rows: [row('1')], next: null, count: 1 } } })
    expect(page?.find('[role="alert"]').text()).toContain('本机数据正忙')
    broken = false
    await press('重试')
    await flushPromises()
    expect(cells()).toHaveLength(1)
  })
})
