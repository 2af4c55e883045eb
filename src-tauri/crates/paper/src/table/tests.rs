//! Lists as people send them, and lists made to do harm.

use std::io::{Cursor, Write};

use rstest::rstest;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::SimpleFileOptions;

use super::*;

fn rows(table: &Table) -> Vec<(u32, Vec<&str>)> {
    table.rows.iter().map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn with_mark(mark: &[u8], mut body: Vec<u8>) -> Vec<u8> {
    body.splice(0..0, mark.iter().copied());
    body
}

const LIST: &str = "姓名,电话\n徐喆,0576\n";

#[rstest]
#[case::utf8("UTF-8", LIST.as_bytes().to_vec())]
#[case::utf8_marked("UTF-8", with_mark(b"\xEF\xBB\xBF", LIST.as_bytes().to_vec()))]
#[case::gbk("gb18030", gbk(LIST))]
#[case::utf16_le_marked("UTF-16LE", with_mark(b"\xFF\xFE", utf16(LIST, u16::to_le_bytes)))]
#[case::utf16_be_marked("UTF-16BE", with_mark(b"\xFE\xFF", utf16(LIST, u16::to_be_bytes)))]
#[case::utf16_le("UTF-16LE", utf16(LIST, u16::to_le_bytes))]
#[case::utf16_be("UTF-16BE", utf16(LIST, u16::to_be_bytes))]
fn every_usual_encoding_reads_the_same(#[case] encoding: &str, #[case] bytes: Vec<u8>) {
    let table = read_table(&bytes, "名单.csv").unwrap();
    assert_eq!(table.source, Source::Encoding(encoding.to_owned()));
    assert_eq!(rows(&table), [(1, vec!["姓名", "电话"]), (2, vec!["徐喆", "0576"])]);
}

#[test]
fn four_byte_characters_of_gb18030_are_read() {
    let table = read_table(&gbk("姓名\n𠮷䶮\n"), "a.csv").unwrap();
    assert_eq!(rows(&table)[1], (2, vec!["𠮷䶮"]));
}

#[rstest]
#[case::comma("a,b\n1,2\n", "1", "2")]
#[case::tab("a\tb\n1\t2\n", "1", "2")]
#[case::semicolon("a;b\n1;2\n", "1", "2")]
#[case::windows("a,b\r\n1,2\r\n", "1", "2")]
#[case::quoted("a,b\n\"1,5\",\"二\"\"三\"\n", "1,5", "二\"三")]
#[case::formula("a,b\n=1+1,@x\n", "=1+1", "@x")]
fn separators_and_quotes(#[case] text: &str, #[case] first: &str, #[case] second: &str) {
    let table = read_table(text.as_bytes(), "a.csv").unwrap();
    assert_eq!(table.rows[1].cell(0), first);
    assert_eq!(table.rows[1].cell(1), second);
}

#[test]
fn a_told_separator_is_no_row_but_still_a_line() {
    let table = read_table(b"sep=;\na;b\n", "a.csv").unwrap();
    assert_eq!(rows(&table), [(2, vec!["a", "b"])]);
}

#[rstest]
#[case::unix("a,b\n\n\"一\n二\",x\n三,\n")]
#[case::windows("a,b\r\n\r\n\"一\n二\",x\r\n三,\r\n")]
#[case::old_mac("a,b\r\r\"一\n二\",x\r三,\r")]
fn rows_have_excels_number_past_blank_lines_and_line_breaks_in_a_cell(#[case] text: &str) {
    let table = read_table(text.as_bytes(), "a.csv").unwrap();
    assert_eq!(rows(&table), [(1, vec!["a", "b"]), (3, vec!["一\n二", "x"]), (4, vec!["三"])]);
}

#[test]
fn what_cannot_be_decoded_is_named_by_its_row() {
    let mut bytes = gbk("姓名\n徐某\n");
    bytes.extend_from_slice(b"\xFF\xFF\n");
    assert_eq!(read_table(&bytes, "a.csv").unwrap_err(), BadFile::Encoding { row: 3 });
}

#[rstest]
#[case::nothing(b"", "a.csv", BadFile::Empty)]
#[case::only_blanks(b" ,\n,, \n", "a.csv", BadFile::Empty)]
#[case::old_excel(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "a.xls", BadFile::OldOrLocked)]
#[case::locked_excel(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "a.xlsx", BadFile::OldOrLocked)]
#[case::a_picture(b"\x89PNG\r\n", "a.xlsx", BadFile::Unknown)]
#[case::a_pdf(b"%PDF-1.7", "a.pdf", BadFile::Unknown)]
#[case::no_ending(b"a,b\n", "list", BadFile::Unknown)]
#[case::cut_zip(b"PK\x03\x04\x14\x00", "a.xlsx", BadFile::Damaged)]
fn what_is_no_list_is_refused(#[case] bytes: &[u8], #[case] name: &str, #[case] expected: BadFile) {
    assert_eq!(read_table(bytes, name).unwrap_err(), expected);
}

#[test]
fn a_file_over_twenty_megabytes_is_not_looked_at() {
    let bytes = vec![b'a'; FILE_BYTES + 1];
    assert_eq!(
        read_table(&bytes, "a.csv").unwrap_err(),
        BadFile::TooLarge { bytes: FILE_BYTES + 1, most: FILE_BYTES }
    );
}

#[rstest]
#[case::row_one("字".repeat(20_001), 1, "A")]
#[case::row_three(format!("a,b\n1,2\n3,{}\n", "字".repeat(20_001)), 3, "B")]
#[case::open_quote(format!("a\n\"{}", "字\n".repeat(20_001)), 2, "A")]
fn a_cell_that_is_too_long_is_named(#[case] text: String, #[case] row: u32, #[case] column: &str) {
    let expected = BadFile::CellTooLong { row, column: column.to_owned(), most: CELL_CHARS };
    assert_eq!(read_table(text.as_bytes(), "a.csv").unwrap_err(), expected);
}

#[test]
fn a_cell_at_the_limit_is_kept() {
    let text = "字".repeat(CELL_CHARS);
    assert_eq!(read_table(text.as_bytes(), "a.csv").unwrap().rows[0].cell(0), text);
}

#[rstest]
#[case::sixty(60, None)]
#[case::sixty_one(61, Some(BadFile::TooManyColumns { row: 1, most: 60 }))]
fn columns_are_limited(#[case] columns: usize, #[case] expected: Option<BadFile>) {
    let text = vec!["a"; columns].join(",");
    assert_eq!(read_table(text.as_bytes(), "a.csv").err(), expected);
}

#[test]
fn a_hundred_thousand_rows_are_read_and_many_more_are_not() {
    let most = "1,2\n".repeat(ROWS as usize + 1);
    assert_eq!(read_table(most.as_bytes(), "a.csv").unwrap().rows.len(), ROWS as usize + 1);
    let more = "1,2\n".repeat(ROWS as usize + 100);
    assert_eq!(read_table(more.as_bytes(), "a.csv").unwrap_err(), BadFile::TooManyRows { most: ROWS });
}

fn excel(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn excel_values_read_as_people_see_them() {
    let bytes = excel(|sheet| {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let hour = Format::new().set_num_format("hh:mm");
        sheet.write(0, 0, "站点").unwrap();
        sheet.write(1, 0, 331_000).unwrap();
        sheet.write(1, 1, 0.5).unwrap();
        sheet.write(1, 2, true).unwrap();
        let on = ExcelDateTime::from_ymd(2026, 9, 1).unwrap();
        sheet.write_datetime_with_format(2, 0, &on, &day).unwrap();
        sheet.write_datetime_with_format(2, 1, on.and_hms(10, 22, 5).unwrap(), &day).unwrap();
        sheet.write_datetime_with_format(2, 2, ExcelDateTime::from_hms(9, 30, 0).unwrap(), &hour).unwrap();
        sheet.write_formula(3, 0, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_string(4, 0, "=cmd|'/c calc'!A0").unwrap();
    });
    let table = read_table(&bytes, "名单.xlsx").unwrap();
    assert_eq!(table.source, Source::Sheet("Sheet1".to_owned()));
    assert_eq!(
        rows(&table),
        [
            (1, vec!["站点"]),
            (2, vec!["331000", "0.5", "TRUE"]),
            (3, vec!["2026-09-01", "2026-09-01 10:22:05", "09:30:00"]),
            (4, vec!["2"]),
            (5, vec!["=cmd|'/c calc'!A0"]),
        ]
    );
}

#[test]
fn an_id_typed_as_a_number_and_a_failed_formula_are_doubted() {
    let bytes = excel(|sheet| {
        sheet.write(0, 0, "证件号").unwrap();
        sheet.write_number(1, 0, 331_002_199_001_011_234_f64).unwrap();
        sheet.write_formula(2, 1, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    let table = read_table(&bytes, "a.xlsx").unwrap();
    let doubt = |row, column: &str, why| Doubt { row, column: column.to_owned(), why };
    assert_eq!(table.doubts, [doubt(2, "A", Why::DigitsLost), doubt(3, "B", Why::FormulaFailed)]);
}

#[test]
fn merged_cells_are_filled_and_named() {
    let bytes = excel(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 2, "站点名单", &plain).unwrap();
        sheet.merge_range(1, 0, 2, 0, "临海市", &plain).unwrap();
        sheet.write(1, 1, "东塍").unwrap();
        sheet.write(2, 1, "尤溪").unwrap();
    });
    let table = read_table(&bytes, "a.xlsx").unwrap();
    assert_eq!(
        rows(&table),
        [(1, vec!["站点名单"; 3]), (2, vec!["临海市", "东塍"]), (3, vec!["临海市", "尤溪"])]
    );
    assert!(table.merged.contains(&Merged { rows: (2, 3), columns: (1, 1) }));
}

#[test]
fn the_first_shown_sheet_with_something_in_it_is_read() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("空").unwrap();
    book.add_worksheet().set_name("藏").unwrap().set_hidden(true).write(0, 0, "藏").unwrap();
    book.add_worksheet().set_name("名单").unwrap().write(0, 0, "站点").unwrap();
    let table = read_table(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap();
    assert_eq!(table.source, Source::Sheet("名单".to_owned()));
}

#[test]
fn what_we_export_we_can_read() {
    let bytes = include_bytes!("../../../../../assets/templates/sheet.json");
    assert_eq!(read_table(bytes, "sheet.json").unwrap_err(), BadFile::Unknown);
    let sheet = crate::Sheet {
        title: "站点".to_owned(),
        columns: vec![crate::Column {
            key: "name".to_owned(),
            name: "站点名称".to_owned(),
            width: None,
            kind: crate::Kind::Text,
        }],
        footer: crate::Footer {
            counting_rule: "全部".to_owned(),
            author: "王敏".to_owned(),
            made_at: chrono::NaiveDateTime::default(),
            filters: String::new(),
            masked_as: String::new(),
            count: 1,
        },
        watermark: None,
    };
    let bytes = crate::export(&sheet, [vec![crate::Cell::from("_x0041_=東塍")]]).unwrap();
    let table = read_table(&bytes, "a.xlsx").unwrap();
    let heading = table.heading(&["站点名称"]).unwrap();
    assert_eq!(table.below(&heading).next().unwrap().cell(0), "_x0041_=東塍");
}

#[test]
fn columns_are_found_in_any_order_below_a_title() {
    let table = read_table("2026年名单\n电话*,姓 名（必填）,备注,姓名\n1,徐\n".as_bytes(), "a.csv").unwrap();
    let heading = table.heading(&["姓名", "电话", "区划"]).unwrap();
    assert_eq!(heading.row, 2);
    assert_eq!(heading.columns, [Some(1), Some(0), None]);
    assert_eq!(heading.unknown, ["备注"]);
    assert_eq!(heading.repeated, ["姓名"]);
    assert_eq!(table.below(&heading).map(|row| row.cell(1)).collect::<Vec<_>>(), ["徐"]);
    assert_eq!(table.heading(&["没有"]), None);
}

#[rstest]
#[case(0, "A")]
#[case(25, "Z")]
#[case(26, "AA")]
#[case(701, "ZZ")]
#[case(702, "AAA")]
fn columns_have_excels_letters(#[case] column: u32, #[case] expected: &str) {
    assert_eq!(letters(column), expected);
}

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
