import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { at, heldOf, labelOf, otherOf } from '@/bundle/test/bundles'
import type { HandedOn, HeldRow, OtherDesk } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import { partsOf, standingOf } from './handing'
import HeldTab from './HeldTab.vue'

const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route }))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; route.query = {} })
const county = otherOf({ desk: labelOf({ desk: 'd-county', office_name: 'County', people: ['Wu Qi'] }) })
const onOf = (over: Partial<HandedOn> = {}): HandedOn => ({ to: county.desk, reason: '请县院核对', by_name: 'Zhou Min', at_ms: at('2026-09-21T09:00:00'), disc: null, joined: true, received: false, ...over })
const sealedOf = (over: Partial<HeldRow> = {}) => heldOf({ row: 9, stream: 'sealed/331002', class: 'sealed', of: 'Jiaojiang', ...over })

async function open(rows: HeldRow[], answers: Answers = {}, others: OtherDesk[] = [county]) {
  const view = { me: labelOf({ desk: 'me' }), others, held: rows.length, quarantined: 0, waiting: 0 }
  const desk = atDesk(personOf('liaison'), { list_held: () => rows, list_quarantine: () => ({ rows: [], n: 0, n_refused: 0 }), exchange_state: () => view, ...answers })
  page = await standing(HeldTab)
  return desk
}
const tick = async (label: string) => { await page?.find(`input[aria-label="${label}"]`).setValue(true) }
async function choose(desk: string) {
  dialog().querySelector<HTMLInputElement>(`input[value="${desk}"]`)?.click()
  await flushPromises()
}
async function because(reason: string) {
  const input = [...dialog().querySelectorAll('input')].find((one) => one.type !== 'radio')
  if (!input) throw new Error('no field')
  input.value = reason
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

describe('handing on what was set aside', () => {
  it('needs something chosen, a desk and a reason, and tells what goes', async () => {
    const desk = await open([heldOf(), heldOf({ row: 5 }), sealedOf()], { hand_on_held: () => ({}) })
    await press('转送')
    expect(dialog).toThrow()
    for (const n of [1, 2, 3]) await tick(`选中第 ${n} 件`)
    expect(page?.text()).toContain('已选 3 件')
    await press('转送')
    for (const says of ['转送这 3 件', 'Dachen', '2 件', '1 件', '其中有封存事项']) expect(dialog().textContent, says).toContain(says)
    await press('转送', dialog())
    for (const says of ['请选择接收的工作台', '请填写理由']) expect(dialog().textContent, says).toContain(says)
    expect(desk.names()).not.toContain('hand_on_held')
    await choose('d-county')
    await because(' 请县院核对 ')
    await press('转送', dialog())
    expect(desk.inputOf('hand_on_held')).toEqual({ rows: [4, 5, 9], to: 'd-county', reason: '请县院核对' })
    expect(toasts.map((one) => one.text)).toEqual(['已转送 3 件，随下一个给对方的数据包送出'])
    expect(page?.text()).not.toContain('已选')
  })
  it('does not promise the next disc to a desk of which nothing has come yet', async () => {
    await open([heldOf()], { hand_on_held: () => ({}) }, [{ ...county, first: true }])
    await tick('选中第 1 件')
    await press('转送')
    await choose('d-county')
    await because('请核对')
    await press('转送', dialog())
    expect(toasts.map((one) => one.text)).toContain('已转送 1 件，对方首次来件后随数据包送出')
  })
  it('warns that a sealed copy stays off a medium that goes out', async () => {
    await open([sealedOf()], {}, [{ ...county, crossing: 'outward' }])
    await tick('选中第 1 件')
    await press('转送')
    await choose('d-county')
    expect(dialog().textContent).toContain('再送出内网的，封存事项不随带')
  })
  it('says what a desk may not be given, beside the desks', async () => {
    await open([heldOf(), sealedOf()], { hand_on_held: () => { throw new Fault('not_in_list', { field: 'to', list: 'streams', value: 'sealed/331002' }) } })
    await tick('选中第 2 件')
    await press('转送')
    await choose('d-county')
    await because('请核对')
    await press('转送', dialog())
    const said = dialog().querySelector('fieldset [role="alert"]')?.textContent
    for (const says of ['无权查看“', 'Jiaojiang']) expect(said, says).toContain(says)
  })
  it('goes to no desk that was revoked', async () => {
    await open([heldOf()], {}, [{ ...county, revoked: true }])
    await tick('选中第 1 件')
    await press('转送')
    expect(dialog().querySelectorAll('input[type="radio"]')).toHaveLength(0)
    expect(dialog().textContent).toContain('还没有可以导出的工作台')
  })
  it('what cannot go says why and is not chosen with all', async () => {
    await open([heldOf(), heldOf({ row: 5, travels: false }), heldOf({ row: 6 })])
    expect(page?.text()).toContain('这一件不能转送')
    expect(page?.find('input[aria-label="选中第 2 件"]').exists()).toBe(false)
    await page?.find('.all input').setValue(true)
    expect(page?.text()).toContain('已选 2 件')
  })
})

describe('what was handed on', () => {
  it.each<[Partial<HandedOn>, string]>([
    [{}, '待随下一个数据包送出'], [{ joined: false }, '待对方首次来件后送出'], [{ disc: 7 }, '已随第 7 号数据包送出，待回执'], [{ disc: 7, received: true }, '对方已收到（第 7 号数据包）'],
  ])('stays listed, and says how far it is: %j', async (over, says) => {
    await open([heldOf({ handed: onOf(over), wrote: labelOf({ desk: 'd-x', people: ['Lin Hai'] }) })])
    for (const text of [says, '9-21 09:00 Zhou Min转送给 County · Wu Qi', '理由：请县院核对', '出自：Jiaojiang · Lin Hai', '归属：']) expect(page?.text(), text).toContain(text)
  })
  it('has a colour of its own for each', () => {
    expect([onOf(), onOf({ disc: 1 }), onOf({ disc: 1, received: true })].map((one) => standingOf(one).tone)).toEqual(['act', 'near', 'done'])
  })
  it('is counted by what it belongs to, the most first', () => {
    expect(partsOf([sealedOf(), heldOf(), heldOf({ row: 5 })]).map(([, n]) => n)).toEqual([2, 1])
  })
})
