// A system whose fonts have no Chinese shows boxes: the letters that forms are printed in are lent to the pages then.
import { call } from '@/host'
import { bytesOf } from '@/host/files'
import { type Draw, onCanvas, shapeless } from '@/parts/glyphs'
import { w } from '@/words'

/** The last name in `--font`: nobody's until it is lent. */
export const SPARE = 'Gonglian Hei'

const AGAIN_MS = 10_000

/**
 * Asked again until it came. Nothing is said of a failure: where it is needed no word of ours can be read, and what would be said
 * would be boxes as well. Nothing else lacks it: what is printed or exported has its letters inside, and the check-up counts the
 * signs that have no shape on the screen.
 */
export function lendWhereNeeded(draw?: Draw): void {
  lendFont(draw).catch((thrown: unknown) => {
    console.error(thrown)
    window.setTimeout(() => lendWhereNeeded(draw), AGAIN_MS)
  })
}

/** Whether it was needed. */
export async function lendFont(draw: Draw | undefined = onCanvas()): Promise<boolean> {
  if (!shapeless(w('app.name'), draw)?.length) return false
  const { bytes_base64: bytes } = await call('spare_font', {})
  document.fonts.add(await new FontFace(SPARE, bytesOf(bytes)).load())
  return true
}
