//! What the hub does not take: an entry that is too large for it, more than today's quota. It is told until it has gone up.

use ledger::{RecordId, Stream};
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

/// Sees no business, and may exchange.
const SYSTEM: &str = "系统员甲";

/// Two appeals of the county with a text that is too long for the hub; after it in the first, what is short enough.
fn two_not_taken(county: &TestDesk, facts: &str) -> [String; 2] {
    let made = ["长文一", "长文二"].map(|title| appeal(county, FOUNDER, title));
    for record in &made {
        county.steps(FOUNDER, "amend_appeal", ("appeal", record), json!({ "facts": facts }));
    }
    county.steps(FOUNDER, "amend_appeal", ("appeal", &made[0]), json!({ "request": "月底前修好" }));
    exchange(county, FOUNDER);
    made
}

#[test]
fn one_item_of_the_queue_is_offered_again_also_by_who_may_not_open_it_and_the_others_stay_refused() {
    let Scene { county, island, hub } = &Scene::met();
    hub.admin("postgres").batch(&PUSH.replace("524288 + 256", "9000")).unwrap();
    let facts = "码头引桥护栏锈断。".repeat(450);
    let [one, other] = two_not_taken(county, &facts);
    let read = |record: &str| {
        exchange(island, ISLAND);
        let page = island.page(ISLAND, ("appeal", record)).to_string();
        [page.contains(&facts), page.contains("月底前修好")]
    };
    assert_eq!(read(&one), [false; 2], "what came after the text waits for it");
    let stream = Stream::station(county.station(0).parse::<RecordId>().unwrap()).0;
    let waiting = || county.done(SYSTEM, "waiting_records", json!({ "stream": stream }));
    let rows = waiting();
    assert_eq!(rows.as_array().unwrap().len(), 2, "{rows}");
    let known = [one.as_str(), &other, "长文"].map(|known| rows.to_string().contains(known));
    assert_eq!(known, [false; 3], "{rows}");

    let key = json!({ "refused": rows[0]["refused"] });
    let again = || county.done(SYSTEM, "exchange_record", key.clone())["value"].clone();
    let told = again();
    assert_eq!((&told["item"], &told["not_taken"]), (&json!("refused"), &rows[0]["not_taken"]), "{told}");
    assert_eq!(
        (&told["exchanged"]["end"], waiting()),
        (&json!("complete"), rows.clone()),
        "the limit stands"
    );
    hub.admin("postgres").batch(PUSH).unwrap();
    let told = again();
    assert_eq!((&told["item"], &told["not_taken"]), (&json!("taken"), &Value::Null), "{told}");
    let moved = told["exchanged"]["streams"].as_array().unwrap().iter();
    let moved: Vec<&Value> =
        moved.filter(|one| one["stream"] == stream).map(|one| &one["confirmed"]).collect();
    assert_eq!(moved, [&json!(1)], "nothing of the other: {told}");
    assert_eq!(waiting(), json!([rows[1]]));
    assert_eq!(county.refused(SYSTEM, "exchange_record", key.clone()), "missing", "not refused any more");
    assert_eq!([read(&one), read(&other)], [[true; 2], [false; 2]]);
    exchange(county, FOUNDER);
    assert_eq!((waiting(), read(&other)), (json!([]), [true, false]), "all at once goes on as it did");
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
