// What is raised at a visit or an activity, or made of a voice, and registered in the same deed: an appeal or a voice. Its station is known,
// and so are its day and its people where the form names none.
import { half, must, type StepField } from './steps/form'
import type { StepValues } from './steps/values'

const dissatisfied = (values: StepValues) => values.rating === 'dissatisfied'

/** 当场答复: answered, fed back and evaluated in one line. */
const answered: StepField = { key: 'answered', kind: 'part', label: 'answered_on_spot', fields: [
  must({ key: 'answer', kind: 'area' }), half(must({ key: 'how', kind: 'code', list: 'reply_form', label: 'reply_form' })), half(must({ key: 'answered_by', kind: 'person' })),
  must({ key: 'rating', kind: 'code', list: 'evaluation' }), must({ key: 'reason', kind: 'text', label: 'rating_reason', when: dissatisfied }),
] }

/** An appeal, in the way most of them come in here. */
export const raisedAppeal = (way: string): StepField[] => [
  must({ key: 'title', kind: 'text' }), half({ key: 'category', kind: 'code', list: 'category' }), half({ key: 'purpose', kind: 'code', list: 'purpose' }),
  half(must({ key: 'way', kind: 'code', list: 'way', begin: way })), half({ key: 'n_people', kind: 'number' }),
  { key: 'request', kind: 'area' }, { key: 'facts', kind: 'area' }, answered,
]

/** Who raises it and what it is about: the rest follows when it is sorted. */
export const raisedVoice: StepField[] = [
  must({ key: 'title', kind: 'text', label: 'voice_title' }), half(must({ key: 'deputy', kind: 'deputy' })), half({ key: 'kind', kind: 'code', list: 'voice_kind', label: 'voice_kind' }),
  must({ key: 'content', kind: 'area', label: 'voice_content' }), { key: 'co_deputies', kind: 'deputy', many: true },
  { key: 'function', kind: 'code', list: 'function' },
  half({ key: 'way', kind: 'code', list: 'way', label: 'voice_way', begin: 'deputy' }), half({ key: 'urgency', kind: 'code', list: 'urgency', begin: 'normal' }),
]
