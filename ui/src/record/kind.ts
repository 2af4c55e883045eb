// What a room tells about its records, so that one page can show any of them.
import type { StepForm } from './steps/form'

export interface RecordKind {
  noun: string
  /** The room's group of words: `visits.states`, `visits.hints`. */
  words: string
  /** A row a verb; a verb without a row is done elsewhere. */
  forms: Record<string, StepForm>
  /** Corrections and side paths: they wait in the menu, so that the way forward stands alone. */
  aside: readonly string[]
  /** The next right act is the first of these that is possible; else the first step of the noun's table. */
  leads?: readonly string[]
  /** Verbs that begin a record of its own at this one: they are not done on it. */
  begins?: readonly string[]
  /** Fields that hold a code, and the list it is of. */
  lists: Record<string, string>
  /** Fields that are called otherwise here than elsewhere, and the word under `fields` they have. */
  labels?: Record<string, string>
  /** Fields shown beside each other, and texts shown below them. */
  short: readonly string[]
  long: readonly string[]
}
