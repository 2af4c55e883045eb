import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CalendarYear, PersonView, Rule } from '@/host/calls.gen'
import { appearance, IDLE_CHOICES } from '@/style/appearance'
import { atDesk, leave, personOf, press, standing, TODAY } from '@/test-desk'
import AccountTab from './AccountTab.vue'
import AppearanceTab from './AppearanceTab.vue'
import RuleFacts from './rules/RuleFacts.vue'
import YearList from './rules/YearList.vue'
import { tabsFor } from './tabs'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const facts = () => Object.fromEntries(page?.findAll('.fact').map((one) => [one.find('dt').text(), one.find('dd').text()]) ?? []) as Record<string, string>

describe('whose tabs', () => {
  const EVERYBODY = ['appearance', 'account', 'rules', 'backup', 'verify', 'checkup', 'about']
  it.each([undefined, null])('%s sees those of everybody', (person) => { expect(tabsFor(person)).toEqual(EVERYBODY) })
  it.each([['liaison'], ['assistant'], ['prosecutor'], ['audit_admin']] as const)('%s keeps neither accounts nor desks', (role) => { expect(tabsFor(personOf(role))).toEqual(EVERYBODY) })
  it('a system administrator sees the desks before what is about the program', () => {
    expect(tabsFor(personOf('system_admin')).slice(-2)).toEqual(['desks', 'about'])
  })
})

describe('who sits here', () => {
  const open = async (over: Partial<PersonView>) => { atDesk({ ...personOf('head', 'registrar'), ...over }, {}); page = await standing(AccountTab) }
  it.each<[string, Partial<PersonView>, Record<string, string>]>([
    ['of the whole office', {}, { 姓名: 'Zhou Min', 部门: 'Petitions', 角色: '负责人、登记管理员', 站点范围: '全部站点' }],
    ['with a level', { level: 'chief' }, { 角色: '负责人、登记管理员、检察长' }],
    ['of two stations', { whole_office: false, stations: [{ record: 's1', name: '东湖站' }, { record: 's2', name: '大陈站' }] as never }, { 站点范围: '东湖站、大陈站' }],
    ['of no station', { whole_office: false }, { 站点范围: '—' }],
    ['with a name that is code', { name: '<b>周敏</b>' }, { 姓名: '<b>周敏</b>' }],
  ])('%s', async (_, over, says) => {
    await open(over)
    expect(facts()).toMatchObject(says)
  })
})

describe('how it looks', () => {
  const before = { ...appearance }
  beforeEach(async () => { atDesk(personOf('liaison'), { opening: () => ({ way: null }) }); page = await standing(AppearanceTab) })
  afterEach(() => { Object.assign(appearance, before) })
  const groups = () => page?.findAll('[role="radiogroup"]').map((one) => one.findAll('.segment').map((segment) => segment.text())) ?? []
  it('offers each choice in words', () => {
    expect(groups()).toEqual([['随系统', '浅色', '深色'], ['标准', '大', '特大'], ['标准', '加强'], IDLE_CHOICES.map((n) => `${n} 分钟`)])
    expect(page?.text()).toContain('以上选择只保存在本机。')
  })
  it.each([['dark', 'theme', 'dark'], ['largest', 'size', 'largest'], ['more', 'contrast', 'more'], ['30', 'idleMinutes', 30]] as const)('%s is kept as the %s', async (value, key, kept) => {
    await page?.find(`input[value="${value}"]`).setValue()
    expect(appearance[key]).toBe(kept)
  })
  it('single keys can be turned off', async () => {
    await page?.find('input[type="checkbox"]').setValue(false)
    expect(appearance.singleKeys).toBe(false)
  })
})

