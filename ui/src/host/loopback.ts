// The loopback host: POST /call/<name> on the address the page came from, with the one-time key in a header.
import type { Carrier } from './carrier'
import { unwrap } from './carrier'
import { Fault } from './fault'

const HEADER = 'x-gonglian-key'
const KEPT = 'gonglian.key'

export function loopbackCarrier(): Carrier {
  const key = takeKey(window.location, window.sessionStorage)
  return { kind: 'loopback', send: (name, input) => post(key, name, input), saveFile: download }
}

/**
 * Takes `key=…` out of the address (`?key=` or `#key=`), so that it neither stays in view nor in the history.
 * It is kept for this tab only: a reload must not lose it.
 */
export function takeKey(address: Pick<Location, 'pathname' | 'search' | 'hash'>, store: Storage): string {
  const query = new URLSearchParams(address.search)
  const inHash = /^#(?:\/?\?)?(?:.*&)?key=([^&]+)/.exec(address.hash)
  const given = query.get('key') ?? (inHash?.[1] ? decodeURIComponent(inHash[1]) : null)
  if (given === null) return store.getItem(KEPT) ?? ''
  store.setItem(KEPT, given)
  query.delete('key')
  const rest = query.toString()
  const hash = inHash ? '' : address.hash
  window.history.replaceState(null, '', address.pathname + (rest ? `?${rest}` : '') + hash)
  return given
}

async function post(key: string, name: string, input: unknown): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(`/call/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [HEADER]: key },
      body: JSON.stringify(input),
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
    })
  } catch {
    throw new Fault('host_gone')
  }
  if (response.status === 401 || response.status === 403) throw new Fault('key_refused')
  let answer: unknown
  try {
    answer = await response.json()
  } catch {
    throw new Fault('bad_answer', { status: response.status })
  }
  return unwrap(answer)
}

async function download(name: string, bytes: Uint8Array): Promise<void> {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart]))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
