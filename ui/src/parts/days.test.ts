import { describe, expect, it } from 'vitest'
import { words } from '@/words'
import { addDays, daysBetween, localMinute, shortDay, weekday } from './days'

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

  it('an instant that is none is shown as it is', () => { expect(localMinute('soon')).toEqual({ on: 'soon', time: '' }) })
})
