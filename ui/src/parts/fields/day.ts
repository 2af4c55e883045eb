// A day, a month or a minute as people type it, and the sheet of days it is picked from. All days are text; nothing here knows today.
import { addDays } from '../days'

export type DayKind = 'day' | 'minute' | 'month'

const two = (n: number) => String(n).padStart(2, '0')
const made = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`

/** `near`: a day whose year is meant where none is typed. Nothing when the text is not a whole one yet. */
export function parseDay(text: string, kind: DayKind, near: string): string | null {
  // Full-width signs, and every sign people put between the parts of a date.
  const plain = text.normalize('NFKC').trim()
  if (kind === 'minute') return parseMinute(plain, near)
  const parts = split(plain, kind)
  if (!parts) return null
  const [year, month, day] = parts.length === (kind === 'month' ? 1 : 2) ? [Number(near.slice(0, 4)), ...parts] : parts
  if (year === undefined || month === undefined) return null
  const on = made(year, month, kind === 'month' ? 1 : day ?? 0)
  if (!isDay(on)) return null
  return kind === 'month' ? on.slice(0, 7) : on
}

function split(text: string, kind: DayKind): number[] | undefined {
  const run = /^\d+$/.exec(text) ? text : ''
  if (kind === 'month') {
    if (run.length === 6) return [Number(run.slice(0, 4)), Number(run.slice(4))]
    if (run.length === 1 || run.length === 2) return [Number(run)]
    return numbers(/^(\d{4})[-/.年](\d{1,2})月?$/.exec(text))
  }
  if (run.length === 8) return [Number(run.slice(0, 4)), Number(run.slice(4, 6)), Number(run.slice(6))]
  if (run.length === 4) return [Number(run.slice(0, 2)), Number(run.slice(2))]
  return numbers(/^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text))
}

const numbers = (found: RegExpExecArray | null) => found?.slice(1).filter((part) => part !== undefined).map(Number)

function parseMinute(text: string, near: string): string | null {
  const found = /^(\S+)\s+(\d{1,2}):?(\d{2})$/.exec(text)
  const on = found?.[1] ? parseDay(found[1], 'day', near) : null
  const [hour, minute] = [Number(found?.[2]), Number(found?.[3])]
  return on && hour < 24 && minute < 60 ? `${on} ${two(hour)}:${two(minute)}` : null
}

export function isDay(on: string): boolean {
  const at = new Date(`${on}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === on
}

/** Something was typed, and it is no day: sent without it, a form would say less than whoever typed it meant. */
export const isUnread = (typed: string | null | undefined) => Boolean(typed?.trim()) && !isDay(typed ?? '')

/** A year that was not typed is the one before where that day has not come yet and none later is allowed. */
export function notAfter(on: string | null, text: string, latest: string | undefined): string | null {
  if (!on || !latest || on.slice(0, latest.length) <= latest || /\d{4}[-/.年]|^\d{6,}/.test(text.normalize('NFKC').trim())) return on
  const before = `${Number(on.slice(0, 4)) - 1}${on.slice(4)}`
  return isDay(before.length === 7 ? `${before}-01` : before.slice(0, 10)) ? before : on
}

/** The same day of another month, or its last. */
export function addMonths(on: string, n: number): string {
  const months = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + n
  const first = made(Math.floor(months / 12), months % 12 + 1, 1)
  const last = addDays(made(Math.floor((months + 1) / 12), (months + 1) % 12 + 1, 1), -1)
  const same = `${first.slice(0, 8)}${on.slice(8, 10)}`
  return same > last ? last : same
}

/** The weeks that touch a month, each from Monday to Sunday. */
export function weeksOf(on: string): string[][] {
  const first = `${on.slice(0, 7)}-01`
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const start = addDays(first, -weekday)
  const end = addDays(addMonths(first, 1), -1)
  const weeks: string[][] = []
  for (let monday = start; monday <= end; monday = addDays(monday, 7)) weeks.push(Array.from({ length: 7 }, (_, at) => addDays(monday, at)))
  return weeks
}

/** Where a key leads from a day of the sheet. */
export function stepFrom(on: string, key: string): string | undefined {
  const week = (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7
  const steps: Record<string, () => string> = {
    ArrowLeft: () => addDays(on, -1), ArrowRight: () => addDays(on, 1), ArrowUp: () => addDays(on, -7), ArrowDown: () => addDays(on, 7),
    PageUp: () => addMonths(on, -1), PageDown: () => addMonths(on, 1), Home: () => addDays(on, -week), End: () => addDays(on, 6 - week),
  }
  return steps[key]?.()
}
