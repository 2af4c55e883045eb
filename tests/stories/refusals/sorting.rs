//! Sorting, and what may be noted beside it while it is only registered.

use super::*;

pub fn a_registered_appeal(scene: &Scene) {
    let rows = [accepting(), turning_away(), sending_on(), telling(), amending(scene)].concat();
    scene.refuses(&scene.registered, rows);
}

/// The nature, the day and the notice that goes with the decision.
fn accepting() -> Rows {
    let with = |more: Value| sort(more);
    let told = |more: Value| with(json!({ "notice": notice(more) }));
    vec![
        (FOUNDER, "accept_appeal", with(json!({ "nature": "odd" })), not_in("nature", "nature", "odd")),
        (FOUNDER, "accept_appeal", with(json!({ "nature": "" })), not_in("nature", "nature", "")),
        (FOUNDER, "accept_appeal", with(json!({ "purpose": "odd" })), not_in("purpose", "purpose", "odd")),
        (FOUNDER, "accept_appeal", with(json!({ "on": TOMORROW })), ahead("on")),
        (FOUNDER, "accept_appeal", with(json!({ "on": BEFORE })), early("on", RECEIVED)),
        (FOUNDER, "accept_appeal", with(json!({ "text": long(20_000) })), too_long("text", 20_000)),
        (
            FOUNDER,
            "accept_appeal",
            told(json!({ "about": "odd" })),
            not_in("about", "procedural_reply", "odd"),
        ),
        (FOUNDER, "accept_appeal", told(json!({ "how": "odd" })), not_in("how", "delivery", "odd")),
        (FOUNDER, "accept_appeal", told(json!({ "on": TOMORROW })), ahead("on")),
        (FOUNDER, "accept_appeal", told(json!({ "on": BEFORE })), early("on", RECEIVED)),
    ]
}

/// A reason out of its list, in words where the code alone says nothing.
fn turning_away() -> Rows {
    let with = |more: Value| sort(more);
    let refuse = |more: Value| sort(over(json!({ "reason": "not_ours" }), more));
    vec![
        (FOUNDER, "refuse_appeal", refuse(json!({ "reason": "odd" })), not_in("reason", "refusal", "odd")),
        (FOUNDER, "refuse_appeal", refuse(json!({ "reason": "other" })), required("text")),
        (FOUNDER, "refuse_appeal", refuse(json!({ "on": TOMORROW })), ahead("on")),
        (DEPUTY, "decline_appeal", refuse(json!({ "reason": "odd" })), not_in("reason", "refusal", "odd")),
        (
            SECTION,
            "decline_appeal",
            refuse(json!({ "reason": "terminated" })),
            fault("needs_level", json!({ "verb": "decline_appeal", "level": "deputy" })),
        ),
        (FOUNDER, "guide_appeal", with(json!({ "path": " " })), required("path")),
    ]
}

/// A letter needs a unit and a number; asking for materials says for which.
fn sending_on() -> Rows {
    let with = |more: Value| sort(more);
    let refer =
        |more: Value| sort(over(json!({ "kind": "refer", "unit": "police", "letter_no": "1号" }), more));
    vec![
        (FOUNDER, "refer_appeal", refer(json!({ "unit": " " })), required("unit")),
        (FOUNDER, "refer_appeal", refer(json!({ "letter_no": "" })), required("letter_no")),
        (FOUNDER, "refer_appeal", refer(json!({ "letter_no": long(200) })), too_long("letter_no", 200)),
        (
            FOUNDER,
            "object_referral",
            with(json!({ "unit": "police", "letter_no": "1号", "reason": "不属本院" })),
            lacks("object_referral", "referral"),
        ),
        (
            FOUNDER,
            "request_materials",
            json!({ "wanted": " ", "notice": notice(json!({})) }),
            required("wanted"),
        ),
        (
            FOUNDER,
            "request_materials",
            json!({ "wanted": "判决书", "notice": notice(json!({ "on": TOMORROW })) }),
            ahead("on"),
        ),
    ]
}

/// Who was told, urged, or keeps away.
fn telling() -> Rows {
    vec![
        (FOUNDER, "reply_procedurally", notice(json!({ "how": "odd" })), not_in("how", "delivery", "odd")),
        (LIAISON, "reply_procedurally", notice(json!({ "on": TOMORROW })), ahead("on")),
        (
            FOUNDER,
            "set_external_no",
            json!({ "number": "台检控申受[2026]33100000031号" }),
            lacks("set_external_no", "sorted"),
        ),
        (FOUNDER, "urge_appeal", json!({ "kind": "urge", "text": "" }), required("text")),
        (HANDLER, "declare_recusal", json!({ "reason": " " }), required("reason")),
    ]
}

/// What is corrected must be another thing, and a right one.
fn amending(scene: &Scene) -> Rows {
    vec![
        (HANDLER, "link_same", json!({ "same": scene.registered }), bare("nothing_changed")),
        (HANDLER, "unlink_same", json!({ "same": scene.handling }), bare("nothing_changed")),
        (
            HANDLER,
            "tell_apart",
            json!({ "appeal": scene.registered, "reason": "两处" }),
            bare("nothing_changed"),
        ),
        (FOUNDER, "amend_appeal", json!({ "title": "已登记" }), bare("nothing_changed")),
        (FOUNDER, "amend_appeal", json!({ "title": " " }), required("title")),
        (FOUNDER, "amend_appeal", json!({ "title": long(200) }), too_long("title", 200)),
        (FOUNDER, "amend_appeal", json!({ "received_on": TOMORROW }), ahead("received_on")),
        (FOUNDER, "amend_appeal", json!({ "way": "pigeon" }), not_in("way", "way", "pigeon")),
        (FOUNDER, "amend_appeal", json!({ "category": "odd" }), not_in("category", "category", "odd")),
    ]
}
