//! Rules and calendars of the desk.

#![allow(clippy::unwrap_used)] // a story that cannot go on must stop

mod desk_kit;

use desk_kit::Kit;
use serde_json::json;

#[test]
fn rules_and_years_are_listed_and_nothing_is_offered_on_a_fresh_desk() {
    let kit = Kit::found();
    let rules = kit.ok("list_rules", json!({}));
    assert!(rules["rules"].as_array().unwrap().iter().any(|r| r["id"] == "R01"));
    assert_eq!(rules["offered"], json!([]));
    assert_eq!(kit.code("take_over_rules", json!({ "hashes": ["00"] })), "nothing_changed");
    assert_eq!(kit.code("preview_take_over", json!({ "hashes": ["00"] })), "nothing_changed");
    assert_eq!(kit.ok("list_calendars", json!({}))["years"].as_array().unwrap().len(), 4);
}

#[test]
fn a_notice_that_takes_a_day_away_moves_the_clock_it_falls_on() {
    let kit = Kit::found();
    let (record, _) = kit.appeal();
    // Received on Monday 31 August 2026: seven days end on Monday 7 September, which this notice makes a day off.
    // The rest of the year stays as its notice has it.
    let known = kit.ok("list_calendars", json!({}))["years"].clone();
    let year = known.as_array().unwrap().iter().find(|y| y["year"] == 2026).unwrap().clone();
    let mut text = String::from("date,kind,name\n2026-09-07,off,测试\n");
    for (day, what) in year["days"].as_object().unwrap() {
        text += &format!("{day},{},{}\n", what["kind"].as_str().unwrap(), what["name"].as_str().unwrap());
    }
    let preview = kit.ok("preview_calendar", json!({ "text": text }));
    let moves = preview["moves"].as_array().unwrap();
    let moved = moves.iter().find(|m| m["record"] == record && m["flow"] == "clock/R01/0").unwrap();
    assert_eq!((&moved["before"], &moved["after"]), (&json!("2026-09-07"), &json!("2026-09-08")));
    kit.ok("import_calendar", json!({ "text": text }));
    let page = kit.ok("open_appeal", json!({ "record": record }));
    let clock = page["clocks"].as_array().unwrap().iter().find(|c| c["rule"] == "R01").unwrap().clone();
    assert_eq!(clock["due_on"], "2026-09-08");
    assert_eq!(kit.code("import_calendar", json!({ "text": text })), "nothing_changed");
}

#[test]
fn a_file_that_is_no_notice_is_named() {
    let kit = Kit::found();
    for text in ["", "date,kind,name\n", "{\"days\":", "date,kind\n2026-13-01,off\n"] {
        assert_eq!(kit.code("preview_calendar", json!({ "text": text })), "bad_reference", "{text:?}");
    }
}
