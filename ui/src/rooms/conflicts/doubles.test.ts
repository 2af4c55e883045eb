import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MADE, outcome } from '@/bundle/test/bundles'
import type { ConflictRow, ConflictSide, DoubleFacts, Row } from '@/host/calls.gen'
import { lockDesk } from '@/host/desk'
import { Fault } from '@/host/fault'
import { listenToKeys } from '@/parts/shell/keys'
import { toasts } from '@/parts/shell/toast'
import { tellPlaces } from '@/router/places'
import { type Answers, atDesk, leave, personOf, standing } from '@/test-desk'
import ConflictsPage from './ConflictsPage.vue'

const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route }))

const side = (entry: string, by: string, people: string[]): ConflictSide => ({
  entry, value: null, moves: [], act: 'register_appeal', by_name: by, at_ms: MADE, suspect_clock: false, desk_people: people, n_seen: 0,
})
const matter = (record: string, no: string, title: string, station: string): Row => ({
  record, noun: 'appeal', no, title, state: 'registered', stage: 'collect', kind: 'other', on: '2026-09-18', office: '331002', station: 's1', station_name: station, holder: null, holder_name: null, flags: [], hidden: false,
  clock: null, more: { names: ['王○○'] },
})
const double = (over: Partial<DoubleFacts> = {}): ConflictRow => ({
  record: 'r2', noun: 'appeal', seen: ['h1'], at: 'r2', at_noun: 'appeal', no: 'B0001', title: '引桥护栏断了', field: null, most: null, sides: [side('e1', '陈阿海', ['陈阿海']), side('e2', '周敏', ['周敏', '李倩'])],
  due_on: null, may_decide: true, office_name: '椒江区院', own_until: null, escalated: false, fork: null,
  double: { other: 'r1', by: 'id_number', matters: [{ row: matter('r1', 'A0001', '护栏', '大陈站'), nth: 1 }, { row: matter('r2', 'B0001', '引桥护栏断了', '葭沚站'), nth: null }], ...over },
})
let page: VueWrapper | undefined
let deaf: (() => void) | undefined
beforeEach(() => { tellPlaces([{ key: 'x', routes: [], opens: { appeal: (record) => `/appeals/${record}` } }]); deaf = listenToKeys(window) })
afterEach(() => { deaf?.(); leave(page); page = undefined; route.query = {} })

async function open(row: ConflictRow, answers: Answers = {}) {
  const desk = atDesk(personOf('prosecutor'), { list_conflicts: () => [row], ...answers })
  page = await standing(ConflictsPage)
  return desk
}
const key = async (name: string) => { window.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })); await flushPromises() }
const reason = async (text: string) => { await page?.find('.reason input').setValue(text) }
const submit = async () => { await page?.find('form').trigger('submit'); await flushPromises() }

