import { describe, expect, it } from 'vitest'
import { cellsOf, countedIn, isWeekly, kindsIn, linesOf, skippedIn, type StripSegment } from './strip'

const run = (from: string, to: string, kind: StripSegment['kind'], n: number): StripSegment => ({ from, to, kind, n })

/** Seven natural days from 16 September: due on Wednesday the 23rd. */
const week = [run('2026-09-16', '2026-09-16', 'start', 0), run('2026-09-17', '2026-09-22', 'counted', 6), run('2026-09-23', '2026-09-23', 'due', 1)]

describe('cells', () => {
  it.each([
    ['2026-09-18', ['start', 'counted', 'counted', 'left', 'left', 'left', 'left', 'due']],
    ['2026-09-23', ['start', 'counted', 'counted', 'counted', 'counted', 'counted', 'counted', 'due']],
    ['2026-09-25', ['start', 'counted', 'counted', 'counted', 'counted', 'counted', 'counted', 'due', 'late', 'late']],
  ])('seven days seen on %s', (today, kinds) => { expect(cellsOf(week, today).map((cell) => cell.kind)).toEqual(kinds) })

  it('marks today once', () => { expect(cellsOf(week, '2026-09-18').filter((cell) => cell.today).map((cell) => cell.from)).toEqual(['2026-09-18']) })

  it('a clock that stopped shows no late days', () => { expect(kindsIn(cellsOf(week, '2026-10-08', '2026-09-18'))).not.toContain('late') })

  it('long lateness is cut to a fortnight, ending today', () => {
    const late = cellsOf(week, '2026-12-01').filter((cell) => cell.kind === 'late')
    expect(late).toHaveLength(14)
    expect(late[13]).toMatchObject({ from: '2026-12-01', today: true })
  })

  it('every kind keeps its own face', () => {
    const all: StripSegment['kind'][] = ['start', 'counted', 'extended', 'rest', 'make_up', 'paused', 'rolled', 'due', 'event']
    const segments = all.map((kind, at) => run(`2026-09-0${at + 1}`, `2026-09-0${at + 1}`, kind, 0))
    expect(cellsOf(segments, '2026-09-08').map((cell) => cell.kind)).toEqual(all)
  })

  it('three months become weeks: fourteen cells, the last one due', () => {
    const cells = cellsOf([run('2026-09-16', '2026-09-16', 'start', 0), run('2026-09-17', '2026-12-15', 'counted', 2), run('2026-12-16', '2026-12-16', 'due', 1)], '2026-09-24')
    expect(isWeekly(cells)).toBe(true)
    expect(cells).toHaveLength(14)
    expect(cells.map((cell) => cell.days).reduce((a, b) => a + b)).toBe(92)
    expect(cells[13]?.kind).toBe('due')
    expect(cells.findIndex((cell) => cell.today)).toBe(1)
  })

  it('nothing to show is no cell', () => { expect(cellsOf([], '2026-09-24')).toEqual([]) })
})

describe('the table', () => {
  it('numbers the counted days and no others', () => {
    const lines = linesOf([
      run('2026-09-29', '2026-09-29', 'start', 0), run('2026-09-30', '2026-09-30', 'counted', 1),
      { ...run('2026-10-01', '2026-10-07', 'rest', 0), note: '国庆节' }, run('2026-10-10', '2026-10-10', 'make_up', 1), run('2026-10-12', '2026-10-12', 'due', 1),
    ])
    expect(lines).toHaveLength(11)
    expect(lines.map((line) => line.number).filter(Boolean)).toEqual(['1', '2', '3'])
    expect(lines[2]).toMatchObject({ from: '2026-10-01', kind: 'rest', note: '国庆节', number: '' })
  })

  it('months stay one line each, with the sum so far', () => {
    const lines = linesOf([run('2026-09-17', '2026-10-16', 'counted', 1), run('2026-10-17', '2026-11-16', 'counted', 1), run('2026-11-17', '2026-12-15', 'counted', 0)])
    expect(lines.slice(0, 2).map((line) => [line.from, line.to, line.number])).toEqual([['2026-09-17', '2026-10-16', '1'], ['2026-10-17', '2026-11-16', '2']])
  })

  it('counts what counts and what was left out', () => {
    const segments = [...week, run('2026-09-24', '2026-09-27', 'rest', 0), run('2026-09-28', '2026-09-28', 'paused', 0)]
    expect([countedIn(segments), skippedIn(segments)]).toEqual([7, 5])
  })
})
