//! Lists made to do harm: refused before they take memory, and never the end of the program.

use std::io::{Cursor, Write};

use rstest::rstest;
use zip::write::SimpleFileOptions;

use super::tests::{excel, rows};
use super::*;

/// A real workbook with one part replaced.
fn forged(part: &str, content: &[u8]) -> Vec<u8> {
    let real = excel(|sheet| {
        sheet.write(0, 0, "a").unwrap();
    });
    replaced(real, part, content)
}

fn replaced(book: Vec<u8>, part: &str, content: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let file = from.by_index_raw(index).unwrap();
        if file.name().unwrap() != part {
            to.raw_copy_file(file).unwrap();
        }
    }
    to.start_file(part, SimpleFileOptions::default()).unwrap();
    to.write_all(content).unwrap();
    to.finish().unwrap().into_inner()
}

fn sheet_with(cells: &str) -> Vec<u8> {
    let xml = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{cells}</worksheet>"#
    );
    forged("xl/worksheets/sheet1.xml", xml.as_bytes())
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bytes = forged("xl/media/image1.png", &vec![0_u8; 400 * 1024 * 1024]);
    assert!(bytes.len() < 1_000_000);
    assert!(matches!(read_table(&bytes, "a.xlsx").unwrap_err(), BadFile::Bomb { .. }));
}

/// The directory says 10 bytes; the part holds 64 MB.
#[test]
fn a_bomb_that_lies_about_its_size_is_refused() {
    let real = 64 * 1024 * 1024_u32;
    let mut bytes = forged("xl/media/image1.png", &vec![0_u8; real as usize]);
    let mark = real.to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == mark).map(|(at, _)| at).collect();
    assert!(places.len() >= 2, "local header and directory");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let refused = read_table(&bytes, "a.xlsx").unwrap_err();
    assert!(matches!(refused, BadFile::Bomb { .. } | BadFile::Damaged), "{refused}");
}

#[test]
fn a_part_that_would_fill_the_memory_is_refused() {
    let bytes = forged("xl/sharedStrings.xml", br#"<sst uniqueCount="4000000000"/>"#);
    assert!(matches!(read_table(&bytes, "a.xlsx"), Err(BadFile::Heavy { most: 6_000_000, .. })));
}

/// One text of 20,000 characters, and two hundred thousand cells that refer to it: 12 GB if each got its own.
#[test]
fn one_text_used_by_everyone_is_refused() {
    let row = |row: u32| {
        let cells: String =
            (0..60).map(|c| format!(r#"<c r="{}{row}" t="s"><v>0</v></c>"#, letters(c))).collect();
        format!(r#"<row r="{row}">{cells}</row>"#)
    };
    let rows: String = (1..=3_400).map(row).collect();
    let sheet = sheet_with(&format!("<sheetData>{rows}</sheetData>"));
    let strings = format!("<sst><si><t>{}</t></si></sst>", "字".repeat(CELL_CHARS));
    let bytes = replaced(sheet, "xl/sharedStrings.xml", strings.as_bytes());
    assert!(matches!(read_table(&bytes, "a.xlsx").unwrap_err(), BadFile::TooMuchText { .. }));
}

#[rstest]
#[case::last_row_of_excel(r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#, Ok(1_048_576))]
#[case::last_column_of_excel(
    r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#,
    Err(BadFile::TooManyColumns { row: 1, most: 60 })
)]
#[case::column_beyond_excel(r#"<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>"#, Err(BadFile::Damaged))]
#[case::string_that_is_not_there(
    r#"<row r="1"><c r="A1" t="s"><v>99999</v></c></row>"#,
    Err(BadFile::Damaged)
)]
fn forged_places_take_no_memory(#[case] cells: &str, #[case] expected: Result<u32, BadFile>) {
    let read = read_table(&sheet_with(&format!("<sheetData>{cells}</sheetData>")), "a.xlsx");
    match expected {
        Ok(number) => assert_eq!(read.unwrap().rows[0].number, number),
        Err(BadFile::Damaged) => assert!(read.is_err() || read.unwrap().rows.len() <= 1),
        Err(bad) => assert_eq!(read.unwrap_err(), bad),
    }
}

#[test]
fn merged_regions_over_the_whole_sheet_take_no_memory() {
    let regions = r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(1_000);
    let bytes = sheet_with(&format!(
        r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>{regions}</mergeCells>"#
    ));
    let table = read_table(&bytes, "a.xlsx").unwrap();
    assert_eq!(rows(&table), [(1, vec!["1"; 60])]);
}

/// Entities are a bomb of their own in XML; the reader must not expand them.
#[test]
fn entities_are_not_expanded() {
    let xml = r#"<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
        <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    let read = read_table(&forged("xl/worksheets/sheet1.xml", xml.as_bytes()), "a.xlsx");
    assert!(read.is_err() || !rows(&read.unwrap())[0].1[0].contains("aaaa"));
}

/// Cut at every place and with every tenth byte turned: a result or a refusal, never a fall.
#[test]
fn a_broken_file_is_refused_wherever_it_broke() {
    let whole = excel(|sheet| {
        for row in 0..20 {
            sheet.write(row, 0, format!("第{row}行")).unwrap();
        }
    });
    for end in (0..whole.len()).step_by(97) {
        assert!(read_table(&whole[..end], "a.xlsx").is_err(), "cut at {end}");
    }
}

/// Not every byte matters: what is asked is that each is answered.
#[test]
fn no_byte_that_is_turned_ends_the_program() {
    let whole = excel(|sheet| {
        sheet.write(0, 0, "第一行").unwrap();
    });
    for at in (0..whole.len()).step_by(10) {
        let mut turned = whole.clone();
        turned[at] ^= 0x55;
        let _ = read_table(&turned, "a.xlsx");
    }
}

#[test]
fn another_zip_is_no_list() {
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    to.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    to.write_all(b"<w/>").unwrap();
    let bytes = to.finish().unwrap().into_inner();
    assert_eq!(read_table(&bytes, "a.docx").unwrap_err(), BadFile::Unknown);
}
