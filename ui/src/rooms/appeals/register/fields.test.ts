import { describe, expect, it } from 'vitest'
import { blankPerson, isBlankPerson, isTheirs, partyOf, type PersonForm } from '@/record/people/person'
import { blankMaterial } from '@/record/steps/values'
import { type AppealForm, blankAnswer, blankAppeal, fromDraft, inputOf, isWorthKeeping, unfilled } from './fields'

const TODAY = '2026-09-24'
const blank = () => blankAppeal(TODAY, 's1')

describe('what is sent', () => {
  it('of an untouched form: where, how, when, how many', () => {
    expect(inputOf(blank())).toEqual({ station: 's1', way: 'visit', received_on: TODAY, n_people: 1 })
  })
  it('of a person: no blanks around, nothing that was left empty', () => {
    expect(partyOf({ ...blankPerson('petitioner'), name: ' 徐国平 ', phone: '13805761234' })).toEqual({ part: 'petitioner', kind: 'person', name: '徐国平', phone: '13805761234' })
  })
  it('of a unit: no ID number, though one was typed before the kind was changed', () => {
    expect(partyOf({ ...blankPerson('accused'), kind: 'unit', name: '合作社', id_number: '331002196805121218' })).toEqual({ part: 'accused', kind: 'unit', name: '合作社' })
  })
  it('of a unit: no mark of a person, which would have sealed the matter', () => {
    const firm = { ...blankPerson('petitioner'), kind: 'unit' as const, name: '合作社', flags: ['minor'] }
    expect(partyOf(firm)).toEqual({ part: 'petitioner', kind: 'unit', name: '合作社' })
    expect(partyOf({ ...firm, kind: 'person' })).toMatchObject({ kind: 'person', flags: ['minor'] })
  })
  it('of somebody with a mark and no name yet: the mark, so that the desk asks for the name', () => {
    const people = [{ ...blankPerson('petitioner'), flags: ['minor'] }]
    expect(inputOf({ ...blank(), people })).toMatchObject({ people: [{ part: 'petitioner', kind: 'person', flags: ['minor'] }] })
  })
  it('of who gave no name: that alone, on the appeal too', () => {
    const form = { ...blank(), people: [{ ...blankPerson('petitioner'), kind: 'anonymous' as const, name: '某' }] }
    expect(inputOf(form)).toMatchObject({ anonymous: true, people: [{ part: 'petitioner', kind: 'anonymous' }] })
  })
  it('of who cannot be answered, and of whoever came along: said, where it is so', () => {
    const form = { ...blank(), no_contact: true, deputies: ['d1'], occasion: 'repeat', grid: ' 海门街道第三网格 ' }
    expect(inputOf(form)).toEqual({ ...inputOf(blank()), no_contact: true, deputies: ['d1'], occasion: 'repeat', grid: '海门街道第三网格' })
  })
  it('of an answer on the spot', () => {
    const answered = { ...blankAnswer(), answer: '已告知', how: 'oral', answered_by: 'p1', rating: 'satisfied' }
    expect(inputOf({ ...blank(), answered: { ...answered, reason: '未说明依据' } }).answered).not.toHaveProperty('reason')
    expect(inputOf({ ...blank(), answered })).toMatchObject({ answered: { answer: '已告知', how: 'oral', answered_by: 'p1', rating: 'satisfied' } })
  })
  it('of papers: those that were written down, and none of the empty lines between', () => {
    const paper = { ...blankMaterial(), name: ' 合同 ', volume: ' 3 ', page: '1' }
    expect(inputOf({ ...blank(), materials: [blankMaterial(), paper, { ...blankMaterial(), name: ' ' }] }).materials).toEqual([{ ...paper, name: '合同', volume: '3' }])
    expect(inputOf({ ...blank(), materials: [blankMaterial()] })).not.toHaveProperty('materials')
  })
  it('signs of any script as they are', () => {
    expect(inputOf({ ...blank(), title: '𠮷䶮 <b>=cmd</b> \u202e' })).toMatchObject({ title: '𠮷䶮 <b>=cmd</b> \u202e' })
  })
})

describe('what must be there first', () => {
  it('the summary', () => { expect(unfilled(blank())).toEqual(['title']) })
  it('no day that cannot be read', () => {
    const people = [{ ...blankPerson('petitioner'), name: '徐', born_on: '1968-5' }]
    expect(unfilled({ ...blank(), title: '河道', received_on: '9-31' })).toEqual(['received_on'])
    expect(unfilled({ ...blank(), title: '河道', people })).toEqual(['born_on'])
    expect(unfilled({ ...blank(), title: '河道', people: people.map((one) => ({ ...one, kind: 'unit' as const })) })).toEqual([])
    expect(unfilled({ ...blank(), title: '河道', people: people.map((one) => ({ ...one, born_on: '1968-05-12' })) })).toEqual([])
  })
  it('the answer, when it was given on the spot', () => {
    expect(unfilled({ ...blank(), title: '河道', answered: blankAnswer() })).toEqual(['answer', 'how', 'answered_by', 'rating'])
  })
  it('why somebody was not satisfied with it, as the form within a visit asks', () => {
    const answered = { ...blankAnswer(), answer: '已告知', how: 'oral', answered_by: 'p1', rating: 'dissatisfied' }
    expect(unfilled({ ...blank(), title: '河道', answered })).toEqual(['reason'])
    expect(unfilled({ ...blank(), title: '河道', answered: { ...answered, reason: ' \u3000' } })).toEqual(['reason'])
    expect(unfilled({ ...blank(), title: '河道', answered: { ...answered, reason: '未说明依据' } })).toEqual([])
    expect(unfilled({ ...blank(), title: '河道', answered: { ...answered, rating: 'satisfied' } })).toEqual([])
  })
})

