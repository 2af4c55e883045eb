// Days as text "YYYY-MM-DD": counted in UTC, so that no summer time and no time zone can move one.
import type { PartWords } from './words'

const DAY_MS = 86_400_000

function utc(on: string): number {
  const [year, month, day] = on.slice(0, 10).split('-').map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1)
}

export function daysBetween(from: string, to: string): number { return Math.round((utc(to) - utc(from)) / DAY_MS) }

export function addDays(on: string, n: number): string { return new Date(utc(on) + n * DAY_MS).toISOString().slice(0, 10) }

export function weekday(on: string, words: PartWords['weekdays']): string {
  return words[`d${new Date(utc(on)).getUTCDay()}` as keyof PartWords['weekdays']]
}

/** 9-24 in the year of `today`, 2025-09-24 otherwise. */
export function shortDay(on: string, today: string): string {
  if (on.slice(0, 4) !== today.slice(0, 4)) return on.slice(0, 10)
  return `${Number(on.slice(5, 7))}-${Number(on.slice(8, 10))}`
}

/** China Standard Time: eight hours ahead, without summer time. */
const BEIJING_MS = 8 * 3_600_000

/** An instant (milliseconds since 1970, or ISO in UTC) as Beijing's day and minute: legal days are of there, whatever this PC's zone is. */
export function beijingMinute(at: string | number): { on: string, time: string } {
  const when = new Date(at).getTime() + BEIJING_MS
  // Years of four digits: what is written is cut by its places.
  if (!(when >= Date.UTC(1900, 0) && when < Date.UTC(10_000, 0))) return { on: String(at), time: '' }
  const text = new Date(when).toISOString()
  return { on: text.slice(0, 10), time: text.slice(11, 16) }
}
