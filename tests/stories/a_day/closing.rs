//! Point 6: conclusion, approval on paper, delivery, evaluation by another, rework once, settled, archived.

use serde_json::{Value, json};
use tests::{clock, over, paper};

use super::LIAISON;
use super::intake::flagged;
use super::sorting::party;
use super::{CHIEF, DEPUTY, Day, HANDLER, OTHER, PROSECUTOR, SECTION};

const REPLY: &str = "经查属实，已督促水务部门整改。";

fn conclusion() -> Value {
    json!({ "outcome": "support", "reply": REPLY, "explanation": "说明了水污染防治的规定。", "how": "written", "proofs": [paper::kept("整改照片")] })
}

fn delivery(day: &Day, to: Value) -> Value {
    json!({ "to": to, "how": "in_person", "on": day.today(), "proof": paper::kept("送达回证") })
}

fn rating(day: &Day, level: &str) -> Value {
    json!({ "level": level, "on": day.today(), "how": "phone", "reason": "河水仍浑" })
}

pub fn round_twice_and_settled(day: &Day) {
    let on = ("appeal", day.ordinary.as_str());
    proposed(day, on);
    on_paper(day, on);
    delivered(day, on);
    reworked(day, on);
    archived(day, on);
}

/// Reply, explanation and proof; sent back once; the draft lies in the office's own notes.
fn proposed(day: &Day, on: (&str, &str)) {
    let desk = &day.desk;
    let bare = json!({ "outcome": "support", "reply": "", "explanation": " ", "how": "", "proofs": [{ "name": "照片", "kept": "paper" }] });
    let fault = desk.step(HANDLER, "propose_conclusion", on, bare).unwrap_err();
    let mut lacks: Vec<&str> =
        fault["values"]["lacks"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    lacks.sort_unstable();
    assert_eq!(lacks, ["explanation", "proof", "reply", "reply_form"]);
    assert_eq!(desk.held_back(OTHER, "propose_conclusion", on, conclusion()), "not_holder");
    desk.steps(HANDLER, "propose_conclusion", on, conclusion());
    assert!(!desk.page(LIAISON, on).to_string().contains(REPLY), "a draft never lies at the station");
    assert_eq!(desk.held_back(OTHER, "approve_conclusion", on, json!({})), "denied");
    let page = desk.steps(SECTION, "send_back_conclusion", on, json!({ "reason": "补充监测数据" }));
    assert_eq!((&page["state"], flagged(day, "sent_back")), (&json!("handling"), 1));
    desk.steps(HANDLER, "propose_conclusion", on, conclusion());
    assert_eq!(flagged(day, "sent_back"), 0);
}

/// 代录批示: marked as such until who signed confirms it in person.
fn on_paper(day: &Day, on: (&str, &str)) {
    let paper = |approver: &str| json!({ "approver": day.desk.person(approver), "on": day.today(), "paper": paper::kept("呈批表") });
    assert_eq!(day.desk.held_back(HANDLER, "record_paper_approval", on, paper(HANDLER)), "own_work");
    let nowhere = over(paper(SECTION), json!({ "paper": { "name": "呈批表", "kept": "paper" } }));
    assert_eq!(day.desk.held_back(HANDLER, "record_paper_approval", on, nowhere), "lacks");
    let page = day.desk.steps(HANDLER, "record_paper_approval", on, paper(SECTION));
    assert_eq!((&page["state"], flagged(day, "paper_unconfirmed")), (&json!("concluded"), 1));
    // Friday 16 October and five working days: Friday 23 October.
    assert_eq!(clock(&page, "N06")["due_on"], "2026-10-23");
    assert_eq!(clock(&page, "R12d")["state"], "in_time");
}

fn delivered(day: &Day, on: (&str, &str)) {
    day.days.move_to("2026-10-19");
    let parties = day.desk.page(PROSECUTOR, on)["parties"].clone();
    let accused =
        parties.as_array().unwrap().iter().find(|p| p["part"] == "accused").unwrap()["party"]["record"]
            .clone();
    assert_eq!(day.desk.held_back(HANDLER, "deliver_appeal", on, delivery(day, accused)), "to_the_accused");
    let petitioner = party(day, on.1);
    let unproven = over(delivery(day, petitioner.clone()), json!({ "proof": null }));
    assert_eq!(day.desk.held_back(HANDLER, "deliver_appeal", on, unproven), "lacks");
    let owed = json!({ "how": "not_owed", "on": day.today() });
    assert_eq!(day.desk.held_back(HANDLER, "deliver_appeal", on, owed), "too_few");
    assert_eq!(day.desk.held_back(OTHER, "evaluate_appeal", on, rating(day, "satisfied")), "not_now");
    let page = day.desk.steps(HANDLER, "deliver_appeal", on, delivery(day, petitioner));
    // Monday 19 October and 30 days: Wednesday 18 November.
    assert_eq!(
        (&clock(&page, "N07")["due_on"], &clock(&page, "N06")["state"]),
        (&json!("2026-11-18"), &json!("in_time"))
    );
    assert_eq!(clock(&page, "R03")["state"], "in_time");
}

/// 不满意 opens the rework by itself, once.
fn reworked(day: &Day, on: (&str, &str)) {
    day.days.move_to("2026-10-20");
    assert_eq!(day.desk.held_back(HANDLER, "evaluate_appeal", on, rating(day, "satisfied")), "own_work");
    assert_eq!(day.desk.held_back(PROSECUTOR, "evaluate_appeal", on, rating(day, "satisfied")), "own_work");
    assert_eq!(day.desk.held_back(OTHER, "evaluate_appeal", on, rating(day, "unreachable")), "too_few");
    let page = day.desk.steps(OTHER, "evaluate_appeal", on, rating(day, "dissatisfied"));
    assert_eq!(page["state"], "reworking");
    // 20 October and 30 days: Thursday 19 November.
    assert_eq!(clock(&page, "N04")["due_on"], "2026-11-19");
    day.desk.steps(HANDLER, "propose_conclusion", on, conclusion());
    day.desk.steps(SECTION, "approve_conclusion", on, json!({}));
    day.desk.steps(HANDLER, "deliver_appeal", on, delivery(day, party(day, on.1)));
    let page = day.desk.steps(OTHER, "evaluate_appeal", on, rating(day, "dissatisfied"));
    assert_eq!(page["state"], "evaluated", "no second rework");
}

/// Only through the leader, and only when every paper is confirmed.
fn archived(day: &Day, on: (&str, &str)) {
    let desk = &day.desk;
    assert_eq!(desk.held_back(HANDLER, "archive_appeal", on, json!({})), "lacks");
    let finding = json!({ "finding": "已尽到监督职责，河道整治列入明年计划" });
    assert_eq!(desk.held_back(SECTION, "settle_appeal", on, finding.clone()), "needs_level");
    assert_eq!(desk.steps(DEPUTY, "settle_appeal", on, finding)["state"], "settled");
    assert_eq!(desk.held_back(HANDLER, "archive_appeal", on, json!({})), "lacks", "the paper waits");
    assert_eq!(desk.held_back(CHIEF, "confirm_paper_approval", on, json!({})), "not_yours");
    desk.steps(SECTION, "confirm_paper_approval", on, json!({}));
    assert_eq!(flagged(day, "paper_unconfirmed"), 0);
    external_number(day, on);
    let page = desk.steps(HANDLER, "archive_appeal", on, json!({ "volume": "2026-12" }));
    assert_eq!((&page["state"], &page["stage"]), (&json!("archived"), &json!("closed")));
    for verb in ["amend_appeal", "settle_appeal", "note_progress"] {
        let input = match verb {
            "amend_appeal" => json!({ "title": "改", "add_parties": [], "remove_parties": [] }),
            "settle_appeal" => json!({ "finding": "再" }),
            _ => json!({ "text": "再", "on": day.today(), "how": "phone" }),
        };
        assert_eq!(desk.held_back(DEPUTY, verb, on, input), "not_now", "{verb}: no back door");
    }
}

/// 部门受案号 is kept beside ours; what has none is a list.
fn external_number(day: &Day, on: (&str, &str)) {
    let without = flagged(day, "no_external_no");
    assert_eq!(
        day.desk.held_back(HANDLER, "set_external_no", on, json!({ "number": "第三号" })),
        "check_failed"
    );
    let number = "台检控申受[2026]33100000031号";
    let page = day.desk.steps(HANDLER, "set_external_no", on, json!({ "number": number }));
    assert_eq!((&page["external_no"], flagged(day, "no_external_no")), (&json!(number), without - 1));
}

/// Three dated attempts make 无法联系; two on one day are one.
pub fn nobody_answers(day: &Day) {
    let on = ("appeal", day.litigation.as_str());
    day.desk.steps(
        HANDLER,
        "propose_conclusion",
        on,
        over(conclusion(), json!({ "outcome": "not_supervise" })),
    );
    day.desk.steps(SECTION, "approve_conclusion", on, json!({}));
    let owed = |day: &Day| json!({ "how": "not_owed", "on": day.today() });
    for (date, times) in [("2026-10-21", 2), ("2026-10-22", 1), ("2026-10-23", 1)] {
        day.days.move_to(date);
        assert_eq!(day.desk.held_back(HANDLER, "deliver_appeal", on, owed(day)), "too_few", "{date}");
        for _ in 0..times {
            let attempt = json!({ "on": date, "how": "phone", "result": "no_answer" });
            day.desk.steps(HANDLER, "log_contact_attempt", on, attempt);
        }
    }
    day.desk.steps(HANDLER, "deliver_appeal", on, owed(day));
    let rated = json!({ "level": "unreachable", "on": day.today(), "how": "phone" });
    day.desk.steps(OTHER, "evaluate_appeal", on, rated);
    assert_eq!(day.desk.steps(HANDLER, "archive_appeal", on, json!({}))["state"], "archived");
    assert_eq!(flagged(day, "unreachable"), 1);
}
