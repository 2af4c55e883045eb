//! Writes the rows as they come and keeps none: 100,000 rows take the memory of one. Until the file is put together
//! they lie in a temporary file without a name, which is gone with the process however that ends.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::frame::{self, AS_TEXT, bordered};
use super::{Cell, Column, Kind, Sheet, SheetError, width};
use crate::visible::{breaks_xml, visible};

/// Excel's limits. A cell counts UTF-16 units; the last rows are kept for the footer.
const CELL_MOST: usize = 32_767;
const COLUMNS_MOST: u16 = 16_384;
const ROWS_MOST: u32 = 1_048_576 - 16;
/// A double holds every whole number up to here.
const EXACT: i64 = 1 << 53;

/// The list as an Excel file. The rows must be as many as the footer says.
pub fn export(sheet: &Sheet, rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Vec<u8>, SheetError> {
    check_columns(sheet)?;
    let mut book = Workbook::new();
    frame::properties(&mut book, sheet)?;
    let at = book.add_worksheet_with_constant_memory()?;
    at.set_name(frame::name(&sheet.title))?;
    let names = frame::head(at, sheet)?;
    let mut body = Body::new(sheet, names + 1);
    for cells in rows {
        body.row(at, &cells)?;
    }
    finish(at, sheet, &body)?;
    Ok(book.save_to_buffer()?)
}

fn finish(at: &mut Worksheet, sheet: &Sheet, body: &Body) -> Result<(), SheetError> {
    if body.written != sheet.footer.count {
        return Err(SheetError::CountDiffers { counted: sheet.footer.count, written: body.written });
    }
    let names = body.first - 1;
    at.autofilter(names, 0, body.next - 1, u16::try_from(sheet.columns.len()).unwrap_or(COLUMNS_MOST) - 1)?;
    let wide =
        |(wanted, widest): (&Column, &usize)| wanted.width.map_or_else(|| width::column(*widest), f64::from);
    let widths: Vec<f64> = sheet.columns.iter().zip(&body.widest).map(wide).collect();
    frame::foot(at, sheet, (body.next, widths.iter().sum()))?;
    frame::page_setup(at, sheet, names)?;
    for (column, width) in (0u16..).zip(widths) {
        at.set_column_width(column, width)?;
    }
    Ok(())
}

fn check_columns(sheet: &Sheet) -> Result<(), SheetError> {
    let columns = sheet.columns.len();
    match columns {
        0 => Err(SheetError::NoColumns),
        _ if columns > usize::from(COLUMNS_MOST) => {
            Err(SheetError::TooManyColumns { columns, most: COLUMNS_MOST })
        }
        _ => Ok(()),
    }
}

struct Body<'a> {
    columns: &'a [Column],
    widest: Vec<usize>,
    first: u32,
    next: u32,
    written: u64,
    text: Format,
    wrapped: Format,
    int: Format,
    date: Format,
}

impl<'a> Body<'a> {
    fn new(sheet: &'a Sheet, first: u32) -> Self {
        Self {
            columns: &sheet.columns,
            widest: sheet.columns.iter().map(|c| width::of(&c.name)).collect(),
            first,
            next: first,
            written: 0,
            text: bordered().set_num_format_index(AS_TEXT),
            wrapped: bordered().set_num_format_index(AS_TEXT).set_text_wrap(),
            int: bordered().set_num_format("0"),
            date: bordered().set_num_format("yyyy-mm-dd"),
        }
    }

    fn row(&mut self, at: &mut Worksheet, cells: &[Cell]) -> Result<(), SheetError> {
        self.written += 1;
        if cells.len() != self.columns.len() {
            let columns = self.columns.len();
            return Err(SheetError::RowDiffers { row: self.written, cells: cells.len(), columns });
        }
        if self.next >= ROWS_MOST {
            return Err(SheetError::TooManyRows { most: ROWS_MOST });
        }
        for (column, cell) in (0u16..).zip(cells) {
            self.cell(at, column, cell)?;
        }
        self.next += 1;
        Ok(())
    }

    /// A number or a day only where the column says so; everything else is text.
    fn cell(&mut self, at: &mut Worksheet, column: u16, cell: &Cell) -> Result<(), SheetError> {
        let kind = self.columns[usize::from(column)].kind;
        match (kind, cell) {
            (_, Cell::Blank) => {
                at.write_blank(self.next, column, &self.text)?;
            }
            (Kind::Int, Cell::Int(n)) if (-EXACT..=EXACT).contains(n) => {
                self.widen(column, width::of(&n.to_string()));
                at.write_number_with_format(self.next, column, *n as f64, &self.int)?;
            }
            (Kind::Date, Cell::Date(day)) if (1900..=9999).contains(&day.year()) => {
                self.widen(column, 10);
                at.write_datetime_with_format(self.next, column, excel_day(*day)?, &self.date)?;
            }
            (_, Cell::Text(text)) => self.write_text(at, column, text)?,
            (_, Cell::Int(n)) => self.write_text(at, column, &n.to_string())?,
            (_, Cell::Date(day)) => self.write_text(at, column, &day.to_string())?,
        }
        Ok(())
    }

    fn write_text(&mut self, at: &mut Worksheet, column: u16, text: &str) -> Result<(), SheetError> {
        let text = checked(text, self.written, &self.columns[usize::from(column)].key)?;
        let wide = width::of(&text);
        self.widen(column, wide);
        let format = if wide > width::WIDEST || text.contains('\n') { &self.wrapped } else { &self.text };
        at.write_string_with_format(self.next, column, text, format)?;
        Ok(())
    }

    fn widen(&mut self, column: u16, wide: usize) {
        let widest = &mut self.widest[usize::from(column)];
        *widest = wide.max(*widest);
    }
}

/// The text as Excel can hold it, or the cell that is too long, by name.
pub fn checked<'a>(text: &'a str, row: u64, column: &str) -> Result<Cow<'a, str>, SheetError> {
    let text = visible(text, breaks_xml);
    // A character is one or two units, so most texts need no counting.
    if text.len() > CELL_MOST && text.encode_utf16().count() > CELL_MOST {
        return Err(SheetError::CellTooLong { row, column: column.to_owned(), most: CELL_MOST });
    }
    Ok(text)
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, SheetError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    let (month, day) =
        (u8::try_from(day.month()).unwrap_or_default(), u8::try_from(day.day()).unwrap_or_default());
    Ok(ExcelDateTime::from_ymd(year, month, day)?)
}
