import { afterEach, describe, expect, it, vi } from 'vitest'
import { call, lastCall, useCarrier } from './index'

describe('call', () => {
  afterEach(() => { useCarrier(undefined) })
  it('travels by the carrier that is there', async () => {
    const send = vi.fn(() => Promise.resolve([{ code: '331000', name: '市院' }]))
    useCarrier({ kind: 'loopback', send, saveFile: () => Promise.resolve() })
    expect(await call('offices', {})).toEqual([{ code: '331000', name: '市院' }])
  })
})

describe('the last call of a page', () => {
  afterEach(() => { useCarrier(undefined) })
  const [send, sendLast] = [vi.fn(() => Promise.resolve('as ever')), vi.fn(() => Promise.resolve('outlived'))]
  it('travels by its own way where there is one', async () => {
    useCarrier({ kind: 'loopback', send, sendLast, saveFile: () => Promise.resolve() })
    expect(await lastCall('about', {})).toBe('outlived')
    useCarrier({ kind: 'window', send, saveFile: () => Promise.resolve() })
    expect(await lastCall('about', {})).toBe('as ever')
  })
})