describe('two appeals that may be one', () => {
  it('stand side by side: number, title, whose, where, by whom and with what in view', async () => {
    await open(double())
    for (const says of ['疑似重复 · 引桥护栏断了', '证件号码相同', '各自的期限不变', '先登记', 'A0001', '护栏', '王○○', '大陈站 · 9-18 收到', '陈阿海 于 9-20 10:05 登记 · 工作台：陈阿海', '登记时本机所知为第 1 次', '后登记', 'B0001', '葭沚站', '工作台：周敏、李倩', '登记时没有可查的号码']) {
      expect(page?.text(), says).toContain(says)
    }
    expect(page?.findAllComponents({ name: 'RouterLinkStub' }).map((one) => one.props('to') as string)).toEqual(['/appeals/r1', '/appeals/r2'])
    for (const never of ['暂以此项为准', '另填', '办理步骤']) expect(page?.text(), never).not.toContain(never)
  })
  it('of one petitioner are hundreds: the first are drawn, more when asked for, and J goes on past them', async () => {
    const many = Array.from({ length: 45 }, (_, n) => ({ ...double({ other: `r${n + 100}` }), record: `r${n + 500}` }))
    atDesk(personOf('prosecutor'), { list_conflicts: () => many })
    page = await standing(ConflictsPage)
    const drawn = () => page?.findAll('form').length
    const more = () => page?.findAll('button').find((button) => button.text().startsWith('再列'))
    expect(drawn()).toBe(20)
    expect(page.text()).toContain('45 件待定')
    expect(more()?.text()).toBe('再列 20 件（还有 25 件）')
    for (let n = 0; n < 20; n += 1) await key('j')
    expect(drawn()).toBe(21)
    await more()?.trigger('click')
    expect([drawn(), more()?.text()]).toEqual([41, '再列 4 件（还有 4 件）'])
    await more()?.trigger('click')
    expect([drawn(), more()]).toEqual([45, undefined])
  })
  it('are alike by name and telephone where a number is lacking', async () => {
    await open(double({ by: 'phone' }))
    expect(page?.text()).toContain('姓名和电话相同')
  })
  it.each([
    ['1', 'link_same', { record: 'r2', seen: ['h1'], same: 'r1', reason: '同一处护栏' }], ['2', 'tell_apart', { record: 'r2', seen: ['h1'], appeal: 'r1', reason: '同一处护栏' }],
  ] as const)('key %s answers by %s, with the reason', async (figure, call, input) => {
    const desk = await open(double(), { [call]: () => outcome({}) })
    await key(figure)
    expect(document.activeElement).toBe(page?.find('.reason input').element)
    await reason(' 同一处护栏 ')
    await submit()
    expect(desk.inputOf(call)).toEqual(input)
    expect(toasts.map((one) => one.text)).toEqual(['已认定，下次交换时送到各工作台'])
    expect(desk.names().filter((name) => name === 'list_conflicts').length).toBeGreaterThan(1)
  })
  it('need an answer and a reason', async () => {
    const desk = await open(double(), { link_same: () => outcome({}), tell_apart: () => outcome({}) })
    await key('3')
    await submit()
    for (const says of ['请先选定是不是同一件', '请填写理由']) expect(page?.text()).toContain(says)
    expect(desk.names()).not.toContain('link_same')
    expect(desk.names()).not.toContain('tell_apart')
  })
  it.each([['moved_on', { record: 'r2' }, '其间又有新内容'], ['nothing_changed', {}, '没有改动']] as const)('%s is said, and the reason stays', async (code, values, says) => {
    await open(double(), { tell_apart: () => { throw new Fault(code, values) } })
    await key('2')
    await reason('两处护栏')
    await submit()
    expect(page?.text()).toContain(says)
    expect((page?.find('.reason input').element as HTMLInputElement).value).toBe('两处护栏')
  })
})

describe('what was begun on two appeals', () => {
  const kept = (over: object = {}) => ({ open_draft: () => ({ id: 'd1', noun: 'conflict', saved_ms: 1, body: { record: 'r2', field: null, double: 'r1', values: { answer: 'apart', reason: '两处护栏' }, ...over } }), save_draft: () => ({ id: 'd1', saved_ms: 2 }), drop_draft: () => ({}), sign_out: () => ({}) })
  it('is a draft before the desk locks', async () => {
    const desk = await open(double(), kept())
    await key('2')
    await reason('两处护栏')
    await lockDesk('周敏')
    expect(desk.inputOf('save_draft')).toMatchObject({ noun: 'conflict', body: { title: '疑似重复 · 引桥护栏断了', record: 'r2', at: 'r2', field: null, double: 'r1', values: { answer: 'apart', reason: '两处护栏' } } })
  })
  it('goes on where it was, and its draft goes once it is told', async () => {
    route.query = { draft: 'd1' }
    const desk = await open(double(), { ...kept(), tell_apart: () => outcome({}) })
    await submit()
    expect(desk.inputOf('tell_apart')).toEqual({ record: 'r2', seen: ['h1'], appeal: 'r1', reason: '两处护栏' })
    expect(desk.inputOf('drop_draft')).toEqual({ id: 'd1' })
  })
  it.each([['of another pair', { double: 'r9' }], ['of a conflict of the same appeal', { double: undefined }]])('%s is not taken for it, and its words are shown', async (_, over) => {
    route.query = { draft: 'd1' }
    await open(double(), kept(over))
    expect((page?.find('.reason input').element as HTMLInputElement).value).toBe('')
    expect(page?.text()).toContain('两处护栏')
  })
})
