import { describe, expect, it } from 'vitest'
import type { AppealView, ClockView, StepView, TimelineEntry } from '@/host/calls.gen'
import { asksMaterials, blankLetter, leadsOn, noticeOf, owedAfterRefusal, replyOf, toldOf, wantedOf } from './letter'

const entry = (act: string, wanted: string, over: Partial<TimelineEntry> = {}) =>
  ({ act, undone: false, powerless: false, changes: [{ kind: 'field', name: 'materials_wanted', before: null, after: wanted }], ...over }) as unknown as TimelineEntry
const waiting = { state: 'awaiting_materials', timeline: [entry('request_materials', '收条', { undone: true }), entry('request_materials', '合同\n身份证明'), entry('request_materials', '旧的')] }
const filled = { ...blankLetter(waiting, '第六检察部'), no: '椒检告〔2026〕1 号', basis: '条例第二十三条', next: '补齐后七日内告知', until: '2026-10-09', phone: '0576-88880000' }

describe('a notice', () => {
  it('about materials begins with what was asked for', () => { expect(blankLetter(waiting, '第六检察部')).toMatchObject({ materials: '合同\n身份证明', department: '第六检察部', until: null }) })
  it('about anything else asks for none', () => { expect(blankLetter({ ...waiting, state: 'accepted' }, '').materials).toBe('') })
  it.each<[string, 'print_notice' | 'print_reply', string, string[]]>([
    ['about materials: also until when', 'print_notice', 'awaiting_materials', ['until']],
    ['about a decision: no day', 'print_notice', 'accepted', []],
    ['a reply: neither a day nor what comes next', 'print_reply', 'awaiting_materials', []],
  ])('wants %s', (_, kind, state, missing) => { expect(wantedOf(kind, state, { ...filled, until: null })).toEqual(missing) })
  it('is not printed while its day cannot be read', () => {
    expect(wantedOf('print_notice', 'awaiting_materials', { ...filled, until: '9-31' })).toEqual(['until'])
    expect(wantedOf('print_notice', 'accepted', { ...filled, until: '9-31' })).toEqual([])
  })
  it('is not printed without its number, grounds, office and telephone', () => {
    expect(wantedOf('print_notice', 'awaiting_materials', blankLetter({ state: 'awaiting_materials', timeline: [] }, ''))).toEqual(['no', 'basis', 'next', 'materials', 'until', 'department', 'phone'])
  })
  it('sends one paragraph a line, and until when', () => {
    expect(noticeOf('r', 'awaiting_materials', filled)).toEqual({
      record: 'r', no: '椒检告〔2026〕1 号', basis: ['条例第二十三条'], remedies: [], department: '第六检察部', phone: '0576-88880000', receipt: true, next: '补齐后七日内告知',
      materials: ['合同', '身份证明'], until: '2026-10-09',
    })
  })
  it('of a decision sends no materials, though some were typed before', () => { expect(noticeOf('r', 'accepted', filled)).toMatchObject({ materials: [] }); expect(noticeOf('r', 'accepted', filled)).not.toHaveProperty('until') })
})

describe('a reply', () => {
  it('knows nothing of what comes next', () => { expect(replyOf('r', { ...filled, remedies: '复查\n\n复核 ' })).toEqual({ record: 'r', no: '椒检告〔2026〕1 号', basis: ['条例第二十三条'], remedies: ['复查', '复核'], department: '第六检察部', phone: '0576-88880000', receipt: true }) })
  it('is no request for materials', () => { expect(asksMaterials('print_reply', 'awaiting_materials')).toBe(false) })
})

describe('what is owed after a refusal', () => {
  const line = (name: string, after: object) => ({ kind: 'line', name, before: null, after })
  const act = (name: string, changes: object[] = [], over: Partial<TimelineEntry> = {}) => ({ act: name, undone: false, powerless: false, changes, ...over }) as unknown as TimelineEntry
  const refusal = act('refuse_appeal', [line('sorted', { reason: 'not_ours' })])
  const clock = (met_by: string, due_on: string, state = 'running') => ({ state, due_on, law: { met_by } }) as unknown as ClockView
  const clocks = [clock('informed', '2026-09-16'), clock('procedurally_replied', '2026-09-08'), clock('sorted', '2026-09-02'), clock('informed', '2026-09-01', 'in_time')]
  it('its paper and its notice, by the first of the days that wait for one', () => {
    expect(owedAfterRefusal({ state: 'refused', timeline: [refusal], clocks })).toEqual({ verb: 'refuse_appeal', reason: 'not_ours', due: '2026-09-08', printed: false, told: false })
  })
  it.each<[string, TimelineEntry[], boolean, boolean]>([
    ['printed since', [act('print_notice'), refusal], true, false],
    ['printed before it was refused', [refusal, act('print_notice')], false, false],
    ['printed and taken back', [act('print_notice', [], { undone: true }), refusal], false, false],
    ['told with the decision', [act('refuse_appeal', [line('sorted', {}), line('notice', {})])], false, true],
    ['told later', [act('reply_procedurally', [line('notice', {})]), refusal], false, true],
  ])('%s', (_, timeline, printed, told) => { expect(owedAfterRefusal({ state: 'refused', timeline, clocks: [] })).toMatchObject({ printed, told }) })
  it('the same where it is not taken up again', () => {
    const declined = act('decline_appeal', [line('sorted', { reason: 'terminated' })])
    expect(owedAfterRefusal({ state: 'not_again', timeline: [act('print_notice'), declined], clocks })).toEqual({ verb: 'decline_appeal', reason: 'terminated', due: '2026-09-08', printed: true, told: false })
  })
  it('nothing once it is delivered, or where it was accepted', () => { for (const state of ['delivered', 'accepted']) expect(owedAfterRefusal({ state, timeline: [refusal], clocks })).toBeUndefined() })
  it('is written down by the steps that are possible', () => {
    const step = (verb: string, may: boolean) => ({ verb, may }) as unknown as StepView
    expect(toldOf({ steps: [step('deliver_appeal', true), step('reply_procedurally', false), step('accept_appeal', true)] })).toEqual(['deliver_appeal'])
  })
  it.each<[string, Partial<AppealView>, boolean]>([
    ['while its paper is not printed', { timeline: [refusal] }, true],
    ['while they can be told', { timeline: [act('print_notice'), refusal], steps: [{ verb: 'deliver_appeal', may: true } as StepView] }, true],
    ['not where nothing is left to do in it', { timeline: [act('print_notice'), refusal] }, false],
    ['not where it was accepted', { state: 'accepted' }, false],
  ])('has the filled button of the page %s', (_, view, leads) => {
    expect(leadsOn({ state: 'refused', timeline: [], clocks: [], steps: [], ...view } as unknown as AppealView)).toBe(leads)
  })
})
