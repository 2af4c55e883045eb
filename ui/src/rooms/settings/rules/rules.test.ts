import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CalendarYear, MovedClock, PlainRule, Rule } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf, press, standing, TODAY, type Answers } from '@/test-desk'
import { asks } from './plain'
import { fileName, fits, groupsOf, inForce, periodSays, validitySays } from './rules'
import RulesTab from './RulesTab.vue'
import { decode, holidaysOf, offSays, sumsOf, workSays } from './years'

const picked = vi.hoisted(() => ({ files: [] as { name: string, size: number, bytes: () => Promise<Uint8Array> }[] }))
vi.mock('@/host/files', () => ({ pickFiles: () => Promise.resolve(picked.files) }))

const rule = (id: string, over: Partial<Rule> = {}): Rule => ({
  id, version: '1', noun: 'appeal', matter: `事项${id}`, article: '人民检察院刑事诉讼规则 第一百六十三条', unit: 'natural', amount: 7, direction: 'forward', opened_by: 'registered', counts_from: 'received',
  recounts_from: null, met_by: 'replied', extension: null, pauses: [], exclusions: [], standing: 'national', wording: 'verified', note: '', enabled: true, starts_by_itself: true, bearer: 'office', office: null,
  validity: { from: '2019-12-30', to: null }, ...over,
})
const RULES = [rule('R05.10'), rule('R05.2'), rule('N04', { standing: 'internal' }), rule('R14a', { noun: 'voice' }), rule('R05.1', { noun: 'clue', wording: 'unverified', enabled: false }), rule('R16a', { noun: 'activity', direction: 'backward', amount: 3 })]
const plain = (over: Partial<PlainRule>): PlainRule => ({
  file: 'checks', id: 'R16b.1', noun: 'activity', matter: '听证员人数', evidence: null, least: 3, most: 7, level: null, source: '听证工作规定', wording: 'unverified', enabled: true, note: '',
  validity: { from: '2020-09-14', to: null }, ...over,
})
const PLAIN = [
  plain({}), plain({ id: 'R12g.2', matter: '走访代表', least: null, most: 3, enabled: false }),
  plain({ file: 'approvals', id: 'hold_hearing', noun: null, matter: null, least: null, most: null, level: 'chief', wording: 'verified' }),
  plain({ file: 'evidence', id: 'conclude', noun: 'appeal', matter: null, evidence: 'proof', least: 1, most: null, wording: 'verified' }),
]
const YEAR: CalendarYear = {
  year: 2026, version: '1', official: true, source: '国务院办公厅关于2026年部分节假日安排的通知', hash: 'h',
  days: { '2026-01-01': { kind: 'statutory', name: '元旦' }, '2026-01-02': { kind: 'off', name: '元旦' }, '2026-01-04': { kind: 'work', name: '元旦' }, '2026-04-05': { kind: 'statutory', name: '清明节' } },
}

describe('rules as they are read', () => {
  it('stand by whose clock they are, in the order of the law, the own ones last', () => {
    expect(groupsOf(RULES).map((group) => [group.name, group.rules.map((one) => one.id)])).toEqual([
      ['诉求', ['R05.2', 'R05.10', 'N04']], ['声音', ['R14a']], ['活动', ['R16a']], ['线索', ['R05.1']],
    ])
  })
  it('a newer version of the same days is the one to read; an office\'s own stands beside it', () => {
    const later = rule('R01', { version: '10', validity: { from: '2027-01-01', to: null } })
    const all = [rule('R01', { version: '2' }), rule('R01'), later, rule('R01', { version: '1', office: '331002' })]
    expect(groupsOf(all)[0]?.rules.map((one) => [one.version, one.office])).toEqual([['1', '331002'], ['2', null], ['10', null]])
  })
  it.each([
    [{}, 6], [{ text: '第一百六十三' }, 6], [{ text: 'r05' }, 3], [{ noun: 'appeal' }, 3], [{ standing: 'internal' }, 1], [{ wording: 'unverified' }, 1], [{ enabled: 'off' }, 1], [{ text: '没有' }, 0],
    [{ noun: 'appeal', standing: 'national' }, 2],
  ])('%j leaves %i', (values, n) => { expect(RULES.filter((one) => fits(one, values))).toHaveLength(n) })
  it.each([[rule('a'), '7 日'], [rule('b', { unit: 'working', amount: 5 }), '5 个工作日'], [rule('c', { direction: 'backward', amount: 3 }), '至少提前 3 日']])('a period is said', (one, says) => { expect(periodSays(one)).toBe(says) })
  it.each([[null, null, '未定期限'], ['2022-05-01', null, '2022-05-01 起'], [null, '2025-12-31', '至 2025-12-31'], ['2022-05-01', '2025-12-31', '2022-05-01 至 2025-12-31']])('from %s to %s', (from, to, says) => {
    expect(validitySays({ from, to })).toBe(says)
  })
  it.each([[null, null, true], ['2026-09-25', null, false], [null, '2026-09-23', false], ['2026-09-24', '2026-09-24', true]])('in force from %s to %s: %s', (from, to, is) => { expect(inForce({ from, to }, TODAY)).toBe(is) })
  it.each([['rules/deadlines', '期限规则'], ['codes/way', '代码表'], ['calendar/2027', '工作日历'], ['else', 'else']])('%s is %s', (id, name) => { expect(fileName(id)).toBe(name) })
})

