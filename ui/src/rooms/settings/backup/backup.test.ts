import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Backups, CopyView } from '@/host/calls.gen'
import type { Carrier } from '@/host/carriers/carrier'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { fileSize } from '@/parts/size'
import { atDesk, leave, personOf, press, standing, TODAY, type Answers } from '@/test-desk'
import BackupTab from './BackupTab.vue'
import { ageSays, everySays, minute, standingOf } from './copies'

const copy = (at: string, over: Partial<CopyView> = {}): CopyView => ({ dir: `/mnt/u/gonglian-${at}`, made_at: `${at}T17:30:05.123`, n_entries: 1200, n_bytes: 5 * 1024 * 1024, kept_as: 'day', ...over })
const backups = (over: Partial<Backups> = {}): Backups => ({ dir: '/mnt/u', every_hours: 24, due: false, unreachable: false, copies: [copy('2026-09-24')], ...over })

describe('how the copies stand', () => {
  it.each<[string, Partial<Backups>, string]>([
    ['no place', { dir: '', copies: [] }, 'unset'], ['a stick that is out', { unreachable: true, copies: [] }, 'unreachable'], ['none yet', { copies: [] }, 'none'], ['of today', {}, 'good'],
    ['of two days ago, daily', { copies: [copy('2026-09-22')] }, 'good'], ['of three days ago, daily', { copies: [copy('2026-09-21')] }, 'old'],
    ['of eight days ago, weekly', { every_hours: 168, copies: [copy('2026-09-16')] }, 'good'], ['of a week ago, by hand', { every_hours: 0, copies: [copy('2026-09-17')] }, 'good'],
    ['of eight days ago, by hand', { every_hours: 0, copies: [copy('2026-09-16')] }, 'old'], ['of yesterday, every six hours', { every_hours: 6, copies: [copy('2026-09-23')] }, 'good'],
  ])('%s', (_, over, is) => { expect(standingOf(backups(over), TODAY)).toBe(is) })
  it.each([['2026-09-24T01:00:00', '今天'], ['2026-09-23T23:59:00', '昨天'], ['2026-09-01T00:00:00', '23 天前']])('%s is %s', (at, says) => { expect(ageSays(at, TODAY)).toBe(says) })
  it.each([[0, '不自动'], [24, '每天'], [12, '每 12 小时']])('every %i hours', (hours, says) => { expect(everySays(hours)).toBe(says) })
  it.each([[0, '0 B'], [1023, '1023 B'], [1536, '1.5 KB'], [5 * 1024 * 1024, '5.0 MB'], [123.4 * 1024 * 1024, '123 MB'], [3 * 1024 ** 4 * 2000, '6000 TB']])('%d bytes', (n, says) => { expect(fileSize(n)).toBe(says) })
  it('a time is told to the minute', () => { expect(minute('2026-09-24T17:30:05.123')).toBe('2026-09-24 17:30') })
})

describe('the tab', () => {
  let page: VueWrapper | undefined
  afterEach(() => { leave(page); page = undefined })
  async function open(answers: Answers, more: Partial<Carrier> = {}) {
    const desk = atDesk(personOf('liaison'), { desk_place: () => ({ dir: '/home/a/desk', n_bytes: 1024, fixed: true }), ...answers }, more)
    page = await standing(BackupTab)
    return desk
  }

  it('lists every copy with its age, its rung and its size', async () => {
    await open({ list_backups: () => backups({ copies: [copy('2026-09-24'), copy('2026-09-13', { kept_as: 'week' }), copy('2026-07-31', { kept_as: 'month' })] }) })
    expect(page?.findAll('tbody tr').map((row) => row.text())).toEqual([
      expect.stringMatching(/2026-09-24 17:30今天每日12005\.0 MB/), expect.stringMatching(/11 天前每周/), expect.stringMatching(/55 天前每月/),
    ])
    expect(page?.text()).toContain('备份正常')
  })

  it('copies now, tells what was copied, and asks the list again', async () => {
    const desk = await open({ list_backups: () => backups({ copies: [] }), backup_now: () => copy('2026-09-24') })
    await press('立即备份')
    expect(desk.inputOf('backup_now')).toEqual({})
    expect(desk.names().filter((name) => name === 'list_backups')).toHaveLength(2)
    expect(toasts.map((one) => one.text)).toEqual(['备份已完成并核对：1200 条留痕，5.0 MB'])
  })

  it('a full stick is said with what to do, and can be tried again', async () => {
    await open({ list_backups: () => backups(), backup_now: () => { throw new Fault('disk_full') } })
    await press('立即备份')
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('磁盘已满')
    expect(toasts).toEqual([])
  })

  it('without a place nothing can be copied, and the place comes first', async () => {
    const desk = await open({ list_backups: () => backups({ dir: '', every_hours: 0, copies: [] }), set_backup: () => ({}) })
    expect(page?.text()).toContain('尚未选择备份位置')
    await press('立即备份')
    expect(desk.names()).not.toContain('backup_now')
    await page?.find('form').trigger('submit')
    expect(page?.text()).toContain('请选择或填写备份位置')
    await page?.find('input[placeholder]').setValue(' /mnt/u ')
    await page?.find('form').trigger('submit')
    await flushPromises()
    expect(desk.inputOf('set_backup')).toEqual({ dir: '/mnt/u', every_hours: 24 })
  })

  it('a place beside the desk is refused beside its field, and stays as typed', async () => {
    await open({ list_backups: () => backups(), set_backup: () => { throw new Fault('check_failed', { field: 'dir' }) } })
    await page?.find('input[placeholder]').setValue('desk/copies')
    await page?.find('form').trigger('submit')
    await flushPromises()
    expect(page?.find('.error').text()).toContain('不在工作台自己的文件夹内')
    expect((page?.find('input[placeholder]').element as HTMLInputElement).value).toBe('desk/copies')
  })

  it('an interval set elsewhere stays choosable', async () => {
    await open({ list_backups: () => backups({ every_hours: 12 }) })
    expect((page?.find('input[value="12"]').element as HTMLInputElement).checked).toBe(true)
    expect(page?.text()).toContain('每 12 小时')
  })

  it('a window chooses the folder; a browser has nothing to press', async () => {
    await open({ list_backups: () => backups() })
    expect(page?.text()).not.toContain('选文件夹')
    leave(page)
    await open({ list_backups: () => backups() }, { kind: 'window', pickFolder: () => Promise.resolve('/mnt/other') })
    await press('选文件夹')
    expect((page?.find('input[placeholder]').element as HTMLInputElement).value).toBe('/mnt/other')
  })

  it('says which folder cannot be reached', async () => {
    await open({ list_backups: () => backups({ unreachable: true, copies: [] }) })
    for (const says of ['备份文件夹打不开', '请插好 U 盘', '看不到备份文件夹']) expect(page?.text()).toContain(says)
  })

  it('a list that cannot be read is asked again', async () => {
    await open({ list_backups: () => { throw new Fault('busy') } })
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('本机数据正忙')
  })
  it('a folder that is being typed stays while a copy is made', async () => {
    let n = 0
    await open({ list_backups: () => backups({ copies: [copy('2026-09-24', { n_entries: 1200 + n++ })] }), backup_now: () => copy('2026-09-24') })
    const field = () => page?.find('form input').element as HTMLInputElement
    await page?.find('form input').setValue('/mnt/other')
    await press('立即备份')
    await flushPromises()
    expect(n).toBe(2)
    expect(field().value).toBe('/mnt/other')
  })
})
