// A revocation in words: which work of a writer is here, and what lies beyond the line that was picked.
import type { WorkLine, WriterWork } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import { deskSays, minuteOf } from '@/bundle/labels'
import type { StepValues } from '@/record/steps/values'
import { w, wordOr } from '@/words'

/** Good work ends before all of it. */
export const NOTHING = '0'

export function labelOf({ letter, desk }: WriterWork, several: boolean): string {
  if (!several) return w('settings.revoke.last')
  return letter ? w('settings.revoke.last_of', { letter }) : w('settings.revoke.last_at', { desk: deskSays(desk) })
}

const lineSays = ({ written_ms: at, by_name: by, act, no }: WorkLine, today: string) => {
  const what = wordOr(`verbs.${act}`, act)
  return w('settings.revoke.line', { at: minuteOf(at, today), by, what: no ? what + w('marks.dot') + no : what })
}

/** The newest first; of a writer that was revoked before only what lies before its end. */
export function optionsOf({ newest, good }: WriterWork, today: string): Option[] {
  const open = newest.filter(({ seq }) => good === null || seq <= good)
  return [...open.map((line) => ({ value: String(line.seq), label: lineSays(line, today) })), { value: NOTHING, label: w('settings.revoke.none') }]
}

export const laterThan = ({ newest }: WriterWork, picked: string): number => newest.filter(({ seq }) => seq > Number(picked)).length

/** What a draft kept of it: the last good one of each writer. */
export const pickedIn = (kept: StepValues | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries((kept?.picked ?? {}) as StepValues).filter((one): one is [string, string] => typeof one[1] === 'string'))
