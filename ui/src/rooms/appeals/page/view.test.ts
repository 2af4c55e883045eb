import { describe, expect, it } from 'vitest'
import type { AppealView, TimelineEntry } from '@/host/calls.gen'
import { loopOf, marksOf } from './view'

const TODAY = '2026-09-24'
const step = (verb: string, why: unknown = null) => ({ verb, flow: 'main', may: why === null, why, level: null, person_act: false })
const entry = (id: string, act: string, changes: TimelineEntry['changes'] = [], over: Partial<TimelineEntry> = {}): TimelineEntry => ({
  entry: id, deed: id, act, at_ms: 0, on: '2026-09-20', by: 'a', by_name: '周敏', changes, signed: true, undone: false, powerless: false, suspect_clock: false, ...over,
})
const viewOf = (over: object) => ({ state: 'handling', stage: 'handle', holder_name: '周敏', registered_on: '2026-09-16', steps: [], timeline: [], ...over }) as unknown as AppealView

describe('the loop', () => {
  it.each([
    ['collect', ['here', 'todo', 'todo', 'todo']], ['handle', ['done', 'here', 'todo', 'todo']],
    ['evaluate', ['done', 'done', 'done', 'here']], ['closed', ['done', 'done', 'done', 'done']],
  ])('at %s', (stage, states) => {
    expect(loopOf(viewOf({ stage }), TODAY).map((one) => one.state)).toEqual(states)
  })
  it('says what feedback still lacks', () => {
    const steps = [step('deliver_appeal', { code: 'lacks', values: { verb: 'deliver_appeal', lacks: ['reply'] } })]
    expect(loopOf(viewOf({ steps }), TODAY)[2]?.says).toContain('书面答复')
  })
  it('says how a matter left sorting that nobody handles here', () => {
    const timeline = [entry('2', 'refuse_appeal'), entry('1', 'register_appeal')]
    const says = (view: object) => loopOf(viewOf({ holder_name: null, timeline, ...view }), TODAY)[1]?.says
    expect(says({ stage: 'feedback', state: 'refused' })).toBe('9-20 不予受理')
    expect(says({ stage: 'collect', state: 'registered', timeline: [] })).toBe('待分流')
  })
  it('says when the feedback was delivered', () => {
    const timeline = [entry('2', 'deliver_appeal'), entry('1', 'register_appeal')]
    expect(loopOf(viewOf({ stage: 'evaluate', state: 'delivered', timeline }), TODAY)[2]?.says).toContain('9-20')
  })
  it.each([['taken back', { undone: true }], ['without force', { powerless: true }]])('a feedback that was %s says nothing of the day', (_, over) => {
    const timeline = [entry('3', 'deliver_appeal', [], { on: '2026-09-22', ...over }), entry('2', 'deliver_appeal', [], { on: '2026-09-21' }), entry('1', 'register_appeal')]
    const says = loopOf(viewOf({ stage: 'evaluate', state: 'delivered', timeline }), TODAY)[2]?.says
    expect(says).toContain('9-21')
    expect(says).not.toContain('9-22')
  })
})

// That a leader must take it stood on no page, and 待核 beside no rule without a period.
describe('the marks on top', () => {
  const flag = { nameOf: (id: string) => `名${id}`, doubtOf: (id: string) => id === 'victim' }
  const rule = (over: object) => ({ flag: 'leader_case_due', matter: '首次信访三类案件由院领导包案办理', article: '规划', wording: 'unverified', ...over })
  const texts = (marks: object[], flags?: string[]) => marksOf(viewOf({ marks, facts: flags ? { flags } : {} }), flag).map((one) => one.text)
  it.each<[string, object[], string[] | undefined, string[]]>([
    ['nothing', [], undefined, []],
    ['what was ticked, by its list', [], ['minor', 'victim'], ['名minor', '名victim（待核）']],
    ['what a rule says, with its doubt', [rule({})], undefined, ['应由院领导包案（待核）']],
    ['a rule that was read', [rule({ wording: 'verified' })], undefined, ['应由院领导包案']],
    ['what was ticked and a rule says too, once', [rule({ flag: 'group' })], ['group', 'minor'], ['群体性（待核）', '名minor']],
  ])('%s', (_, marks, flags, said) => { expect(texts(marks, flags)).toEqual(said) })
  it('tell the rule and where it stands', () => { expect(marksOf(viewOf({ marks: [rule({})], facts: {} }), flag)[0]?.why).toBe('首次信访三类案件由院领导包案办理 · 规划') })
})
