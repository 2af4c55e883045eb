//! Points 1 and 2: founding with a sheet, the townships as stations, lists that come in, teams through time.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, STAFF, TestDesk, paper};

use super::{CHIEF, COLLEAGUE, DEPUTY, Day, HANDLER, LIAISON, PROSECUTOR};

/// Townships and streets of 台州 (NBS 2023): none is typed in by anybody.
const TOWNSHIPS: u64 = 130;

pub fn founded() -> Day {
    let days = Arc::new(Days::from("2026-08-03"));
    let mut desk = TestDesk::founded_at("331000", days.clone());
    sheet_is_typed_back(&desk);
    assert_eq!(count(&desk, json!({})), TOWNSHIPS);
    let prosecutor = name_department(&desk);
    desk = desk.with(STAFF);
    let person = desk.hire(COLLEAGUE, "控告申诉检察部");
    let account = json!({ "person": person, "roles": ["prosecutor"], "password": tests::PASSWORD });
    desk.done(PROSECUTOR, "add_account", account);
    let (station, elsewhere) = (desk.station(0), desk.station(1));
    let none = String::new;
    Day {
        desk,
        days,
        station,
        elsewhere,
        prosecutor,
        deputy: none(),
        ordinary: none(),
        litigation: none(),
        voice: none(),
    }
}

fn sheet_is_typed_back(desk: &TestDesk) {
    let (groups, asked) = (&desk.sheet()["sheet"], &desk.sheet()["confirm"]);
    let typed = |n: usize| groups[asked[n].as_u64().unwrap() as usize].clone();
    let typing =
        |first: Value| json!({ "groups": { asked[0].to_string(): first, asked[1].to_string(): typed(1) } });
    assert_eq!(desk.refused(PROSECUTOR, "confirm_sheet", typing(json!("AAAAA"))), "sheet_group");
    assert_eq!(desk.ok("desk_state", json!({}))["sheet_confirmed"], false);
    desk.ok("confirm_sheet", typing(typed(0)));
    assert_eq!(desk.ok("desk_state", json!({}))["sheet_confirmed"], true);
}

/// The department that issues is the one that reviews: the founder has none before it is written down.
fn name_department(desk: &TestDesk) -> String {
    let me = desk.person(PROSECUTOR);
    desk.steps(
        PROSECUTOR,
        "amend_person",
        ("person", &me),
        json!({ "department": "控告申诉检察部", "kind": "prosecutor" }),
    );
    desk.sit_again(PROSECUTOR);
    me
}

pub fn stations(day: &Day) {
    for (name, code, office) in [
        ("大陈岛联络站", "DC01", "331002"),
        ("神仙居联络站", "SX01", "331024"),
        ("石塘渔港联络站", "ST01", "331081"),
    ] {
        let input = json!({ "name": name, "code": code, "office": office, "opened_on": "2026-08-03" });
        day.desk.done(PROSECUTOR, "add_station", input);
    }
    let taken = json!({ "name": "重号站", "code": "DC01", "office": "331002", "opened_on": "2026-08-03" });
    assert_eq!(day.desk.refused(PROSECUTOR, "add_station", taken.clone()), "code_taken");
    let free = tests::over(taken, json!({ "code": "ZZ01" }));
    assert_eq!(day.desk.refused(HANDLER, "add_station", free), "denied");
    assert_eq!(count(&day.desk, json!({})), TOWNSHIPS + 3);
}

