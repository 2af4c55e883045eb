import { describe, expect, it } from 'vitest'
import { amendDeputy, endDeputy, registerDeputy } from '@/record/deputy'
import type { StepForm } from '@/record/steps/form'
import { beginning, inputOf, type StepValues } from '@/record/steps/values'
import { wordOr } from '@/words'
import { factSays, stepsWithBeginnings, termOf, timeOf } from './page/view'
import { addStation, daysOf, relievePost, stationForms } from './steps/forms'

const forms: Record<string, StepForm> = {
  ...stationForms(() => undefined), add_station: addStation([]), relieve_post: relievePost, amend_deputy: amendDeputy, end_deputy: endDeputy, register_deputy: registerDeputy,
}

describe('a form of a verb', () => {
  it.each(Object.entries(forms))('%s is in words', (verb, form) => {
    for (const field of form.fields) expect(wordOr(`fields.${field.label ?? field.key}`, ''), `${verb}.${field.key}`).not.toBe('')
    expect(wordOr(`verbs.${verb}`, ''), verb).not.toBe('')
  })
})

describe('a station is corrected', () => {
  const stands = { name: '滨海', lon_e6: 121424080, lat_e6: 28680740, open_days: [1, 3] } as unknown as StepValues
  const amend = forms.amend_station as StepForm
  it('with degrees and days as people read them', () => {
    expect(beginning(amend, '', stands)).toMatchObject({ lon_e6: 121.42408, open_days: ['1', '3'] })
  })
  it('sending millionths and numbers, and only of what was changed', () => {
    expect(inputOf(amend, { ...beginning(amend, '', stands), lat_e6: 28.7, open_days: ['1', '7'] }, stands)).toEqual({ lat_e6: 28700000, open_days: [1, 7] })
  })
  it('no day of the week is an empty set', () => {
    expect(inputOf(amend, { ...beginning(amend, '', stands), open_days: [] }, stands)).toEqual({ open_days: [] })
  })
  it('days of the week begin with Monday', () => { expect(daysOf([7, 1])).toBe('星期一、星期日') })
})

describe('a post through time', () => {
  it.each([
    ['stands', { holds: true, from_on: '2026-01-01' }, 'now'], ['is over', { holds: false, from_on: '2026-01-01' }, 'past'], ['is to come', { holds: false, from_on: '2027-01-01' }, 'ahead'],
  ] as const)('%s', (_, post, time) => { expect(timeOf(post, '2026-09-24')).toBe(time) })
  it('with and without an end', () => {
    expect(termOf({ from_on: '2026-01-01', to_on: null })).toBe('2026-01-01 起')
    expect(termOf({ from_on: '2026-01-01', to_on: '2026-06-30' })).toBe('2026-01-01 至 2026-06-30')
  })
  it('what is begun at a station is called by the call', () => {
    const step = (verb: string) => ({ verb, flow: 'main', may: true, why: null, level: null, person_act: false })
    expect(stepsWithBeginnings({ beginnings: [step('open_subpoint')], steps: [step('amend_station')] }).map((one) => one.verb)).toEqual(['add_subpoint', 'amend_station'])
  })
})

it.each([['open_days', '1', '星期一'], ['open_days', '7', '星期日'], ['lon_e6', '121424080', '121.42408'], ['name', '1', undefined]])('what changed of %s is told as people read it', (field, value, said) => {
  expect(factSays(field, value)).toBe(said)
})
