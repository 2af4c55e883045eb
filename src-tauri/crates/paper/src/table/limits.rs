//! How much a list may hold, and the place where each cell is checked before it is kept.

use std::collections::BTreeMap;

use super::{BadFile, Row, letters};

pub const FILE_BYTES: usize = 20 * 1024 * 1024;
/// Rows with something in them, below the head.
pub const ROWS: u32 = 100_000;
pub const COLUMNS: u32 = 60;
pub const CELL_CHARS: usize = 20_000;

/// Titles, names and footers that stand around the rows.
const AROUND: usize = 20;
/// All texts together: one long text that a hundred thousand cells refer to is small in the file and huge here.
pub const TEXT_BYTES: usize = 128 * 1024 * 1024;

/// The rows as they come in, in any order.
#[derive(Default)]
pub struct Grid {
    rows: BTreeMap<u32, Vec<String>>,
    bytes: usize,
}

impl Grid {
    /// Row and column count from 0. Blank text leaves no trace, so styled but empty rows cost nothing.
    pub fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), BadFile> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.check(row, column, text)?;
        let cells = self.rows.entry(row).or_default();
        let column = column as usize;
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        text.clone_into(&mut cells[column]);
        if self.rows.len() > ROWS as usize + AROUND {
            return Err(BadFile::TooManyRows { most: ROWS });
        }
        Ok(())
    }

    fn check(&mut self, row: u32, column: u32, text: &str) -> Result<(), BadFile> {
        if column >= COLUMNS {
            return Err(BadFile::TooManyColumns { row: row + 1, most: COLUMNS });
        }
        // No text has more characters than bytes, so most need no counting.
        if text.len() > CELL_CHARS && text.chars().count() > CELL_CHARS {
            return Err(BadFile::CellTooLong { row: row + 1, column: letters(column), most: CELL_CHARS });
        }
        self.bytes += text.len();
        if self.bytes > TEXT_BYTES {
            return Err(BadFile::TooMuchText { most: TEXT_BYTES });
        }
        Ok(())
    }

    pub fn get(&self, row: u32, column: u32) -> Option<&str> {
        self.rows.get(&row)?.get(column as usize).map(String::as_str)
    }

    /// The rows among `from..=to` that hold something: the others need no text of a merged cell.
    pub fn kept(&self, from: u32, to: u32) -> Vec<u32> {
        if from > to { Vec::new() } else { self.rows.range(from..=to).map(|(row, _)| *row).collect() }
    }

    pub fn into_rows(self) -> Vec<Row> {
        self.rows.into_iter().map(|(row, cells)| Row { number: row + 1, cells }).collect()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn rows(grid: Grid) -> Vec<(u32, Vec<String>)> {
        grid.into_rows().into_iter().map(|row| (row.number, row.cells)).collect()
    }

    #[rstest]
    #[case::nothing("")]
    #[case::spaces("  ")]
    #[case::a_wide_space("\u{3000}")]
    #[case::line_breaks("\r\n\n")]
    fn blank_text_leaves_no_trace_wherever_it_stands(#[case] text: &str) {
        let mut grid = Grid::default();
        for (row, column) in [(0, 0), (u32::MAX, 0), (0, COLUMNS), (7, u32::MAX)] {
            assert_eq!(grid.put(row, column, text), Ok(()));
        }
        assert!(rows(grid).is_empty());
    }

    #[test]
    fn cells_come_in_any_order_and_the_last_one_counts() {
        let mut grid = Grid::default();
        for (row, column, text) in [(4, 2, "丙"), (0, 1, "乙"), (4, 0, "甲"), (0, 1, "丁"), (0, 1, " ")] {
            grid.put(row, column, text).unwrap();
        }
        assert_eq!((grid.get(0, 1), grid.get(0, 0), grid.get(0, 9)), (Some("丁"), Some(""), None));
        assert_eq!((grid.get(4, 1), grid.get(1, 0)), (Some(""), None));
        let cells = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        assert_eq!(rows(grid), [(1, cells(&["", "丁"])), (5, cells(&["甲", "", "丙"]))]);
    }

    #[rstest]
    #[case(58, None)]
    #[case(59, None)]
    #[case(60, Some(BadFile::TooManyColumns { row: 8, most: 60 }))]
    #[case(u32::MAX, Some(BadFile::TooManyColumns { row: 8, most: 60 }))]
    fn sixty_columns_are_kept(#[case] column: u32, #[case] refused: Option<BadFile>) {
        assert_eq!(Grid::default().put(7, column, "x").err(), refused);
    }

    #[rstest]
    #[case::signs(CELL_CHARS, None)]
    #[case::one_more(CELL_CHARS + 1, Some(BadFile::CellTooLong { row: 1, column: "AB".to_owned(), most: 20_000 }))]
    fn a_cell_is_measured_in_signs_not_in_bytes(#[case] signs: usize, #[case] refused: Option<BadFile>) {
        assert_eq!(Grid::default().put(0, 27, &"𠮷".repeat(signs)).err(), refused);
    }

    #[test]
    fn rows_that_hold_something_are_told_within_both_ends() {
        let mut grid = Grid::default();
        for row in [2, 5, 9] {
            grid.put(row, 0, "x").unwrap();
        }
        for (from, to, kept) in
            [(0, 1, vec![]), (2, 2, vec![2]), (2, 9, vec![2, 5, 9]), (3, 8, vec![5]), (6, u32::MAX, vec![9])]
        {
            assert_eq!(grid.kept(from, to), kept, "{from} to {to}");
        }
        assert_eq!(grid.kept(5, 4), Vec::<u32>::new(), "an end before its beginning");
    }
}
