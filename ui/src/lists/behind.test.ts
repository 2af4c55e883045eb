import { describe, expect, it } from 'vitest'
import type { Listed } from '@/host/calls.gen'
import { behind, slim } from './behind'
import { broughtAlong } from './filters'

const due = { rules: ['R01'], states: ['in_time'], from: '2026-01-01', to: '2026-09-23', excluded: false }
const told = { stations: [], states: [], due, tally: null, from: null, hidden: null, cursor: null } as unknown as Listed

describe('the list behind a number', () => {
  it('says only what filters, and keeps a no that is said', () => { expect(slim(told)).toEqual({ due }) })
  it('an open end is no end', () => {
    expect(slim({ due: { ...due, rules: [], from: null, excluded: null } } as unknown as Listed)).toEqual({ due: { states: ['in_time'], to: '2026-09-23' } })
  })
  it('comes back from the address as it went in', () => {
    const place = behind('appeal', told) as { path: string, query: { list: string } }
    expect(place.path).toBe('/appeals')
    expect(broughtAlong(place.query.list)).toEqual({ due })
  })
  it('a noun without a list leads nowhere', () => { expect(behind('party', {})).toBeUndefined() })
})
