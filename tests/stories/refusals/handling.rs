//! Handling, concluding, and the limits that a person starts, stops or asks more time for.

use super::*;

pub fn an_appeal_under_way(scene: &Scene) {
    scene.refuses(&scene.handling, [working(), concluding(), events(), more_time()].concat());
}

/// Only whose it is notes progress, on a day that has come.
fn working() -> Rows {
    let progress = |more: Value| over(json!({ "text": "已联系", "on": TODAY, "how": "phone" }), more);
    vec![
        (HANDLER, "note_progress", progress(json!({ "text": " " })), required("text")),
        (HANDLER, "note_progress", progress(json!({ "how": "odd" })), not_in("how", "delivery", "odd")),
        (HANDLER, "note_progress", progress(json!({ "on": TOMORROW })), ahead("on")),
        (HANDLER, "note_progress", progress(json!({ "on": BEFORE })), early("on", RECEIVED)),
        (HANDLER, "note_progress", progress(json!({ "next_on": BEFORE })), early("next_on", TODAY)),
        (OTHER, "note_progress", progress(json!({})), bare("not_holder")),
        (FOUNDER, "assign_appeal", json!({ "office": "331003", "on": TODAY }), bare("only_downward")),
    ]
}

/// Reply, explanation, form and proof, each out of its list.
fn concluding() -> Rows {
    vec![
        (
            HANDLER,
            "propose_conclusion",
            conclusion(json!({ "outcome": "odd" })),
            not_in("outcome", "conclusion", "odd"),
        ),
        (
            HANDLER,
            "propose_conclusion",
            conclusion(json!({ "how": "odd" })),
            not_in("how", "reply_form", "odd"),
        ),
        (
            HANDLER,
            "propose_conclusion",
            conclusion(json!({ "reply": long(20_000) })),
            too_long("reply", 20_000),
        ),
        (
            HANDLER,
            "propose_conclusion",
            conclusion(json!({ "proofs": [] })),
            lacks("propose_conclusion", "proof"),
        ),
        (
            HANDLER,
            "propose_conclusion",
            conclusion(json!({ "proofs": [paper::kept("照片"), { "name": "录音", "kept": "paper" }] })),
            required("proofs"),
        ),
        (
            HANDLER,
            "propose_conclusion",
            conclusion(json!({ "three_in_place": "odd" })),
            not_in("three_in_place", "three_in_place", "odd"),
        ),
        (
            HANDLER,
            "propose_conclusion",
            conclusion(json!({ "resolution": "odd" })),
            not_in("resolution", "resolution", "odd"),
        ),
        (OTHER, "propose_conclusion", conclusion(json!({})), bare("not_holder")),
    ]
}

/// The scene is no civil supervision; what an act says is not entered besides.
fn events() -> Rows {
    let event = |more: Value| {
        over(json!({ "event": "review_requested", "on": TODAY, "proof": paper::kept("申请书") }), more)
    };
    vec![
        (FOUNDER, "record_event", event(json!({ "event": "odd" })), not_in("event", "event", "odd")),
        (
            FOUNDER,
            "record_event",
            event(json!({ "event": "accepted" })),
            not_in("event", "event", "accepted"),
        ),
        (
            FOUNDER,
            "record_event",
            event(json!({ "event": "acceptance_served" })),
            not_in("event", "event", "acceptance_served"),
        ),
        (FOUNDER, "record_event", event(json!({ "on": TOMORROW })), ahead("on")),
        (FOUNDER, "record_event", event(json!({ "on": BEFORE })), early("on", RECEIVED)),
        (
            FOUNDER,
            "record_event",
            event(json!({ "proof": { "name": "申请书", "kept": "paper" } })),
            required("proof"),
        ),
        (FOUNDER, "record_event", event(json!({ "note": long(200) })), too_long("note", 200)),
    ]
}

/// At most the thirty days of 信访条例 34; the sixty days know no stop.
fn more_time() -> Rows {
    let ask = |more: Value| over(json!({ "clock": "clock/R12d/0", "amount": 30, "reason": "复杂" }), more);
    let cannot = |rule: &str, lacks: &str| fault("clock_cannot", json!({ "rule": rule, "lacks": lacks }));
    vec![
        (HANDLER, "request_extension", ask(json!({ "reason": " " })), required("reason")),
        (
            HANDLER,
            "request_extension",
            ask(json!({ "amount": 0 })),
            fault("out_of_range", json!({ "field": "amount", "least": 1, "most": 30 })),
        ),
        (
            HANDLER,
            "request_extension",
            ask(json!({ "amount": 31 })),
            fault("out_of_range", json!({ "field": "amount", "least": 1, "most": 30 })),
        ),
        (HANDLER, "request_extension", ask(json!({ "clock": "clock/R01/0" })), cannot("R01", "extension")),
        (OTHER, "request_extension", ask(json!({})), bare("not_holder")),
        (
            HANDLER,
            "request_pause",
            json!({ "clock": "clock/R12d/0", "reason": "hearing", "from_on": TODAY, "until_on": "2026-09-20" }),
            lacks("request_pause", "clock"),
        ),
    ]
}

/// A bug: who bears a party's name may not take it on (信访工作条例 28), and was given it all the same, alone or with the rest.
#[test]
fn nobody_is_given_what_a_party_of_their_name_is_in() {
    let scene = Scene::found();
    let (desk, other) = (&scene.desk, scene.desk.person(OTHER));
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": RECEIVED, "title": "同名", "request": "请查", "category": "other",
        "people": [{ "part": "petitioner", "kind": "person", "name": OTHER }],
    });
    let appeal = desk.made(FOUNDER, "register_appeal", input);
    let on = ("appeal", appeal.as_str());
    desk.steps(FOUNDER, "accept_appeal", on, sort(json!({})));
    let given = [
        ("assign_handler", json!({ "handler": other })),
        ("hand_over_appeal", json!({ "to": other, "reason": "调岗" })),
    ];
    let rows = given.iter().map(|(verb, input)| (FOUNDER, *verb, input.clone(), bare("must_keep_away")));
    scene.refuses(&appeal, rows.collect());
    desk.steps(HANDLER, "take_on_appeal", on, json!({}));
    let from = desk.person(HANDLER);
    let rows = desk.done(SECTION, "preview_hand_over", json!({ "from": from }))["rows"].clone();
    let seen = |row: &Value| json!({ "record": row["work"]["record"], "seen": row["seen"] });
    let seen: Vec<Value> = rows.as_array().unwrap().iter().map(seen).collect();
    let all = json!({ "from": from, "to": other, "reason": "调任", "except": [], "on": seen });
    let why = json!({ "code": "keeps_away", "values": { "name": OTHER, "title": "同名" } });
    assert_eq!(desk.call(SECTION, "hand_over", all).unwrap_err(), why);
    // Only the name is the same.
    desk.steps(SECTION, "clear_conflict", on, json!({ "person": other, "reason": "同名不同人" }));
    assert_eq!(desk.steps(FOUNDER, given[0].0, on, given[0].1.clone())["holder"], json!(other));
}
