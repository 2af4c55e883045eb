// The forms of staff: a row a verb, in the order of its input.
import { SHORT, type StaffView } from '@/host/calls.gen'
import { half, must, reason, type StepField, type StepForm } from '@/record/steps/form'

const facts = (phone: StepField): StepField[] => [
  half(must({ key: 'name', kind: 'text' })), half({ key: 'sex', kind: 'code', list: 'sex' }),
  half(must({ key: 'department', kind: 'text' })), half({ key: 'title', kind: 'text', label: 'post_title' }),
  half({ key: 'kind', kind: 'code', list: 'staff_kind', label: 'staff_kind' }), half({ key: 'staff_no', kind: 'text' }), half(phone), { key: 'note', kind: 'area', most: SHORT },
]

export const registerPerson: StepForm = { fields: facts({ key: 'phone', kind: 'text' }) }

export const personForms: Record<string, StepForm> = {
  amend_person: { fields: facts({ key: 'phone', kind: 'text', label: 'phone_amended' }), amends: true, keys: 'e' },
  substitute_person: { fields: [
    must({ key: 'by', kind: 'person', label: 'substitute' }), half(must({ key: 'from_on', kind: 'day', today: true, label: 'cover_from' })),
    half(must({ key: 'to_on', kind: 'day', label: 'cover_to' })), reason,
  ] },
  leave_person: { fields: [must({ key: 'left_on', kind: 'day', today: true }), reason] },
  return_person: { fields: [must({ key: 'on', kind: 'day', today: true, label: 'returned_on' }), reason] },
}

/** Of one cover: opened from its row, with the cover itself sent along. */
export const endSubstitute: StepForm = { fields: [must({ key: 'to_on', kind: 'day', today: true, label: 'last_day' })] }

/** What the amending form begins with. The number that stands is masked: an empty field leaves it. */
export const personFacts = (view: StaffView) => ({ ...view, phone: null })
