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
})
