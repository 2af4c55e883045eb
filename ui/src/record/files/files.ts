// What of a file can be shown in the page, and which files an entry names.

/** How the page shows it; `other` leaves the desk, and that is written down. */
export type Shown = 'image' | 'pdf' | 'text' | 'audio' | 'other'
export interface NamedFile { name: string, file: string }

/** The type comes from the desk, which reads the file's bytes and never its name. */
export function shownAs(mime: string): Shown {
  if (mime.startsWith('image/')) return 'image'
  if (mime === 'application/pdf') return 'pdf'
  if (mime.startsWith('text/')) return 'text'
  return mime.startsWith('audio/') ? 'audio' : 'other'
}

/** More than this is slow to lay out and nobody reads it here. */
const MOST_SIGNS = 100_000

export function textOf(bytes: Uint8Array): { text: string, cut: boolean } {
  const signs = Array.from(new TextDecoder().decode(bytes))
  return { text: signs.slice(0, MOST_SIGNS).join(''), cut: signs.length > MOST_SIGNS }
}

const UNITS = ['B', 'KB', 'MB']
export function sizeOf(bytes: number): string {
  const step = Math.min(bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10), UNITS.length - 1)
  const amount = bytes / 1024 ** step
  return `${step && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[step]}`
}

/** Every kept file that a value names, at any depth, each once. */
export function filesIn(value: unknown): NamedFile[] {
  const found = new Map<string, NamedFile>()
  const walk = (one: unknown) => {
    if (typeof one !== 'object' || one === null) return
    if (Array.isArray(one)) { one.forEach(walk); return }
    const { file, name } = one as Record<string, unknown>
    if (typeof file === 'string' && file) found.set(file, { file, name: typeof name === 'string' ? name : '' })
    Object.values(one).forEach(walk)
  }
  walk(value)
  return [...found.values()]
}
