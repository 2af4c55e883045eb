// The forms of a station's steps, and of what is begun at it.
import { registerDeputy } from '@/record/deputy'
import { half, must, reason, type StepField, type StepForm } from '@/record/steps/form'
import { w, words } from '@/words'

const MILLIONTHS = 1e6
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const

/** Degrees on the page, millionths of a degree in the record. */
const degrees = (key: 'lon_e6' | 'lat_e6'): StepField => half({
  key, kind: 'number', decimals: 6,
  reads: (stood) => (typeof stood === 'number' ? stood / MILLIONTHS : null), sends: (value) => (typeof value === 'number' ? Math.round(value * MILLIONTHS) : undefined),
})

/** 1 is Monday, 7 is Sunday. */
export const weekdays = () => WEEK.map((day) => ({ value: String(day || 7), label: words.parts.weekdays[`d${day}`] }))
const openDays: StepField = {
  key: 'open_days', kind: 'tags', offers: weekdays,
  reads: (stood) => (Array.isArray(stood) ? stood.map(String) : []), sends: (value) => (value as string[]).map(Number),
}

const facts = (parentName?: () => string | undefined): StepField[] => [
  half(must({ key: 'name', kind: 'text', label: 'station_name' })), half({ key: 'npc_name', kind: 'text' }),
  half({ key: 'level', kind: 'code', list: 'station_level', label: 'station_level' }),
  half({ key: 'parent', kind: 'station', offers: ({ facts: stands }) => parentOf(stands, parentName?.()) }),
  half({ key: 'division', kind: 'text' }), { key: 'address', kind: 'text', label: 'station_address' },
  half({ key: 'phone', kind: 'text', label: 'station_phone' }), half({ key: 'open_hours', kind: 'text' }),
  openDays, degrees('lon_e6'), degrees('lat_e6'),
]

function parentOf(stands: object | undefined, label: string | undefined) {
  const parent = stands && 'parent' in stands ? stands.parent : undefined
  return typeof parent === 'string' && label ? [{ value: parent, label }] : []
}

/** What every station must have from the beginning, and then the rest. */
export const addStation = (offices: { value: string, label: string }[]): StepForm => ({ fields: [
  half(must({ key: 'code', kind: 'text' })), half(must({ key: 'opened_on', kind: 'day', today: true })),
  half(must({ key: 'office', kind: 'pick', offers: () => offices, label: 'station_office' })),
  ...facts(),
] })

const subpointFacts: StepField[] = [
  must({ key: 'name', kind: 'text', label: 'subpoint_name' }), { key: 'address', kind: 'text', label: 'station_address' },
  { key: 'phone', kind: 'text', label: 'station_phone' }, degrees('lon_e6'), degrees('lat_e6'),
]

export const stationForms = (parentName: () => string | undefined): Record<string, StepForm> => ({
  appoint_post: { fields: [
    must({ key: 'kind', kind: 'code', list: 'post', label: 'post' }), must({ key: 'person', kind: 'person' }),
    half(must({ key: 'from_on', kind: 'day', today: true, label: 'post_from' })), half({ key: 'to_on', kind: 'day', label: 'post_to' }), { key: 'note', kind: 'text' },
  ] },
  add_subpoint: { fields: subpointFacts },
  register_deputy: registerDeputy,
  amend_station: { fields: [...facts(parentName), { key: 'opened_on', kind: 'day', label: 'opened_amended' }], amends: true, keys: 'e' },
  close_station: { fields: [must({ key: 'from_on', kind: 'day', today: true, label: 'closed_from' }), reason], danger: true },
  reopen_station: { fields: [must({ key: 'from_on', kind: 'day', today: true, label: 'reopened_from' }), reason] },
})

export const amendSubpoint: StepForm = { fields: subpointFacts, amends: true }
export const closeSubpoint: StepForm = { fields: [reason], danger: true }
export const relievePost: StepForm = { fields: [must({ key: 'to_on', kind: 'day', today: true, label: 'last_day' }), reason] }

export const degreesOf = (millionths: number) => (millionths / MILLIONTHS).toFixed(5)
export const daysOf = (days: readonly number[] | undefined) => weekdays().filter((day) => days?.includes(Number(day.value))).map((day) => day.label).join(w('marks.list'))
