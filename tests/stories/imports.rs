//! A list of stations that comes in: days as people write them, points on the map, parents in the list or above it, and a
//! second list that says what changed and nothing else.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, paper};

const HEAD: &str = "站点编号,站点名称,检察院代码,上级站点编号,经度,纬度,启用日期,电话\n";

fn desk() -> TestDesk {
    TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01")))
}

fn list(rows: &str) -> Value {
    paper::file("站点.csv", format!("{HEAD}{rows}").as_bytes())
}

fn preview(desk: &TestDesk, rows: &str) -> Value {
    desk.done(FOUNDER, "preview_station_import", list(rows))
}

fn station(desk: &TestDesk, code: &str) -> Value {
    let page = desk.done(FOUNDER, "list_stations", json!({ "text": code }));
    desk.done(FOUNDER, "open_station", json!({ "record": page["rows"][0]["record"] }))
}

#[test]
fn a_day_in_whatever_way_it_is_written() {
    let desk = desk();
    let rows: String = ["2026-08-03", "2026/8/3", "2026.8.3", "2026年8月3日", "2026年08月03日", ""]
        .iter()
        .zip(1..)
        .map(|(day, n)| format!("YY0{n},{n}号站,331002,,,,{day},\n"))
        .collect();
    let seen = preview(&desk, &rows);
    assert_eq!(seen["counts"], json!({ "new": 6, "same": 0, "changed": 0, "refused": 0 }), "{seen}");
    desk.done(FOUNDER, "import_stations", list(&rows));
    for n in 1..=6 {
        let record = station(&desk, &format!("YY0{n}"))["record"].clone();
        let open = |day: &str| {
            desk.done(FOUNDER, "answerable_on", json!({ "station": record, "day": day }))["open"].clone()
        };
        // Without a day it opens today.
        let first = if n == 6 { "2026-09-01" } else { "2026-08-03" };
        let before = if n == 6 { "2026-08-31" } else { "2026-08-02" };
        assert_eq!((open(first), open(before)), (json!(true), json!(false)), "YY0{n}");
    }
    for wrong in ["2026-02-30", "26-8-3", "8月3日", "昨天", "2026-8", "20260803", "46237"] {
        let seen = preview(&desk, &format!("ZZ01,站,331002,,,,{wrong},\n"));
        let row = &seen["rows"][0];
        assert_eq!((&row["fate"], &row["column"]), (&json!("refused"), &json!("G")), "{wrong}: {row}");
    }
}

#[test]
fn a_point_is_whole_or_none() {
    let desk = desk();
    for (lon, lat, fate, column) in [
        ("121.45", "28.70", "new", Value::Null),
        ("", "", "new", Value::Null),
        ("121.45", "", "refused", json!("F")),
        ("", "28.70", "refused", json!("E")),
        ("0", "0", "refused", json!("E")),
        ("181", "28.70", "refused", json!("E")),
        ("121.45", "-91", "refused", json!("F")),
        ("NaN", "28.70", "refused", json!("E")),
        ("1e3", "28.70", "refused", json!("E")),
        ("东经121", "28.70", "refused", json!("E")),
    ] {
        let seen = preview(&desk, &format!("YY01,站,331002,,{lon},{lat},,\n"));
        let row = &seen["rows"][0];
        assert_eq!((&row["fate"], &row["column"]), (&json!(fate), &column), "{lon} {lat}: {row}");
    }
}

/// A level is written as the form and the exported list call it; its code is understood as well.
#[test]
fn a_level_by_its_name() {
    let desk = desk();
    let head = "站点编号,站点名称,检察院代码,站点层级\n";
    let given = |rows: &str| paper::file("站点.csv", format!("{head}{rows}").as_bytes());
    let rows = "YY01,甲站,331002,镇街中心站\nYY02,乙站,331002,town_centre\n";
    desk.done(FOUNDER, "import_stations", given(rows));
    for code in ["YY01", "YY02"] {
        assert_eq!(station(&desk, code)["facts"]["level"], "town_centre", "{code}");
    }
    let again = desk.done(FOUNDER, "preview_station_import", given(rows));
    assert_eq!(again["counts"], json!({ "new": 0, "same": 2, "changed": 0, "refused": 0 }), "{again}");
    let unknown = desk.done(FOUNDER, "preview_station_import", given("YY03,丙站,331002,村级站\n"));
    assert_eq!(unknown["rows"][0]["column"], "D", "{unknown}");
}

