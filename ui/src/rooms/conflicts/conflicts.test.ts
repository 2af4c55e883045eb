import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MADE, outcome } from '@/bundle/test/bundles'
import type { ConflictRow, ConflictSide } from '@/host/calls.gen'
import { lockDesk } from '@/host/desk'
import { Fault } from '@/host/fault'
import { listenToKeys } from '@/parts/shell/keys'
import { toasts } from '@/parts/shell/toast'
import { tellPlaces } from '@/router/places'
import { type Answers, atDesk, leave, personOf, press, standing } from '@/test-desk'
import { wordOr } from '@/words'
import ConflictsPage from './ConflictsPage.vue'
import { room } from './index'
import { aboutOf, movesOf, takesText, turnSays } from './sides'

const side = (entry: string, over: Partial<ConflictSide> = {}): ConflictSide => ({
  entry, value: null, moves: [], act: 'amend_appeal', by_name: '李倩', at_ms: MADE, suspect_clock: false, desk_people: ['李倩', '周敏'], n_seen: 6, ...over,
})
const field = (over: Partial<ConflictRow> = {}): ConflictRow => ({
  record: 'r1', noun: 'appeal', seen: ['h1', 'h2'], at: 'r1', at_noun: 'appeal', no: '331002003-SQ-2026-A0179', title: '夜间施工噪声', field: 'case_no', most: 200,
  sides: [side('e1', { value: '甲字 1 号' }), side('e2', { value: '乙字 2 号', by_name: '陈雅静', desk_people: ['陈雅静'], n_seen: 0, suspect_clock: true })], due_on: '2026-09-28', may_decide: true, office_name: '椒江区院', own_until: '2026-09-28', escalated: false, fork: null, double: null, ...over,
})
const steps = field({
  record: 'r2', field: null, most: null, title: '河道污水', no: 'A0180', due_on: null,
  sides: [side('e3', { act: 'accept_appeal', moves: [{ flow: 'main', to: 'accepted' }] }), side('e4', { act: 'refuse_appeal', moves: [{ flow: 'main', to: 'refused' }] })],
})
const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route }))
let page: VueWrapper | undefined
let deaf: (() => void) | undefined
beforeEach(() => { tellPlaces([{ key: 'x', routes: [], opens: { appeal: (record) => `/appeals/${record}` } }]); deaf = listenToKeys(window) })
afterEach(() => { deaf?.(); leave(page); page = undefined; route.query = {} })

async function open(rows: ConflictRow[], answers: Answers = {}) {
  const desk = atDesk(personOf('head'), { list_conflicts: () => rows, ...answers })
  page = await standing(ConflictsPage)
  return desk
}
const cards = () => page?.findAll('article') ?? []
const key = async (name: string) => { window.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })); await flushPromises() }
const reason = async (n: number, text: string) => { await cards()[n]?.find('.reason input').setValue(text) }
const submit = async (n: number) => { await cards()[n]?.find('form').trigger('submit'); await flushPromises() }
const checked = (n: number) => cards()[n]?.findAll('.sides input').map((one) => (one.element as HTMLInputElement).checked)

describe('whose decision it is', () => {
  it.each<[Partial<ConflictRow>, string | undefined]>([
    [{}, '由椒江区院决定；9-28 仍未决定的，次日起上级院也可以决定。'],
    [{ escalated: true }, '椒江区院满三个工作日（9-28）未决定，上级院也可以决定。'],
    [{ own_until: null }, undefined],
  ])('%o', (over, says) => { expect(turnSays(field(over), '2026-09-24')).toBe(says) })
  it('what went up is marked, and whoever may not decide yet has no form', async () => {
    await open([field({ escalated: true }), field({ record: 'r9', may_decide: false })])
    expect(cards()[0]?.text()).toContain('已报上级')
    expect(cards()[1]?.text()).not.toContain('已报上级')
    expect([cards()[0]?.find('form').exists(), cards()[1]?.find('form').exists()]).toEqual([true, false])
    expect(cards()[1]?.find('.turn').text()).toContain('由椒江区院决定')
  })
})

