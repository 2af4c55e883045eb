// A deadline's days, made ready to be drawn: marks for today and late, weeks when there are too many days.
import { addDays, daysBetween } from '../days'

/** As the rule answers. `start`: the event's day, not counted. `rolled`: after the last counted day, carried to a working day. */
export type DayKind = 'start' | 'counted' | 'off' | 'makeup' | 'paused' | 'rolled' | 'due'

export interface StripDay { on: string, kind: DayKind, why?: string | undefined, n?: number | undefined }

/** `left`: would be counted, lies ahead. `late`: after the due day, up to today. */
export type CellKind = DayKind | 'left' | 'late'
export interface Cell { from: string, to: string, kind: CellKind, today: boolean, days: number }

/** More cells than this cannot be told apart at 1366 pixels. */
const MOST_DAYS = 45
const LATE_DAYS_SHOWN = 14

export function cellsOf(days: StripDay[], today: string, stoppedOn?: string | null): Cell[] {
  const single = days.map((day) => cellOf(day, today))
  const due = days.filter((day) => day.kind === 'due').pop()
  if (due && due.on < today && !stoppedOn) single.push(...lateCells(due.on, today))
  return single.length > MOST_DAYS ? weeks(single) : single
}

function cellOf(day: StripDay, today: string): Cell {
  const on = day.on.slice(0, 10)
  const ahead = on > today && (day.kind === 'counted' || day.kind === 'makeup')
  return { from: on, to: on, kind: ahead && day.kind === 'counted' ? 'left' : day.kind, today: on === today, days: 1 }
}

function lateCells(due: string, today: string): Cell[] {
  const n = Math.min(daysBetween(due, today), LATE_DAYS_SHOWN)
  const first = daysBetween(due, today) - n
  return Array.from({ length: n }, (_, at) => {
    const on = addDays(due, first + at + 1)
    return { from: on, to: on, kind: 'late' as const, today: on === today, days: 1 }
  })
}

/** What stands out in a week stands for the week. */
const RANK: CellKind[] = ['due', 'late', 'paused', 'start', 'counted', 'makeup', 'rolled', 'left', 'off']

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
  const order: CellKind[] = ['start', 'counted', 'off', 'makeup', 'paused', 'rolled', 'left', 'due', 'late']
  return order.filter((kind) => cells.some((cell) => cell.kind === kind))
}
