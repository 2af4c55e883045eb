// Where a record is, in one state and one colour: here only, on its way, read back from the hub or said to be there by a desk.
import { deskSays, minuteOf } from '@/bundle/labels'
import type { CameFrom, DeskCopies, HubCopies, RecordReceived, RecordTravel } from '@/host/calls.gen'
import { endSays } from '@/hub/looking'
import type { Fact } from '@/parts/base/Facts.vue'
import type { Tone } from '@/parts/base/Tag.vue'
import { w, wordOr } from '@/words'

/** A medium that is on its way proves nothing; one desk that has all of it does, as the hub does. */
export function stateOf({ n, hub, desks }: RecordTravel): { tone: Tone, text: string } {
  if (hub?.refused) return { tone: 'late', text: w('record.travel.states.refused') }
  const surest = Math.max(hub?.confirmed ?? 0, ...desks.map((one) => one.confirmed))
  if (surest >= n) return { tone: 'done', text: w('record.travel.states.confirmed') }
  if (surest > 0) return { tone: 'act', text: w('record.travel.states.partly') }
  if (hub?.sent || desks.some((one) => one.sent)) return { tone: 'act', text: w('record.travel.states.sent') }
  return { tone: 'near', text: w('record.travel.states.here') }
}

const PARTS = ['confirmed', 'sent', 'here_only', 'refused'] as const

function hubSays(hub: HubCopies, n: number): string {
  if (hub.confirmed >= n) return w('record.travel.all', { n })
  return PARTS.filter((part) => hub[part] > 0).map((part) => w(`record.travel.parts.${part}`, { n: hub[part] })).join(w('marks.comma'))
}

function copiesSay({ confirmed, sent }: DeskCopies, n: number): string {
  if (confirmed >= n) return w('record.travel.all', { n })
  return [confirmed ? w('record.travel.parts.confirmed', { n: confirmed }) : '', sent ? w('record.travel.handed') : ''].filter(Boolean).join(w('marks.comma'))
}

const came = ({ desk, n, last_ms }: CameFrom, today: string) => [desk ? deskSays(desk) : w('record.travel.hub'), w('record.travel.came', { n, at: minuteOf(last_ms, today) })].join(w('marks.dot'))

export function factsOf({ n, hub, desks, from }: RecordTravel, today: string): Fact[] {
  return [
    ...(hub ? [{ key: 'hub', label: w('record.travel.hub'), value: hubSays(hub, n) }] : []),
    ...desks.map((one) => ({ key: one.desk.desk, label: deskSays(one.desk), value: copiesSay(one, n) })),
    ...(from.length ? [{ key: 'from', label: w('record.travel.from'), value: from.map((one) => came(one, today)).join(w('marks.list')) }] : []),
  ]
}

/** By the hub's own clock, whatever the clocks of the desks say. */
export function receivedSays({ end, entries }: RecordReceived, today: string): string {
  if (end !== 'reached') return wordOr(`record.travel.received.${end}`, endSays(end))
  const times = entries.flatMap(({ received_ms }) => received_ms ?? [])
  const lacks = entries.length - times.length
  return [times.length ? timesSay(times, today) : '', lacks ? w('record.travel.received.not_yet', { n: lacks }) : ''].filter(Boolean).join(w('marks.comma'))
}

function timesSay(times: number[], today: string): string {
  const [from, to] = [minuteOf(Math.min(...times), today), minuteOf(Math.max(...times), today)]
  return from === to ? w('record.travel.received.at', { n: times.length, at: from }) : w('record.travel.received.between', { n: times.length, from, to })
}
