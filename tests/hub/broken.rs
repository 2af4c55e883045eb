//! Copies that somebody broke on the way: each is judged by itself, and the good one beside it is enough.

use ledger::{RecordId, Stream};
use serde_json::{Value, json};
use sync::session::{Cursor, Mailbox};
use tests::{FOUNDER, TestDesk};

use super::files::mail;
use super::{ISLAND, Scene, appeal, exchange, sum};

/// A new record lies on the hub, and beside the good copy of its first entry one with a wrong signature and one with a cut body, in the
/// island's name.
pub(super) fn broken_beside(scene: &Scene) -> String {
    let made = appeal(&scene.island, ISLAND, "护栏锈断");
    exchange(&scene.island, ISLAND);
    let (station, record): (RecordId, RecordId) =
        (scene.island.station(0).parse().unwrap(), made.parse().unwrap());
    let stream = Stream::station(station);
    let mut mail = mail(scene, &scene.island, ISLAND);
    let page = mail.pull(&stream, Cursor::START, 500).unwrap();
    let mut raws = page.entries.into_iter().filter_map(|placed| placed.raw);
    let good = raws.find(|raw| raw.read().is_ok_and(|entry| entry.header.record == record)).unwrap();
    let (mut forged, mut cut) = (good.clone(), good);
    forged.sig[0] ^= 1;
    cut.body.pop();
    for copy in [forged, cut] {
        assert_eq!(mail.push(&stream, &[copy]).unwrap(), 1, "another copy is a further row");
    }
    made
}

/// The county has the good one of a new record, and has set both others aside.
fn set_aside(scene: &Scene) -> String {
    let record = broken_beside(scene);
    exchange(&scene.county, FOUNDER);
    record
}

fn confirmed(desk: &TestDesk, who: &str, record: &str) -> [Option<u64>; 3] {
    let travel = desk.done(who, "record_travel", json!({ "record": record }));
    [&travel["n"], &travel["hub"]["confirmed"], &travel["hub"]["here_only"]].map(|n| n.as_u64())
}

#[test]
fn a_broken_copy_beside_a_good_one_leaves_nothing_undelivered_at_a_third_desk() {
    let scene = Scene::met();
    let Scene { county, island, .. } = &scene;
    let record = broken_beside(&scene);
    let first = exchange(county, FOUNDER);
    assert_eq!(sum(&first, "aside"), 2, "{first}");
    assert_eq!(county.page(FOUNDER, ("appeal", &record))["state"], "registered");
    let second = exchange(county, FOUNDER);
    assert_eq!((second["round_trips"].as_u64(), sum(&second, "pushed")), (Some(1), 0), "{second}");
    assert_eq!(confirmed(county, FOUNDER, &record), [Some(1), Some(1), Some(0)]);
    assert_eq!(county.done(FOUNDER, "hub_state", json!({}))["waiting"], 0);
    // Whoever wrote it had its own copy read back before.
    exchange(island, ISLAND);
    assert_eq!(exchange(island, ISLAND)["round_trips"], 1);
    assert_eq!(confirmed(island, ISLAND, &record), [Some(1), Some(1), Some(0)]);
    for (desk, who) in [(county, FOUNDER), (island, ISLAND)] {
        let held = held(desk, who);
        assert_eq!(held.len(), 2);
        assert!(held.iter().all(|row| row["from"].is_null()), "no desk brought them, the hub did: {held:?}");
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good", "{who}");
    }
}

fn held(desk: &TestDesk, who: &str) -> Vec<Value> {
    desk.done(who, "list_held", json!({})).as_array().unwrap().clone()
}

/// By its cause, as the page tells it.
fn row(rows: &[Value], cause: &str) -> Value {
    let found = rows.iter().find(|row| row["cause"] == cause);
    found.unwrap_or_else(|| panic!("nothing {cause} in {rows:?}"))["row"].clone()
}

