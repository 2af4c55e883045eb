// The days the head looks at: a month, a quarter or a year around today, or days of their own.
import { isUnread } from '@/parts/fields/day'

export const PERIODS = ['month', 'quarter', 'year', 'own'] as const
export type PeriodKind = (typeof PERIODS)[number]
export interface Period { kind: PeriodKind, from?: string, to?: string }
export interface Span { from: string, to: string }

const two = (n: number) => String(n).padStart(2, '0')

export function quarterOf(today: string): number { return Math.ceil(Number(today.slice(5, 7)) / 3) }

/** Nothing while the day is not known, or the person's own days are not two days in order. */
export function spanOf(period: Period, today: string): Span | undefined {
  if (!today) return undefined
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  switch (period.kind) {
    case 'month': return months(year, month, month)
    case 'quarter': return months(year, quarterOf(today) * 3 - 2, quarterOf(today) * 3)
    case 'year': return months(year, 1, 12)
    case 'own': return ownSpan(period)
  }
}

function ownSpan({ from, to }: Period): Span | undefined {
  return from && to && !isUnread(from) && !isUnread(to) && from <= to ? { from, to } : undefined
}

function months(year: number, first: number, last: number): Span {
  const end = new Date(Date.UTC(year, last, 0)).getUTCDate()
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(end)}` }
}

/** What was kept on this machine may be of another version, or broken. */
export function readPeriod(kept: unknown): Period {
  const told = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>
  const kind = PERIODS.find((one) => one === told.kind) ?? 'quarter'
  const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined)
  const [from, to] = [day(told.from), day(told.to)]
  return { kind, ...(from ? { from } : {}), ...(to ? { to } : {}) }
}
