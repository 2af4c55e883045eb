// A year's notice as an office reads it: each holiday with its days off and the days worked for it.
import type { CalendarYear } from '@/host/calls.gen'
import { addDays } from '@/parts/days'
import { w, words } from '@/words'
import { weekday } from '@/parts/days'

export interface Holiday { name: string, off: string[], work: string[] }

export function holidaysOf(year: CalendarYear): Holiday[] {
  const found = new Map<string, Holiday>()
  for (const on of Object.keys(year.days).sort()) {
    const day = year.days[on]
    if (!day) continue
    const holiday = found.get(day.name) ?? { name: day.name, off: [], work: [] }
    holiday[day.kind === 'work' ? 'work' : 'off'].push(on)
    found.set(day.name, holiday)
  }
  return [...found.values()].sort((a, b) => first(a).localeCompare(first(b)))
}

const first = (holiday: Holiday) => holiday.off[0] ?? holiday.work[0] ?? ''

/** 1-1 at most; 10-1 to 10-7; two runs stand side by side. */
export function offSays({ off }: Holiday): string {
  const runs: [string, string][] = []
  for (const on of off) {
    const last = runs[runs.length - 1]
    if (last && addDays(last[1], 1) === on) last[1] = on
    else runs.push([on, on])
  }
  return runs.map(([from, to]) => (from === to ? day(from) : w('settings.year.run', { from: day(from), to: day(to) }))).join(w('marks.list'))
}

export const workSays = ({ work }: Holiday) => work.map((on) => w('settings.year.worked', { on: day(on), weekday: weekday(on, words.parts.weekdays) })).join(w('marks.list'))

const day = (on: string) => `${Number(on.slice(5, 7))}-${Number(on.slice(8, 10))}`

export const sumsOf = (year: CalendarYear) => {
  const all = Object.values(year.days)
  const work = all.filter((one) => one.kind === 'work').length
  return { off: all.length - work, work }
}

/** A notice as people save it: UTF-8, or what a spreadsheet on a Chinese system writes. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
