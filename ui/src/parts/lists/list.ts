// What a list is told. It knows neither the rows' meaning nor where they come from.
import type { Option } from '../fields/field'

export interface Column<R> {
  key: string
  title: string
  /** In rem; the one column without a width takes the rest and holds the row's link. */
  width?: number
  align?: 'end'
  /** Of the one without a width: it holds names, not sentences, and the room that is left is shared among all. */
  short?: boolean
  quiet?: boolean
  /** The first to be left out where not all have room. */
  wide?: boolean
  text?: (row: R) => string | null | undefined
}

/** What the column without a width needs, to say anything at all. */
export const LEAD = 13

/**
 * The columns that have room beside the leading one, in rem: the wide are left out first, then the quiet from the end. What is
 * left out stands on the record's own page. An unknown room (0) has room for all.
 */
export function fitting<R>(columns: Column<R>[], room: number): Column<R>[] {
  const needed = (some: Column<R>[]) => some.reduce((sum, column) => sum + (column.width ?? LEAD), 0)
  const last = [...columns].reverse()
  let shown = columns
  for (const one of [...last.filter((column) => column.wide), ...last.filter((column) => column.quiet && !column.wide)]) {
    if (room === 0 || needed(shown) <= room) break
    if (one.width !== undefined) shown = shown.filter((column) => column !== one)
  }
  return shown
}

export interface ListState<R> {
  rows: R[]
  count: number | null
  phase: 'loading' | 'ready' | 'failed'
  busy: boolean
  first: number
  hasNext: boolean
  hasPrev: boolean
  trouble?: { text: string, way?: string | undefined } | undefined
}

/** What a filter offers could not be read: why, and another try. */
export interface Unread { why: string, busy: boolean, again: () => void }

export type Filter =
  | { kind: 'choice', key: string, label: string, options: Option[], unread?: Unread | undefined }
  | { kind: 'several', key: string, label: string, options: Option[], unread?: Unread | undefined }
  | { kind: 'text', key: string, label: string, size?: 'large' }
  | { kind: 'days', key: string, label: string }
  | { kind: 'switch', key: string, label: string }

export type FilterValue = string | string[] | boolean | undefined
export type FilterValues = Record<string, FilterValue>

export interface SavedView { id: string, name: string, values: FilterValues }

export function isSet(value: FilterValue): boolean {
  if (Array.isArray(value)) return value.some(Boolean)
  // Blanks are asked of nobody: a list behind them is not a narrowed one.
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== false
}

/** Free text may hold a name: it is never kept on disk, neither in a view nor in the address. */
export function withoutText(values: FilterValues, filters: Filter[]): FilterValues {
  const kept = filters.filter((filter) => filter.kind !== 'text' && isSet(values[filter.key]))
  return Object.fromEntries(kept.map((filter) => [filter.key, values[filter.key]]))
}