/// What the office's log keeps of refusals, the newest first.
fn refusals(desk: &TestDesk) -> Vec<String> {
    let log = Stream::log("331002");
    let lines =
        desk.host.with(|office, _| Ok(office.desk.read(|r| r.entries_of_stream(&log, i64::MAX, 50))?));
    let lines = lines.unwrap().into_iter().filter(|(_, entry)| entry.header.act == "refuse_held");
    lines.map(|(_, entry)| format!("{:?}", entry.items)).collect()
}

#[test]
fn what_was_set_aside_is_refused_one_by_one_with_a_reason_and_the_list_is_empty() {
    let scene = Scene::new();
    let (record, county) = (set_aside(&scene), &scene.county);
    let rows = held(county, FOUNDER);
    assert_eq!(rows.len(), 2, "{rows:?}");
    let (forged, unread) = (row(&rows, "forged"), row(&rows, "unreadable"));
    let input = |row: &Value, reason: &str| json!({ "row": row, "reason": reason });
    assert_eq!(county.refused("陈雅静", "refuse_held", input(&forged, "对方核实为误送")), "denied");
    assert_eq!(county.refused("金菊香", "refuse_held", input(&forged, "对方核实为误送")), "denied");
    assert_eq!(county.refused(FOUNDER, "refuse_held", input(&forged, "  ")), "required");
    assert_eq!(county.refused(FOUNDER, "refuse_held", input(&forged, &"长".repeat(201))), "too_long");
    assert_eq!(county.refused(FOUNDER, "refuse_held", input(&json!(987_654), "查无此件")), "missing");
    assert_eq!(held(county, FOUNDER), rows, "nothing went by being asked for");
    assert_eq!(refusals(county), Vec::<String>::new());

    county.done(FOUNDER, "refuse_held", input(&forged, "对方核实为误送"));
    let left = held(county, FOUNDER);
    assert_eq!((left.len(), &left[0]["cause"]), (1, &json!("unreadable")), "the other stays");
    assert_eq!(county.refused(FOUNDER, "refuse_held", input(&forged, "再来一次")), "missing");
    county.done("林志远", "refuse_held", input(&unread, "副本残缺"));
    assert!(held(county, FOUNDER).is_empty());
    let kept = refusals(county);
    assert_eq!(kept.len(), 2);
    assert!(kept[0].contains("副本残缺") && kept[0].contains("unreadable"), "{kept:?}");
    assert!(kept[1].contains("对方核实为误送") && kept[1].contains("forged"), "{kept:?}");
    // Only the broken copies went: the good one counts, and nothing of them comes back.
    assert_eq!(exchange(county, FOUNDER)["aside"], 0);
    assert!(held(county, FOUNDER).is_empty());
    assert_eq!(county.page(FOUNDER, ("appeal", &record))["state"], "registered");
    assert_eq!(county.done(FOUNDER, "exchange_state", json!({}))["held"], 0);
    assert_eq!(county.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

#[test]
fn one_of_what_was_set_aside_is_judged_again_by_itself() {
    let scene = Scene::new();
    set_aside(&scene);
    let county = &scene.county;
    let rows = held(county, FOUNDER);
    let (forged, unread) = (row(&rows, "forged"), row(&rows, "unreadable"));
    let after = county.done(FOUNDER, "retry_held", json!({ "row": forged }))["value"].clone();
    let causes = |rows: &Value| {
        let mut causes: Vec<String> =
            rows.as_array().unwrap().iter().map(|row| row["cause"].to_string()).collect();
        causes.sort();
        causes
    };
    assert_eq!(causes(&after), ["\"forged\"", "\"unreadable\""], "judged, and still what it is");
    assert_eq!(row(after.as_array().unwrap(), "unreadable"), unread, "the other was not touched");
    assert_eq!(county.refused(FOUNDER, "retry_held", json!({ "row": 987_654 })), "missing");
    let all = county.done(FOUNDER, "retry_held", json!({}))["value"].clone();
    assert_eq!(causes(&all).len(), 2, "without a row all of them");
}
