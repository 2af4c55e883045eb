// How the exchange with another desk stands: one state, in words and one colour.
import type { OtherDesk } from '@/host/calls.gen'
import type { Tone } from '@/parts/base/Tag.vue'
import { daysBetween, beijingMinute } from '@/parts/days'
import { w } from '@/words'

/** Longer than this without anything from there is worth a look. */
const QUIET_DAYS = 30

export function standingOf({ revoked, first, waiting, last_out_ms: out }: OtherDesk): { tone: Tone, text: string } {
  if (revoked) return { tone: 'plain', text: w('exchange.standings.revoked') }
  if (first && out === null) return { tone: 'act', text: w('exchange.standings.first') }
  if (waiting === 0) return { tone: 'done', text: w('exchange.standings.done') }
  // What lies on a disc without a receipt waits like what was never carried.
  return { tone: 'near', text: w(out === null ? 'exchange.standings.waiting' : 'exchange.standings.unconfirmed', { n: waiting }) }
}

/** Days since something came from there, where that is long ago. */
export function quietDays({ revoked, last_in_ms: came }: OtherDesk, today: string): number | undefined {
  if (revoked || came === null) return undefined
  const days = daysBetween(beijingMinute(came).on, today)
  return days > QUIET_DAYS ? days : undefined
}
