// How a member of staff and a deputy are shown.
import { amendDeputy, endDeputy } from '@/record/deputy'
import type { RecordKind } from '@/record/kind'
import { personForms } from './steps/forms'

export const personKind: RecordKind = {
  noun: 'person',
  words: 'people',
  forms: personForms,
  aside: ['amend_person', 'leave_person'],
  lists: { sex: 'sex', kind: 'staff_kind' },
  labels: { title: 'post_title', kind: 'staff_kind' },
  short: ['sex', 'department', 'title', 'kind', 'staff_no', 'left_on'],
  long: ['note'],
}

export const deputyKind: RecordKind = {
  noun: 'deputy',
  words: 'people',
  forms: { amend_deputy: amendDeputy, end_deputy: endDeputy },
  aside: ['amend_deputy', 'end_deputy'],
  lists: { sex: 'sex', levels: 'deputy_level' },
  labels: { unit: 'deputy_unit', from_on: 'term_from', to_on: 'term_to' },
  short: ['levels', 'constituency', 'term', 'from_on', 'to_on', 'sex', 'unit', 'profession'],
  long: [],
}
