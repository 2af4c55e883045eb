// Names of staff, and of the deputies of a station, by their records: for what a record tells of somebody by the id alone.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useAll } from '@/host/all'
import { useAsk } from '@/host/ask'
import type { TimelineEntry } from '@/host/calls.gen'
import { useDesk } from '@/host/desk'
import { w } from '@/words'

const MOST = 200

/** Whoever wrote a line is named by its entry: a liaison does not see the list of all staff. */
export function writersIn(timeline: readonly TimelineEntry[]): [string, string][] {
  return timeline.flatMap((entry) => entry.changes.flatMap(({ after }): [string, string][] => {
    const by = typeof after === 'object' && after !== null && 'by' in after ? after.by : undefined
    return typeof by === 'string' ? [[by, entry.by_name]] : []
  }))
}

export function useStaffNames(on: { station?: MaybeRefOrGetter<string | undefined>, timeline?: MaybeRefOrGetter<readonly TimelineEntry[] | undefined> } = {}) {
  const desk = useDesk()
  const station = () => toValue(on.station)
  // The city's staff are more than a page.
  const people = useAll('list_people', { about: ['people'] })
  const deputies = useAsk('list_deputies', () => ({ limit: MOST, stations: [station() ?? ''] }), { about: ['people', 'stations'], when: () => Boolean(station()) })
  const names = computed(() => new Map([
    ...(desk.person.value ? [[desk.person.value.record, desk.person.value.name] as const] : []), ...writersIn(toValue(on.timeline) ?? []),
    ...[...(people.value.value?.rows ?? []), ...(deputies.value.value?.rows ?? [])].map((row) => [row.record, row.title] as const),
  ]))
  return (record: string | null | undefined) => (record ? names.value.get(record) ?? w(people.phase.value === 'failed' ? 'record.not_read' : 'marks.none') : '')
}
