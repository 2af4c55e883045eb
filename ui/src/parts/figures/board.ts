// A grid of rows × periods and the arrows that walk it. One tab stop for two thousand cells.
export type CellState = 'done' | 'late' | 'review' | 'open' | 'excused' | 'none'
export interface BoardCell { state: CellState, note?: string, key?: string, mark?: string }
export interface BoardRow { key: string, label: string, hint?: string, cells: BoardCell[], n: number, of: number }
export interface Spot { row: number, col: number }

export function walk(key: string, at: Spot, rows: number, cols: number): Spot | undefined {
  const to = { ...at }
  if (key === 'ArrowDown') to.row += 1
  else if (key === 'ArrowUp') to.row -= 1
  else if (key === 'ArrowRight') to.col += 1
  else if (key === 'ArrowLeft') to.col -= 1
  else if (key === 'Home') to.col = 0
  else if (key === 'End') to.col = cols - 1
  else if (key === 'PageDown') to.row = Math.min(rows - 1, at.row + 10)
  else if (key === 'PageUp') to.row = Math.max(0, at.row - 10)
  else return undefined
  return to.row < 0 || to.col < 0 || to.row >= rows || to.col >= cols ? at : to
}

export function tally(rows: BoardRow[]): Record<CellState, number> {
  const sum: Record<CellState, number> = { done: 0, late: 0, review: 0, open: 0, excused: 0, none: 0 }
  for (const row of rows) for (const cell of row.cells) sum[cell.state] += 1
  return sum
}
