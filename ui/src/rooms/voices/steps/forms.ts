// The forms of a voice's steps: a row a verb, in the order of its input (`calls.gen.ts`). Whether a step is possible is told by the desk alone.
import type { Phase, VoiceView } from '@/host/calls.gen'
import { knownInside } from '@/record/raised'
import { recordEvent } from '@/record/steps/event'
import { half, how, must, on, proof, reason, type StepField, type StepForm } from '@/record/steps/form'
import type { StepValues } from '@/record/steps/values'
import { amendable } from './facts'
import { converting, sorting } from './sorting'

const adoption = must({ key: 'adoption', kind: 'choice', list: 'adoption', choices: ['adopted', 'partly', 'not_adopted'], begin: null })
/** Said at length, as the answer is; why a step is taken is said in a line. */
const account = must({ key: 'reason', kind: 'area' })
const wholly = (values: StepValues) => values.adoption === 'adopted'
const dissatisfied = (values: StepValues) => values.level === 'dissatisfied'

/** 办后沟通 follows the answer; before it there is nothing to talk about afterwards. */
const phases = (state: string): readonly Phase[] => (state === 'answered' ? ['after', 'during', 'before'] : state === 'handling' ? ['during', 'before'] : ['before', 'during'])

export function formsOf(view?: VoiceView): Record<string, StepForm> {
  const written: Pick<StepField, 'begin'> = view?.formal ? { begin: 'written' } : {}
  return {
    sort_voice: { fields: sorting(view), keys: 's', finish: knownInside },
    convert_voice: { fields: converting(view), finish: knownInside },
    decide_voice: { fields: [adoption, { ...account, label: 'adoption_reason', when: (values) => !wholly(values) }, { ...account, required: false, label: 'adoption_reason', when: wholly }] },
    assign_proposal: { fields: [
      must({ key: 'number', kind: 'text', label: 'proposal_no' }), must({ key: 'assigned_by', kind: 'text' }), must({ key: 'assigned_on', kind: 'day', today: true }),
      { key: 'difficult', kind: 'check' }, { key: 'in_session', kind: 'check' },
    ] },
    accept_proposal: { fields: [{ ...on, label: 'accepted_on' }] },
    return_proposal: { fields: [{ ...reason, label: 'return_reason' }, { ...on, label: 'returned_on' }], danger: true },
    communicate_voice: { keys: 'l', fields: [
      must({ key: 'phase', kind: 'choice', list: 'phase', choices: phases(view?.state ?? '') }), half(on), half({ ...how, label: 'contact_how' }), must({ key: 'text', kind: 'area', label: 'contact_text' }),
    ] },
    answer_voice: { keys: 'r', fields: [
      must({ key: 'class', kind: 'code', list: 'answer_class' }), must({ key: 'text', kind: 'area', label: 'answer' }), half(must({ key: 'how', kind: 'code', list: 'reply_form', label: 'reply_form', ...written })), half(on),
      must({ ...proof, label: 'answer_proof' }),
    ] },
    evaluate_voice: { fields: [
      must({ key: 'level', kind: 'code', list: 'evaluation', label: 'result_rating' }), { key: 'attitude', kind: 'code', list: 'evaluation' }, half(on), half({ ...how, label: 'collected_how' }),
      { ...account, label: 'rating_reason', when: dissatisfied }, { ...account, required: false, label: 'rating_reason', when: (values) => !dissatisfied(values) },
    ] },
    record_voice_event: recordEvent,
    settle_voice: { fields: [must({ key: 'finding', kind: 'area' })] },
    archive_voice: { fields: [{ key: 'volume', kind: 'text', label: 'archive_volume' }] },
    amend_voice: { fields: amendable(view), amends: true, keys: 'e' },
  }
}
