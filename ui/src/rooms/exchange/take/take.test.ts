import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { bundleOf, labelOf, MADE, outcome, takenOf } from '@/bundle/test/bundles'
import type { BundlePreview, FoundBundle, TakenBundle } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { type Answers, atDesk, leave, personOf, press, standing } from '@/test-desk'
import { byNoun, stateOf, titleOf } from './found'
import ImportTab from './ImportTab.vue'
import { useTaking } from './taking'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

describe('a bundle of a folder', () => {
  it.each<[string, Partial<FoundBundle>, { key: string, text: string, can: boolean }]>([
    ['that is new', {}, { key: 'ready', text: '可以接收', can: true }],
    ['that lacks parts', { parts: 4, missing: [2, 4] }, { key: 'missing', text: '缺第 2、4 个文件', can: false }],
    ['that is for somebody else', { refused: 'not_for_us', from: null }, { key: 'refused', text: '不能接收', can: false }],
    ['that lacks a part and so cannot be opened', { missing: [1], refused: 'part_missing', from: null }, { key: 'missing', text: '缺第 1 个文件', can: false }],
    ['that was taken in', { taken: true }, { key: 'taken', text: '已接收', can: true }],
    ['older than another', { stale: true }, { key: 'stale', text: '较旧', can: true }],
    ['of a desk nobody vouches for', { from: labelOf({ known: false }) }, { key: 'unknown', text: '发送方不明', can: true }],
  ])('%s', (_, over, says) => { expect(stateOf(bundleOf(over))).toMatchObject(says) })
  it('why it cannot be opened stands below it', () => { expect(stateOf(bundleOf({ refused: 'newer', from: null })).hint).toBe('由更新版本的程序导出，请先更新本机程序。请对方重新导出，或重新复制。') })
  it.each<[Partial<FoundBundle>, string]>([
    [{}, 'Jiaojiang · Chen Yajing · 第 7 号'], [{ enrolment: true }, 'Jiaojiang · Chen Yajing · 第 7 号'], [{ from: null }, '未能打开的数据包'],
  ])('%j is called %s', (over, says) => { expect(titleOf(bundleOf(over))).toBe(says) })
  it.each<[Record<string, number>, string]>([
    [{ visit: 2, appeal: 3, person: 1 }, '诉求 3 件、走访 2 件、人员 1 件'], [{ appeal: 0 }, '没有'], [{}, '没有'], [{ zeta: 1, visit: 1 }, '走访 1 件、zeta 1 件'],
  ])('%j is said in the order of the work', (counts, says) => { expect(byNoun(counts)).toBe(says) })
  // A bug: a disc with two lines of the log brought 「trace 2 件」.
  it.each(['note', 'sealed', 'trace', 'reference', 'cell', 'office', 'desk', 'writer', 'account', 'grant', 'redaction', 'checkpoint'])('%s, which nobody works with, has a word too', (noun) => {
    expect(byNoun({ [noun]: 2 })).toMatch(/^\p{Script=Han}+ 2 件$/u)
  })
})

describe('taking in', () => {
  function taking(answers: Answers) {
    const desk = atDesk(personOf('liaison'), answers)
    let it: ReturnType<typeof useTaking> | undefined
    const wrapper = mount(defineComponent(() => { it = useTaking(); return () => null }))
    if (!it) throw new Error('not set up')
    return { desk, wrapper, taking: it }
  }
  const rows = (...answers: TakenBundle[]) => { let n = 0; return () => outcome(answers[n++] ?? answers[answers.length - 1]) }
  const input = { dir: '/mnt/u', id: 'b1' }

  it('asks again until all of it is there', async () => {
    const { desk, taking: { run, taken, running } } = taking({ take_bundle: rows(takenOf(), takenOf({ blocks: 4 }), takenOf({ blocks: 6, done: true, code: 'ABCD' })) })
    expect(await run(input)).toBe(true)
    expect(desk.names()).toEqual(['take_bundle', 'take_bundle', 'take_bundle'])
    expect(taken.value).toMatchObject({ done: true, code: 'ABCD' })
    expect(running.value).toBe(false)
  })
  it('stops after the piece it is at, and goes on from there', async () => {
    const { desk, taking: { run, stop, stopped, taken } } = taking({ take_bundle: rows(takenOf(), takenOf({ blocks: 4 }), takenOf({ blocks: 6, done: true })) })
    const first = run(input)
    stop()
    expect(await first).toBe(false)
    expect(stopped.value).toBe(true)
    expect(taken.value?.blocks).toBe(2)
    expect(await run(input)).toBe(true)
    expect(desk.names()).toHaveLength(3)
    expect(stopped.value).toBe(false)
  })
  it('a desk that does not move is not asked for ever', async () => {
    const { desk, taking: { run, fault } } = taking({ take_bundle: rows(takenOf()) })
    expect(await run(input)).toBe(false)
    expect(fault.value?.code).toBe('bad_answer')
    expect(desk.names()).toHaveLength(2)
  })
  it('a fault ends the run and keeps what came', async () => {
    let n = 0
    const { taking: { run, fault, taken, stopped } } = taking({ take_bundle: () => { n += 1; if (n === 2) throw new Fault('bad_bundle', { why: 'unreadable', part: 2 }); return outcome(takenOf()) } })
    expect(await run(input)).toBe(false)
    expect(fault.value?.code).toBe('bad_bundle')
    expect(taken.value?.blocks).toBe(2)
    expect(stopped.value).toBe(true)
  })
  it('a page that is left asks no more', async () => {
    const { desk, wrapper, taking: { run } } = taking({ take_bundle: rows(takenOf(), takenOf({ blocks: 4 }), takenOf({ blocks: 6, done: true })) })
    const going = run(input)
    wrapper.unmount()
    expect(await going).toBe(false)
    expect(desk.names()).toHaveLength(1)
  })
  it('says how many new entries a second, and how long it takes still', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const answers = rows(takenOf({ n_new: 100 }), takenOf({ blocks: 4, n_new: 900 }))
    const { taking: { run, stop, pace, taken } } = taking({
      take_bundle: () => { vi.advanceTimersByTime(4000); if (taken.value) stop(); return answers() },
    })
    await run(input)
    expect(pace.value).toEqual({ rate: 200, left: 4 })
    vi.useRealTimers()
  })
  it('two runs at once are one', async () => {
    const { desk, taking: { run } } = taking({ take_bundle: rows(takenOf({ blocks: 6, done: true })) })
    const [first, second] = await Promise.all([run(input), run(input)])
    expect([first, second]).toEqual([true, false])
    expect(desk.names()).toEqual(['take_bundle'])
  })
})

