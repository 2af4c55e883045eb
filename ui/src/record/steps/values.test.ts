import { describe, expect, it } from 'vitest'
import { forms } from '@/rooms/appeals/steps/forms'
import type { StepForm } from './form'
import { beginning, blankMaterial, inputOf, type StepValues, unfilled } from './values'

const TODAY = '2026-09-24'
const paper = { ...blankMaterial(), name: '照片', volume: '3', page: '1-2' }

function form(verb: string): StepForm {
  const found = forms[verb]
  if (!found) throw new Error(verb)
  return found
}

describe('a step begins', () => {
  it('with today where the day is most likely today, and with nothing else said', () => {
    expect(beginning(form('accept_appeal'), TODAY)).toEqual({ nature: null, on: TODAY, purpose: null, text: '', notice: null })
  })
  it('with the notice open where it must go out', () => {
    expect(beginning(form('request_materials'), TODAY).notice).toMatchObject({ about: null, on: TODAY, how: null })
  })
  it('with what stands, when it amends', () => {
    const begun = beginning(form('amend_appeal'), TODAY, { title: '河道', flags: ['minor'] })
    expect(begun).toMatchObject({ title: '河道', flags: ['minor'], received_on: null })
  })
})

describe('a step names what must be filled', () => {
  it.each<[string, string, StepValues, string[]]>([
    ['nothing is wanted', 'take_on_appeal', {}, []],
    ['a code and a day', 'accept_appeal', { nature: null, on: TODAY }, ['nature']],
    ['blanks are nothing', 'send_back_conclusion', { reason: '  ' }, ['reason']],
    ['an empty material is none', 'sign_for_referral', { id: '1', on: TODAY, proof: blankMaterial() }, ['proof']],
    ['a list of empty materials is none', 'supplement_materials', { on: TODAY, materials: [blankMaterial()] }, ['materials']],
    ['a notice that was begun', 'accept_appeal', { nature: 'ordinary', on: TODAY, notice: { about: 'accepted', on: TODAY, how: null } }, ['how']],
    ['a day that cannot be read, though none is wanted', 'note_progress', { text: '已勘查', on: TODAY, how: 'phone', next_on: '9-31' }, ['next_on']],
    ['a day in a notice that cannot be read', 'accept_appeal', { nature: 'ordinary', on: TODAY, notice: { about: 'accepted', on: '9月', how: 'phone' } }, ['on']],
    ['a whole day is one', 'note_progress', { text: '已勘查', on: TODAY, how: 'phone', next_on: '2026-09-30' }, []],
    ['a notice that must go out', 'request_materials', { wanted: '合同', notice: null }, ['notice']],
  ])('%s', (_, verb, values, missing) => {
    expect(unfilled(form(verb).fields, values)).toEqual(missing)
  })
})

describe('a step sends', () => {
  it('no field that was left empty', () => {
    expect(inputOf(form('note_progress'), { text: '已勘查', on: TODAY, how: 'phone', next_on: null })).toEqual({ text: '已勘查', on: TODAY, how: 'phone' })
  })
  it('materials without the empty lines between them', () => {
    expect(inputOf(form('supplement_materials'), { on: TODAY, materials: [blankMaterial(), paper] })).toEqual({ on: TODAY, materials: [paper] })
  })
  it('an amendment: only what differs', () => {
    const stood = { title: '河道', request: '查明', category: 'accusation' }
    const values = { ...beginning(form('amend_appeal'), TODAY, stood), title: '河道臭味', category: null }
    expect(inputOf(form('amend_appeal'), values, stood)).toEqual({ title: '河道臭味', category: '' })
  })
  it('a time that stands is told without its seconds, and is no change', () => {
    const times: StepForm = { amends: true, fields: [{ key: 'from_at', kind: 'time' }] }
    const stood = { from_at: '14:00:00' }
    expect(beginning(times, TODAY, stood)).toEqual({ from_at: '14:00' })
    expect(inputOf(times, { from_at: '14:00' }, stood)).toEqual({})
  })
  it('what the record holds in another shape than the form', () => {
    const degrees = { key: 'lon_e6', kind: 'number' as const, reads: (stood: unknown) => Number(stood) / 10, sends: (value: unknown) => Number(value) * 10 }
    const amending: StepForm = { fields: [degrees], amends: true }
    const stood = { lon_e6: 1214 }
    expect(beginning(amending, TODAY, stood)).toEqual({ lon_e6: 121.4 })
    expect(inputOf(amending, { lon_e6: 121.4 }, stood)).toEqual({})
    expect(inputOf(amending, { lon_e6: 121.5 }, stood)).toEqual({ lon_e6: 1215 })
    expect(inputOf({ fields: [degrees] }, { lon_e6: 121.5 })).toEqual({ lon_e6: 1215 })
  })
  it('an amendment of nothing: nothing', () => {
    const stood = { title: '河道', received_on: '2026-09-16' }
    expect(inputOf(form('amend_appeal'), beginning(form('amend_appeal'), TODAY, stood), stood)).toEqual({})
  })
  it('of an amendment no field that is hidden, though something was typed before', () => {
    const hiding: StepForm = { amends: true, fields: [{ key: 'anonymous', kind: 'check' }, { key: 'phone', kind: 'text', when: (values) => values.anonymous !== true }] }
    expect(inputOf(hiding, { anonymous: true, phone: '138' }, { anonymous: false, phone: '' })).toEqual({ anonymous: true })
    expect(inputOf(hiding, { anonymous: false, phone: '138' }, { anonymous: false, phone: '' })).toEqual({ phone: '138' })
  })
})

