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
const TEXT_BYTES: usize = 128 * 1024 * 1024;

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
