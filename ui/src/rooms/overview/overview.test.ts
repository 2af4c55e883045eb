import { describe, expect, it } from 'vitest'
import type { LoopStep, StationLine } from '@/host/calls.gen'
import { barsOf } from './loops'
import { quarterOf, readPeriod, spanOf } from './period'
import { countOf, legendOf, linesOf, markOf, turned } from './stations'
import { words } from '@/words'

describe('the period', () => {
  it.each([
    ['month', '2026-09-24', '2026-09-01', '2026-09-30'], ['month', '2024-02-29', '2024-02-01', '2024-02-29'], ['quarter', '2026-09-24', '2026-07-01', '2026-09-30'],
    ['quarter', '2026-12-31', '2026-10-01', '2026-12-31'], ['year', '2026-01-01', '2026-01-01', '2026-12-31'],
  ] as const)('%s of %s', (kind, today, from, to) => { expect(spanOf({ kind }, today)).toEqual({ from, to }) })
  it('own days only when both are there and in order', () => {
    expect(spanOf({ kind: 'own', from: '2026-02-01', to: '2026-02-01' }, '2026-09-24')).toEqual({ from: '2026-02-01', to: '2026-02-01' })
    expect(spanOf({ kind: 'own', from: '2026-02-02', to: '2026-02-01' }, '2026-09-24')).toBeUndefined()
    expect(spanOf({ kind: 'own', from: '2026-02-02' }, '2026-09-24')).toBeUndefined()
  })
  it('own days that cannot be read are no days: nothing is counted by them', () => {
    expect(spanOf({ kind: 'own', from: '2026-02-30', to: '2026-03-01' }, '2026-09-24')).toBeUndefined()
    expect(spanOf({ kind: 'own', from: '2026-02-01', to: '9月' }, '2026-09-24')).toBeUndefined()
  })
  it('is not asked before the day is known', () => { expect(spanOf({ kind: 'year' }, '')).toBeUndefined() })
  it.each([[null, { kind: 'quarter' }], [{ kind: 'decade' }, { kind: 'quarter' }], [{ kind: 'own', from: 'x', to: '2026-01-02' }, { kind: 'own', to: '2026-01-02' }]])('kept as %j', (kept, period) => {
    expect(readPeriod(kept)).toEqual(period)
  })
  it.each([['2026-01-01', 1], ['2026-03-31', 1], ['2026-04-01', 2], ['2026-12-01', 4]])('%s lies in quarter %d', (day, n) => { expect(quarterOf(day)).toBe(n) })
})

const line = (name: string, figures: Partial<StationLine>): StationLine => ({ record: name, name, office: '331000', n_visits: 0, n_activities: 0, n_collected: 0, n_late: 0, silent: false, ...figures })
const lines = [line('甲站', { n_late: 2, n_visits: 1 }), line('乙站', { silent: true }), line('丙站', { n_visits: 1, n_activities: 1 })]

describe('stations', () => {
  it('a count is the length of the list it opens', () => {
    for (const shown of ['all', 'silent', 'late'] as const) expect(linesOf(lines, shown, '', { by: 'name', down: false })).toHaveLength(countOf(lines, shown))
    expect(countOf(lines, 'late')).toBe(1)
  })
  it('most first, then least', () => {
    const down = turned({ by: 'name', down: false }, 'n_late')
    expect(linesOf(lines, 'all', '', down)[0]?.name).toBe('甲站')
    expect(linesOf(lines, 'all', '', turned(down, 'n_late')).slice(-1)[0]?.name).toBe('甲站')
  })
  it('is narrowed by a name', () => { expect(linesOf(lines, 'all', ' 乙 ', { by: 'name', down: false }).map((one) => one.name)).toEqual(['乙站']) })
  it('every count of the map opens exactly its stations', () => {
    const named = legendOf(lines).map(({ mark, n, to }) => [mark, n, to])
    const list = (name: string) => ({ path: '/stations', query: { list: JSON.stringify({ stations: [name] }) } })
    expect(named).toEqual([['round', 1, list('丙站')], ['triangle', 1, list('甲站')], ['square', 1, list('乙站')]])
    expect(legendOf([])[0]?.to).toBeUndefined()
  })
  it('has a mark by what was done', () => { expect(lines.map(markOf)).toEqual(['triangle', 'square', 'round']) })
})

const step = (noun: string, stage: LoopStep['stage'], state: string, n: number): LoopStep => ({ stage, state, number: { key: state, noun, n, list: { states: [state] } } })

describe('loops', () => {
  const steps = [step('appeal', 'collect', 'registered', 3), step('voice', 'collect', 'collected', 4), step('appeal', 'closed', 'archived', 9), step('appeal', 'handle', 'handling', 2)]
  it('closed ones stand at the end of the last step', () => {
    const bars = barsOf(steps, 'all')
    expect(bars.map((bar) => bar.stage)).toEqual(['collect', 'handle', 'feedback', 'evaluate'])
    expect(bars.map((bar) => bar.parts.map((part) => part.n))).toEqual([[3, 4], [2], [], [9]])
  })
  it('one noun alone', () => { expect(barsOf(steps, 'voice')[0]?.parts.map((part) => part.n)).toEqual([4]) })
  it('every part opens the list it counts', () => {
    expect(barsOf(steps, 'voice')[0]?.parts[0]?.to).toEqual({ path: '/voices', query: { list: JSON.stringify({ states: ['collected'] }) } })
  })
})

describe('what a rate leaves out', () => {
  // As the desk leaves out (`Appeal::excluded`): nobody to tell, another office works on it, the rule applies no longer; R01 always applies.
  it.each([
    ['procedural_reply_7_days', ['匿名', '无法联系', '他院办理']], ['reply_3_months', ['匿名', '无法联系', '他院办理', '不再适用']],
    ['concluded_in_time', ['告知进展', '匿名', '无法联系', '他院办理']],
  ] as const)('of %s all of it is said', (rate, reasons) => {
    for (const reason of reasons) expect(words.overview.sides[rate].left_out).toContain(reason)
  })
})
