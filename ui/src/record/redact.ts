// Deleting one field of personal data by law: which fields of a record still hold something, and the form that asks for it.
import { wordOr } from '@/words'
import { must, type StepForm } from './steps/form'

/** As the desk allows it (`redaction::personal`). */
const PERSONAL: Record<string, readonly string[]> = {
  party: ['name', 'unit_name', 'phone', 'id_number', 'address', 'home', 'age', 'sex', 'ethnic', 'work', 'contact', 'relation', 'id_unverified'],
  person: ['phone'], deputy: ['phone'], appeal: ['title', 'facts', 'request', 'opinion'], visit: ['object', 'summary', 'intent'], voice: ['title', 'content'],
  activity: ['object', 'minutes', 'follow_up', 'agreement'],
}
/** What a page shows of a field under another name. */
const UNDER: Record<string, string> = { age: 'born_on', unit_name: 'name' }

export function personalIn(noun: string, view: object): string[] {
  const all = view as Record<string, unknown>
  return (PERSONAL[noun] ?? []).filter((field) => ![null, undefined, ''].includes(all[field] as string)).map((field) => UNDER[field] ?? field)
}

export const redactForm = (fields: string[], labelOf: (field: string) => string = (field) => wordOr(`fields.${field}`, field)): StepForm => ({
  danger: true,
  fields: [
    must({ key: 'field', kind: 'pick', label: 'redact_field', offers: () => fields.map((value) => ({ value, label: labelOf(value) })) }),
    must({ key: 'ground', kind: 'code', list: 'redact_ground', label: 'redact_ground' }), must({ key: 'approver', kind: 'person', label: 'redact_approver' }),
  ],
})