describe('a year', () => {
  it('is told by its holidays', () => {
    expect(holidaysOf(YEAR).map((one) => [one.name, offSays(one), one.off.length, workSays(one)])).toEqual([['元旦', '1-1 至 1-2', 2, '1-4（星期日）'], ['清明节', '4-5', 1, '']])
    expect(sumsOf(YEAR)).toEqual({ off: 3, work: 1 })
  })
  it('two runs of one holiday stand side by side', () => { expect(offSays({ name: '春节', off: ['2026-02-15', '2026-02-16', '2026-02-20'], work: [] })).toBe('2-15 至 2-16、2-20') })
  it('is read in both ways Chinese systems write', () => {
    expect(decode(new TextEncoder().encode('元旦'))).toBe('元旦')
    expect(decode(Uint8Array.from([0xd4, 0xaa, 0xb5, 0xa9]))).toBe('元旦')
  })
})

describe('the tab', () => {
  let page: VueWrapper | undefined
  const view = (over = {}) => ({ rules: RULES, plain: PLAIN, files: [], clashes: [], offered: [], above: null, ...over })
  const answers = (more: Answers = {}): Answers => ({ list_rules: () => view(), list_calendars: () => ({ years: [YEAR] }), ...more })
  const tab = (name: string) => [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find((one) => one.textContent?.includes(name))
  async function open(roles: Parameters<typeof personOf>, more: Answers = {}, at?: string) {
    const desk = atDesk(personOf(...roles), answers(more))
    page = await standing(RulesTab)
    if (at) { tab(at)?.click(); await flushPromises() }
    return desk
  }
  const given = (text: string) => { picked.files = [{ name: '2027.csv', size: 1, bytes: () => Promise.resolve(new TextEncoder().encode(text)) }] }
  afterEach(() => { leave(page); page = undefined; picked.files = [] })

  it('what cannot be read is said, and asked again', async () => {
    const desk = await open(['liaison'], { list_rules: () => { throw new Fault('damaged') } })
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('本机数据文件有损坏')
    await press('重试')
    expect(desk.names().filter((name) => name === 'list_rules')).toHaveLength(2)
  })

  it('asks for no due day before a rule is chosen, and reckons with the one that was looked at', async () => {
    const deadline = {
      rule: { id: 'R05.2', version: '1', matter: '事项R05.2', article: '', counts_from: 'received', wording: 'unverified', standing: 'national', enabled: true }, unit: 'natural', amount: 7, counted: 7, direction: 'forward', started_on: TODAY, started_at: null,
      raw_on: '2026-10-01', due_on: '2026-10-08', due_at: null, advised_on: '2026-09-30', provisional: true, calendar: '2026.1',
      strip: [{ from: TODAY, to: TODAY, kind: 'start', n: 0, note: null }, { from: '2026-09-25', to: '2026-10-01', kind: 'counted', n: 7, note: null }, { from: '2026-10-08', to: '2026-10-08', kind: 'due', n: 0, note: null }],
    }
    const desk = await open(['liaison'], { explain_deadline: () => deadline })
    expect(desk.names()).not.toContain('explain_deadline')
    tab('期限规则')?.click()
    await flushPromises()
    await press('事项R05.2')
    await press('用这条规则推算')
    expect(desk.inputOf('explain_deadline')).toEqual({ rule: 'R05.2', started_on: TODAY })
    const said = page?.find('.answer').text() ?? ''
    for (const part of ['2026-10-08', '星期四', '暂定', '待核', '距今天还有 14 天', '内控日期 2026-09-30']) expect(said).toContain(part)
  })

  it('a period of one\'s own is reckoned in the way the desk knows', async () => {
    const desk = await open(['liaison'], { explain_deadline: () => { throw new Fault('out_of_range', { field: 'amount', least: 1, most: 10000 }) } })
    await page?.find('input[value="period"]').setValue()
    await flushPromises()
    expect(desk.inputOf('explain_deadline')).toEqual({ unit: 'natural', amount: 7, direction: 'forward', started_on: TODAY })
    expect(document.querySelector('.answer [role="alert"]')?.textContent).toContain('应在 1 至 10000 之间')
  })

  it('a rule that is off or doubtful says so', async () => {
    await open(['liaison'], {}, '期限规则')
    expect(page?.text()).toContain('共 6 条')
    expect(page?.find('table').findAll('tr.off').map((row) => row.text())).toEqual([expect.stringMatching(/事项R05\.1.*已停用.*待核/)])
  })

  it('a bug: what has no period was not listed, with its mark', async () => {
    await open(['liaison'], { codes: () => [{ id: 'proof', name: '佐证材料', parent: null, wording: 'verified', source: '' }] }, '期限规则')
    const says = page?.findAll('tr').map((row) => row.text()) ?? []
    for (const part of [/听证员人数.*听证工作规定.*3 至 7.*活动.*2020-09-14 起.*待核/, /走访代表.*至多 3.*已停用.*待核/, /举行听证.*须检察长批准.*已核/, /办结.*佐证材料.*诉求.*已核/]) expect(says).toContainEqual(expect.stringMatching(part))
  })
  it.each([
    [{}, '3 至 7'], [{ most: null }, '至少 3'], [{ least: null }, '至多 7'], [{ least: null, most: null }, '—'], [{ level: 'chief' }, '须检察长批准'], [{ evidence: 'proof', least: 1 }, 'proof'], [{ evidence: 'hearers', least: 3 }, 'hearers，至少 3'],
  ] as const)('%j asks for %s', (over, said) => { expect(asks(plain(over), (one) => one)).toBe(said) })

  it('two contents of one version are named, and neither is used', async () => {
    await open(['registrar'], { list_rules: () => view({ clashes: [{ id: 'rules/deadlines', version: '2', hashes: ['a', 'b'] }] }) })
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('rules/deadlines 2')
  })

  it('only keepers import: the others read why', async () => {
    const desk = await open(['prosecutor'], {}, '工作日历')
    expect(page?.text()).toContain('由登记管理员或系统管理员办理')
    given('x')
    await press('选择文件')
    expect(desk.names()).not.toContain('preview_calendar')
  })

  const move = (over: Partial<MovedClock>): MovedClock => ({ record: 'r1', noun: 'appeal', no: '椒诉2026-1', title: '噪声', flow: 'clock/R05.2/0', before: '2027-02-10', after: '2027-02-12', provisional_before: true, provisional_after: false, ...over })
  it('a notice is shown with what it moves before it is written', async () => {
    const moves = [move({}), move({ record: 'r2', after: '2027-02-09' }), move({ record: 'r3', after: '2027-02-10' }), move({ record: 'r4', noun: 'obligation', flow: 'task' })]
    const desk = await open(['registrar'], { preview_calendar: () => ({ year: { ...YEAR, year: 2027 }, moves }), import_calendar: () => ({ deed: 'd', seen: {}, changed: ['reference'], value: { years: [] } }) }, '工作日历')
    given('date,kind,name')
    await press('选择文件')
    expect(page?.text()).toContain('下列 4 个正在计算的期限会变动')
    for (const says of ['推迟 2 天', '提前 1 天', '由暂定转为确定', '事项R05.2', '应完成日期']) expect(page?.text()).toContain(says)
    expect(desk.names()).not.toContain('import_calendar')
    await press('导入 2027 年日历')
    expect(desk.inputOf('import_calendar')).toEqual({ text: 'date,kind,name' })
    expect(toasts.map((one) => one.text)).toEqual(['2027 年工作日历已导入，全部期限已重新推算'])
  })

  it.each([
    ['bad_reference', { file: 'import', line: 3, problem: 'x' }, '文件第 3 行有误'], ['bad_reference', { file: 'import', line: 0, problem: 'x' }, '这个文件不能读成放假安排'], ['denied', { why: { code: 'wrong_role', values: { verb: 'import_calendar' } } }, '导入日历'],
  ] as const)('a file that is refused as %s %j is said in words', async (code, values, says) => {
    await open(['registrar'], { preview_calendar: () => { throw new Fault(code, values) } }, '工作日历')
    given('?')
    await press('选择文件')
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(says)
  })

  // A bug: a file of rules was said to be no plan of holidays.
  it.each([['bad_reference', '这个文件不能读成规则或代码表'], ['too_long', '不像是一份规则或代码表'], ['not_in_list', '只能导入本工作台已有种类']] as const)('a file of rules that is refused as %s is spoken of as one', async (code, says) => {
    await open(['registrar'], { preview_rules: () => { throw new Fault(code, {}) } }, '期限规则')
    given('?')
    await press('选择规则文件')
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(says)
  })

  it('what counts for every office is brought by the one above, and said so', async () => {
    const file = { id: 'rules/deadlines', version: '2', hash: 'ff' }
    const desk = await open(['registrar'], { list_rules: () => view({ offered: [file], above: '台州市人民检察院' }) })
    await press('查看变化')
    expect(desk.names()).not.toContain('preview_take_over')
    expect(page?.text()).toContain('由台州市人民检察院的登记管理员或系统管理员办理')
  })

  it('what a newer program offers is looked at, then taken over by name', async () => {
    const file = { id: 'rules/deadlines', version: '2', hash: 'ff' }
    let taken = false
    const desk = await open(['system_admin'], {
      list_rules: () => view(taken ? {} : { offered: [file] }),
      preview_take_over: () => ({ files: [{ file, source: '最高检通知', had: '1', n_added: 2, n_removed: 1 }], rules: [{ id: 'R01', before: rule('R01'), after: rule('R01', { amount: 5 }) }, { id: 'R30', before: null, after: rule('R30') }] }),
      take_over_rules: () => { taken = true; return { deed: 'd', seen: {}, changed: ['reference'], value: { files: [file] } } },
    })
    await press('查看变化')
    expect(desk.inputOf('preview_take_over')).toEqual({ hashes: ['ff'] })
    for (const says of ['第 1 版 → 第 2 版', '原：7 日', '新：5 日', '新增']) expect(page?.text()).toContain(says)
    await press('采用新版')
    expect(desk.names()).not.toContain('take_over_rules')
    await press('采用新版', document.querySelector('[role="dialog"]') ?? document)
    expect(desk.inputOf('take_over_rules')).toEqual({ hashes: ['ff'] })
    expect(tab('新版规则')).toBeUndefined()
  })

  it('a rule whose period stays says what it says otherwise, not the same line twice', async () => {
    const file = { id: 'rules/deadlines', version: '2', hash: 'ff' }
    const changed = { id: 'R02', before: rule('R02'), after: rule('R02', { version: '2', met_by: 'answered', note: '限闭会期间' }) }
    await open(['system_admin'], { list_rules: () => view({ offered: [file] }), preview_take_over: () => ({ files: [{ file, source: '', had: '1', n_added: 1, n_removed: 1 }], rules: [changed] }) })
    await press('查看变化')
    const said = page?.find('.changes').text() ?? ''
    for (const says of ['完成标志：replied → answered', '说明：— → 限闭会期间']) expect(said).toContain(says)
    for (const same of ['原：', '新：', '重新起算', '延长']) expect(said).not.toContain(same)
  })

  it('an office\'s own file is read as a whole first, and a used version is named', async () => {
    const desk = await open(['registrar'], { preview_rules: () => { throw new Fault('code_taken', { code: 'rules/approvals 2' }) } }, '期限规则')
    given('# id: rules/approvals')
    await press('选择规则文件')
    expect(desk.inputOf('preview_rules')).toEqual({ text: '# id: rules/approvals' })
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('这个版本号已经用过')
  })
})
