// What the registration form holds, and what is sent of it. Empty fields are not sent: nothing is said about them.
import type { Material, NewParty, Part, PartyKind, Rating, RegisterAppeal } from '@/host/calls.gen'
import { materialOf } from '../steps/values'

export interface PersonForm {
  part: Part
  kind: PartyKind
  name: string
  sex: string | null
  phone: string
  id_number: string
  id_unverified: string
  address: string
  work: string
  relation: string | null
  authority: string
  company_code: string
  company_unverified: string
  contact: string
  flags: string[]
}

export interface AnswerForm { answer: string, how: string | null, answered_by: string | null, rating: string | null, reason: string }

export interface AppealForm {
  station: string | null
  way: string | null
  received_on: string | null
  n_people: number | null
  title: string
  category: string | null
  purpose: string | null
  content: string | null
  request: string
  facts: string
  opinion: string
  case_no: string
  case_office: string
  case_stage: string | null
  flags: string[]
  materials: Material[]
  present: string[]
  told_privacy: boolean
  people: PersonForm[]
  answered: AnswerForm | null
}

export const blankPerson = (part: Part): PersonForm => ({
  part, kind: 'person', name: '', sex: null, phone: '', id_number: '', id_unverified: '', address: '', work: '', relation: null, authority: '',
  company_code: '', company_unverified: '', contact: '', flags: [],
})

export const blankAnswer = (): AnswerForm => ({ answer: '', how: null, answered_by: null, rating: null, reason: '' })

export const blankAppeal = (today: string, station: string | null): AppealForm => ({
  station, way: 'visit', received_on: today || null, n_people: 1, title: '', category: null, purpose: null, content: null, request: '', facts: '', opinion: '',
  case_no: '', case_office: '', case_stage: null, flags: [], materials: [], present: [], told_privacy: false, people: [blankPerson('petitioner')], answered: null,
})

const PERSON = ['sex', 'phone', 'id_number', 'id_unverified', 'address', 'work', 'relation', 'authority'] as const
const UNIT = ['company_code', 'company_unverified', 'contact', 'phone', 'address', 'authority'] as const

/** Nobody wrote anything about them: an empty card, not a person without a name. */
export const isBlankPerson = (person: PersonForm) => person.kind !== 'anonymous' && ![person.name, ...PERSON.map((key) => person[key]), ...UNIT.map((key) => person[key])].some(Boolean)

export function partyOf(person: PersonForm): NewParty {
  if (person.kind === 'anonymous') return { part: person.part, kind: 'anonymous' }
  const keys = person.kind === 'unit' ? UNIT : PERSON
  return { part: person.part, kind: person.kind, ...filled({ name: person.name }), ...filled(pick(person, keys)), ...(person.flags.length ? { flags: person.flags } : {}) } as NewParty
}

const pick = <K extends keyof PersonForm>(person: PersonForm, keys: readonly K[]) => Object.fromEntries(keys.map((key) => [key, person[key]]))

/** Texts without their outer blanks; what is empty is left out. */
function filled<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value] as const)
  return Object.fromEntries(kept.filter(([, value]) => value !== '' && value !== null && value !== undefined)) as Partial<T>
}

export function inputOf(form: AppealForm): RegisterAppeal {
  const { station, people, answered, flags, materials, present, told_privacy: told, ...facts } = form
  const entered = people.filter((person) => !isBlankPerson(person)).map(partyOf)
  return {
    station: station ?? '',
    ...filled(facts),
    ...(people.some((person) => person.part === 'petitioner' && person.kind === 'anonymous') ? { anonymous: true } : {}),
    ...(told ? { told_privacy: true } : {}),
    ...(flags.length ? { flags } : {}),
    ...(materials.some((one) => one.name.trim() || one.file) ? { materials: materials.map(materialOf) } : {}),
    ...(present.length ? { present } : {}),
    ...(entered.length ? { people: entered } : {}),
    ...(answered ? { answered: answerOf(answered) } : {}),
  } as RegisterAppeal
}

function answerOf(answer: AnswerForm) {
  return {
    answer: answer.answer.trim(), how: answer.how ?? '', answered_by: answer.answered_by ?? '', rating: (answer.rating ?? 'not_evaluated') as Rating,
    ...(answer.reason.trim() ? { reason: answer.reason.trim() } : {}),
  }
}

/** What must be there before the desk is asked. The rest may come later: the entry waits to be completed. */
export function unfilled(form: AppealForm): string[] {
  const wanted = [
    ['station', form.station], ['way', form.way], ['received_on', form.received_on], ['title', form.title.trim()],
    ...(form.answered ? [['answer', form.answered.answer.trim()], ['how', form.answered.how], ['answered_by', form.answered.answered_by], ['rating', form.answered.rating]] : []),
  ] as [string, unknown][]
  return wanted.filter(([, value]) => !value).map(([key]) => key)
}

/** A draft of an older form has not every field: what is missing begins empty. */
export function fromDraft(body: unknown, today: string): AppealForm {
  const blank = blankAppeal(today, null)
  if (typeof body !== 'object' || body === null) return blank
  const kept = { ...blank, ...body } as AppealForm
  return { ...kept, people: kept.people.map((person) => ({ ...blankPerson(person.part), ...person })) }
}

export const isWorthKeeping = (form: AppealForm) => [form.title, form.request, form.facts, form.opinion].some((text) => text.trim()) || form.people.some((person) => !isBlankPerson(person))

/** The desk names a field, not the person: it is theirs who wrote in it, or left their name empty. */
export function isTheirs(person: PersonForm, field: string): boolean {
  if (field === 'name') return !person.name.trim() && person.kind !== 'anonymous' && !isBlankPerson(person)
  return Boolean(person[field as keyof PersonForm])
}
