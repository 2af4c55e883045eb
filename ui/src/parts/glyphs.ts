// Whether a sign has a shape in the fonts of this system: only a page can see that, by drawing it.

/** What a sign looks like on the screen, as a text that is the same for the same picture. */
export type Draw = (sign: string) => string

/** Never given to any sign: what stands for it stands for everything that has no shape. */
const NOTHING = ['\u{10FFFE}', '\u{1FFFE}']

/** The signs of a text that have none; nothing where there is no canvas, or each sign without a shape has its own picture. */
export function shapeless(text: string, draw: Draw | undefined): string[] | undefined {
  const [one, other] = draw ? NOTHING.map(draw) : []
  if (!draw || one === undefined || one !== other) return undefined
  return [...text].filter((sign) => draw(sign) === one)
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
