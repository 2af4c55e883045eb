// What a form holds while it is filled in, and what is sent of it: nothing that was left empty.
import type { Material } from '@/host/calls.gen'
import { isUnread } from '@/parts/fields/day'
import { isBlankPerson, isUnreadBirth, partyOf, type PersonForm } from '../people/person'
import { noticeFields, type StepField, type StepForm } from './form'

export type StepValue = string | number | boolean | string[] | Material | Material[] | PersonForm[] | StepValues | StepValues[] | null | undefined
export interface StepValues { [key: string]: StepValue }

/** A form as its draft kept it. */
export interface KeptStep { id: string, values: StepValues, on?: string | undefined }

export const blankMaterial = (): Material => ({ name: '', kept: 'paper', file: null, volume: '', page: '', n_copies: null, n_pages: null, original: null })

export const isBlankMaterial = (material: Material) => !material.name.trim() && !material.volume?.trim() && !material.page?.trim() && !material.file
const inside = (field: StepField) => (field.kind === 'notice' ? noticeFields : field.fields ?? [])
export const isShown = (field: StepField, values: StepValues) => field.when?.(values) !== false

/** The fields that stand on the page, each with a place for what is wrong with it: a refusal of any other is told on top. */
export function shownKeys(fields: StepField[], values: StepValues): string[] {
  return fields.filter((field) => field.kind !== 'kept' && isShown(field, values)).flatMap((field) => {
    const value = values[field.key]
    if (field.kind === 'notice' || field.kind === 'part') return value ? shownKeys(inside(field), value as StepValues) : []
    const rows = field.kind === 'rows' ? (value ?? []) as StepValues[] : []
    return [field.key, ...rows.flatMap((row) => shownKeys(inside(field), row))]
  })
}

export function beginning(form: StepForm, today: string, stands: StepValues = {}): StepValues {
  return Object.fromEntries(form.fields.map((field) => [field.key, form.amends ? begun(field, stands[field.key]) : begin(field, today)]))
}

function begin(field: StepField, today: string): StepValue {
  if (field.begin !== undefined) return copied(field.begin)
  if (field.kind === 'day') return field.today ? today : null
  if (field.kind === 'materials') return field.required ? [blankMaterial()] : []
  if (field.kind === 'material') return field.required ? blankMaterial() : null
  if (field.kind === 'rows') return field.required ? [beginning({ fields: inside(field) }, today)] : []
  if (field.kind === 'tags' || field.kind === 'parties' || field.many) return []
  if (field.kind === 'notice' || field.kind === 'part') return field.required ? beginning({ fields: inside(field) }, today) : null
  if (field.kind === 'choice') return field.required ? field.choices?.[0] ?? null : null
  if (field.kind === 'check') return false
  return field.kind === 'text' || field.kind === 'area' || field.kind === 'time' ? '' : null
}

const begun = (field: StepField, value: StepValue) => (field.reads ? field.reads(value) : copyOf(value, field))

function copyOf(value: StepValue, field: StepField): StepValue {
  if (value === undefined || value === null) return begin({ ...field, required: false, today: false }, '')
  // The desk tells a time with its seconds; nobody writes them.
  if (field.kind === 'time' && typeof value === 'string') return value.slice(0, 5)
  return copied(value)
}

/** What a person types into must not be what the next form begins with. */
const copied = (value: StepValue) => JSON.parse(JSON.stringify(value)) as StepValue

/** Fields that must be filled and are not, and days that cannot be read: named before the desk has to. */
export function unfilled(fields: StepField[], values: StepValues): string[] {
  return fields.filter((field) => isShown(field, values)).flatMap((field) => {
    const value = values[field.key]
    if (field.kind === 'notice' || field.kind === 'part') return value ? unfilled(inside(field), value as StepValues) : field.required ? [field.key] : []
    if (field.kind === 'rows') return unfilledRows(field, (value ?? []) as StepValues[])
    if (field.kind === 'parties' && ((value ?? []) as PersonForm[]).some(isUnreadBirth)) return ['born_on']
    return isEmpty(value) ? (field.required ? [field.key] : []) : field.kind === 'day' && isUnread(value as string) ? [field.key] : []
  })
}

