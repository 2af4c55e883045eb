// One clock in one short phrase with its colour. Late is never stored: it is the due day against today.
import { daysBetween, shortDay } from '../days'
import type { Tone } from '../base/Tag.vue'
import { fill, type PartWords } from '../words'

export interface ClockFace {
  state: 'running' | 'paused' | 'in_time' | 'late'
  due_on: string | null
  stopped_on?: string | null
  /** What met it, in a word; without one it is simply done. */
  met?: string | undefined
  provisional?: boolean
  excluded?: string | null
  /** Somebody else's right: when its days are over it has passed, and nothing is late. */
  lapses?: boolean
}

/** A clock somebody still has to mind. The due day of one that was met is no day of work. */
export const ticks = (clock: Pick<ClockFace, 'state'>): boolean => clock.state === 'running' || clock.state === 'paused'

/** From here on a clock is near: the days in which something can still be done about it. */
const NEAR_DAYS = 5

export function clockTag(clock: ClockFace, today: string, words: PartWords['clock']): { text: string, tone: Tone } {
  if (clock.excluded) return { text: fill(words.excluded, { why: clock.excluded }), tone: 'plain' }
  if (clock.state === 'paused') return { text: words.paused, tone: 'near' }
  if (clock.state === 'in_time' || clock.state === 'late') return stopped(clock, today, words)
  if (clock.due_on === null) return { text: words.unknown, tone: 'doubt' }
  const left = daysBetween(today, clock.due_on)
  const mark = clock.provisional ? words.provisional : ''
  if (clock.lapses) return { text: left < 0 ? words.lapsed : fill(words.left, { n: left }) + mark, tone: 'plain' }
  if (left < 0) return { text: fill(words.late, { n: -left }) + mark, tone: 'late' }
  if (left === 0) return { text: words.today + mark, tone: 'near' }
  return { text: fill(words.left, { n: left }) + mark, tone: left < NEAR_DAYS ? 'near' : 'plain' }
}

function stopped(clock: ClockFace, today: string, words: PartWords['clock']): { text: string, tone: Tone } {
  const on = clock.stopped_on ? shortDay(clock.stopped_on, today) : ''
  const says = { on, what: clock.met || words.met }
  if (clock.state === 'in_time') return { text: fill(words.done, says).trim(), tone: 'done' }
  // Only the days from the due day to the act are late: a clock that is met counts no further.
  const n = clock.due_on && clock.stopped_on ? daysBetween(clock.due_on, clock.stopped_on) : undefined
  return { text: (n === undefined ? words.doneLateOnly : fill(words.doneLate, { ...says, n })).trim(), tone: 'late' }
}
