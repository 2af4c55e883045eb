// What a fault looks like: severity, words, and what the person can do. Complete by type: a new code without a face does not compile.
import { type AnyCode, type Fault, readFault } from '@/host/fault'
import { type WordKey, wordOr, type WordValues, w, words } from './index'

/** A hint belongs beside a field; a warning can be mended by waiting or trying again; an error needs a way back. */
export type Severity = 'hint' | 'warning' | 'error'
export interface Face {
  severity: Severity
  words: WordKey
  /** The field it is about, where the fault itself names none. */
  field?: string
}

const hint = <C extends AnyCode & keyof typeof words.faults>(code: C, field?: string): Face => ({ severity: 'hint', words: `faults.${code}` as WordKey, ...(field ? { field } : {}) })
const warning = <C extends AnyCode & keyof typeof words.faults>(code: C): Face => ({ ...hint(code), severity: 'warning' })
const error = <C extends AnyCode & keyof typeof words.faults & keyof typeof words.way_of>(code: C): Face => ({ ...hint(code), severity: 'error' })

/** What can be done about it (`way_of` in the words' file: the command line says the same, where it is true there). */
export const wayOf = (code: AnyCode): string | undefined => {
  const way = (words.way_of as Partial<Record<AnyCode, string>>)[code]
  return way ? wordOr(`ways.${way}`, way) : undefined
}

export const faces: Record<AnyCode, Face> = {
  // The law says no: something else can be done.
  in_future: hint('in_future'),
  end_before_start: hint('end_before_start'),
  required: hint('required'),
  too_long: hint('too_long'),
  not_in_list: hint('not_in_list'),
  check_failed: hint('check_failed'),
  not_now: hint('not_now'),
  lacks: hint('lacks'),
  wrong_role: hint('wrong_role'),
  needs_level: hint('needs_level'),
  own_work: hint('own_work'),
  out_of_scope: hint('out_of_scope'),
  station_closed: hint('station_closed', 'station'),
  bad_character: hint('bad_character'),
  times_crossed: hint('times_crossed'),
  out_of_range: hint('out_of_range'),
  runs_through: hint('runs_through'),
  fixed: hint('fixed'),
  contested: hint('contested'),
  not_escalated: hint('not_escalated'),
  nothing_changed: hint('nothing_changed'),
  code_taken: hint('code_taken', 'code'),
  post_taken: hint('post_taken', 'from_on'),
  cannot_substitute: hint('cannot_substitute', 'by'),
  only_for_hearings: hint('only_for_hearings'),
  hearer_count: hint('hearer_count', 'hearers'),
  hearer_unfit: hint('hearer_unfit', 'hearers'),
  notice_too_late: hint('notice_too_late', 'on'),
  not_issuer: hint('not_issuer'),
  proof_elsewhere: hint('proof_elsewhere', 'by'),
  proof_outside: hint('proof_outside', 'by'),
  proof_unfit: hint('proof_unfit', 'by'),
  no_local_actions: hint('no_local_actions'),
  row_unclear: hint('row_unclear'),
  must_keep_away: hint('must_keep_away'),
  not_holder: hint('not_holder'),
  not_yours: hint('not_yours'),
  nothing_owed: hint('nothing_owed'),
  only_downward: hint('only_downward', 'office'),
  only_from_above: hint('only_from_above'),
  only_by_office: hint('only_by_office'),
  told_there: hint('told_there'),
  to_the_accused: hint('to_the_accused', 'unit'),
  too_many: hint('too_many'),
  too_few: hint('too_few'),
  clock_cannot: hint('clock_cannot'),
  must_be_sealed: hint('must_be_sealed'),
  keeps_away: hint('keeps_away', 'to'),
  cannot_open_sealed: hint('cannot_open_sealed', 'to'),
  being_sealed: hint('being_sealed'),
  kept_by_law: hint('kept_by_law'),
  needs_sorting: hint('needs_sorting', 'category'),
  not_approver: hint('not_approver', 'approver'),
  has_account: hint('has_account'),
  cannot_hold: hint('cannot_hold'),
  cannot_undo: hint('cannot_undo'),
  still_named: hint('still_named'),
  not_deputy: hint('not_deputy', 'deputy'),
  case_specific: hint('case_specific', 'route'),
  // The person, their password, their rights.
  denied: hint('denied'),
  not_signed_in: warning('not_signed_in'),
  wrong_password: hint('wrong_password'),
  too_soon: hint('too_soon'),
  weak_password: hint('weak_password'),
  wrong_sheet: hint('wrong_sheet'),
  sheet_group: hint('sheet_group'),
  name_taken: hint('name_taken'),
  which_account: hint('which_account'),
  roles_exclude: hint('roles_exclude'),
  administrators_first: hint('administrators_first'),
  last_account: hint('last_account'),
  no_grant: warning('no_grant'),
  awaits_enrolment: hint('awaits_enrolment'),
  awaits_keys: hint('awaits_keys'),
  slot_damaged: error('slot_damaged'),
  wrong_key: error('wrong_key'),
  // The record.
  missing: warning('missing'),
  moved_on: warning('moved_on'),
  newer_record: warning('newer_record'),
  too_big: hint('too_big'),
  bad_file: hint('bad_file'),
  bad_bundle: warning('bad_bundle'),
  revoked: hint('revoked'),
  file_too_large: hint('file_too_large'),
  bad_reference: hint('bad_reference'),
  // The desk and its file.
  no_desk: error('no_desk'),
  desk_exists: error('desk_exists'),
  busy: warning('busy'),
  open_elsewhere: warning('open_elsewhere'),
  others_folder: error('others_folder'),
  file_held: warning('file_held'),
  exchanging: warning('exchanging'),
  export_stopped: hint('export_stopped'),
  work_stopped: hint('work_stopped'),
  file_not_here: warning('file_not_here'),
  desk_away: error('desk_away'),
  fixed_folder: error('fixed_folder'),
  on_network: error('on_network'),
  synced: error('synced'),
  too_deep: error('too_deep'),
  read_only: error('read_only'),
  disk_full: error('disk_full'),
  bad_medium: error('bad_medium'),
  newer_file: error('newer_file'),
  damaged: error('damaged'),
  demo_only: hint('demo_only'),
  real_only: hint('real_only'),
  day_behind: warning('day_behind'),
  // The program.
  unknown_call: error('unknown_call'),
  bad_input: error('bad_input'),
  broken: error('broken'),
  host_gone: error('host_gone'),
  bad_answer: error('bad_answer'),
  key_refused: error('key_refused'),
  cannot_here: warning('cannot_here'),
  not_saved: warning('not_saved'),
}

