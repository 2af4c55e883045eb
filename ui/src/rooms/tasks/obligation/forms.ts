// The forms of an obligation's steps: a row a verb, in the order of its input (`calls.gen.ts`).
import { SHORT, type Item, type ObligationView, type Row } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import { must, on, reason, type StepField, type StepForm } from '@/record/steps/form'
import { wordOr } from '@/words'
import { inOrder } from '../items'

/** A record of the station within the task's days: it may prove something. */
export type Candidate = Pick<Row, 'record' | 'noun' | 'kind' | 'title' | 'no' | 'on' | 'state'>

/** As the desk asks: the noun, the kind, and of an activity that it was held. */
export const proves = (item: Item | undefined, one: Candidate): boolean =>
  (!item || item.proof === 'any' || item.proof === one.noun) && (!item?.kind || item.kind === one.kind) && !(one.noun === 'activity' && (one.state === 'planned' || one.state === 'cancelled'))

const said = (one: Candidate): Option => ({ value: one.record, label: [one.on, one.title].filter(Boolean).join(' '), hint: [wordOr(`nouns.${one.noun}`, one.noun), one.no].filter(Boolean).join(' ') })
const byOf = (candidates: readonly Candidate[], item?: Item): StepField => must({ key: 'by', kind: 'pick', label: 'proof_by', offers: () => candidates.filter((one) => proves(item, one)).map(said) })

/** What proves one item. */
export const proveForm = (item: Item | undefined, candidates: readonly Candidate[]): StepForm => ({ fields: [byOf(candidates, item)] })

export function formsOf(view: ObligationView | undefined, candidates: readonly Candidate[]): Record<string, StepForm> {
  const items = inOrder(view?.facts.items)
  const item: StepField = { key: 'item', kind: 'pick', label: 'proof_item', offers: () => items.map((one) => ({ value: one.key, label: `${one.key} ${one.text}` })) }
  return {
    acknowledge_obligation: { fields: [{ key: 'holder', kind: 'person', label: 'task_holder' }], keys: 'l' },
    prove_obligation: { fields: [byOf(candidates), ...(items.length ? [item] : [])] },
    add_local_action: { fields: [must({ key: 'text', kind: 'area', label: 'local_action_text' }), on, { key: 'by', kind: 'pick', label: 'local_by', offers: () => candidates.map(said) }] },
    submit_obligation: { fields: [must({ key: 'text', kind: 'area', label: 'submission_text' })] },
    pass_obligation: { fields: [{ key: 'remark', kind: 'area', most: SHORT }] },
    send_back_obligation: { fields: [must({ key: 'code', kind: 'code', list: 'send_back', label: 'send_back_code' }), { ...reason, label: 'send_back_reason' }], danger: true },
    excuse_obligation: { fields: [must({ key: 'code', kind: 'code', list: 'excuse', label: 'excuse_code' }), { ...reason, label: 'excuse_reason' }], danger: true },
  }
}
