//! Lists that come in as files nobody should have made: read as what they are, or refused before they cost anything.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk, over, paper};

use super::scene::desk;

const LIST: &str = "站点编号,站点名称,检察院代码\nYY01,前所联络站,331002\n";

/// A list that is right, for whoever may bring one.
pub fn list() -> Value {
    paper::file("站点.csv", LIST.as_bytes())
}

fn preview(desk: &TestDesk, name: &str, bytes: &[u8]) -> Result<Value, Value> {
    desk.call(FOUNDER, "preview_station_import", paper::file(name, bytes))
}

fn count(desk: &TestDesk) -> Value {
    desk.ok("list_stations", json!({}))["count"].clone()
}

#[test]
fn a_list_is_read_in_whatever_it_was_written() {
    let desk = desk();
    let (gbk, _, _) = encoding_rs::GBK.encode(LIST);
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        let text = LIST.encode_utf16().flat_map(bytes);
        mark.into_iter().chain(text).collect::<Vec<u8>>()
    };
    for (case, bytes) in [
        ("utf-8", LIST.as_bytes().to_vec()),
        ("utf-8 with its mark", [b"\xEF\xBB\xBF", LIST.as_bytes()].concat()),
        ("gbk", gbk.to_vec()),
        ("utf-16 of windows", utf16([0xFF, 0xFE], u16::to_le_bytes)),
        ("utf-16 the other way", utf16([0xFE, 0xFF], u16::to_be_bytes)),
        ("lines of windows", LIST.replace('\n', "\r\n").into_bytes()),
        ("tabs", LIST.replace(',', "\t").into_bytes()),
        (
            "quoted",
            "\"站点编号\",\"站点名称\",\"检察院代码\"\n\"YY01\",\"前所联络站\",\"331002\"\n"
                .as_bytes()
                .to_vec(),
        ),
    ] {
        let seen = preview(&desk, "站点.csv", &bytes).unwrap_or_else(|fault| panic!("{case}: {fault}"));
        assert_eq!(
            (&seen["counts"]["new"], &seen["rows"][0]["name"]),
            (&json!(1), &json!("前所联络站")),
            "{case}"
        );
    }
    assert_eq!(count(&desk), 10, "a dry run writes nothing");
}

#[test]
fn columns_nobody_knows_or_twice_are_said_and_missing_ones_refused() {
    let desk = desk();
    let list = "站点编号,站点名称,检察院代码,备注,站点名称\nYY01,甲站,331002,无,乙站\n";
    let seen = preview(&desk, "站点.csv", list.as_bytes()).unwrap();
    assert_eq!(
        (&seen["unknown_columns"], &seen["repeated_columns"]),
        (&json!(["备注"]), &json!(["站点名称"]))
    );
    for (case, text) in [
        ("other columns", "姓名,电话\n张三,13805761234\n"),
        ("no code", "站点名称,检察院代码\n前所,331002\n"),
        ("no name", "站点编号,检察院代码\nYY01,331002\n"),
        ("only a heading of another list", "诉求编号\n1\n"),
        ("nothing", ""),
        ("spaces", "   \n\n  "),
    ] {
        let fault = preview(&desk, "站点.csv", text.as_bytes()).expect_err(case);
        assert_eq!(fault["code"], "bad_file", "{case}");
    }
}

/// Every wrong row is named with its line and the letter of its column, as Excel shows them.
#[test]
fn a_wrong_cell_is_named_by_row_and_column() {
    let desk = desk();
    let head = "站点编号,站点名称,检察院代码,经度,纬度,启用日期";
    for (row, column) in [
        ("坏-1,站,331002,,,", "A"),
        ("YY01,,331002,,,", "B"),
        ("YY01,站,3310,,,", "C"),
        ("YY01,站,331002,东经121度,28.7,", "D"),
        ("YY01,站,331002,121.4,=1+1,", "E"),
        ("YY01,站,331002,,,2026年13月1日", "F"),
    ] {
        let seen = preview(&desk, "站点.csv", format!("{head}\n{row}\n").as_bytes()).unwrap();
        let said = &seen["rows"][0];
        assert_eq!(
            (&said["fate"], &said["line"], &said["column"]),
            (&json!("refused"), &json!(2), &json!(column)),
            "{row}: {said}"
        );
    }
    let twice = format!("{head}\nYY01,甲,331002,,,\nYY01,乙,331002,,,\n");
    assert_eq!(preview(&desk, "站点.csv", twice.as_bytes()).unwrap()["counts"]["refused"], 2);
}