describe('the page', () => {
  const preview: BundlePreview = {
    from: labelOf(), number: 7, made_ms: MADE, note: '九月走访', n_new: 180, first_ms: MADE - 86_400_000, last_ms: MADE, n_known: 60, n_waits: 2, n_held: 1, begun: { visit: 4, appeal: 1 }, changed: { appeal: 3 }, conflicts: ['r1'], n_files: 3, n_receipts: 2, taken: false,
  }
  const submit = async () => { await page?.find('form').trigger('submit'); await flushPromises() }
  async function look(answers: Answers, found: FoundBundle[] = [bundleOf()], window = false) {
    const desk = atDesk(personOf('liaison'), { bundles_in: () => ({ unreachable: false, bundles: found }), ...answers }, window ? { kind: 'window', pickFolder: () => Promise.resolve('/mnt/u') } : {})
    page = await standing(ImportTab)
    if (window) { await press('选文件夹'); return desk }
    await page.find('form input').setValue(' /mnt/u ')
    await press('查找数据包')
    return desk
  }
  it('an empty path is asked for, and nothing is looked into', async () => {
    const desk = atDesk(personOf('liaison'), {})
    page = await standing(ImportTab)
    await press('查找数据包')
    expect(page.find('.error').text()).toBe('请选择或填写文件夹')
    expect(desk.names()).not.toContain('bundles_in')
  })
  it.each<[string, { unreachable: boolean, bundles: FoundBundle[] }, string]>([
    ['cannot be read', { unreachable: true, bundles: [] }, '打不开这个文件夹'], ['holds none', { unreachable: false, bundles: [] }, '这个文件夹里没有数据包'],
  ])('a folder that %s leads no further', async (_, answer, says) => {
    const desk = await look({ bundles_in: () => answer })
    expect(desk.inputOf('bundles_in')).toEqual({ dir: '/mnt/u' })
    expect(page?.find('.error').text()).toContain(says)
    expect(page?.findAll('input[type="radio"]')).toHaveLength(0)
  })
  it('proposes of several new ones the one that was made first, and locks what cannot be taken', async () => {
    await look({}, [
      bundleOf({ id: 'late', number: 9, made_ms: MADE + 2000 }), bundleOf({ id: 'early', number: 8, made_ms: MADE + 1000 }),
      bundleOf({ id: 'had', taken: true }), bundleOf({ id: 'cut', missing: [2], parts: 2 }),
    ])
    const radios = page?.findAll('input[type="radio"]').map((one) => one.element as HTMLInputElement) ?? []
    expect(radios.map((one) => [one.value, one.checked, one.disabled])).toEqual([['late', false, false], ['early', true, false], ['had', false, false], ['cut', false, true]])
    expect(page?.text()).toContain('把其余文件复制到同一文件夹后再查找')
  })
  it('a folder that a window chose is looked into at once', async () => {
    const desk = await look({}, [bundleOf()], true)
    expect(desk.inputOf('bundles_in')).toEqual({ dir: '/mnt/u' })
  })
  it('shows who sent it, what would change and what would be in conflict', async () => {
    const desk = await look({ preview_bundle: () => preview })
    await submit()
    expect(desk.inputOf('preview_bundle')).toEqual({ dir: '/mnt/u', id: 'b1' })
    for (const says of ['Jiaojiang · Chen Yajing · 第 7 号', '九月走访', '180 条', '登记时间', '10:05 至', '诉求 1 件、走访 4 件', '诉求 3 件', '2 条，补齐后自动接收', '1 条，放入待核接收件', '3 个', '2 份', '接收后有 1 件须人工决定']) expect(page?.text(), says).toContain(says)
    expect(desk.names()).not.toContain('take_bundle')
  })
  it('while a large one is looked through, another can be chosen', async () => {
    await look({ preview_bundle: () => new Promise(() => undefined) })
    await submit()
    expect(page?.text()).toContain('正在')
    await press('换一个')
    expect((page?.find('form input').element as HTMLInputElement).value).toBe('/mnt/u')
  })
  it('says when it brings nothing', async () => {
    await look({ preview_bundle: () => ({ ...preview, n_new: 0, first_ms: null, last_ms: null, begun: {}, changed: {}, conflicts: [] }) })
    await submit()
    expect(page?.text()).toContain('没有本机缺少的内容')
  })
  it('a bundle that is refused names the part, and another can be chosen', async () => {
    await look({ preview_bundle: () => { throw new Fault('bad_bundle', { why: 'altered', part: 2 }) } })
    await submit()
    expect(page?.find('[role="alert"]').text()).toContain('内容与导出时不一致，可能已损坏或被改动（第 2 个文件）')
    await press('换一个')
    await flushPromises()
    expect((page?.find('form input').element as HTMLInputElement).value).toBe('/mnt/u')
  })
  it('takes it in and shows the letters for the sender', async () => {
    const answers = [takenOf(), takenOf({ blocks: 6, done: true, n_new: 180, n_held: 1, n_unread: 1, code: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ' })]
    const desk = await look({ preview_bundle: () => preview, take_bundle: () => outcome(answers.shift()) })
    await submit()
    await page?.findAll('form input')[0]?.setValue('U-031')
    await submit()
    expect(desk.inputOf('take_bundle')).toEqual({ dir: '/mnt/u', id: 'b1', medium: { number: 'U-031' } })
    expect(page?.findAll('.group').map((one) => one.text())).toEqual(['ABCD', 'EFGH', 'JKLM', 'NPQR', 'STUV', 'WXYZ'])
    for (const says of ['新内容 180 条', '其中 1 条放入待核接收件', '有 1 段读不出来', '接收后有 1 件须人工决定']) expect(page?.text(), says).toContain(says)
  })
  it('tells what the sender has and is not here, and what is not the same entry', async () => {
    await look({ preview_bundle: () => preview, take_bundle: () => outcome(takenOf({ blocks: 6, done: true, n_lacking: 3, n_differing: 1 })) })
    await submit()
    await submit()
    for (const says of ['对方还有 3 条本机没有', '有 1 处与对方不是同一条留痕', '去核验']) expect(page?.text(), says).toContain(says)
  })
  // For half a minute the look from before stood there, and promised again what was here by then.
  it('is looked into anew once it was taken in', async () => {
    const desk = await look({ preview_bundle: () => preview, take_bundle: () => outcome(takenOf({ blocks: 6, done: true })) })
    await submit()
    await submit()
    await press('再找一个')
    await page?.find('input[type="radio"]').setValue()
    await submit()
    expect(desk.names().filter((name) => name === 'preview_bundle')).toHaveLength(2)
  })
  it('says nothing of it where both sides count alike', async () => {
    await look({ preview_bundle: () => preview, take_bundle: () => outcome(takenOf({ blocks: 6, done: true })) })
    await submit()
    await submit()
    expect(page?.text()).not.toContain('本机没有')
    expect(page?.text()).not.toContain('去核验')
  })
  it('a stop leaves a good state and goes on when asked', async () => {
    let go: (() => void) | undefined
    const answers = [takenOf(), takenOf({ blocks: 6, done: true })]
    await look({ preview_bundle: () => preview, take_bundle: () => new Promise((resolve) => { go = () => resolve(outcome(answers.shift())) }) })
    await submit()
    await submit()
    expect(page?.find('[role="progressbar"]').exists()).toBe(true)
    await press('停止')
    expect(page?.text()).toContain('收完这一段就停')
    go?.()
    await flushPromises()
    expect(page?.text()).toContain('已停在第 2 段，共 6 段')
    expect(page?.text()).toContain('收到的都已保存')
    await press('继续接收')
    go?.()
    await flushPromises()
    expect(page?.text()).toContain('已接收')
  })
  it('a break says that what came is kept, and tries again', async () => {
    let broken = true
    await look({ preview_bundle: () => preview, take_bundle: () => { if (broken) throw new Fault('bad_bundle', { why: 'unreadable', part: 1 }); return outcome(takenOf({ blocks: 6, done: true, n_new: 0 })) } })
    await submit()
    await submit()
    expect(page?.text()).toContain('读不出来，介质可能已损坏（第 1 个文件）')
    broken = false
    await press('重试')
    expect(page?.text()).toContain('没有新内容')
  })
})
