// Somebody named in a form, and what is sent of them. Empty fields are not sent: nothing is said about them.
import type { NewParty, Part, PartyKind } from '@/host/calls.gen'
import { isUnread } from '@/parts/fields/day'

export interface PersonForm {
  part: Part
  kind: PartyKind
  name: string
  sex: string | null
  phone: string
  born_on: string | null
  ethnic: string | null
  id_kind: string | null
  id_number: string
  id_unverified: string
  home: string
  address: string
  work: string
  relation: string | null
  authority: string
  company_code: string
  company_unverified: string
  contact: string
  flags: string[]
}

export const blankPerson = (part: Part): PersonForm => ({
  part, kind: 'person', name: '', sex: null, phone: '', born_on: null, ethnic: null, id_kind: null, id_number: '', id_unverified: '', home: '', address: '', work: '', relation: null, authority: '',
  company_code: '', company_unverified: '', contact: '', flags: [],
})

const PERSON = ['sex', 'phone', 'born_on', 'ethnic', 'id_kind', 'id_number', 'id_unverified', 'home', 'address', 'work', 'relation', 'authority'] as const
const UNIT = ['company_code', 'company_unverified', 'contact', 'phone', 'address', 'authority'] as const

/** Nobody wrote anything about them: an empty card, not a person without a name. A mark alone, such as 未成年人, is something. */
export const isBlankPerson = (person: PersonForm) => person.kind !== 'anonymous'
  && ![person.name, ...PERSON.map((key) => person[key]), ...UNIT.map((key) => person[key])].some((value) => value?.trim()) && !marksOf(person).length

/** Only a person has marks; those that stood there before the kind was changed are not a unit's. */
const marksOf = (person: PersonForm) => (person.kind === 'person' ? person.flags : [])

export function partyOf(person: PersonForm): NewParty {
  if (person.kind === 'anonymous') return { part: person.part, kind: 'anonymous' }
  const keys = person.kind === 'unit' ? UNIT : PERSON
  return { part: person.part, kind: person.kind, ...filled({ name: person.name }), ...filled(pick(person, keys)), ...(marksOf(person).length ? { flags: marksOf(person) } : {}) } as NewParty
}

/** A day of birth that cannot be read: nothing is sent before it is a day or nothing. */
export const isUnreadBirth = (person: PersonForm) => person.kind === 'person' && isUnread(person.born_on)

const pick = <K extends keyof PersonForm>(person: PersonForm, keys: readonly K[]) => Object.fromEntries(keys.map((key) => [key, person[key]]))

/** A number of another document (a passport) has no check digit of ours. */
const CHECKED = ['111', 'old']
export const isChecked = (person: PersonForm) => !person.id_kind || CHECKED.includes(person.id_kind)

/** Texts without their outer blanks; what is empty is left out. */
export function filled<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value] as const)
  return Object.fromEntries(kept.filter(([, value]) => value !== '' && value !== null && value !== undefined)) as Partial<T>
}

/** The desk names a field, not the person: it is theirs who wrote in it, or left their name empty. */
export function isTheirs(person: PersonForm, field: string): boolean {
  if (field === 'name') return !person.name.trim() && person.kind !== 'anonymous' && !isBlankPerson(person)
  const value = person[field as keyof PersonForm]
  return Array.isArray(value) ? value.length > 0 : Boolean(value?.trim())
}
