//! What waits for a head's word stands in the head's day, with the list behind it, and in nobody else's.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk};

const HANDLER: &str = "陈雅静";
const SECTION: &str = "林志远";
const DEPUTY: &str = "王晓东";
const CHIEF: &str = "郑海波";
const LIAISON: &str = "金菊香";

/// An appeal in hand, on Tuesday 1 September 2026.
fn scene() -> (TestDesk, String) {
    let desk = TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01"))).with(STAFF);
    let appeal = desk.made(
        FOUNDER,
        "register_appeal",
        json!({
            "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请查",
            "category": "other", "people": [{ "part": "petitioner", "kind": "person", "name": "柯美芳" }],
        }),
    );
    let on = ("appeal", appeal.as_str());
    desk.steps(
        FOUNDER,
        "accept_appeal",
        on,
        json!({ "nature": "ordinary", "purpose": "redress", "on": "2026-09-01" }),
    );
    desk.steps(HANDLER, "take_on_appeal", on, json!({}));
    (desk, appeal)
}

/// The group, with each of its lists opened and counted.
fn decides(desk: &TestDesk, who: &str) -> Option<(u64, Vec<String>)> {
    group(desk, who, "decide")
}

fn group(desk: &TestDesk, who: &str, key: &str) -> Option<(u64, Vec<String>)> {
    let view = desk.done(who, "today", json!({ "mine": true }));
    let group = view["groups"].as_array().unwrap().iter().find(|g| g["key"] == key)?.clone();
    for part in group["parts"].as_array().unwrap() {
        let noun = part["noun"].as_str().unwrap();
        let call = if noun == "activity" { "list_activities".into() } else { format!("list_{noun}s") };
        let listed = desk.done(who, &call, part["list"].clone());
        assert_eq!(listed["count"], part["n"]);
    }
    let rows = group["rows"].as_array().unwrap().iter();
    Some((group["n"].as_u64().unwrap(), rows.map(|r| r["record"].as_str().unwrap().to_owned()).collect()))
}

fn clock_of(page: &Value) -> Value {
    let clocks = page["clocks"].as_array().unwrap().iter();
    clocks.clone().find(|c| c["rule"] == "R12d").unwrap_or_else(|| panic!("{}", page["clocks"]))["flow"]
        .clone()
}

#[test]
fn a_request_its_paper_and_a_conclusion_wait_for_the_head() {
    let (desk, appeal) = scene();
    let on = ("appeal", appeal.as_str());
    assert_eq!(decides(&desk, DEPUTY), Some((0, vec![])));
    let clock = clock_of(&desk.page(HANDLER, on));
    let ask = json!({ "clock": clock, "amount": 10, "reason": "需委托勘测" });
    let page = desk.steps(HANDLER, "request_extension", on, ask);
    assert_eq!(decides(&desk, DEPUTY), Some((1, vec![appeal.clone()])), "the request");
    assert_eq!(decides(&desk, HANDLER), None, "who asks does not decide");

    let id = page["waiting"][0]["id"].clone();
    let paper = json!({ "id": id, "approver": desk.person(DEPUTY), "on": "2026-09-01", "paper": tests::paper::kept("审批表") });
    desk.steps(HANDLER, "record_paper_grant", on, paper);
    assert_eq!(decides(&desk, DEPUTY), Some((1, vec![appeal.clone()])), "the paper that names them");

    let conclusion = json!({
        "outcome": "support", "reply": "已整改", "explanation": "说明", "how": "written", "proofs": [tests::paper::kept("照片")],
    });
    desk.steps(HANDLER, "propose_conclusion", on, conclusion);
    assert_eq!(
        decides(&desk, DEPUTY),
        Some((2, vec![appeal.clone()])),
        "two words are asked for, of one matter"
    );
    desk.steps(DEPUTY, "confirm_paper_grant", on, json!({ "id": id }));
    desk.steps(SECTION, "send_back_conclusion", on, json!({ "reason": "补充" }));
    assert_eq!(decides(&desk, DEPUTY), Some((0, vec![])), "nothing is asked any more");
}

