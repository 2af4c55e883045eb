// The forms of an activity's steps: a row a verb, in the order of its input (`calls.gen.ts`).
import type { ActivityView, HearerBounds, Opinion } from '@/host/calls.gen'
import { firstSigns } from '@/parts/text'
import { presentRows } from '../present'
import { knownInside, restOfAppeal } from '@/record/raised'
import { approver, half, more, must, on, paper, reason, type StepField, type StepForm } from '@/record/steps/form'
import { w } from '@/words'
import { amendedFields, closingFields, heldFields } from '../fields'
import { asksFor, boundsSay, recordForm } from './hearing'

const notice: StepField[] = [on, must({ key: 'how', kind: 'text', label: 'activity_notice' }), { key: 'to', kind: 'text', label: 'activity_to' }]
const refusal: StepField = { ...reason, when: (values) => values.answer === 'dispute' }

const hearerFields: StepField[] = [
  must(half({ key: 'name', kind: 'text' })), half({ key: 'unit', kind: 'text', label: 'attendant_unit' }), must(half({ key: 'born_on', kind: 'day', label: 'hearer_born_on' })),
  half({ key: 'declared_on', kind: 'day', today: true }), { key: 'interest', kind: 'text' }, { key: 'excluded_by', kind: 'code', list: 'hearer_exclusion' },
]

function hearersHint(bounds: HearerBounds | null | undefined): string | undefined {
  if (!bounds) return undefined
  return w('activities.hearing.bounds_hint', { n: boundsSay(bounds) })
}

/** A step about the chief's word is offered only while the matter is at its point. */
export function formsOf(view?: ActivityView): Record<string, StepForm> {
  return Object.fromEntries(Object.entries(allForms(view)).filter(([verb]) => !view || asksFor(view, verb)))
}

function allForms(view?: ActivityView): Record<string, StepForm> {
  const kind = view?.facts.kind ?? ''
  const hearers = view?.hearing?.hearers ?? []
  const named: StepField = { key: 'hearers', kind: 'rows', fields: hearerFields, hint: hearersHint(view?.hearing?.bounds), ...(hearers.length ? { begin: hearers.map((one) => ({ ...one })) } : {}) }
  return {
    hold_activity: { fields: heldFields(kind, presentRows(view?.facts.invited), view?.facts), keys: 'l' },
    give_notice: { fields: notice },
    name_hearers: { fields: [must(named)] },
    ask_hearing_approval: { fields: [{ ...reason, label: 'ask_reason' }] },
    approve_hearing: { fields: [] },
    send_back_hearing: { fields: [reason], danger: true },
    record_hearing_approval: { fields: [approver, { ...on, label: 'paper_on' }, paper] },
    confirm_hearing_approval: { fields: [must({ key: 'answer', kind: 'choice', list: 'confirming', choices: ['confirm', 'dispute'], label: 'confirming' }), refusal] },
    record_hearing: recordForm(view),
    close_activity: { fields: closingFields(kind), amends: true, fills: true },
    amend_activity: { fields: amendedFields(kind, view?.state ?? ''), amends: true, keys: 'e' },
    cancel_activity: { fields: [{ ...reason, label: 'cancel_reason' }], danger: true },
  }
}

const TITLE_CHARS = 60
const firstLine = (text: string | null) => firstSigns((text ?? '').trim().split('\n')[0] ?? '', TITLE_CHARS)

/** The appeal or voice an opinion becomes, begun with what was said. */
export function settleForm(opinion: Opinion, heldOn: string): StepForm {
  const begun = { begin: heldOn }
  const appeal: StepField[] = [
    must({ key: 'title', kind: 'text', begin: firstLine(opinion.text) }), must(half({ key: 'way', kind: 'code', list: 'way', begin: 'visit' })), must(half({ key: 'received_on', kind: 'day', ...begun })),
    half({ key: 'category', kind: 'code', list: 'category' }), half({ key: 'purpose', kind: 'code', list: 'purpose' }), { key: 'content', kind: 'code', list: 'content' },
    { key: 'facts', kind: 'area', begin: opinion.text }, { key: 'request', kind: 'area' }, { key: 'people', kind: 'parties', choices: ['petitioner', 'representative', 'agent', 'accused'] },
    more({ key: 'n_people', kind: 'number' }), ...restOfAppeal.filter(({ key }) => key !== 'content'),
  ]
  const voice: StepField[] = [
    must({ key: 'title', kind: 'text', label: 'voice_title', begin: firstLine(opinion.text) }), must({ key: 'content', kind: 'area', label: 'voice_content', begin: opinion.text }),
    must(half({ key: 'deputy', kind: 'deputy', begin: opinion.deputy })), half({ key: 'kind', kind: 'code', list: 'voice_kind', label: 'voice_kind' }), must(half({ key: 'received_on', kind: 'day', ...begun })),
    half({ key: 'function', kind: 'code', list: 'function' }), more({ key: 'co_deputies', kind: 'deputy', many: true }), more(half({ key: 'way', kind: 'code', list: 'way', label: 'voice_way', begin: 'deputy' })),
    more(half({ key: 'urgency', kind: 'code', list: 'urgency', begin: 'normal' })), more({ key: 'topics', kind: 'code', list: 'content', many: true }),
  ]
  return { finish: knownInside, fields: [must({ key: opinion.becomes, kind: 'part', fields: opinion.becomes === 'appeal' ? appeal : voice, label: `settle_${opinion.becomes}` })] }
}

/** It was taken down elsewhere already. */
export const linkForm = (opinion: Opinion): StepForm => ({ fields: [must({ key: 'became', kind: opinion.becomes === 'appeal' ? 'appeal' : 'voice' })] })
