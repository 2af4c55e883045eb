// Names of staff, and of the deputies of a station, by their records: for what a record tells of somebody by the id alone.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useAsk } from '@/host/ask'
import { w } from '@/words'

const MOST = 200

export function useStaffNames(station: MaybeRefOrGetter<string | undefined> = undefined) {
  const people = useAsk('list_people', { limit: MOST }, { about: ['people'] })
  const deputies = useAsk('list_deputies', () => ({ limit: MOST, stations: [toValue(station) ?? ''] }), { about: ['people', 'stations'], when: () => Boolean(toValue(station)) })
  const names = computed(() => new Map([...(people.value.value?.rows ?? []), ...(deputies.value.value?.rows ?? [])].map((row) => [row.record, row.title])))
  return (record: string | null | undefined) => (record ? names.value.get(record) ?? w('marks.none') : '')
}
