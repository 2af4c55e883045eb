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
