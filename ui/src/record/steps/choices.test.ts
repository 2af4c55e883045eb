import { describe, expect, it } from 'vitest'
import type { AppealView, ClockView, TimelineEntry } from '@/host/calls.gen'
import { forms } from '@/rooms/appeals/steps/forms'
import { choicesIn, requestSays } from './choices'
import type { StepField, StepTarget } from './form'

type Request = AppealView['waiting'][number]
const clock = { flow: 'clock/R12d/0', rule: 'R12d', state: 'running', law: { matter: '办结', unit: 'natural' } } as unknown as ClockView
const asked = (id: string, over: Partial<Request> = {}): Request =>
  ({ id, kind: 'extend', clock: clock.flow, reason: '需委托勘测', amount: 15, until_on: null, on: '2026-09-24', by: 'p1', ...over })
const pause = (id: string) => asked(id, { kind: 'pause', reason: 'case_file', amount: null, on: '2026-10-12', until_on: '2026-10-22' })
const idOf = (verb: string) => forms[verb]?.fields[0] as StepField
const view: StepTarget = { clocks: [clock], waiting: [asked('1')], recorded: [pause('2')] }

describe('a request about a limit', () => {
  it.each<[string, Request, string]>([
    ['for more time', asked('1'), '申请延期 · 办结 · 延长 15 日：需委托勘测'],
    ['for standing still, by the name of its reason', pause('2'), '申请中止计算 · 办结 · 2026-10-12 至 2026-10-22：调阅卷宗'],
    ['for going on', asked('3', { kind: 'resume', amount: null, reason: '已调阅' }), '申请恢复计算 · 办结 · 自 2026-09-24：已调阅'],
  ])('%s', (_, request, says) => {
    expect(requestSays(request, [clock], (code) => (code === 'case_file' ? '调阅卷宗' : code))).toBe(says)
  })
  it.each([['grant_request', '1'], ['refuse_request', '1'], ['record_paper_grant', '1'], ['confirm_paper_grant', '2']])('%s is about those at its point', (verb, id) => {
    expect(choicesIn(idOf(verb), view).map((one) => one.value)).toEqual([id])
  })
})

describe('a limit that stands still until a planned day', () => {
  const moved = (after: string, over = {}) => ({ undone: false, powerless: false, changes: [{ kind: 'move', name: clock.flow, before: null, after }], ...over }) as unknown as TimelineEntry
  // Newest first, as the desk tells them.
  it.each<[string, TimelineEntry[], string[]]>([
    ['may go on', [moved('paused')], [clock.flow]],
    ['goes on already', [moved('running'), moved('paused')], []],
    ['never stood still', [], []],
    ['stood still by a deed that was taken back', [moved('paused', { undone: true })], []],
  ])('%s', (_, timeline, flows) => {
    const resume = forms.request_resume?.fields[0] as StepField
    const again = forms.request_pause?.fields[0] as StepField
    expect(choicesIn(resume, { ...view, timeline }).map((one) => one.value)).toEqual(flows)
    expect(choicesIn(again, { ...view, timeline }).map((one) => one.value)).toEqual(flows.length ? [] : [clock.flow])
  })
  // A bug: once a pause had ended by itself the form for another one offered no limit.
  it.each<[string, number, string[]]>([
    ['not again on its last day', 75, []],
    ['again from the day it goes on', 74, [clock.flow]],
  ])('may stand still %s', (_, days, flows) => {
    const deadline = { strip: [{ kind: 'paused', from: '2026-09-10', to: '2026-09-19', n: 0, note: null }] }
    const still = { ...clock, days, due_on: '2026-12-03', deadline } as unknown as ClockView
    const again = forms.request_pause?.fields[0] as StepField
    expect(choicesIn(again, { clocks: [still], timeline: [moved('paused')] }).map((one) => one.value)).toEqual(flows)
  })
})

describe('a letter that is out', () => {
  const sent = (referral: unknown, over = {}) => ({ undone: false, powerless: false, changes: [{ kind: 'line', name: 'referral', before: null, after: referral }], ...over }) as unknown as TimelineEntry
  const letter = { id: '1', unit: '信访局', letter_no: '转 3 号' }
  const signs = forms.sign_for_referral?.fields[0] as StepField
  const offered = (...timeline: TimelineEntry[]) => choicesIn(signs, { timeline }).map((one) => [one.value, one.label])
  it.each<[string, TimelineEntry[], string[][]]>([
    ['is told by its unit and number', [sent(letter)], [['1', '信访局 转 3 号']]],
    ['without a number by its unit', [sent({ ...letter, letter_no: null })], [['1', '信访局']]],
    ['without either by what the record calls it', [sent({ id: 7 })], [['7', '7']]],
    ['two are two', [sent({ ...letter, id: '2', unit: '𠮷田街道' }), sent(letter)], [['2', '𠮷田街道 转 3 号'], ['1', '信访局 转 3 号']]],
    ['is none where it was taken back', [sent(letter, { undone: true })], []],
    ['is none where it never had force', [sent(letter, { powerless: true })], []],
    ['is none without a number of its own', [sent({ unit: '信访局' }), sent(null), sent('信访局')], []],
  ])('%s', (_, timeline, choices) => { expect(offered(...timeline)).toEqual(choices) })
  it('is none of an empty record', () => { expect(choicesIn(signs, {})).toEqual([]) })
})

describe('limits to choose from', () => {
  const other = (state: ClockView['state'], flow: string) => ({ ...clock, state, flow, law: null }) as unknown as ClockView
  const of = (clocks: StepField['clocks'], ...all: ClockView[]) => choicesIn({ key: 'clock', kind: 'clock', ...(clocks ? { clocks } : {}) }, { clocks: all, timeline: [] }).map((one) => one.value)
  it('are those that run or stand still', () => {
    expect(of(undefined, other('running', 'a'), other('paused', 'b'), other('in_time', 'c'), other('late', 'd'))).toEqual(['a', 'b'])
    expect([of('running', other('running', 'a'), other('paused', 'b')), of('paused', other('running', 'a'), other('paused', 'b'))]).toEqual([['a'], ['b']])
  })
  it('one whose rule is not here is told by the rule', () => { expect(choicesIn({ key: 'clock', kind: 'clock' }, { clocks: [other('running', 'a')] })).toEqual([{ value: 'a', label: 'R12d' }]) })
  it('what the form offers itself goes before', () => { expect(choicesIn({ key: 'x', kind: 'clock', offers: () => [{ value: 'z', label: '末' }] }, view)).toEqual([{ value: 'z', label: '末' }]) })
})
