// The form of a visit and of its corrections: a row a field, in the order a liaison asks across the table.
import type { VisitView } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import { blankPerson } from '@/record/people/person'
import { knownAnonymous, raisedAppeal, raisedVoice } from '@/record/raised'
import { half, must, type StepField, type StepForm, type StepTarget } from '@/record/steps/form'
import type { StepValues } from '@/record/steps/values'

/** Parts whose people are records: our own, and the deputies of the station. */
/** What is asked for at the table is registered at once: the caret stands in the visit's fields meanwhile, where letters are typed. */
export const RAISE = { appeal: 'F8', voice: 'Shift+F8' }
const PARTS = ['petitioner', 'representative', 'agent']
const OURS = ['host', 'recorder', 'prosecutor', 'leader']
const DEPUTY = 'deputy'
const RECEPTION = 'reception'
const isOurs = ({ part }: StepValues) => OURS.includes(String(part))
const isDeputy = ({ part }: StepValues) => part === DEPUTY
const isOther = (row: StepValues) => Boolean(row.part) && !isOurs(row) && !isDeputy(row)
const atReception = ({ kind }: StepValues) => kind === RECEPTION
const called = (values: StepValues) => !atReception(values)
const atEnterprise = ({ kind }: StepValues) => kind === 'enterprise'

/** Names of records that stand in it already. */
const known = (view: StepTarget): Option[] => (view.links ?? []).map(({ row }) => ({ value: row.record, label: row.title }))

const present: StepField = { key: 'present', kind: 'rows', label: 'attendees', fields: [
  half(must({ key: 'part', kind: 'code', list: 'attendance', label: 'attendance', begin: 'prosecutor' })),
  half(must({ key: 'record', kind: 'person', label: 'attendee', when: isOurs, offers: known })),
  half(must({ key: 'deputy', kind: 'deputy', label: 'attending_deputy', when: isDeputy, offers: known })),
  half(must({ key: 'name', kind: 'text', label: 'attendee', when: isOther })),
  half({ key: 'unit', kind: 'text', label: 'attendee_unit', when: isOther }),
] }

const times: StepField[] = [half({ key: 'from_at', kind: 'time' }), half({ key: 'to_at', kind: 'time' })]
const kind: StepField = half({ key: 'kind', kind: 'code', list: 'visit_kind', label: 'visit_kind' })
const object: StepField = half({ key: 'object', kind: 'text' })
const company: StepField = half({ key: 'company_code', kind: 'text' })
const place: StepField = half({ key: 'place', kind: 'text' })
const nPeople: StepField = half({ key: 'n_people', kind: 'number' })
const more: StepField[] = [{ key: 'intent', kind: 'area' }, { key: 'topics', kind: 'code', list: 'content', many: true }]

/** A deputy and one of our own are chosen in different lists and sent as the same: a record. */
export function sentPresent(input: StepValues): StepValues {
  if (!Array.isArray(input.present)) return input
  return { ...input, present: (input.present as StepValues[]).map(({ deputy, ...row }) => (deputy ? { ...row, record: deputy } : row)) }
}

/** The other way round, for what stands. */
export const shownPresent = (rows: object[] | null | undefined): StepValues[] =>
  (rows ?? []).map((row) => { const one = row as StepValues; return isDeputy(one) ? { ...one, deputy: one.record, record: null } : { ...one, deputy: null } })

function sentVisit(input: StepValues): StepValues {
  const appeals = input.appeals as StepValues[] | undefined
  return sentPresent(appeals ? { ...input, appeals: appeals.map((one) => knownAnonymous(one, input.people)) } : input)
}

export const logVisit: StepForm = {
  finish: sentVisit,
  fields: [
    half(must({ key: 'station', kind: 'station' })), half(must({ key: 'visited_on', kind: 'day', today: true })),
    { ...kind, begin: RECEPTION }, { ...object, when: called }, { ...company, when: atEnterprise }, { ...place, when: (values) => called(values) && !atEnterprise(values) }, nPeople, ...times,
    { key: 'summary', kind: 'area' },
    { key: 'people', kind: 'parties', choices: PARTS, label: 'visitors', begin: [blankPerson('petitioner')] },
    present,
    { key: 'appeals', kind: 'rows', label: 'raised_appeals', keys: RAISE.appeal, fields: raisedAppeal('visit') },
    { key: 'voices', kind: 'rows', label: 'raised_voices', keys: RAISE.voice, fields: raisedVoice },
    { ...place, half: false, when: atEnterprise }, ...more,
  ],
}

/** Heard at the visit and registered afterwards: by the people who came, on the day they did. */
export function appealFrom(view: VisitView): StepForm {
  const anonymous = view.parties.length === 0
  return { finish: (input) => knownAnonymous(input), fields: [
    must({ key: 'received_on', kind: 'day', begin: view.facts.visited_on ?? null }), ...raisedAppeal(view.facts.kind === RECEPTION ? 'visit' : 'outreach'),
    ...(anonymous ? [{ key: 'people', kind: 'parties', choices: PARTS, label: 'visitors', begin: [blankPerson('petitioner')] } satisfies StepField] : []),
  ] }
}

export const forms: Record<string, StepForm> = {
  complete_visit: { amends: true, fills: true, finish: sentPresent, fields: [
    must(kind), { ...object, when: atReception }, { ...must(object), when: called }, company, ...times, place, nPeople, must({ key: 'summary', kind: 'area' }), must(present), ...more,
  ] },
  amend_visit: { amends: true, keys: 'e', finish: sentPresent, fields: [
    half({ key: 'visited_on', kind: 'day' }), kind, object, company, ...times, place, nPeople, { key: 'summary', kind: 'area' }, present, ...more,
  ] },
}
