import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { unwrap } from './carrier'
import { asFault, Fault } from '../fault'
import { loopbackCarrier, takeKey } from './loopback'
import { base64, windowCarrier } from './window'

const KEY = 'a'.repeat(64)
const codeOf = (run: () => unknown) => { try { run() } catch (thrown) { return (thrown as Fault).code } return undefined }
const refused = (promise: Promise<unknown>) => promise.then(() => undefined, (thrown: Fault) => thrown.code)

describe('the wire', () => {
  it.each([
    [{ ok: { a: 1 } }, { a: 1 }], [{ ok: null }, null], [{ ok: 0 }, 0],
  ])('%j is an answer', (answer, value) => { expect(unwrap(answer)).toEqual(value) })

  it.each([[{ fault: { code: 'busy', values: {} } }, 'busy'], [{ fault: { code: 'out_of_scope' } }, 'out_of_scope'], [{ fault: 'x' }, 'bad_answer'], [null, 'bad_answer'], ['<html>', 'bad_answer'], [{}, 'bad_answer']])(
    '%j is a fault', (answer, code) => { expect(codeOf(() => unwrap(answer))).toBe(code) })

  it('keeps the values of a fault', () => {
    expect(() => unwrap({ fault: { code: 'required', values: { field: 'name' } } })).toThrow(expect.objectContaining({ field: 'name' }))
  })
  it('whatever is thrown becomes a fault once', () => {
    const fault = new Fault('busy')
    expect(asFault(fault)).toBe(fault)
    expect(asFault('x').code).toBe('bad_answer')
  })
})

describe('the one-time key', () => {
  beforeEach(() => { window.sessionStorage.clear(); window.history.replaceState(null, '', '/') })
  const at = (address: string) => { window.history.replaceState(null, '', address); return takeKey(window.location, window.sessionStorage) }

  it.each([
    [`/#key=${KEY}`, '/'], [`/?key=${KEY}`, '/'], [`/?a=1&key=${KEY}#/today`, '/?a=1#/today'], [`/#/?key=${KEY}`, '/'],
  ])('%s gives the key and leaves %s', (address, left) => {
    expect(at(address)).toBe(KEY)
    expect(window.location.pathname + window.location.search + window.location.hash).toBe(left)
  })
  it('survives a reload of this tab', () => { at(`/#key=${KEY}`); expect(at('/#/appeals')).toBe(KEY) })
  it('a page address is no key', () => { expect(at('/#/appeals?monkey=1')).toBe(''); expect(window.location.hash).toBe('#/appeals?monkey=1') })
})

describe('the loopback host', () => {
  const answer = (body: unknown, status = 200) => vi.fn(() => Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })))
  beforeEach(() => { window.sessionStorage.clear(); window.history.replaceState(null, '', `/#key=${KEY}`) })
  afterEach(() => { vi.unstubAllGlobals() })

  it('posts JSON with the key in a header', async () => {
    const fetched = answer({ ok: 1 })
    vi.stubGlobal('fetch', fetched)
    expect(await loopbackCarrier().send('desk_state', { a: 1 })).toBe(1)
    const [address, request] = fetched.mock.calls[0] as unknown as [string, RequestInit]
    expect(address).toBe('/call/desk_state')
    expect(request).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'x-gonglian-key': KEY, 'content-type': 'application/json' }, redirect: 'error' })
  })

  const said = (body: string) => ({ text: body })
  const size = (text: string) => new Blob([JSON.stringify(said(text))]).size
  const room = 64 * 1024 - size('')
  it.each([
    ['a few words', '三山', true], ['as much as may be', '字'.repeat(Math.floor(room / 3)) + 'a'.repeat(room % 3), true], ['one byte more', `${'字'.repeat(Math.floor(room / 3))}${'a'.repeat(room % 3)}a`, undefined],
  ])('what a page sends at its end outlives it: %s', async (_, text, keepalive) => {
    const fetched = answer({ ok: 1 })
    vi.stubGlobal('fetch', fetched)
    expect(await loopbackCarrier().sendLast?.('save_draft', said(text))).toBe(1)
    const [address, request] = fetched.mock.calls[0] as unknown as [string, RequestInit]
    expect([address, request.keepalive, fetched.mock.calls.length]).toEqual(['/call/save_draft', keepalive, 1])
    expect(request).toMatchObject({ body: JSON.stringify(said(text)), headers: { 'x-gonglian-key': KEY } })
  })
  it('where there is no room for that it is sent as ever, and a fault is no reason to send it twice', async () => {
    const full = vi.fn((_: string, request: RequestInit) => (request.keepalive ? Promise.reject(new TypeError('quota')) : Promise.resolve(new Response('{"ok":1}'))))
    vi.stubGlobal('fetch', full)
    expect(await loopbackCarrier().sendLast?.('save_draft', {})).toBe(1)
    const faulty = answer({ fault: { code: 'disk_full', values: {} } })
    vi.stubGlobal('fetch', faulty)
    expect(await refused(loopbackCarrier().sendLast?.('save_draft', {}) ?? Promise.resolve())).toBe('disk_full')
    expect(faulty).toHaveBeenCalledTimes(1)
  })

  it.each([[401, 'key_refused'], [403, 'key_refused']])('status %i', async (status, code) => {
    vi.stubGlobal('fetch', answer('', status))
    expect(await refused(loopbackCarrier().send('desk_state', {}))).toBe(code)
  })
  it('a page instead of an answer', async () => {
    vi.stubGlobal('fetch', answer('<html>'))
    expect(await refused(loopbackCarrier().send('desk_state', {}))).toBe('bad_answer')
  })
  it('nobody there', async () => {
    vi.stubGlobal('fetch', vi.fn(() => Promise.reject(new TypeError('gone'))))
    expect(await refused(loopbackCarrier().send('desk_state', {}))).toBe('host_gone')
  })
})

describe('the window', () => {
  it('carries every call through one command, and files to the shell', async () => {
    const invoke = vi.fn(() => Promise.resolve({ ok: { path: '/x' } } as unknown))
    const carrier = windowCarrier({ invoke })
    await carrier.send('desk_state', {})
    await carrier.saveFile('台账.xlsx', new Uint8Array([1, 2, 255]))
    expect(invoke.mock.calls).toEqual([
      ['call', { name: 'desk_state', input: {} }], ['call', { name: 'window_save_file', input: { name: '台账.xlsx', base64: 'AQL/' } }],
    ])
  })
  it('a shell that fails is said', async () => {
    expect(await refused(windowCarrier({ invoke: () => Promise.reject(new Error('x')) }).send('desk_state', {}))).toBe('host_gone')
  })
  it('a chooser that was closed has saved nothing', async () => {
    const carrier = windowCarrier({ invoke: () => Promise.resolve({ ok: { path: null } }) })
    expect(await carrier.saveFile('x', new Uint8Array())).toBe(false)
  })
  it('a full disk is a fault', async () => {
    const carrier = windowCarrier({ invoke: () => Promise.resolve({ fault: { code: 'disk_full', values: {} } }) })
    expect(await refused(carrier.saveFile('x', new Uint8Array()))).toBe('disk_full')
  })
  it('writes large files as base64 without a stack of a million arguments', () => {
    const bytes = new Uint8Array(1_000_000).fill(65)
    expect(atob(base64(bytes))).toHaveLength(1_000_000)
  })
})
