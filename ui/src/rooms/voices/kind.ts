// How a voice is shown.
import type { VoiceView } from '@/host/calls.gen'
import type { RecordKind } from '@/record/kind'
import { formsOf } from './steps/forms'

export const kindOf = (view?: VoiceView): RecordKind => ({
  noun: 'voice',
  words: 'voices',
  forms: formsOf(view),
  aside: ['amend_voice', 'record_voice_event', 'convert_voice'],
  leads: ['sort_voice', 'decide_voice', 'answer_voice', 'evaluate_voice', 'settle_voice', 'archive_voice'],
  lists: {
    kind: 'voice_kind', way: 'way', function: 'function', urgency: 'urgency', topics: 'content',
    unit: 'outside_unit', class: 'answer_class', reply_form: 'reply_form', delivery: 'delivery', level: 'evaluation', event: 'event',
  },
  labels: { title: 'voice_title', content: 'voice_content', received_on: 'raised_on', kind: 'voice_kind', way: 'voice_way', reason: 'return_reason' },
  short: ['received_on', 'kind', 'way', 'function', 'urgency', 'topics'],
  long: ['content'],
})
