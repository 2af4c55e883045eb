// A name for each row of a list that stays with it: what a row holds of its own (a file on its way, words, a fold) never passes to
// the next one when a row above it is taken out.
import { type Ref, ref, watch } from 'vue'

export interface RowNames { names: Ref<number[]>, drop: (at: number) => void }

/** `count`: how many rows there are. Who takes one out says which, before it is gone. */
export function useRowNames(count: () => number): RowNames {
  const names = ref<number[]>([])
  let next = 0
  watch(count, (n) => {
    while (names.value.length < n) names.value.push(next++)
    names.value.length = n
  }, { immediate: true, flush: 'sync' })
  return { names, drop: (at) => { names.value.splice(at, 1) } }
}
