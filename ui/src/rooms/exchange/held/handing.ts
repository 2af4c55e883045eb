// What was set aside, by what it belongs to, and how far it is that was handed on.
import type { HandedOn, HeldRow } from '@/host/calls.gen'
import type { Fault } from '@/host/fault'
import { deskSays, minuteOf } from '@/bundle/labels'
import type { Tone } from '@/parts/base/Tag.vue'
import { w } from '@/words'
import { streamSays } from '../hub/standing'

/** How many of each, the most first. */
export function partsOf(rows: HeldRow[]): [string, number][] {
  const parts = new Map<string, number>()
  for (const row of rows) parts.set(streamSays(row), (parts.get(streamSays(row)) ?? 0) + 1)
  return [...parts].sort(([, a], [, b]) => b - a)
}

/** What a desk may not be given, by name. */
export function notTheirs(fault: Fault, rows: HeldRow[]): string {
  const row = rows.find((one) => one.stream === fault.values.value)
  return w('exchange.hand.not_theirs', { part: row ? streamSays(row) : w('exchange.hand.part_unknown') })
}

export function standingOf({ disc, joined, received }: HandedOn): { tone: Tone, text: string } {
  if (disc === null) return { tone: 'act', text: w(joined ? 'exchange.hand.waiting' : 'exchange.hand.not_joined') }
  return received ? { tone: 'done', text: w('exchange.hand.received', { n: disc }) } : { tone: 'near', text: w('exchange.hand.sent', { n: disc }) }
}

export function handedSays({ to, by_name: by, at_ms: at, reason }: HandedOn, today: string): string {
  return [w('exchange.hand.sent_to', { at: minuteOf(at, today), by, name: deskSays(to) }), w('exchange.hand.why', { reason })].join(w('marks.dot'))
}
