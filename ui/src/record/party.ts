// Correcting what is known of somebody: their values are masked, so an empty field leaves what stands.
import { half, more, type StepForm } from './steps/form'

export const amendParty: StepForm = {
  fields: [
    half({ key: 'name', kind: 'text' }), half({ key: 'phone', kind: 'text' }), half({ key: 'id_number', kind: 'text' }), half({ key: 'id_unverified', kind: 'text' }),
    half({ key: 'sex', kind: 'code', list: 'sex' }), half({ key: 'born_on', kind: 'day' }), half({ key: 'ethnic', kind: 'code', list: 'ethnicity' }), half({ key: 'work', kind: 'text' }),
    { key: 'address', kind: 'text' }, { key: 'home', kind: 'text' }, half({ key: 'company_code', kind: 'text' }), half({ key: 'contact', kind: 'text' }),
    { key: 'flags', kind: 'tags', list: 'party_flag', label: 'party_flags' },
    ...[
      half({ key: 'id_kind', kind: 'code', list: 'id_kind' }), half({ key: 'company_unverified', kind: 'text' }), half({ key: 'relation', kind: 'code', list: 'relation' }), half({ key: 'authority', kind: 'text' }),
    ].map(more),
  ],
}
