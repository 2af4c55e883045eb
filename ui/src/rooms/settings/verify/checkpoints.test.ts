import { describe, expect, it } from 'vitest'
import type { CheckpointDiff } from '@/host/calls.gen'
import { codeTrouble, diffSays, paperSays, rowSays } from './checkpoints'
import { short } from './report'

const diff = (over: Partial<CheckpointDiff> = {}): CheckpointDiff => ({ code: 'KNUA-BBJA-RDBC-UZAF-EUEL-UDSE', office_name: '椒江区院', on: '2026-09-01', class: 'st', of: '大陈站', desk_people: ['陈阿海', '林海霞'], seq: 12, n_missing: 3, ...over })

describe('what differs from a checkpoint', () => {
  it.each<[string, Partial<CheckpointDiff>, string]>([
    ['what is missing', {}, '大陈站：陈阿海、林海霞写到第 12 条，本机缺 3 条'], ['one that is missing', { n_missing: 1 }, '大陈站：陈阿海、林海霞写到第 12 条，本机缺 1 条'],
    ['another entry in its place', { n_missing: 0 }, '大陈站：陈阿海、林海霞写的第 12 条，本机是另一内容'], ['a desk that nobody uses', { desk_people: [] }, '大陈站：人员不详写到第 12 条，本机缺 3 条'],
    ['notes of an office', { class: 'of', of: '椒江区院' }, '椒江区院内部办理：陈阿海、林海霞写到第 12 条，本机缺 3 条'], ['the rules', { class: 'ref', of: '' }, '期限规则和名目：陈阿海、林海霞写到第 12 条，本机缺 3 条'],
    ['a class of tomorrow', { class: 'song' as never }, '其他：陈阿海、林海霞写到第 12 条，本机缺 3 条'],
  ])('%s', (_, over, says) => { expect(diffSays(diff(over))).toBe(says) })
  it('a paper is named by its office, its day and its letters', () => {
    expect(paperSays(diff())).toBe('椒江区院2026-09-01的检查点（KNUA-BBJA-RDBC-UZAF-EUEL-UDSE）')
    expect(paperSays(diff({ on: null }))).toBe('椒江区院的检查点（KNUA-BBJA-RDBC-UZAF-EUEL-UDSE）')
  })
  it('a row tells what was written down', () => {
    expect(rowSays({ office_name: '椒江区院', by_name: '何管', n_streams: 4, n_entries: 900 } as never)).toBe('椒江区院，何管 出具，4 类 900 条')
  })
  // Signs that `replace` reads as places of its own were lost, or the whole text stood in the name.
  it.each(['$&', '$$', "甲$'乙", '$`', '$1站', '{of}'])('a station called %s is called so', (of) => {
    expect(diffSays(diff({ of, n_missing: 1 }))).toBe(`${of}：陈阿海、林海霞写到第 12 条，本机缺 1 条`)
  })
})

describe('typed letters', () => {
  const WHOLE = 'KNUA-BBJA-RDBC-UZAF-EUEL-UDSE'
  it.each<[string, string | undefined]>([
    ['', '请输入校验码'], [' - ', '请输入校验码'], ['123', '请输入校验码'], [WHOLE, undefined], [WHOLE.toLowerCase(), undefined], [WHOLE.replaceAll('-', ' '), undefined], [`  ${WHOLE}\n`, undefined],
    [WHOLE.slice(0, -1), '应为 24 个字母，现有 23 个'], [`${WHOLE}A`, '应为 24 个字母，现有 25 个'],
  ])('“%s”', (code, says) => { expect(codeTrouble(code)).toBe(says) })
})

describe('a writer', () => {
  it.each([['', ''], ['123456789012', '123456789012'], ['1234567890123', '12345678…']])('%s is shown as %s', (id, shown) => { expect(short(id)).toBe(shown) })
})
