// Open work as it is handed over: by noun, ticked unless somebody unticked it.
import type { HandOverIn, WorkRow } from '@/host/calls.gen'
import { w, wordOr } from '@/words'

export interface WorkGroup { noun: string, title: string, rows: WorkRow[] }

/** In the order the desk tells them. */
export function groupsOf(rows: WorkRow[]): WorkGroup[] {
  const nouns = [...new Set(rows.map((row) => row.work.noun))]
  return nouns.map((noun) => {
    const theirs = rows.filter((row) => row.work.noun === noun)
    return { noun, title: w('people.hand_over.group', { noun: wordOr(`nouns.${noun}`, noun), n: theirs.length }), rows: theirs }
  })
}

/** The room whose words name a noun's states. */
const WORDS: Record<string, string> = { appeal: 'appeals', voice: 'voices', activity: 'activities', obligation: 'tasks', visit: 'visits', sealed: 'appeals' }
export const stateOf = (row: WorkRow) => wordOr(`${WORDS[row.work.noun] ?? row.work.noun}.states.${row.state}`, w('marks.none'))

/** To whom, why and without what, as a draft kept it. */
export function keptChoice(body: unknown): { to: string | null, reason: string, stays: string[] } {
  const { values } = (body ?? {}) as { values?: Record<string, unknown> }
  const { to, reason, stays } = values ?? {}
  return {
    to: typeof to === 'string' ? to : null, reason: typeof reason === 'string' ? reason : '', stays: Array.isArray(stays) ? stays.filter((one) => typeof one === 'string') : [],
  }
}

/** What was unticked stays where it is, also when the list was read again meanwhile. */
export function inputOf(rows: WorkRow[], stays: ReadonlySet<string>, form: { from: string, to: string, reason: string }): HandOverIn {
  const taken = rows.filter((row) => !stays.has(row.work.record))
  return {
    ...form, except: rows.filter((row) => stays.has(row.work.record)).map((row) => row.work.record), on: taken.map((row) => ({ record: row.work.record, seen: row.seen })),
  }
}