describe('where the sides differ', () => {
  const marks = () => page?.findAll('mark').map((one) => one.text())
  it('is marked in both of them, and each still says all of it', async () => {
    await open([field({ field: 'request', sides: [side('e1', { value: '护栏修好并装上夜灯' }), side('e2', { value: '护栏修好' })] })])
    expect(marks()).toEqual(['并装上夜灯'])
    expect(page?.findAll('.value b').map((one) => one.text())).toEqual(['护栏修好并装上夜灯', '护栏修好'])
  })
  it('of three each other one is laid beside what stands', async () => {
    await open([field({ field: 'request', sides: [side('e1', { value: '三月内修好护栏' }), side('e2', { value: '五月内修好护栏' }), side('e3', { value: '三月内修好路灯' })] })])
    expect(marks()).toEqual(['三', '五', '路灯'])
  })
  it('is not marked in steps, codes and names', async () => {
    await open([steps, field({ record: 'r3', field: 'nature' })])
    expect(marks()).toEqual([])
  })
})

describe('what it is about', () => {
  it.each<[string, string | null, string]>([
    ['appeal', 'nature', '诉求 · 事项性质'], ['appeal', 'received_on', '诉求 · 收到日期'], ['voice', 'received_on', '声音 · 提出日期'], ['activity', 'kind', '活动 · 活动形式'], ['party', 'id_number', '当事人 · 证件号码'],
    ['deputy', 'from_on', '代表 · 任期起'], ['station', 'name', '站点 · 站点名称'], ['template', 'basis', '业务清单 · 依据'], ['post', 'from_on', '团队职务 · 到任日期'], ['appeal', null, '诉求 · 办理步骤'],
    ['appeal', 'handled_by_office', '诉求 · 承办单位'], ['appeal', 'purpose', '诉求 · 信访目的'], ['activity', 'scheduled_on', '活动 · 计划日期'],
  ])('%s %s is %s', (noun, name, says) => { expect(aboutOf({ noun, field: name })).toBe(says) })
  it.each([
    ['activity', ['kind', 'scheduled_on', 'held_on', 'agreement', 'recommendation_no']],
    ['appeal', ['nature', 'purpose', 'received_on', 'category', 'anonymous', 'no_contact', 'request', 'case_no', 'case_office', 'external_no', 'division', 'handled_by_office']], ['deputy', ['name', 'from_on', 'to_on']],
    ['obligation', ['due_on']], ['party', ['kind', 'name', 'born_on', 'id_kind', 'id_number', 'company_code', 'authority']], ['person', ['name', 'office', 'staff_no']], ['post', ['person', 'kind', 'from_on', 'to_on']],
    ['station', ['name', 'code', 'division', 'office']], ['template', ['basis', 'due_day', 'from_on', 'to_on']], ['visit', ['visited_on', 'company_code']], ['voice', ['kind', 'deputy', 'received_on']],
  ])('every field of %s that matters is named in words', (noun, fields) => {
    for (const name of fields) expect(aboutOf({ noun, field: name }), name).not.toMatch(/[a-z_]/)
  })
  it('a step says where it leads', () => { expect(movesOf(steps, steps.sides[1] ?? side('x'))).toMatch(/：办理状态至“不予受理”$/) })
  it('of a task, in the words of tasks', () => { expect(movesOf({ noun: 'obligation' }, { act: 'pass_obligation', moves: [{ flow: 'main', to: 'passed' }] })).toContain('至“审核通过”') })
  it.each<[Partial<ConflictRow>, boolean]>([
    [{}, true], [{ field: 'nature' }, false], [{ field: null }, false], [{ noun: 'voice', field: 'deputy' }, false], [{ noun: 'person', field: 'office' }, false], [{ field: 'handled_by_office' }, false], [{ field: 'purpose' }, false],
    [{ field: 'anonymous', sides: [side('a', { value: null }), side('b', { value: true })] }, false], [{ noun: 'party', field: 'kind' }, false],
    [{ noun: 'template', field: 'due_day', sides: [side('a', { value: 3 }), side('b', { value: 5 })] }, false], [{ sides: [side('a', { value: null }), side('b', { value: 'x' })] }, true],
  ])('%j can be written anew: %s', (over, can) => { expect(takesText(field(over))).toBe(can) })
})

