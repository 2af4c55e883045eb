// A keyset page: rows, the exact count, forward and back. The way back is the row of cursors already used.
import { computed, type ComputedRef, type MaybeRefOrGetter, ref, toValue, watch } from 'vue'
import { type AskChoices, useAsk } from './ask'
import type { Calls, Page } from './calls.gen'
import type { Fault } from './fault'
import type { Input, Output } from './index'

/** Calls that answer a page, or something with a page in it. */
export type ListName = { [N in keyof Calls]: PageIn<Calls[N]['output']> extends never ? never : N }[keyof Calls]
type PageIn<O> = O extends { rows: unknown[], next: string | null } ? O : O extends { page: { rows: unknown[], next: string | null } } ? O['page'] : never
export type RowOf<N extends ListName> = PageIn<Calls[N]['output']>['rows'][number]
export type Filter<N extends ListName> = Omit<Input<N>, 'cursor'>

export interface Listed<R, O = unknown> {
  rows: ComputedRef<R[]>
  count: ComputedRef<number | null>
  phase: ComputedRef<'loading' | 'ready' | 'failed'>
  busy: ComputedRef<boolean>
  fault: ComputedRef<Fault | undefined>
  /** Index of the first row shown, from 0. */
  first: ComputedRef<number>
  hasNext: ComputedRef<boolean>
  hasPrev: ComputedRef<boolean>
  /** The whole answer, where it says more than its page. */
  answer: ComputedRef<O | undefined>
  next: () => void
  prev: () => void
  again: () => Promise<unknown>
}

interface Turn { cursor?: string, first: number }

export function useList<N extends ListName>(name: N, filter: MaybeRefOrGetter<Filter<N>>, choices: AskChoices = {}): Listed<RowOf<N>, Output<N>> {
  const turns = ref<Turn[]>([{ first: 0 }])
  const turn = computed<Turn>(() => turns.value[turns.value.length - 1] ?? { first: 0 })
  // Another filter is another list: its first page.
  watch(() => JSON.stringify(toValue(filter)), () => { turns.value = [{ first: 0 }] })
  const input = computed(() => ({
    ...toValue(filter), ...(turn.value.cursor === undefined ? {} : { cursor: turn.value.cursor }),
  }) as unknown as Input<N>)
  const asked = useAsk(name, input, { ...choices, keep: 'previous' })
  const page = computed(() => pageIn<RowOf<N>>(asked.value.value))

  const next = () => {
    const { next: cursor, rows } = page.value ?? { next: null, rows: [] }
    // Still the page before, or another filter's: its cursor leads elsewhere.
    if (asked.former.value) return
    if (cursor !== null) turns.value = [...turns.value, { cursor, first: turn.value.first + rows.length }]
  }
  const prev = () => { if (turns.value.length > 1) turns.value = turns.value.slice(0, -1) }

  // What stood on this page is gone since: the one before it is shown, or an empty list would have no way back.
  watch(page, (now) => { if (now?.rows.length === 0) prev() })

  return {
    rows: computed(() => page.value?.rows ?? []),
    count: computed(() => page.value?.count ?? null),
    phase: computed(() => (asked.fault.value && !asked.busy.value ? 'failed' : asked.phase.value)),
    busy: asked.busy,
    fault: asked.fault,
    first: computed(() => turn.value.first),
    hasNext: computed(() => (page.value?.next ?? null) !== null),
    hasPrev: computed(() => turns.value.length > 1),
    answer: asked.value,
    next,
    prev,
    again: asked.again,
  }
}

function pageIn<R>(answer: unknown): Page<R> | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  return ('page' in answer ? answer.page : answer) as Page<R>
}
