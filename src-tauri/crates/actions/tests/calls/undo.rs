//! A deed is taken back as a whole, or the reason is said.

use crate::desk_kit::Kit;
use serde_json::{Value, json};

fn on(preview: &Value) -> Value {
    preview["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| json!({ "record": r["record"], "seen": r["seen"] }))
        .collect()
}

#[test]
fn an_acceptance_is_taken_back() {
    let kit = Kit::found();
    let (record, seen) = kit.appeal();
    let deed = kit.ok(
        "accept_appeal",
        json!({ "record": record, "seen": seen, "nature": "ordinary", "on": "2026-09-01" }),
    )["deed"]
        .clone();
    let preview = kit.ok("preview_undo", json!({ "deed": deed }));
    assert_eq!((&preview["may"], &preview["act"]), (&json!(true), &json!("accept_appeal")), "{preview}");
    kit.ok("undo", json!({ "deed": deed, "reason": "点错了", "on": on(&preview) }));
    assert_eq!(kit.ok("open_appeal", json!({ "record": record }))["state"], "registered");
    assert_eq!(
        kit.code("undo", json!({ "deed": deed, "reason": "点错了", "on": on(&preview) })),
        "nothing_changed"
    );
}

#[test]
fn a_reason_is_asked_for_and_every_record_named() {
    let kit = Kit::found();
    let (station, _) = kit.station();
    let person = kit.person("王洁");
    let deed = kit.ok(
        "appoint_post",
        json!({ "station": station, "person": person, "kind": "liaison", "from_on": "2026-09-01" }),
    )["deed"]
        .clone();
    let preview = kit.ok("preview_undo", json!({ "deed": deed }));
    assert_eq!(kit.code("undo", json!({ "deed": deed, "reason": " ", "on": on(&preview) })), "required");
    assert_eq!(kit.code("undo", json!({ "deed": deed, "reason": "错", "on": [] })), "bad_input");
    kit.ok("undo", json!({ "deed": deed, "reason": "错", "on": on(&preview) }));
    let team = kit.ok("answerable_on", json!({ "station": station, "day": "2026-09-01" }));
    assert_eq!(team["team"], json!([]));
}
