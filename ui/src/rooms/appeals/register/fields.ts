// What the registration form holds, and what is sent of it. Empty fields are not sent: nothing is said about them.
import type { Material, Rating, RegisterAppeal } from '@/host/calls.gen'
import { isUnread } from '@/parts/fields/day'
import { blankPerson, filled, isBlankPerson, isUnreadBirth, partyOf, type PersonForm } from '@/record/people/person'
import { isBlankMaterial, materialOf } from '@/record/steps/values'

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
  function: string | null
  occasion: string | null
  urgency: string | null
  risk: string | null
  grid: string
  request: string
  facts: string
  opinion: string
  case_no: string
  case_office: string
  case_stage: string | null
  flags: string[]
  materials: Material[]
  present: string[]
  deputies: string[]
  no_contact: boolean
  told_privacy: boolean
  people: PersonForm[]
  answered: AnswerForm | null
}

export const blankAnswer = (): AnswerForm => ({ answer: '', how: null, answered_by: null, rating: null, reason: '' })

export const blankAppeal = (today: string, station: string | null): AppealForm => ({
  station, way: 'visit', received_on: today || null, n_people: 1, title: '', category: null, purpose: null, content: null, function: null, occasion: null, urgency: null, risk: null, grid: '', request: '', facts: '', opinion: '',
  case_no: '', case_office: '', case_stage: null, flags: [], materials: [], present: [], deputies: [], no_contact: false, told_privacy: false, people: [blankPerson('petitioner')], answered: null,
})

export function inputOf(form: AppealForm): RegisterAppeal {
  const { station, people, answered, flags, materials, present, deputies, no_contact: unknown, told_privacy: told, ...facts } = form
  const entered = people.filter((person) => !isBlankPerson(person)).map(partyOf)
  const brought = materials.filter((one) => !isBlankMaterial(one)).map(materialOf)
  return {
    station: station ?? '',
    ...filled(facts),
    ...(people.some((person) => person.part === 'petitioner' && person.kind === 'anonymous') ? { anonymous: true } : {}),
    ...(unknown ? { no_contact: true } : {}),
    ...(told ? { told_privacy: true } : {}),
    ...(flags.length ? { flags } : {}),
    ...(brought.length ? { materials: brought } : {}),
    ...(present.length ? { present } : {}),
    ...(deputies.length ? { deputies } : {}),
    ...(entered.length ? { people: entered } : {}),
    ...(answered ? { answered: answerOf(answered) } : {}),
  } as RegisterAppeal
}

function answerOf(answer: AnswerForm) {
  return {
    answer: answer.answer.trim(), how: answer.how ?? '', answered_by: answer.answered_by ?? '', rating: (answer.rating ?? 'not_evaluated') as Rating,
    ...(answer.rating === 'dissatisfied' && answer.reason.trim() ? { reason: answer.reason.trim() } : {}),
  }
}

/** What must be there before the desk is asked, and days that cannot be read. The rest may come later: the entry waits to be completed. */
export function unfilled(form: AppealForm): string[] {
  const wanted = [
    ['station', form.station], ['way', form.way], ['received_on', form.received_on && !isUnread(form.received_on)], ['born_on', !form.people.some(isUnreadBirth)], ['title', form.title.trim()],
    ...(form.answered ? [['answer', form.answered.answer.trim()], ['how', form.answered.how], ['answered_by', form.answered.answered_by], ['rating', form.answered.rating]] : []),
    ...(form.answered?.rating === 'dissatisfied' ? [['reason', form.answered.reason.trim()]] : []),
  ] as [string, unknown][]
  return wanted.filter(([, value]) => !value).map(([key]) => key)
}

const TYPED: readonly string[] = ['title', 'request', 'facts', 'opinion', 'grid', 'case_no', 'case_office'] satisfies (keyof AppealForm)[]
const isThing = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A draft of an older form has not every field: what is missing, or of another shape than now, begins empty; what is no field any more is let go. */
export function fromDraft(body: unknown, today: string): AppealForm {
  const blank = blankAppeal(today, null)
  if (!isThing(body)) return blank
  const told = body as Record<string, unknown>
  const fits = Object.entries(blank).filter(([key, begun]) => Object.prototype.hasOwnProperty.call(told, key) && isLike(key, told[key], begun)).map(([key]) => [key, told[key]] as const)
  const kept = { ...blank, ...Object.fromEntries(fits) } as AppealForm
  const people = kept.people.filter(isThing).map((person) => ({ ...blankPerson(person.part), ...person }))
  return { ...kept, people, answered: isThing(kept.answered) ? { ...blankAnswer(), ...kept.answered } : null }
}

const isLike = (key: string, told: unknown, begun: unknown) => Array.isArray(told) === Array.isArray(begun)
  && (!TYPED.includes(key) || typeof told === 'string') && (typeof begun !== 'boolean' || typeof told === 'boolean')

export function isWorthKeeping(form: AppealForm): boolean {
  const texts = [form.title, form.request, form.facts, form.opinion, form.grid, form.case_no, form.case_office, form.answered?.answer ?? '']
  return texts.some((text) => text.trim()) || form.people.some((person) => !isBlankPerson(person)) || form.materials.some((one) => !isBlankMaterial(one))
}
