// The forms of the steps: a row a verb, in the order of its input (`calls.gen.ts`). Whether a step is possible is told by the desk alone.

import { deputies, grid, knownAnonymous, noContact, present, ratedOnSpot, toldPrivacy } from '@/record/raised'
import { approver, how, more, must, noticeFields, on, paper, proof, reason, type StepField, type StepForm } from '@/record/steps/form'
import { wordOr } from '@/words'
import { recordEvent } from '@/record/steps/event'
import { deliver, evaluate } from './deliver'

const notice: StepField = { key: 'notice', kind: 'notice' }
const id = must({ key: 'id', kind: 'request' })
const referral = must({ key: 'id', kind: 'referral', label: 'referral' })
const clock = (clocks: NonNullable<StepField['clocks']>) => must({ key: 'clock', kind: 'clock', clocks })
const sorting: StepField[] = [
  must({ key: 'nature', kind: 'code', list: 'nature' }), on, { key: 'purpose', kind: 'code', list: 'purpose' }, { key: 'text', kind: 'area', label: 'sorting_text' }, notice,
]
const rating: StepField[] = [
  must({ key: 'level', kind: 'code', list: 'evaluation', label: 'rating' }), on, { ...how, label: 'evaluated_how' }, { key: 'reason', kind: 'area', label: 'rating_reason' },
]

const facts: StepField[] = [
  must({ key: 'title', kind: 'text' }), must({ key: 'way', kind: 'code', list: 'way' }), must({ key: 'received_on', kind: 'day' }),
  { key: 'category', kind: 'code', list: 'category' }, { key: 'purpose', kind: 'code', list: 'purpose' }, { key: 'content', kind: 'code', list: 'content' },
  { key: 'function', kind: 'code', list: 'function' }, { key: 'occasion', kind: 'code', list: 'occasion' }, { key: 'n_people', kind: 'number' },
  { key: 'request', kind: 'area' }, { key: 'facts', kind: 'area' }, { key: 'opinion', kind: 'area' },
  { key: 'case_no', kind: 'text' }, { key: 'case_office', kind: 'text' }, { key: 'case_stage', kind: 'code', list: 'case_stage' },
  { key: 'urgency', kind: 'code', list: 'urgency' }, { key: 'risk', kind: 'code', list: 'risk' }, { key: 'flags', kind: 'tags', list: 'flag' },
  { key: 'materials', kind: 'materials' },
  { key: 'people', kind: 'parties', choices: ['petitioner', 'representative', 'agent', 'accused'], label: 'add_people' },
  ...[grid, present, deputies, noContact, { key: 'anonymous', kind: 'check' } satisfies StepField, toldPrivacy].map(more),
]
/** Entered with the wrong part, or not of this matter. */
const taken = more({
  key: 'remove_parties', kind: 'pick', many: true, label: 'remove_people',
  offers: (view) => (view.parties ?? []).map(({ part, party }) => ({ value: `${part} ${party.record}`, label: [wordOr(`record.parts.${part}`, part), party.unit_name ?? party.name].filter(Boolean).join(' ') })),
  sends: (chosen) => (chosen as string[]).map((one) => { const [part, record] = one.split(' '); return { part, record } }),
})

/** The registration's materials alone: adding one needs no walk through the whole form. */
export const materialsForm: StepForm = { fields: facts.filter((field) => field.key === 'materials'), amends: true, act: 'record.material.add' }

