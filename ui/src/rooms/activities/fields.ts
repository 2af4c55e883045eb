// The fields of an activity, and for which of the twelve kinds each is asked (list `activity`).
import { namedIn, presentFields } from './present'
import { half, must, type StepField, type StepForm } from '@/record/steps/form'
import type { StepValues } from '@/record/steps/values'

const HEARING = 'HD02'
const MEDIATION = 'HD03'
const OPEN_DAY = 'HD05'
const KINDS: Record<string, readonly string[]> = {
  openness: [HEARING, OPEN_DAY, 'HD11', 'HD12'], case_no: [HEARING, MEDIATION, 'HD10', 'HD11', 'HD12'], people: [HEARING, MEDIATION], object: ['HD07', 'HD10'],
  topics: ['HD01', 'HD08'], agreement: [MEDIATION], publication: ['HD09'], recommendation_no: ['HD11'],
}

export const fitsKind = (key: string, kind: string | null | undefined) => !KINDS[key] || KINDS[key].includes(kind ?? '')
const byKind = (field: StepField): StepField => ({ ...field, when: (values: StepValues) => fitsKind(field.key, values.kind as string | null) })

const topic = must({ key: 'topic', kind: 'text' })
const times = [half({ key: 'from_at', kind: 'time' }), half({ key: 'to_at', kind: 'time' })]
const place = half({ key: 'place', kind: 'text' })
const host = half({ key: 'host', kind: 'person', offers: (view) => namedIn({ ...view, links: (view.links ?? []).filter((link) => link.kind === 'host') }) })
const openness: StepField = { key: 'openness', kind: 'choice', list: 'openness', choices: ['public', 'closed'] }
const agenda: StepField = { key: 'agenda', kind: 'area' }
const object: StepField = { key: 'object', kind: 'text', label: 'activity_object' }
const caseNo: StepField = { key: 'case_no', kind: 'text' }
const topics: StepField = { key: 'topics', kind: 'code', list: 'content', many: true, label: 'activity_topics' }
const people: StepField = { key: 'people', kind: 'parties', choices: ['petitioner', 'agent', 'accused'] }
export const invited: StepField = { key: 'invited', kind: 'rows', fields: presentFields }
export const attended: StepField = { key: 'attended', kind: 'rows', fields: presentFields }
const nPublic: StepField = { key: 'n_public', kind: 'number' }
const minutes: StepField = { key: 'minutes', kind: 'area' }
const followUp: StepField = { key: 'follow_up', kind: 'area' }
/** What the file of one kind holds besides. */
const outcome: StepField[] = [{ key: 'agreement', kind: 'area' }, { key: 'publication', kind: 'text' }, { key: 'recommendation_no', kind: 'text' }]
export const opinions: StepField = { key: 'opinions', kind: 'rows', fields: [
  must({ key: 'text', kind: 'area', label: 'opinion_text' }),
  half({ key: 'deputy', kind: 'deputy', label: 'opinion_deputy' }), half({ key: 'speaker', kind: 'text', when: (row) => !row.deputy }),
  must({ key: 'becomes', kind: 'choice', list: 'becomes', choices: ['appeal', 'voice', 'nothing'] }),
  must({ key: 'reason', kind: 'text', label: 'set_aside', when: (row) => row.becomes === 'nothing' }),
] }

const heldOn = must(half({ key: 'held_on', kind: 'day', today: true }))
const opening = [half(must({ key: 'station', kind: 'station' })), half(must({ key: 'kind', kind: 'code', list: 'activity', label: 'activity_kind' })), topic]

export const planForm: StepForm = { fields: [
  ...opening, must(half({ key: 'scheduled_on', kind: 'day' })), place, ...times, host, byKind({ ...openness, half: true }), byKind(half(caseNo)), byKind(object), byKind(topics),
  agenda, byKind(people), invited,
] }

export const holdForm: StepForm = { fields: [
  ...opening, heldOn, place, ...times, host, byKind({ ...openness, half: true }), byKind(half(caseNo)), byKind(object), byKind(topics), byKind(people), attended, nPublic, minutes,
  ...outcome.map(byKind), followUp, opinions,
] }

const only = (kind: string, fields: StepField[]) => fields.filter((field) => fitsKind(field.key, kind))

/** What was planned, as a form begins with it. */
export interface Planned { from_at?: string | null, to_at?: string | null, place?: string | null }
const HOURS = 5
const asPlanned = (field: StepField, planned: string | null | undefined): StepField => (planned ? { ...field, begin: field.kind === 'time' ? planned.slice(0, HOURS) : planned } : field)

/** What is written when a planned one was held: it begins with what was planned, and those who were asked stand in it. */
export const heldFields = (kind: string, asked: StepValues[], planned: Planned = {}): StepField[] => [
  heldOn, ...times.map((time) => asPlanned(time, planned[time.key as 'from_at' | 'to_at'])), asPlanned(place, planned.place), ...only(kind, [object]), { ...attended, ...(asked.length ? { begin: asked } : {}) }, nPublic, minutes, ...only(kind, outcome), followUp, opinions,
]

/** What may still be missing when it is closed. */
export const closingFields = (kind: string): StepField[] => [must(minutes), ...only(kind, [...outcome, object]), nPublic, followUp]

export function amendedFields(kind: string, state: string): StepField[] {
  const planned = state === 'planned'
  return [
    topic, { key: planned ? 'scheduled_on' : 'held_on', kind: 'day', half: true }, ...times, place, host, ...only(kind, [{ ...openness, half: true }, half(caseNo), object, topics]), agenda,
    ...(planned ? [invited] : [attended, nPublic, minutes, ...only(kind, outcome), followUp]),
  ]
}
