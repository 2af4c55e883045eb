import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CheckpointDiff, CheckpointRow, Verified } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, press, standing, type Answers } from '@/test-desk'
import { badCount, caseOf, firstBad, forks, lacks, verdictOf } from './report'
import { diffSays } from './checkpoints'
import CheckpointsCard from './CheckpointsCard.vue'
import VerifyTab from './VerifyTab.vue'

const WRITER = '5f'.repeat(16)
const report = (over = {}) => ({ verdict: 'good', first_bad: null, n_bad: 0, n_entries: 900, n_records: 200, n_writers: 2, n_items: 4000, n_redacted: 0, n_sealed: 0, n_gone: 0, n_powerless: 0, n_pending: 0, gaps: [], forks: [], missing_parents: [], ...over })
const verified = (over: Partial<Verified> = {}, inside = {}): Verified => ({ verdict: 'good', n_entries: 900, report: report(inside), moved: [], unlike: [], n_astray: 0, n_checkpoints: 0, against: [], ...over })
const AGAINST: CheckpointDiff = { code: 'KNUA-BBJA-RDBC-UZAF-EUEL-UDSE', office_name: '椒江区院', on: '2026-09-01', class: 'st', of: '大陈站', desk_people: ['陈阿海'], seq: 12, n_missing: 0 }
const BAD = verified({ verdict: 'bad', moved: ['beef'] }, { n_bad: 2, first_bad: { id: 'cafe', writer: WRITER, seq: 17, record: 'r1', wrong: { what: 'chain' } } })

describe('what the check found', () => {
  it('names the first entry that is not as it was signed', () => {
    expect(firstBad(BAD)).toEqual({ id: 'cafe', writer: WRITER, seq: '17', record: 'r1', wrong: '前后次序断开' })
    expect(badCount(BAD)).toBe(3)
  })
  it('names a row whose columns were changed where every entry is sound', () => {
    expect(firstBad(verified({ verdict: 'bad', moved: ['beef', 'dead'] }))).toMatchObject({ id: 'beef', wrong: '登记栏目与签名的内容不符' })
  })
  it('of a good desk names nothing', () => { expect(firstBad(verified())).toBeUndefined() })
  it.each<[string, Verified, string]>([
    ['good', verified(), 'good'], ['bad', BAD, 'bad'], ['incomplete', verified({ verdict: 'incomplete' }), 'incomplete'], ['lists only', verified({ verdict: 'bad', unlike: ['r1'] }), 'unlike'], ['counters only', verified({ verdict: 'bad', n_astray: 3 }), 'unlike'],
    ['a checkpoint', verified({ verdict: 'bad', unlike: ['r1'], against: [AGAINST] }), 'contradicts'], ['a checkpoint and entries', verified({ verdict: 'bad', moved: ['x'], against: [AGAINST] }), 'bad'],
    ['lists and entries', verified({ verdict: 'bad', unlike: ['r1'], moved: ['x'] }), 'bad'], ['a word of tomorrow', verified({ verdict: 'odd' }), 'bad'],
  ])('%s', (_, of, is) => { expect(caseOf(of)).toBe(is) })
  it('a station is called what it is called', () => { expect(diffSays({ ...AGAINST, of: '大陈$&站' })).toBe('大陈$&站：陈阿海写的第 12 条，本机是另一内容') })
  it('a verdict that is not known counts as bad', () => { expect(verdictOf('?')).toBe('bad') })
  it('tells what is not here', () => {
    const got = verified({ verdict: 'incomplete' }, { gaps: [{ writer: WRITER, from: 4, to: 9 }], missing_parents: [['a', 'b'], ['c', 'd']], n_pending: 1 })
    expect(lacks(got)).toEqual(['写入者 5f5f5f5f… 缺第 4 至 9 条', '有 2 条留痕的前文不在本机', '有 1 条留痕的写入者或授权尚不明'])
    expect(forks(verified({}, { forks: [[WRITER, 12]] }))[0]).toContain('5f5f5f5f… 的第 12 条出现两种内容')
  })
})

