//! What stands around the rows: title, watermark, header, footer, and how the sheet prints.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

use super::labels::labels;
use super::width;
use super::write::checked;
use super::{Footer, Sheet, SheetError};
use crate::visible::{breaks_xml, visible};

/// Excel's built-in format `@` keeps a cell text even after someone edits it, so that `=cmd` never wakes up.
pub const AS_TEXT: u8 = 49;
/// Excel's own limits for a sheet's name and for a page header.
const NAME_MOST: usize = 31;
const HEADER_MOST: usize = 200;
const A4: u8 = 9;
/// Sizes of the footer's letters and of all others, a row of the footer, and the tallest row that Excel has, in points.
const SMALL: f64 = 9.0;
const USUAL: f64 = 11.0;
const SMALL_ROW: f64 = 13.5;
const TALLEST: f64 = 409.0;

/// Title, watermark if there is one, column names. Answers with the row of the names.
pub fn head(at: &mut Worksheet, sheet: &Sheet) -> Result<u32, SheetError> {
    let title = Format::new()
        .set_bold()
        .set_font_size(16)
        .set_align(FormatAlign::Center)
        .set_num_format_index(AS_TEXT);
    let last = last_column(sheet);
    across(at, (0, last), &sheet.title, &title)?;
    at.set_row_height(0, 30)?;
    let mut row = 1;
    if let Some(mark) = &sheet.watermark {
        let grey = Format::new().set_font_color(Color::RGB(0x80_80_80)).set_align(FormatAlign::Center);
        across(at, (row, last), mark, &grey.set_num_format_index(AS_TEXT))?;
        row += 1;
    }
    let names = bordered()
        .set_num_format_index(AS_TEXT)
        .set_bold()
        .set_background_color(Color::RGB(0xF2_F2_F2))
        .set_align(FormatAlign::Center);
    for (column, wanted) in (0u16..).zip(&sheet.columns) {
        let name = checked(&wanted.name, u64::from(row) + 1, &wanted.key)?;
        at.write_string_with_format(row, column, name, &names)?;
    }
    at.set_freeze_panes(row + 1, 0)?;
    Ok(row)
}

/// One line each, under the rows and a blank one; `wide` is the width of all columns. Excel grows no row for merged cells: a
/// long question would be cut off at the end of its first line.
pub fn foot(at: &mut Worksheet, sheet: &Sheet, (row, wide): (u32, f64)) -> Result<(), SheetError> {
    let small = Format::new().set_font_size(SMALL).set_text_wrap().set_num_format_index(AS_TEXT);
    for (row, line) in (row + 1..).zip(lines(&sheet.footer)) {
        across(at, (row, last_column(sheet)), &line, &small)?;
        let rows = wrapped(&line, wide);
        if rows > 1.0 {
            at.set_row_height(row, (rows * SMALL_ROW).min(TALLEST))?;
        }
    }
    Ok(())
}

/// Rows that a text of the footer takes; the widths are told in characters of the usual size.
fn wrapped(text: &str, wide: f64) -> f64 {
    let rows = |line: &str| (width::of(line) as f64 * SMALL / USUAL / wide).ceil().max(1.0);
    text.lines().map(rows).sum()
}

/// A4 across, as wide as one page, the head repeated, the watermark on top of each page.
pub fn page_setup(at: &mut Worksheet, sheet: &Sheet, names: u32) -> Result<(), SheetError> {
    at.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, names)?;
    if let Some(mark) = &sheet.watermark {
        let mark: String = visible(mark, breaks_xml).replace('&', "&&").chars().take(HEADER_MOST).collect();
        at.set_header(format!("&C&28&K808080{mark}"));
    }
    at.set_footer(format!("&C{}", labels().page));
    Ok(())
}

/// Author and hour come from the caller, so that the same list gives the same bytes.
pub fn properties(book: &mut Workbook, sheet: &Sheet) -> Result<(), SheetError> {
    let made = sheet.footer.made_at.and_utc().timestamp();
    let properties = DocProperties::new()
        .set_title(visible(&sheet.title, breaks_xml))
        .set_author(visible(&sheet.footer.author, breaks_xml))
        .set_creation_datetime(&ExcelDateTime::from_timestamp(made)?);
    book.set_properties(&properties);
    Ok(())
}

/// The title, cut to what Excel takes as the name of a sheet.
pub fn name(title: &str) -> String {
    let mut units = 0;
    let kept: String = visible(title, breaks_xml)
        .chars()
        .map(|c| if "[]:*?/\\\n\t".contains(c) { ' ' } else { c })
        .take_while(|c| {
            units += c.len_utf16();
            units <= NAME_MOST
        })
        .collect();
    let kept = kept.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    // Excel keeps the name "History" to itself.
    if kept.is_empty() || kept.eq_ignore_ascii_case("history") {
        labels().sheet.clone()
    } else {
        kept.to_owned()
    }
}

pub fn bordered() -> Format {
    let grey = Color::RGB(0xBF_BF_BF);
    Format::new().set_border(FormatBorder::Thin).set_border_color(grey).set_align(FormatAlign::Top)
}

fn lines(footer: &Footer) -> [String; 7] {
    let words = labels();
    let said = |label: &str, text: &str| {
        let text = if text.trim().is_empty() { &words.none } else { text };
        format!("{label}{}{text}", words.colon)
    };
    [
        said(&words.count, &footer.count.to_string()),
        said(&words.counting_rule, &footer.counting_rule),
        said(&words.filters, &footer.filters),
        said(&words.masked_as, &footer.masked_as),
        said(&words.author, &footer.author),
        // Left open: whoever reviews the printed list signs here.
        format!("{}{}", words.reviewer, words.colon),
        said(&words.made_at, &footer.made_at.format("%Y-%m-%d %H:%M").to_string()),
    ]
}

/// From the first column of a row to its last.
fn across(
    at: &mut Worksheet,
    (row, last): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), SheetError> {
    let text = checked(text, u64::from(row) + 1, "")?;
    if last == 0 {
        at.write_string_with_format(row, 0, text, format)?;
    } else {
        at.merge_range(row, 0, row, last, &text, format)?;
    }
    Ok(())
}

fn last_column(sheet: &Sheet) -> u16 {
    u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX).saturating_sub(1)
}
