//! Lists in and out: every row's fate, nothing written before a yes, and files that mean harm.

use crate::desk_kit::{Kit, base64, plain};
use serde_json::json;

const HEAD: &str = "站点编号,站点名称,检察院代码,上级站点编号,经度,纬度,启用日期,备注\n";

fn csv(rows: &str) -> serde_json::Value {
    json!({ "name": "站点.csv", "bytes_base64": base64(format!("{HEAD}{rows}").as_bytes()) })
}

#[test]
fn a_dry_run_names_every_fate_and_writes_nothing() {
    let kit = Kit::found();
    let file = csv("AA01,前所联络站,331002,,121.45,28.70,2026-09-01,甲\n\
                    AA02,前所分站,331002,AA01,,,,\n\
                    aa-3,坏编号,331002,,,,,\n\
                    AA04,坏坐标,331002,,很远,,,\n\
                    AA05,重号,331002,,,,,\nAA05,重号,331002,,,,,\n");
    let preview = kit.ok("preview_station_import", file.clone());
    assert_eq!(preview["counts"], json!({ "new": 2, "same": 0, "changed": 0, "refused": 4 }));
    assert_eq!(preview["unknown_columns"], json!(["备注"]));
    let refused = |n: usize| (preview["rows"][n]["line"].clone(), preview["rows"][n]["column"].clone());
    // What is refused comes first, in the order of the sheet.
    assert_eq!(refused(0), (json!(4), json!("A")));
    assert_eq!(refused(1), (json!(5), json!("E")));
    assert_eq!((&preview["rows"][3]["fate"], &preview["rows"][4]["line"]), (&json!("refused"), &json!(2)));
    assert_eq!(kit.ok("list_stations", json!({}))["count"], 10);
    assert_eq!(kit.code("import_stations", file), "bad_file");
    assert_eq!(kit.ok("list_stations", json!({}))["count"], 10);
}

#[test]
fn the_same_file_again_changes_nothing() {
    let kit = Kit::found();
    let file =
        csv("AA01,前所联络站,331002,,121.45,28.70,2026-09-01,\nAA02,前所分站,331002,AA01,,,2026-09-01,\n");
    let first = kit.ok("import_stations", file.clone());
    assert_eq!(first["value"]["new"], 2);
    assert_eq!(kit.ok("list_stations", json!({}))["count"], 12);
    let again = kit.ok("import_stations", file.clone());
    assert_eq!(again["value"], json!({ "new": 0, "same": 2, "changed": 0, "refused": 0 }));
    assert_eq!(again["changed"], json!([]));
    let renamed = csv("AA01,前所街道联络站,331002,,121.45,28.70,,\n");
    assert_eq!(kit.ok("import_stations", renamed)["value"]["changed"], 1);
    let rows = kit.ok("list_stations", json!({ "text": "前所街道联络站" }));
    assert_eq!(rows["count"], 1);
}

#[test]
fn hostile_files_are_refused_in_words() {
    let kit = Kit::found();
    for (case, name, bytes) in [
        ("empty", "a.csv", &b""[..]),
        ("no list", "a.exe", b"MZ\x90\0"),
        ("old excel", "a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("broken zip", "a.xlsx", b"PK\x03\x04rubbish"),
        ("other columns", "a.csv", "姓名,电话\n张三,1\n".as_bytes()),
        ("no code column", "a.csv", "站点名称\n前所\n".as_bytes()),
    ] {
        let input = json!({ "name": name, "bytes_base64": base64(bytes) });
        assert_eq!(kit.code("preview_station_import", input), "bad_file", "{case}");
    }
    let input = json!({ "name": "a.csv", "bytes_base64": "不是编码" });
    assert_eq!(kit.code("preview_station_import", input), "bad_file");
}

#[test]
fn an_export_has_the_lists_rows_and_is_written_down() {
    let kit = Kit::found();
    kit.ok(
        "add_station",
        json!({ "name": "=cmd|'/c calc'!A1", "code": "DC01", "office": "331002", "opened_on": "2026-09-01" }),
    );
    let out = kit.ok("export_list", json!({ "noun": "station", "listed": { "text": "" } }));
    assert_eq!(out["count"], 11);
    let bytes = plain(&out["bytes_base64"]);
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    // Read back by the program's own reader: the formula is text.
    let table = paper::read_table(&bytes, "a.xlsx").unwrap();
    assert!(table.rows.iter().any(|r| r.cells.iter().any(|c| c == "=cmd|'/c calc'!A1")));
    assert!(table.rows.iter().any(|r| r.cells.iter().any(|c| c.contains("按站点计"))));
    // A bug: the column of the day it opened was empty in every row.
    let own = table.rows.iter().find(|r| r.cells.iter().any(|c| c == "DC01")).unwrap();
    assert!(own.cells.iter().any(|c| c == "2026-09-01"), "{:?}", own.cells);
    assert_eq!(kit.code("export_list", json!({ "noun": "party", "listed": {} })), "missing");
}