/// A bug: what a hearing waits for was marked on its row, and no page led there.
#[test]
fn a_hearing_waits_for_the_chief_and_for_no_other_head() {
    let desk = TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01"))).with(STAFF);
    let hearing = desk.made(
        FOUNDER,
        "plan_activity",
        json!({
            "station": desk.station(0), "kind": "HD02", "topic": "占道一事听证", "scheduled_on": "2026-09-11", "openness": "public",
            "invited": [{ "part": "host", "name": FOUNDER }],
        }),
    );
    let on = ("activity", hearing.as_str());
    assert_eq!(decides(&desk, CHIEF), Some((0, vec![])));
    let ask = json!({ "matter": "place", "reason": "便于群众参加" });
    desk.steps(HANDLER, "ask_hearing_approval", on, ask);
    assert_eq!(decides(&desk, CHIEF), Some((1, vec![hearing.clone()])));
    assert_eq!(decides(&desk, SECTION), Some((0, vec![])), "a section's head cannot");
    let paper = json!({
        "matter": "place", "approver": desk.person(CHIEF), "on": "2026-09-01", "paper": tests::paper::kept("呈批表"),
    });
    desk.steps(HANDLER, "record_hearing_approval", on, paper);
    assert_eq!(decides(&desk, CHIEF), Some((1, vec![hearing.clone()])), "the paper waits to be confirmed");
    let yes = json!({ "matter": "place", "answer": "confirm", "reason": null });
    desk.steps(CHIEF, "confirm_hearing_approval", on, yes);
    assert_eq!(decides(&desk, CHIEF), Some((0, vec![])));
}

/// A bug: what a station handed in waited until somebody of the issuing department happened to open the grid.
#[test]
fn what_was_handed_in_waits_for_the_department_that_issued_it() {
    let desk = TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01"))).with(STAFF);
    // The founder has no department before one is written down; it counts from the next sign-in on.
    let founder = desk.person(FOUNDER);
    desk.steps(FOUNDER, "amend_person", ("person", &founder), json!({ "department": "第六检察部" }));
    desk.sit_again(FOUNDER);
    let template = desk.made(
        FOUNDER,
        "issue_template",
        json!({
            "kind": "fixed", "title": "每月接待日", "recurrence": "monthly", "rest_policy": "later", "from_on": "2026-09-01",
            "all_stations": true,
            "items": [{ "key": "visit", "text": "接待一次", "proof": "visit", "kind": null, "least": 1, "required": true }],
        }),
    );
    desk.done(FOUNDER, "generate_obligations", json!({ "template": template, "period": "2026-09" }));
    let owed = desk.done(FOUNDER, "list_obligations", json!({ "stations": [desk.station(0)] }));
    let owed = owed["rows"][0]["record"].as_str().unwrap().to_owned();
    let on = ("obligation", owed.as_str());
    assert_eq!(group(&desk, FOUNDER, "review"), None);
    desk.steps(LIAISON, "acknowledge_obligation", on, json!({}));
    let visit = desk.made(
        LIAISON,
        "log_visit",
        json!({
            "station": desk.station(0), "visited_on": "2026-09-01", "kind": "reception", "summary": "接待日",
            "present": [{ "part": "host", "name": LIAISON }],
        }),
    );
    desk.steps(LIAISON, "prove_obligation", on, json!({ "by": visit, "item": "visit" }));
    desk.steps(LIAISON, "submit_obligation", on, json!({ "text": "已接待三人" }));
    for reviewer in [FOUNDER, SECTION] {
        assert_eq!(group(&desk, reviewer, "review"), Some((1, vec![owed.clone()])), "{reviewer}");
    }
    for other in [LIAISON, HANDLER] {
        assert_eq!(group(&desk, other, "review"), None, "{other} reviews nothing");
    }
    desk.steps(FOUNDER, "pass_obligation", on, json!({}));
    assert_eq!(group(&desk, FOUNDER, "review"), None);
}
