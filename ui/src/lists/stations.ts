// The stations a list can be narrowed to, or why they are not here.
import { computed, type ComputedRef } from 'vue'
import { useAll } from '@/host/all'
import type { Option } from '@/parts/fields/field'
import type { Unread } from '@/parts/lists/list'
import { show } from '@/words/faces'

export interface StationChoice { options: Option[], unread?: Unread }

export function useStationChoice(when: () => boolean = () => true): ComputedRef<StationChoice> {
  const asked = useAll('list_stations', { about: ['stations'], when })
  return computed(() => ({
    options: (asked.value.value?.rows ?? []).map((row) => ({ value: row.record, label: row.title })),
    ...(asked.phase.value === 'failed' && asked.fault.value ? { unread: { why: show(asked.fault.value).text, busy: asked.busy.value, again: () => void asked.again() } } : {}),
  }))
}
