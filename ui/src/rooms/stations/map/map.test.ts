import { describe, expect, it } from 'vitest'
import type { MapStation, StationMap } from '@/host/calls.gen'
import { broughtAlong } from '@/lists/filters'
import { officesOf } from './map'

const station = (record: string, office: string, state: string) => ({ record, name: record, office, state, lon_e6: null, lat_e6: null }) as unknown as MapStation
const map = {
  stations: [station('a', '331002', 'open'), station('b', '331003', 'closed'), station('c', '331002', 'closed')], without_point: [station('d', '331002', 'open')],
} as unknown as StationMap
const list = (to: unknown) => broughtAlong((to as { query: { list: string } }).query.list)

describe('the counts by office beside the map', () => {
  const lines = officesOf(map, [{ code: '331002', name: '椒江区院' }] as never)
  it('each opens exactly the stations it counts, those without a point too', () => {
    expect(lines.map(({ name, parts }) => [name, parts.map(({ state, n, to }) => [state, n, list(to).stations])])).toEqual([
      ['椒江区院', [['open', 2, ['a', 'd']], ['closed', 1, ['c']]]], ['331003', [['closed', 1, ['b']]]],
    ])
  })
})
