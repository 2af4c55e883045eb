import { describe, expect, it } from 'vitest'
import type { LinkedRow } from '@/host/calls.gen'
import { blankPerson, isChecked, partyOf } from './people/person'
import { knownAnonymous, knownInside, peopleIn } from './raised'
import type { StepValues } from './steps/values'

const unnamed = [{ part: 'petitioner', kind: 'anonymous' }] as unknown as StepValues[]
const named = [{ part: 'petitioner', kind: 'person', name: '徐国平' }] as unknown as StepValues[]
const accused = [{ part: 'accused', kind: 'anonymous' }] as unknown as StepValues[]

describe('an appeal of somebody without a name', () => {
  it.each<[string, StepValues, StepValues[] | undefined, boolean]>([
    ['says so', { people: unnamed }, undefined, true],
    ['says so where they came to a visit', {}, unnamed, true],
    ['does not when it names its own people', { people: named }, unnamed, false],
    ['does not for an accused nobody knows', { people: accused }, undefined, false],
    ['does not when nobody is named yet', {}, undefined, false],
  ])('%s', (_, appeal, came, anonymous) => { expect(knownAnonymous(appeal, came)).toEqual(anonymous ? { ...appeal, anonymous: true } : appeal) })
  it('says so where it is made of a voice', () => { expect(knownInside({ route: 'to_appeal', appeal: { people: unnamed } })).toMatchObject({ appeal: { anonymous: true } }) })
  it('and what becomes no appeal stays as it is', () => { expect(knownInside({ route: 'study' })).toEqual({ route: 'study' }) })
})

describe('people the record names', () => {
  const row = (record: string, noun: string, title: string) => ({ kind: 'present', row: { record, noun, title } }) as unknown as LinkedRow
  it('are our own and the deputies, each once', () => {
    expect(peopleIn({ links: [row('s1', 'station', '海门'), row('p1', 'person', '周敏'), row('p1', 'person', '周敏'), row('d1', 'deputy', '林代表')] }))
      .toEqual([{ value: 'p1', label: '周敏' }, { value: 'd1', label: '林代表' }])
  })
})

describe('a document that is no resident card', () => {
  const guest = { ...blankPerson('petitioner'), name: '陈', id_kind: '511', id_number: '0123456789', born_on: '1980-05-12', home: ' 台中 ' }
  it('is not checked as one', () => { expect([isChecked(guest), isChecked({ ...guest, id_kind: null }), isChecked({ ...guest, id_kind: '111' })]).toEqual([false, true, true]) })
  it('is sent with its kind', () => {
    expect(partyOf(guest)).toEqual({ part: 'petitioner', kind: 'person', name: '陈', id_kind: '511', id_number: '0123456789', born_on: '1980-05-12', home: '台中' })
  })
})