describe('a draft', () => {
  it('is not worth keeping before a word was typed', () => { expect(isWorthKeeping(blank())).toBe(false) })
  it('is, once a name stands there', () => {
    expect(isWorthKeeping({ ...blank(), people: [{ ...blankPerson('petitioner'), name: '徐' }] })).toBe(true)
  })
  it('of an older form begins its new fields empty', () => {
    const kept = fromDraft({ title: '河道', people: [{ part: 'petitioner', kind: 'person', name: '徐' }] }, TODAY)
    expect(kept).toMatchObject({ title: '河道', materials: [], people: [{ name: '徐', phone: '' }] })
  })
  it.each<[string, Partial<AppealForm>]>([
    ['the number of a case', { case_no: '台检民监〔2026〕3号' }], ['where it lies', { grid: '第三网格' }], ['an answer that was given', { answered: { ...blankAnswer(), answer: '已告知' } }],
    ['a paper', { materials: [{ ...blankMaterial(), name: '合同' }] }], ['a child without a name', { people: [{ ...blankPerson('petitioner'), flags: ['minor'] }] }],
  ])('is, once %s stands there', (_, over) => { expect(isWorthKeeping({ ...blank(), ...over })).toBe(true) })
  it.each<[string, Partial<AppealForm>]>([
    ['blanks', { title: ' ', request: '\u3000', facts: '\n' }], ['an empty paper', { materials: [blankMaterial()] }], ['an answer without words', { answered: { ...blankAnswer(), how: 'oral' } }], ['empty cards', { people: [blankPerson('petitioner'), blankPerson('agent')] }],
  ])('is not for %s', (_, over) => { expect(isWorthKeeping({ ...blank(), ...over })).toBe(false) })
  it.each<[string, Record<string, unknown>]>([
    ['lists that are none', { people: null, materials: 'x', flags: {}, present: 7, deputies: null }], ['texts that are none', { title: 7, request: null, facts: ['x'], grid: {} }], ['yes and no that are neither', { no_contact: 'yes', told_privacy: 1 }],
    ['people that are nobody', { people: [null, 'x', 7] }], ['an answer that is none', { answered: 'x' }], ['fields that are none any more', { colour: 'red', __proto__: { title: 'x' } }],
  ])('with %s is read all the same, and what it holds can be sent', (_, body) => {
    const kept = fromDraft(body, TODAY)
    expect(inputOf(kept)).toEqual({ ...inputOf(blank()), station: '' })
    expect(isWorthKeeping(kept)).toBe(false)
  })
  it('of an older form begins the new fields of an answer empty', () => { expect(fromDraft({ answered: { answer: '已告知' } }, TODAY).answered).toEqual({ ...blankAnswer(), answer: '已告知' }) })
  it.each([[null], ['text'], [7]])('that is no form (%s) begins anew', (body) => { expect(fromDraft(body, TODAY).title).toBe('') })
  it.each<[string, Partial<PersonForm>, boolean]>([
    ['an empty card is nobody', {}, true], ['one with blanks typed is nobody', { name: ' \u3000', address: '  ' }, true], ['an empty unit is nobody', { kind: 'unit' }, true],
    ['a name is somebody', { name: '𠮷' }, false], ['a day is somebody', { born_on: '2012-02-29' }, false], ['a mark is somebody', { flags: ['minor'] }, false],
    ['a mark left behind is no unit', { kind: 'unit', flags: ['minor'] }, true], ['a code is a unit', { kind: 'unit', company_code: '91350100M000100Y43' }, false], ['who gave no name is somebody', { kind: 'anonymous' }, false],
  ])('%s', (_, over, nobody) => { expect(isBlankPerson({ ...blankPerson('agent'), ...over })).toBe(nobody) })
})

describe('a refused field belongs to', () => {
  const named = { ...blankPerson('petitioner'), name: '徐', id_number: '331002196805121231' }
  it.each<[string, typeof named, string, boolean]>([
    ['who wrote the number', named, 'id_number', true],
    ['nobody who left it empty', named, 'phone', false],
    ['who gave a phone and no name', { ...blankPerson('agent'), id_number: '', name: '', phone: '138' }, 'name', true],
    ['nobody who typed blanks', { ...named, address: ' ' }, 'address', false],
    ['nobody without marks', named, 'flags', false],
    ['who has a mark', { ...named, flags: ['elderly'] }, 'flags', true],
    ['nobody who has not said it', named, 'born_on', false],
    ['nobody by a field that is none', named, 'colour', false],
    ['who gave no name on purpose, never', { ...blankPerson('petitioner'), kind: 'anonymous', id_number: '' }, 'name', false],
    ['nobody on an empty card', { ...blankPerson('agent'), id_number: '', name: '' }, 'name', false],
  ])('%s', (_, person, field, theirs) => { expect(isTheirs(person, field)).toBe(theirs) })
})
