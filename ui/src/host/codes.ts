// Code lists, asked once each: what may stand in a field that is chosen, and the name of what stands there already.
import { computed, type ComputedRef } from 'vue'
import { useAsk } from './ask'

export interface CodeOption { value: string, label: string }
export interface CodeList {
  options: ComputedRef<CodeOption[]>
  /** The name of a value; a value the list does not have is shown as it is. */
  nameOf: (id: string | null | undefined) => string
}

export function useCodes(list: string): CodeList {
  const asked = useAsk('codes', { list }, { about: ['reference'] })
  const names = computed(() => new Map((asked.value.value ?? []).map((code) => [code.id, code.name])))
  return {
    options: computed(() => [...names.value].map(([value, label]) => ({ value, label }))),
    nameOf: (id) => (id ? (names.value.get(id) ?? id) : ''),
  }
}
