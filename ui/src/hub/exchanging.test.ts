import { afterEach, describe, expect, it } from 'vitest'
import { outcome } from '@/bundle/test/bundles'
import { call } from '@/host'
import type { Exchanged } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf } from '@/test-desk'
import { exchangeNow, exchangeRecord, exchanging, says, whileExchanging } from './exchanging'
import { exchangedOf, faultOf, movedOf } from './test/hubs'

afterEach(() => { leave() })

describe('what an exchange brought', () => {
  it.each<[string, Partial<Exchanged>, string]>([
    ['both ways', { new: 3, confirmed: 2 }, '已交换：收到 3 条，送达 2 条'], ['only received', { new: 3 }, '已交换：收到 3 条'], ['nothing', {}, '已交换，两边没有新内容'],
    ['stopped by hand', { end: 'stopped', new: 3 }, '已停止交换，交换过的都已保存'], ['no network', { end: 'link' }, '没有交换成：连不上'],
    ['an end that a newer desk made up', { end: 'eclipse' }, '没有交换成：没有交换成'],
    ['a part failed', { new: 1, streams: [movedOf(), movedOf({ faults: [faultOf('quota')] })] }, '已交换：收到 1 条，有 1 部分没有交换成'],
  ])('%s', (_, over, text) => { expect(says(exchangedOf(over))).toBe(text) })
})

describe('by hand', () => {
  const told = () => toasts.map(({ text, tone }) => [text, tone])
  it.each<[string, () => unknown, [string, string]]>([
    ['well', () => outcome(exchangedOf()), ['已交换，两边没有新内容', 'done']],
    ['a part failed', () => outcome(exchangedOf({ streams: [movedOf({ faults: [faultOf('quota')] })] })), ['已交换，两边没有新内容，有 1 部分没有交换成', 'late']],
    ['one runs already', () => { throw new Fault('exchanging') }, ['正在交换', 'act']],
    ['no hub was set', () => { throw new Fault('missing', { what: 'hub' }) }, ['还没有接通交换中心', 'late']],
    ['the desk’s own trouble', () => { throw new Fault('disk_full') }, ['磁盘已满，没有写入', 'late']],
  ])('%s', async (_, answer, toast) => {
    atDesk(personOf('liaison'), { exchange_now: answer })
    await exchangeNow()
    expect(told()).toEqual([toast])
    expect(exchanging.value).toBe(false)
  })
  it.each<[string, () => unknown, [string, string]]>([
    ['taken', () => outcome({ exchanged: exchangedOf({ confirmed: 3 }), item: 'taken', not_taken: null }), ['这一件交换中心已收下', 'done']],
    ['refused once more', () => outcome({ exchanged: exchangedOf({ streams: [movedOf({ faults: [faultOf('entry')] })] }), item: 'refused', not_taken: 'too large' }), ['这一件交换中心仍没有收下', 'late']],
    ['not read back', () => outcome({ exchanged: exchangedOf(), item: 'waiting', not_taken: null }), ['这一件还没有送达，下次交换时自动补送', 'act']],
    ['no network', () => outcome({ exchanged: exchangedOf({ end: 'link' }), item: 'refused', not_taken: 'too large' }), ['没有交换成：连不上', 'late']],
    ['of a newer desk', () => outcome({ exchanged: exchangedOf({ new: 3 }), item: 'eclipse', not_taken: null }), ['已交换：收到 3 条', 'late']],
    ['it has gone up meanwhile', () => { throw new Fault('missing', { what: 'waiting' }) }, ['这一件已经不用重试，清单已更新', 'act']],
    ['no hub was set', () => { throw new Fault('missing', { what: 'hub' }) }, ['还没有接通交换中心', 'late']],
    ['one runs already', () => { throw new Fault('exchanging') }, ['正在交换', 'act']],
  ])('one item: %s', async (_, answer, toast) => {
    const desk = atDesk(personOf('liaison'), { exchange_record: answer, exchange_files: () => ({}) })
    await exchangeRecord('e1')
    expect(told()).toEqual([toast])
    expect([desk.inputOf('exchange_record'), exchanging.value]).toEqual([{ refused: 'e1' }, false])
  })
  it('whoever looks knows it while it runs, and also that it failed', async () => {
    atDesk(personOf('liaison'), { exchange_now: () => { throw new Fault('busy') } })
    const run = whileExchanging(() => call('exchange_now', {}))
    expect(exchanging.value).toBe(true)
    await expect(run).rejects.toThrow()
    expect(exchanging.value).toBe(false)
  })
})
