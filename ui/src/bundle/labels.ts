// Desks and bundles in an office's words. Knows no page.
import type { DeskLabel } from '@/host/calls.gen'
import type { Fault } from '@/host/fault'
import { beijingMinute, shortDay } from '@/parts/days'
import type { Pace } from '@/parts/pace'
import { type WordKey, w, wordOr } from '@/words'
import { show, type ShownFault } from '@/words/faces'

/** Who works at a desk; where this one knows no names of theirs (another county's), the desk's own, which its files bear as well. */
export const peopleSays = ({ people, name }: DeskLabel): string => people.join(w('marks.list')) || w('exchange.unnamed', { name })

/** A desk is known by its office and who works at it; its own name says nothing to anybody. */
export function deskSays(desk: DeskLabel): string {
  return desk.known ? w('exchange.desk', { office: desk.office_name, people: peopleSays(desk) }) : w('exchange.unknown_desk')
}

export function minuteOf(ms: number, today: string): string {
  const { on, time } = beijingMinute(ms)
  return `${shortDay(on, today)} ${time}`
}

/** Entries a second, and how long it takes still: what is known of both. */
export const paceSays = ({ rate, left }: Partial<Pace> = {}): string[] => [
  ...(rate !== undefined && rate >= 1 ? [w('exchange.in.rate', { n: Math.round(rate) })] : []), ...(left === undefined ? [] : [w('exchange.in.left', { n: left })]),
]

/** Letters in groups of four, as they are read out and typed back. */
export const inFours = (code: string): string[] => code.replace(/[^0-9a-z]/gi, '').toUpperCase().match(/.{1,4}/g) ?? []

export const reasonSays = (why: string) => wordOr(`bundle_why.${why}`, why)

/** A fault about a file on a medium: with the part to ask for again, and without the words of other files. */
export function showBundle(fault: Fault): ShownFault {
  const shown = show(fault)
  const part = Number(fault.values.part ?? 0)
  if (fault.code === 'bad_bundle') return part > 0 ? { ...shown, text: shown.text + w('exchange.part', { n: part }) } : shown
  if (fault.code === 'missing' && fault.values.what === 'bundle') return { ...shown, severity: 'hint', text: w('exchange.no_bundle') }
  const problem = fault.code === 'bad_file' ? (`exchange.bad_file.${String(fault.values.problem)}` as WordKey) : undefined
  return problem ? { ...shown, text: wordOr(problem, shown.text) } : shown
}