const of = (...fields: StepForm['fields']): StepForm => ({ fields })
const text = { key: 'text', kind: 'text' as const }
const day = { key: 'on', kind: 'day' as const, today: true }

describe('values at the edge', () => {
  it.each<[string, StepForm['fields'][number], StepValues[string], StepValues[string] | undefined]>([
    ['nought is a number', { key: 'n', kind: 'number' }, 0, 0], ['no number is none', { key: 'n', kind: 'number' }, null, undefined], ['no is said where it must be', { key: 'n', kind: 'check', required: true }, false, false],
    ['no is not said elsewhere', { key: 'n', kind: 'check' }, false, undefined], ['yes is', { key: 'n', kind: 'check' }, true, true],
    ['blanks of every width are nothing', text, ' \u3000\t\n', undefined], ['rare signs and marks stay', text, '𠮷䶮\u202e', '𠮷䶮\u202e'], ['a very long text stays whole', text, '长'.repeat(20_001), '长'.repeat(20_001)],
    ['an empty list is nothing', { key: 'n', kind: 'tags' }, [], undefined],
    ['a material of blanks is none', { key: 'n', kind: 'material' }, { ...blankMaterial(), name: ' ', volume: '\u3000' }, undefined],
    ['a material without its blanks', { key: 'n', kind: 'material' }, { ...blankMaterial(), name: ' 照片 ', volume: ' 3 ', page: ' ' }, { ...blankMaterial(), name: '照片', volume: '3', page: null }],
  ])('%s', (_, field, value, sent) => { expect(inputOf(of(field), { [field.key]: value })).toEqual(sent === undefined ? {} : { [field.key]: sent }) })

  it('what a form begins with is its own', () => {
    const begin = { kept: 'x' }
    const form = of({ key: 'part', kind: 'part', begin })
    const first = beginning(form, TODAY).part as StepValues
    first.kept = 'changed'
    expect(beginning(form, TODAY).part).toEqual({ kept: 'x' })
    expect(begin.kept).toBe('x')
  })
  it.each<[string, Partial<StepForm['fields'][number]>, StepValues[string]]>([
    ['a day with today where it is likely', { kind: 'day', today: true }, TODAY], ['a day with nothing', { kind: 'day' }, null], ['one choice with the first where one must be made', { kind: 'choice', choices: ['a', 'b'], required: true }, 'a'],
    ['a choice with nothing', { kind: 'choice', choices: ['a', 'b'] }, null], ['rows with one to fill in', { kind: 'rows', fields: [text, day], required: true }, [{ text: '', on: TODAY }]], ['rows with none', { kind: 'rows', fields: [text] }, []],
    ['many with none', { kind: 'person', many: true }, []], ['one with none', { kind: 'person' }, null], ['a part with its own', { kind: 'part', fields: [day], required: true }, { on: TODAY }], ['nought as it is given', { kind: 'number', begin: 0 }, 0],
  ])('%s', (_, field, begun) => { expect(beginning(of({ key: 'x', kind: 'text', ...field }), TODAY)).toEqual({ x: begun }) })
})

describe('rows of a small form', () => {
  const rows = (required: boolean): StepForm => of({ key: 'rows', kind: 'rows', required, fields: [{ ...text, required: true }, { key: 'unit', kind: 'text' }, day, { key: 'yes', kind: 'check' }, { key: 'key', kind: 'kept' }] })
  const row = (over: StepValues = {}): StepValues => ({ text: '', unit: '', on: TODAY, yes: false, key: 'k', ...over })
  it.each<[string, boolean, StepValues[], string[]]>([
    ['none where none is wanted', false, [], []], ['none where one is', true, [], ['rows']], ['a blank one is none', true, [row()], ['rows']], ['a blank one beside a written one', true, [row(), row({ text: '甲' })], []],
    ['one that was begun and not ended', false, [row({ unit: '村委会' })], ['text']], ['two of them are two', false, [row({ unit: '甲' }), row({ unit: '乙' })], ['text', 'text']], ['blanks are nothing', true, [row({ text: ' ' })], ['rows']],
  ])('%s', (_, required, written, missing) => { expect(unfilled(rows(required).fields, { rows: written })).toEqual(missing) })
  it('are sent without the blank ones, each with what it carries along', () => {
    expect(inputOf(rows(false), { rows: [row(), row({ text: '甲' }), row({ unit: ' ' })] })).toEqual({ rows: [{ text: '甲', on: TODAY, key: 'k' }] })
    expect(inputOf(rows(false), { rows: [row()] })).toEqual({})
  })
  it('one that is hidden asks for nothing and is not sent', () => {
    const hidden = of({ key: 'part', kind: 'part', required: true, fields: [{ ...text, required: true }], when: (values) => values.go === true }, { key: 'go', kind: 'check' })
    expect(unfilled(hidden.fields, { part: { text: '' }, go: false })).toEqual([])
    expect(unfilled(hidden.fields, { part: { text: '' }, go: true })).toEqual(['text'])
    expect(inputOf(hidden, { part: { text: '甲' }, go: false })).toEqual({})
  })
})
