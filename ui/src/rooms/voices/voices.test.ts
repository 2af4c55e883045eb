import { describe, expect, it } from 'vitest'
import calls from '@/host/calls.gen.ts?raw'
import type { TimelineEntry, VoiceView } from '@/host/calls.gen'
import { beginning, inputOf, type StepValues, unfilled } from '@/record/steps/values'
import { coDeputiesOf, hasLeft, loopOf, sectionsOf } from './page/view'
import { registered } from './steps/facts'
import { formsOf } from './steps/forms'
import { isCase, sorting } from './steps/sorting'

const TODAY = '2026-09-24'
const viewOf = (over: object) => ({
  state: 'collected', stage: 'collect', facts: { title: '关于欠薪治理的建议', content: '建议建立快速通道。', kind: null, way: 'deputy' }, registered_on: '2026-09-16', holder_name: '周敏', formal: false,
  sorted: [], decisions: [], contacts: [], answers: [], evaluations: [], steps: [], timeline: [], links: [], ...over,
}) as unknown as VoiceView
const form = (verb: string, view?: VoiceView) => {
  const found = formsOf(view)[verb]
  if (!found) throw new Error(verb)
  return found
}
const line = (name: string, after: object, by = '周敏'): TimelineEntry => ({
  entry: name, deed: name, act: name, at_ms: 0, on: '2026-09-20', by: 'account', by_name: by, changes: [{ kind: 'line', name, before: null, after }], signed: true, undone: false, powerless: false, suspect_clock: false,
})

/** The fields of an input, as the generated list of calls writes them. */
function knownTo(type: string): string[] {
  const start = calls.indexOf(`export type ${type} = `)
  if (start < 0) throw new Error(type)
  const text = calls.slice(start, calls.indexOf('};', start)).replace(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/(\w+)\??:/g)].map((found) => String(found[1]))
}

describe('the forms', () => {
  const INPUTS: Record<string, string> = {
    sort_voice: 'SortVoiceIn', convert_voice: 'ConvertVoiceIn', decide_voice: 'DecideVoice', assign_proposal: 'AssignProposal', accept_proposal: 'AcceptProposal', return_proposal: 'ReturnProposal', record_voice_event: 'RecordEvent', communicate_voice: 'CommunicateVoice',
    answer_voice: 'AnswerVoice', evaluate_voice: 'EvaluateVoice', settle_voice: 'SettleVoice', archive_voice: 'ArchiveVoice', amend_voice: 'AmendVoice',
  }
  it('one for each step', () => { expect(Object.keys(formsOf()).sort()).toEqual(Object.keys(INPUTS).sort()) })
  it.each(Object.entries(INPUTS))('%s names only what %s knows', (verb, type) => {
    const known = knownTo(type)
    for (const field of form(verb).fields) expect(known, field.key).toContain(field.key)
  })
  it('registering names only what the call knows', () => {
    for (const field of registered) expect([...knownTo('RegisterVoice'), 'station']).toContain(field.key)
  })
  it.each([['collected', true], ['studying', false]])('%s: the deputy may be corrected: %s', (state, may) => {
    expect(form('amend_voice', viewOf({ state })).fields.some((field) => field.key === 'deputy')).toBe(may)
  })
})

describe('found out to be a case', () => {
  const view = viewOf({ state: 'studying' })
  const begun = () => beginning(form('convert_voice', view), TODAY)
  it('begins an appeal with what the deputy said', () => {
    expect(inputOf(form('convert_voice', view), { ...begun(), answers: { about_open_case: true } })).toMatchObject({ answers: { about_open_case: true }, appeal: { title: view.facts.title } })
  })
  it('or names one that is there', () => { expect(unfilled(form('convert_voice', view).fields, { ...begun(), appeal: null })).toEqual(['became']) })
  it('offers no other way', () => { expect(form('convert_voice', view).fields.map((field) => field.key)).toEqual(['answers', 'appeal', 'became', 'reason']) })
})

describe('sorting', () => {
  const view = viewOf({})
  const begun = () => beginning(form('sort_voice', view), TODAY)
  const routesOf = (values: StepValues, of = view) => sorting(of).filter((field) => field.key === 'route' && field.when?.(values)).map((field) => field.choices)
  it.each(['passes_on_petition', 'about_open_case', 'own_interest'])('%s answered with yes: no proposal', (question) => {
    const values = { ...begun(), answers: { [question]: true } }
    expect([isCase(values), routesOf(values)]).toEqual([true, [['to_appeal', 'to_clue', 'to_other']]])
  })
  it('a case by its kind', () => { expect(routesOf(begun(), viewOf({ facts: { kind: 'matter' } }))).toEqual([['to_appeal', 'to_clue', 'to_other']]) })
  it('otherwise every way', () => { expect(routesOf(begun())[0]).toContain('study') })
  it('sends the answers although none is yes', () => { expect(inputOf(form('sort_voice', view), { ...begun(), route: 'study' })).toEqual({ answers: {}, route: 'study' }) })
  it('the appeal begins with what the deputy said', () => {
    expect(inputOf(form('sort_voice', view), { ...begun(), route: 'to_appeal' }).appeal).toMatchObject({ title: '关于欠薪治理的建议', facts: '建议建立快速通道。', way: 'deputy' })
  })
  it('or it names one that is there', () => {
    const values = { ...begun(), route: 'to_appeal', appeal: null }
    expect(unfilled(form('sort_voice', view).fields, values)).toEqual(['became'])
  })
  it.each([['to_other', ['unit']], ['to_clue', ['reason']], ['study', []]])('%s wants %j', (route, missing) => {
    expect(unfilled(form('sort_voice', view).fields, { ...begun(), route })).toEqual(missing)
  })
})

