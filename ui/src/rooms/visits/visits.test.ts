import { describe, expect, it } from 'vitest'
import type { VisitView } from '@/host/calls.gen'
import { beginning, inputOf, type StepValues, unfilled } from '@/record/steps/values'
import { otherLinks, raisedAt, whoWasThere } from './page/view'
import { appealFrom, forms, logVisit, sentPresent, shownPresent } from './steps/forms'

const TODAY = '2026-09-24'
const begun = () => beginning(logVisit, TODAY)
const row = (record: string, noun: string, title = '') => ({ record, noun, title })
const link = (kind: string, record: string, noun: string, title = '') => ({ kind, row: row(record, noun, title) })
const viewOf = (over: object) => ({ facts: {}, links: [], parties: [], ...over }) as unknown as VisitView

describe('logging a visit', () => {
  it('wants the station and the day alone: the rest may wait', () => { expect(unfilled(logVisit.fields, begun())).toEqual(['station']) })
  it('sends nothing of what was only begun', () => {
    expect(inputOf(logVisit, { ...begun(), station: 's1' })).toEqual({ station: 's1', visited_on: TODAY, kind: 'reception' })
  })
  it.each([['reception', false], ['enterprise', true], ['village', true]])('%s asks whom it was paid to: %s', (kind, asked) => {
    const sent = inputOf(logVisit, { ...begun(), station: 's1', kind, object: '白云家具厂' })
    expect('object' in sent).toBe(asked)
  })
  it('a begun appeal must be whole, an empty line is none', () => {
    const appeal = { ...beginning({ fields: logVisit.fields.find((field) => field.key === 'appeals')?.fields ?? [] }, TODAY), request: '支持起诉' }
    expect(unfilled(logVisit.fields, { ...begun(), station: 's1', appeals: [appeal] as StepValues[] })).toEqual(['title'])
    expect(inputOf(logVisit, { ...begun(), station: 's1', appeals: [{ ...appeal, request: '' }] as StepValues[] })).not.toHaveProperty('appeals')
  })
})

describe('who was there', () => {
  it('a deputy and one of ours are both sent as records', () => {
    const values = { ...begun(), station: 's1', present: [
      { part: 'prosecutor', record: 'p1', deputy: null, name: '', unit: '' }, { part: 'deputy', record: null, deputy: 'd1', name: '', unit: '' },
      { part: 'public', record: 'p1', deputy: null, name: '王大爷', unit: '' },
    ] as StepValues[] }
    expect(inputOf(logVisit, values).present).toEqual([{ part: 'prosecutor', record: 'p1' }, { part: 'deputy', record: 'd1' }, { part: 'public', name: '王大爷' }])
  })
  it('what stands is shown as it is chosen, and is no change', () => {
    const stood = { present: shownPresent([{ part: 'deputy', record: 'd1', name: null, unit: null }, { part: 'host', record: 'p1', name: null, unit: null }]) }
    expect(stood.present.map((one) => [one.record, one.deputy])).toEqual([[null, 'd1'], ['p1', null]])
    const form = forms.amend_visit
    if (!form) throw new Error('amend_visit')
    expect(inputOf(form, beginning(form, TODAY, stood), stood)).toEqual({})
  })
  it('input without people is left alone', () => { expect(sentPresent({ summary: '走访' })).toEqual({ summary: '走访' }) })
  it('names from the records, else as written', () => {
    const view = viewOf({ facts: { present: [{ part: 'host', record: 'p1', name: null, unit: null }, { part: 'public', record: null, name: '王大爷', unit: '后洋村' }] }, links: [link('present', 'p1', 'person', '周敏')] })
    expect(whoWasThere(view).map((one) => [one.name, one.noun, one.unit])).toEqual([['周敏', 'person', null], ['王大爷', null, '后洋村']])
  })
})

describe('what was raised', () => {
  it('appeals and voices that name the visit, nothing else', () => {
    const links = [link('named_by', 'a1', 'appeal'), link('named_by', 'v1', 'voice'), link('present', 'p1', 'person'), link('named_by', 't1', 'obligation')]
    expect(raisedAt(viewOf({ links }).links).map((one) => one.row.record)).toEqual(['a1', 'v1'])
  })
  it('what stands in a card of its own is not named again beside', () => {
    const links = [link('named_by', 'a1', 'appeal'), link('visit', 'a1', 'appeal'), link('present', 'd1', 'deputy'), link('named_by', 't1', 'obligation'), link('same', 'a2', 'appeal')]
    expect(otherLinks(viewOf({ links }).links).map((one) => one.row.record)).toEqual(['t1', 'a2'])
  })
  it('registered afterwards: the visit’s day; people only where nobody came by name', () => {
    const visited = viewOf({ facts: { visited_on: '2026-09-20', kind: 'enterprise' } })
    expect(beginning(appealFrom(visited), TODAY)).toMatchObject({ received_on: '2026-09-20', way: 'outreach' })
    expect(appealFrom(visited).fields.some((field) => field.key === 'people')).toBe(true)
    expect(appealFrom(viewOf({ parties: [{}] })).fields.some((field) => field.key === 'people')).toBe(false)
  })
})

describe('completing', () => {
  const form = forms.complete_visit
  if (!form) throw new Error('complete_visit')
  it.each([[{ kind: 'reception' }, ['summary', 'present']], [{ kind: 'enterprise' }, ['object', 'summary', 'present']], [{ kind: null }, ['kind', 'object', 'summary', 'present']]])('%j', (values, missing) => {
    expect(unfilled(form.fields, { ...beginning(form, TODAY), ...values } as StepValues)).toEqual(missing)
  })
})
