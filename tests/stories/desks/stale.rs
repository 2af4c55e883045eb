//! A disc that comes later than a newer one: it is told as older, brings nothing back that was changed or ended since, and is no error.

use std::path::Path;

use serde_json::{Value, json};
use tests::{FOUNDER, Newcomer, TestDesk};

use super::{ISLAND, appeal, titles, with_an_island};

const HALL: &str = "沈立";
const CHIEF: &str = "郑海波";

fn told(desk: &TestDesk, (who, folder): (&str, &Path)) -> (Value, Value) {
    let found = desk.done(who, "bundles_in", json!({ "dir": folder }));
    (found["bundles"][0]["stale"].clone(), found["bundles"][0]["taken"].clone())
}

#[test]
fn an_older_disc_after_a_newer_one_is_told_and_changes_nothing() {
    let (county, island) = with_an_island(TestDesk::staffed());
    let station = county.station(0);
    let record = appeal(&island, ISLAND, (&station, "一"));
    let old = tempfile::tempdir().unwrap();
    let sent = island.burn(ISLAND, (&county, FOUNDER), old.path());
    assert_eq!(told(&county, (FOUNDER, old.path())), (json!(false), json!(false)), "nothing newer is here");
    island.steps(ISLAND, "amend_appeal", ("appeal", &record), json!({ "request": "换成新的" }));
    appeal(&island, ISLAND, (&station, "二"));
    island.carry(ISLAND, (&county, FOUNDER));
    assert_eq!(told(&county, (FOUNDER, old.path())), (json!(true), json!(false)));
    let taken = county.take(FOUNDER, old.path(), sent["id"].as_str().unwrap());
    let count = |name: &str| taken[name].as_u64();
    assert_eq!((count("n_new"), count("n_held"), count("n_unread")), (Some(0), Some(0), Some(0)), "{taken}");
    assert_eq!((count("n_lacking"), count("n_differing")), (Some(0), Some(0)), "more than it knew is here");
    assert_eq!(titles(&county, FOUNDER), ["一", "二"]);
    let page = county.page(FOUNDER, ("appeal", &record)).to_string();
    assert!(page.contains("换成新的"), "what was corrected since stays");
    assert_eq!(told(&county, (FOUNDER, old.path())).1, json!(true), "it is in the register like any other");
    assert_eq!(county.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

/// Replayed, an old list of who may what gives nobody back what has ended.
#[test]
fn a_disc_from_before_a_revocation_does_not_bring_the_desk_back() {
    let (mut county, island) = with_an_island(TestDesk::staffed());
    let hall = Newcomer { name: HALL, role: "prosecutor", level: None, stations: vec![], office: "331002" };
    let hall = county.join(&hall);
    // So that the island knows of the desk in the hall.
    county.carry(FOUNDER, (&island, ISLAND));
    let station = county.station(0);
    appeal(&island, ISLAND, (&station, "失窃之前"));
    island.carry(ISLAND, (&county, FOUNDER));
    let old = tempfile::tempdir().unwrap();
    let sent = county.burn(FOUNDER, (&hall, HALL), old.path());
    revoke(&county, &island);
    county.carry(FOUNDER, (&hall, HALL));
    appeal(&island, ISLAND, (&station, "失窃之后"));
    island.carry(ISLAND, (&hall, HALL));
    let waits = || hall.done(HALL, "list_quarantine", json!({}))["rows"].as_array().unwrap().len();
    let before = waits();
    assert!(before > 0 && titles(&hall, HALL) == ["失窃之前"]);
    assert_eq!(told(&hall, (HALL, old.path())), (json!(true), json!(false)));
    hall.take(HALL, old.path(), sent["id"].as_str().unwrap());
    assert_eq!((titles(&hall, HALL), waits()), (vec!["失窃之前".to_owned()], before));
}

/// The whole copy comes to a desk that never had it: the order is there before, and it counts.
#[test]
fn an_older_disc_brings_back_nothing_that_was_deleted_by_law() {
    let mut county = TestDesk::staffed();
    let hall = Newcomer { name: HALL, role: "prosecutor", level: None, stations: vec![], office: "331002" };
    let hall = county.join(&hall);
    let record = appeal(&county, FOUNDER, (&county.station(0), "路灯"));
    let old = tempfile::tempdir().unwrap();
    let sent = county.burn(FOUNDER, (&hall, HALL), old.path());
    county.delete_phone(&record, CHIEF);
    county.carry(FOUNDER, (&hall, HALL));
    let deleted = || {
        let party = hall.page(HALL, ("appeal", &record))["parties"][0]["party"]["redacted"].clone();
        let found = hall.done(HALL, "find", json!({ "text": "1234" }))["page"]["count"].clone();
        (party, found, hall.done(HALL, "verify", json!({}))["verdict"].clone())
    };
    let gone = (json!(["phone"]), json!(0), json!("good"));
    assert_eq!(deleted(), gone);
    hall.take(HALL, old.path(), sent["id"].as_str().unwrap());
    assert_eq!(deleted(), gone);
}

/// With everything that is here as its last good work.
fn revoke(county: &TestDesk, island: &TestDesk) {
    let desk = island.desk_id(ISLAND);
    let preview = county.done(FOUNDER, "preview_revoke_desk", json!({ "desk": desk }));
    let writers = preview["writers"].as_array().unwrap().iter();
    let last: Vec<Value> = writers.map(|w| json!({ "writer": w["writer"], "seq": w["last"] })).collect();
    county.done(FOUNDER, "revoke_desk", json!({ "desk": desk, "last": last, "reason": "站点失窃" }));
}
