// How the copies stand: when the newest was made, and whether that is too long ago.
import type { Backups } from '@/host/calls.gen'
import { daysBetween } from '@/parts/days'
import { w, wordOr } from '@/words'

export type Standing = 'unset' | 'unreachable' | 'none' | 'old' | 'good'
/** Without a schedule: what a person who copies by hand should not let pass. */
const OLD_DAYS = 7
const DAY_HOURS = 24

export function standingOf(backups: Backups, today: string): Standing {
  if (!backups.dir) return 'unset'
  if (backups.unreachable) return 'unreachable'
  const [last] = backups.copies
  if (!last) return 'none'
  const allowed = backups.every_hours ? Math.max(1, Math.ceil((backups.every_hours * 2) / DAY_HOURS)) : OLD_DAYS
  return daysBetween(last.made_at, today) > allowed ? 'old' : 'good'
}

export function ageSays(at: string, today: string): string {
  const n = daysBetween(at, today)
  return n <= 0 ? w('settings.backup.today') : n === 1 ? w('settings.backup.yesterday') : w('settings.backup.days_ago', { n })
}

export const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

export const EVERY = [0, 6, 24, 168] as const
export const everySays = (hours: number) => wordOr(`settings.backup.every.h${hours}`, w('settings.backup.every_hours', { n: hours }))
