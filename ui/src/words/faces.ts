// What a fault looks like: severity, words, and what the person can do. Complete by type: a new code without a face does not compile.
import type { AnyCode, Fault } from '@/host/fault'
import { w, type WordKey, wordOr, type WordValues } from './index'

/** A hint belongs beside a field; a warning can be mended by waiting or trying again; an error needs a way back. */
export type Severity = 'hint' | 'warning' | 'error'
export interface Face { severity: Severity, words: WordKey, way?: WordKey }

export const faces: Record<AnyCode, Face> = {
  in_future: { severity: 'hint', words: 'faults.in_future' },
  end_before_start: { severity: 'hint', words: 'faults.end_before_start' },
  required: { severity: 'hint', words: 'faults.required' },
  too_long: { severity: 'hint', words: 'faults.too_long' },
  not_in_list: { severity: 'hint', words: 'faults.not_in_list' },
  check_failed: { severity: 'hint', words: 'faults.check_failed' },
  not_now: { severity: 'hint', words: 'faults.not_now' },
  lacks: { severity: 'hint', words: 'faults.lacks' },
  wrong_role: { severity: 'hint', words: 'faults.wrong_role' },
  own_work: { severity: 'hint', words: 'faults.own_work' },
  out_of_scope: { severity: 'hint', words: 'faults.out_of_scope' },
  station_closed: { severity: 'hint', words: 'faults.station_closed' },
  denied: { severity: 'hint', words: 'faults.denied' },
  not_signed_in: { severity: 'warning', words: 'faults.not_signed_in' },
  wrong_password: { severity: 'hint', words: 'faults.wrong_password' },
  too_soon: { severity: 'hint', words: 'faults.too_soon' },
  weak_password: { severity: 'hint', words: 'faults.weak_password' },
  slot_damaged: { severity: 'error', words: 'faults.slot_damaged', way: 'faults.ways.sheet' },
  sheet_mismatch: { severity: 'hint', words: 'faults.sheet_mismatch' },
  bad_input: { severity: 'error', words: 'faults.bad_input', way: 'faults.ways.tell' },
  no_such_call: { severity: 'error', words: 'faults.no_such_call', way: 'faults.ways.update' },
  not_found: { severity: 'warning', words: 'faults.not_found' },
  stale: { severity: 'warning', words: 'faults.stale', way: 'faults.ways.reload' },
  store_busy: { severity: 'warning', words: 'faults.store_busy', way: 'faults.ways.again' },
  store_damaged: { severity: 'error', words: 'faults.store_damaged', way: 'faults.ways.backup' },
  store_newer: { severity: 'error', words: 'faults.store_newer', way: 'faults.ways.update' },
  store_read_only: { severity: 'error', words: 'faults.store_read_only', way: 'faults.ways.permission' },
  store_in_use: { severity: 'error', words: 'faults.store_in_use', way: 'faults.ways.close_other' },
  disk_full: { severity: 'error', words: 'faults.disk_full', way: 'faults.ways.free_space' },
  clock_off: { severity: 'warning', words: 'faults.clock_off', way: 'faults.ways.set_clock' },
  internal: { severity: 'error', words: 'faults.internal', way: 'faults.ways.tell' },
  host_gone: { severity: 'error', words: 'faults.host_gone', way: 'faults.ways.restart' },
  bad_answer: { severity: 'error', words: 'faults.bad_answer', way: 'faults.ways.tell' },
  key_refused: { severity: 'error', words: 'faults.key_refused', way: 'faults.ways.reopen' },
  cannot_here: { severity: 'warning', words: 'faults.cannot_here' },
}

export interface ShownFault { severity: Severity, text: string, way: string | undefined, field: string | undefined, code: AnyCode }

export function show(fault: Fault): ShownFault {
  // A desk newer than this page may say a code we do not know: it is shown as it is rather than hidden.
  const face: Face | undefined = faces[fault.code]
  return {
    severity: face?.severity ?? 'error',
    text: face ? w(face.words, wordsOf(fault)) : w('faults.unknown', { code: fault.code }),
    way: face?.way ? w(face.way) : undefined,
    field: fault.field,
    code: fault.code,
  }
}

/** Values as words: a verb, a state and what is lacking come as keys. */
function wordsOf(fault: Fault): WordValues {
  const shown: WordValues = {}
  for (const [name, value] of Object.entries(fault.values)) {
    if (Array.isArray(value)) shown[name] = value.map((one) => wordOr(`lacks.${String(one)}`, String(one))).join(w('marks.list'))
    else if (name === 'verb') shown[name] = wordOr(`verbs.${String(value)}`, String(value))
    else if (name === 'field') shown[name] = wordOr(`fields.${String(value)}`, String(value))
    else if (typeof value === 'string' || typeof value === 'number') shown[name] = value
  }
  return shown
}
