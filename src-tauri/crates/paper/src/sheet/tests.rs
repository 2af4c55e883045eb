//! What Excel gets is read back twice: as values (calamine) and as the XML itself.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use rstest::rstest;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn column(name: &str, kind: Kind) -> Column {
    Column { key: name.to_owned(), name: name.to_owned(), width: None, kind }
}

fn sheet(count: u64) -> Sheet {
    Sheet {
        title: "信访台账".to_owned(),
        columns: vec![
            column("身份证号", Kind::Text),
            column("人数", Kind::Int),
            column("登记日期", Kind::Date),
        ],
        footer: Footer {
            counting_rule: "按登记日期，含补录".to_owned(),
            author: "王敏".to_owned(),
            made_at: day(2026, 9, 1).and_hms_opt(10, 22, 0).unwrap(),
            filters: String::new(),
            masked_as: "姓名、证件号、电话已脱敏".to_owned(),
            count,
        },
        watermark: None,
    }
}

fn text_sheet(count: u64) -> Sheet {
    Sheet { columns: vec![column("正文", Kind::Text)], ..sheet(count) }
}

fn opened(bytes: &[u8]) -> (String, calamine::Range<Data>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    (name, range)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn sheet_xml(bytes: &[u8]) -> String {
    part(bytes, "xl/worksheets/sheet1.xml")
}

fn one_text(text: &str) -> Data {
    let bytes = export(&text_sheet(1), [vec![Cell::from(text)]]).unwrap();
    opened(&bytes).1.get((2, 0)).cloned().unwrap()
}

#[test]
fn title_names_rows_and_footer_stand_where_they_belong() {
    let row = vec![Cell::from("331***********123X"), Cell::Int(3), Cell::Date(day(2026, 9, 1))];
    let bytes = export(&sheet(1), [row]).unwrap();
    let (name, range) = opened(&bytes);
    assert_eq!(name, "信访台账");
    assert_eq!(range.get((0, 0)).unwrap(), &Data::String("信访台账".to_owned()));
    assert_eq!(range.get((1, 2)).unwrap(), &Data::String("登记日期".to_owned()));
    assert_eq!(range.get((2, 0)).unwrap(), &Data::String("331***********123X".to_owned()));
    assert_eq!(range.get((2, 1)).unwrap(), &Data::Float(3.0));
    let footer: Vec<String> = (4..=10).map(|row| range.get((row, 0)).unwrap().to_string()).collect();
    assert_eq!(
        footer,
        [
            "件数：1",
            "统计口径：按登记日期，含补录",
            "筛选条件：无",
            "脱敏方式：姓名、证件号、电话已脱敏",
            "填报人：王敏",
            "审核人：",
            "生成时间：2026-09-01 10:22",
        ]
    );
}

/// A bug: of a list that was narrowed by many stations the footer showed the first few, and no sign that there were more.
#[test]
fn a_long_line_of_the_footer_has_a_row_as_tall_as_it_needs() {
    let row = vec![Cell::from("331***********123X"), Cell::Int(3), Cell::Date(day(2026, 9, 1))];
    let mut long = sheet(1);
    long.footer.filters =
        "站点 前所联络站、海门联络站、葭沚联络站、白云联络站、云西联络站、洪家联络站".to_owned();
    let xml = sheet_xml(&export(&long, [row]).unwrap());
    let opening = |row: u32| {
        let from = xml.find(&format!(r#"<row r="{row}""#)).unwrap();
        xml[from..].split('>').next().unwrap().to_owned()
    };
    assert!(opening(7).contains("customHeight"), "{}", opening(7));
    assert!(!opening(5).contains("customHeight"), "{}", opening(5));
}

#[test]
fn title_is_merged_names_are_frozen_and_filtered() {
    let row = vec![Cell::from("1"), Cell::Int(3), Cell::Date(day(2026, 9, 1))];
    let xml = sheet_xml(&export(&sheet(1), [row]).unwrap());
    assert!(xml.contains(r#"<mergeCell ref="A1:C1"/>"#), "{xml}");
    assert!(xml.contains(r#"ySplit="2""#) && xml.contains(r#"state="frozen""#), "{xml}");
    assert!(xml.contains(r#"<autoFilter ref="A2:C3"/>"#), "{xml}");
}

#[test]
fn a_date_is_a_day_that_excel_can_sort_and_shows_as_we_write_it() {
    let row = vec![Cell::Blank, Cell::Blank, Cell::Date(day(2026, 9, 1))];
    let bytes = export(&sheet(1), [row]).unwrap();
    // 2026-09-01 is day 46266 of Excel's count (2026-01-01 = 46023).
    let Data::DateTime(date) = opened(&bytes).1.get((2, 2)).cloned().unwrap() else { panic!("not a date") };
    assert_eq!(date.as_f64(), 46_266.0);
    assert!(
        part(&bytes, "xl/styles.xml").contains(r#"formatCode="yyyy\-mm\-dd""#)
            || part(&bytes, "xl/styles.xml").contains(r#"formatCode="yyyy-mm-dd""#)
    );
}

#[rstest]
#[case::before_excel(day(1899, 12, 31), "1899-12-31")]
#[case::far_ahead(day(10_000, 1, 1), "+10000-01-01")]
fn a_day_outside_excels_calendar_is_text(#[case] on: NaiveDate, #[case] expected: &str) {
    let row = vec![Cell::Blank, Cell::Blank, Cell::Date(on)];
    let bytes = export(&sheet(1), [row]).unwrap();
    assert_eq!(opened(&bytes).1.get((2, 2)).unwrap(), &Data::String(expected.to_owned()));
}

#[rstest]
#[case::command("=cmd|'/c calc'!A0")]
#[case::sum("=1+1")]
#[case::plus("+86 138 0000 0000")]
#[case::minus("-1-1")]
#[case::at("@SUM(A1)")]
#[case::old_array("{=1+1}")]
#[case::link("https://example.test/?q=1")]
#[case::file_link("file:///etc/passwd")]
#[case::html("<script>alert(1)</script>&amp;")]
#[case::id_number("331002199001011234")]
#[case::leading_zero("0576")]
#[case::beyond_gb2312("𠮷䶮喆堃玥昇祎旻赟")]
#[case::emoji("👨‍👩‍👧 ok")]
#[case::right_to_left("\u{202e}gpj.exe\u{200f}")]
#[case::own_escape("_x0041_ stays")]
#[case::spaces("  两端空格  ")]
#[case::lines("一\n二")]
#[case::tab("一\t二")]
fn text_stays_exactly_what_it_was(#[case] text: &str) {
    assert_eq!(one_text(text), Data::String(text.to_owned()));
}

#[rstest]
#[case::nul("a\0b", "a[U+0000]b")]
#[case::escape("\u{1b}[31m", "[U+001B][31m")]
#[case::non_character("\u{fffe}", "[U+FFFE]")]
#[case::windows_lines("一\r\n二", "一\n二")]
fn what_xml_cannot_hold_is_shown(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(one_text(text), Data::String(expected.to_owned()));
}

#[test]
fn no_cell_is_a_formula_wherever_the_text_stands() {
    let evil = "=HYPERLINK(\"http://x\",\"y\")";
    let mut all = text_sheet(1);
    all.title = evil.to_owned();
    all.columns[0].name = evil.to_owned();
    all.watermark = Some(evil.to_owned());
    all.footer.author = evil.to_owned();
    all.footer.filters = evil.to_owned();
    let bytes = export(&all, [vec![Cell::from(evil)]]).unwrap();
    let xml = sheet_xml(&bytes);
    assert!(!xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("<hyperlink"), "{xml}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).unwrap().is_empty());
}

/// Format 49 is Excel's `@`: without it, editing `=cmd` in place would make it a formula.
#[test]
fn every_text_cell_carries_the_text_format() {
    let bytes = export(&text_sheet(1), [vec![Cell::from("=1+1")]]).unwrap();
    let xml = sheet_xml(&bytes);
    let style =
        xml.split(r#"<c r="A3" s=""#).nth(1).unwrap().split('"').next().unwrap().parse::<usize>().unwrap();
    let styles = part(&bytes, "xl/styles.xml");
    let formats = styles.split("<cellXfs").nth(1).unwrap();
    assert!(formats.split("<xf ").nth(style + 1).unwrap().contains(r#"numFmtId="49""#), "{styles}");
}

#[test]
fn a_number_in_a_text_column_is_text_and_a_huge_one_never_loses_digits() {
    let rows = [vec![Cell::Int(331_000), Cell::Int(i64::MAX), Cell::Int(7)]];
    let range = opened(&export(&sheet(1), rows).unwrap()).1;
    assert_eq!(range.get((2, 0)).unwrap(), &Data::String("331000".to_owned()));
    assert_eq!(range.get((2, 1)).unwrap(), &Data::String("9223372036854775807".to_owned()));
    assert_eq!(range.get((2, 2)).unwrap(), &Data::String("7".to_owned()));
}

#[test]
fn a_watermark_stands_under_the_title_and_on_every_page() {
    let marked = Sheet { watermark: Some("演示 & 练习".to_owned()), ..sheet(0) };
    let bytes = export(&marked, []).unwrap();
    assert_eq!(opened(&bytes).1.get((1, 0)).unwrap(), &Data::String("演示 & 练习".to_owned()));
    assert!(sheet_xml(&bytes).contains("演示 &amp;&amp; 练习</oddHeader>"), "{}", sheet_xml(&bytes));
}

#[rstest]
#[case::forbidden("诉求[2026]:*?/\\", "诉求 2026")]
#[case::too_long(&"信".repeat(40), &"信".repeat(31))]
#[case::surrogates(&"𠮷".repeat(20), &"𠮷".repeat(15))]
#[case::quotes("'引号'", "引号")]
#[case::reserved("History", "清单")]
#[case::nothing_left("///", "清单")]
#[case::empty("", "清单")]
fn the_sheet_gets_a_name_excel_accepts(#[case] title: &str, #[case] expected: &str) {
    let bytes = export(&Sheet { title: title.to_owned(), ..sheet(0) }, []).unwrap();
    assert_eq!(opened(&bytes).0, expected);
}

#[rstest]
#[case::at_the_limit("字".repeat(32_767), true)]
#[case::one_over("字".repeat(32_768), false)]
#[case::counted_in_utf16("𠮷".repeat(16_384), false)]
fn a_cell_has_a_limit_and_its_name_is_said(#[case] text: String, #[case] fits: bool) {
    let refused = export(&text_sheet(2), [vec![Cell::from("短")], vec![Cell::from(text)]]).err();
    let too_long = SheetError::CellTooLong { row: 2, column: "正文".to_owned(), most: 32_767 };
    assert_eq!(refused, if fits { None } else { Some(too_long) });
}

#[test]
fn a_count_that_does_not_match_writes_nothing() {
    let refused = export(&text_sheet(3), [vec![Cell::from("一")]]).unwrap_err();
    assert_eq!(refused, SheetError::CountDiffers { counted: 3, written: 1 });
}

#[test]
fn a_row_of_another_length_is_named() {
    let refused = export(&sheet(1), [vec![Cell::Blank]]).unwrap_err();
    assert_eq!(refused, SheetError::RowDiffers { row: 1, cells: 1, columns: 3 });
}

#[rstest]
#[case::none(0, SheetError::NoColumns)]
#[case::too_many(16_385, SheetError::TooManyColumns { columns: 16_385, most: 16_384 })]
fn the_number_of_columns_has_limits(#[case] columns: usize, #[case] expected: SheetError) {
    let wide = Sheet { columns: vec![column("列", Kind::Text); columns], ..sheet(0) };
    assert_eq!(export(&wide, []).unwrap_err(), expected);
}

#[test]
fn columns_fit_chinese_and_a_wished_width_wins() {
    let mut wished = sheet(1);
    wished.columns[1].width = Some(33);
    let row = vec![Cell::from("临海市人民检察院第一检察部"), Cell::Int(1), Cell::Blank];
    let xml = sheet_xml(&export(&wished, [row]).unwrap());
    // 13 characters are 26 halves, and two of air; Excel adds 5/7 of its own.
    let columns = xml.split("<cols>").nth(1).unwrap().split("</cols>").next().unwrap().to_owned();
    assert!(columns.contains(r#"min="1" max="1" width="28.7"#), "{columns}");
    assert!(columns.contains(r#"min="2" max="2" width="33.7"#), "{columns}");
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let rows = || [vec![Cell::from("一"), Cell::Int(1), Cell::Date(day(2026, 9, 1))]];
    assert_eq!(export(&sheet(1), rows()).unwrap(), export(&sheet(1), rows()).unwrap());
}

#[test]
fn a_hundred_thousand_rows_of_twenty_columns_come_back_whole() {
    let columns: Vec<Column> = (0..20).map(|n| column(&format!("列{n}"), Kind::Text)).collect();
    let big = Sheet { columns, ..sheet(100_000) };
    let rows = (0..100_000).map(|row| (0..20).map(|n| Cell::Text(format!("第{row}行{n}"))).collect());
    let bytes = export(&big, rows).unwrap();
    let (_, range) = opened(&bytes);
    assert_eq!(range.get((100_001, 19)).unwrap(), &Data::String("第99999行19".to_owned()));
    assert_eq!(range.get((100_003, 0)).unwrap(), &Data::String("件数：100000".to_owned()));
}
