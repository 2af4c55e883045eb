// What a checkpoint says, and what differs from one, in an office's words.
import type { CheckpointDiff, CheckpointRow } from '@/host/calls.gen'
import { w, wordOr } from '@/words'

export const rowSays = (row: CheckpointRow) => w('settings.verify.checkpoints.row', { office: row.office_name, by: row.by_name, streams: row.n_streams, n: row.n_entries })

const streamSays = ({ class: kind, of }: CheckpointDiff) => wordOr(`exchange.hub.streams.${kind}`, w('exchange.hub.streams.unknown'), { of })

/** None missing: another entry stands in the place of the last. */
export function diffSays(diff: CheckpointDiff): string {
  const people = diff.desk_people.join(w('marks.list')) || w('exchange.nobody')
  const said = { of: streamSays(diff), people, seq: diff.seq }
  return diff.n_missing > 0 ? w('settings.verify.against.lacks', { ...said, n: diff.n_missing }) : w('settings.verify.against.contradicts', said)
}

export const paperSays = ({ office_name, on, code }: CheckpointDiff) => w('settings.verify.against.of', { office: office_name, on: on ?? '', code })

const SIGNS = 24
/** What is wrong with typed letters, before the desk is asked. */
export function codeTrouble(code: string): string | undefined {
  const n = code.replace(/[^a-z]/gi, '').length
  if (n === 0) return w('settings.verify.checkpoints.give')
  return n === SIGNS ? undefined : w('exchange.discs.length', { n })
}
