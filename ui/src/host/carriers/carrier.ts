// The two ways a call can travel. What one cannot do it refuses by name.
import { Fault, readFault } from '../fault'

export interface Carrier {
  readonly kind: 'window' | 'loopback'
  send(name: string, input: unknown): Promise<unknown>
  /** From a page that is about to go: its answer may be read by nobody, and it arrives all the same. Without it, as any other. */
  sendLast?(name: string, input: unknown): Promise<unknown>
  /** Ends the program behind the page; where it is missing there is a window to close. */
  quit?(): Promise<unknown>
  /** False: the person closed the chooser. */
  saveFile(name: string, bytes: Uint8Array): Promise<unknown>
  /** The system's own chooser; only a window has one. Nothing when the person closed it. */
  pickFolder?(): Promise<string | undefined>
}

/** The wire's two shapes: {"ok": …} and {"fault": {"code": …, "values": …}}. */
export function unwrap(answer: unknown): unknown {
  if (typeof answer === 'object' && answer !== null) {
    if ('ok' in answer) return answer.ok
    if ('fault' in answer) throw readFault(answer.fault)
  }
  throw new Fault('bad_answer')
}