/// A parent may stand below its child in the list; a ring, a stranger and a refused row are no parents.
#[test]
fn parents_of_a_list() {
    let desk = desk();
    let fates = |rows: &str| -> Vec<String> {
        let seen = preview(&desk, rows);
        seen["rows"].as_array().unwrap().iter().map(|r| r["fate"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(fates("YY02,分站,331002,YY01,,,,\nYY01,总站,331002,,,,,\n"), ["new", "new"]);
    assert_eq!(fates("YY02,分站,331002,YY09,,,,\n"), ["refused"], "nobody has that code");
    assert_eq!(fates("YY01,站,331002,YY01,,,,\n"), ["refused"], "below itself");
    assert_eq!(
        fates("YY01,甲,331002,YY02,,,,\nYY02,乙,331002,YY01,,,,\n"),
        ["refused", "refused"],
        "in a ring"
    );
    assert_eq!(
        fates("坏-1,甲,331002,,,,,\nYY02,乙,331002,坏-1,,,,\n"),
        ["refused", "refused"],
        "below a refused row"
    );
    desk.done(FOUNDER, "import_stations", list("YY02,分站,331002,YY01,,,,\nYY01,总站,331002,,,,,\n"));
    let above = station(&desk, "YY01")["record"].clone();
    assert_eq!(station(&desk, "YY02")["facts"]["parent"], above);
    assert_eq!(fates("YY03,新站,331002,YY01,,,,\n"), ["new"], "ours already");
}

/// The second list: what is the same is the same, empty cells say nothing, and what is fixed is refused.
#[test]
fn a_second_list_says_what_changed() {
    let desk = desk().with(STAFF);
    desk.done(FOUNDER, "import_stations", list("YY01,前所站,331002,,121.45,28.70,,0576-88123456\n"));
    let seen = |row: &str| preview(&desk, row)["rows"][0].clone();
    assert_eq!(seen("YY01,前所站,331002,,121.45,28.70,,0576-88123456\n")["fate"], "same");
    assert_eq!(seen("YY01,前所站,,,,,,\n")["fate"], "same", "an empty cell takes nothing away");
    let row = seen("YY01,前所街道站,331002,,121.46,28.70,,\n");
    let changed: Vec<(&str, &Value, &Value)> = row["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["field"].as_str().unwrap(), &c["before"], &c["after"]))
        .collect();
    let (old, new) = (json!(121_450_000), json!(121_460_000));
    let (was, is) = (json!("前所站"), json!("前所街道站"));
    assert_eq!(changed, [("lon_e6", &old, &new), ("name", &was, &is)]);
    // A bug: another day in the list said that nothing was different, and was left out in silence.
    let earlier = seen("YY01,前所站,,,,,2025-03-01,\n");
    assert_eq!(
        (&earlier["fate"], &earlier["changes"][0]["field"], &earlier["changes"][0]["after"]),
        (&json!("changed"), &json!("opened_on"), &json!("2025-03-01"))
    );
    let later = seen("YY01,前所站,,,,,2026-10-01,\n");
    assert_eq!((&later["fate"], &later["column"]), (&json!("refused"), &json!("G")));
    let fixed = seen("YY01,前所站,331003,,,,,\n");
    assert_eq!(
        (&fixed["fate"], &fixed["column"]),
        (&json!("refused"), &json!("C")),
        "a station does not change offices"
    );
    // Nothing was written by looking, nor by a list that says the same.
    let n = || desk.ok("verify", json!({}))["n_entries"].clone();
    let before = n();
    let again =
        desk.done(FOUNDER, "import_stations", list("YY01,前所站,331002,,121.45,28.70,,0576-88123456\n"));
    assert_eq!((&again["value"]["same"], &again["changed"]), (&json!(1), &json!([])));
    assert_eq!(n(), before);
    for who in ["陈雅静", "郑海波", "金菊香", "系统员甲"] {
        assert_eq!(
            desk.refused(who, "preview_station_import", list("YY01,站,331002,,,,,\n")),
            "denied",
            "{who}"
        );
    }
}

/// A list longer than a page: what is refused comes first, each fate can be leafed through, and after the import it is gone.
#[test]
fn a_long_list_is_leafed_through() {
    let desk = desk();
    let good: String = (1..=250).map(|n| format!("YY{n:03},{n}号站,331002,,,,,\n")).collect();
    let rows = format!("{good}坏-1,坏站,331002,,,,,\n");
    let seen = preview(&desk, &rows);
    assert_eq!(seen["counts"], json!({ "new": 250, "same": 0, "changed": 0, "refused": 1 }));
    let codes = |page: &Value| -> Vec<String> {
        page["rows"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap().to_owned()).collect()
    };
    let first = codes(&seen);
    assert_eq!((first.len(), first[0].as_str(), first[1].as_str()), (100, "坏-1", "YY001"));
    let ask = |list: &Value, fate: Value, from: u32| json!({ "list": list, "fate": fate, "from": from });
    let page =
        |fate: Value, from: u32| desk.done(FOUNDER, "preview_station_rows", ask(&seen["list"], fate, from));
    let all: Vec<String> =
        [0, 100, 200].into_iter().flat_map(|from| codes(&page(Value::Null, from))).collect();
    assert_eq!((all.len(), all[250].as_str()), (251, "YY250"));
    let new = page(json!("new"), 200);
    assert_eq!((codes(&new).len(), new["n"].as_u64()), (50, Some(250)));
    // Another list takes its place, and what was read before is not answered with rows of it.
    let other = preview(&desk, "ZZ01,站,331002,,,,,\n");
    let gone = |list: &Value| desk.refused(FOUNDER, "preview_station_rows", ask(list, Value::Null, 0));
    assert_eq!(gone(&seen["list"]), "missing");
    desk.done(FOUNDER, "import_stations", list("ZZ01,站,331002,,,,,\n"));
    assert_eq!(gone(&other["list"]), "missing", "what it said is true no longer");
}
