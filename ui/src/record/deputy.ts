// The forms of a deputy: they are registered at a station, and corrected there and on their own page.
import type { DeputyView } from '@/host/calls.gen'
import { half, must, reason, type StepField, type StepForm } from './steps/form'

const facts = (phone: StepField): StepField[] => [
  half(must({ key: 'name', kind: 'text' })), half({ key: 'sex', kind: 'code', list: 'sex' }),
  must({ key: 'levels', kind: 'tags', list: 'deputy_level' }), half({ key: 'constituency', kind: 'text' }), half({ key: 'term', kind: 'text' }),
  half({ key: 'from_on', kind: 'day', label: 'term_from' }), half({ key: 'to_on', kind: 'day', label: 'term_to' }),
  half({ key: 'unit', kind: 'text', label: 'deputy_unit' }), half(phone), { key: 'profession', kind: 'text' },
]

export const registerDeputy: StepForm = { fields: facts({ key: 'phone', kind: 'text' }) }
export const amendDeputy: StepForm = { fields: facts({ key: 'phone', kind: 'text', label: 'phone_amended' }), amends: true, keys: 'e' }
export const endDeputy: StepForm = { fields: [must({ key: 'to_on', kind: 'day', today: true, label: 'last_day' }), reason] }

/** What the amending form begins with. The number that stands is masked: an empty field leaves it. */
export const deputyFacts = (view: DeputyView) => ({ ...view, phone: null })
