import { describe, expect, it } from 'vitest'
import { type AnyCode, Fault } from '@/host/fault'
import { faces, sayRefusal, show, wayOf } from './faces'
import { w, wordOr, words } from './index'

const leaves = (at: unknown, path = ''): [string, string][] => (typeof at === 'string' ? [[path, at]]
  : Object.entries(at as object).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key)))

describe('words', () => {
  it('fills values and leaves in view what was not given', () => {
    expect(w('sign_in.wait', { n: 3 })).toBe('请等待 3 秒后再试')
    expect(w('sign_in.wait')).toBe('请等待 {n} 秒后再试')
  })
  it('a value is never read as a word or as a pattern', () => { expect(w('sign_in.wait', { n: '{n} $& <b>' })).toBe('请等待 {n} $& <b> 秒后再试') })
  it('nor in a word that is looked up', () => {
    expect(wordOr('sign_in.wait', '?', { n: "$& $' $1" })).toBe("请等待 $& $' $1 秒后再试")
    expect(wordOr('sign_in.wait', '?')).toBe('请等待 {n} 秒后再试')
    expect(wordOr('nowhere', '{n} 项', { n: 2 })).toBe('2 项')
  })
  it.each([['nouns.appeal', '诉求'], ['nouns.nothing', '?'], ['nouns', '?'], ['nouns.appeal.x', '?'], ['__proto__.x', '?'], ['', '?']])('looks up %s', (key, word) => {
    expect(wordOr(key, '?')).toBe(word)
  })
  it('no word carries signs that are not its own', () => {
    for (const [path, text] of leaves(words)) expect(text, path).not.toMatch(/[<>\u200b\u202e\t\n]| {2}/)
  })
})

describe('faces', () => {
  it('every fault has words, and every error a way', () => {
    for (const [code, face] of Object.entries(faces)) {
      expect(wordOr(face.words, ''), code).not.toBe('')
      if (face.severity === 'error') expect(wayOf(code as AnyCode), code).toBeDefined()
    }
  })
  it.each(Object.entries(words.way_of))('what can be done about %s is said: %s', (code, way) => {
    expect(faces).toHaveProperty(code)
    expect(words.ways).toHaveProperty(way)
  })
  // A busy desk asked twice to wait: once in what had happened, once in what can be done.
  it.each(Object.keys(words.way_of))('%s tells what happened, and leaves what can be done to its way', (code) => { expect(wordOr(`faults.${code}`, '')).not.toContain('请') })
  it('every word of a fault belongs to one', () => { expect(Object.keys(words.faults).filter((code) => !(code in faces))).toEqual([]) })

  it.each([
    ['too_soon', { wait_s: 8 }, '尝试次数过多，请等待 8 秒后再试'],
    ['lacks', { verb: 'conclude_appeal', lacks: ['reply', 'proof'] }, '还缺：书面答复、佐证'],
    ['needs_level', { verb: 'x', level: 'deputy' }, '“x”须由分管副检察长进行'],
    ['denied', { why: { code: 'out_of_scope' } }, '没有此项权限：不在您负责的站点或单位范围内'],
    ['bad_bundle', { why: 'newer', part: 1 }, '这个数据包不能接收：由更新版本的程序导出，请先更新本机程序'],
    ['bad_bundle', { why: 'of_tomorrow', part: 1 }, '这个数据包不能接收：of_tomorrow'],
    ['awaits_enrolment', {}, '本机正在等待开通，开通后才能办理'],
    ['hearer_count', { n: 2, least: 3, most: null, wording: 'unverified' }, '听证员 2 人，应为 3 至 — 人（待核）'],
  ] as const)('%s is said in words', (code, values, text) => { expect(show(new Fault(code, values)).text).toBe(text) })

  it('a code from a newer desk is shown as it is, not hidden', () => {
    const shown = show(new Fault('of_tomorrow' as never))
    expect(shown.severity).toBe('error')
    expect(shown.text).toContain('of_tomorrow')
  })
  it.each([['denied', true], ['out_of_scope', true], ['busy', false], ['host_gone', false]] as const)('%s: whether trying again says the same', (code, final) => { expect(show(new Fault(code)).final).toBe(final) })
  it('a hint knows its field', () => { expect(show(new Fault('required', { field: 'name' }))).toMatchObject({ field: 'name', text: '请填写姓名' }) })
  it.each([['code_taken', 'code'], ['post_taken', 'from_on'], ['notice_too_late', 'on'], ['hearer_unfit', 'hearers'], ['denied', undefined]] as const)('%s speaks of the field %s, which the desk does not name', (code, field) => {
    expect(show(new Fault(code)).field).toBe(field)
  })
  it('what is no refusal is said to be no answer', () => { expect(sayRefusal(null)).toBe('程序的回答不完整') })
})
