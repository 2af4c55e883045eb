import { describe, expect, it } from 'vitest'
import calls from '@/host/calls.gen.ts?raw'
import type { ActivityView, HearingView, Opinion, TimelineEntry } from '@/host/calls.gen'
import type { StepField, StepForm } from '@/record/steps/form'
import { beginning, inputOf } from '@/record/steps/values'
import { wordOr } from '@/words'
import { fitsKind, holdForm, planForm } from './fields'
import { kindOf } from './kind'
import { byPart } from './page/attendance'
import { ageOn, lacksNow } from './page/hearing'
import { formsOf, linkForm, settleForm } from './steps/forms'
import { asksFor, matterNow, spokenIn, standingOf, stepsIn } from './steps/hearing'

const TODAY = '2026-09-24'
const opinion = (becomes: Opinion['becomes']): Opinion => ({ n: 1, text: '补偿款未发放\n请求监督', deputy: null, speaker: null, becomes, reason: null })
const entry = (id: string, changes: TimelineEntry['changes'], over: Partial<TimelineEntry> = {}) => ({ entry: id, undone: false, powerless: false, changes, ...over }) as TimelineEntry
const move = (name: string, after: string) => ({ kind: 'move', name, before: null, after })
const line = (name: string, after: unknown) => ({ kind: 'line', name, before: null, after })
const hearing = (over: Partial<ActivityView> = {}): ActivityView => ({
  state: 'planned', timeline: [], links: [], facts: { kind: 'HD02' }, hearing: { facts: {}, hearers: [{ name: '王某', born_on: '1980-05-01' }], bounds: { least: 5, most: 9, wording: 'unverified' }, decisions: [], lacks_before: ['approval'], lacks_after: ['seven_steps'], doubted: ['hearers'] }, ...over,
}) as unknown as ActivityView

