import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { Backups } from '@/host/calls.gen'
import { call } from '@/host'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf, TODAY, type Answers } from '@/test-desk'
import { noteOf, useBackups } from './backup'

const at = (on: string) => ({ dir: `/mnt/u/${on}`, made_at: `${on}T08:00:00`, n_entries: 1, n_bytes: 1, kept_as: 'day' as const })
const backups = (over: Partial<Backups> = {}): Backups => ({ dir: '/mnt/u', every_hours: 24, due: true, unreachable: false, copies: [at('2026-09-20')], ...over })

describe('what stands in the status line', () => {
  it.each<[string, Partial<Backups>, string | undefined]>([
    ['no place was chosen', { dir: '', copies: [] }, '尚未选择备份位置'], ['made today', { due: false, copies: [at(TODAY)] }, undefined], ['due since yesterday', { copies: [at('2026-09-23')] }, undefined],
    ['due for four days', {}, '备份已 4 天没有做成'], ['none was ever made', { copies: [] }, '还没有备份'], ['the stick is out', { unreachable: true, copies: [] }, '备份文件夹打不开'],
    ['old, but by hand', { due: false, every_hours: 0 }, undefined],
  ])('%s', (_, over, note) => { expect(noteOf(backups(over), TODAY)).toBe(note) })
  it('nothing before the day is known', () => { expect(noteOf(backups(), '')).toBeUndefined() })
})

describe('an act that no copy went before', () => {
  it.each(['no_backup', 'backup_unreachable', 'backup_failed'] as const)('says so: %s', async (hint) => {
    atDesk(personOf('head'), { list_backups: () => backups(), hand_over: () => ({ value: { n: 1 }, changed: [], seen: {}, deed: '', hint }) })
    const page = mount(defineComponent(() => { useBackups(() => TODAY); return () => h('p') }))
    await call('hand_over', { from: 'a', to: 'b', reason: '调任', except: [], on: [] })
    expect(toasts[toasts.length - 1]?.text).toContain('办理前没有备份')
    leave(page)
  })
})

describe('while the desk is open', () => {
  const TEN_MINUTES = 10 * 60_000
  let page: VueWrapper | undefined
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { leave(page); page = undefined; vi.useRealTimers() })
  async function open(answers: Answers) {
    const desk = atDesk(personOf('liaison'), answers)
    page = mount(defineComponent(() => { const { note } = useBackups(() => TODAY); return () => h('p', note.value) }))
    await vi.advanceTimersByTimeAsync(10)
    return { copies: () => desk.names().filter((name) => name === 'backup_now').length, looks: () => desk.names().filter((name) => name === 'list_backups').length }
  }
  const later = async () => { await vi.advanceTimersByTimeAsync(TEN_MINUTES); await flushPromises() }

  it('a copy that is due is made once, quietly', async () => {
    let made = false
    const desk = await open({ list_backups: () => (made ? backups({ due: false, copies: [at(TODAY)] }) : backups()), backup_now: () => { made = true; return at(TODAY) } })
    expect(desk.copies()).toBe(1)
    await later()
    await later()
    expect([desk.copies(), toasts.length]).toEqual([1, 0])
  })
  it('looks every ten minutes and makes it when it has become due', async () => {
    let due = false
    const desk = await open({ list_backups: () => backups({ due }), backup_now: () => at(TODAY) })
    expect([desk.looks(), desk.copies()]).toEqual([1, 0])
    due = true
    await vi.advanceTimersByTimeAsync(TEN_MINUTES - 1000)
    expect(desk.copies()).toBe(0)
    await vi.advanceTimersByTimeAsync(2000)
    expect(desk.copies()).toBe(1)
  })
  it('a copy that stays due is not made without end', async () => {
    const desk = await open({ list_backups: () => backups(), backup_now: () => at(TODAY) })
    await vi.advanceTimersByTimeAsync(1000)
    expect(desk.copies()).toBe(1)
    await later()
    expect(desk.copies()).toBe(2)
  })
  it('what failed is told once with what to do, stays in view, and is tried again', async () => {
    const desk = await open({ list_backups: () => backups(), backup_now: () => { throw new Fault('disk_full') } })
    expect(toasts.map((one) => one.text)).toEqual(['自动备份没有做成：磁盘已满，没有写入。请到“设置 — 备份”查看。'])
    expect(page?.text()).toBe('备份已 4 天没有做成')
    await later()
    expect([desk.copies(), toasts.length]).toEqual([2, 1])
  })
  it('a folder that is not there is not made anew', async () => {
    const desk = await open({ list_backups: () => backups({ unreachable: true, copies: [] }) })
    expect(desk.copies()).toBe(0)
    expect(toasts.map((one) => one.text)).toEqual([expect.stringContaining('备份文件夹打不开')])
  })
  it('a list that cannot be read makes nothing and says nothing', async () => {
    const desk = await open({ list_backups: () => { throw new Fault('busy') } })
    expect([desk.copies(), toasts.length, page?.text()]).toEqual([0, 0, ''])
  })
})
