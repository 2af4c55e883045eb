// How an activity is shown. The forms of its steps follow its kind: a hearing has more of them than a talk.
import type { ActivityView } from '@/host/calls.gen'
import type { RecordKind } from '@/record/kind'
import { formsOf } from './steps/forms'

export const shown = {
  lists: { kind: 'activity', topics: 'content' },
  words: 'activities',
  labels: { kind: 'activity_kind', topics: 'activity_topics', object: 'activity_object', reason: 'cancel_reason', text: 'opinion_text' },
}

export const kindOf = (view?: ActivityView): RecordKind => ({
  noun: 'activity', ...shown, forms: formsOf(view), aside: ['amend_activity', 'cancel_activity'], leads: ['approve_hearing', 'confirm_hearing_approval'],
  short: ['kind', 'scheduled_on', 'held_on', 'from_at', 'to_at', 'place', 'openness', 'case_no', 'object', 'publication', 'recommendation_no', 'n_public', 'topics'],
  long: ['agenda', 'minutes', 'agreement', 'follow_up'],
})
