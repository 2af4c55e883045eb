import { describe, expect, it } from 'vitest'
import type { LogLine } from '@/host/calls.gen'
import { wordOr } from '@/words'
import { ACTS, actWord, saidOf } from './lines'

const line = (act: string, what: Record<string, unknown>): LogLine => ({ entry: 'e', at_ms: 0, by_name: '周敏', act, no: null, what })

describe('a line of the log', () => {
  it.each([
    ['unmask', { fields: ['name', 'phone'], purpose: '核对身份' }, ['姓名', '核对身份']],
    ['export', { list: 'appeal', count: 12 }, ['12']],
    ['denied', { call: 'open_sealed', why: 'wrong_role' }, [actWord('open_sealed')]],
    ['sign_in', { failed: [1, 2] }, ['2']],
    ['print_reply', { copy: 3 }, ['3']],
    ['refuse_held', { cause: 'forged', reason: '对方核实为误送' }, ['不能证明是登记人本人所写', '对方核实为误送']],
    ['hand_on_held', { count: 2, reason: '请县院核对' }, ['2', '请县院核对']],
    ['backup', { before: 'rekey_file' }, [actWord('rekey_file')]],
  ])('%s says what was done', (act, what, words) => {
    const said = saidOf(line(act, what))
    for (const word of words) expect(said, act).toContain(word)
  })
  it('names a purpose by its code', () => { expect(saidOf(line('unmask', { fields: ['phone'], purpose: 'verify' }), (code) => (code === 'verify' ? '核对身份' : code))).toContain('核对身份') })
  it('says nothing where nothing was written', () => { expect(saidOf(line('sign_in', { failed: [] }))).toBe('') })
  it.each(ACTS)('%s has a word', (act) => { expect(wordOr(`log.acts.${act}`, wordOr(`verbs.${act}`, '')), act).not.toBe('') })
})
