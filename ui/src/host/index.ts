// How a call travels. Knows Tauri and fetch; knows neither words nor pages.
// Rooms call `call`, or better `useAsk`, `useList` and `useAct`, which ask again when an act changed something.
import type { Carrier } from './carriers/carrier'
import { loopbackCarrier } from './carriers/loopback'
import { windowCarrier } from './carriers/window'
import type { CallName, Calls, Hint } from './calls.gen'

export type { CallName } from './calls.gen'
export type Input<N extends CallName> = Calls[N]['input']
export type Output<N extends CallName> = Calls[N]['output']

let carrier: Carrier | undefined

function theCarrier(): Carrier {
  carrier ??= window.__TAURI_INTERNALS__ ? windowCarrier(window.__TAURI_INTERNALS__) : loopbackCarrier()
  return carrier
}

/** For tests: another way to travel. */
export function useCarrier(other: Carrier | undefined): void { carrier = other }

/** Must run before the router reads the address: the one-time key is in it. */
export function openHost(): Carrier['kind'] { return theCarrier().kind }

export function call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
  return theCarrier().send(name, input).then((answer) => { hinted(answer); return answer as Output<N> })
}

/** A call that arrives although its page goes. */
export function lastCall<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
  const by = theCarrier()
  return (by.sendLast?.(name, input) ?? by.send(name, input)) as Promise<Output<N>>
}

/** Who says a hint that comes with an act's answer, whoever made it; the frame does. */
let say: (hint: Hint) => void = () => undefined
export function onHint(told: (hint: Hint) => void): void { say = told }

function hinted(answer: unknown): void {
  if (typeof answer === 'object' && answer !== null && 'hint' in answer && answer.hint) say(answer.hint as Hint)
}

export const host = {
  saveFile: (name: string, bytes: Uint8Array) => theCarrier().saveFile(name, bytes),
  /** Where the host has no chooser there is nothing to call: the path is typed. */
  pickFolder: () => theCarrier().pickFolder,
  /** Nothing to call in a window: it is closed. */
  quit: () => theCarrier().quit,
}

export { asFault, Fault, readFault } from './fault'
export type { AnyCode, Code, FaultValues, HostCode } from './fault'
export { base64 } from './carriers/window'
