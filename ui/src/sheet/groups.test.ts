import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atDesk, leave, standing } from '@/test-desk'
import { blankSheet, GROUPS, typeGroup, unfinished } from './groups'
import SheetFields from './SheetFields.vue'

const WHOLE = 'K7QMA 2XPAB 11111 22222 33333 44444 55555 66666'

describe('a sheet typed back', () => {
  it('has eight groups', () => { expect([GROUPS, blankSheet().length]).toEqual([8, 8]) })
  it.each<[string, number, string, string[], number]>([
    ['a sign', 0, 'k', ['K'], 0], ['a whole group', 2, '2xpab', ['', '', '2XPAB'], 3], ['marks between', 0, 'k7-qm a', ['K7QMA'], 1], ['more than a group', 1, 'AAAAABB', ['', 'AAAAA', 'BB'], 2],
    ['the last group', 7, '66666', ['', '', '', '', '', '', '', '66666'], 7], ['more than there is room for', 7, '6666677', ['', '', '', '', '', '', '', '66666'], 7], ['nothing', 3, '', [], 3],
    ['full-width signs, as an input method leaves them', 0, 'Ｋ７ｑｍＡ', ['K7QMA'], 1], ['full-width blanks and dashes between', 0, 'K7QMA\u30002XPAB－1', ['K7QMA', '2XPAB', '1'], 2], ['marks nobody sees', 0, '\u202eK7\u200bQMA', ['K7QMA'], 1], ['no sign of a sheet', 0, '恢复单', [], 0],
  ])('%s', (...[, at, text, begins, next]) => {
    const typed = typeGroup(blankSheet(), at, text)
    expect(typed).toEqual({ groups: [...begins, ...blankSheet()].slice(0, GROUPS), next })
  })
  it('a pasted sheet fills every group', () => {
    expect(typeGroup(blankSheet(), 0, WHOLE).groups).toEqual(WHOLE.split(' '))
    expect(unfinished(WHOLE.split(' '))).toEqual([])
  })
  it('mending one group leaves the others', () => { expect(typeGroup(WHOLE.split(' '), 1, '2XPAC').groups[2]).toBe('11111') })
  it('says which groups are not whole', () => { expect(unfinished(['AAAAA', 'BBBB', ...Array.from({ length: 6 }, () => 'CCCCC')])).toEqual([1]) })
})

describe('its fields', () => {
  let page: VueWrapper | undefined
  afterEach(() => { leave(page); page = undefined })
  it('lead on when a group is whole, and name the one that is wrong', async () => {
    atDesk(null, {})
    page = await standing(SheetFields, { modelValue: blankSheet(), errors: {}, wrong: 3, 'onUpdate:modelValue': (groups: string[]) => page?.setProps({ modelValue: groups }) })
    const inputs = page.findAll('input')
    await inputs[0]?.setValue('k7qma')
    await flushPromises()
    expect(document.activeElement).toBe(inputs[1]?.element)
    expect(page.findAll('.error').map((one) => one.text())).toEqual(['', '', '与恢复单不符', '', '', '', '', ''])
  })
})
