// The desk's grid in the shape the board draws. A station that owes nothing in a period has an empty cell there.
import type { GridCell, GridState, TaskGrid } from '@/host/calls.gen'
import type { BoardCell, BoardRow, CellState } from '@/parts/figures/board'

export type OwedState = Exclude<CellState, 'none'>
const OWED: readonly OwedState[] = ['done', 'late', 'review', 'open', 'excused']
export const stateOf = (state: GridState): OwedState => (state === 'in_review' ? 'review' : state)

export const sums = (totals: Record<string, number>): { state: OwedState, n: number }[] => OWED.map((state) => ({ state, n: totals[state === 'review' ? 'in_review' : state] ?? 0 }))

/** What is not due yet, or waits for review, says nothing about the station so far; what was excused never will. */
const SETTLED: readonly GridState[] = ['done', 'late']

export function boardRows(grid: TaskGrid, noteOf: (cell: GridCell) => string): BoardRow[] {
  return grid.rows.map((row) => {
    const settled = row.cells.filter((cell) => SETTLED.includes(cell.state))
    const cells = grid.periods.map((period): BoardCell => {
      const cell = row.cells.find((one) => one.period === period.key)
      return cell ? { state: stateOf(cell.state), note: noteOf(cell), key: cell.record } : { state: 'none' }
    })
    return { key: row.station, label: row.station_name, hint: row.office, cells, n: settled.filter((cell) => cell.state !== 'late').length, of: settled.length }
  })
}

/** The months looked at: the last twelve, this one included. */
export function yearUntil(today: string): { from: string, to: string } {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  const text = (n: number) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
  return { from: text(month - 11), to: text(month) }
}

export const firstOf = (month: string) => `${month}-01`
export function lastOf(month: string): string {
  const [year, n] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, n ?? 1, 0)).toISOString().slice(0, 10)
}
