// A deadline's days, made ready to be drawn: runs of days opened day by day, marks for today and late, weeks when there are too many.
import { addDays, daysBetween } from '../days'

/** As the rule answers (`Segment`). `start` and `event` are the days that are never counted. */
export type SegmentKind = 'start' | 'counted' | 'extended' | 'rest' | 'make_up' | 'paused' | 'rolled' | 'due' | 'event'

/** Days of one kind in a row; `n`: how many of the period's units (days, months, hours) were completed in it. */
export interface StripSegment { from: string, to: string, kind: SegmentKind, n: number, note?: string | null }

/** `left`: would be counted, lies ahead. `late`: after the due day, up to today. */
export type CellKind = SegmentKind | 'left' | 'late'
export interface Cell { from: string, to: string, kind: CellKind, today: boolean, days: number }

/** More cells than this cannot be told apart at 1366 pixels. */
const MOST_DAYS = 45
const LATE_DAYS_SHOWN = 14

export function cellsOf(segments: StripSegment[], today: string, stoppedOn?: string | null): Cell[] {
  const days = segments.flatMap((segment) => daysOf(segment).map((on) => cellOf(on, segment.kind, today)))
  const due = segments.filter((segment) => segment.kind === 'due').pop()?.to.slice(0, 10)
  const shown = due && due < today && !stoppedOn ? withLate(days, due, today) : days
  return shown.length > MOST_DAYS ? weeks(shown) : shown
}

/** Behind the due day of a period that looks back lies its event: what is late of the days between stands where it is. */
function withLate(days: Cell[], due: string, today: string): Cell[] {
  const marked = days.map((day): Cell => (day.kind === 'counted' && day.from > due && day.from <= today ? { ...day, kind: 'late' } : day))
  const last = days[days.length - 1]?.to ?? due
  return [...marked, ...lateCells(last, today)]
}

function daysOf(segment: StripSegment): string[] {
  const from = segment.from.slice(0, 10)
  return Array.from({ length: Math.max(daysBetween(from, segment.to), 0) + 1 }, (_, at) => addDays(from, at))
}

function cellOf(on: string, kind: SegmentKind, today: string): Cell {
  const ahead = on > today && (kind === 'counted' || kind === 'extended')
  return { from: on, to: on, kind: ahead ? 'left' : kind, today: on === today, days: 1 }
}

function lateCells(last: string, today: string): Cell[] {
  const n = Math.max(Math.min(daysBetween(last, today), LATE_DAYS_SHOWN), 0)
  const first = daysBetween(last, today) - n
  return Array.from({ length: n }, (_, at) => {
    const on = addDays(last, first + at + 1)
    return { from: on, to: on, kind: 'late' as const, today: on === today, days: 1 }
  })
}

/** What stands out in a week stands for the week. */
const RANK: CellKind[] = ['due', 'late', 'event', 'paused', 'start', 'extended', 'counted', 'make_up', 'left', 'rolled', 'rest']

function weeks(cells: Cell[]): Cell[] {
  const out: Cell[] = []
  for (let at = 0; at < cells.length; at += 7) {
    const week = cells.slice(at, at + 7)
    const [first] = week
    const last = week[week.length - 1]
    if (!first || !last) continue
    const kind = RANK.find((one) => week.some((cell) => cell.kind === one)) ?? 'left'
    out.push({ from: first.from, to: last.to, kind, today: week.some((cell) => cell.today), days: week.length })
  }
  return out
}

export const isWeekly = (cells: Cell[]) => cells.some((cell) => cell.days > 1)

/** Kinds in the order of a legend, each once. */
export function kindsIn(cells: Cell[]): CellKind[] {
  const order: CellKind[] = ['start', 'counted', 'extended', 'rest', 'make_up', 'paused', 'rolled', 'left', 'due', 'event', 'late']
  return order.filter((kind) => cells.some((cell) => cell.kind === kind))
}

export interface Line { from: string, to: string, kind: SegmentKind, number: string, note: string }

/**
 * The table's lines. A run whose units are its days is opened day by day and numbered; a run of months or hours stays one line
 * with the number it brought, so that the sum can be checked with a finger either way.
 */
export function linesOf(segments: StripSegment[]): Line[] {
  let sum = 0
  return segments.flatMap((segment) => {
    const days = daysOf(segment)
    const note = segment.note ?? ''
    const daily = segment.n === 0 || segment.n === days.length
    if (!daily) {
      sum += segment.n
      return [{ from: segment.from, to: segment.to, kind: segment.kind, number: String(sum), note }]
    }
    return days.map((on) => {
      if (segment.n > 0) sum += 1
      return { from: on, to: on, kind: segment.kind, number: segment.n > 0 ? String(sum) : '', note }
    })
  })
}

export const countedIn = (segments: StripSegment[]) => segments.reduce((sum, segment) => sum + segment.n, 0)

export const skippedIn = (segments: StripSegment[]) => segments
  .filter((segment) => segment.kind === 'rest' || segment.kind === 'paused')
  .reduce((sum, segment) => sum + daysOf(segment).length, 0)
