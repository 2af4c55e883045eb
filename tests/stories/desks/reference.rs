//! Rules and calendars come by disc as well: whatever lies behind them on it, every limit is counted anew.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk};

use super::{ISLAND, appeal, with_an_island};

/// The year as it is known, with one more day off.
fn notice(desk: &TestDesk, (on, name): (&str, &str)) -> String {
    let known = desk.done(FOUNDER, "list_calendars", json!({}))["years"].clone();
    let year = known.as_array().unwrap().iter().find(|y| y["year"] == 2026).unwrap().clone();
    let mut text = format!("date,kind,name\n{on},off,{name}\n");
    for (day, what) in year["days"].as_object().unwrap() {
        text += &format!("{day},{},{}\n", what["kind"].as_str().unwrap(), what["name"].as_str().unwrap());
    }
    text
}

/// Appeals whose seven days end on a day, by the list.
fn due(desk: &TestDesk, on: &str) -> Value {
    let due = json!({ "rules": ["R01"], "from": on, "to": on });
    desk.done(ISLAND, "list_appeals", json!({ "due": due }))["count"].clone()
}

/// A bug: a disc is taken in by several calls, and only a calendar that came with the last of them counted anything anew. Attachments
/// lie behind it.
#[test]
fn a_calendar_that_comes_with_attachments_behind_it_moves_the_limits_that_run() {
    let desk = TestDesk::founded_at("331002", Arc::new(Days::from("2026-08-31"))).with(STAFF);
    let (county, island) = with_an_island(desk);
    appeal(&island, ISLAND, (&county.station(0), "路灯"));
    assert_eq!((due(&island, "2026-09-07"), due(&island, "2026-09-08")), (json!(1), json!(0)));
    county.done(FOUNDER, "import_calendar", json!({ "text": notice(&county, ("2026-09-07", "测试")) }));
    county.appeal_with_scan(FOUNDER);
    county.carry(FOUNDER, (&island, ISLAND));
    assert_eq!(due(&island, "2026-09-07"), 0);
    assert!(due(&island, "2026-09-08").as_u64() > Some(0), "a day later");
}
