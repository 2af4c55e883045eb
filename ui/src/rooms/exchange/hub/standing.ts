// How the exchange with the hub stands: one state, in words and one colour, and what can be done about it.
import type { HubStream, HubView, StreamFault } from '@/host/calls.gen'
import type { Tone } from '@/parts/base/Tag.vue'
import { daysBetween, beijingMinute } from '@/parts/days'
import { endSays } from '@/hub/looking'
import { w, wordOr } from '@/words'

export interface Standing { tone: Tone, text: string, way?: string }

const failed = (view: HubView) => view.streams.filter((one) => one.faults.length > 0).length
/** A link that is away for a moment is no trouble yet; for a day it is. */
const quiet = (ms: number | null, today: string) => (ms === null ? undefined : daysBetween(beijingMinute(ms).on, today))

export function standingOf(view: HubView, today: string): Standing {
  const { ready, asked, running, last, waiting } = view
  if (!ready) return asked ? { tone: 'near', text: w('exchange.hub.states.asked') } : { tone: 'plain', text: w('exchange.hub.states.unset') }
  if (running) return { tone: 'act', text: w('exchange.hub.states.running') }
  if (!last) return { tone: 'act', text: w('exchange.hub.states.fresh') }
  const days = quiet(last.complete_ms, today)
  if (last.end !== 'complete') {
    const passing = last.end === 'stopped' || (last.end === 'link' && days === 0)
    const way = wordOr(`exchange.hub.ways.${last.end}`, w('exchange.hub.ways.refused'))
    return { tone: passing ? 'near' : 'late', text: endSays(last.end), way }
  }
  const n = failed(view)
  if (n > 0) return { tone: 'late', text: w('exchange.hub.states.partly', { n }), way: w('exchange.hub.ways.partly') }
  if (days !== undefined && days > 0) return { tone: 'near', text: w('exchange.hub.states.old', { n: days }) }
  return waiting > 0 ? { tone: 'act', text: w('exchange.hub.states.waiting', { n: waiting }) } : { tone: 'done', text: w('exchange.hub.states.done') }
}

export const streamSays = ({ class: kind, of }: Pick<HubStream, 'class' | 'of'>): string => wordOr(`exchange.hub.streams.${kind}`, w('exchange.hub.streams.unknown'), { of })

export const faultSays = ({ code }: StreamFault) => wordOr(`exchange.hub.faults.${code}`, w('exchange.hub.faults.refused'))
export const faultWay = ({ code }: StreamFault) => wordOr(`exchange.hub.fault_ways.${code}`, w('exchange.hub.fault_ways.refused'))

const MINUTE_MS = 60_000
const UNITS = [['days', 24 * 60 * MINUTE_MS], ['hours', 60 * MINUTE_MS], ['minutes', MINUTE_MS]] as const

/** By how much this desk's clock is wrong, in the largest unit of which there are two. */
export function clockSays(off: number): string {
  const apart = Math.abs(off)
  const [unit, ms] = UNITS.find(([, size]) => apart >= 2 * size) ?? UNITS[2]
  const much = w(`exchange.hub.clock.${unit}`, { n: Math.round(apart / ms) })
  return w(off > 0 ? 'exchange.hub.clock.fast' : 'exchange.hub.clock.slow', { much })
}