function typeOf(name: string): string {
  const at = calls.indexOf(`export type ${name} = `)
  return at < 0 ? '' : calls.slice(at, calls.indexOf('\nexport ', at + 1)).replace(/\/\*\*[\s\S]*?\*\//g, '')
}
const inputType = (verb: string) => typeOf(new RegExp(`\\b${verb}: \\{ input: (?:On & )?(\\w+);`).exec(calls)?.[1] ?? '')
/** What the small forms inside are sent as. */
const INSIDE: Record<string, string> = { invited: 'Present', attended: 'Present', opinions: 'OpinionInput', hearers: 'Hearer', steps: 'MinutesStep', appeal: 'RaisedAppeal', voice: 'RegisterVoice' }
function known(fields: StepField[], type: string, verb: string) {
  for (const field of fields) {
    expect(type, `${verb}.${field.key}`).toMatch(new RegExp(`\\b${field.key}\\??: `))
    expect(wordOr(`fields.${field.label ?? field.key}`, ''), `${verb}.${field.key}`).not.toBe('')
    if (field.fields) known(field.fields, typeOf(verb === 'record_hearing' && field.key === 'opinions' ? 'HearerOpinion' : INSIDE[field.key] ?? ''), `${verb}.${field.key}`)
  }
}

describe('a form of a verb', () => {
  const forms: [string, StepForm][] = [...Object.entries({ ...formsOf(), ...formsOf(hearing()), record_hearing: formsOf().record_hearing as StepForm }), ['plan_activity', planForm], ['hold_activity', holdForm], ['settle_opinion', settleForm(opinion('appeal'), TODAY)], ['settle_opinion', settleForm(opinion('voice'), TODAY)], ['settle_opinion', linkForm(opinion('voice'))]]
  it.each(forms)('%s names only what the call knows, in words', (verb, form) => {
    expect(inputType(verb), verb).not.toBe('')
    known(form.fields, inputType(verb), verb)
    expect(wordOr(`verbs.${verb}`, ''), verb).not.toBe('')
  })
  it('every fact has a name', () => {
    const kind = kindOf()
    for (const key of [...kind.short, ...kind.long]) expect(wordOr(`fields.${kind.labels?.[key] ?? key}`, ''), key).not.toBe('')
  })
})

describe('what is asked follows the kind', () => {
  it.each([['openness', 'HD02', true], ['openness', 'HD04', false], ['agreement', 'HD03', true], ['publication', 'HD09', true], ['object', 'HD01', false], ['topic', 'HD01', true]])('%s at %s: %s', (key, kind, asked) => { expect(fitsKind(key, kind)).toBe(asked) })
  it('what does not fit the kind is not sent', () => {
    const values = { ...beginning(planForm, TODAY), station: 's', kind: 'HD04', topic: '宣讲', scheduled_on: TODAY, case_no: '1号' }
    expect(inputOf(planForm, values)).toEqual({ station: 's', kind: 'HD04', topic: '宣讲', scheduled_on: TODAY })
  })
  it('those who were asked stand in the form of holding', () => {
    const view = hearing({ facts: { kind: 'HD01', invited: [{ part: 'deputy', record: 'd1', name: null, unit: null }] } as never })
    const form = formsOf(view).hold_activity as StepForm
    expect(inputOf(form, beginning(form, TODAY))).toEqual({ held_on: TODAY, attended: [{ part: 'deputy', record: 'd1' }] })
  })
  it('hours and place of the plan stand in the form of holding', () => {
    const planned = hearing({ facts: { kind: 'HD01', from_at: '09:00:00', to_at: null, place: '文化礼堂' } as never })
    const form = formsOf(planned).hold_activity as StepForm
    expect(beginning(form, TODAY)).toMatchObject({ from_at: '09:00', to_at: '', place: '文化礼堂' })
  })
})

describe('an opinion is taken further', () => {
  it('as an appeal, begun with what was said and its day', () => {
    const form = settleForm(opinion('appeal'), '2026-09-22')
    expect(inputOf(form, beginning(form, TODAY))).toEqual({ appeal: { title: '补偿款未发放', way: 'visit', received_on: '2026-09-22', facts: '补偿款未发放\n请求监督' } })
  })
  // Half of a sign cannot be read by the desk: the whole act failed.
  it.each([
    ['of one line', '甲乙', '甲乙'], ['of sixty signs', '甲'.repeat(60), '甲'.repeat(60)], ['of sixty-one', '甲'.repeat(61), '甲'.repeat(60)],
    ['with a rare sign where it is cut', `${'甲'.repeat(59)}𠮷田`, `${'甲'.repeat(59)}𠮷`], ['of rare signs only', '䶮𠮷'.repeat(40), '䶮𠮷'.repeat(30)], ['that begins with empty lines', '\n \n路灯不亮\n请修', '路灯不亮'], ['that is gone', null, ''],
  ])('its title is the first line, %s', (_, text, title) => {
    for (const becomes of ['appeal', 'voice'] as const) {
      const form = settleForm({ ...opinion(becomes), text }, '2026-09-22')
      expect((beginning(form, TODAY)[becomes] as Record<string, unknown>).title).toBe(title)
      expect(form.fields[0]?.fields?.[0]?.begin).not.toMatch(/[\uD800-\uDBFF]$/)
    }
  })
  it('as a voice of the deputy who said it', () => {
    const form = settleForm({ ...opinion('voice'), deputy: 'd1' }, '2026-09-22')
    expect(inputOf(form, beginning(form, TODAY))).toMatchObject({ voice: { deputy: 'd1', content: '补偿款未发放\n请求监督' } })
  })
})

describe('the chief’s word', () => {
  const asked = [entry('2', [move('approve/place', 'asked')])]
  it.each<[string, Partial<ActivityView>, boolean]>([
    ['ask_hearing_approval', {}, true], ['ask_hearing_approval', { timeline: asked }, false], ['approve_hearing', {}, false], ['approve_hearing', { timeline: asked }, true],
    ['ask_hearing_approval', { state: 'held' }, false], ['give_notice', {}, true],
  ])('%s of %j: %s', (verb, over, offered) => { expect(asksFor(hearing(over), verb)).toBe(offered) })
  it('the newest move counts, one that was undone does not', () => {
    const timeline = [entry('3', [move('approve/place', 'sent_back')], { undone: true }), ...asked]
    expect(standingOf(timeline, 'place')).toBe('asked')
    expect(standingOf(timeline, 'deviation')).toBe('')
  })
  it('before the hearing it is about the place, afterwards about a deviation', () => {
    expect(matterNow(hearing(), 'ask_hearing_approval')).toBe('place')
    expect(matterNow(hearing({ state: 'held' }), 'ask_hearing_approval')).toBe('deviation')
    expect(matterNow(hearing({ state: 'held', timeline: [entry('1', [move('approve/place', 'recorded')])] }), 'confirm_hearing_approval')).toBe('place')
  })
  // A bug: after the chief had denied a paper the right one could not be typed in, and of a hearing that was held nothing was asked.
  it.each(['planned', 'held'])('a paper that was denied is followed by the right one, %s', (state) => {
    const view = hearing({ state, timeline: [entry('1', [move('approve/place', 'disputed')])] })
    const denied = { ...view, hearing: { ...view.hearing, lacks_after: ['approval'] } } as ActivityView
    for (const verb of ['record_hearing_approval', 'ask_hearing_approval']) expect(asksFor(denied, verb)).toBe(true)
    expect(matterNow(denied, 'record_hearing_approval')).toBe('place')
  })
})

describe('a bug: how many hearers there must be stood fixed in the words, unmarked', () => {
  const hint = (bounds: unknown) => { const view = hearing(); return formsOf({ ...view, hearing: { ...view.hearing, bounds } } as ActivityView).name_hearers?.fields[0]?.hint }
  it.each([
    [{ least: 5, most: 9, wording: 'unverified' }, '5 至 9 人（待核），须逐人声明与案件无利害关系。'], [{ least: 3, most: null, wording: 'verified' }, '至少 3 人，须逐人声明与案件无利害关系。'],
    [{ least: null, most: 7, wording: 'verified' }, '至多 7 人，须逐人声明与案件无利害关系。'], [null, undefined],
  ])('%j', (bounds, says) => { expect(hint(bounds)).toBe(says) })
})

describe('the record of a hearing', () => {
  const timeline = [entry('2', [line('hearing_step', { step: 'case', text: '改过' })]), entry('1', [line('hearing_step', { step: 'case', text: '原来' }), line('hearer_opinion', { name: '王某', text: '同意' })])]
  it('the newest of each step', () => { expect(stepsIn(timeline).get('case')?.text).toBe('改过') })
  it('what was said stands in the form, and only what is written is sent', () => {
    const form = formsOf(hearing({ state: 'held', timeline })).record_hearing as StepForm
    expect(inputOf(form, beginning(form, TODAY))).toEqual({ steps: [{ step: 'case', text: '改过' }], opinions: [{ name: '王某', text: '同意' }] })
  })
  it('nobody spoke twice', () => { expect([...spokenIn(timeline).keys()]).toEqual(['王某']) })
})

describe('the page', () => {
  it.each([['2026-05-01', 46], ['2026-04-30', 45]])('a hearer born on 1980-05-01 is on %s %i', (on, age) => { expect(ageOn('1980-05-01', on)).toBe(age) })
  it.each([['planned', { after: false, names: ['approval'] }], ['held', { after: true, names: ['seven_steps'] }], ['closed', undefined]])('%s lacks', (state, lacking) => {
    expect(lacksNow(state, hearing().hearing as HearingView)).toEqual(lacking)
  })
  it('people by part, in the order of the list', () => {
    const present = ['public', 'host', 'odd', 'public'].map((part) => ({ part, record: null, name: part, unit: null }))
    expect(byPart(present, ['host', 'public']).map((group) => [group.part, group.people.length])).toEqual([['host', 1], ['public', 2], ['odd', 1]])
  })
})
