import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, nextTick } from 'vue'
import { watchIdle } from './idle'
import { actsFor, draftPlaceOf, placeOf, tellPlaces } from '@/router/places'
import { rooms } from '@/router/rooms'
import { seesBusiness } from '@/router/room'
import { wordOr } from '@/words'
import type { PersonView } from '@/host/calls.gen'

const person = (roles: PersonView['roles']): PersonView => ({ record: 'p', account: 'a', name: '周敏', login: null, department: '', roles, level: null, stations: [], whole_office: true })

describe('idle', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })
  const watching = (lock: () => void) => mount(defineComponent(() => { const left = watchIdle(() => 5, lock); return () => String(left.value) }))

  it('locks after the minutes, and not while somebody types', () => {
    const lock = vi.fn()
    const page = watching(lock)
    for (let n = 0; n < 10; n += 1) {
      vi.advanceTimersByTime(60_000)
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'x' }))
    }
    expect(lock).not.toHaveBeenCalled()
    vi.advanceTimersByTime(5 * 60_000 + 5_000)
    expect(lock).toHaveBeenCalledTimes(1)
    page.unmount()
  })
  const MINUTE_MS = 60_000
  const setClock = (byMs: number) => { vi.setSystemTime(Date.now() + byMs) }
  it.each<[string, number]>([['an hour', 60], ['a day', 24 * 60], ['years', 3 * 365 * 24 * 60]])('locks though the clock was set back by %s', (_, minutes) => {
    const lock = vi.fn()
    const page = watching(lock)
    vi.advanceTimersByTime(4 * MINUTE_MS)
    setClock(-minutes * MINUTE_MS)
    vi.advanceTimersByTime(4 * MINUTE_MS)
    expect(lock, 'the time away begins anew').not.toHaveBeenCalled()
    vi.advanceTimersByTime(2 * MINUTE_MS)
    expect(lock).toHaveBeenCalledTimes(1)
    page.unmount()
  })
  it('locks at once when the machine wakes', () => {
    const lock = vi.fn()
    const page = watching(lock)
    setClock(8 * 60 * MINUTE_MS)
    vi.advanceTimersByTime(5_000)
    expect(lock).toHaveBeenCalledTimes(1)
    page.unmount()
  })
  it.each(['pointerdown', 'pointermove', 'wheel', 'keydown'])('%s is somebody, also where the page keeps it to itself', (sign) => {
    const lock = vi.fn()
    const page = watching(lock)
    const box = document.body.appendChild(document.createElement('div'))
    box.addEventListener(sign, (event) => event.stopPropagation())
    for (let n = 0; n < 4; n += 1) {
      vi.advanceTimersByTime(2 * MINUTE_MS)
      box.dispatchEvent(new Event(sign, { bubbles: true }))
    }
    expect(lock).not.toHaveBeenCalled()
    box.remove()
    page.unmount()
  })
  it('nobody for long locks once in each time', () => {
    const lock = vi.fn()
    const page = watching(lock)
    vi.advanceTimersByTime(16 * MINUTE_MS)
    expect(lock).toHaveBeenCalledTimes(3)
    page.unmount()
  })
  it('tells the last minute by seconds, until somebody is there or it has locked', async () => {
    const page = watching(vi.fn())
    const after = async (ms: number) => { vi.advanceTimersByTime(ms); await nextTick(); return page.text() }
    expect([await after(4 * MINUTE_MS - 1_000), await after(1_000), await after(59_000)]).toEqual(['undefined', '60', '1'])
    window.dispatchEvent(new Event('pointermove'))
    expect(await after(0)).toBe('undefined')
    expect([await after(5 * MINUTE_MS - 1_000), await after(1_000)]).toEqual(['1', 'undefined'])
    page.unmount()
  })
  it('stops watching with its page', () => {
    const lock = vi.fn()
    watching(lock).unmount()
    vi.advanceTimersByTime(60 * 60_000)
    expect(lock).not.toHaveBeenCalled()
  })
})

describe('rooms', () => {
  it.each([[['liaison'], true], [['audit_admin'], false], [['system_admin'], false], [['head'], true], [[], false]] as const)('%j sees business: %s', (roles, sees) => {
    expect(seesBusiness(person([...roles]))).toBe(sees)
  })
  it('have different addresses, names and words', () => {
    const names = rooms.flatMap((room) => room.routes.map((route) => route.name ?? route.path))
    expect(new Set(names).size).toBe(names.length)
    for (const room of rooms) if (room.nav) expect(wordOr(room.nav.label, ''), room.key).not.toBe('')
  })
  it('no two rooms take the same key', () => {
    const keys = rooms.flatMap((room) => room.acts ?? []).flatMap((act) => act.keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })
  it('say where a record opens, and acts only to whom they belong', () => {
    tellPlaces([{ key: 'x', routes: [], opens: { appeal: (record) => `/appeals/${record}` }, drafts: { register_appeal: (id) => `/new?draft=${id}` }, acts: [{ key: 'a', label: 'app.name', to: '/', may: seesBusiness }] }])
    expect([placeOf('appeal', '7'), placeOf('party', '7'), draftPlaceOf('register_appeal', 'd')]).toEqual(['/appeals/7', undefined, '/new?draft=d'])
    expect([actsFor(person(['audit_admin'])).length, actsFor(person(['liaison'])).length, actsFor(undefined).length]).toEqual([0, 1, 0])
  })
})
