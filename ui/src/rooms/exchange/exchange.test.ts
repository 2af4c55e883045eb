import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { discOf, heldOf, labelOf, otherOf, outcome } from '@/bundle/test/bundles'
import { hubOf } from '@/hub/test/hubs'
import type { DiscRow, ExchangeView, HeldRow } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import { wordOr } from '@/words'
import { codeTrouble, stateOf } from './discs/disc'
import DiscsTab from './discs/DiscsTab.vue'
import HeldTab from './held/HeldTab.vue'
import { exchanges, room } from './index'
import ExportTab from './state/ExportTab.vue'
import StateTab from './state/StateTab.vue'

const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route }))

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; route.query = {} })
const view = (over: Partial<ExchangeView> = {}): ExchangeView => ({ me: labelOf({ desk: 'me', people: ['周敏'] }), others: [otherOf()], held: 0, quarantined: 0, waiting: 0, ...over })
const rest = { list_discs: () => [], list_held: () => [], list_quarantine: () => ({ rows: [], n: 0, n_refused: 0 }) }
const tr = () => page?.findAll('tbody tr') ?? []
const typed = async (value: string) => {
  const input = dialog().querySelector('input')
  if (!input) throw new Error('no field')
  input.value = value
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

describe('the room', () => {
  it.each([[['liaison'], true], [['registrar'], true], [['system_admin'], true], [['security_admin'], false], [['audit_admin'], false]] as const)('is open to %j: %s', (roles, may) => { expect(exchanges(personOf(...roles))).toBe(may) })
  it('has words for each of its pages', () => {
    const names = room.routes[0]?.children?.map((child) => String(child.name)) ?? []
    expect(names).toEqual(['exchange', 'exchange_hub', 'exchange_out', 'exchange_in', 'exchange_discs', 'exchange_held'])
    for (const tab of ['state', 'hub', 'out', 'in', 'discs', 'held']) expect(wordOr(`exchange.tabs.${tab}`, ''), tab).not.toBe('')
  })
})

describe('how it stands', () => {
  it('says who sits here and who else there is', async () => {
    atDesk(personOf('liaison'), { list_put_away: () => ({ waiting: [], done: [] }), hub_state: () => hubOf(), exchange_state: () => view() })
    page = await standing(StateTab)
    for (const says of ['Jiaojiang · 周敏', 'Jiaojiang · Chen Yajing', '待送 12 条', '1 台']) expect(page.text()).toContain(says)
    expect(page.find('[role="alert"]').exists()).toBe(false)
  })
  it('what is held comes first, and what waits is said to need nobody', async () => {
    atDesk(personOf('liaison'), { list_put_away: () => ({ waiting: [], done: [] }), hub_state: () => hubOf(), exchange_state: () => view({ held: 3, waiting: 5 }) })
    page = await standing(StateTab)
    expect(page.find('[role="alert"]').text()).toContain('3 件接收件待核')
    expect(page.text()).toContain('另有 5 条在等前面的内容，收到后自动补齐，不必处理')
  })
  it('alone, it says where others come from', async () => {
    atDesk(personOf('liaison'), { list_put_away: () => ({ waiting: [], done: [] }), hub_state: () => hubOf(), exchange_state: () => view({ others: [] }) })
    page = await standing(StateTab)
    expect(page.text()).toContain('在“设置 — 机构与工作台”中开通')
  })
  it('a failure is said and tried again', async () => {
    let broken = true
    atDesk(personOf('liaison'), { list_put_away: () => ({ waiting: [], done: [] }), hub_state: () => hubOf(), exchange_state: () => { if (broken) throw new Fault('busy'); return view() } })
    page = await standing(StateTab)
    expect(page.find('[role="alert"]').exists()).toBe(true)
    broken = false
    await press('重试')
    await flushPromises()
    expect(page.text()).toContain('待送 12 条')
  })
  it('whoever comes from a desk’s row has chosen it', async () => {
    route.query = { to: 'd-dachen' }
    atDesk(personOf('liaison'), { list_put_away: () => ({ waiting: [], done: [] }), hub_state: () => hubOf(), exchange_state: () => view() })
    page = await standing(ExportTab)
    expect(page.text()).toContain('接收：Jiaojiang · Chen Yajing')
  })
  it.each([['nobody-here'], ['d-dachen']])('a row of %s that can have nothing is not chosen', async (to) => {
    route.query = { to }
    atDesk(personOf('liaison'), { list_put_away: () => ({ waiting: [], done: [] }), hub_state: () => hubOf(), exchange_state: () => view({ others: [otherOf({ revoked: to === 'd-dachen' }), otherOf({ desk: labelOf({ desk: 'd3', people: ['林海'] }) })] }) })
    page = await standing(ExportTab)
    expect(page.text()).not.toContain('接收：')
    expect(page.findAll('input[type="radio"]').length).toBe(to === 'd-dachen' ? 1 : 2)
  })
})

describe('the register of discs', () => {
  it.each<[Partial<DiscRow>, string, string]>([
    [{ out: true, done: true }, 'confirmed', '已回执'], [{ out: true, done: false }, 'waiting', '待回执'], [{ out: false, done: true }, 'taken', '已接收'], [{ out: false, done: false }, 'partly', '未收完'],
  ])('%j is %s', (over, key, text) => { expect(stateOf(discOf(over))).toMatchObject({ key, text }) })
  it.each([
    ['', '请填写回执码'], ['  - ', '请填写回执码'], ['ABCD-EFGH', '应为 24 个字母，现有 8 个'], ['abcd efgh jklm npqr stuv wxyz', undefined], ['ABCD-EFGH-JKLM-NPQR-STUV-WXYZ', undefined],
    ['ABCD-EFGH-JKLM-NPQR-STUV-WXYZ2', '应为 24 个字母，现有 25 个'],
  ])('the letters “%s”', (code, says) => { expect(codeTrouble(code)).toBe(says) })

  async function open(answers: Answers, rows: DiscRow[]) {
    const desk = atDesk(personOf('liaison'), { ...rest, list_discs: () => rows, ...answers })
    page = await standing(DiscsTab)
    return desk
  }
  const rows = [discOf(), discOf({ id: 'b2', number: 6, done: true }), discOf({ id: 'b3', out: false, done: true, number: 4, code: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ', medium: { number: 'G-2', approved_by: '张局', scan: '无异常', carried_by: '林海', note: '九月' } })]
  it('shows the way, the medium and who carried it', async () => {
    await open({}, rows)
    expect(tr()).toHaveLength(3)
    for (const says of ['收到 第 4 号', 'G-2', '批准：张局 · 查毒：无异常 · 携带：林海', '九月', 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ', '240 条，2.0 KB']) expect(tr()[2]?.text(), says).toContain(says)
    expect(tr().map((row) => row.find('.btn').exists())).toEqual([true, false, false])
  })
  it('a medium that left the inner network is told', async () => {
    await open({}, [discOf(), discOf({ id: 'b2', crossing: 'outward' })])
    expect(tr().map((row) => row.text().includes('送出内网，未带封存事项'))).toEqual([false, true])
  })
  it('can be narrowed to what waits for a receipt', async () => {
    await open({}, rows)
    await page?.find('input[type="checkbox"]').setValue(true)
    expect(tr()).toHaveLength(1)
  })
  it('goes out as a workbook, to be printed', async () => {
    const saved: string[] = []
    const saveFile = (name: string) => { saved.push(name); return Promise.resolve() }
    const file = { name: '介质摆渡登记.xlsx', mime: 'application/vnd.ms-excel', bytes_base64: 'UEs=', count: 3 }
    const desk = atDesk(personOf('liaison'), { ...rest, list_discs: () => rows, export_discs: () => file }, { saveFile })
    page = await standing(DiscsTab)
    await press('导出登记簿')
    expect([desk.inputOf('export_discs'), saved]).toEqual([{}, ['介质摆渡登记.xlsx']])
  })
  it('is empty in words', async () => {
    await open({}, [])
    expect(page?.text()).toContain('还没有介质往来')
  })
  it('where all have their receipts, says that and not that there is none', async () => {
    await open({}, rows.slice(1))
    await page?.find('input[type="checkbox"]').setValue(true)
    expect(page?.text()).toContain('没有待回执的介质')
    expect(page?.text()).not.toContain('还没有介质往来')
  })
  it('letters that are too few are not asked of the desk', async () => {
    const desk = await open({}, rows)
    await press('录入回执码 · 第 7 号')
    await typed('ABCD-EFGH')
    await press('确认送达', dialog())
    expect(dialog().textContent).toContain('应为 24 个字母，现有 8 个')
    expect(desk.names()).not.toContain('confirm_disc')
  })
  it('letters that fit close the row', async () => {
    const desk = await open({ confirm_disc: () => ({}) }, rows)
    await press('录入回执码 · 第 7 号')
    expect(dialog().textContent).toContain('Jiaojiang · Chen Yajing 第 7 号数据包')
    await typed(' abcd-efgh-jklm-npqr-stuv-wxyz ')
    await press('确认送达', dialog())
    expect(desk.inputOf('confirm_disc')).toEqual({ id: 'b1', desk: 'd-dachen', code: 'abcd-efgh-jklm-npqr-stuv-wxyz' })
    expect(toasts.map((one) => one.text)).toEqual(['第 7 号数据包已回执'])
    expect(desk.names().filter((name) => name === 'list_discs').length).toBeGreaterThan(1)
  })
  it.each([['check_failed', { field: 'code' }, '与这个数据包不符，请与对方核对'], ['nothing_changed', {}, '不算送达；下次会重新送去']] as const)('%s is said beside the letters, which stay', async (code, values, says) => {
    await open({ confirm_disc: () => { throw new Fault(code, values) } }, rows)
    await press('录入回执码 · 第 7 号')
    await typed('ABCD-EFGH-JKLM-NPQR-STUV-WXYZ')
    await press('确认送达', dialog())
    expect(dialog().textContent).toContain(says)
    expect(dialog().querySelector('input')?.value).toBe('ABCD-EFGH-JKLM-NPQR-STUV-WXYZ')
  })
})

describe('what was set aside', () => {
  async function open(answers: Answers, rows: HeldRow[] = [heldOf()], person = personOf('registrar')) {
    const desk = atDesk(person, { ...rest, list_held: () => rows, ...answers })
    page = await standing(HeldTab)
    return desk
  }
  it('says what it is, whose, and what can be done', async () => {
    await open({})
    for (const says of ['诉求：', '来自：Jiaojiang · Chen Yajing', '登记人：Lin Hai', '登记时间：9-19 16:02', '来件时间：9-20 10:05', '登记人或其工作台不在名单内', '收到对方开通资料后重新核对']) expect(page?.text(), says).toContain(says)
  })
  it('what the hub brought is no unknown desk’s', async () => {
    await open({}, [heldOf({ from: null })])
    expect(page?.text()).toContain('来自：交换中心')
    expect(page?.text()).not.toContain('名单外')
  })
  it.each(['unknown', 'forged', 'unreadable', 'newer'])('the cause %s has words and a way', (cause) => {
    expect(wordOr(`exchange.held.causes.${cause}`, '')).not.toBe('')
    expect(wordOr(`exchange.held.ways.${cause}`, '')).not.toBe('')
  })
  it('what cannot be read says so', async () => {
    await open({}, [heldOf({ cause: 'unreadable', noun: null, act: null, by_name: null, written_ms: null })])
    expect(page?.text()).toContain('读不出来')
    expect(page?.text()).not.toContain('登记人：')
  })
  it('an empty list is good news', async () => {
    await open({}, [])
    expect(page?.text()).toContain('没有待核的接收件')
  })
  it.each<[HeldRow[], string]>([[[], '重新核对完毕，已全部接收'], [[heldOf(), heldOf({ row: 5 })], '重新核对完毕，还有 2 件待核']])('judging again tells what is left', async (left, says) => {
    const desk = await open({ retry_held: () => outcome(left) })
    await press('重新核对')
    expect(desk.names()).toContain('retry_held')
    expect(toasts.map((one) => one.text)).toEqual([says])
  })
  it.each<[HeldRow[], string]>([[[heldOf({ row: 9 })], '这一件已接收'], [[heldOf({ row: 8 }), heldOf({ row: 9 })], '这一件仍须核对']])('one of several is judged by itself, and told', async (left, says) => {
    const desk = await open({ retry_held: () => outcome(left) }, [heldOf(), heldOf({ row: 9 })])
    await press('重新核对 · 第 1 件')
    expect(desk.inputOf('retry_held')).toEqual({ row: 4 })
    expect(toasts.map((one) => one.text)).toEqual([says])
  })
  it('what cannot be read is not judged again by itself', async () => {
    await open({}, [heldOf({ cause: 'unreadable', noun: null, act: null, by_name: null, written_ms: null }), heldOf({ row: 5 })])
    const labels = page?.findAll('button').map((one) => one.attributes('aria-label')) ?? []
    expect(labels.filter((label) => label?.startsWith('重新核对 · '))).toEqual(['重新核对 · 第 2 件'])
  })
  it('nothing is refused without a reason', async () => {
    const desk = await open({ refuse_held: () => ({}) })
    await press('不予接收 · 第 1 件')
    await press('不予接收', dialog())
    expect(dialog().textContent).toContain('请填写理由')
    expect(desk.names()).not.toContain('refuse_held')
    await typed(' 与对方核实，误送 ')
    await press('不予接收', dialog())
    expect(desk.inputOf('refuse_held')).toEqual({ row: 4, reason: '与对方核实，误送' })
    expect(toasts.map((one) => one.text)).toEqual(['已不予接收'])
  })
  it.each([[['liaison'], 0], [['prosecutor'], 0], [['head'], 1], [['system_admin'], 1]] as const)('%j may refuse: %s', async (roles, n) => {
    await open({}, [heldOf()], personOf(...roles))
    expect(page?.findAll('[aria-label^="不予接收"]')).toHaveLength(n)
  })
})
