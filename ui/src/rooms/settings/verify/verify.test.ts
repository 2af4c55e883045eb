import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Verified } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, press, standing, type Answers } from '@/test-desk'
import { badCount, caseOf, firstBad, forks, lacks, verdictOf } from './report'
import VerifyTab from './VerifyTab.vue'

const WRITER = '5f'.repeat(16)
const report = (over = {}) => ({ verdict: 'good', first_bad: null, n_bad: 0, n_entries: 900, n_records: 200, n_writers: 2, n_items: 4000, n_redacted: 0, n_sealed: 0, n_gone: 0, n_powerless: 0, n_pending: 0, gaps: [], forks: [], missing_parents: [], ...over })
const verified = (over: Partial<Verified> = {}, inside = {}): Verified => ({ verdict: 'good', n_entries: 900, report: report(inside), moved: [], unlike: [], ...over })
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
    ['good', verified(), 'good'], ['bad', BAD, 'bad'], ['incomplete', verified({ verdict: 'incomplete' }), 'incomplete'], ['lists only', verified({ verdict: 'bad', unlike: ['r1'] }), 'unlike'],
    ['lists and entries', verified({ verdict: 'bad', unlike: ['r1'], moved: ['x'] }), 'bad'], ['a word of tomorrow', verified({ verdict: 'odd' }), 'bad'],
  ])('%s', (_, of, is) => { expect(caseOf(of)).toBe(is) })
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
    const desk = atDesk(personOf('audit_admin'), { last_verify: () => ({ last: null }), ...answers })
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
  it('a good desk is told with its counts, and asides only where there are any', async () => {
    await open({ verify: () => verified({}, { n_redacted: 3 }) })
    await press('开始核验')
    const facts = page?.findAll('.fact').map((one) => one.text())
    expect(facts).toEqual(['留痕900', '案卷200', '写入者2', '内容项4000', '已依法遮盖3'])
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
    expect(page?.text()).toContain('2 份案卷在清单中的显示与留痕不一致')
    await press('由留痕重新生成')
    expect(desk.names().filter((name) => name === 'verify' || name === 'rebuild')).toEqual(['verify', 'rebuild', 'verify'])
    expect(page?.text()).toContain('全部留痕完好')
  })
  it('a check that could not be made is not told as a result', async () => {
    await open({ verify: () => { throw new Fault('damaged') } })
    await press('开始核验')
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('本机数据文件有损坏')
    expect(page?.text()).not.toContain('核验数量')
  })
})
