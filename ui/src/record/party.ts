// Correcting what is known of somebody: their values are masked, so an empty field leaves what stands.
import { half, type StepForm } from './steps/form'

export const amendParty: StepForm = {
  fields: [
    half({ key: 'name', kind: 'text' }), half({ key: 'phone', kind: 'text' }), half({ key: 'id_number', kind: 'text' }), half({ key: 'id_unverified', kind: 'text' }),
    half({ key: 'sex', kind: 'code', list: 'sex' }), half({ key: 'born_on', kind: 'day' }), half({ key: 'ethnic', kind: 'text' }), half({ key: 'work', kind: 'text' }),
    { key: 'address', kind: 'text' }, { key: 'home', kind: 'text' }, half({ key: 'company_code', kind: 'text' }), half({ key: 'contact', kind: 'text' }),
    { key: 'flags', kind: 'tags', list: 'party_flag' },
  ],
}
