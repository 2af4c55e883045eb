import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Exported, Medium, OtherDesk } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { type Answers, atDesk, leave, personOf, press, standing, TODAY } from '@/test-desk'
import { words } from '@/words'
import CheckCode from './CheckCode.vue'
import DeskTable from './DeskTable.vue'
import ExportSteps from './ExportSteps.vue'
import { deskSays, inFours, minuteOf, reasonSays, showBundle } from './labels'
import { mediumField, saidOfMedium } from './medium'
import { quietDays, standingOf } from './standing'
import StepsHead from './StepsHead.vue'
import { at, labelOf, MADE, otherOf } from './test/bundles'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

describe('a desk', () => {
  it.each([
    [{}, 'Jiaojiang · Chen Yajing'],
    [{ people: ['林海', '陈雅静'] }, 'Jiaojiang · 林海、陈雅静'],
    [{ people: [] }, 'Jiaojiang · 人员不详，代号 D-7F3A'],
    [{ known: false, office_name: '', people: [] }, '名单外的工作台'],
  ])('%j is called %s', (over, says) => { expect(deskSays(labelOf(over))).toBe(says) })
  it('its own name is said nowhere', () => { expect(deskSays(labelOf())).not.toContain('D-7F3A') })

  it.each<[string, Partial<OtherDesk>, string, string]>([
    ['that never had anything', { first: true, last_in_ms: null }, 'act', '待首次导出'],
    ['whose enrolment is on its way', { first: true, last_out_ms: MADE, waiting: 40 }, 'near', '40 条待送或待回执'],
    ['with news that lie here', { waiting: 12 }, 'near', '待送 12 条'],
    ['with news on a disc without receipt', { waiting: 12, last_out_ms: MADE }, 'near', '12 条待送或待回执'],
    ['that has everything', { waiting: 0, last_out_ms: MADE }, 'done', '全部送达'],
    ['that was revoked, whatever waits', { revoked: true, waiting: 90, first: true }, 'plain', '已停用'],
  ])('%s', (_, over, tone, text) => { expect(standingOf(otherOf(over))).toEqual({ tone, text }) })

  it.each<[string, Partial<OtherDesk>, number | undefined]>([
    ['yesterday', { last_in_ms: at('2026-09-23T08:00:00') }, undefined],
    ['thirty days ago', { last_in_ms: at('2026-08-25T08:00:00') }, undefined],
    ['thirty-one days ago', { last_in_ms: at('2026-08-24T23:59:00') }, 31],
    ['never', { last_in_ms: null }, undefined],
    ['long ago, and revoked', { last_in_ms: at('2026-01-01T08:00:00'), revoked: true }, undefined],
  ])('heard of %s', (_, over, days) => { expect(quietDays(otherOf(over), TODAY)).toBe(days) })
})

describe('words around a bundle', () => {
  it.each([['3F2A 9C01 77BE D4E0', ['3F2A', '9C01', '77BE', 'D4E0']], ['abcd-efgh', ['ABCD', 'EFGH']], ['abcde', ['ABCD', 'E']], ['', []]])('%s in fours', (code, groups) => { expect(inFours(code)).toEqual(groups) })
  it('a minute of this year is short', () => { expect(minuteOf(MADE, TODAY)).toBe('9-20 10:05') })
  it('a minute of another year has its year', () => { expect(minuteOf(at('2025-12-31T09:00:00'), TODAY)).toBe('2025-12-31 09:00') })
  it.each(['not_a_bundle', 'newer', 'not_for_us', 'passed_on', 'unreadable', 'cut', 'altered', 'too_large', 'wrong_signature', 'other_bundle', 'doubled', 'part_missing', 'other_cell', 'unknown_sender'])('the reason %s has words', (why) => {
    expect(reasonSays(why)).not.toBe(why)
    expect(showBundle(new Fault('bad_bundle', { why, part: 0 })).text).toBe(`这个数据包不能接收：${words.bundle_why[why as keyof typeof words.bundle_why]}`)
  })
  it('the part to ask for again is named', () => { expect(showBundle(new Fault('bad_bundle', { why: 'cut', part: 3 })).text).toBe('这个数据包不能接收：文件不完整，复制时可能中断了（第 3 个文件）') })
  it.each([['several_bundles', '这个文件夹里有几个数据包'], ['no_enrolment', '这不是给本机的开通包'], ['no_request', '这不是加入申请文件'], ['altered', '文件内容不完整或被改动'], ['cut', '文件不完整']])('a file that is %s', (problem, says) => {
    expect(showBundle(new Fault('bad_file', { problem })).text).toContain(says)
  })
  it('an empty folder is no lost record', () => { expect(showBundle(new Fault('missing', { what: 'bundle' })).text).toBe('这个文件夹里没有数据包') })
  it('anything else keeps its own face', () => { expect(showBundle(new Fault('revoked')).text).toBe('该工作台已停用，不能再向它导出') })
})

