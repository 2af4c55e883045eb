// The names of periods. Their keys are the same on every desk (`2026-09`, `2026-Q3`, `2026-W36`); people read months and quarters.
import { type WordKey, w } from './index'

interface Told { word: string, y: string, n: string }

function read(key: string): Told | undefined {
  const [, y = '', kind = '', n = ''] = /^(\d{4})(?:-([WQH]?)(\d{1,2}))?$/.exec(key) ?? []
  if (!y) return undefined
  const word = { W: 'week', Q: 'quarter', H: `half_${n}` }[kind] ?? (n ? 'month' : 'year')
  return { word, y, n: String(Number(n)) }
}

/** 2026年9月. A key of a newer program stays as it is. */
export function periodWord(key: string | null | undefined): string {
  if (!key) return ''
  if (key === 'once') return w('tasks.periods.once')
  const told = read(key)
  return told ? w(`tasks.periods.${told.word}` as WordKey, { y: told.y, n: told.n }) : key
}

/** In the head of a column: 9月, within the year that is looked at. */
export function shortPeriod(key: string, year: string): string {
  const told = read(key)
  return told && told.y === year && told.word !== 'year' ? w(`tasks.periods.short_${told.word}` as WordKey, { n: told.n }) : periodWord(key)
}
