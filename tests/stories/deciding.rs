//! What waits for a head's word stands in the head's day, with the list behind it, and in nobody else's.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk};

const HANDLER: &str = "陈雅静";
const SECTION: &str = "林志远";
const DEPUTY: &str = "王晓东";

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
    let view = desk.done(who, "today", json!({ "mine": true }));
    let group = view["groups"].as_array().unwrap().iter().find(|g| g["key"] == "decide")?.clone();
    for part in group["parts"].as_array().unwrap() {
        let listed =
            desk.done(who, &format!("list_{}s", part["noun"].as_str().unwrap()), part["list"].clone());
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
