// The two ways a call can travel. What one cannot do it refuses by name.
import { Fault, type AnyCode, type FaultValues } from './fault'

export interface Carrier {
  readonly kind: 'window' | 'loopback'
  send(name: string, input: unknown): Promise<unknown>
  saveFile(name: string, bytes: Uint8Array): Promise<void>
}

/** The wire's two shapes: {"ok": …} and {"fault": {"code": …, "values": …}}. */
export function unwrap(answer: unknown): unknown {
  if (typeof answer === 'object' && answer !== null) {
    if ('ok' in answer) return answer.ok
    if ('fault' in answer) throw faultOf(answer.fault)
  }
  throw new Fault('bad_answer')
}

function faultOf(told: unknown): Fault {
  if (typeof told !== 'object' || told === null || !('code' in told)) return new Fault('bad_answer')
  const values = 'values' in told && typeof told.values === 'object' && told.values !== null ? told.values : {}
  return new Fault(String(told.code) as AnyCode, values as FaultValues)
}
