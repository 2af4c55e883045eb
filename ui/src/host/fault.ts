// What a call can answer instead of its value. It carries a code and values, never words.
import type { Code } from './calls.gen'

/** What only this side can see: nobody answered, or the answer was no answer. */
export type HostCode = 'host_gone' | 'bad_answer' | 'key_refused' | 'cannot_here'
export type AnyCode = Code | HostCode
export type FaultValues = Record<string, unknown>

export class Fault extends Error {
  readonly code: AnyCode
  readonly values: FaultValues

  constructor(code: AnyCode, values: FaultValues = {}) {
    super(code)
    this.name = 'Fault'
    this.code = code
    this.values = values
  }

  /** The input field it speaks of, when it is a hint beside one. */
  get field(): string | undefined {
    return typeof this.values.field === 'string' ? this.values.field : undefined
  }
}

export function asFault(thrown: unknown): Fault {
  return thrown instanceof Fault ? thrown : new Fault('bad_answer', { said: String(thrown) })
}
