import { describe, expect, it } from 'vitest'
import type { WorkRow } from '@/host/calls.gen'
import { amendDeputy } from '@/record/deputy'
import type { StepForm } from '@/record/steps/form'
import { beginning, inputOf } from '@/record/steps/values'
import { wordOr } from '@/words'
import { groupsOf, inputOf as handed, stateOf } from './handover/work'
import { deputyKind, personKind } from './kind'
import { endSubstitute, personForms, registerPerson } from './steps/forms'

const forms: Record<string, StepForm> = { ...personForms, register_person: registerPerson, end_substitute: endSubstitute }

describe('a form of a verb', () => {
  it.each(Object.entries(forms))('%s is in words', (verb, form) => {
    for (const field of form.fields) expect(wordOr(`fields.${field.label ?? field.key}`, ''), `${verb}.${field.key}`).not.toBe('')
  })
  it.each([personKind, deputyKind])('every fact of a $noun has a name', (kind) => {
    for (const key of [...kind.short, ...kind.long]) expect(wordOr(`fields.${kind.labels?.[key] ?? key}`, ''), key).not.toBe('')
  })
})

describe('a masked number', () => {
  const stands = { name: '周敏', levels: ['county'], phone: null }
  it('is neither begun with nor sent back', () => {
    const begun = beginning(amendDeputy, '', stands)
    expect(begun.phone).toBe('')
    expect(inputOf(amendDeputy, begun, stands)).toEqual({})
  })
  it('is sent once another is typed', () => { expect(inputOf(amendDeputy, { ...beginning(amendDeputy, '', stands), phone: '13805761234' }, stands)).toEqual({ phone: '13805761234' }) })
})

const work = (record: string, noun: string, state = 'handling'): WorkRow => ({ work: { record, noun, title: '欠薪', station: null, holder: 'p1' }, no: null, state, station_name: '', seen: [`head of ${record}`] })

describe('work is handed over', () => {
  const rows = [work('a', 'appeal'), work('v', 'voice'), work('b', 'appeal')]
  it('by noun, in the order the desk tells', () => { expect(groupsOf(rows).map((group) => [group.title, group.rows.length])).toEqual([['诉求 2 件', 2], ['声音 1 件', 1]]) })
  it('with the heads that were seen of what goes, and the names of what stays', () => {
    expect(handed(rows, new Set(['v']), { from: 'p1', to: 'p2', reason: '调离' })).toEqual({
      from: 'p1', to: 'p2', reason: '调离', except: ['v'], on: [{ record: 'a', seen: ['head of a'] }, { record: 'b', seen: ['head of b'] }],
    })
  })
  it('a record unticked and meanwhile finished is not named', () => { expect(handed(rows, new Set(['gone']), { from: 'p1', to: 'p2', reason: '调离' }).except).toEqual([]) })
  it('states by the words of their room', () => {
    expect(stateOf(work('a', 'appeal'))).toBe(wordOr('appeals.states.handling', '?'))
    expect(stateOf(work('x', 'sealed', 'nowhere'))).toBe('—')
  })
})
