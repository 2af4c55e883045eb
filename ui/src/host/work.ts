// How far the desk's one long work is (a proof, a rebuild, an import), while a page waits for it or has found it running.
import { computed, type ComputedRef, type MaybeRefOrGetter, onScopeDispose, toValue, watch } from 'vue'
import { useAsk } from './ask'
import type { WorkFar } from './calls.gen'

/** How often is looked how far it is; the first look is made once the desk has begun, or has ended. */
const LOOK_MS = 1_000
const FIRST_MS = 150

/** `waits`: the page's own call is on its way. */
export function useWork(work: string, waits: MaybeRefOrGetter<boolean>): ComputedRef<WorkFar | undefined> {
  const going = useAsk('work_progress', {}, { everyMs: (now) => (toValue(waits) || now?.running ? LOOK_MS : false) })
  let first: number | undefined
  watch(() => toValue(waits), () => {
    window.clearTimeout(first)
    first = window.setTimeout(() => void going.again(), FIRST_MS)
  })
  // A page that was left asks no more.
  onScopeDispose(() => window.clearTimeout(first))
  return computed(() => {
    const running = going.value.value?.running
    return running?.work === work ? running : undefined
  })
}
