//! Lists as people send them.

use rstest::rstest;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;

pub(super) fn rows(table: &Table) -> Vec<(u32, Vec<&str>)> {
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

pub(super) fn excel(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
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
