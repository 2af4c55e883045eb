// What the check found, read out of the ledger's report and told in words.
import type { Verified } from '@/host/calls.gen'
import { w, wordOr } from '@/words'

export type Verdict = 'good' | 'bad' | 'incomplete'
export const verdictOf = (verdict: string): Verdict => (verdict === 'good' || verdict === 'incomplete' ? verdict : 'bad')

export const COUNTS = ['n_records', 'n_writers', 'n_items'] as const
/** Named only where there are any: none of them is a fault by itself. */
export const ASIDES = ['n_redacted', 'n_gone', 'n_sealed', 'n_powerless', 'n_pending'] as const

const number = (of: unknown) => (typeof of === 'number' ? of : 0)
const list = (of: unknown): unknown[] => (Array.isArray(of) ? of : [])
const told = (of: unknown): Record<string, unknown> => (typeof of === 'object' && of !== null ? of as Record<string, unknown> : {})
const text = (of: unknown) => (typeof of === 'string' || typeof of === 'number' ? String(of) : '')

export const countOf = ({ report }: Verified, key: string) => number(report[key])

export interface FirstBad { id: string, writer: string, seq: string, record: string, wrong: string }

/** The first entry that is not as it was signed; where the report names none, the first row that was changed beside them. */
export function firstBad({ report, moved, unlike }: Verified): FirstBad | undefined {
  const bad = told(report.first_bad)
  if (text(bad.id)) {
    const wrong = told(bad.wrong)
    return { id: text(bad.id), writer: text(bad.writer), seq: text(bad.seq), record: text(bad.record), wrong: wordOr(`settings.verify.wrongs.${text(wrong.what)}`, text(wrong.what)) }
  }
  const [row] = moved
  if (row) return { id: row, writer: '', seq: '', record: '', wrong: w('settings.verify.wrongs.moved') }
  const [record] = unlike
  return record ? { id: '', writer: '', seq: '', record, wrong: w('settings.verify.wrongs.unlike') } : undefined
}

/** Entries that are not as they were signed. Rows beside them are made from the entries and can be made again. */
export const badCount = (verified: Verified) => number(verified.report.n_bad) + verified.moved.length

/** Entries that are sound and are not those that a checkpoint names. */
export const contradictions = ({ against }: Verified) => against.filter((one) => one.n_missing === 0).length

export type Case = 'good' | 'bad' | 'incomplete' | 'unlike' | 'contradicts'
/** What is to be done: lists that differ from sound entries are mended here, entries that were changed are not. */
export const caseOf = (verified: Verified): Case => {
  const verdict = verdictOf(verified.verdict)
  if (verdict === 'bad' && badCount(verified) === 0 && contradictions(verified) > 0) return 'contradicts'
  return verdict === 'bad' && badCount(verified) === 0 && (verified.unlike.length > 0 || verified.n_astray > 0) ? 'unlike' : verdict
}

/** Records first: what is counted is theirs. */
export const unlikeSays = ({ unlike, n_astray }: Verified) => (unlike.length ? w('settings.verify.unlike_says', { n: unlike.length }) : w('settings.verify.astray_says', { n: n_astray }))

/** What is not here: runs of a writer's entries, and entries that others build on. */
export function lacks({ report }: Verified): string[] {
  const gaps = list(report.gaps).map(told).map((gap) => w('settings.verify.gap', { writer: short(text(gap.writer)), from: text(gap.from), to: text(gap.to) }))
  const parents = list(report.missing_parents).length
  const pending = number(report.n_pending)
  return [...gaps, ...(parents ? [w('settings.verify.parents', { n: parents })] : []), ...(pending ? [w('settings.verify.pending', { n: pending })] : [])]
}

export const forks = ({ report }: Verified) => list(report.forks).map((fork) => w('settings.verify.fork', { writer: short(text(list(fork)[0])), seq: text(list(fork)[1]) }))

export const short = (id: string) => (id.length > 12 ? `${id.slice(0, 8)}…` : id)
