// A line of the log in words: what was looked at, given out or refused. Values of fields never stand in it.
import type { LogLine } from '@/host/calls.gen'
import { w, wordOr } from '@/words'

/** Acts that the log can be narrowed to. */
export const ACTS = [
  'sign_in', 'unmask', 'find_number', 'open_sealed', 'export', 'export_file', 'print_notice', 'print_reply', 'denied', 'backup', 'change_password', 'rekey_file', 'renew_sheet', 'rebuild',
  'export_bundle', 'take_bundle', 'confirm_disc', 'refuse_held', 'hand_on_held',
] as const

export function actWord(act: string): string { return wordOr(`log.acts.${act}`, wordOr(`verbs.${act}`, act)) }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const list = (value: unknown) => (Array.isArray(value) ? value : [])

/** `purposeOf` names a code of the list `unmask_purpose`; what was written before there was one stands in words. */
export function saidOf({ act, what }: LogLine, purposeOf: (code: string) => string = (code) => code): string {
  const fields = list(what.fields).map((field) => wordOr(`fields.${String(field)}`, String(field))).join(w('marks.list'))
  const parts = [
    fields && w('log.fields', { fields }),
    text(what.purpose) && w('log.purpose', { purpose: purposeOf(String(what.purpose)) }),
    text(what.call) && w('log.call', { call: actWord(String(what.call)) }),
    text(what.why) && wordOr(`faults.${String(what.why)}`, ''),
    typeof what.count === 'number' && w('log.count', { n: what.count }),
    typeof what.copy === 'number' && w('log.copy', { n: what.copy }),
    text(what.before) && w('log.before', { act: actWord(String(what.before)) }),
    act === 'sign_in' && list(what.failed).length > 0 && w('log.failed', { n: list(what.failed).length }),
    act === 'refuse_held' && text(what.cause) && w('log.cause', { cause: wordOr(`exchange.held.causes.${String(what.cause)}`, String(what.cause)) }),
    (act === 'refuse_held' || act === 'hand_on_held') && text(what.reason) && w('log.reason', { reason: String(what.reason) }),
    act === 'find_number' && text(what.what) && wordOr(`fields.${String(what.what)}`, ''),
  ]
  return parts.filter(Boolean).join(w('marks.dot'))
}
