import { describe, expect, it } from 'vitest'
import { piecesOf } from './difference'

/** What differs in brackets. */
const marked = (text: string, other?: string) => piecesOf(text, other).map((piece) => (piece.differs ? `[${piece.text}]` : piece.text)).join('')

describe('where two texts differ', () => {
  it.each<[string, string, string, string | undefined]>([
    ['alone', '护栏修好', '护栏修好', undefined],
    ['alike', '护栏修好', '护栏修好', '护栏修好'],
    ['a word more', '护栏修好并装[上夜]灯', '护栏修好并装上夜灯', '护栏修好并装灯'],
    ['a word less', '护栏修好并装灯', '护栏修好并装灯', '护栏修好并装上夜灯'],
    ['a sum in the middle', '要求赔偿[8]000元并道歉', '要求赔偿8000元并道歉', '要求赔偿3000元并道歉'],
    ['at two places', '[三]月内修好，[并]书面答复', '三月内修好，并书面答复', '五月内修好，再书面答复'],
    ['at the end', '2026-09-2[8]', '2026-09-28', '2026-09-24'],
    ['at the beginning', '[请]尽快修好', '请尽快修好', '尽快修好'],
    ['nothing in common', '甲乙丙丁', '甲乙丙丁', '子丑寅卯'],
    ['hardly anything in common', '甲乙丙丁戊', '甲乙丙丁戊', '子乙寅卯辰'],
    ['one of them is empty', '修好', '修好', ''],
    ['signs of two units are whole', '地名[𠮷]田村', '地名𠮷田村', '地名吉田村'],
  ])('%s', (_, says, text, other) => { expect(marked(text, other)).toBe(says) })

  it('a single sign between two differences is marked with them', () => {
    expect(marked('办理结果请书面告知甲方乙方', '办理结果请书面告知丙方丁方')).toBe('办理结果请书面告知[甲方乙]方')
  })
  it('long texts differ in one stretch, and nothing of them is lost', () => {
    const [before, after] = ['前'.repeat(4000), '后'.repeat(4000)]
    expect(piecesOf(`${before}甲${after}`, `${before}乙丙${after}`)).toEqual([
      { text: before, differs: false }, { text: '甲', differs: true }, { text: after, differs: false },
    ])
  })
  it('what is cut up adds up to the text', () => {
    for (const [text, other] of [['一二三四五', '一三五'], ['aXbXc', 'abc'], ['重复重复重复', '重复']] as const) {
      expect(piecesOf(text, other).map((piece) => piece.text).join('')).toBe(text)
    }
  })
})
