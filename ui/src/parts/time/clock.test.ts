import { describe, expect, it } from 'vitest'
import { words } from '@/words'
import { type ClockFace, clockTag, ticks } from './clock'

const TODAY = '2026-09-24'
const tag = (clock: Partial<ClockFace>) => clockTag({ state: 'running', due_on: null, ...clock }, TODAY, words.parts.clock)

/** A bug: a matter that only waited for a decision stood in 今日 with the day of a reply that had been given. */
describe('a clock that was met', () => {
  it.each([['running', true], ['paused', true], ['in_time', false], ['late', false]] as const)('%s', (state, still) => { expect(ticks({ state })).toBe(still) })
})

describe('a clock in one phrase', () => {
  it.each<[string, Partial<ClockFace>, string, string]>([
    ['late by a day', { due_on: '2026-09-23' }, '超期 1 天', 'late'],
    ['due today', { due_on: TODAY }, '今天', 'near'],
    ['four days left', { due_on: '2026-09-28' }, '剩 4 天', 'near'],
    ['five days left', { due_on: '2026-09-29' }, '剩 5 天', 'plain'],
    ['over the year', { due_on: '2027-01-01' }, '剩 99 天', 'plain'],
    ['provisional', { due_on: '2026-09-29', provisional: true }, '剩 5 天（暂定）', 'plain'],
    ['paused, also when its day has passed', { state: 'paused', due_on: '2026-09-01' }, '中止计算', 'near'],
    ['met in time', { state: 'in_time', due_on: '2026-09-23', stopped_on: '2026-09-18' }, '9-18 已办', 'done'],
    ['met in time, by what', { state: 'in_time', due_on: '2026-09-23', stopped_on: '2026-09-18', met: '程序性回复' }, '9-18 程序性回复', 'done'],
    ['met in time, the day not told', { state: 'in_time', due_on: '2026-09-23' }, '已办', 'done'],
    ['met in time, its day long past', { state: 'in_time', due_on: '2026-09-02', stopped_on: '2026-09-01' }, '9-1 已办', 'done'],
    ['met late counts no further than the act', { state: 'late', due_on: '2026-09-10', stopped_on: '2026-09-18', met: '办结' }, '9-18 办结，超期 8 天', 'late'],
    ['met late, the days not told', { state: 'late', due_on: null }, '已办，超期', 'late'],
    ['the rule is not here', { due_on: null }, '规则未到', 'doubt'],
    ['left out of the rates', { due_on: '2026-09-01', excluded: '匿名' }, '不计入：匿名', 'plain'],
  ])('%s', (_, clock, text, tone) => { expect(tag(clock)).toEqual({ text, tone }) })
})
