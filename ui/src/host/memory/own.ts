// What one person chose on a machine that several may use: kept under their account's id, never their name.
import { computed, type ComputedRef, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { recall, remember } from './memory'

/**
 * `owner`: the account; until it is known nothing is read or kept. `read`: what was kept, as far as it still is a choice; null where nothing was.
 * What was kept before the machine told its people apart is everybody's to begin with, and changes for the one who changes it.
 */
export function useOwn<T>(key: string, owner: MaybeRefOrGetter<string | undefined>, read: (kept: unknown) => T): { kept: ComputedRef<T>, keep: (value: T) => void } {
  const at = computed(() => { const account = toValue(owner); return account ? `${key}.${account}` : undefined })
  const kept = shallowRef(read(null))
  watch(at, (now) => { kept.value = read(now ? recall<unknown>(now, recall<unknown>(key, null)) : null) }, { immediate: true, flush: 'sync' })
  return {
    kept: computed(() => kept.value),
    keep: (value) => { if (at.value) { kept.value = value; remember(at.value, value) } },
  }
}