describe('the inbox', () => {
  it('shows both sides, who, where, when and with what in view', async () => {
    await open([field()])
    for (const says of ['1 件待定', '夜间施工噪声', '诉求 · 原案案号', '甲字 1 号', '乙字 2 号', '李倩 · 工作台：李倩、周敏', '陈雅静 · 工作台：陈雅静', '9-20 10:05 填写', '当时已看到 6 条留痕', '当时是第一条', '暂以此项为准', '当时电脑时间可疑', '未定期间按较早期限 9-28 计', '331002003-SQ-2026-A0179']) {
      expect(page?.text(), says).toContain(says)
    }
    expect(page?.findComponent({ name: 'RouterLinkStub' }).props('to')).toBe('/appeals/r1')
  })
  it('steps that exclude each other stand by their states', async () => {
    await open([steps])
    for (const says of ['办理状态至“已受理”', '办理状态至“不予受理”', '9-20 10:05 办理']) expect(page?.text()).toContain(says)
    expect(page?.find('.own').exists()).toBe(false)
  })
  it('names codes, offices and people', async () => {
    await open([
      field({ field: 'nature', sides: [side('a', { value: 'ordinary' }), side('b', { value: 'litigation' })] }),
      field({ record: 'r5', noun: 'person', field: 'office', sides: [side('c', { value: '331002' }), side('d', { value: '331003' })] }),
      field({ record: 'r7', field: 'handled_by_office', sides: [side('g', { value: '331002' }), side('h', { value: '331009' })] }),
      field({ record: 'r8', field: 'anonymous', sides: [side('i', { value: true }), side('j', { value: null })] }),
      field({ record: 'r6', noun: 'voice', field: 'deputy', sides: [side('e', { value: 'dep1' }), side('f', { value: null })] }),
    ], {
      codes: ({ list }: { list: string }) => (list === 'nature' ? [{ id: 'ordinary', name: '普通诉求' }] : []), offices: () => [{ code: '331002', name: '椒江区院' }],
      list_deputies: () => ({ rows: [{ record: 'dep1', title: '王代表' }], next: null, count: 1 }),
    })
    for (const says of ['普通诉求', 'litigation', '椒江区院', '331003', '331009', '王代表', '（空）']) expect(page?.text(), says).toContain(says)
  })
  it('who may not decide sees it and cannot', async () => {
    await open([field({ may_decide: false })])
    expect(page?.text()).toContain('由负责人或登记管理员决定')
    expect(page?.findAll('input')).toHaveLength(0)
    await key('1')
    expect(page?.findAll('.side.on')).toHaveLength(0)
  })
  it('an empty one is good news', async () => {
    await open([])
    expect(page?.text()).toContain('没有需要决定的冲突')
  })
  it('is shown to those who read the business or keep the desks', () => {
    expect((['liaison', 'system_admin', 'audit_admin'] as const).map((role) => room.nav?.may?.(personOf(role)))).toEqual([true, true, false])
    expect(wordOr(room.nav?.label ?? '', '')).toBe('冲突')
  })
})

