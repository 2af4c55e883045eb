// What only the page can see: which browser shows it, and whether rare characters have a shape in the system's fonts.
import type { CheckLine } from '@/host/calls.gen'
import { type Draw, shapeless } from '@/parts/glyphs'
import { w } from '@/words'

/** The pages are built for these; below them something is missing. WebKit's own number has stood still for years: its Version counts. */
const LEAST: Readonly<Record<string, number>> = { Edge: 87, Chrome: 87, Firefox: 79, WebKit: 14 }
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg\/(\d+)/], ['Chrome', /Chrom(?:e|ium)\/(\d+)/], ['Firefox', /\bFirefox\/(\d+)/], ['WebKit', /\bAppleWebKit\/.* Version\/(\d+)/],
]

export function browserLine(agent: string): CheckLine {
  for (const [browser, mark] of BROWSERS) {
    const version = mark.exec(agent)?.[1]
    if (!version) continue
    const old = Number(version) < (LEAST[browser] ?? 0)
    return { check: 'browser', light: old ? 'red' : 'green', finding: old ? 'browser_old' : 'browser_ok', values: { browser, version } }
  }
  return { check: 'browser', light: 'red', finding: 'browser_old', values: { browser: '', version: '' } }
}

export function fontsLine(draw: Draw | undefined): CheckLine {
  const signs = w('checkup.signs')
  const lacking = shapeless(signs, draw)?.length
  if (lacking === undefined) return { check: 'fonts', light: 'amber', finding: 'fonts_unasked', values: { signs } }
  return { check: 'fonts', light: lacking ? 'amber' : 'green', finding: lacking ? 'fonts_lacking' : 'fonts_ok', values: { lacking } }
}
