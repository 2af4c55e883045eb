// What two desks wrote apart, in the words of the record it is met at.
import type { ConflictRow } from '@/host/calls.gen'
import { w, wordOr } from '@/words'

export type About = Pick<ConflictRow, 'noun' | 'field'>

/** Fields that are called otherwise here than elsewhere. */
const LABELS: Record<string, string> = {
  'activity.kind': 'activity_kind', 'appeal.handled_by_office': 'handling_office', 'deputy.from_on': 'term_from', 'deputy.to_on': 'term_to', 'party.kind': 'party_kind', 'post.kind': 'post_kind', 'post.from_on': 'post_from', 'post.to_on': 'post_to',
  'station.name': 'station_name', 'template.basis': 'task_basis', 'template.from_on': 'task_from', 'template.to_on': 'task_to', 'voice.kind': 'voice_kind', 'voice.received_on': 'raised_on',
}

export const keyOf = ({ noun, field }: About) => `${noun}.${field ?? ''}`

/** Steps stand for themselves. */
export const fieldOf = (row: About) => (row.field === null ? w('conflicts.steps') : wordOr(`fields.${LABELS[keyOf(row)] ?? row.field}`, row.field))

/** Those met at one record, each thing once; of another record in it, such as a person, the noun is said too. */
export function contestedIn(rows: readonly ConflictRow[], record: string): string[] {
  const here = rows.filter(({ at }) => at === record)
  return [...new Set(here.map((row) => (row.record === record ? fieldOf(row) : w('conflicts.field', { noun: wordOr(`nouns.${row.noun}`, row.noun), field: fieldOf(row) }))))]
}