describe('later steps', () => {
  it.each([['adopted', []], ['partly', ['reason']], ['not_adopted', ['reason']], [null, ['adoption', 'reason']]])('a decision %s wants %j', (adoption, missing) => {
    expect(unfilled(form('decide_voice').fields, { adoption, reason: '' })).toEqual(missing)
  })
  it('dissatisfaction gives its reason', () => {
    const asked = { on: TODAY, how: 'phone', reason: '' }
    expect(unfilled(form('evaluate_voice').fields, { level: 'dissatisfied', ...asked })).toEqual(['reason'])
    expect(unfilled(form('evaluate_voice').fields, { level: 'satisfied', ...asked })).toEqual([])
  })
  it('a formal proposal is answered in writing', () => { expect(beginning(form('answer_voice', viewOf({ formal: true })), TODAY).how).toBe('written') })
  it.each([['studying', 'before'], ['handling', 'during'], ['answered', 'after']])('talks of a voice that is %s begin with %s', (state, phase) => {
    expect(beginning(form('communicate_voice', viewOf({ state })), TODAY).phase).toBe(phase)
  })
})

describe('the loop', () => {
  it.each([
    [{ stage: 'collect' }, ['here', 'todo', 'todo', 'todo']], [{ stage: 'handle', state: 'studying' }, ['done', 'here', 'todo', 'todo']],
    [{ stage: 'evaluate', state: 'answered' }, ['done', 'done', 'done', 'here']], [{ stage: 'closed', state: 'archived', answers: [{}] }, ['done', 'done', 'done', 'done']],
    [{ stage: 'closed', state: 'became_appeal' }, ['done', 'done', 'todo', 'todo']], [{ stage: 'closed', state: 'archived' }, ['done', 'done', 'todo', 'todo']],
  ])('%j', (over, states) => { expect(loopOf(viewOf(over), TODAY).map((one) => one.state)).toEqual(states) })
  it('an answered one that is archived has gone its whole way', () => { expect(hasLeft(viewOf({ state: 'archived', answers: [{}] }))).toBe(false) })
  it('says what the answer still lacks', () => {
    const steps = [{ verb: 'answer_voice', flow: 'main', may: false, why: { code: 'lacks', values: { verb: 'answer_voice', lacks: ['contact'] } }, level: null, person_act: false }]
    expect(loopOf(viewOf({ stage: 'feedback', state: 'adopted', steps }), TODAY)[2]?.says).toContain('与代表沟通的记录')
  })
})

describe('what was said and decided', () => {
  const nameOf = (field: string, value: string) => `${field}:${value}`
  it('each line with who wrote it, in the order of the work', () => {
    const view = viewOf({
      sorted: [{ route: 'to_other', grounds: ['own_interest'], unit: 'court', reason: null, on: '2026-09-18', by: 'p1' }], contacts: [{ phase: 'before', on: '2026-09-19', how: 'phone', text: '已沟通', by: 'p1' }],
      evaluations: [{ level: 'dissatisfied', attitude: null, on: '2026-09-22', how: 'phone', reason: '太慢', by: 'p2' }],
      timeline: [line('settled', { finding: '已尽力', by: 'p3' }, '孙启明'), line('sorted', { by: 'p1' })],
    })
    const sections = sectionsOf(view, { nameOf })
    expect(sections.map((one) => one.key)).toEqual(['sorted', 'contacts', 'evaluations', 'settled'])
    expect(sections[0]?.said[0]).toMatchObject({ by: '周敏', tags: [{ text: 'route:to_other' }, { text: '解决代表本人或亲属个人问题' }], says: ['转往unit:court'] })
    expect(sections[2]?.said[0]).toMatchObject({ by: '', text: '太慢', tags: [{ tone: 'late' }] })
    expect(sections[3]?.said[0]).toMatchObject({ by: '孙启明', text: '已尽力' })
  })
  it('the class of an answer says that its wording is in doubt', () => {
    const view = viewOf({ answers: [{ class: 'A', how: 'written', text: '已办结', on: '2026-09-20', by: 'p1' }] })
    const said = sectionsOf(view, { nameOf, doubtOf: (field, value) => field === 'class' && value === 'A' })[0]?.said[0]
    expect(said?.tags[0]?.text).toContain('class:A（待核）')
    expect(said?.says).toEqual(['reply_form:written'])
  })
  it('names of the deputies beside', () => {
    const links = [{ kind: 'deputy', row: { record: 'd2', title: '林美' } }, { kind: 'deputy', row: { record: 'd1', title: '潘静宜' } }]
    expect(coDeputiesOf(viewOf({ facts: { co_deputies: ['d2'] }, links }))).toBe('林美')
  })
})
