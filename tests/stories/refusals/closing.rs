//! Approval, paper, delivery, evaluation and what lies with a unit outside.

use super::*;

pub fn approving_and_paper(scene: &Scene) {
    let person = |name: &str| scene.desk.person(name);
    let on_paper = |more: Value| {
        over(json!({ "approver": person(SECTION), "on": TODAY, "paper": paper::kept("呈批表") }), more)
    };
    scene.refuses(
        &scene.concluding,
        vec![
            (SECTION, "send_back_conclusion", json!({ "reason": " " }), required("reason")),
            (HANDLER, "record_paper_approval", on_paper(json!({ "on": TOMORROW })), ahead("on")),
            (HANDLER, "record_paper_approval", on_paper(json!({ "on": BEFORE })), early("on", RECEIVED)),
            (
                HANDLER,
                "record_paper_approval",
                on_paper(json!({ "paper": { "name": "呈批表", "kept": "paper" } })),
                lacks("record_paper_approval", "paper"),
            ),
            (
                OTHER,
                "record_paper_approval",
                on_paper(json!({ "approver": person(HANDLER) })),
                fault("own_work", json!({ "verb": "record_paper_approval" })),
            ),
            (
                HANDLER,
                "propose_conclusion",
                conclusion(json!({})),
                fault("not_now", json!({ "verb": "propose_conclusion", "state": "concluding" })),
            ),
            (
                SECTION,
                "confirm_paper_approval",
                json!({}),
                fault("not_now", json!({ "verb": "confirm_paper_approval", "state": "pending" })),
            ),
        ],
    );
}

pub fn delivering_evaluating_settling(scene: &Scene) {
    let petitioner = scene.petitioner(&scene.concluding);
    scene.refuses(
        &scene.concluding,
        vec![(
            HANDLER,
            "deliver_appeal",
            delivery(&petitioner, json!({})),
            fault("not_now", json!({ "verb": "deliver_appeal", "state": "concluding" })),
        )],
    );
    scene.refuses(
        &scene.delivered,
        vec![
            (OTHER, "evaluate_appeal", rating(json!({ "on": TOMORROW })), ahead("on")),
            (OTHER, "evaluate_appeal", rating(json!({ "on": BEFORE })), early("on", TODAY)),
            (OTHER, "evaluate_appeal", rating(json!({ "how": "odd" })), not_in("how", "delivery", "odd")),
            (
                HANDLER,
                "evaluate_appeal",
                rating(json!({})),
                fault("own_work", json!({ "verb": "evaluate_appeal" })),
            ),
            (
                FOUNDER,
                "evaluate_appeal",
                rating(json!({})),
                fault("own_work", json!({ "verb": "evaluate_appeal" })),
            ),
            (
                HANDLER,
                "log_contact_attempt",
                json!({ "on": TOMORROW, "how": "phone", "result": "no_answer" }),
                ahead("on"),
            ),
            (
                HANDLER,
                "archive_appeal",
                json!({}),
                fault("not_now", json!({ "verb": "archive_appeal", "state": "delivered" })),
            ),
        ],
    );
}

/// Satisfied: there is nothing for a leader to settle, and nobody is asked a second time.
pub fn evaluated_once(scene: &Scene) {
    scene.refuses(
        &scene.evaluated,
        vec![
            (DEPUTY, "settle_appeal", json!({ "finding": "已尽职" }), lacks("settle_appeal", "dissatisfied")),
            (
                OTHER,
                "evaluate_appeal",
                rating(json!({})),
                fault("not_now", json!({ "verb": "evaluate_appeal", "state": "evaluated" })),
            ),
        ],
    );
}

pub fn what_lies_outside(scene: &Scene) {
    let signed = |more: Value| over(json!({ "id": "1", "on": TODAY, "proof": paper::kept("回执") }), more);
    let at = |verb: &str, state: &str| fault("not_now", json!({ "verb": verb, "state": state }));
    scene.refuses(
        &scene.referred,
        vec![
            (LIAISON, "sign_for_referral", signed(json!({ "on": TOMORROW })), ahead("on")),
            (LIAISON, "sign_for_referral", signed(json!({ "on": BEFORE })), early("on", TODAY)),
            (
                LIAISON,
                "sign_for_referral",
                signed(json!({ "proof": { "name": "回执", "kept": "paper" } })),
                lacks("sign_for_referral", "proof"),
            ),
            // There is one letter only.
            (LIAISON, "sign_for_referral", signed(json!({ "id": "2" })), at("sign_for_referral", "")),
            (LIAISON, "record_referral_reply", signed(json!({ "text": " " })), required("text")),
            (FOUNDER, "return_referral", json!({ "id": "1", "on": TODAY, "reason": "" }), required("reason")),
            (FOUNDER, "return_referral", json!({ "id": "1", "on": TOMORROW, "reason": "退回" }), ahead("on")),
            (FOUNDER, "accept_appeal", sort(json!({})), at("accept_appeal", "referred")),
            (
                FOUNDER,
                "note_progress",
                json!({ "text": "x", "on": TODAY, "how": "phone" }),
                at("note_progress", "referred"),
            ),
        ],
    );
}
