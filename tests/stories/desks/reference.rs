//! Rules and calendars come by disc as well: whatever lies behind them on it, every limit is counted anew.

use std::sync::Arc;

use ledger::authority::{Cut, build::cut_op};
use ledger::{RecordId, Stream};
use serde_json::{Value, json};
use tests::{Days, FOUNDER, Newcomer, STAFF, TestDesk};

use super::{ISLAND, appeal, with_an_island};

const HALL: &str = "沈立";

/// The year as it is known, with one more day off.
fn notice(desk: &TestDesk, who: &str, on: &str) -> String {
    let known = desk.done(who, "list_calendars", json!({}))["years"].clone();
    let year = known.as_array().unwrap().iter().find(|y| y["year"] == 2026).unwrap().clone();
    let mut text = format!("date,kind,name\n{on},off,测试\n");
    for (day, what) in year["days"].as_object().unwrap() {
        text += &format!("{day},{},{}\n", what["kind"].as_str().unwrap(), what["name"].as_str().unwrap());
    }
    text
}

/// Entries with rules, lists and calendars.
fn n_files(desk: &TestDesk) -> usize {
    let all = desk.host.with(|office, _| {
        Ok(office.desk.read(|r| r.entries_of_stream(&Stream::reference(), i64::MAX, u32::MAX))?)
    });
    all.unwrap().len()
}

/// Appeals whose seven days end on a day, by the list.
fn due(desk: &TestDesk, on: &str) -> Value {
    due_to(ISLAND, (desk, on))
}

fn due_to(who: &str, (desk, on): (&TestDesk, &str)) -> Value {
    let due = json!({ "rules": ["R01"], "from": on, "to": on });
    desk.done(who, "list_appeals", json!({ "due": due }))["count"].clone()
}

/// A bug: a disc is taken in by several calls, and only a calendar that came with the last of them counted anything anew. Attachments
/// lie behind it.
#[test]
fn a_calendar_that_comes_with_attachments_behind_it_moves_the_limits_that_run() {
    let desk = TestDesk::founded_at("331002", Arc::new(Days::from("2026-08-31"))).with(STAFF);
    let (county, island) = with_an_island(desk);
    appeal(&island, ISLAND, (&county.station(0), "路灯"));
    assert_eq!((due(&island, "2026-09-07"), due(&island, "2026-09-08")), (json!(1), json!(0)));
    county.done(FOUNDER, "import_calendar", json!({ "text": notice(&county, FOUNDER, "2026-09-07") }));
    county.appeal_with_scan(FOUNDER);
    county.carry(FOUNDER, (&island, ISLAND));
    assert_eq!(due(&island, "2026-09-07"), 0);
    assert!(due(&island, "2026-09-08").as_u64() > Some(0), "a day later");
}

/// A bug: only the end of an exchange counted anew. Where the program ended before it, what was listed kept its days under the old
/// calendar until another one came.
#[test]
fn a_calendar_counts_though_the_program_ended_before_the_disc_did() {
    let desk = TestDesk::founded_at("331002", Arc::new(Days::from("2026-08-31"))).with(STAFF);
    let (county, island) = with_an_island(desk);
    appeal(&island, ISLAND, (&county.station(0), "路灯"));
    county.done(FOUNDER, "import_calendar", json!({ "text": notice(&county, FOUNDER, "2026-09-07") }));
    county.appeal_with_scan(FOUNDER);
    let folder = tempfile::tempdir().unwrap();
    let sent = county.burn(FOUNDER, (&island, ISLAND), folder.path());
    while n_files(&island) < n_files(&county) {
        let taken = island.done(ISLAND, "take_bundle", json!({ "dir": folder.path(), "id": sent["id"] }));
        assert_eq!(taken["value"]["done"], false, "attachments lie behind: {taken}");
    }
    let island = island.restart();
    assert_eq!(due(&island, "2026-09-07"), 0);
    assert!(due(&island, "2026-09-08").as_u64() > Some(0), "a day later");
    island.take(ISLAND, folder.path(), sent["id"].as_str().unwrap());
    assert_eq!(due(&island, "2026-09-07"), 0);
}

/// A bug: the desk that had taken a calendar over was revoked, and every other one counted on by it until it was started again.
#[test]
fn a_calendar_that_loses_its_power_with_its_desk_counts_nowhere_any_more() {
    let desk = TestDesk::founded_at("331002", Arc::new(Days::from("2026-08-31"))).with(STAFF);
    let (mut county, island) = with_an_island(desk);
    let hall = Newcomer { name: HALL, role: "registrar", level: None, stations: vec![], office: "331002" };
    let hall = county.join(&hall);
    appeal(&island, ISLAND, (&county.station(0), "路灯"));
    hall.done(HALL, "import_calendar", json!({ "text": notice(&hall, HALL, "2026-09-07") }));
    hall.carry(HALL, (&county, FOUNDER));
    county.carry(FOUNDER, (&island, ISLAND));
    assert_eq!((due(&island, "2026-09-07"), due(&island, "2026-09-08")), (json!(0), json!(1)));
    let desk = hall.desk_id(HALL);
    let preview = county.done(FOUNDER, "preview_revoke_desk", json!({ "desk": desk }));
    let writers = preview["writers"].as_array().unwrap().iter();
    let last: Vec<Value> = writers.map(|w| json!({ "writer": w["writer"], "seq": 0 })).collect();
    county.done(FOUNDER, "revoke_desk", json!({ "desk": desk, "last": last, "reason": "误装" }));
    county.carry(FOUNDER, (&island, ISLAND));
    assert_eq!((due(&island, "2026-09-07"), due(&island, "2026-09-08")), (json!(1), json!(0)));
}

/// A bug: only the end of the call counted anew. Where the program ended between the revocation and that, what was listed kept its days
/// under a calendar that counts no more.
#[test]
fn a_calendar_that_was_revoked_counts_no_more_though_the_program_ended_at_once() {
    let mut county = TestDesk::founded_at("331002", Arc::new(Days::from("2026-08-31"))).with(STAFF);
    let hall = Newcomer { name: HALL, role: "registrar", level: None, stations: vec![], office: "331002" };
    let hall = county.join(&hall);
    appeal(&county, FOUNDER, (&county.station(0), "路灯"));
    hall.done(HALL, "import_calendar", json!({ "text": notice(&hall, HALL, "2026-09-07") }));
    hall.carry(HALL, (&county, FOUNDER));
    let counted = |desk: &TestDesk| ["2026-09-07", "2026-09-08"].map(|on| due_to(FOUNDER, (desk, on)));
    assert_eq!(counted(&county), [json!(0), json!(1)]);
    let desk: RecordId = hall.desk_id(HALL).parse().unwrap();
    let revoked = county.host.with(|office, who| {
        office.perform(who, "revoke_desk", |at| {
            at.also(desk, vec![cut_op(&Cut::default(), "误装")]);
            Ok(())
        })
    });
    revoked.unwrap();
    assert_eq!(counted(&county.restart()), [json!(1), json!(0)]);
}
