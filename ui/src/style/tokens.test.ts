import { describe, expect, it } from 'vitest'
import css from './tokens.css?raw'

const block = (start: string) => css.slice(css.indexOf(start)).split('}')[0] ?? ''
const read = (text: string) => Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])) as Record<string, string>
const light = read(block(':root {'))
const themes = { light, dark: { ...light, ...read(block("[data-theme='dark']")) } }

/** WCAG 2.2: relative luminance and contrast. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const TEXT: [string, string][] = [
  // Rows under the mouse and rows with the caret: whatever stands in them.
  ...['ink', 'ink-soft', 'ink-faint', 'act', 'late', 'near', 'done', 'doubt', 'dim'].flatMap((ink) => ['paper', 'ground', 'sunk', 'hover', 'act-soft'].map((on): [string, string] => [ink, on])),
  ...['late', 'near', 'done', 'doubt', 'act'].flatMap((tone) => [tone, 'ink', 'ink-soft', 'ink-faint', 'act'].map((ink): [string, string] => [ink, `${tone}-soft`])),
  ['on-act', 'act'], ['on-act', 'act-deep'], ['ink', 'rule'],
]
const MARKS: [string, string][] = [...['edge', 'act', 'late', 'near', 'done'].map((mark): [string, string] => [mark, 'paper']), ['edge', 'sunk'], ['near', 'near-soft'], ...['act', 'late', 'near', 'done', 'doubt'].flatMap((tone) => ['paper', 'sunk'].map((on): [string, string] => [`${tone}-mid`, on]))]

describe.each(Object.entries(themes))('%s', (_, theme) => {
  it.each(TEXT)('text %s on %s reads at 4.5', (ink, on) => { expect(contrast(theme[ink]!, theme[on]!)).toBeGreaterThanOrEqual(4.5) })
  it.each(MARKS)('mark %s on %s shows at 3', (mark, on) => { expect(contrast(theme[mark]!, theme[on]!)).toBeGreaterThanOrEqual(3) })
})

it('counts contrast as the guideline does', () => { expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5) })
