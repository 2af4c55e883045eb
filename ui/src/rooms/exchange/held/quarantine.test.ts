import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { at, labelOf, outcome } from '@/bundle/test/bundles'
import type { QuarantineRow } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import { wordOr } from '@/words'
import { saysOf } from './quarantine'
import QuarantineList from './QuarantineList.vue'

const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route }))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; route.query = {} })
const change = (kind: string, name: string, after: unknown) => ({ kind, name, before: null, after })
const row = (over: Partial<QuarantineRow> = {}): QuarantineRow => ({
  entry: 'e1', cause: 'desk_cut', reason: '站点失窃', noun: 'appeal', act: 'amend_appeal', at: 'r1', at_noun: 'appeal', no: 'JJ-1', title: '护栏', desk: labelOf(), by_name: 'Lin Hai',
  written_ms: at('2026-09-19T16:02:00'), came_ms: null, changes: [change('field', 'facts', '无此事')], may_decide: true, ...over,
})
async function open(rows: QuarantineRow[], answers: Answers = {}, n = rows.length) {
  const desk = atDesk(personOf('registrar'), { list_quarantine: () => ({ rows, n, n_refused: 0 }), ...answers })
  page = await standing(QuarantineList)
  return desk
}
const tick = async (n: number) => { await page?.findAll('input[type="checkbox"]')[n]?.setValue(true) }

describe('work that waits', () => {
  it('says whose it is, why it waits and what it would write', async () => {
    await open([row()])
    for (const says of ['诉求：', '工作台已停用', '登记人：Lin Hai', '停用理由：站点失窃', 'JJ-1', '无此事']) expect(page?.text(), says).toContain(says)
  })
  it.each(['desk_cut', 'grant_cut'])('the cause %s has words', (cause) => { expect(wordOr(`exchange.quarantine.causes.${cause}`, '')).not.toBe('') })
  it('is not there when nothing waits', async () => {
    await open([])
    expect(page?.find('article').exists()).toBe(false)
  })
  it('is adopted one by one, after a question', async () => {
    const desk = await open([row(), row({ entry: 'e2' })], { adopt_entries: () => outcome({ n: 1 }) })
    await tick(2)
    await press('采认')
    expect(desk.names()).not.toContain('adopt_entries')
    await press('采认', dialog())
    expect(desk.inputOf('adopt_entries')).toEqual({ entries: ['e2'] })
    expect(toasts.map((one) => one.text)).toEqual(['已采认 1 件'])
  })
  it('is refused all at once, never without a reason', async () => {
    const desk = await open([row(), row({ entry: 'e2' })], { refuse_entries: () => outcome({ n: 2 }) })
    await tick(0)
    await press('不予采认')
    await press('不予采认', dialog())
    expect(dialog().textContent).toContain('请填写理由')
    expect(desk.names()).not.toContain('refuse_entries')
    const input = dialog().querySelector('input')
    if (!input) throw new Error('no field')
    input.value = ' 登记簿上没有 '
    input.dispatchEvent(new Event('input'))
    await flushPromises()
    await press('不予采认', dialog())
    expect(desk.inputOf('refuse_entries')).toEqual({ entries: ['e1', 'e2'], reason: '登记簿上没有' })
  })
  it('a typed reason is not closed away unasked', async () => {
    await open([row()])
    await tick(0)
    await press('不予采认')
    const input = dialog().querySelector('input') as HTMLInputElement
    input.value = '登记簿上没有'
    input.dispatchEvent(new Event('input'))
    await flushPromises()
    await press('取消', dialog())
    expect(document.body.textContent).toContain('还没有办完')
    await press('继续填写')
    expect((dialog().querySelector('input') as HTMLInputElement).value).toBe('登记簿上没有')
  })
  it('what was refused the last time is not said of the next', async () => {
    await open([row()], { adopt_entries: () => { throw new Fault('busy') } })
    await tick(0)
    await press('采认')
    await press('采认', dialog())
    expect(dialog().textContent).toContain('本机数据正忙')
    await press('取消', dialog())
    await page?.findAll('.acts .btn').find((one) => one.text() === '采认')?.trigger('click')
    await flushPromises()
    expect(dialog().textContent).not.toContain('本机数据正忙')
  })
  it('whoever may not decide only reads', async () => {
    await open([row({ may_decide: false })])
    expect(page?.findAll('input')).toHaveLength(0)
    expect(page?.findAll('.end.acts')).toHaveLength(0)
  })
  it('says how much is not shown yet', async () => {
    await open([row()], {}, 240)
    expect(page?.text()).toContain('240 件')
    expect(page?.text()).toContain('先列 1 件')
  })
})

it('ids and unnamed fields say nothing to a reader', () => {
  const id = '018f2f3e-0000-7000-8000-000000000000'
  expect(saysOf([change('field', 'station', id), change('field', 'facts', '护栏'), change('add', 'tags', 'x'), change('field', 'never_heard', 'x')])).toEqual([{ name: wordOr('fields.facts', ''), text: '护栏' }])
})