describe('a desk that wrote on twice', () => {
  const label = (people: string[]) => ({ desk: 'd1', name: 'd_1', office: '331002', office_name: '椒江区院', people, known: true })
  const forked = (over: Partial<NonNullable<ConflictRow['fork']>> = {}, row: Partial<ConflictRow> = {}) => field({
    record: 'w1', noun: 'writer', at: null, at_noun: null, no: null, title: '', field: null, due_on: null, own_until: null,
    sides: [side('e7', { act: 'register_appeal', by_name: '陈阿海', desk_people: ['陈阿海'] }), side('e8', { act: 'register_appeal', by_name: '陈阿海', desk_people: ['陈阿海'] })],
    fork: { desk: label(['陈阿海']), from: 12, n: 3, met_ms: MADE, met_from: label(['周敏']), anew: false, matters: ['路灯不亮', '护栏锈断'], ...over }, ...row,
  })
  it('is told in words: which desk, since when, where it was noticed, what to do', async () => {
    await open([forked()])
    for (const says of ['椒江区院 · 陈阿海', '从第 12 条留痕起，有 3 个序号各写了两条', '没有丢失', '本机于 9-20 10:05 从椒江区院 · 周敏收到后发现', '停用这台工作台', '决定送到后，这台工作台会自行换用新的写入者', '登记诉求']) {
      expect(page?.text(), says).toContain(says)
    }
    for (const never of ['没有标题', '暂以此项为准', '另一项', '期限']) expect(page?.text(), never).not.toContain(never)
    expect(page?.find('.own').exists()).toBe(false)
  })
  it.each<[Partial<NonNullable<ConflictRow['fork']>>, string, string]>([
    [{ met_from: null }, '从交换中心收到后发现', '会自行换用'], [{ anew: true }, '已自行换用新的写入者', '会自行换用'], [{ met_ms: null, met_from: null, anew: true }, '没有丢失', '收到后发现'],
  ])('%o', async (over, says, never) => {
    await open([forked(over)])
    expect(page?.text()).toContain(says)
    if (over.anew) expect(page?.text()).not.toContain(never)
    else expect(page?.text()).toContain(never)
  })
  it('what each life wrote first tells two apart that began alike', async () => {
    await open([forked()])
    const sides = page?.findAll('.sides .side').map((one) => one.text()) ?? []
    expect(sides.map((text) => ['路灯不亮', '护栏锈断'].filter((title) => text.includes(title)))).toEqual([['路灯不亮'], ['护栏锈断']])
  })
  it('a life of which nothing may be read says nothing of it', async () => {
    await open([forked({ matters: [null, null] })])
    expect(page?.text()).not.toContain('先写的是')
  })
  it('one of the lives is chosen, and why', async () => {
    const desk = await open([forked()], { resolve_conflict: () => outcome({}) })
    await key('2')
    await reason(0, '旧备份误放回')
    await submit(0)
    expect(desk.inputOf('resolve_conflict')).toEqual({ record: 'w1', seen: ['h1', 'h2'], side: 'e8', reason: '旧备份误放回' })
  })
  it('who keeps no desk sees whose decision it is', async () => {
    await open([forked({}, { may_decide: false })])
    expect(page?.text()).toContain('由椒江区院的登记管理员或系统管理员决定')
    expect(page?.find('form').exists()).toBe(false)
  })
})

