// Code lists, asked once each: what may stand in a field that is chosen, and the name of what stands there already.
import { computed, type ComputedRef } from 'vue'
import { type Asked, useAsk } from './ask'

export interface CodeOption {
  value: string
  label: string
  /** 待核: the wording was not compared with its source yet. */
  doubt?: boolean
}
export interface CodeList {
  options: ComputedRef<CodeOption[]>
  /** The name of a value; a value the list does not have is shown as it is. */
  nameOf: (id: string | null | undefined) => string
  /** Where it could not be read there are no names, and it can be asked again. */
  asked: Pick<Asked<unknown>, 'phase' | 'fault' | 'busy' | 'again'>
  /** Whether the name of a value is in doubt (待核). */
  doubtOf: (id: string | null | undefined) => boolean
}

export function useCodes(list: string): CodeList {
  const asked = useAsk('codes', { list }, { about: ['reference'] })
  const names = computed(() => new Map((asked.value.value ?? []).map((code) => [code.id, code.name])))
  const doubtful = computed(() => new Set((asked.value.value ?? []).filter((code) => code.wording === 'unverified').map((code) => code.id)))
  return {
    asked,
    options: computed(() => (asked.value.value ?? []).map(({ id, name, wording }) => ({ value: id, label: name, ...(wording === 'unverified' ? { doubt: true } : {}) }))),
    nameOf: (id) => (id ? (names.value.get(id) ?? id) : ''),
    doubtOf: (id) => doubtful.value.has(id ?? ''),
  }
}
