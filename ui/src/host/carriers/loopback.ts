// The loopback host: POST /call/<name> on the address the page came from, with the one-time key in a header.
import type { Carrier } from './carrier'
import { unwrap } from './carrier'
import { asFault, Fault } from '../fault'

const HEADER = 'x-gonglian-key'
const KEPT = 'gonglian.key'
/** What browsers go on sending after its page went: so many bytes, of all such requests together. */
const OUTLIVES = 64 * 1024

export function loopbackCarrier(): Carrier {
  const key = takeKey(window.location, window.sessionStorage)
  return {
    kind: 'loopback',
    send: (name, input) => post(key, `/call/${name}`, JSON.stringify(input)),
    sendLast: (name, input) => outlive(key, `/call/${name}`, JSON.stringify(input)),
    quit: () => post(key, '/quit', '{}'),
    saveFile: download,
  }
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

/** What is too large for that is sent as ever: the question before a changed form closes (`parts/forms`) wins it the time. */
async function outlive(key: string, path: string, body: string): Promise<unknown> {
  if (new Blob([body]).size > OUTLIVES) return post(key, path, body)
  try {
    return await post(key, path, body, { keepalive: true })
  } catch (thrown) {
    // Others on their way may have used the room up.
    if (asFault(thrown).code === 'host_gone') return post(key, path, body)
    throw thrown
  }
}

async function post(key: string, path: string, body: string, more: RequestInit = {}): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [HEADER]: key },
      body,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      ...more,
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
