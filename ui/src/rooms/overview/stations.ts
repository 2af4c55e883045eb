// How the stations stand: which are shown, in which order, and the mark of each on the map.
import type { StationLine } from '@/host/calls.gen'
import type { Mark } from '@/parts/figures/SchematicMap.vue'

export const SHOWN = ['all', 'silent', 'late'] as const
export type Shown = (typeof SHOWN)[number]
export const FIGURES = ['n_visits', 'n_activities', 'n_collected', 'n_late'] as const
export type Figure = (typeof FIGURES)[number]
export interface Order { by: Figure | 'name', down: boolean }

const IS: Record<Shown, (line: StationLine) => boolean> = { all: () => true, silent: (line) => line.silent, late: (line) => line.n_late > 0 }

export const countOf = (lines: StationLine[], shown: Shown): number => lines.filter(IS[shown]).length

export function linesOf(lines: StationLine[], shown: Shown, text: string, order: Order): StationLine[] {
  const wanted = text.trim()
  const found = lines.filter((line) => IS[shown](line) && line.name.includes(wanted))
  const by = (a: StationLine, b: StationLine) => (order.by === 'name' ? 0 : a[order.by] - b[order.by]) || a.name.localeCompare(b.name, 'zh-CN')
  return found.sort((a, b) => (order.down ? -by(a, b) : by(a, b)))
}

/** A first press of a column shows what is most, a second what is least. */
export const turned = (order: Order, by: Order['by']): Order => ({ by, down: order.by === by ? !order.down : by !== 'name' })

/** Twice or more in the period, once, or not at all. */
export function markOf(line: StationLine): Mark {
  const n = line.n_visits + line.n_activities
  return n === 0 ? 'square' : n === 1 ? 'triangle' : 'round'
}
