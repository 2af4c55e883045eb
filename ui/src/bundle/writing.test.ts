import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Exported, ExportFar } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import type { Pace } from '@/parts/pace'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, leave, personOf, press, standing } from '@/test-desk'
import ExportSteps from './ExportSteps.vue'
import { farOf, otherOf } from './test/bundles'
import { figureOf, writingSays } from './writing'

let page: VueWrapper | undefined
afterEach(() => { vi.useRealTimers(); leave(page); page = undefined })

const MIB = 1024 * 1024

describe('how far it is, in words', () => {
  it.each<[string, ExportFar | undefined, Pace | undefined, string]>([
    ['before the desk’s first word', undefined, undefined, '正在准备'],
    ['begun', farOf({ stage: '' }), undefined, '正在准备'],
    ['packing, nothing yet', farOf({ stage: 'packing' }), undefined, '正在整理内容'],
    ['packing, nobody knows of how much', farOf({ stage: 'packing', done: 12 * MIB }), { rate: MIB }, '正在整理内容 · 已整理 12.0 MB'],
    ['writing, first look', farOf({ done: MIB, of: 8 * MIB }), undefined, '正在写入，请勿拔出介质'],
    ['writing, with rate and time', farOf({ done: MIB, of: 8 * MIB }), { rate: 2 * MIB, left: 4 }, '正在写入，请勿拔出介质 · 每秒 2.0 MB · 约剩 4 秒'],
    ['the last block', farOf({ done: 8 * MIB, of: 8 * MIB }), { rate: 2 * MIB }, '正在写入，请勿拔出介质 · 每秒 2.0 MB'],
    ['settling', farOf({ stage: 'settling', done: 8 * MIB, of: 8 * MIB }), { rate: MIB, left: 1 }, '正在等介质写完，请勿拔出'],
    ['stopping, whatever it does', farOf({ done: MIB, of: 8 * MIB, stopping: true }), { rate: MIB, left: 7 }, '正在停下，写了一半的会清除'],
    ['a stage of a newer desk', farOf({ stage: 'moon' }), undefined, '正在准备'],
  ])('%s', (_, far, pace, says) => { expect(writingSays(far, pace)).toBe(says) })
  it.each<[ExportFar | undefined, string]>([
    [undefined, ''], [farOf({ stage: 'packing', done: MIB }), ''], [farOf({ done: MIB, of: 8 * MIB }), '1.0 MB / 8.0 MB'],
  ])('the figure of %j is %s', (far, says) => { expect(figureOf(far)).toBe(says) })
})

describe('while it is written', () => {
  const written: Exported = { id: 'b9', number: 8, files: ['/mnt/u/GL-0008-7F3A-1.gljb'], n_entries: 12, n_bytes: 2048, enrolment: false }
  let running: ExportFar | null = null
  let end: { write: () => void, refuse: (fault: Fault) => void }
  async function open(over: Answers = {}) {
    const desk = atDesk(personOf('liaison'), {
      export_progress: () => ({ running }), stop_export: () => ({}),
      export_bundle: () => new Promise<Exported>((resolve, reject) => { end = { write: () => { resolve(written) }, refuse: reject } }), ...over,
    })
    page = await standing(ExportSteps, { others: [otherOf()], to: 'd-dachen' })
    return desk
  }
  /** The folder is given and the writing asked for; the desk's first words are heard. */
  async function begin(far: ExportFar) {
    vi.useFakeTimers()
    await page?.findAll('form input')[0]?.setValue('/mnt/u')
    await page?.find('form').trigger('submit')
    running = far
    await vi.advanceTimersByTimeAsync(200)
  }
  const later = async (far: ExportFar | null) => { running = far; await vi.advanceTimersByTimeAsync(1000) }
  const bar = () => page?.find('[role="progressbar"]')

  it('says how far it is, looks again every second, and is gone when it is written', async () => {
    running = null
    await open()
    expect(bar()?.exists()).toBe(false)
    await begin(farOf({ stage: 'packing', done: 3 * MIB }))
    expect(bar()?.attributes('aria-label')).toContain('已整理 3.0 MB')
    await later(farOf({ done: 2 * MIB, of: 8 * MIB }))
    expect(bar()?.attributes('aria-valuenow')).toBe('25')
    await later(farOf({ done: 4 * MIB, of: 8 * MIB }))
    expect(page?.text()).toContain('4.0 MB / 8.0 MB')
    expect(bar()?.attributes('aria-label')).toContain('约剩 2 秒')
    running = null
    end.write()
    await vi.advanceTimersByTimeAsync(10)
    expect(page?.text()).toContain('已写好第 8 号数据包')
    expect(bar()?.exists()).toBe(false)
  })
  it('stopped, it is told that nothing stays, and what was typed does', async () => {
    running = null
    const desk = await open()
    await begin(farOf({ done: MIB, of: 8 * MIB }))
    await press('取消')
    await vi.advanceTimersByTimeAsync(0)
    expect(desk.names()).toContain('stop_export')
    running = null
    end.refuse(new Fault('export_stopped'))
    await vi.advanceTimersByTimeAsync(10)
    expect(page?.find('[role="alert"]').text()).toBe('已停止导出，没有留下文件')
    expect((page?.findAll('form input')[0]?.element as HTMLInputElement).value).toBe('/mnt/u')
    expect(bar()?.exists()).toBe(false)
  })
  it('a stop that could not be told says why, and can be pressed again', async () => {
    running = farOf({ done: MIB, of: 4 * MIB })
    const desk = await open({ stop_export: () => { throw new Fault('busy') } })
    await flushPromises()
    await press('取消')
    expect(toasts.map(({ text }) => text).join()).toContain('本机数据正忙')
    await press('取消')
    expect(desk.names().filter((name) => name === 'stop_export')).toHaveLength(2)
  })
  it('one that goes on since the page was left is shown, and can be stopped', async () => {
    running = farOf({ done: MIB, of: 4 * MIB })
    const desk = await open()
    await flushPromises()
    expect(bar()?.attributes('aria-valuenow')).toBe('25')
    await press('取消')
    expect(desk.names()).toEqual(expect.arrayContaining(['stop_export']))
    expect(desk.names()).not.toContain('export_bundle')
  })
})