export interface ShownFault { severity: Severity, text: string, way: string | undefined, field: string | undefined, code: AnyCode, final: boolean }

/** Asked again, the same person hears the same: nothing offers it. */
const FINAL = new Set<AnyCode>(['denied', 'wrong_role', 'needs_level', 'out_of_scope'])

export function show(fault: Fault): ShownFault {
  // A desk newer than this page may say a code we do not know: it is shown as it is rather than hidden.
  const face: Face | undefined = faces[fault.code]
  return {
    severity: face?.severity ?? 'error',
    text: face ? w(face.words, wordsOf(fault)) : w('pages.unknown_fault', { code: fault.code }),
    way: wayOf(fault.code),
    field: fault.field ?? face?.field,
    code: fault.code,
    final: FINAL.has(fault.code),
  }
}

/** Why a step is not possible, as `StepView.why` tells it. */
export const sayRefusal = (why: unknown): string => show(readFault(why)).text

/** The reason alone, for a list that names the step itself: many steps share one. */
export function sayReason(why: unknown): string {
  const fault = readFault(why)
  const key = `reasons.${fault.code}`
  return wordOr(key, '') ? w(key as WordKey, wordsOf(fault)) : show(fault).text
}

/** Values that are words keys, and the group of words they are looked up in. */
const GROUPS: Record<string, string> = {
  verb: 'verbs', act: 'verbs', field: 'fields', fields: 'fields', level: 'levels', lacks: 'lacks', grounds: 'lacks', item: 'lacks', why: 'lacks', reason: 'lacks', kind: 'kinds', what: 'nouns', wording: 'settings.rule.wordings',
}
/** A fault that looks one of its values up elsewhere. */
const OWN_GROUPS: Partial<Record<AnyCode, Record<string, string>>> = { bad_bundle: { why: 'bundle_why' } }

function wordsOf(fault: Fault): WordValues {
  const groups = OWN_GROUPS[fault.code] ?? GROUPS
  return Object.fromEntries(Object.entries(fault.values).map(([name, value]) => [name, wordFor(name, value, groups)]))
}

function wordFor(name: string, value: unknown, groups: Record<string, string>): string | number {
  if (Array.isArray(value)) return value.map((one) => wordFor(name, one, groups)).join(w('marks.list'))
  if (typeof value === 'object' && value !== null) return sayRefusal(value)
  if (value === null || value === undefined) return w('marks.none')
  if (typeof value === 'number') return value
  const group = groups[name]
  return group ? wordOr(`${group}.${String(value)}`, String(value)) : String(value)
}
