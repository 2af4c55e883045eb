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

  // Notice three days before a hearing on Sunday 20 September (R16a): 17 is the last day, the 20th is not counted.
  const notice = [run('2026-09-17', '2026-09-17', 'due', 1), run('2026-09-18', '2026-09-19', 'counted', 2), run('2026-09-20', '2026-09-20', 'event', 0)]
  it.each([
    ['2026-09-16', ['due', 'left', 'left', 'event']], ['2026-09-17', ['due', 'left', 'left', 'event']], ['2026-09-18', ['due', 'late', 'left', 'event']],
    ['2026-09-19', ['due', 'late', 'late', 'event']], ['2026-09-20', ['due', 'late', 'late', 'event']], ['2026-09-22', ['due', 'late', 'late', 'event', 'late', 'late']],
  ])('a notice before an event seen on %s', (today, kinds) => {
    const cells = cellsOf(notice, today)
    expect(cells.map((cell) => cell.kind)).toEqual(kinds)
    expect(new Set(cells.map((cell) => cell.from)).size, 'each day stands once').toBe(cells.length)
    expect(cells.map((cell) => cell.from)).toEqual([...cells.map((cell) => cell.from)].sort())
  })
  it('a notice that was given is not late', () => { expect(kindsIn(cellsOf(notice, '2026-09-22', '2026-09-16'))).not.toContain('late') })

  it.each([
    ['over a leap day', run('2028-02-28', '2028-03-01', 'counted', 3), ['2028-02-28', '2028-02-29', '2028-03-01']],
    ['over new year', run('2026-12-31', '2027-01-01', 'rest', 0), ['2026-12-31', '2027-01-01']],
    ['of a pause that has not ended', run('2026-09-20', '2026-09-20', 'paused', 0), ['2026-09-20']],
    ['written backwards', run('2026-09-20', '2026-09-18', 'rest', 0), ['2026-09-20']],
  ])('the days %s', (_, segment, days) => { expect(cellsOf([segment], '2026-09-01').map((cell) => cell.from)).toEqual(days) })

  it('without a due day nothing is late, however long it stands still', () => {
    expect(kindsIn(cellsOf([run('2026-09-16', '2026-09-16', 'start', 0), run('2026-09-17', '2026-09-17', 'paused', 0)], '2027-09-16'))).toEqual(['start', 'paused'])
  })

  it('more days than can be told apart are weeks, and today stands in one of them', () => {
    const cells = cellsOf([run('2026-01-01', '2026-02-15', 'counted', 46)], '2026-01-31')
    expect(cells.map((cell) => cell.days)).toEqual([7, 7, 7, 7, 7, 7, 4])
    expect(cells.filter((cell) => cell.today)).toHaveLength(1)
    expect(isWeekly(cellsOf([run('2026-01-01', '2026-02-14', 'counted', 45)], '2026-01-31'))).toBe(false)
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

  it('hours stay one line over midnight, with the sum at each end', () => {
    const lines = linesOf([run('2026-03-02', '2026-03-03', 'counted', 32), run('2026-03-04', '2026-03-04', 'due', 16)])
    expect(lines.map((line) => [line.from, line.to, line.number])).toEqual([['2026-03-02', '2026-03-03', '32'], ['2026-03-04', '2026-03-04', '48']])
  })

  it('a last day that was moved over a festival is one line, and the day it comes to none of the count', () => {
    const lines = linesOf([run('2026-02-16', '2026-02-16', 'counted', 1), run('2026-02-17', '2026-02-23', 'rolled', 1), run('2026-02-24', '2026-02-24', 'due', 0)])
    expect(lines.map((line) => [line.kind, line.number])).toEqual([['counted', '1'], ['rolled', '2'], ['due', '']])
  })

  it('counts what counts and what was left out', () => {
    const segments = [...week, run('2026-09-24', '2026-09-27', 'rest', 0), run('2026-09-28', '2026-09-28', 'paused', 0)]
    expect([countedIn(segments), skippedIn(segments)]).toEqual([7, 5])
  })
})
