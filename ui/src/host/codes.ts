// Code lists, asked once each: what may stand in a field that is chosen, and the name of what stands there already.
import { computed, type ComputedRef, onScopeDispose, shallowRef } from 'vue'
import { type Asked, useAsk } from './ask'
import { client } from './client'
import { asFault, type Fault } from './fault'

const CODES = 'codes'

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
  const asked = useAsk(CODES, { list }, { about: ['reference'] })
  const names = computed(() => new Map((asked.value.value ?? []).map((code) => [code.id, code.name])))
  const doubtful = computed(() => new Set((asked.value.value ?? []).filter((code) => code.wording === 'unverified').map((code) => code.id)))
  return {
    asked,
    options: computed(() => (asked.value.value ?? []).map(({ id, name, wording }) => ({ value: id, label: name, ...(wording === 'unverified' ? { doubt: true } : {}) }))),
    nameOf: (id) => (id ? (names.value.get(id) ?? id) : ''),
    doubtOf: (id) => doubtful.value.has(id ?? ''),
  }
}

export interface UnreadCodes { fault: Fault, busy: boolean, again: () => void }

/** Lists that stand somewhere on the page and could not be read, whichever part of it asked for them; one try reads all of them. */
export function useUnreadCodes(): ComputedRef<UnreadCodes | undefined> {
  const cache = client.getQueryCache()
  const unread = shallowRef<UnreadCodes>()
  const look = () => {
    // While it is tried again the error is gone, and the names are not there yet.
    const lists = cache.findAll({ queryKey: [CODES], type: 'active', predicate: ({ state }) => state.data === undefined && state.errorUpdateCount > 0 })
    const error = lists.map(({ state }) => state.error).find(Boolean)
    const fault = error ? asFault(error) : unread.value?.fault
    unread.value = lists.length && fault ? { fault, busy: lists.some(({ state }) => state.fetchStatus === 'fetching'), again: () => lists.forEach((list) => void list.fetch().catch(() => undefined)) } : undefined
  }
  look()
  onScopeDispose(cache.subscribe(({ query }) => { if (query.queryKey[0] === CODES) look() }))
  return computed(() => unread.value)
}
