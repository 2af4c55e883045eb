// What a list is told. It knows neither the rows' meaning nor where they come from.
import type { Option } from '../fields/field'

export interface Column<R> {
  key: string
  title: string
  /** In rem; the one column without a width takes the rest and holds the row's link. */
  width?: number
  align?: 'end'
  quiet?: boolean
  /** Left out on narrow windows. */
  wide?: boolean
  text?: (row: R) => string | null | undefined
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

export type Filter =
  | { kind: 'choice', key: string, label: string, options: Option[] }
  | { kind: 'several', key: string, label: string, options: Option[] }
  | { kind: 'text', key: string, label: string, size?: 'large' }
  | { kind: 'days', key: string, label: string }
  | { kind: 'switch', key: string, label: string }

export type FilterValue = string | string[] | boolean | undefined
export type FilterValues = Record<string, FilterValue>

export interface SavedView { id: string, name: string, values: FilterValues }

export function isSet(value: FilterValue): boolean {
  if (Array.isArray(value)) return value.some(Boolean)
  return value !== undefined && value !== '' && value !== false
}

/** Free text may hold a name: it is never kept on disk, neither in a view nor in the address. */
export function withoutText(values: FilterValues, filters: Filter[]): FilterValues {
  const kept = filters.filter((filter) => filter.kind !== 'text' && isSet(values[filter.key]))
  return Object.fromEntries(kept.map((filter) => [filter.key, values[filter.key]]))
}
