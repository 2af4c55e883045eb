//! Handling, concluding, and the limits that a person starts, stops or asks more time for.

use super::*;

pub fn an_appeal_under_way(scene: &Scene) {
    scene.refuses(&scene.handling, [working(), concluding(), by_hand(), more_time()].concat());
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

/// R01 begins by itself, R13.1 is switched off, R14b is another noun's.
fn by_hand() -> Rows {
    let cannot = |rule: &str, lacks: &str| fault("clock_cannot", json!({ "rule": rule, "lacks": lacks }));
    vec![
        (FOUNDER, "start_clock", json!({ "rule": "R99", "on": TODAY }), cannot("R99", "rule")),
        (FOUNDER, "start_clock", json!({ "rule": "R01", "on": TODAY }), cannot("R01", "rule")),
        (FOUNDER, "start_clock", json!({ "rule": "R13.1", "on": TODAY }), cannot("R13.1", "rule")),
        (FOUNDER, "start_clock", json!({ "rule": "R14b", "on": TODAY }), cannot("R14b", "rule")),
        (FOUNDER, "start_clock", json!({ "rule": "R11.3", "on": TOMORROW }), ahead("on")),
        (FOUNDER, "start_clock", json!({ "rule": "R11.3", "on": BEFORE }), early("on", RECEIVED)),
        (
            FOUNDER,
            "stop_clock",
            json!({ "clock": "clock/R12d/0", "on": TODAY, "reason": "办完" }),
            lacks("stop_clock", "clock"),
        ),
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
