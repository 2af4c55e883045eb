// A question a page keeps open: asked when its input changes, and again when one of its topics went stale.
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef, type MaybeRefOrGetter, toValue } from 'vue'
import { type About, client } from './client'
import { asFault, type Fault } from './fault'
import { call, type CallName, type Input, type Output } from './index'

export interface Asked<T> {
  value: ComputedRef<T | undefined>
  phase: ComputedRef<'loading' | 'ready' | 'failed'>
  /** Being asked again while the old answer is shown. */
  busy: ComputedRef<boolean>
  fault: ComputedRef<Fault | undefined>
  again: () => Promise<unknown>
}

export interface AskChoices<T = unknown> {
  about?: About[]
  when?: MaybeRefOrGetter<boolean>
  /** Asked again after so long; a function looks at the newest answer each time. */
  everyMs?: number | ((now: T | undefined) => number | false)
  /** The answer before, until the next is there; or none of them any longer than somebody looks at it. */
  keep?: 'previous' | 'none'
}

const intervalOf = <T>(every: NonNullable<AskChoices<T>['everyMs']>) => (typeof every === 'number' ? every : (query: { state: { data: unknown } }) => every(query.state.data as T | undefined))

export function useAsk<N extends CallName>(
  name: N, input: MaybeRefOrGetter<Input<N>>, choices: AskChoices<Output<N>> = {},
): Asked<Output<N>> & { /** What is shown answers the question before this one. */ former: ComputedRef<boolean> } {
  const query = useQuery({
    queryKey: computed(() => [name, toValue(input)]),
    queryFn: () => call(name, toValue(input)),
    meta: { about: choices.about ?? [] },
    enabled: computed(() => toValue(choices.when ?? true)),
    ...(choices.everyMs === undefined ? {} : { refetchInterval: intervalOf(choices.everyMs) }),
    ...(choices.keep === 'previous' ? { placeholderData: keepPreviousData } : {}),
    ...(choices.keep === 'none' ? { gcTime: 0 } : {}),
  }, client)
  return {
    value: computed(() => query.data.value as Output<N> | undefined),
    phase: computed(() => (query.data.value !== undefined ? 'ready' : query.isError.value ? 'failed' : 'loading')),
    busy: computed(() => query.isFetching.value),
    former: computed(() => query.isPlaceholderData.value),
    fault: computed(() => (query.error.value ? asFault(query.error.value) : undefined)),
    again: () => query.refetch(),
  }
}
