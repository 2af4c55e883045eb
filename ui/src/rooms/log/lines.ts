// What people call the acts of the log. What a line says beside it comes from the desk.
import { wordOr } from '@/words'

/** Acts that the log can be narrowed to. */
export const ACTS = [
  'sign_in', 'unmask', 'find_number', 'open_sealed', 'export', 'export_file', 'print_notice', 'print_reply', 'denied', 'backup', 'change_password', 'rekey_file', 'renew_sheet', 'rebuild',
  'export_bundle', 'take_bundle', 'confirm_disc', 'refuse_held', 'hand_on_held',
] as const

export function actWord(act: string): string { return wordOr(`log.acts.${act}`, wordOr(`verbs.${act}`, act)) }
