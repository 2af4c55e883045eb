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
})
