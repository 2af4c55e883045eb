// How the stations stand: which are shown, in which order, and the mark of each on the map.
import type { StationLine } from '@/host/calls.gen'
import { behind } from '@/lists/behind'
import type { MapLegend, Mark } from '@/parts/figures/SchematicMap.vue'
import { w } from '@/words'

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

/** The counts of the map, each a way to exactly those stations: what was done in a period is no filter of their list. */
export function legendOf(lines: StationLine[]): MapLegend[] {
  return (['round', 'triangle', 'square'] as const).map((mark) => {
    const these = lines.filter((line) => markOf(line) === mark)
    return { mark, label: w(`overview.marks.${mark}`), n: these.length, to: these.length ? listOf(these) : undefined }
  })
}

export const listOf = (lines: StationLine[]) => behind('station', { stations: lines.map((line) => line.record) })
