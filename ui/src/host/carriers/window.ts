// The desktop window: one Tauri command carries every call.
import type { Carrier } from './carrier'
import { unwrap } from './carrier'
import { Fault } from '../fault'

interface Internals { invoke(command: string, args: unknown): Promise<unknown> }
declare global { interface Window { __TAURI_INTERNALS__?: Internals } }

export function windowCarrier(internals: Internals): Carrier {
  const send = async (name: string, input: unknown) => {
    let answer: unknown
    try {
      answer = await internals.invoke('call', { name, input })
    } catch (thrown) {
      throw new Fault('host_gone', { said: String(thrown) })
    }
    return unwrap(answer)
  }
  return {
    kind: 'window',
    send,
    pickFolder: async () => {
      const answer = await send('window_pick_folder', {}) as { path: string | null }
      return answer.path ?? undefined
    },
    // A web view has no download shelf: the shell asks where, and writes. Its own answers begin with `window_`.
    saveFile: async (name, bytes) => {
      const answer = await send('window_save_file', { name, base64: base64(bytes) }) as { path: string | null }
      return answer.path !== null
    },
  }
}

export function base64(bytes: Uint8Array): string {
  const step = 0x8000
  let text = ''
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step))
  return btoa(text)
}
