// How a hub stands, for tests of pages. At first this desk is not connected.
import { at } from '@/bundle/test/bundles'
import type { Exchanged, FilesView, HubStream, HubView, StreamExchanged, StreamFault } from '@/host/calls.gen'

/** Noon of the tests' day. */
export const NOON = at('2026-09-24T12:00:00')
export const DAY_MS = 24 * 60 * 60_000

export const hubOf = (over: Partial<HubView> = {}): HubView => ({ host: '', port: 0, database: '', role: 'd_7f3a', asked: false, ready: false, minutes: 5, running: null, last: null, streams: [], waiting: 0, files: filesOf(), ...over })
export const connected = (over: Partial<HubView> = {}): HubView => hubOf({ host: 'hub.tz', port: 5432, database: 'hub', ready: true, last: exchangedOf(), ...over })
export const filesOf = (over: Partial<FilesView> = {}): FilesView => ({ up: 0, down: 0, absent: 0, forged: 0, running: null, last: null, room: { fetch_mib: 200, keep_free_mib: 2048 }, ...over })
export const exchangedOf = (over: Partial<Exchanged> = {}): Exchanged => ({ end: 'complete', said: '', at_ms: NOON, complete_ms: NOON, clock_off_ms: null, round_trips: 1, n_unchanged: 4, new: 0, confirmed: 0, aside: 0, streams: [], ...over })
export const faultOf = (code: string, said = ''): StreamFault => ({ code, said })
export const movedOf = (over: Partial<StreamExchanged> = {}): StreamExchanged => ({ stream: 'ref', at_ms: NOON, new: 0, aside: 0, pushed: 0, confirmed: 0, lost: 0, faults: [], ...over })
export const streamOf = (over: Partial<HubStream> = {}): HubStream => ({ stream: 'st/1', class: 'st', of: 'Jiazhi', waiting: 0, at_ms: NOON, moved_ms: NOON, new: 0, confirmed: 0, faults: [], ...over })
