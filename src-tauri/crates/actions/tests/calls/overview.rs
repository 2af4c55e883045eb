//! The head's page: kept counters and the lists behind them say the same, also after something was taken back.

use crate::desk_kit::{self, Kit};
use serde_json::{Value, json};

const PERIOD: [&str; 2] = ["2026-08-01", "2026-09-01"];

/// Numbers and both sides of every rate, each with its list's own count.
fn numbers(kit: &Kit) -> Vec<(String, Value, Value)> {
    let seen = kit.ok("overview", json!({ "from": PERIOD[0], "to": PERIOD[1] }));
    let rates = seen["rates"].as_array().unwrap().iter();
    let sides = rates.flat_map(|rate| [&rate["over"], &rate["under"]]);
    let all = seen["numbers"].as_array().unwrap().iter().chain(sides);
    let told = |n: &Value| {
        let list = kit.ok("list_appeals", n["list"].clone());
        (n["key"].as_str().unwrap().to_owned(), n["n"].clone(), list["count"].clone())
    };
    all.map(told).collect()
}

fn number(kit: &Kit, key: &str) -> Value {
    numbers(kit).into_iter().find(|(k, ..)| k == key).unwrap().1
}

fn collected_by_station(kit: &Kit) -> u64 {
    let seen = kit.ok("overview", json!({ "from": PERIOD[0], "to": PERIOD[1] }));
    seen["stations"].as_array().unwrap().iter().map(|s| s["n_collected"].as_u64().unwrap()).sum()
}

#[test]
fn every_number_is_the_size_of_its_list() {
    let kit = Kit::found();
    let (record, seen) = kit.appeal();
    kit.appeal();
    kit.ok(
        "accept_appeal",
        json!({ "record": record, "seen": seen, "nature": "ordinary", "on": "2026-09-01" }),
    );
    for (key, n, count) in numbers(&kit) {
        assert_eq!(n, count, "{key}");
    }
    assert_eq!((number(&kit, "collected"), number(&kit, "accepted")), (json!(2), json!(1)));
}

#[test]
fn what_was_taken_back_is_in_no_number() {
    let kit = Kit::found();
    kit.appeal();
    let (station, _) = kit.station();
    let input = json!({
        "station": station, "title": "误登一件", "way": "visit", "received_on": "2026-08-31",
        "category": "other", "facts": "误登", "request": "误登", "anonymous": true,
    });
    let deed = kit.ok("register_appeal", input)["deed"].clone();
    assert_eq!((number(&kit, "collected"), collected_by_station(&kit)), (json!(2), 2));
    let records = kit.ok("preview_undo", json!({ "deed": deed }))["records"].clone();
    let on = |r: &Value| json!({ "record": r["record"], "seen": r["seen"] });
    let on: Vec<Value> = records.as_array().unwrap().iter().map(on).collect();
    kit.ok("undo", json!({ "deed": deed, "reason": "误登", "on": on }));
    assert_eq!((number(&kit, "collected"), collected_by_station(&kit)), (json!(1), 1));
    for (key, n, count) in numbers(&kit) {
        assert_eq!(n, count, "{key}");
    }
}

/// A bug: the footer showed JSON and English codes, and always said that the list goes by the received day.
#[test]
fn the_workbook_of_a_list_behind_a_number_says_its_question_in_words() {
    let kit = Kit::found();
    kit.appeal();
    let seen = kit.ok("overview", json!({ "from": PERIOD[0], "to": PERIOD[1] }));
    let rate = seen["rates"].as_array().unwrap().iter().find(|r| r["key"] == "reply_3_months").unwrap();
    let concluded =
        seen["rates"].as_array().unwrap().iter().find(|r| r["key"] == "concluded_in_time").unwrap();
    let narrowed = json!({
        "states": ["handling", "registered"], "stages": ["handle"], "kinds": ["report"], "flag": "late_entry", "mine": true,
    });
    for (list, says) in [
        (&seen["late"][0]["list"], "期限 未办，到期日止 2026-08-31，剔除的不列"),
        (&rate["over"]["list"], "按期，到期日起 2026-08-01，到期日止 2026-08-31，剔除的不列"),
        (&concluded["over"]["list"], "指标 按期办结，起 2026-08-01，止 2026-08-31"),
        (&seen["numbers"][0]["list"], "指标 收集，起 2026-08-01，止 2026-09-01"),
        (&narrowed, "状态 办理中、待分流；环节 处理；类别 举报；标记 补录；仅本人 是"),
    ] {
        let (filters, rule) = footer(&kit, list);
        assert!(filters.contains(says), "{filters}");
        assert!(!filters.contains('{') && !filters.chars().any(|c| c.is_ascii_alphabetic()), "{filters}");
        assert_eq!(rule.contains("按收到日期"), list == &narrowed, "{rule}");
    }
}

/// The filters and the counting rule at the foot of a list's workbook.
fn footer(kit: &Kit, list: &Value) -> (String, String) {
    let out = kit.ok("export_list", json!({ "noun": "appeal", "listed": list }));
    let table = paper::read_table(&desk_kit::plain(&out["bytes_base64"]), "a.xlsx").unwrap();
    let cells: Vec<&String> = table.rows.iter().flat_map(|r| &r.cells).collect();
    let of = |label: &str| cells.iter().find(|c| c.starts_with(label)).unwrap().to_string();
    (of("筛选"), of("统计口径"))
}
