// What a form of a step or of a new record is made of: a row a field, in the order of the call's input (`calls.gen.ts`).
// Whether a step is possible is told by the desk alone.
import { LONG, SHORT, type AppealView, type ClockView, type FaceParty, type LinkedRow, type TimelineEntry } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import type { WordKey } from '@/words'
import type { StepValues } from './values'

export type StepFieldKind =
  | 'text' | 'area' | 'day' | 'time' | 'number' | 'code' | 'choice' | 'tags' | 'check'
  | 'station' | 'person' | 'office' | 'appeal' | 'voice' | 'visit' | 'activity' | 'deputy' | 'record'
  | 'clock' | 'request' | 'referral' | 'pick' | 'material' | 'materials' | 'notice' | 'parties' | 'rows' | 'part'
  /** Carried along and never shown: the name a row keeps while its words change. */
  | 'kept'

export interface StepField {
  key: string
  kind: StepFieldKind
  /** A code list; for `choice`, the group of words under `record.choices`. */
  list?: string
  choices?: readonly string[]
  /** Another label than the key's own, under `fields`. */
  label?: string
  /** A hint with numbers of the record's own, instead of the one under `record.hints`. */
  hint?: string | undefined
  required?: boolean
  /** Days begin with today. */
  today?: boolean
  /** What the field begins with. */
  begin?: StepValues[string]
  /** The same, read from the record. */
  begins?: (view: StepTarget) => StepValues[string]
  many?: boolean
  /** Of `text` and `area`: as many signs as the desk takes there (`limits.test.ts`). Not said: a line of the one, a whole text of the other. */
  most?: number
  /** Of `number`. */
  decimals?: number
  /** Where the form holds another value than the record: how what stands is read, and what is sent of it. */
  reads?: (stood: unknown) => StepValues[string]
  sends?: (value: StepValues[string]) => unknown
  /** Clocks to choose from: those a change is possible for. */
  clocks?: 'open' | 'paused' | 'running'
  /** Of `rows` (a list of small forms) and `part` (one small form inside, sent as an object; `list` groups nothing). */
  fields?: StepField[]
  /** Of `request`: those that wait for a decision, or granted on paper and not confirmed yet. */
  requests?: 'waiting' | 'recorded'
  /** Of `pick`: what the page's own record offers; of `code`: what it offers besides the list. */
  offers?: (view: StepTarget) => Option[]
  /** Shown and sent only then. */
  when?: (values: StepValues) => boolean
  /** Two short fields share a line. */
  half?: boolean
  /** Of `rows`: the key that adds one, from wherever the caret stands. */
  keys?: string
  /** Seldom asked: folded below the others. */
  more?: boolean
}

export interface StepForm {
  fields: StepField[]
  keys?: string
  /** What is done with it, where that is a part of its step only: its title, its button, its draft. */
  act?: WordKey
  /** Begins with what stands, and sends only what was changed. */
  amends?: boolean
  danger?: boolean
  /** The last hand before it is sent: what nobody types. */
  finish?: (input: StepValues) => StepValues
  /** The words when it is done, where the usual ones say too little. */
  tells?: (answer: unknown) => string
  /** The form itself brings what the step still lacks: lacking something does not close it. */
  fills?: boolean
}

/** What a step is done on: what goes back with it, and what its choices are read from. */
export interface StepTarget {
  record?: string
  seen?: string[]
  title?: string | undefined
  facts?: object
  clocks?: ClockView[]
  waiting?: AppealView['waiting']
  recorded?: AppealView['recorded']
  timeline?: TimelineEntry[]
  links?: LinkedRow[]
  parties?: FaceParty[]
  events?: AppealView['events']
  must_seal?: AppealView['must_seal']
  hand_over?: AppealView['hand_over']
}

export const mostOf = (field: StepField) => field.most ?? (field.kind === 'area' ? LONG : SHORT)
export const must = (field: StepField): StepField => ({ ...field, required: true })
export const half = (field: StepField): StepField => ({ ...field, half: true })
export const more = (field: StepField): StepField => ({ ...field, more: true })
export const on: StepField = must({ key: 'on', kind: 'day', today: true })
export const reason = must({ key: 'reason', kind: 'area', most: SHORT })
export const how = must({ key: 'how', kind: 'code', list: 'delivery' })
export const proof: StepField = { key: 'proof', kind: 'material' }
export const paper = must({ key: 'paper', kind: 'material' })
export const approver = must({ key: 'approver', kind: 'person' })

export const noticeFields: StepField[] = [
  must({ key: 'about', kind: 'code', list: 'procedural_reply' }), on, how, { key: 'text', kind: 'area', label: 'notice_text' }, proof,
]
