// What a call can answer instead of its value. It carries a code and values, never words.
import type { Fault as WireFault } from './calls.gen'

export type Code = WireFault['code']
/** What only this side can see: nobody answered, the answer was no answer, a file is not even read, or not kept. */
export type HostCode = 'file_too_large' | 'host_gone' | 'bad_answer' | 'key_refused' | 'cannot_here' | 'not_saved'
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

/** `{"code": …, "values": …}` as it comes; also a refusal that stands inside another fault's values. */
export function readFault(told: unknown): Fault {
  if (typeof told !== 'object' || told === null || !('code' in told)) return new Fault('bad_answer')
  const values = 'values' in told && typeof told.values === 'object' && told.values !== null ? told.values : {}
  return new Fault(String(told.code) as AnyCode, values as FaultValues)
}