describe('the tab', () => {
  let page: VueWrapper | undefined
  afterEach(() => { leave(page); page = undefined; vi.useRealTimers() })
  async function open(answers: Answers) {
    const desk = atDesk(personOf('audit_admin'), { last_verify: () => ({ last: null }), list_checkpoints: () => ({ due: false, may_write: false, rows: [] }), ...answers })
    page = await standing(VerifyTab)
    return desk
  }

  it('checks nothing before it is asked to, and says that it never was', async () => {
    const desk = await open({})
    expect(desk.names()).not.toContain('verify')
    expect(page?.text()).toContain('还没有核验过')
  })
  it('says when it was last asked, by whom, and what came of it', async () => {
    await open({ last_verify: () => ({ last: { at: '2026-09-01T08:30:00', verdict: 'incomplete', n_entries: 880, by: '何管' } }) })
    expect(page?.find('.last').text()).toBe('上次核验：2026-09-01 08:30，何管，880 条留痕： 不全')
  })
  it('shows that it works, and for how long', async () => {
    let answer: (got: Verified) => void = () => {}
    await open({ verify: () => new Promise<Verified>((resolve) => { answer = resolve }) })
    vi.useFakeTimers()
    page?.findAll('button').find((one) => one.text() === '开始核验')?.element.click()
    await vi.advanceTimersByTimeAsync(3000)
    expect(page?.find('[role="progressbar"]').attributes('aria-label')).toBe('正在逐条核验，已用 3 秒')
    answer(verified())
    vi.useRealTimers()
    await flushPromises()
    expect(page?.find('[role="progressbar"]').exists()).toBe(false)
    expect(page?.text()).toContain('全部留痕完好')
  })
  it('tells how far it is and in what, and is stopped without a result', async () => {
    let end: (fault: Fault) => void = () => {}
    const running = { work: 'verify', stage: 'lists', done: 450, of: 900, stopping: false }
    const desk = await open({
      verify: () => new Promise<Verified>((_, reject) => { end = reject }),
      work_progress: () => ({ running: desk.names().includes('verify') && !desk.names().includes('stop_work') ? running : null }),
      stop_work: () => { end(new Fault('work_stopped')); return {} },
    })
    vi.useFakeTimers()
    const button = (label: string) => page?.findAll('button').find((one) => one.text() === label)?.element.click()
    button('开始核验')
    await vi.advanceTimersByTimeAsync(1_200)
    const bar = page?.find('[role="progressbar"]')
    expect([bar?.attributes('aria-label'), bar?.attributes('aria-valuenow')]).toEqual(['正在核对清单、期限和统计，已用 1 秒', '50'])
    button('取消')
    await vi.advanceTimersByTimeAsync(1_200)
    vi.useRealTimers()
    await flushPromises()
    expect(page?.find('[role="progressbar"]').exists()).toBe(false)
    expect(page?.text()).toContain('这次核验没有得出结果')
    expect(page?.text()).not.toContain('核验数量')
  })
  it('finds a proof that goes on since the page was left, and asks for its result when it has ended', async () => {
    let runs = true
    const desk = await open({ work_progress: () => ({ running: runs ? { work: 'verify', stage: 'entries', done: 1, of: 4, stopping: false } : null }) })
    await vi.waitFor(() => { expect(page?.find('[role="progressbar"]').attributes('aria-label')).toBe('正在逐条核验') })
    const asked = desk.names().filter((name) => name === 'last_verify').length
    runs = false
    await vi.waitFor(() => { expect(desk.names().filter((name) => name === 'last_verify').length).toBeGreaterThan(asked) }, { timeout: 3_000 })
    expect(page?.find('[role="progressbar"]').exists()).toBe(false)
  })
  it('a good desk is told with its counts, and asides only where there are any', async () => {
    await open({ verify: () => verified({}, { n_redacted: 3 }) })
    await press('开始核验')
    const facts = page?.findAll('.fact').map((one) => one.text())
    expect(facts).toEqual(['留痕900 条', '案卷200 份', '写入者2 个', '内容项4000 项', '已依法遮盖3 处'])
  })
  it('a changed entry is named with what to do now', async () => {
    await open({ verify: () => BAD })
    await press('开始核验')
    for (const says of ['3 条与签名不符', 'cafe', '请停止登记', '从最近一份完好的备份恢复']) expect(page?.text()).toContain(says)
  })
  it('lists that differ from sound entries are made again, and checked again', async () => {
    let mended = false
    const desk = await open({ verify: () => (mended ? verified() : verified({ verdict: 'bad', unlike: ['r1', 'r2'] })), rebuild: () => { mended = true; return {} } })
    await press('开始核验')
    expect(page?.text()).toContain('2 份案卷在清单、检索或计数中与留痕不一致')
    await press('由留痕重新生成')
    expect(desk.names().filter((name) => name === 'verify' || name === 'rebuild')).toEqual(['verify', 'rebuild', 'verify'])
    expect(page?.text()).toContain('全部留痕完好')
  })
  it('a counter that was changed beside the log is told, and made again', async () => {
    let mended = false
    await open({ verify: () => (mended ? verified() : verified({ verdict: 'bad', n_astray: 3 })), rebuild: () => { mended = true; return {} } })
    await press('开始核验')
    expect(page?.text()).toContain('3 处统计数或清单行与留痕不一致')
    await press('由留痕重新生成')
    expect(page?.text()).toContain('全部留痕完好')
  })
  it('what differs from a checkpoint is told with its paper', async () => {
    await open({ verify: () => verified({ verdict: 'incomplete', n_checkpoints: 1, against: [{ ...AGAINST, n_missing: 3 }] }) })
    await press('开始核验')
    expect(page?.text()).toContain('大陈站：陈阿海写到第 12 条，本机缺 3 条 椒江区院2026-09-01的检查点（KNUA-BBJA-RDBC-UZAF-EUEL-UDSE）')
    expect(page?.text()).toContain('缺少的先交换一次')
  })
  it('another entry in the place of the one that was written down is no matter of waiting', async () => {
    await open({ verify: () => verified({ verdict: 'bad', n_checkpoints: 1, against: [AGAINST] }) })
    await press('开始核验')
    expect(page?.text()).toContain('留痕与检查点矛盾：1 处')
    expect(page?.text()).toContain('本机是另一内容')
    expect(page?.text()).not.toContain('缺少的先交换一次')
  })
  it('a check that could not be made is not told as a result', async () => {
    await open({ verify: () => { throw new Fault('damaged') } })
    await press('开始核验')
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('本机数据文件有损坏')
    expect(page?.text()).not.toContain('核验数量')
  })
})

