import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { FilesView } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { connected, filesOf, NOON } from '@/hub/test/hubs'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing, TODAY } from '@/test-desk'
import { figureOf, filesSay, lastSays, runningSays, standingOf, troubleSays } from './carried'
import HubTab from './HubTab.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const far = { way: 'up', n: 2, of: 5, done: 1_048_576, bytes: 4_194_304, stopping: false }
const carried = { end: 'complete', said: '', at_ms: NOON, up: 0, down: 0, bytes_up: 0, bytes_down: 0, faults: [] }
const faultOf = (code: string, piece: number | null = null) => ({ code, office: 'Jiaojiang', piece, said: '' })

describe('attachments, in words', () => {
  it.each<[Partial<FilesView>, string, string]>([
    [{}, '已传齐', '附件都已传齐。'], [{ up: 2 }, '待传送 2 个', '待上传 2 个'], [{ up: 1, down: 3, absent: 2 }, '待传送 4 个', '待上传 1 个，待取回 3 个，其中 2 个对方尚未传完'],
    [{ down: 1, forged: 1 }, '1 个内容不符', '待取回 1 个'], [{ up: 1, running: far }, '正在传送', '待上传 1 个'],
  ])('%o', (over, state, says) => { expect([standingOf(filesOf(over)).text, filesSay(filesOf(over))]).toEqual([state, says]) })
  it('on their way by number and by bytes', () => {
    expect([runningSays(far), runningSays({ ...far, way: 'down' }), figureOf(far)]).toEqual(['正在上传第 2 个，共 5 个', '正在取回第 2 个，共 5 个', '1.0 MB / 4.0 MB'])
    expect([runningSays({ ...far, stopping: true }), figureOf({ ...far, bytes: 0 })]).toEqual(['正在停下', ''])
  })
  it('what the last one brought, and why it ended', () => {
    expect(lastSays({ ...carried, up: 1, down: 2 }, TODAY)).toContain('上传 1 个，取回 2 个')
    expect(lastSays({ ...carried, end: 'gave_way' }, TODAY)).toContain('没有新附件 · 有人打开附件')
    expect(lastSays({ ...carried, end: 'link' }, TODAY)).toContain('连不上')
  })
  it('every trouble has a way', () => {
    for (const code of ['quota', 'refused', 'damaged', 'full', 'hub_full', 'forged', 'of a newer program']) expect(troubleSays(faultOf(code)).way, code).not.toBe('')
    expect(troubleSays(faultOf('forged', 2)).text).toBe('交换中心里由Jiaojiang存的文件第 2 段内容不符，没有收下')
  })
})