/// Every row's fate is named with its line and column; nothing is written before a yes.
pub fn lists_come_in(day: &Day) {
    let list = "站点编号,站点名称,检察院代码,上级站点编号,启用日期\n\
                QS01,前所联络站,331002,,2026-08-03\n\
                QS02,前所分站,331002,QS01,2026-08-03\n\
                坏-3,坏编号站,331002,,2026-08-03\n";
    let csv = paper::file("站点.csv", list.as_bytes());
    let preview = day.desk.done(PROSECUTOR, "preview_station_import", csv.clone());
    assert_eq!(preview["counts"], json!({ "new": 2, "same": 0, "changed": 0, "refused": 1 }));
    let bad = &preview["rows"][0];
    assert_eq!((&bad["fate"], &bad["line"], &bad["column"]), (&json!("refused"), &json!(4), &json!("A")));
    assert_eq!(count(&day.desk, json!({})), TOWNSHIPS + 3);
    assert_eq!(day.desk.refused(PROSECUTOR, "import_stations", csv.clone()), "bad_file");
    let yes = tests::over(csv, json!({ "without_refused": true }));
    assert_eq!(day.desk.done(PROSECUTOR, "import_stations", yes)["value"]["new"], 2);

    let rows: &[&[&str]] = &[
        &["站点编号", "站点名称", "检察院代码", "启用日期"],
        &["QS01", "前所街道联络站", "331002", "2026-08-03"],
        &["HL01", "横峰联络站", "331081", "2026年8月3日"],
    ];
    let xlsx = paper::file("站点.xlsx", &paper::sheet(rows));
    let preview = day.desk.done(PROSECUTOR, "preview_station_import", xlsx.clone());
    assert_eq!(preview["counts"], json!({ "new": 1, "same": 0, "changed": 1, "refused": 0 }));
    let change = &preview["rows"][0]["changes"][0];
    assert_eq!((&change["field"], &change["after"]), (&json!("name"), &json!("前所街道联络站")));
    day.desk.done(PROSECUTOR, "import_stations", xlsx);
    assert_eq!(count(&day.desk, json!({})), TOWNSHIPS + 6);
    assert_eq!(count(&day.desk, json!({ "text": "前所街道联络站" })), 1);
}

pub fn teams(day: &mut Day) {
    let desk = &day.desk;
    for (person, kind, from, to) in [
        (DEPUTY, "leader", "2026-08-03", json!("2026-09-15")),
        (CHIEF, "leader", "2026-09-16", Value::Null),
        (PROSECUTOR, "prosecutor", "2026-08-03", Value::Null),
        (HANDLER, "assistant", "2026-08-03", Value::Null),
        (LIAISON, "liaison", "2026-08-03", Value::Null),
    ] {
        let person = desk.person(person);
        desk.done(PROSECUTOR, "appoint_post", post(day, &person, (kind, from, to)));
    }
    let second = desk.person(COLLEAGUE);
    let taken = post(day, &second, ("leader", "2026-09-15", Value::Null));
    assert_eq!(desk.refused(PROSECUTOR, "appoint_post", taken), "post_taken");
    for (on, leader) in [("2026-08-03", DEPUTY), ("2026-09-15", DEPUTY), ("2026-09-16", CHIEF)] {
        let asked = desk.done(PROSECUTOR, "answerable_on", json!({ "station": day.station, "day": on }));
        let team: Vec<&str> =
            asked["team"].as_array().unwrap().iter().map(|p| p["person_name"].as_str().unwrap()).collect();
        assert_eq!((team[0], team.len(), &asked["open"]), (leader, 4, &json!(true)), "{on}");
    }
    // Without another word the stations of the list are open since the year began.
    for (on, open) in [("2025-12-31", false), ("2026-01-01", true), ("2026-08-02", true)] {
        let asked = desk.done(PROSECUTOR, "answerable_on", json!({ "station": day.station, "day": on }));
        assert_eq!((&asked["team"], &asked["open"]), (&json!([]), &json!(open)), "{on}");
    }
    let point = json!({ "station": day.station, "name": "三山村接待点", "address": "三山村文化礼堂" });
    desk.done(PROSECUTOR, "add_subpoint", point);
    let deputy = json!({
        "station": day.station, "name": "林海燕", "levels": ["city", "township"], "phone": "13805761234", "from_on": "2022-01-01",
    });
    let deputy = desk.made(PROSECUTOR, "register_deputy", deputy);
    let page = desk.page(PROSECUTOR, ("station", &day.station));
    assert_eq!(page["subpoints"][0]["facts"]["name"], "三山村接待点");
    assert_eq!(page["deputies"][0]["record"], json!(deputy));
    assert_eq!(page["team"].as_array().unwrap().len(), 5);
    day.deputy = deputy;
}

fn post(day: &Day, person: &str, (kind, from, to): (&str, &str, Value)) -> Value {
    json!({ "station": day.station, "person": person, "kind": kind, "from_on": from, "to_on": to })
}

fn count(desk: &TestDesk, listed: Value) -> u64 {
    desk.ok("list_stations", listed)["count"].as_u64().unwrap()
}