describe('deciding', () => {
  it('needs a side and a reason', async () => {
    const desk = await open([field()], { resolve_conflict: () => outcome({}) })
    await submit(0)
    expect(page?.text()).toContain('请先选定一项')
    expect(page?.text()).toContain('请填写理由')
    expect(desk.names()).not.toContain('resolve_conflict')
  })
  it('takes one side', async () => {
    const desk = await open([field()], { resolve_conflict: () => outcome({}) })
    await cards()[0]?.findAll('.sides input')[1]?.setValue()
    await reason(0, ' 以原卷为准 ')
    expect(page?.find('.acts .btn').text()).toContain('按第 2 项决定')
    await submit(0)
    expect(desk.inputOf('resolve_conflict')).toEqual({ record: 'r1', seen: ['h1', 'h2'], field: 'case_no', side: 'e2', reason: '以原卷为准' })
    expect(toasts.map((one) => one.text)).toEqual(['已决定，下次交换时送到各工作台'])
    expect(desk.names().filter((name) => name === 'list_conflicts').length).toBeGreaterThan(1)
  })
  it('steps are decided without a field', async () => {
    const desk = await open([steps], { resolve_conflict: () => outcome({}) })
    await cards()[0]?.findAll('.sides input')[0]?.setValue()
    await reason(0, '先受理')
    await submit(0)
    expect(desk.inputOf('resolve_conflict')).toEqual({ record: 'r2', seen: ['h1', 'h2'], side: 'e3', reason: '先受理' })
  })
  it('another value is written, not chosen', async () => {
    const desk = await open([field()], { resolve_conflict: () => outcome({}) })
    await cards()[0]?.find('.own input').setValue()
    await reason(0, '核对原卷')
    await submit(0)
    expect(page?.text()).toContain('请填写内容')
    expect(desk.names()).not.toContain('resolve_conflict')
    await cards()[0]?.find('.other textarea').setValue(' 丙字 3 号 ')
    await submit(0)
    expect(desk.inputOf('resolve_conflict')).toEqual({ record: 'r1', seen: ['h1', 'h2'], field: 'case_no', other: '丙字 3 号', reason: '核对原卷' })
  })
  it('another value is promised as many signs as the desk says its field takes', async () => {
    await open([field(), field({ record: 'r9', field: 'request', most: 20_000 })])
    const counts = async (n: number) => {
      await cards()[n]?.find('.own input').setValue()
      await cards()[n]?.find('.other textarea').setValue('字'.repeat(201))
      return cards()[n]?.findAll('.count').map((one) => [one.classes('over'), one.text().includes('200')])
    }
    expect([await counts(0), await counts(1)]).toEqual([[[true, true]], []])
  })
  it.each([
    ['missing', { what: 'seen' }, '其间又有新内容'], ['moved_on', { record: 'r1' }, '其间又有新内容'], ['check_failed', { field: 'other' }, '校验不符'], ['nothing_changed', {}, '没有改动'],
  ] as const)('%s is said, and what was typed stays', async (code, values, says) => {
    await open([field()], { resolve_conflict: () => { throw new Fault(code, values) } })
    await cards()[0]?.find('.own input').setValue()
    await cards()[0]?.find('.other textarea').setValue('丙字 3 号')
    await reason(0, '核对原卷')
    await submit(0)
    expect(page?.text()).toContain(says)
    expect((cards()[0]?.find('.other textarea').element as HTMLTextAreaElement).value).toBe('丙字 3 号')
    expect((cards()[0]?.find('.reason input').element as HTMLInputElement).value).toBe('核对原卷')
  })
  it('what came meanwhile is listed at once', async () => {
    let n = 0
    const fresh = field({ seen: ['h3'], sides: [side('e8', { value: '新值' }), side('e9', { value: '旧值' })] })
    await open([], { list_conflicts: () => { n += 1; return [n === 1 ? field() : fresh] }, resolve_conflict: () => { throw new Fault('missing', { what: 'seen' }) } })
    await cards()[0]?.findAll('.sides input')[0]?.setValue()
    await reason(0, '以原卷为准')
    await submit(0)
    expect(page?.text()).toContain('新值')
    expect(checked(0)).toEqual([false, false])
    expect((cards()[0]?.find('.reason input').element as HTMLInputElement).value).toBe('以原卷为准')
  })
})

