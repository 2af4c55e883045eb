import { describe, expect, it } from 'vitest'
import calls from '@/host/calls.gen.ts?raw'
import type { Item, ObligationView, Proof, TaskGrid, TemplateView } from '@/host/calls.gen'
import type { StepField, StepForm } from '@/record/steps/form'
import { beginning, inputOf, unfilled } from '@/record/steps/values'
import { wordOr } from '@/words'
import { periodWord, shortPeriod } from '@/words/period'
import { boardRows, lastOf, sums, yearUntil } from './grid/grid'
import { inOrder, standings, wholeProofs } from './items'
import { formsOf, proveForm, proves, type Candidate } from './obligation/forms'
import { historyOf } from './obligation/history'
import { itemsNamed, kindOf } from './obligation/kind'
import { formsOf as templateForms, generateForm, issueForm, withKeys } from './template/forms'
import { kindOf as templateKind } from './template/kind'

const TODAY = '2026-09-24'
const item = (key: string, over: Partial<Item> = {}): Item => ({ key, text: key, proof: 'activity', kind: null, least: 1, required: true, ...over })
const proof = (record: string, of: string | null): Proof => ({ record, noun: 'activity', item: of, on: TODAY })
const view = { facts: { kind: 'fixed', title: '接待日', items: [item('第1项')] } } as unknown as ObligationView

