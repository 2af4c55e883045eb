// What only the page can see: which browser shows it, and whether rare characters have a shape in the system's fonts.
import type { CheckLine } from '@/host/calls.gen'
import { w } from '@/words'

/** The pages are built for these; below them something is missing. */
const LEAST: Readonly<Record<string, number>> = { Edge: 87, Chrome: 87, Firefox: 79, WebKit: 605 }
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg\/(\d+)/], ['Chrome', /Chrom(?:e|ium)\/(\d+)/], ['Firefox', /\bFirefox\/(\d+)/], ['WebKit', /\bAppleWebKit\/(\d+)/],
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

/** What a character looks like on the screen, as a text that is the same for the same picture. */
export type Draw = (sign: string) => string

/** Never given to any character: what stands for it stands for everything that has no shape. */
const NOTHING = ['\u{10FFFE}', '\u{1FFFE}']

export function fontsLine(draw: Draw | undefined): CheckLine {
  const signs = w('checkup.signs')
  const [one, other] = draw ? NOTHING.map(draw) : []
  // A browser that writes the number of what it cannot show has as many pictures for that.
  if (!draw || one === undefined || one !== other) return { check: 'fonts', light: 'amber', finding: 'fonts_unasked', values: { signs } }
  const lacking = [...signs].filter((sign) => draw(sign) === one).length
  return { check: 'fonts', light: lacking ? 'amber' : 'green', finding: lacking ? 'fonts_lacking' : 'fonts_ok', values: { lacking } }
}

const SIZE = 32

/** On a canvas, in the font of the pages. */
export function onCanvas(): Draw | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE * 2
  canvas.height = SIZE * 2
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return undefined
  pen.font = `${SIZE}px ${getComputedStyle(document.body).fontFamily}`
  pen.textBaseline = 'top'
  return (sign) => {
    pen.clearRect(0, 0, canvas.width, canvas.height)
    pen.fillText(sign, 0, 0)
    return pen.getImageData(0, 0, canvas.width, canvas.height).data.join('')
  }
}
