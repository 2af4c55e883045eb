//! A deed is taken back as a whole, or the reason is said.

use crate::crew::Crew;
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

/// A bug: the opinions went with it, and what had become of them stayed as what became of the next ones.
#[test]
fn what_was_held_is_not_taken_back_from_under_what_came_of_it() {
    let crew = Crew::found();
    let plan =
        json!({ "station": crew.station, "kind": "HD01", "topic": "座谈", "scheduled_on": "2026-09-01" });
    let (record, seen) = crew.made("plan_activity", plan);
    let held = json!({
        "record": record, "seen": seen, "held_on": "2026-09-01", "n_public": 3,
        "opinions": [{ "text": "建议常来", "becomes": "voice" }],
    });
    let held = crew.kit.ok("hold_activity", held)["deed"].clone();
    let voice = json!({ "deputy": crew.deputy(), "title": "建议常来", "content": "每季一次" });
    let settle = ("settle_opinion", json!({ "n": 1, "voice": voice }));
    let settled = crew.step("open_activity", &record, settle)["deed"].clone();
    let preview = |deed: &Value| crew.kit.ok("preview_undo", json!({ "deed": deed }));
    let named = json!({ "act": "hold_activity", "what": ["voice"] });
    let asked = preview(&held);
    assert_eq!((&asked["may"], &asked["why"]["values"]), (&json!(false), &named));
    for deed in [settled, held] {
        let input = json!({ "deed": deed, "reason": "误记", "on": on(&preview(&deed)) });
        crew.kit.ok("undo", input);
    }
    assert_eq!(crew.kit.ok("open_activity", json!({ "record": record }))["state"], "planned");
}