describe('the checkpoints', () => {
  const ROW: CheckpointRow = { record: 'c1', on: '2026-08-20', office_name: '椒江区院', by_name: '郑海波', code: AGAINST.code, n_streams: 15, n_entries: 880, own: true }
  const list = (over = {}) => () => ({ due: false, may_write: true, rows: [ROW], ...over })
  let page: VueWrapper | undefined
  afterEach(() => { leave(page); page = undefined })
  async function open(answers: Answers, saved: string[] = []) {
    const desk = atDesk(personOf('head'), { list_checkpoints: list(), ...answers }, { saveFile: (name: string) => { saved.push(name); return Promise.resolve() } })
    page = await standing(CheckpointsCard)
    return desk
  }
  const type = async (text: string) => { await page?.find('.match input').setValue(text); await press('核对纸面') }

  it('that could not be read are asked for again', async () => {
    let broken = true
    await open({ list_checkpoints: () => { if (broken) throw new Fault('busy'); return list()() } })
    expect(page?.find('[role="alert"]').text()).toContain('本机数据正忙')
    broken = false
    await press('重试')
    expect(page?.findAll('.rows li')).toHaveLength(1)
  })
  it('says when the next is owed, and writes it', async () => {
    let rows: CheckpointRow[] = []
    const desk = await open({ list_checkpoints: () => ({ due: rows.length === 0, may_write: true, rows }), write_checkpoint: () => { rows = [ROW]; return { value: { record: 'c1' }, changed: ['desk'], seen: {}, deed: 'd' } } })
    expect(page?.text()).toContain('本院还没有出具过检查点')
    await press('出具检查点')
    expect(desk.names()).toContain('write_checkpoint')
    expect(page?.text()).toContain('椒江区院，郑海波 出具，15 类 880 条')
    expect(page?.text()).not.toContain('本院还没有出具过检查点')
  })
  it('a month later it is owed again', async () => {
    await open({ list_checkpoints: list({ due: true }) })
    expect(page?.text()).toContain('已满一个月')
  })
  it('is printed under its day', async () => {
    const saved: string[] = []
    const desk = await open({ print_checkpoint: () => ({ value: { copy_no: 1, mime: 'application/pdf', bytes_base64: '' }, changed: [], seen: {}, deed: 'd' }) }, saved)
    await press('打印')
    expect(desk.inputOf('print_checkpoint')).toEqual({ record: 'c1' })
    expect(saved).toEqual(['检查点-2026-08-20.pdf'])
  })
  it('whoever may write none sees them and has no button', async () => {
    await open({ list_checkpoints: list({ may_write: false }) })
    expect(page?.text()).toContain('KNUA')
    expect(page?.findAll('button').map((one) => one.text())).toEqual(['核对纸面'])
  })
  it.each([['', '请输入校验码'], ['KNUA BBJA', '应为 24 个字母，现有 8 个']])('of %s the desk is not asked', async (typed, says) => {
    const desk = await open({})
    await type(typed)
    expect(page?.text()).toContain(says)
    expect(desk.names()).not.toContain('match_checkpoint')
  })
  it('a paper whose checkpoint is here, and one whose is not', async () => {
    let row: CheckpointRow | null = ROW
    await open({ match_checkpoint: () => ({ row }) })
    await type('knua-bbja-rdbc-uzaf-euel-udse')
    expect(page?.find('.found').text()).toContain('本机有这一份：8-20，椒江区院')
    row = null
    await type('knua bbja rdbc uzaf euel udse')
    expect(page?.find('.found').text()).toContain('本机没有这一份检查点')
  })
  // The verdict of one paper came late and stood under the letters of another.
  it('says nothing of letters that were typed while others were compared', async () => {
    let late: (answer: unknown) => void = () => undefined
    await open({ match_checkpoint: () => new Promise((yes) => { late = yes }) })
    await type('knua-bbja-rdbc-uzaf-euel-udse')
    await page?.find('.match input').setValue('aaaa-bbbb-cccc-dddd-eeee-ffff')
    late({ row: ROW })
    await flushPromises()
    expect(page?.find('.found').exists()).toBe(false)
  })
  it('letters that cannot be are told beside the field', async () => {
    await open({ match_checkpoint: () => { throw new Fault('check_failed', { field: 'code' }) } })
    await type(AGAINST.code)
    expect(page?.text()).toContain('校验码有误')
  })
})
