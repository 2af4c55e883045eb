// Who is asked to come and who came: a row a person. Our own people and deputies are chosen from the register, others are written down.
import type { Present } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import { half, must, type StepField, type StepTarget } from '@/record/steps/form'
import type { StepValues } from '@/record/steps/values'

const STAFF = ['host', 'recorder', 'prosecutor', 'leader']
const isStaff = (row: StepValues) => STAFF.includes(String(row.part))
const isDeputy = (row: StepValues) => row.part === 'deputy'
const isWritten = (row: StepValues) => Boolean(row.part) && !row.record

/** People the record names already: a list that is searched would show them by their id. */
export const namedIn = (view: StepTarget): Option[] =>
  (view.links ?? []).filter(({ row }) => row.noun === 'person' || row.noun === 'deputy').map(({ row }) => ({ value: row.record, label: row.title }))

export const presentFields: StepField[] = [
  must(half({ key: 'part', kind: 'code', list: 'attendance', label: 'attendance_part' })),
  half({ key: 'record', kind: 'person', label: 'attendant', when: isStaff, offers: namedIn }),
  half({ key: 'record', kind: 'deputy', label: 'attendant', when: isDeputy, offers: namedIn }),
  half({ key: 'name', kind: 'text', label: 'attendant_name', when: isWritten }),
  half({ key: 'unit', kind: 'text', label: 'attendant_unit', when: isWritten }),
]

/** Rows of a form that begin with those who are there. */
export const presentRows = (present: readonly Present[] | null | undefined): StepValues[] =>
  (present ?? []).map(({ part, record, name, unit }) => ({ part, record, name: name ?? '', unit: unit ?? '' }))
