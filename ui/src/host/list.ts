// A keyset page: rows, the exact count, forward and back. The way back is the row of cursors already used.
import { computed, type ComputedRef, type MaybeRefOrGetter, ref, toValue, watch } from 'vue'
import { useAsk, type AskChoices } from './ask'
import type { Calls, Page } from './calls.gen'
import type { Fault } from './fault'
import type { Input } from './index'

export type ListName = { [N in keyof Calls]: Calls[N]['output'] extends Page<unknown> ? N : never }[keyof Calls]
export type Row<N extends ListName> = Calls[N]['output']['rows'][number]
export type Filter<N extends ListName> = Omit<Input<N>, 'cursor' | 'limit'>

export interface Listed<R> {
  rows: ComputedRef<R[]>
  count: ComputedRef<number | null>
  phase: ComputedRef<'loading' | 'ready' | 'failed'>
  busy: ComputedRef<boolean>
  fault: ComputedRef<Fault | undefined>
  /** Index of the first row shown, from 0. */
  first: ComputedRef<number>
  hasNext: ComputedRef<boolean>
  hasPrev: ComputedRef<boolean>
  next: () => void
  prev: () => void
  again: () => Promise<unknown>
}

export function useList<N extends ListName>(
  name: N, filter: MaybeRefOrGetter<Filter<N>>, choices: AskChoices & { size?: number } = {},
): Listed<Row<N>> {
  const size = choices.size ?? 50
  const cursors = ref<(string | null)[]>([null])
  watch(() => JSON.stringify(toValue(filter)), () => { cursors.value = [null] })
  const input = computed(() => ({ ...toValue(filter), cursor: cursors.value[cursors.value.length - 1] ?? null, limit: size }) as unknown as Input<N>)
  const asked = useAsk(name, input, { ...choices, keep: 'previous' })
  const page = computed(() => asked.value.value as Page<Row<N>> | undefined)
  return {
    rows: computed(() => page.value?.rows ?? []),
    count: computed(() => page.value?.count ?? null),
    phase: computed(() => (asked.fault.value && !asked.busy.value ? 'failed' : asked.phase.value)),
    busy: asked.busy,
    fault: asked.fault,
    first: computed(() => (cursors.value.length - 1) * size),
    hasNext: computed(() => (page.value?.next ?? null) !== null),
    hasPrev: computed(() => cursors.value.length > 1),
    next: () => { if (page.value?.next) cursors.value = [...cursors.value, page.value.next] },
    prev: () => { if (cursors.value.length > 1) cursors.value = cursors.value.slice(0, -1) },
    again: asked.again,
  }
}
