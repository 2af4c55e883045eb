import { describe, expect, it } from 'vitest'
import { erasable, personalIn, redactForm } from './redact'

describe('fields that may be deleted by law', () => {
  it.each([
    ['party', { name: '秦○○', phone: '138****1234', age: 36, address: null, flags: [] }, ['name', 'phone', 'born_on']],
    ['party', { unit_name: '海风公司', name: null, company_code: '91' }, ['name']],
    ['appeal', { title: '欠薪', facts: '', request: '支付', received_on: '2026-08-31' }, ['title', 'request']],
    ['person', { phone: null }, []],
    ['station', { name: '葭沚站' }, []],
  ])('of a %s are those that say something', (noun, view, fields) => { expect(personalIn(noun, view)).toEqual(fields) })
  it('and those that were kept, once their duty has ended', () => {
    const kept = (field: string, ended: boolean) => ({ field, ended, ground: 'withdrawn', duty: '', until: '2056-08-31', on: null, by_name: '' })
    expect(erasable('party', { name: '秦○○', phone: null, address: null }, [kept('phone', true), kept('address', false)])).toEqual(['name', 'phone'])
  })
  it('are chosen by their words, and ground and signer must be there', () => {
    const { fields, danger } = redactForm(['phone'])
    expect(fields[0]?.offers?.({})).toEqual([{ value: 'phone', label: '联系电话' }])
    expect([fields.map(({ key, required }) => [key, required]), danger]).toEqual([[['field', true], ['ground', true], ['approver', true]], true])
  })
})
