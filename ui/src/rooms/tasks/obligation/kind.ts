// How an obligation is shown.
import type { ObligationView } from '@/host/calls.gen'
import type { Tone } from '@/parts/base/Tag.vue'
import type { RecordKind } from '@/record/kind'
import { type Candidate, formsOf } from './forms'

export const TONES: Record<string, Tone> = { issued: 'near', acknowledged: 'act', doing: 'act', submitted: 'near', sent_back: 'late', passed: 'done' }

export const shown = {
  words: 'tasks',
  lists: { kind: 'task_kind', excuse: 'excuse', code: 'send_back' },
  labels: { kind: 'task_kind', title: 'task_title', from_on: 'task_from', to_on: 'task_to', reason: 'excuse_reason', excuse: 'excuse_code' },
}

/** What a submission still lacks names an item by its key: a person knows it by its text. */
export function itemsNamed(view: ObligationView): ObligationView {
  const nameOf = (key: string) => view.facts.items?.find((item) => item.key === key)?.text ?? key
  const steps = view.steps.map((step) => (step.why?.code === 'lacks' ? { ...step, why: { ...step.why, values: { ...step.why.values, lacks: step.why.values.lacks.map(nameOf) } } } : step))
  return { ...view, steps }
}

export const kindOf = (view: ObligationView | undefined, candidates: readonly Candidate[]): RecordKind => ({
  noun: 'obligation', ...shown, forms: formsOf(view, candidates), aside: ['excuse_obligation'], leads: ['submit_obligation'], short: ['kind', 'period', 'from_on', 'to_on', 'excuse'], long: ['reason'],
})