describe('a decision that was begun', () => {
  const draftOf = (over: object = {}) => ({ body: { record: 'r1', field: 'case_no', values: { answer: 'e2', other: '', reason: '以原卷为准' }, ...over } })
  const drafts = { save_draft: () => ({ id: 'd1', saved_ms: 2 }), drop_draft: () => ({}) }
  const given = (n: number) => (cards()[n]?.find('.reason input').element as HTMLInputElement).value
  // The locked screen says that what was typed is a draft: a reason was not.
  it('is a draft before the desk locks', async () => {
    const desk = await open([field(), steps], { ...drafts, sign_out: () => ({}) })
    await cards()[0]?.findAll('.sides input')[1]?.setValue()
    await reason(0, '以原卷为准')
    await lockDesk('周敏')
    expect(desk.asked.filter(([name]) => name === 'save_draft').map(([, input]) => input)).toMatchObject([
      { noun: 'conflict', body: { title: '夜间施工噪声 · 诉求 · 原案案号', record: 'r1', at: 'r1', field: 'case_no', values: { answer: 'e2', other: '', reason: '以原卷为准' } } },
    ])
  })
  it('goes on where it was, and its draft goes once it is decided', async () => {
    route.query = { draft: 'd1' }
    const desk = await open([steps, field()], { ...drafts, open_draft: () => draftOf(), resolve_conflict: () => outcome({}) })
    expect([given(0), given(1), checked(1)]).toEqual(['', '以原卷为准', [false, true]])
    expect(cards()[1]?.classes('now')).toBe(true)
    await submit(1)
    expect(desk.inputOf('resolve_conflict')).toMatchObject({ record: 'r1', side: 'e2', reason: '以原卷为准' })
    expect(desk.inputOf('drop_draft')).toEqual({ id: 'd1' })
  })
  it('about sides that are others now has its reason and no side', async () => {
    route.query = { draft: 'd1' }
    await open([field({ sides: [side('e8', { value: '甲' }), side('e9', { value: '乙' })] })], { ...drafts, open_draft: () => draftOf() })
    expect([given(0), checked(0)]).toEqual(['以原卷为准', [false, false]])
  })
  it('of what was decided elsewhere meanwhile is shown, with the way to let it go', async () => {
    route.query = { draft: 'd1' }
    await open([steps], { ...drafts, open_draft: () => draftOf() })
    expect(page?.find('.above').text()).toContain('以原卷为准')
    expect(given(0)).toBe('')
  })
  it('that cannot be read says why; one that is gone says nothing', async () => {
    route.query = { draft: 'd1' }
    await open([field()], { ...drafts, open_draft: () => { throw new Fault('busy') } })
    expect([page?.text().includes('本机数据正忙'), cards().length]).toEqual([true, 0])
    leave(page)
    await open([field()], { ...drafts, open_draft: () => { throw new Fault('missing', { what: 'draft' }) } })
    expect(cards()).toHaveLength(1)
  })
})

describe('by keys', () => {
  it('J and K go from one to the next, and stay within', async () => {
    await open([field(), steps])
    const now = () => cards().map((one) => one.classes('now'))
    expect(now()).toEqual([true, false])
    await key('j')
    expect(now()).toEqual([false, true])
    await key('j')
    expect(now()).toEqual([false, true])
    await key('k')
    expect(now()).toEqual([true, false])
    expect(document.activeElement).toBe(cards()[0]?.element)
  })
  it('a figure picks a side of the card in hand, and the caret goes to the reason', async () => {
    await open([field(), steps])
    await key('j')
    await key('2')
    expect(checked(0)).toEqual([false, false])
    expect(checked(1)).toEqual([false, true])
    expect(document.activeElement).toBe(cards()[1]?.find('.reason input').element)
  })
  it('the figure after the last side opens the other value; where there is none it does nothing', async () => {
    await open([field(), steps])
    await key('3')
    expect(document.activeElement).toBe(cards()[0]?.find('.other textarea').element)
    ;(document.activeElement as HTMLElement).blur()
    await key('j')
    await key('3')
    expect(checked(1)).toEqual([false, false])
  })
  it('a letter typed into the reason goes nowhere else', async () => {
    await open([field(), steps])
    await key('1')
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
    await flushPromises()
    expect(cards()[0]?.classes('now')).toBe(true)
    await press('按第 1 项决定')
    expect(page?.text()).toContain('请填写理由')
  })
})
