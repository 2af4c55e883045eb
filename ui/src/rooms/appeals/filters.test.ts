import { describe, expect, it } from 'vitest'
import type { Listed } from '@/host/calls.gen'
import type { FilterValues } from '@/parts/lists/list'
import { appealFilters, listedOf } from './filters'

describe('what is chosen becomes the question', () => {
  it.each<[string, FilterValues, Listed]>([
    ['nothing chosen', {}, {}],
    ['late: due before today', { due: 'late' }, { due: { states: ['running'], excluded: false, to: '2026-09-23' } }],
    ['today', { due: 'today' }, { due: { states: ['running'], excluded: false, from: '2026-09-24', to: '2026-09-24' } }],
    ['seven days, over the month', { due: 'week' }, { due: { states: ['running'], excluded: false, from: '2026-09-24', to: '2026-10-01' } }],
    ['one station', { stations: ['s1'] }, { stations: ['s1'] }],
    ['a first day alone', { received: ['2026-09-01', ''] }, { from: '2026-09-01' }],
    ['blank text', { text: '  ' }, {}],
    ['mine', { mine: true, kinds: 'accusation' }, { mine: true, kinds: ['accusation'] }],
  ])('%s', (_, values, listed) => { expect(listedOf(values, {}, '2026-09-24')).toEqual(listed) })

  it('narrows what was brought along', () => {
    expect(listedOf({ states: ['handling'] }, { flag: 'reworked', states: ['registered'] }, '2026-09-24')).toEqual({ flag: 'reworked', states: ['handling'] })
  })
})

it('stations that cannot be read are told beside the other filters', () => {
  const unread = { why: 'busy', busy: false, again: () => undefined }
  expect(appealFilters({ options: [], unread }, { options: [] }).find((one) => one.key === 'stations')).toMatchObject({ options: [], unread })
})
