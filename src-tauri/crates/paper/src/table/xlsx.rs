//! Reads the first sheet that shows something, cell by cell, so that a limit stops it before the rest is unpacked.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Dimensions, Reader, SheetVisible, Xlsx};

use super::limits::{COLUMNS, Grid};
use super::value::{self, Doubt};
use super::{BadFile, Merged, Source, Table, letters, zipped};

/// Cells that merged regions may touch in all: overlapping ones could be looked at again and again.
const MERGED_CELLS: usize = 8_000_000;
/// Doubts are for people to read.
const DOUBTS: usize = 1_000;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

pub fn read(bytes: &[u8]) -> Result<Table, BadFile> {
    // The file may be forged to trip the parser; a stumble there is a damaged file here, and no reason to go down.
    catch_unwind(AssertUnwindSafe(|| sheets(bytes))).unwrap_or(Err(BadFile::Damaged))
}

fn sheets(bytes: &[u8]) -> Result<Table, BadFile> {
    zipped::check(bytes)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let shown: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in shown {
        let (grid, doubts) = cells(&mut book, &name)?;
        if !grid.kept(0, u32::MAX).is_empty() {
            return expanded(&mut book, name, grid, doubts);
        }
    }
    Err(BadFile::Empty)
}

fn cells(book: &mut Book<'_>, name: &str) -> Result<(Grid, Vec<Doubt>), BadFile> {
    let mut grid = Grid::default();
    let mut doubts = Vec::new();
    // A chart sheet has no cells.
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok((grid, doubts)) };
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let (text, doubt) = value::text(cell.get_value());
        grid.put(row, column, &text)?;
        if let Some(why) = doubt.filter(|_| doubts.len() < DOUBTS) {
            doubts.push(Doubt { row: row + 1, column: letters(column), why });
        }
    }
    Ok((grid, doubts))
}

/// Every cell of a merged region reads like its first one.
fn expanded(book: &mut Book<'_>, name: String, mut grid: Grid, doubts: Vec<Doubt>) -> Result<Table, BadFile> {
    let regions = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
    let mut left = MERGED_CELLS;
    for region in &regions {
        left = spread(&mut grid, region, left)?;
    }
    let merged = regions.iter().map(named).collect();
    Ok(Table { source: Source::Sheet(name), rows: grid.into_rows(), merged, doubts })
}

fn spread(grid: &mut Grid, region: &Dimensions, mut left: usize) -> Result<usize, BadFile> {
    let ((top, first), (bottom, last)) = (region.start, region.end);
    let Some(text) = grid.get(top, first).filter(|text| !text.is_empty()).map(str::to_owned) else {
        return Ok(left);
    };
    for row in grid.kept(top, bottom) {
        for column in first..=last.min(COLUMNS - 1) {
            left = left.checked_sub(1).ok_or(BadFile::Damaged)?;
            if grid.get(row, column).is_none_or(str::is_empty) {
                grid.put(row, column, &text)?;
            }
        }
    }
    Ok(left)
}

fn named(region: &Dimensions) -> Merged {
    let ((top, first), (bottom, last)) = (region.start, region.end);
    let from_one = |n: u32| n.saturating_add(1);
    Merged { rows: (from_one(top), from_one(bottom)), columns: (from_one(first), from_one(last)) }
}

fn broken(error: calamine::XlsxError) -> BadFile {
    if matches!(error, calamine::XlsxError::Password) { BadFile::OldOrLocked } else { BadFile::Damaged }
}