export const forms: Record<string, StepForm> = {
  answer_on_spot: { fields: [
    must({ key: 'answer', kind: 'area' }), must({ key: 'how', kind: 'code', list: 'reply_form', label: 'reply_form' }), must({ key: 'answered_by', kind: 'person' }),
    ...ratedOnSpot,
  ] },
  complete_appeal: { fields: facts, amends: true, finish: (input) => knownAnonymous(input) },
  amend_appeal: { fields: [...facts, taken], amends: true, keys: 'e', finish: (input) => knownAnonymous(input) },
  accept_appeal: { fields: sorting },
  refuse_appeal: { fields: [must({ key: 'reason', kind: 'code', list: 'refusal', label: 'refusal_reason' }), ...sorting] },
  decline_appeal: { fields: [must({ key: 'reason', kind: 'code', list: 'refusal', label: 'refusal_reason' }), ...sorting] },
  guide_appeal: { fields: [must({ key: 'path', kind: 'text' }), ...sorting] },
  refer_appeal: { fields: [
    must({ key: 'kind', kind: 'choice', list: 'outward', choices: ['refer', 'transfer'], label: 'outward' }), must({ key: 'unit', kind: 'text' }),
    must({ key: 'letter_no', kind: 'text' }), ...sorting,
  ] },
  object_referral: { fields: [must({ key: 'unit', kind: 'text' }), must({ key: 'letter_no', kind: 'text' }), reason, ...sorting] },
  request_materials: { fields: [must({ key: 'wanted', kind: 'area' }), must(notice)] },
  supplement_materials: { fields: [on, must({ key: 'materials', kind: 'materials' })] },
  assign_appeal: { fields: [must({ key: 'office', kind: 'office', label: 'to_office' }), on, { ...reason, required: false }] },
  return_assignment: { fields: [reason] },
  ask_hand_over: { fields: [must({ key: 'office', kind: 'office', label: 'hand_office' }), reason] },
  approve_hand_over: { fields: [must({
    key: 'station', kind: 'pick', label: 'hand_station', offers: (view) => (view.hand_over?.stations ?? []).map(({ record, name }) => ({ value: record, label: name })),
  })] },
  refuse_hand_over: { fields: [reason], danger: true },
  return_hand_over: { fields: [reason], danger: true },
  take_in_appeal: { fields: [] },
  sign_for_referral: { fields: [referral, on, must(proof)] },
  record_referral_reply: { fields: [referral, on, must({ key: 'text', kind: 'area', label: 'reply_text' }), must(proof)] },
  return_referral: { fields: [referral, on, reason] },
  seal_appeal: { danger: true, fields: [
    must({ key: 'reason', kind: 'code', list: 'seal_reason', label: 'seal_reason', begins: (view) => view.must_seal ?? null }), must({ key: 'approver', kind: 'person', label: 'seal_approver' }),
  ] },
  reply_sealed: { fields: [{ ...on, label: 'replied_on' }] },
  take_on_appeal: { fields: [] },
  assign_handler: { fields: [must({ key: 'handler', kind: 'person' }), { ...reason, required: false }] },
  hand_over_appeal: { fields: [must({ key: 'to', kind: 'person', label: 'hand_to' }), reason] },
  declare_recusal: { fields: [reason] },
  clear_conflict: { fields: [must({ key: 'person', kind: 'person', label: 'colleague' }), reason] },
  reply_procedurally: { fields: noticeFields, keys: 'r' },
  note_progress: { fields: [must({ key: 'text', kind: 'area', label: 'progress' }), on, { ...how, label: 'told_how' }, { key: 'next_on', kind: 'day' }], keys: 'l' },
  urge_appeal: { fields: [
    must({ key: 'kind', kind: 'choice', list: 'urging', choices: ['urge', 'supervise'], label: 'urging' }), must({ key: 'text', kind: 'area', label: 'urge_text' }),
  ] },
  link_same: { fields: [must({ key: 'same', kind: 'appeal' }), { key: 'reason', kind: 'area' }] },
  unlink_same: { fields: [must({ key: 'same', kind: 'appeal' })] },
  tell_apart: { fields: [must({ key: 'appeal', kind: 'appeal', label: 'apart' }), must({ key: 'reason', kind: 'area' })] },
  set_external_no: { fields: [must({ key: 'number', kind: 'text' }), { key: 'unusual', kind: 'text' }] },
  record_event: recordEvent,
  request_extension: { fields: [clock('running'), must({ key: 'amount', kind: 'number' }), reason] },
  request_pause: { fields: [
    clock('running'), must({ key: 'reason', kind: 'code', list: 'pause', label: 'pause_reason' }), must({ key: 'from_on', kind: 'day', today: true }), must({ key: 'until_on', kind: 'day' }),
  ] },
  request_resume: { fields: [clock('paused'), { ...on, label: 'resumed_on' }, reason] },
  grant_request: { fields: [id] },
  refuse_request: { fields: [id, reason], danger: true },
  record_paper_grant: { fields: [id, approver, { ...on, label: 'paper_on' }, paper] },
  confirm_paper_grant: { fields: [{ ...id, requests: 'recorded' }] },
  propose_conclusion: { fields: [
    must({ key: 'outcome', kind: 'code', list: 'conclusion' }), must({ key: 'reply', kind: 'area' }), must({ key: 'explanation', kind: 'area' }),
    must({ key: 'how', kind: 'code', list: 'reply_form', label: 'reply_form' }), must({ key: 'proofs', kind: 'materials' }),
    { key: 'three_in_place', kind: 'code', list: 'three_in_place' }, { key: 'resolution', kind: 'code', list: 'resolution' },
  ] },
  approve_conclusion: { fields: [] },
  send_back_conclusion: { fields: [reason], danger: true },
  record_paper_approval: { fields: [approver, { ...on, label: 'paper_on' }, paper] },
  confirm_paper_approval: { fields: [] },
  dispute_paper_approval: { fields: [reason], danger: true },
  log_contact_attempt: { fields: [on, { ...how, label: 'contact_how' }, must({ key: 'result', kind: 'code', list: 'no_contact', label: 'contact_result' }), { key: 'note', kind: 'text' }] },
  deliver_appeal: deliver,
  evaluate_appeal: evaluate,
  sample_appeal: { fields: rating },
  settle_appeal: { fields: [must({ key: 'finding', kind: 'area' })] },
  archive_appeal: { fields: [{ key: 'volume', kind: 'text', label: 'archive_volume' }] },
}
