import { describe, expect, it } from 'vitest'
import type { FaceParty, Part, PartyKind } from '@/host/calls.gen'
import type { StepTarget } from '@/record/steps/form'
import { inputOf, type StepValues, unfilled } from '@/record/steps/values'
import { deliver, evaluate, recipients } from './deliver'

const TODAY = '2026-09-24'
const party = (record: string, part: Part, kind: PartyKind = 'person') =>
  ({ part, seen: [], steps: [], party: { record, kind, name: kind === 'person' ? '徐○○' : null, unit_name: kind === 'unit' ? '兴达公司' : null } }) as unknown as FaceParty
const matter = (parties: FaceParty[], facts: object = {}): StepTarget => ({ parties, facts })
const paper = { name: '送达回证', kept: 'paper', file: null, volume: '2', page: '14', n_copies: null, n_pages: null, original: null }
const begun = (view: StepTarget): StepValues => Object.fromEntries(deliver.fields.map((field) => [field.key, field.begins?.(view) ?? (field.key === 'on' ? TODAY : null)]))

describe('who may be told', () => {
  const parties = [party('p1', 'petitioner'), party('p2', 'agent'), party('p3', 'accused', 'unit'), party('p4', 'representative', 'unit')]
  it('everybody of the matter but the one complained of', () => {
    expect(recipients(matter(parties))).toEqual([{ value: 'p1', label: '信访人 徐○○' }, { value: 'p2', label: '代理人 徐○○' }, { value: 'p4', label: '代表 兴达公司' }])
  })
  it('nobody who left no name', () => { expect(recipients(matter([party('p1', 'petitioner', 'anonymous')]))).toEqual([]) })
})

describe('a delivery begins', () => {
  it.each<[string, StepTarget, string | null, string | null]>([
    ['with the petitioner', matter([party('p2', 'agent'), party('p1', 'petitioner')]), null, 'p1'],
    ['with nobody, where there is no petitioner', matter([party('p2', 'agent')]), null, null],
    ['as not owed to whoever left no name', matter([party('p1', 'petitioner', 'anonymous')], { anonymous: true }), 'not_owed', null],
    ['as not owed to whom nobody can answer', matter([party('p1', 'petitioner')], { no_contact: true }), 'not_owed', 'p1'],
  ])('%s', (_, view, how, to) => { expect(begun(view)).toMatchObject({ how, to }) })
})

describe('a delivery is told', () => {
  const named = begun(matter([party('p1', 'petitioner')]))
  it('with how and what proves it', () => { expect(unfilled(deliver.fields, named)).toEqual(['how', 'proof']) })
  it('to whom', () => { expect(unfilled(deliver.fields, { ...named, to: null, how: 'mail', proof: paper } as StepValues)).toEqual(['to']) })
  it('as it was', () => {
    expect(inputOf(deliver, { ...named, how: 'mail', proof: paper, note: '' } as StepValues)).toEqual({ how: 'mail', to: 'p1', on: TODAY, proof: paper })
  })
  it('as not owed: to nobody, without a proof', () => {
    const values = { ...named, how: 'not_owed', note: '三次未接通' } as StepValues
    expect(unfilled(deliver.fields, values)).toEqual([])
    expect(inputOf(deliver, values)).toEqual({ how: 'not_owed', on: TODAY, note: '三次未接通' })
  })
})

describe('an evaluation', () => {
  const began = (view: StepTarget) => Object.fromEntries(evaluate.fields.flatMap((field) => (field.begins ? [[field.key, field.begins(view)]] : [])))
  const extra = (view: StepTarget) => evaluate.fields.find((field) => field.key === 'how')?.offers?.(view).map((one) => one.value)
  it.each<[string, object, StepValues, string[]]>([
    ['is asked of whoever has a name', {}, { level: null, how: null }, []],
    ['of nobody who left none: nothing was said', { anonymous: true }, { level: 'not_evaluated', how: 'not_owed' }, ['not_owed']],
    ['of nobody without an address', { no_contact: true }, { level: 'not_evaluated', how: 'not_owed' }, ['not_owed']],
  ])('%s', (_, facts, begins, offered) => {
    expect(began(matter([party('p1', 'petitioner')], facts))).toEqual(begins)
    expect(extra(matter([], facts))).toEqual(offered)
  })
})
