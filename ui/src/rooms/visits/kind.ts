// How a visit is shown.
import type { RecordKind } from '@/record/kind'
import { forms } from './steps/forms'

export const kind: RecordKind = {
  noun: 'visit',
  words: 'visits',
  forms,
  aside: ['amend_visit'],
  lists: { kind: 'visit_kind', topics: 'content' },
  labels: { kind: 'visit_kind' },
  short: ['visited_on', 'kind', 'object', 'from_at', 'to_at', 'n_people', 'place', 'company_code', 'topics'],
  long: ['summary', 'intent'],
}
