// One store of answers. An act says which topics it made stale; every open question about them is asked again.
import { QueryClient } from '@tanstack/vue-query'
import type { Topic } from './calls.gen'

declare module '@tanstack/vue-query' {
  interface Register { queryMeta: { about?: About[] } }
}

/** What a question is about. `*`: everything, such as counters that any act may move. `drafts` lie outside the log: only pages tell them. */
export type About = Topic | 'drafts' | '*'
export const ANYTHING = '*' satisfies About

export const client = new QueryClient({
  defaultOptions: {
    // The desk answers on this machine: no network to wait for, and a refusal does not change by asking twice.
    queries: { networkMode: 'always', retry: false, staleTime: 30_000, refetchOnWindowFocus: true },
    mutations: { networkMode: 'always', retry: false },
  },
})

export function staleNow(topics: About[]): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ meta }) => meta?.about?.some((topic) => topic === ANYTHING || topics.includes(topic)) ?? false,
  })
}

/**
 * The person changed: nothing another one saw may stay. Only the question who sits here stays: the frame holds it open,
 * and a question that is taken out of the store is never asked again.
 */
export function forgetAll(): void {
  client.removeQueries({ predicate: ({ meta }) => !meta?.about?.includes('desk') })
  client.getMutationCache().clear()
}

export function changedBy(answer: unknown): About[] {
  if (typeof answer !== 'object' || answer === null || !('changed' in answer)) return []
  return Array.isArray(answer.changed) ? (answer.changed as Topic[]) : []
}