describe('everything a rule says', () => {
  const rule = (over: Partial<Rule> = {}): Rule => ({
    id: 'R01', version: '2', noun: 'appeal', matter: '程序性回复', article: '', unit: 'working', amount: 7, direction: 'forward', opened_by: 'registered', counts_from: 'received',
    recounts_from: null, met_by: 'replied', extension: null, pauses: [], exclusions: [], standing: 'national', wording: 'verified', note: '', enabled: true, starts_by_itself: true, bearer: 'office', office: null,
    validity: { from: null, to: null }, ...over,
  })
  const CODES = [{ list: 'event', id: 'received', name: '收到' }, { list: 'pause', id: 'expert', name: '鉴定' }, { list: 'exclusion', id: 'anonymous', name: '匿名' }]
  const open = async (over: Partial<Rule> = {}) => {
    atDesk(personOf('liaison'), { codes: ({ list }: { list: string }) => CODES.filter((one) => one.list === list) })
    page = await standing(RuleFacts, { rule: rule(over) })
  }
  it('what it has not is said, or left out where it says nothing', async () => {
    await open()
    expect(facts()).toEqual({
      开始计算: 'registered', 起算: '收到', 完成标志: 'replied', 期限属于: '办理机关', 启动方式: '登记、分流等办理时或登记程序事项时自动开始', 延长: '不得延长', 可中止事由: '不得中止', 规则编号: 'R01，第 2 版',
    })
  })
  it.each<[string, Partial<Rule>, Record<string, string>]>([
    ['an extension in its own unit', { extension: { amount: 5, level: 'chief' } }, { 延长: '最多延长 5 个工作日，须检察长批准' }], ['a count that begins anew', { recounts_from: 'received' }, { 重新起算: '收到' }],
    ['pauses', { pauses: ['expert', 'of_tomorrow'] }, { 可中止事由: '鉴定、of_tomorrow' }], ['what is left out of the rate', { exclusions: ['anonymous'] }, { 不计入统计: '匿名' }],
    ['a right of the people', { bearer: 'party' }, { 期限属于: '当事人（逾期不算本院超期）' }], ['one that waits for a hand', { starts_by_itself: false }, { 启动方式: '不自动开始' }], ['a note', { note: '见第三款' }, { 说明: '见第三款' }],
  ])('%s', async (_, over, says) => {
    await open(over)
    expect(facts()).toMatchObject(says)
  })
  it('can be reckoned with', async () => {
    await open()
    await press('用这条规则推算')
    expect(page?.emitted('reckon')).toHaveLength(1)
  })
})

describe('the years', () => {
  const year = (n: number, over: Partial<CalendarYear> = {}): CalendarYear => ({ year: n, version: '1', official: true, source: '国办发明电〔2025〕7号', hash: 'h', days: { [`${n}-01-01`]: { kind: 'statutory', name: '元旦' } }, ...over })
  const open = async (years: CalendarYear[], today = TODAY) => { atDesk(personOf('liaison'), {}); page = await standing(YearList, { years, today }); await flushPromises() }
  const opened = () => page?.findAll('details').map((one) => (one.element as HTMLDetailsElement).open)
  it('none is said', async () => {
    await open([])
    expect(page?.text()).toContain('没有日历时，只按周末推算，到期日均为暂定。')
  })
  it('the newest first, that of today open', async () => {
    await open([year(2025), year(2027), year(2026)])
    expect(page?.findAll('h2').map((one) => one.text())).toEqual(['2027 年工作日历', '2026 年工作日历', '2025 年工作日历'])
    expect(opened()).toEqual([false, true, false])
  })
  it('a new year\'s day opens the new year beside the old one', async () => {
    await open([year(2026), year(2027)])
    await page?.setProps({ today: '2027-01-01' })
    expect(opened()).toEqual([true, true])
  })
  it.each<[Partial<CalendarYear>, string[]]>([
    [{}, ['正式', '放假 1 天，调休上班 0 天', '第 1 版', '依据：国办发明电〔2025〕7号', '元旦', '1-1']], [{ official: false }, ['暂定', '放假通知还没有公布']], [{ source: '' }, ['依据：导入的文件没有写明依据']],
    [{ days: { '2026-01-04': { kind: 'work', name: '元旦' } } }, ['放假 0 天，调休上班 1 天', '1-4（星期日）', '—']],
  ])('%j is told', async (over, says) => {
    await open([year(2026, over)])
    for (const part of says) expect(page?.text()).toContain(part)
  })
})