#[test]
fn merged_cells_are_counted_and_formulas_are_not_run() {
    let desk = desk();
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    page.merge_range(0, 0, 0, 2, "台州市站点一览表", &plain).unwrap();
    for (column, text) in (0..).zip(["站点编号", "站点名称", "检察院代码"]) {
        page.write_string(1, column, text).unwrap();
    }
    page.merge_range(2, 2, 3, 2, "331002", &plain).unwrap();
    for (row, code) in [(2, "YY01"), (3, "YY02")] {
        page.write_string(row, 0, code).unwrap();
        page.write_string(row, 1, "前所联络站").unwrap();
    }
    page.write_formula(4, 0, "=CMD()").unwrap();
    page.write_string(4, 1, "公式站").unwrap();
    let seen = preview(&desk, "站点.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(seen["n_merged"], 2, "{seen}");
    assert_eq!(seen["rows"].as_array().unwrap().len(), 3);
    assert_eq!(seen["rows"][0]["fate"], "refused", "a formula without a value is no code");
}

/// Limits before allocation: refused quickly, whatever stands inside.
#[test]
fn bombs_and_endless_lists_are_refused_before_they_cost_anything() {
    let desk = desk();
    let begun = Instant::now();
    let rows = "YY01,站,331002\n".repeat(100_100);
    let too_wide = format!("{}\n", "列,".repeat(5_000));
    let nested = zip_of(&[("a.zip", &zip_of(&[("b.zip", &[0; 1000])]))]);
    for (case, name, bytes) in [
        ("more than 100,000 rows", "a.csv", format!("站点编号,站点名称,检察院代码\n{rows}").into_bytes()),
        ("too many columns", "a.csv", too_wide.into_bytes()),
        ("a sheet of 300 MB in 300 kB", "a.xlsx", bomb(300)),
        ("a zip in a zip", "a.xlsx", nested),
        ("a zip of nothing", "a.xlsx", zip_of(&[])),
        ("half a zip", "a.xlsx", bomb(1)[..500].to_vec()),
        ("a program", "a.csv", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("an old workbook", "a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ("21 MB", "a.csv", vec![b'a'; 21 * 1024 * 1024]),
    ] {
        let fault = preview(&desk, name, &bytes).expect_err(case);
        assert_eq!(fault["code"], "bad_file", "{case}: {fault}");
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert_eq!(count(&desk), 10);
}

/// As many rows as the limit lets, one good row at the very end: every fate is counted, and every row can be leafed to.
#[test]
fn a_list_at_the_limit_is_read_to_its_last_row() {
    let desk = desk();
    let bad: String = (1..100_000).map(|n| format!("坏{n},站,331002\n")).collect();
    let list = format!("站点编号,站点名称,检察院代码\nYY01,站,331002\n{bad}");
    let seen = preview(&desk, "a.csv", list.as_bytes()).unwrap();
    let lines = |page: &Value| -> Vec<u64> {
        page["rows"].as_array().unwrap().iter().map(|row| row["line"].as_u64().unwrap()).collect()
    };
    assert_eq!((&seen["counts"]["refused"], &seen["counts"]["new"]), (&json!(99_999), &json!(1)));
    // Line 1 is the heading and line 2 the good row: what is refused comes first.
    assert_eq!(lines(&seen), (3..103).collect::<Vec<_>>());
    let page =
        |more: Value| desk.done(FOUNDER, "preview_station_rows", over(json!({ "list": seen["list"] }), more));
    let second = page(json!({ "from": 100 }));
    assert_eq!((lines(&second)[0], second["n"].as_u64()), (103, Some(100_000)));
    let last = page(json!({ "from": 99_900 }));
    assert_eq!((lines(&last).len(), lines(&last)[99]), (100, 2), "the good row is the last one");
    assert_eq!(page(json!({ "from": 100_000 }))["rows"], json!([]));
    let new = page(json!({ "fate": "new" }));
    assert_eq!((lines(&new), &new["n"]), (vec![2], &json!(1)));
}

#[test]
fn one_refused_row_stops_the_list_until_somebody_says_without_it() {
    let desk = desk();
    let file = paper::file("a.csv", format!("{LIST}坏-2,站,331002\n").as_bytes());
    assert_eq!(desk.refused(FOUNDER, "import_stations", file.clone()), "bad_file");
    assert_eq!(count(&desk), 10);
    desk.done(FOUNDER, "import_stations", over(file, json!({ "without_refused": true })));
    assert_eq!(count(&desk), 11);
}

/// One sheet of so many megabytes of nothing.
fn bomb(megabytes: usize) -> Vec<u8> {
    let row = b"<row><c t=\"inlineStr\"><is><t>                                </t></is></c></row>";
    let sheet = row.repeat(megabytes * 1024 * 1024 / row.len());
    let types = b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    zip_of(&[
        ("[Content_Types].xml", types),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
