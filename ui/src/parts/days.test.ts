import { afterEach, describe, expect, it } from 'vitest'
import { words } from '@/words'
import { addDays, daysBetween, beijingMinute, shortDay, weekday } from './days'
import { parseDay, weeksOf } from './fields/day'

describe('days', () => {
  it.each([
    ['2026-09-23', '2026-09-24', 1],
    ['2026-02-28', '2026-03-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-12-31', '2026-01-01', -364],
  ])('from %s to %s are %i days', (from, to, n) => { expect(daysBetween(from, to)).toBe(n) })

  it.each([['2026-12-31', 1, '2027-01-01'], ['2024-03-01', -1, '2024-02-29']])('%s and %i is %s', (on, n, to) => { expect(addDays(on, n)).toBe(to) })

  it('knows the weekday', () => { expect(weekday('2026-09-24', words.parts.weekdays)).toBe('星期四') })

  it.each([['2026-09-04', '9-4'], ['2025-09-24', '2025-09-24']])('%s is written %s in 2026', (on, text) => { expect(shortDay(on, '2026-01-01')).toBe(text) })

  it.each([
    ['2026-09-23T15:59:59.999Z', '2026-09-23', '23:59'],
    ['2026-09-23T16:00:00.000Z', '2026-09-24', '00:00'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', '00:00'],
    ['2024-02-29T15:30:00.000Z', '2024-02-29', '23:30'],
  ])('%s is %s %s in Beijing', (at, on, time) => {
    expect(beijingMinute(Date.parse(at))).toEqual({ on, time })
    expect(beijingMinute(at)).toEqual({ on, time })
  })

  it('an instant that is none is shown as it is', () => { expect(beijingMinute('soon')).toEqual({ on: 'soon', time: '' }) })

  it.each([Number.NaN, Number.MAX_VALUE, -1e15])('%d is no instant that could be shown', (at) => { expect(beijingMinute(at)).toEqual({ on: String(at), time: '' }) })
})

describe('a PC in another time zone', () => {
  const { env } = (globalThis as unknown as { process: { env: Record<string, string | undefined> } }).process
  const own = env.TZ
  afterEach(() => {
    if (own === undefined) delete env.TZ
    else env.TZ = own
  })

  // Behind, ahead, half an hour off, and two in the hours that summer time takes out or gives twice.
  it.each([
    ['Asia/Shanghai', '2026-09-23T16:30:00Z', -480], ['America/Los_Angeles', '2026-09-23T16:30:00Z', 420], ['Pacific/Kiritimati', '2026-09-23T16:30:00Z', -840],
    ['Asia/Kolkata', '2026-09-23T16:30:00Z', -330], ['Europe/Berlin', '2026-10-25T00:30:00Z', -120], ['America/New_York', '2026-03-08T07:30:00Z', 240],
  ])('%s shows what Beijing\'s shows', (zone, at, offset) => {
    env.TZ = zone
    expect(new Date(at).getTimezoneOffset(), 'the zone was changed').toBe(offset)
    const beijing = { '2026-09-23T16:30:00Z': ['2026-09-24', '00:30'], '2026-10-25T00:30:00Z': ['2026-10-25', '08:30'], '2026-03-08T07:30:00Z': ['2026-03-08', '15:30'] }[at]
    expect(Object.values(beijingMinute(Date.parse(at)))).toEqual(beijing)
    expect(addDays('2026-03-08', 1)).toBe('2026-03-09')
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(weekday('2026-09-24', words.parts.weekdays)).toBe('星期四')
    expect(weeksOf('2026-03-01').pop()).toEqual(['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04', '2026-04-05'])
    expect(parseDay('3-8', 'day', '2026-03-01')).toBe('2026-03-08')
  })
})
