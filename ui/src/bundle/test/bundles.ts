// Desks and bundles for tests of pages.
import type { DeskLabel, DiscRow, ExportFar, FoundBundle, HeldRow, OtherDesk, TakenBundle } from '@/host/calls.gen'

/** A day and an hour of Beijing's. */
export const at = (text: string) => new Date(`${text}+08:00`).getTime()
export const MADE = at('2026-09-20T10:05:00')

export const labelOf = (over: Partial<DeskLabel> = {}): DeskLabel => ({ desk: 'd-dachen', name: 'D-7F3A', office: '331002', office_name: 'Jiaojiang', people: ['Chen Yajing'], known: true, ...over })
export const otherOf = (over: Partial<OtherDesk> = {}): OtherDesk => ({ desk: labelOf(), waiting: 12, handed: 0, last_out_ms: null, last_in_ms: MADE, first: false, revoked: false, crossing: 'within', ...over })
export const bundleOf = (over: Partial<FoundBundle> = {}): FoundBundle => ({
  id: 'b1', parts: 1, missing: [], refused: null, from: labelOf(), enrolment: false, number: 7, made_ms: MADE, note: '', n_entries: 240, n_files: 0, taken: false, stale: false, ...over,
})
export const takenOf = (over: Partial<TakenBundle> = {}): TakenBundle => ({ done: false, blocks: 2, of_blocks: 6, n_new: 80, n_held: 0, n_unread: 0, n_lacking: 0, n_differing: 0, code: null, ...over })
export const farOf = (over: Partial<ExportFar> = {}): ExportFar => ({ stage: 'writing', done: 0, of: null, stopping: false, ...over })
export const discOf = (over: Partial<DiscRow> = {}): DiscRow => ({
  id: 'b1', out: true, desk: labelOf(), number: 7, done: false, at_ms: MADE, by_name: 'Zhou Min', medium: { number: 'U-031' }, crossing: 'within', n_entries: 240, n_bytes: 2048, code: null, parts: ['ab12'], ...over,
})
export const heldOf = (over: Partial<HeldRow> = {}): HeldRow => ({
  row: 4, entry: 'e4', cause: 'unknown', from: labelOf(), at_ms: MADE, noun: 'appeal', act: 'register_appeal', by_name: 'Lin Hai', written_ms: at('2026-09-19T16:02:00'),
  stream: 'st/s1', class: 'st', of: 'Dachen', wrote: null, travels: true, handed: null, ...over,
})
/** An act's whole answer. */
export const outcome = <T>(value: T) => ({ value, changed: ['desk'], seen: {}, deed: 'x' })
