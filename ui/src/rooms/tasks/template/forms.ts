// Issuing a template and what is done with one: a row a field, in the order of the calls' input (`calls.gen.ts`).
import type { Outcome, GeneratedObligations, TemplateView } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import { half, must, reason, type StepField, type StepForm } from '@/record/steps/form'
import type { StepValues } from '@/record/steps/values'
import { w } from '@/words'
import { periodWord } from '@/words/period'

const isFixed = (values: StepValues) => values.kind === 'fixed'
const named = (values: StepValues) => values.all_stations !== true

const itemFields: StepField[] = [
  { key: 'key', kind: 'kept' },
  must({ key: 'text', kind: 'text', label: 'item_text' }),
  must(half({ key: 'proof', kind: 'choice', list: 'item_proof', choices: ['activity', 'visit', 'appeal', 'voice', 'any'], label: 'item_proof' })),
  half({ key: 'kind', kind: 'code', list: 'activity', label: 'item_activity', when: (row) => row.proof === 'activity' }),
  half({ key: 'kind', kind: 'code', list: 'visit_kind', label: 'item_visit', when: (row) => row.proof === 'visit' }),
  must(half({ key: 'least', kind: 'number', begin: 1 })), must(half({ key: 'required', kind: 'check', label: 'item_required', begin: true })),
]
const title = must({ key: 'title', kind: 'text', label: 'task_title' } as StepField)
const content: StepField = { key: 'content', kind: 'area', label: 'task_content' }
const basis: StepField = { key: 'basis', kind: 'text', label: 'task_basis' }
const dueDay = half({ key: 'due_day', kind: 'number', label: 'due_within' })
const restPolicy = must({ key: 'rest_policy', kind: 'choice', list: 'rest_policy', choices: ['later', 'earlier', 'skip'] })
const from = must(half({ key: 'from_on', kind: 'day', label: 'task_from', today: true }))
const to = half({ key: 'to_on', kind: 'day', label: 'task_to' })
const all: StepField = { key: 'all_stations', kind: 'check' }
const local: StepField = { key: 'local_actions', kind: 'check' }
const items: StepField = { key: 'items', kind: 'rows', fields: itemFields }
const stations = (offers: Option[] = []): StepField => ({ key: 'stations', kind: 'station', many: true, label: 'target_stations', ...(offers.length ? { offers: () => offers } : {}) })

/** A key names an item for good: proofs cite it, and a refusal says it. Rows that are new get the next number. */
export function withKeys(input: StepValues): StepValues {
  if (!Array.isArray(input.items)) return input
  const rows = input.items as StepValues[]
  const used = new Set(rows.map((row) => row.key))
  let n = 0
  const next = () => {
    do n += 1; while (used.has(w('tasks.item_key', { n })))
    return w('tasks.item_key', { n })
  }
  return { ...input, items: rows.map((row) => ({ ...row, key: row.key ?? next() })) }
}

export const issueForm: StepForm = {
  fields: [
    must({ key: 'kind', kind: 'code', list: 'task_kind', label: 'task_kind', begin: 'fixed' }), title, { ...must({ key: 'origin', kind: 'appeal', label: 'task_origin' }), when: (values) => values.kind === 'dynamic' },
    content, basis, must(half({ key: 'recurrence', kind: 'code', list: 'recurrence', when: isFixed })), { ...dueDay, when: isFixed }, from, { ...to, when: isFixed }, { ...must(to), when: (values) => !isFixed(values) }, restPolicy,
    { ...all, begin: true }, { ...must(stations()), when: named }, items, local,
  ],
  finish: withKeys,
}

const generated = (answer: unknown) => {
  const { n_made: n, n_there: there } = (answer as Outcome<GeneratedObligations>).value
  return w('tasks.standing.generated', { n, there })
}

export const generateForm = (periods: readonly { key: string }[]): StepForm => ({
  fields: [{ key: 'period', kind: 'pick', offers: () => [...periods].reverse().map(({ key }) => ({ value: key, label: periodWord(key) })) }], tells: generated,
})

export function formsOf(view?: TemplateView, stationNames: Option[] = []): Record<string, StepForm> {
  const fixed = view?.facts.kind === 'fixed'
  const targets = stationNames.filter((one) => view?.facts.stations?.includes(one.value))
  return {
    amend_template: { amends: true, keys: 'e', finish: withKeys, fields: [title, content, basis, ...(fixed ? [dueDay] : []), from, fixed ? to : must(to), restPolicy, all, { ...stations(targets), when: named }, items, local] },
    stop_template: { danger: true, fields: [must({ key: 'stopped_on', kind: 'day', today: true }), { ...reason, label: 'stop_reason' }] },
  }
}
