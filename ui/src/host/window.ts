// The desktop window: one Tauri command carries every call.
import type { Carrier } from './carrier'
import { unwrap } from './carrier'
import { Fault } from './fault'

interface Internals { invoke(command: string, args: unknown): Promise<unknown> }
declare global { interface Window { __TAURI_INTERNALS__?: Internals } }

export function windowCarrier(internals: Internals): Carrier {
  const ring = async (command: string, args: unknown) => {
    let answer: unknown
    try {
      answer = await internals.invoke(command, args)
    } catch (thrown) {
      throw new Fault('host_gone', { said: String(thrown) })
    }
    return unwrap(answer)
  }
  return {
    kind: 'window',
    send: (name, input) => ring('call', { name, input }),
    // A web view has no download shelf: the shell asks where, and writes.
    saveFile: async (name, bytes) => { await ring('save_file', { name, bytes: base64(bytes) }) },
  }
}

export function base64(bytes: Uint8Array): string {
  const step = 0x8000
  let text = ''
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step))
  return btoa(text)
}
