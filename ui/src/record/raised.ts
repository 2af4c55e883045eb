// What is raised at a visit or an activity, or made of a voice, and registered in the same deed: an appeal or a voice. Its station is known,
// and so are its day and its people where the form names none.
import { LONG } from '@/host/calls.gen'
import { half, more, must, type StepField, type StepTarget } from './steps/form'
import type { StepValue, StepValues } from './steps/values'

const dissatisfied = (values: StepValues) => values.rating === 'dissatisfied'
/** Whoever says 不满意 to one's face says why. */
export const ratedOnSpot: StepField[] = [
  must({ key: 'rating', kind: 'code', list: 'evaluation' }), must({ key: 'reason', kind: 'text', most: LONG, label: 'rating_reason', when: dissatisfied }),
]

/** 当场答复: answered, fed back and evaluated in one line. */
const answered: StepField = { key: 'answered', kind: 'part', label: 'answered_on_spot', fields: [
  must({ key: 'answer', kind: 'area' }), half(must({ key: 'how', kind: 'code', list: 'reply_form', label: 'reply_form' })), half(must({ key: 'answered_by', kind: 'person' })), ...ratedOnSpot,
] }

/** Who gave no name is owed no answer: the appeal itself says so, also where it is raised by those who came to a visit. */
export function knownAnonymous(appeal: StepValues, came?: StepValue): StepValues {
  const people = (appeal.people ?? came ?? []) as unknown as { part: string, kind: string }[]
  return people.some((one) => one.part === 'petitioner' && one.kind === 'anonymous') ? { ...appeal, anonymous: true } : appeal
}
/** The same for an appeal that lies within what is sent. */
export const knownInside = (input: StepValues): StepValues => (input.appeal ? { ...input, appeal: knownAnonymous(input.appeal as StepValues) } : input)

/** Our own people and deputies the record names already: a list that is searched would show them by their id. */
export const peopleIn = (view: StepTarget) => [...new Map((view.links ?? [])
  .filter(({ row }) => row.noun === 'person' || row.noun === 'deputy')
  .map(({ row }) => [row.record, { value: row.record, label: row.title }] as const)).values()]

/** What the sheet of a visit asks besides (来访登记表). */
export const present: StepField = { key: 'present', kind: 'person', many: true, offers: peopleIn }
export const deputies: StepField = { key: 'deputies', kind: 'deputy', many: true, offers: peopleIn }
export const noContact: StepField = { key: 'no_contact', kind: 'check' }
export const toldPrivacy: StepField = { key: 'told_privacy', kind: 'check' }
export const grid: StepField = { key: 'grid', kind: 'text' }
/** Folded in the form of an appeal that comes out of something else. */
export const restOfAppeal: StepField[] = [
  half({ key: 'content', kind: 'code', list: 'content' }), half(grid), { key: 'function', kind: 'code', list: 'function' }, { key: 'occasion', kind: 'code', list: 'occasion' },
  half({ key: 'urgency', kind: 'code', list: 'urgency' }), half({ key: 'risk', kind: 'code', list: 'risk' }),
  half({ key: 'case_no', kind: 'text' }), half({ key: 'case_office', kind: 'text' }), { key: 'case_stage', kind: 'code', list: 'case_stage' },
  { key: 'flags', kind: 'tags', list: 'flag' }, { key: 'materials', kind: 'materials' }, present, deputies, { key: 'opinion', kind: 'area' }, noContact, toldPrivacy,
].map((field) => more(field as StepField))

/** An appeal, in the way most of them come in here. */
export const raisedAppeal = (way: string): StepField[] => [
  must({ key: 'title', kind: 'text' }), half({ key: 'category', kind: 'code', list: 'category' }), half({ key: 'purpose', kind: 'code', list: 'purpose' }),
  half(must({ key: 'way', kind: 'code', list: 'way', begin: way })), half({ key: 'n_people', kind: 'number' }),
  { key: 'request', kind: 'area' }, { key: 'facts', kind: 'area' }, answered, ...restOfAppeal,
]

/** Who raises it and what it is about: the rest follows when it is sorted. */
export const raisedVoice: StepField[] = [
  must({ key: 'title', kind: 'text', label: 'voice_title' }), half(must({ key: 'deputy', kind: 'deputy' })), half({ key: 'kind', kind: 'code', list: 'voice_kind', label: 'voice_kind' }),
  must({ key: 'content', kind: 'area', label: 'voice_content' }), { key: 'co_deputies', kind: 'deputy', many: true },
  { key: 'function', kind: 'code', list: 'function' },
  half({ key: 'way', kind: 'code', list: 'way', label: 'voice_way', begin: 'deputy' }), half({ key: 'urgency', kind: 'code', list: 'urgency', begin: 'normal' }),
  more({ key: 'topics', kind: 'code', list: 'content', many: true }),
]