function typeOf(name: string): string {
  const at = calls.indexOf(`export type ${name} = `)
  return at < 0 ? '' : calls.slice(at, calls.indexOf('\nexport ', at + 1)).replace(/\/\*\*[\s\S]*?\*\//g, '')
}
const inputType = (verb: string) => typeOf(new RegExp(`\\b${verb}: \\{ input: (?:On & )?(\\w+);`).exec(calls)?.[1] ?? '')
function known(fields: StepField[], type: string, verb: string) {
  for (const field of fields) {
    expect(type, `${verb}.${field.key}`).toMatch(new RegExp(`\\b${field.key}\\??: `))
    if (field.kind !== 'kept') expect(wordOr(`fields.${field.label ?? field.key}`, ''), `${verb}.${field.key}`).not.toBe('')
    if (field.fields) known(field.fields, typeOf('Item'), `${verb}.${field.key}`)
  }
}

describe('a form of a verb', () => {
  it.each<[string, StepForm]>([...Object.entries(formsOf(view, [])), ...Object.entries(templateForms()), ['issue_template', issueForm], ['generate_obligations', generateForm([])], ['prove_obligation', proveForm(undefined, [])]])('%s names only what the call knows, in words', (verb, form) => {
    expect(inputType(verb), verb).not.toBe('')
    known(form.fields, inputType(verb), verb)
    expect(wordOr(`verbs.${verb}`, ''), verb).not.toBe('')
  })
  it.each([kindOf(undefined, []), templateKind(undefined, [])])('every fact of a $noun has a name', (kind) => {
    for (const key of [...kind.short, ...kind.long]) expect(wordOr(`fields.${kind.labels?.[key] ?? key}`, ''), key).not.toBe('')
  })
})

it('an item that a submission still lacks is named by its text', () => {
  const lacks = (lacks: string[]) => ({ ...view, facts: { ...view.facts, items: [item('第1项', { text: '举办接待日一次' })] }, steps: [{ verb: 'submit_obligation', why: { code: 'lacks', values: { verb: 'submit_obligation', lacks } } }, { verb: 'acknowledge_obligation', why: null }] }) as unknown as ObligationView
  expect(itemsNamed(lacks(['proof', '第1项']))).toEqual(lacks(['proof', '举办接待日一次']))
})

describe('issuing', () => {
  const begun = beginning(issueForm, TODAY)
  const filled = { ...begun, title: '接待日', recurrence: 'monthly', due_day: 25 }
  it('a fixed task has its recurrence and needs no end', () => {
    expect(inputOf(issueForm, filled)).toEqual({ kind: 'fixed', title: '接待日', recurrence: 'monthly', due_day: 25, from_on: TODAY, rest_policy: 'later', all_stations: true })
  })
  it.each([['campaign', ['to_on']], ['dynamic', ['origin', 'to_on']]])('a %s task wants %j and sends no recurrence', (kind, wanted) => {
    expect(unfilled(issueForm.fields, { ...filled, kind })).toEqual(wanted)
    expect(inputOf(issueForm, { ...filled, kind })).not.toHaveProperty('recurrence')
  })
  it('stations are named where not all are meant', () => { expect(unfilled(issueForm.fields, { ...filled, all_stations: false })).toEqual(['stations']) })
  it('says of every item whether it must be done', () => {
    const items = [{ key: null, text: '宣讲', proof: 'activity', kind: 'HD04', least: 1, required: false }]
    expect(inputOf(issueForm, { ...filled, items }).items).toEqual([{ text: '宣讲', proof: 'activity', kind: 'HD04', least: 1, required: false, key: '第1项' }])
  })
})

describe('the names of items', () => {
  it('stay, and a new one takes a free number', () => {
    expect(withKeys({ items: [{ key: '第2项' }, {}, {}] }).items).toEqual([{ key: '第2项' }, { key: '第1项' }, { key: '第3项' }])
  })
  it('an amendment sends them with the words that changed', () => {
    const stood = { kind: 'fixed', title: '接待日', items: [item('第1项', { kind: 'HD06' })] }
    const form = templateForms({ facts: stood } as unknown as TemplateView).amend_template as StepForm
    const begun = beginning(form, '', stood as never)
    expect(inputOf(form, begun, stood as never)).toEqual({})
    const items = (begun.items as object[]).map((row) => ({ ...row, text: '改过' }))
    expect(inputOf(form, { ...begun, items } as never, stood as never)).toEqual({ items: [{ key: '第1项', text: '改过', proof: 'activity', kind: 'HD06', least: 1, required: true }] })
  })
  it('stand by their numbers', () => { expect(inOrder([item('第10项'), item('第2项')]).map((one) => one.key)).toEqual(['第2项', '第10项']) })
})

describe('proofs', () => {
  const proofs = [proof('a', '第1项'), proof('b', null), proof('c', '第9项')]
  it('are counted for their item', () => { expect(standings([item('第1项', { least: 2 })], proofs)).toMatchObject([{ enough: false, proofs: [{ record: 'a' }] }]) })
  it('of no item, or of one that is gone, are kept', () => { expect(wholeProofs([item('第1项')], proofs).map((one) => one.record)).toEqual(['b', 'c']) })
  const held = { noun: 'activity', kind: 'HD06', state: 'held' } as Candidate
  it.each<[string, Item | undefined, Partial<Candidate>, boolean]>([
    ['no item: anything', undefined, {}, true], ['another noun', item('1', { proof: 'visit' }), {}, false], ['any noun', item('1', { proof: 'any' }), {}, true],
    ['another kind', item('1', { kind: 'HD04' }), {}, false], ['only planned', item('1'), { state: 'planned' }, false], ['cancelled', undefined, { state: 'cancelled' }, false],
  ])('%s', (_, of, over, fits) => { expect(proves(of, { ...held, ...over })).toBe(fits) })
})

describe('periods', () => {
  it.each([['2026-09', '2026年9月', '9月'], ['2026-Q3', '2026年第3季度', '3季度'], ['2026-W05', '2026年第5周', '5周'], ['2026-H2', '2026年下半年', '下半年'], ['2026', '2026年', '2026年'], ['once', '一次性', '一次性'], ['2026-X1', '2026-X1', '2026-X1']])('%s', (key, long, short) => {
    expect(periodWord(key)).toBe(long)
    expect(shortPeriod(key, '2026')).toBe(short)
  })
  it('of another year are named in full', () => { expect(shortPeriod('2025-12', '2026')).toBe('2025年12月') })
})

describe('the grid', () => {
  const cell = (period: string, state: string) => ({ period, record: `r${period}`, state, due_on: null, excuse: null })
  const grid = { periods: ['1', '2', '3', '4'].map((key) => ({ key, from_on: '', to_on: '' })), totals: { done: 1, in_review: 2 }, rows: [{ station: 's', station_name: '海门', office: '331002', cells: [cell('1', 'done'), cell('2', 'late'), cell('4', 'in_review')] }] } as unknown as TaskGrid
  it('leaves a cell empty where nothing is owed', () => {
    expect(boardRows(grid, () => '')[0]?.cells.map((one) => [one.state, one.key])).toEqual([['done', 'r1'], ['late', 'r2'], ['none', undefined], ['review', 'r4']])
  })
  it('reckons with what is settled only', () => { expect(boardRows(grid, () => '')[0]).toMatchObject({ n: 1, of: 2 }) })
  it('an excused month is no done one: where nothing else was owed there is no rate', () => {
    const cells = [cell('3', 'excused')]
    expect(boardRows({ ...grid, rows: [{ ...grid.rows[0], cells }] } as unknown as TaskGrid, () => '')[0]).toMatchObject({ n: 0, of: 0 })
  })
  it('names every sum', () => { expect(sums(grid.totals).map((one) => [one.state, one.n])).toEqual([['done', 1], ['late', 0], ['review', 2], ['open', 0], ['excused', 0]]) })
  it.each([['2026-09-24', '2025-10', '2026-09'], ['2026-12-01', '2026-01', '2026-12']])('twelve months until %s', (today, from, to) => { expect(yearUntil(today)).toEqual({ from, to }) })
  it.each([['2026-02', '2026-02-28'], ['2024-02', '2024-02-29'], ['2026-12', '2026-12-31']])('%s ends on %s', (month, on) => { expect(lastOf(month)).toBe(on) })
})

describe('the story of a review', () => {
  it('each answer stands under what it answers', () => {
    const handedIn = [1, 2].map((n) => ({ text: `第${n}次`, on: TODAY, by: 'a' }))
    expect(historyOf(handedIn, [{ verdict: 'sent_back', code: 'no_proof', reason: '补充', on: TODAY, by: 'b' }]).map((one) => one.what)).toEqual(['submitted', 'sent_back', 'submitted'])
  })
})
