// 反馈送达 and 评价: who was told, how, and what proves it. Material about a complaint never goes to the one complained of (信访工作条例 30), and whoever
// left no name or could not be reached is owed none.
import type { AppealFacts, FaceParty } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import { how, must, on, proof, type StepForm, type StepTarget } from '@/record/steps/form'
import type { StepValues } from '@/record/steps/values'
import { w, wordOr } from '@/words'

const NOT_OWED = 'not_owed'
const NOT_EVALUATED = 'not_evaluated'
const isOwed = (values: StepValues) => values.how !== NOT_OWED
const mayGet = ({ part, party }: FaceParty) => part !== 'accused' && party.kind !== 'anonymous'
const calls = ({ part, party }: FaceParty): Option => ({
  value: party.record, label: [wordOr(`record.parts.${part}`, part), party.unit_name ?? party.name].filter(Boolean).join(' '),
})

export const recipients = (view: StepTarget): Option[] => (view.parties ?? []).filter(mayGet).map(calls)

/** The petitioner, where there is one who can be told. */
const usual = (view: StepTarget) => (view.parties ?? []).filter(mayGet).find(({ part }) => part === 'petitioner')?.party.record ?? null
function isNobody({ facts }: StepTarget): boolean {
  const { anonymous, no_contact: unknown } = (facts ?? {}) as AppealFacts
  return Boolean(anonymous || unknown)
}
const begunHow = (view: StepTarget) => (isNobody(view) ? NOT_OWED : null)

export const deliver: StepForm = { fields: [
  { ...how, label: 'delivered_how', offers: () => [{ value: NOT_OWED, label: w('record.not_owed') }], begins: begunHow },
  must({ key: 'to', kind: 'pick', label: 'delivered_to', offers: recipients, begins: usual, when: isOwed }),
  on, must({ ...proof, when: isOwed }), { key: 'note', kind: 'text' },
] }

/** 评价: whoever left no name or no address is not asked, and has said nothing. */
export const evaluate: StepForm = { fields: [
  must({ key: 'level', kind: 'code', list: 'evaluation', label: 'rating', begins: (view) => (isNobody(view) ? NOT_EVALUATED : null) }), on,
  { ...how, label: 'evaluated_how', offers: (view) => (isNobody(view) ? [{ value: NOT_OWED, label: w('record.not_asked') }] : []), begins: begunHow },
  { key: 'reason', kind: 'area', label: 'rating_reason' },
] }
