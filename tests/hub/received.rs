//! When the hub received what a record is made of: a third party's word beside the desks' own clocks (ledger.md §2.3).

use actions::{SystemWall, Wall};
use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk};

use super::{ISLAND, Scene, appeal, exchange, silent};

const HOUR_MS: u64 = 3_600_000;

fn received(desk: &TestDesk, who: &str, record: &str) -> Value {
    desk.done(who, "record_received", json!({ "record": record }))
}

/// Of each entry, as it came here.
fn times(told: &Value) -> Vec<Option<u64>> {
    assert_eq!(told["end"], "reached", "{told}");
    told["entries"].as_array().unwrap().iter().map(|one| one["received_ms"].as_u64()).collect()
}

#[test]
fn the_hub_says_when_it_received_each_entry_whatever_the_desks_clocks_say() {
    let Scene { county, island, .. } = &Scene::met();
    let record = appeal(island, ISLAND, "反映大陈码头引桥护栏锈断");
    assert_eq!(times(&received(island, ISLAND, &record)), [None], "it has not gone up");
    exchange(island, ISLAND);
    exchange(county, FOUNDER);
    let first = times(&received(island, ISLAND, &record));
    let now_ms = SystemWall.now_ms();
    assert!(matches!(first[..], [Some(ms)] if ms.abs_diff(now_ms) < HOUR_MS), "the hub's clock: {first:?}");
    let told = received(county, FOUNDER, &record);
    assert_eq!(times(&told), first, "it says the same to everybody");
    let on = ("appeal", record.as_str());
    county.steps(FOUNDER, "amend_appeal", on, json!({ "request": "月底前修好" }));
    assert_eq!(times(&received(county, FOUNDER, &record)), [first[0], None]);
    exchange(county, FOUNDER);
    let both = times(&received(county, FOUNDER, &record));
    assert!(both[0] == first[0] && both[1] > both[0], "what comes later moves nothing: {both:?}");
}

#[test]
fn a_hub_that_was_set_up_by_an_older_program_says_so_and_exchanges_on() {
    let Scene { county, hub, .. } = &Scene::new();
    exchange(county, FOUNDER);
    let record = appeal(county, FOUNDER, "路灯");
    hub.admin("postgres").batch("DROP FUNCTION hub.received_v1(text, bytea[])").unwrap();
    let told = received(county, FOUNDER, &record);
    assert_eq!((&told["end"], &told["entries"]), (&json!("old_hub"), &json!([])), "{told}");
    exchange(county, FOUNDER);
}

#[test]
fn a_hub_that_is_away_is_told_as_everywhere() {
    let Scene { county, .. } = &Scene::new();
    exchange(county, FOUNDER);
    let record = appeal(county, FOUNDER, "路灯");
    let (listener, port) = silent();
    drop(listener);
    county.done(FOUNDER, "set_hub", json!({ "host": "127.0.0.1", "port": port, "database": "postgres" }));
    let told = received(county, FOUNDER, &record);
    assert_eq!((&told["end"], &told["entries"]), (&json!("link"), &json!([])), "{told}");
}
