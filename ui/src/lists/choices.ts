// What a list can be narrowed to, or why that is not here.
import { computed, type ComputedRef } from 'vue'
import { useAll } from '@/host/all'
import type { Asked } from '@/host/ask'
import type { CodeList } from '@/host/codes'
import type { Option } from '@/parts/fields/field'
import type { Unread } from '@/parts/lists/list'
import { show } from '@/words/faces'

export interface Choice { options: Option[], unread?: Unread }

export function useStationChoice(when: () => boolean = () => true): ComputedRef<Choice> {
  const asked = useAll('list_stations', { about: ['stations'], when })
  return computed(() => ({ options: (asked.value.value?.rows ?? []).map((row) => ({ value: row.record, label: row.title })), ...unread(asked) }))
}

/** The kinds of a list: its rows show no more than their codes where those could not be read. */
export const kindChoice = (kinds: CodeList): Choice => ({ options: kinds.options.value, ...unread(kinds.asked) })

function unread({ phase, fault, busy, again }: Pick<Asked<unknown>, 'phase' | 'fault' | 'busy' | 'again'>): { unread?: Unread } {
  return phase.value === 'failed' && fault.value ? { unread: { why: show(fault.value).text, busy: busy.value, again: () => void again() } } : {}
}
