// Deleting one field of personal data by law: which fields of a record still hold something, and the forms that ask for it, that keep it unseen and that release it.
import type { KeptView } from '@/host/calls.gen'
import { w, wordOr } from '@/words'
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

/** What may be asked to be deleted: what holds something, and what was kept until its duty ended. */
export const erasable = (noun: string, view: object, kept: readonly KeptView[] = []): string[] => [...personalIn(noun, view), ...kept.filter((one) => one.ended).map((one) => one.field)]

/** The other answer to it: a duty to archive forbids the deletion. */
export const keepForm: StepForm = {
  fields: [must({ key: 'duty', kind: 'text', hint: w('record.kept.duty_hint') }), { key: 'until', kind: 'day', hint: w('record.kept.until_hint') }],
}
/** Whose field it is, and which, is said above it. */
export const releaseSays = ({ noun, title, field }: { noun: string, title?: string | undefined, field: string }) =>
  w('record.confirm.release_field', { whose: title ? w('record.kept.whose', { noun, title }) : noun, field })
export const releaseForm: StepForm = { fields: [must({ key: 'reason', kind: 'text' })] }
