//! What the hub does not take: an entry that is too large for it, more than today's quota. It is told until it has gone up.

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk};

use super::{ISLAND, Scene, appeal, exchange};

const PUSH: &str = include_str!("../../src-tauri/crates/sync/src/hub/sql/push_v1.sql");

/// Of the island's station: how many entries wait, and which faults stand there.
fn at_station(desk: &TestDesk) -> (Option<u64>, Vec<Value>) {
    let state = desk.done(ISLAND, "hub_state", json!({}));
    let streams = state["streams"].as_array().unwrap();
    let st = streams.iter().find(|one| one["class"] == "st").unwrap_or_else(|| panic!("{state}"));
    let codes = st["faults"].as_array().unwrap().iter().map(|fault| fault["code"].clone());
    (st["waiting"].as_u64(), codes.collect())
}

fn station_stream(desk: &TestDesk) -> Value {
    let state = desk.done(ISLAND, "hub_state", json!({}));
    let streams = state["streams"].as_array().unwrap();
    streams.iter().find(|one| one["class"] == "st").unwrap()["stream"].clone()
}

#[test]
fn an_entry_the_hub_refused_is_not_counted_as_there_and_goes_up_once_the_limit_is_raised() {
    let scene = Scene::new();
    let Scene { county, island, hub } = &scene;
    exchange(island, ISLAND);
    let narrow = PUSH.replace("524288 + 256", "9000");
    assert_ne!(narrow, PUSH);
    hub.admin("postgres").batch(&narrow).unwrap();
    let record = appeal(island, ISLAND, "长文");
    let on = ("appeal", record.as_str());
    // 450 times 9 characters of three bytes each.
    let facts = "码头引桥护栏锈断。".repeat(450);
    island.steps(ISLAND, "amend_appeal", on, json!({ "facts": facts }));
    exchange(island, ISLAND);
    assert_eq!(at_station(island), (Some(1), vec![json!("entry")]));
    let travel = |desk: &TestDesk, who: &str| {
        let travel = desk.done(who, "record_travel", json!({ "record": record }));
        ["n", "confirmed", "refused"].map(|what| travel.get(what).unwrap_or(&travel["hub"][what]).as_u64())
    };
    assert_eq!(travel(island, ISLAND), [Some(2), Some(1), Some(1)]);
    let waiting = || island.done(ISLAND, "waiting_records", json!({ "stream": station_stream(island) }));
    let listed = waiting();
    assert_eq!(
        (&listed[0]["record"], &listed[0]["n"], listed[1].clone()),
        (&json!(record), &json!(1), Value::Null)
    );
    assert!(listed[0]["not_taken"].as_str().is_some_and(|said| !said.is_empty()), "{listed}");
    // Asked for by hand it is tried, refused again, and still told; the rest of the stream is not disturbed.
    let again = appeal(island, ISLAND, "短文");
    exchange(island, ISLAND);
    assert_eq!(at_station(island), (Some(1), vec![json!("entry")]));
    exchange(county, FOUNDER);
    assert_eq!(county.page(FOUNDER, ("appeal", &again))["state"], "registered");
    assert!(!county.page(FOUNDER, on).to_string().contains(&facts));

    hub.admin("postgres").batch(PUSH).unwrap();
    exchange(island, ISLAND);
    assert_eq!(at_station(island), (Some(0), vec![]));
    assert_eq!(waiting(), json!([]));
    assert_eq!(travel(island, ISLAND), [Some(2), Some(2), Some(0)]);
    exchange(county, FOUNDER);
    assert!(county.page(FOUNDER, on).to_string().contains(&facts));
    exchange(island, ISLAND);
    assert_eq!(exchange(island, ISLAND)["round_trips"], 1, "nothing is left to try");
}

#[test]
fn a_part_that_is_refused_for_its_quota_stands_in_the_status_line_until_it_is_well() {
    let Scene { island, hub, .. } = &Scene::new();
    exchange(island, ISLAND);
    hub.admin("postgres").batch("UPDATE hub.quota SET allowed = 1").unwrap();
    appeal(island, ISLAND, "限额用完后登记");
    let failing = || island.done(ISLAND, "exchange_if_due", json!({}))["value"]["failing"].clone();
    for told in [Value::Null, json!("quota")] {
        assert_eq!(exchange(island, ISLAND)["end"], "complete", "others' work still comes");
        assert_eq!(failing(), told, "once is borne");
    }
    hub.admin("postgres").batch("UPDATE hub.quota SET allowed = 1073741824").unwrap();
    exchange(island, ISLAND);
    assert_eq!(failing(), Value::Null);
    assert_eq!(at_station(island), (Some(0), vec![]));
}
