import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RecordFile } from '@/host/calls.gen'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import { fetchedSays } from '@/hub/carrying'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf, press, standing } from '@/test-desk'
import FileLinks from './FileLinks.vue'
import { farSays, whereaboutsOf } from './whereabouts'

const from = { desk: 'd', name: 'd_1', office: '331002', office_name: 'Jiaojiang', people: [], known: true }
const fileOf = (over: Partial<RecordFile> = {}): RecordFile => ({ file: 'ab', name: 'photo.pdf', size: 2048, here: false, hub: 'wanted', from, far: null, ...over })

let page: VueWrapper | undefined
beforeEach(() => { URL.createObjectURL = vi.fn(() => 'blob:here'); URL.revokeObjectURL = vi.fn() })
afterEach(() => { leave(page); page = undefined })

describe('where a file is, in one state', () => {
  it.each<[string, Partial<RecordFile>, string | undefined, boolean]>([
    ['here and there', { here: true, hub: 'there' }, undefined, false], ['here, no hub', { here: true, hub: 'none' }, undefined, false],
    ['not sent yet', { here: true, hub: 'to_go' }, '待上传', true], ['to be had', { hub: 'there' }, '尚未取回', true], ['not asked for', {}, '尚未取回', true],
    ['half there', { hub: 'absent' }, '对方尚未传完', true], ['another file', { hub: 'forged' }, '内容不符，未收下', true], ['by disc only', { hub: 'none' }, '不在本机', false],
  ])('%s', (_, over, text, carries) => { expect([whereaboutsOf(fileOf(over))?.text, whereaboutsOf(fileOf(over))?.carries ?? false]).toEqual([text, carries]) })
  it('says who has it', () => {
    expect(whereaboutsOf(fileOf())?.hint).toBe('由Jiaojiang添加，可从交换中心取回。')
    expect(whereaboutsOf(fileOf({ from: null }))?.hint).toContain('名单外的工作台')
    expect(whereaboutsOf(fileOf({ from: { ...from, office_name: '甲$&乙' } }))?.hint).toBe('由甲$&乙添加，可从交换中心取回。')
  })
  it.each([[{ done: 0, bytes: 0 }, '等候取回'], [{ done: 512, bytes: 2048 }, '正在取回 25%'], [{ done: 512, bytes: 2048, stopping: true }, '正在停下'], [{ way: 'up', done: 0, bytes: 0 }, '等候上传'], [{ way: 'up', done: 512, bytes: 2048 }, '正在上传 25%']])('on its way %o', (over, says) => {
    expect(farSays({ way: 'down', n: 1, of: 1, stopping: false, ...over })).toBe(says)
  })
  it.each<[string, Parameters<typeof fetchedSays>[0], string]>([
    ['a forged piece', { end: 'forged', office: 'Jiaojiang', piece: 2 }, '交换中心里由Jiaojiang存的文件第 2 段内容不符，没有收下'],
    ['a forged whole', { end: 'forged', office: '', piece: null }, '交换中心里由名单外的工作台存的文件内容不符，没有收下'],
    ['no network', { end: 'link', office: '', piece: null }, '没有取回：连不上'],
  ])('fetched in vain: %s', (_, got, says) => { expect(fetchedSays(got)).toBe(says) })
})

const card = async (answers: Parameters<typeof atDesk>[1]) => {
  const desk = atDesk(personOf('prosecutor'), answers)
  page = await standing(FileLinks, { record: 'r', files: [{ name: 'photo', file: 'ab' }] })
  return desk
}

// It said that it waits to go up, and only the list of the exchange had a way to send it.
describe('a file that waits for the hub', () => {
  it('is sent from its record, and has nothing more to say', async () => {
    let hub = 'to_go'
    const desk = await card({ record_files: () => [fileOf({ here: true, hub, from: null })], send_file: () => { hub = 'there'; return { end: 'there', said: '', bytes: 9 } } })
    expect(page?.text()).toContain('待上传')
    await press('上传附件 photo.pdf')
    await flushPromises()
    expect([desk.inputOf('send_file'), desk.names().includes('fetch_file')]).toEqual([{ record: 'r', file: 'ab' }, false])
    await client.invalidateQueries()
    await flushPromises()
    expect([page?.text().includes('上传'), toasts.length]).toEqual([false, 0])
  })
  it('why it did not go up is said', async () => {
    await card({ record_files: () => [fileOf({ here: true, hub: 'to_go', from: null })], send_file: () => ({ end: 'hub_full', said: '', bytes: 0 }) })
    await press('上传附件 photo.pdf')
    await flushPromises()
    expect(toasts.map((one) => one.text)).toEqual(['交换中心磁盘已满，没有上传；附件留在本机，下次自动接着传'])
  })
  it('on its way it shows how far and can be stopped', async () => {
    const desk = await card({ record_files: () => [fileOf({ here: true, hub: 'to_go', far: { way: 'up', n: 1, of: 1, done: 1, bytes: 4, stopping: false } })], stop_fetch: () => ({}) })
    expect(page?.text()).toContain('正在上传 25%')
    await press('停止上传 photo.pdf')
    expect(desk.inputOf('stop_fetch')).toEqual({ record: 'r', file: 'ab' })
  })
})

describe('a file that is not here', () => {
  it('is fetched, and has nothing more to say', async () => {
    let here = false
    const desk = await card({ record_files: () => [fileOf({ here, hub: here ? 'there' : 'wanted' })], fetch_file: () => { here = true; return { end: 'here', said: '', office: '', piece: null, bytes: 9 } } })
    await press('取回文件 photo.pdf')
    await flushPromises()
    expect(desk.inputOf('fetch_file')).toEqual({ record: 'r', file: 'ab' })
    expect([page?.text().includes('取回'), toasts.length]).toEqual([false, 0])
  })
  it('why it did not come is said, and it can be asked for again', async () => {
    await card({ record_files: () => [fileOf()], fetch_file: () => ({ end: 'absent', said: '', office: '', piece: null, bytes: 0 }) })
    await press('取回文件 photo.pdf')
    expect(toasts.map((one) => one.text)).toEqual(['对方还没有传完，传完后自动取回'])
    expect(page?.text()).toContain('尚未取回')
  })
  it('on its way it shows how far and can be stopped', async () => {
    const desk = await card({ record_files: () => [fileOf({ far: { way: 'down', n: 1, of: 1, done: 1, bytes: 4, stopping: false } })], stop_fetch: () => ({}) })
    expect(page?.text()).toContain('正在取回 25%')
    await press('停止取回 photo.pdf')
    expect(desk.inputOf('stop_fetch')).toEqual({ record: 'r', file: 'ab' })
  })
  it('opened, it says where it is; fetched from there, it is shown', async () => {
    let here = false
    await card({
      record_files: () => [fileOf({ here, hub: here ? 'there' : 'wanted' })], fetch_file: () => { here = true; return { end: 'here', said: '', office: '', piece: null, bytes: 9 } },
      open_file: () => { if (!here) throw new Fault('file_not_here', { place: 'wanted', office: 'Jiaojiang' }); return { name: 'photo.pdf', size: 1, mime: 'text/plain', bytes_base64: btoa('a') } },
    })
    await press('打开文件 photo')
    await flushPromises()
    expect(document.body.textContent).toContain('“photo”还没有到本机，不影响查看和办理这条记录。')
    expect(document.querySelector('[role="alert"]')).toBeNull()
    await press('取回文件 photo.pdf')
    await client.invalidateQueries()
    await flushPromises()
    await flushPromises()
    expect(document.querySelector('pre')?.textContent).toBe('a')
  })
})
