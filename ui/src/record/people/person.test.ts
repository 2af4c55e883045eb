import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '@/host/calls.gen'
import { writersIn } from '../staff'
import { blankPerson, filled, isBlankPerson, isChecked, isTheirs, partyOf, type PersonForm } from './person'

const person = (over: Partial<PersonForm> = {}): PersonForm => ({ ...blankPerson('principal' as never), ...over })

describe('somebody named in a form', () => {
  it.each<[string, Partial<PersonForm>, boolean]>([
    ['nothing written', {}, true], ['blanks alone', { name: ' \u3000', phone: '\t' }, true], ['a name', { name: '徐' }, false], ['a number', { phone: '1' }, false], ['a choice', { sex: 'female' }, false],
    ['a mark alone', { flags: ['minor'] }, false], ['a mark that a unit cannot have', { kind: 'unit', flags: ['minor'] }, true], ['a unit\'s contact', { kind: 'unit', contact: '王' }, false], ['nobody who is named', { kind: 'anonymous' }, false],
  ])('%s: blank %s', (_, over, blank) => { expect(isBlankPerson(person(over))).toBe(blank) })
  it.each<[string, Partial<PersonForm>, object]>([
    ['without its ends', { name: ' 徐国平 ', address: ' ' }, { kind: 'person', name: '徐国平' }], ['with marks', { name: '徐', flags: ['minor'] }, { kind: 'person', name: '徐', flags: ['minor'] }],
    ['a unit has no sex and no marks', { kind: 'unit', name: '东湖公司', sex: 'female', flags: ['minor'], id_number: '1', company_code: 'X', phone: '85121234' }, { kind: 'unit', name: '东湖公司', company_code: 'X', phone: '85121234' }],
    ['a person has no company', { name: '徐', company_code: 'X', contact: '王' }, { kind: 'person', name: '徐' }], ['nobody tells nothing', { kind: 'anonymous', name: '徐', phone: '1', flags: ['minor'] }, { kind: 'anonymous' }],
  ])('is sent %s', (_, over, sent) => { expect(partyOf(person(over))).toEqual({ part: 'principal', ...sent }) })
  it('nought and no are said, what is empty is not', () => {
    expect(filled({ a: 0, b: false, c: '', d: null, e: undefined, f: '  ', g: ' x ', h: [] })).toEqual({ a: 0, b: false, g: 'x', h: [] })
  })
  it.each([[null, true], ['', true], ['111', true], ['old', true], ['414', false], ['passport', false]])('a number of %j has a check digit: %s', (kind, checked) => {
    expect(isChecked(person({ id_kind: kind }))).toBe(checked)
  })
  it.each<[string, Partial<PersonForm>, string, boolean]>([
    ['a name that is missing', { phone: '1' }, 'name', true], ['a name that is there', { name: '徐' }, 'name', false], ['the name of an empty card', {}, 'name', false], ['the name of nobody', { kind: 'anonymous', phone: '1' }, 'name', false],
    ['a number they wrote', { phone: '1' }, 'phone', true], ['a number they did not', {}, 'phone', false], ['blanks', { phone: ' ' }, 'phone', false], ['their marks', { flags: ['minor'] }, 'flags', true], ['no marks', {}, 'flags', false],
    ['a field nobody has', { name: '徐' }, 'song', false],
  ])('a refusal is theirs: %s', (_, over, field, theirs) => { expect(isTheirs(person(over), field)).toBe(theirs) })
})

describe('who wrote a line', () => {
  const entry = (by_name: string, ...after: unknown[]) => ({ by_name, changes: after.map((one) => ({ kind: 'line', name: 'note', before: null, after: one })) }) as unknown as TimelineEntry
  it('is named by the entry it came with', () => {
    expect(writersIn([entry('周敏', { by: 'p1' }, { by: 'p2', text: 'x' }), entry('林海', { by: 'p3' })])).toEqual([['p1', '周敏'], ['p2', '周敏'], ['p3', '林海']])
  })
  it.each([[null], ['by'], [7], [[]], [{}], [{ by: null }], [{ by: 7 }], [{ by: { record: 'p1' } }]])('%j names nobody', (after) => { expect(writersIn([entry('周敏', after)])).toEqual([]) })
})
