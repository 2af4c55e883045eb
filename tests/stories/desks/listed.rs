//! The list of desks: when each was last heard of and by what way, from what this desk itself knows.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, Newcomer, STAFF, TestDesk};

use super::{appeal, listed, row, with_an_island};

const ISLAND: &str = "陈阿海";
const HALL: &str = "沈立";
const HEAD: &str = "郑海波";

fn told(row: &Value) -> (Option<u64>, &str, &str) {
    (
        row["quiet_days"].as_u64(),
        row["silence"].as_str().unwrap(),
        row["heard"]["by"].as_str().unwrap_or("never"),
    )
}

#[test]
fn a_desk_is_silent_from_its_enrolment_until_something_of_it_comes() {
    let days = Arc::new(Days::from("2026-09-01"));
    let mut county = TestDesk::founded_at("331002", days.clone()).with(STAFF);
    let stations = vec![county.station(0)];
    let island =
        county.join(&Newcomer { name: ISLAND, role: "liaison", level: None, stations, office: "331002" });
    let hall = county.join(&Newcomer {
        name: HALL,
        role: "prosecutor",
        level: None,
        stations: vec![],
        office: "331002",
    });
    county.carry(FOUNDER, (&island, ISLAND));
    let first = listed(&county, FOUNDER);
    assert_eq!(first["rows"].as_array().unwrap().len(), 3);
    assert_eq!(
        (row(&first, FOUNDER)["own"].as_bool(), told(row(&first, ISLAND))),
        (Some(true), (Some(0), "heard", "never"))
    );
    let island_row = row(&first, ISLAND);
    assert_eq!(
        (island_row["stations"].as_array().unwrap().len(), island_row["whole_office"].as_bool()),
        (1, Some(false))
    );
    assert_eq!(
        island_row["streams"][0]["of"][0], island_row["stations"][0]["name"],
        "its station and no other"
    );
    assert_eq!(row(&first, HALL)["streams"][0], json!({ "class": "st", "all": true, "of": [] }));

    days.move_to("2026-09-08");
    assert_eq!(told(row(&listed(&county, FOUNDER), ISLAND)), (Some(7), "silent", "never"));
    appeal(&island, ISLAND, (&county.station(0), "护栏锈断"));
    island.carry(ISLAND, (&hall, HALL));
    days.move_to("2026-09-10");
    hall.carry(HALL, (&county, FOUNDER));
    let relayed = listed(&county, FOUNDER);
    assert_eq!(told(row(&relayed, ISLAND)), (Some(0), "heard", "others"), "the other room's disc brought it");
    assert_eq!(row(&relayed, ISLAND)["heard"]["through"]["people"], json!([HALL]));
    assert_eq!(told(row(&relayed, HALL)), (Some(0), "heard", "disc"));

    days.move_to("2026-09-24");
    assert_eq!(told(row(&listed(&county, FOUNDER), ISLAND)), (Some(14), "too_long", "others"));
    how_long_is_borne(&county);
    a_revoked_desk_is_waited_for_no_more(&county, &island);
}

/// A bug: what came by disc was dated by its sender's clock. A desk whose clock was ahead counted as heard of until that day.
#[test]
fn a_desk_whose_clock_is_ahead_is_silent_like_any_other() {
    let days = Arc::new(Days::from("2026-09-01"));
    let (county, island) = with_an_island(TestDesk::founded_at("331002", days.clone()).with(STAFF));
    let island = island.restart_at(Arc::new(Days::from("2027-06-01")));
    appeal(&island, ISLAND, (&county.station(0), "护栏锈断"));
    island.carry(ISLAND, (&county, FOUNDER));
    assert_eq!(told(row(&listed(&county, FOUNDER), ISLAND)), (Some(0), "heard", "disc"));
    days.move_to("2026-09-15");
    assert_eq!(told(row(&listed(&county, FOUNDER), ISLAND)), (Some(14), "too_long", "disc"));
}

fn how_long_is_borne(county: &TestDesk) {
    county.done("系统员甲", "set_silent_days", json!({ "days": 10 }));
    let borne = listed(county, "系统员甲");
    assert_eq!((borne["silent_days"].as_u64(), told(row(&borne, ISLAND)).1), (Some(10), "silent"));
    for days in [0, 91] {
        assert_eq!(county.refused(FOUNDER, "set_silent_days", json!({ "days": days })), "out_of_range");
    }

    let seen = listed(county, HEAD);
    assert_eq!((seen["may_act"].as_bool(), seen["rows"].as_array().unwrap().len()), (Some(false), 3));
    assert!(seen["rows"].as_array().unwrap().iter().all(|row| row["may_act"] == false));
}

fn a_revoked_desk_is_waited_for_no_more(county: &TestDesk, island: &TestDesk) {
    let desk = json!({ "desk": island.desk_id(ISLAND) });
    let preview = county.done(FOUNDER, "preview_revoke_desk", desk.clone());
    let last = json!([{ "writer": preview["writers"][0]["writer"], "seq": preview["writers"][0]["last"] }]);
    county.done(FOUNDER, "revoke_desk", tests::over(desk, json!({ "last": last, "reason": "站点失窃" })));
    let cut = listed(county, FOUNDER);
    let gone = row(&cut, ISLAND);
    assert_eq!(
        (gone["revoked"]["reason"].as_str(), gone["revoked"]["by_name"].as_str()),
        (Some("站点失窃"), Some(FOUNDER))
    );
    assert_eq!(
        (gone["quiet_days"].is_null(), gone["streams"].as_array().unwrap().len()),
        (true, 0),
        "nobody waits for it"
    );
}

#[test]
fn an_office_sees_its_own_desks_and_those_above_and_the_city_sees_all() {
    let staff = [("系统员甲", "system_admin", None), ("安全员乙", "security_admin", None)];
    let mut city = TestDesk::founded_at("331000", Arc::new(Days::from("2026-09-01"))).with(&staff);
    let mut of = |name, office| {
        city.join(&Newcomer { name, role: "registrar", level: None, stations: vec![], office })
    };
    let here = of("椒江登记员", "331002");
    of("黄岩登记员", "331003");
    city.carry(FOUNDER, (&here, "椒江登记员"));
    let offices = |list: &Value| -> Vec<(String, bool)> {
        let rows = list["rows"].as_array().unwrap().iter();
        rows.map(|row| (row["desk"]["office"].as_str().unwrap().to_owned(), row["may_act"] == true)).collect()
    };
    let all = ["331000", "331002", "331003"].map(|office| (office.to_owned(), true));
    assert_eq!(offices(&listed(&city, FOUNDER)), all);
    let below = [("331000".to_owned(), false), ("331002".to_owned(), true)];
    assert_eq!(
        offices(&listed(&here, "椒江登记员")),
        below,
        "the city's desk is known and not theirs to keep"
    );
}
