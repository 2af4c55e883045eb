// What a step's form holds while it is filled in, and what is sent of it: nothing that was left empty.
import type { Material } from '@/host/calls.gen'
import { noticeFields, type StepField, type StepForm } from './forms'

export type StepValue = string | number | boolean | string[] | Material | Material[] | StepValues | null | undefined
export interface StepValues { [key: string]: StepValue }

/** A step's form as its draft kept it. */
export interface KeptStep { id: string, values: StepValues }

export const blankMaterial = (): Material => ({ name: '', kept: 'paper', file: null, volume: '', page: '', n_copies: null, n_pages: null, original: null })

const isBlank = (material: Material) => !material.name.trim() && !material.volume?.trim() && !material.page?.trim() && !material.file

export function beginning(form: StepForm, today: string, stands: StepValues = {}): StepValues {
  return Object.fromEntries(form.fields.map((field) => [field.key, form.amends ? copyOf(stands[field.key], field) : begin(field, today)]))
}

function begin(field: StepField, today: string): StepValue {
  if (field.kind === 'day') return field.today ? today : null
  if (field.kind === 'materials') return field.required ? [blankMaterial()] : []
  if (field.kind === 'material') return field.required ? blankMaterial() : null
  if (field.kind === 'tags') return []
  if (field.kind === 'notice') return field.required ? beginning({ fields: noticeFields }, today) : null
  if (field.kind === 'choice') return field.choices?.[0] ?? null
  return field.kind === 'text' || field.kind === 'area' ? '' : null
}

function copyOf(value: StepValue, field: StepField): StepValue {
  if (value === undefined || value === null) return begin(field, '')
  return JSON.parse(JSON.stringify(value)) as StepValue
}

/** Fields that must be filled and are not: named before the desk has to. */
export function unfilled(fields: StepField[], values: StepValues): string[] {
  return fields.flatMap((field) => {
    const value = values[field.key]
    if (field.kind === 'notice') return value ? unfilled(noticeFields, value as StepValues) : field.required ? [field.key] : []
    return field.required && isEmpty(value) ? [field.key] : []
  })
}

function isEmpty(value: StepValue): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'string' && isBlank(one))
  return typeof value === 'object' && 'kept' in value && isBlank(value as Material)
}

/** The verb's own input. An amendment sends what differs from what stood; an emptied text is sent empty, which clears it. */
export function inputOf(form: StepForm, values: StepValues, stood: StepValues = {}): StepValues {
  if (form.amends) return changedOnly(form, values, stood)
  return Object.fromEntries(form.fields.flatMap((field) => {
    const value = sent(field, values[field.key])
    return value === undefined ? [] : [[field.key, value]]
  }))
}

function changedOnly(form: StepForm, values: StepValues, stood: StepValues): StepValues {
  const before = beginning(form, '', stood)
  const moved = form.fields.filter((field) => JSON.stringify(values[field.key]) !== JSON.stringify(before[field.key]))
  return Object.fromEntries(moved.flatMap((field) => {
    const value = field.kind === 'materials' ? sent(field, values[field.key]) ?? [] : values[field.key]
    // An empty text clears; a null says nothing, and a day or a number cannot be cleared.
    if (value === null || value === undefined) return field.kind === 'code' ? [[field.key, '']] : []
    return [[field.key, value]]
  }))
}

function sent(field: StepField, value: StepValue): StepValue {
  if (isEmpty(value)) return undefined
  if (field.kind === 'notice') return inputOf({ fields: noticeFields }, value as StepValues)
  if (field.kind === 'materials') return (value as Material[]).filter((one) => !isBlank(one)).map(materialOf)
  return field.kind === 'material' ? materialOf(value as Material) : value
}

export function materialOf(material: Material): Material {
  return { ...material, name: material.name.trim(), volume: material.volume?.trim() || null, page: material.page?.trim() || null }
}