describe('on the page of the hub', () => {
  const open = async (files: Partial<FilesView>, answers: Answers = {}) => {
    const desk = atDesk(personOf('liaison'), { hub_state: () => connected({ files: filesOf(files) }), ...answers })
    page = await standing(HubTab)
    return desk
  }
  it('a number opens its list, each with its record and state', async () => {
    await open({ up: 1, down: 1 }, { waiting_files: () => [
      { record: 'r1', noun: 'appeal', title: 'Railing', file: 'ab', name: 'photo.pdf', size: 2048, hub: 'to_go' }, { record: 'r2', noun: 'visit', title: 'Pier', file: 'cd', name: 'slip.png', size: 10, hub: 'forged' },
    ] })
    await press('清单（2）')
    await flushPromises()
    expect([...dialog().querySelectorAll('tbody tr')].map((row) => row.textContent)).toEqual(['photo.pdf诉求Railing2.0 KB待上传上传', 'slip.png走访Pier10 B内容不符取回'])
  })
  it('one that is not here is fetched by itself, and it is said what came of it', async () => {
    const row = { record: 'r2', noun: 'visit', title: 'Pier', file: 'cd', name: 'slip.png', size: 10, hub: 'absent' }
    let rows = [row, { ...row, file: 'ef', name: 'list.png' }]
    const ended = (end: string) => ({ end, said: '', office: '', piece: null, bytes: 0 })
    let end = 'absent'
    const desk = await open({ down: 2 }, { waiting_files: () => rows, fetch_file: () => ended(end) })
    await press('清单（2）')
    await flushPromises()
    const fetches = () => [...dialog().querySelectorAll('tbody button')].map((one) => one.getAttribute('aria-label'))
    expect(fetches()).toEqual(['取回文件 slip.png', '取回文件 list.png'])
    await press('取回文件 slip.png')
    expect(desk.inputOf('fetch_file')).toEqual({ record: 'r2', file: 'cd' })
    end = 'here'
    const button = [...dialog().querySelectorAll<HTMLElement>('tbody button')][0]
    button?.focus()
    rows = rows.filter((one) => one.file !== 'cd')
    await press('取回文件 slip.png')
    await flushPromises()
    expect([fetches(), toasts.map(({ text }) => text)]).toEqual([['取回文件 list.png'], ['对方还没有传完，传完后自动取回', '已取回：slip.png']])
    expect(dialog().contains(document.activeElement)).toBe(true)
  })
  it('one that waits to go up is sent by itself, stopped, and it is said what came of it', async () => {
    const row = { record: 'r1', noun: 'appeal', title: 'Railing', file: 'ab', name: 'photo.pdf', size: 2048, hub: 'to_go' }
    let rows = [row, { ...row, file: 'cd', name: 'slip.png' }]
    const pending: ((told: unknown) => void)[] = []
    const desk = await open({ up: 2 }, { waiting_files: () => rows, send_file: () => new Promise((resolve) => { pending.push(resolve) }), stop_fetch: () => ({}) })
    await press('清单（2）')
    await flushPromises()
    const buttons = () => [...dialog().querySelectorAll('tbody button')].map((one) => one.getAttribute('aria-label'))
    const answer = async (end: string) => { pending.shift()?.({ end, said: '', bytes: 9 }); await flushPromises() }
    await press('上传附件 slip.png')
    expect([buttons(), desk.inputOf('send_file')]).toEqual([['上传附件 photo.pdf', '上传附件 slip.png', '停止上传 slip.png'], { record: 'r1', file: 'cd' }])
    await press('停止上传 slip.png')
    expect(desk.inputOf('stop_fetch')).toEqual({ record: 'r1', file: 'cd' })
    await answer('stopped')
    await press('上传附件 slip.png')
    rows = rows.filter((one) => one.file !== 'cd')
    await answer('there')
    expect([buttons(), toasts.map(({ text }) => text)]).toEqual([['上传附件 photo.pdf'], ['已停止，已传的部分留着，下次接着传', '已上传：slip.png']])
    expect(desk.names()).not.toContain('exchange_files')
  })
  it.each<[string, () => unknown, string]>([
    ['no hub', () => { throw new Fault('missing', { what: 'hub' }) }, '还没有接通交换中心，附件留在本机'], ['gone meanwhile', () => { throw new Fault('missing', { what: 'waiting' }) }, '这个附件已经不用上传，清单已更新'],
    ['refused', () => ({ end: 'refused', said: 'stream', bytes: 0 }), '交换中心没有收下这个附件，请告诉系统管理员'], ['not granted', () => ({ end: 'not_granted', said: '', bytes: 0 }), '没有上传：交换中心没有准许'],
    ['today’s limit', () => ({ end: 'quota', said: '', bytes: 0 }), '今天上传的已到限额，明天自动接着传；急的可以用介质交换'], ['away', () => ({ end: 'link', said: 'reset', bytes: 0 }), '没有上传：连不上'],
    ['damaged here', () => ({ end: 'damaged', said: '', bytes: 0 }), '本机的附件已损坏，没有上传；请用最近的备份找回，或重新添加'],
  ])('one that does not go up says why: %s', async (_, send, says) => {
    await open({ up: 1 }, { waiting_files: () => [{ record: 'r1', noun: 'appeal', title: 'Railing', file: 'ab', name: 'photo.pdf', size: 2048, hub: 'to_go' }], send_file: send })
    await press('清单（1）')
    await press('上传附件 photo.pdf')
    await flushPromises()
    expect(toasts.map(({ text }) => text)).toEqual([says])
  })
  it('is carried at once, stopped, and how much comes by itself is set', async () => {
    const desk = await open({ up: 1, running: far }, { stop_files: () => ({}), set_files_room: () => ({}) })
    await press('取消')
    await page?.findAll('input[type="radio"]').find((one) => one.attributes('value') === '50')?.setValue(true)
    await flushPromises()
    expect([desk.names().includes('stop_files'), desk.inputOf('set_files_room')]).toEqual([true, { fetch_mib: 50, keep_free_mib: 2048 }])
  })
  it('what stays behind stands with what to do', async () => {
    await open({ up: 3, last: { ...carried, faults: [faultOf('quota')] } })
    expect(page?.find('[role="alert"]').text()).toBe('今天上传的已到限额明天自动接着传；急的可以用介质交换。')
  })
})
