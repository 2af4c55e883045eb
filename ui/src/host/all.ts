// Every row of a short list (stations, templates), page after page: for names and choices, where one missing would be a wrong answer.
import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import type { Asked } from './ask'
import type { Calls, Row } from './calls.gen'
import { type About, client } from './client'
import { asFault } from './fault'
import { call } from './index'

/** Rows of a page, as many as the desk gives at once. */
const PAGE = 200
type Whole = { [N in keyof Calls]: Calls[N]['output'] extends { rows: Row[], next: string | null } ? N : never }[keyof Calls]

export async function allRows(name: Whole): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const page: { rows: Row[], next: string | null } = await call(name, { limit: PAGE, ...(cursor === null ? {} : { cursor }) })
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return rows
}

export function useAll(name: Whole, choices: { about?: About[], when?: MaybeRefOrGetter<boolean> } = {}): Asked<{ rows: Row[] }> {
  const query = useQuery({
    queryKey: [name, 'all'],
    queryFn: async () => ({ rows: await allRows(name) }),
    meta: { about: choices.about ?? [] },
    enabled: computed(() => toValue(choices.when ?? true)),
  }, client)
  return {
    value: computed(() => query.data.value),
    phase: computed(() => (query.data.value !== undefined ? 'ready' : query.isError.value ? 'failed' : 'loading')),
    busy: computed(() => query.isFetching.value),
    fault: computed(() => (query.error.value ? asFault(query.error.value) : undefined)),
    again: () => query.refetch(),
  }
}