describe('what is written down of a medium', () => {
  it.each<[Medium, { medium?: Medium }]>([
    [{}, {}],
    [{ number: '  ', note: '' }, {}],
    [{ number: ' U-031 ', approved_by: '张局', note: '' }, { medium: { number: 'U-031', approved_by: '张局' } }],
  ])('%j is said as %j', (medium, said) => { expect(saidOfMedium(medium)).toEqual(said) })
  it.each([['number', 'number'], ['note', 'note'], ['dir', undefined], [undefined, undefined]])('the field %s is %s of it', (field, own) => { expect(mediumField(field)).toBe(own) })
})

describe('parts of the pages', () => {
  it('four groups are four, and have a name', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(CheckCode, { code: '3F2A 9C01 77BE D4E0' })
    expect(page.findAll('.group').map((one) => one.text())).toEqual(['3F2A', '9C01', '77BE', 'D4E0'])
    expect(page.find('[role="group"]').attributes('aria-label')).toBe('核对码')
  })
  it('steps say which is done and which is now', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(StepsHead, { steps: [{ value: 'a', label: '给谁' }, { value: 'b', label: '登记' }, { value: 'c', label: '写好' }], at: 1 })
    expect(page.findAll('li').map((one) => one.attributes('aria-current'))).toEqual([undefined, 'step', undefined])
    expect(page.findAll('li')[0]?.text()).toContain('已完成')
    expect(page.findAll('li')[2]?.text()).toBe('3写好')
  })
  it('a revoked desk is listed and given nothing', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(DeskTable, { others: [otherOf(), otherOf({ desk: labelOf({ desk: 'd2', people: ['旧机'] }), revoked: true })], today: TODAY, exporting: true })
    expect(page.findAll('tbody tr').map((row) => row.findAll('.btn').length)).toEqual([1, 0])
    expect(page.find('tbody .btn').attributes('aria-label')).toBe('导出给 Jiaojiang · Chen Yajing')
    expect(page.findAll('tbody td')[1]?.text()).toBe('从未')
    expect(page.findAll('tbody td')[2]?.text()).toBe('9-20 10:05')
  })
})

