import { describe, expect, it } from 'vitest'
import { broughtAlong, listedOf, recordFilters } from './filters'

const TODAY = '2026-09-24'

describe('what a list is asked', () => {
  it.each([
    ['nothing chosen', {}, {}],
    ['late', { due: 'late' }, { due: { states: ['running'], excluded: false, to: '2026-09-23' } }],
    ['due today', { due: 'today' }, { due: { states: ['running'], excluded: false, from: TODAY, to: TODAY } }],
    ['within a week', { due: 'week' }, { due: { states: ['running'], excluded: false, from: TODAY, to: '2026-10-01' } }],
    ['a choice that is none', { due: 'someday' }, {}],
    ['several states', { states: ['held', 'closed'], kinds: 'HD02' }, { states: ['held', 'closed'], kinds: ['HD02'] }],
    ['an open end', { on: ['2026-09-01', ''] }, { from: '2026-09-01' }],
    ['only spaces', { text: '   ' }, {}],
    ['mine', { mine: true, text: ' 三山 ' }, { mine: true, text: '三山' }],
  ])('%s', (_, values, asked) => { expect(listedOf(values as never, {}, TODAY)).toEqual(asked) })

  it('what is chosen narrows what a number brought along', () => {
    const tally = { what: 'visit.logged', from: '2026-07-01', to: '2026-09-30' }
    expect(listedOf({ stations: ['s1'] }, { tally }, TODAY)).toEqual({ tally, stations: ['s1'] })
  })
  it('before the day is known nothing is late', () => { expect(listedOf({ due: 'late' }, {}, '')).toEqual({}) })

  it.each([[undefined, {}], ['{', {}], ['[]', {}], ['null', {}], ['7', {}], ['{"flag":"late_entry"}', { flag: 'late_entry' }]])('%s in the address', (query, base) => {
    expect(broughtAlong(query)).toEqual(base)
  })

  it('keeps the order the room asks for', () => {
    expect(recordFilters(['text', 'due'], { states: [], stations: { options: [] }, kinds: { options: [] }, text: '事项' }).map((one) => one.key)).toEqual(['text', 'due'])
  })
})
