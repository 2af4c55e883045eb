import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, onErrorCaptured } from 'vue'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf, press, standing } from '@/test-desk'
import ExportButton from './ExportButton.vue'
import { broughtAlong, dueOf, listedOf } from './filters'
import { EXPORTED } from './names'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

describe('what is on the screen as a workbook', () => {
  const input = { noun: 'visit', list: { states: ['held'] } }
  const saved: [string, number[]][] = []
  async function open(count: number | null, answer: () => unknown, label?: string) {
    saved.splice(0)
    const saveFile = (name: string, bytes: Uint8Array) => { saved.push([name, [...bytes]]); return Promise.resolve() }
    const desk = atDesk(personOf('liaison'), { export_list: answer }, { saveFile })
    page = await standing(ExportButton, { call: 'export_list', input, count, ...(label ? { label } : {}) })
    return desk
  }
  const file = { name: '走访台账.xlsx', mime: 'application/vnd.ms-excel', bytes_base64: 'UEs=', count: 3 }
  it.each([[null], [0]])('of %s rows there is none', async (count) => {
    await open(count, () => file)
    expect(page?.find('button').exists()).toBe(false)
  })
  it('asks the same question, saves the answer and says how many went out', async () => {
    const desk = await open(3, () => file)
    await press('导出')
    await flushPromises()
    expect(desk.inputOf('export_list')).toEqual(input)
    expect(saved).toEqual([['走访台账.xlsx', [0x50, 0x4b]]])
    expect(toasts.map((one) => one.text)).toEqual(['已导出 3 行'])
  })
  it('what the desk refuses is said, and nothing is saved', async () => {
    await open(3, () => { throw new Fault('busy') })
    await press('导出')
    await flushPromises()
    expect(saved).toEqual([])
    expect(toasts.map((one) => [one.text, one.tone])).toEqual([['本机数据正忙', 'late']])
  })
  // A long list went on to its end, whatever was pressed.
  it('a long one shows how far it is, and can be stopped', async () => {
    let end: (fault: unknown) => void = () => undefined
    const running = { work: 'export_list', stage: 'rows', done: 300, of: 1000, stopping: false }
    const desk = atDesk(personOf('liaison'), {
      export_list: () => new Promise((_, reject) => { end = reject }), work_progress: () => ({ running: desk.names().includes('stop_work') ? null : running }),
      stop_work: () => { end(new Fault('export_stopped')); return {} },
    })
    page = await standing(ExportButton, { call: 'export_list', input, count: 1000 })
    await press('导出')
    await vi.waitFor(() => expect(page?.text()).toContain('停止导出（已写 30%）'), { timeout: 3000 })
    await press('停止导出（已写 30%）')
    await flushPromises()
    expect(page.text()).not.toContain('停止导出')
    expect(toasts.map((one) => [one.text, one.tone])).toEqual([['已停止导出，没有留下文件', 'act']])
  })
  it.each<[string, () => Promise<unknown>, string]>([
    ['a stick that is full', () => Promise.reject(new Fault('disk_full')), '磁盘已满'], ['a chooser that was closed', () => Promise.resolve(false), '文件没有保存'],
  ])('%s breaks no page, and nothing is said to have gone out', async (_, saveFile, says) => {
    const broke = vi.fn()
    atDesk(personOf('liaison'), { export_list: () => file }, { saveFile })
    page = await standing(defineComponent(() => { onErrorCaptured(() => { broke(); return false }); return () => h(ExportButton, { call: 'export_list', input, count: 3 } as never) }))
    await press('导出')
    await flushPromises()
    expect(broke).not.toHaveBeenCalled()
    expect(toasts.map((one) => one.tone)).toEqual(['late'])
    expect(toasts[0]?.text).toContain(says)
  })
  // The chooser of the window lies beside the page: a second press was a second export, or a second numbered copy.
  it('is not asked for a second time while where it goes is being chosen', async () => {
    let choose: (kept: boolean) => void = () => undefined
    const desk = atDesk(personOf('liaison'), { export_list: () => file }, { saveFile: () => new Promise((done) => { choose = done }) })
    page = await standing(ExportButton, { call: 'export_list', input, count: 3 })
    await press('导出')
    await press('导出')
    expect(desk.names().filter((name) => name === 'export_list')).toHaveLength(1)
    expect(page.find('button').attributes('aria-busy')).toBe('true')
    choose(false)
    await flushPromises()
    await press('导出')
    expect(desk.names().filter((name) => name === 'export_list')).toHaveLength(2)
    choose(true)
    await flushPromises()
  })
  it('may have a name of its own', async () => {
    await open(1, () => file, '导出指标')
    expect(page?.find('button').text()).toBe('导出指标')
    expect(page?.find('button').attributes('title')).toBe('导出表格，内容与屏幕所见一致，导出将留痕。')
  })
  it('each list goes out under a noun of its own', () => {
    const nouns = Object.values(EXPORTED)
    expect(new Set(nouns).size).toBe(nouns.length)
    for (const [call, noun] of Object.entries(EXPORTED)) expect(call, noun).toMatch(/^list_/)
  })
})

describe('what a list is asked at its edges', () => {
  it.each<[unknown, unknown]>([
    ['late', { states: ['running'], excluded: false, to: '2025-12-31' }], ['today', { states: ['running'], excluded: false, from: '2026-01-01', to: '2026-01-01' }],
    ['week', { states: ['running'], excluded: false, from: '2026-01-01', to: '2026-01-08' }], ['', undefined], [undefined, undefined], [['late'], undefined], [true, undefined],
  ])('due %j on the first of January', (value, due) => { expect(dueOf(value as never, '2026-01-01')).toEqual(due) })
  it.each([[{ on: ['', '2026-09-01'] }, { to: '2026-09-01' }], [{ on: ['', ''] }, {}], [{ on: [] }, {}], [{ states: [] }, {}], [{ states: '' }, {}], [{ mine: false }, {}], [{ mine: 'true' }, {}], [{ text: 0 }, { text: '0' }]])('%j is asked as %j', (values, asked) => {
    expect(listedOf(values as never, {}, '2026-09-24')).toEqual(asked)
  })
  it('what is chosen stands before what was brought along', () => {
    const base = { due: { states: ['late' as const] }, states: ['held'], flag: 'late_entry' }
    expect(listedOf({ due: 'today', states: ['closed'] }, base, '2026-09-24')).toEqual({ due: { states: ['running'], excluded: false, from: '2026-09-24', to: '2026-09-24' }, states: ['closed'], flag: 'late_entry' })
  })
  it.each([['"x"'], ['true'], ['1e3'], ['[{"flag":"x"}]'], ['{"flag":'], [''], ['__proto__']])('%s in the address is no filter', (query) => { expect(broughtAlong(query)).toEqual({}) })
  it('an address that was given twice is none', () => { expect(broughtAlong(['{"flag":"a"}', '{"flag":"b"}'])).toEqual({}) })
})
