import { describe, expect, it } from 'vitest'
import { firstSigns } from './text'

/** What the desk would refuse to read: half of a sign. */
const isWhole = (text: string) => !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)

describe('the beginning of a text', () => {
  it.each([
    ['河道臭味', 2, '河道'], ['河道', 9, '河道'], ['', 5, ''], ['河道', 0, ''], ['𠮷田家', 1, '𠮷'], ['𠮷田家', 2, '𠮷田'], ['河𠮷𠮷', 2, '河𠮷'], ['㛃䶮', 1, '㛃'], ['👍好', 1, '👍'],
  ])('%s to %i is %s', (text, most, begun) => { expect(firstSigns(text, most)).toBe(begun) })

  it('never ends in half a sign, wherever it is cut', () => {
    const text = `${'甲'.repeat(3)}${'𠮷'.repeat(40)}乙👍丙`
    for (let most = 0; most <= 50; most += 1) expect(isWhole(firstSigns(text, most)), String(most)).toBe(true)
    expect(isWhole(text.slice(0, 4))).toBe(false)
  })

  it('of a very long text is made at once', () => { expect(Array.from(firstSigns('𠮷'.repeat(200_000), 60))).toHaveLength(60) })
})