function unfilledRows(field: StepField, rows: StepValues[]): string[] {
  const begun = rows.filter((row) => !isBlankRow(field, row))
  if (!begun.length) return field.required ? [field.key] : []
  return begun.flatMap((row) => unfilled(inside(field), row))
}

/** Nothing was written in it beyond what it began with. */
const isBlankRow = (field: StepField, row: StepValues) => inside(field).every((one) => one.kind === 'choice' || one.kind === 'check' || one.kind === 'kept' || one.today || one.begin !== undefined || isEmpty(row[one.key]))

function isEmpty(value: StepValue): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.every((one) => (typeof one === 'string' ? one.trim() === '' : 'kept' in one && isBlankMaterial(one as Material)))
  return typeof value === 'object' && 'kept' in value && isBlankMaterial(value as unknown as Material)
}

/** The verb's own input. An amendment sends what differs from what stood; an emptied text is sent empty, which clears it. */
export function inputOf(form: StepForm, values: StepValues, stood: StepValues = {}): StepValues {
  const input = form.amends ? changedOnly(form, values, stood) : filledIn(form, values)
  return form.finish ? form.finish(input) : input
}

function filledIn(form: StepForm, values: StepValues): StepValues {
  return Object.fromEntries(form.fields.filter((field) => isShown(field, values)).flatMap((field) => {
    const value = sent(field, values[field.key])
    return value === undefined ? [] : [[field.key, value]]
  }))
}

const CLEARED = ['code', 'station', 'person', 'office', 'deputy', 'choice']
function changedOnly(form: StepForm, values: StepValues, stood: StepValues): StepValues {
  const before = beginning(form, '', stood)
  const moved = form.fields.filter((field) => isShown(field, values) && JSON.stringify(values[field.key]) !== JSON.stringify(before[field.key]))
  return Object.fromEntries(moved.flatMap((field) => {
    const listed = Array.isArray(values[field.key])
    const value = listed ? sent(field, values[field.key]) ?? [] : field.sends ? sent(field, values[field.key]) : values[field.key]
    // An empty text clears; a null says nothing, and a day or a number cannot be cleared.
    if (value === null || value === undefined) return CLEARED.includes(field.kind) && !field.sends ? [[field.key, '']] : []
    return [[field.key, value]]
  }))
}

function sent(field: StepField, value: StepValue): StepValue {
  if (field.kind === 'check') return value === true ? true : field.required ? false : undefined
  if (isEmpty(value)) return undefined
  if (field.sends) return field.sends(value) as StepValue
  if (field.kind === 'notice' || field.kind === 'part') return inputOf({ fields: inside(field) }, value as StepValues)
  if (field.kind === 'materials') return (value as Material[]).filter((one) => !isBlankMaterial(one)).map(materialOf)
  if (field.kind === 'parties') return sentPeople(value as PersonForm[])
  if (field.kind === 'rows') return sentRows(field, value as StepValues[])
  return field.kind === 'material' ? materialOf(value as Material) : value
}

function sentPeople(people: PersonForm[]): StepValue {
  const entered = people.filter((person) => !isBlankPerson(person)).map(partyOf)
  return entered.length ? entered as unknown as StepValues[] : undefined
}

function sentRows(field: StepField, rows: StepValues[]): StepValue {
  const kept = rows.filter((row) => !isBlankRow(field, row)).map((row) => inputOf({ fields: inside(field) }, row))
  return kept.length ? kept : undefined
}

export function materialOf(material: Material): Material {
  return { ...material, name: material.name.trim(), volume: material.volume?.trim() || null, page: material.page?.trim() || null }
}