describe('exporting', () => {
  const exported: Exported = { id: 'b9', number: 8, files: ['/mnt/u/GL-0008-7F3A-1.gljb', '/mnt/u/GL-0008-7F3A-2.gljb'], n_entries: 1240, n_bytes: 2_097_152, enrolment: false }
  async function open(answers: Answers, props: { others?: OtherDesk[], to?: string } = {}, window = false) {
    const desk = atDesk(personOf('liaison'), answers, window ? { kind: 'window', pickFolder: () => Promise.resolve('/mnt/u') } : {})
    page = await standing(ExportSteps, { others: props.others ?? [otherOf(), otherOf({ desk: labelOf({ desk: 'd-old', people: ['旧机'] }), revoked: true })], ...(props.to ? { to: props.to } : {}) })
    return desk
  }
  const submit = async () => { await page?.find('form').trigger('submit'); await flushPromises() }
  const set = async (n: number, value: string) => { await page?.findAll('form input')[n]?.setValue(value) }

  it('asks for whom first, and offers no revoked desk', async () => {
    await open({})
    expect(page?.findAll('input[type="radio"]')).toHaveLength(1)
    await submit()
    expect(page?.find('[role="alert"]').text()).toBe('请选择接收的工作台')
    await page?.find('input[type="radio"]').setValue()
    await submit()
    expect(page?.text()).toContain('接收：Jiaojiang · Chen Yajing')
  })
  it('says where to begin when there is nobody', async () => {
    await open({}, { others: [otherOf({ revoked: true })] })
    expect(page?.text()).toContain('还没有可以导出的工作台')
  })
  it('writes what was said of the medium, and says what to do next', async () => {
    const desk = await open({ export_bundle: () => exported }, { to: 'd-dachen' })
    await set(0, ' /mnt/u ')
    await set(1, 'U-031')
    await set(2, '张副检察长')
    await submit()
    expect(desk.inputOf('export_bundle')).toEqual({ to: 'd-dachen', dir: '/mnt/u', medium: { number: 'U-031', approved_by: '张副检察长' }, crossing: 'within' })
    for (const says of ['已写好第 8 号数据包', '1240 条，2.0 MB，共 2 个文件', 'GL-0008-7F3A-2.gljb', '安全弹出介质', '24 个字母的回执码']) expect(page?.text()).toContain(says)
    expect(page?.find('[aria-current="step"]').text()).toContain('写好了')
  })
  it.each([['outward', true], ['within', false]] as const)('a medium goes where the last one to this desk went: %s', async (crossing, is) => {
    const desk = await open({ export_bundle: () => exported }, { to: 'd-dachen', others: [otherOf({ crossing })] })
    const box = () => page?.find('input[type="checkbox"]')
    expect((box()?.element as HTMLInputElement).checked).toBe(is)
    expect(page?.text()).toContain('封存事项不随带')
    await set(0, '/mnt/u')
    await submit()
    expect(desk.inputOf('export_bundle')).toMatchObject({ crossing })
  })
  it('a medium that leaves the inner network is said to be one', async () => {
    const desk = await open({ export_bundle: () => exported }, { to: 'd-dachen' })
    await set(0, '/mnt/u')
    await page?.find('input[type="checkbox"]').setValue(true)
    await submit()
    expect(desk.inputOf('export_bundle')).toMatchObject({ crossing: 'outward' })
  })
  it('while it is written nobody goes back to choose another desk for it', async () => {
    await open({ export_bundle: () => new Promise(() => undefined) })
    await page?.find('input[type="radio"]').setValue()
    await submit()
    await set(0, '/mnt/u')
    await submit()
    await press('上一步')
    expect(page?.find('[aria-current="step"]').text()).not.toContain('给谁')
    expect(page?.text()).toContain('接收：Jiaojiang · Chen Yajing')
  })
  // A bug: a disc from an island to a county that it had never heard of sent the county to a page that only a new desk shows.
  it('where nothing says yet that the other desk is in use, both ways are told', async () => {
    await open({ export_bundle: () => ({ ...exported, enrolment: true }) }, { to: 'd-dachen' })
    await set(0, '/mnt/u')
    await submit()
    for (const says of ['已写好第 8 号数据包', '还在等待开通的，在“等待开通”页选择这个文件夹', '已在使用的，在“数据交换 — 从介质导入”中接收', '24 个字母的回执码']) expect(page?.text()).toContain(says)
    expect(page?.text()).not.toContain('开通包')
  })
  it('without a folder nothing is written', async () => {
    const desk = await open({}, { to: 'd-dachen' })
    await submit()
    expect(page?.find('.error').text()).toBe('请选择或填写文件夹')
    expect(desk.names()).not.toContain('export_bundle')
  })
  it.each([
    ['check_failed', { field: 'dir' }, '不能写到这里'], ['too_long', { field: 'number', most: 200 }, '200'], ['revoked', {}, '该工作台已停用'], ['disk_full', {}, '请腾出磁盘空间'],
  ] as const)('%s is said, and what was typed stays', async (code, values, says) => {
    await open({ export_bundle: () => { throw new Fault(code, values) } }, { to: 'd-dachen' })
    await set(0, '/mnt/u')
    await set(1, 'U-031')
    await submit()
    expect(page?.text()).toContain(says)
    expect((page?.findAll('form input')[1]?.element as HTMLInputElement).value).toBe('U-031')
  })
  it('a second one keeps who carries, not the medium’s number', async () => {
    await open({ export_bundle: () => exported }, { to: 'd-dachen' })
    await set(0, '/mnt/u')
    await set(1, 'U-031')
    await set(4, '林海')
    await submit()
    await press('再导出一份')
    const values = page?.findAll('form input:not([type="checkbox"])').map((one) => (one.element as HTMLInputElement).value)
    expect(values).toEqual(['/mnt/u', '', '', '', '林海', ''])
  })
  it('a window offers its own chooser', async () => {
    await open({}, { to: 'd-dachen' }, true)
    await press('选文件夹')
    expect((page?.findAll('form input')[0]?.element as HTMLInputElement).value).toBe('/mnt/u')
  })
})
