//! A deputy's voice from collection to the archive, and into an appeal where it is about a case.

use crate::crew::{self, Crew};
use serde_json::{Value, json};

const OPEN: &str = "open_voice";

fn sort(route: &str, more: Value) -> (&'static str, Value) {
    let free = json!({ "passes_on_petition": false, "about_open_case": false, "own_interest": false });
    let mut input = json!({ "route": route, "answers": free });
    crew::extend(&mut input, more);
    ("sort_voice", input)
}

#[test]
fn a_proposal_is_studied_adopted_answered_and_rated_by_another() {
    let crew = Crew::found();
    let (voice, _) = crew.voice(json!({}));
    crew.step(OPEN, &voice, sort("study", json!({})));
    let decide = ("decide_voice", json!({ "adoption": "adopted" }));
    assert_eq!(crew.refused(OPEN, &voice, decide.clone()), "denied");
    crew.sign_in("王洁");
    crew.step(OPEN, &voice, decide);
    crew.sign_in("周敏");
    let proof = json!({ "name": "送达回证", "kept": "paper", "volume": "1", "page": "3" });
    let answer = (
        "answer_voice",
        json!({ "class": "A", "text": "已安排普法", "how": "written", "on": "2026-09-01", "proof": proof }),
    );
    assert_eq!(crew.refused(OPEN, &voice, answer.clone()), "lacks");
    let talk = json!({ "phase": "before", "on": "2026-09-01", "how": "phone", "text": "电话沟通" });
    crew.step(OPEN, &voice, ("communicate_voice", talk));
    crew.step(OPEN, &voice, answer);
    let rating = ("evaluate_voice", json!({ "level": "satisfied", "on": "2026-09-01", "how": "phone" }));
    assert_eq!(crew.refused(OPEN, &voice, rating.clone()), "own_work");
    crew.sign_in("张助");
    crew.step(OPEN, &voice, rating);
    crew.step(OPEN, &voice, ("archive_voice", json!({ "volume": "2026-8" })));
    let page = crew.kit.ok(OPEN, json!({ "record": voice }));
    assert_eq!((&page["state"], &page["deputy_name"]), (&json!("archived"), &json!("陈代表")));
    assert_eq!(
        (page["answers"].as_array().unwrap().len(), &page["evaluations"][0]["level"]),
        (1, &json!("satisfied"))
    );
    assert_eq!(crew.kit.ok("verify", json!({}))["verdict"], "good");
}

/// A bug: with its beginning all of it went, and with it that the deputy had been spoken to.
#[test]
fn a_voice_stays_once_the_deputy_was_spoken_to() {
    let crew = Crew::found();
    let (voice, _) = crew.voice(json!({}));
    crew.step(OPEN, &voice, sort("study", json!({})));
    crew.sign_in("王洁");
    crew.step(OPEN, &voice, ("decide_voice", json!({ "adoption": "adopted" })));
    let page = crew.kit.ok(OPEN, json!({ "record": voice }));
    let deed = page["timeline"].as_array().unwrap().last().unwrap()["deed"].clone();
    let asked = |who: &str| crew.sign_in(who).ok("preview_undo", json!({ "deed": deed }));
    assert_eq!(asked("王洁")["may"], true, "a head may, while nobody outside was told");
    crew.sign_in("周敏");
    let talk = json!({ "phase": "before", "on": "2026-09-01", "how": "phone", "text": "电话沟通" });
    crew.step(OPEN, &voice, ("communicate_voice", talk));
    let why =
        json!({ "code": "cannot_undo", "values": { "act": "register_voice", "reason": "told_outside" } });
    for who in ["周敏", "王洁"] {
        assert_eq!(asked(who)["why"], why, "{who}");
    }
}

#[test]
fn what_is_about_a_case_becomes_an_appeal_in_the_same_deed() {
    let crew = Crew::found();
    let (voice, _) = crew.voice(json!({ "kind": "matter" }));
    assert_eq!(crew.refused(OPEN, &voice, sort("study", json!({}))), "case_specific");
    assert_eq!(crew.refused(OPEN, &voice, sort("to_appeal", json!({}))), "required");
    let appeal = json!({ "title": "案件久拖", "way": "deputy", "request": "请督促", "anonymous": true });
    let sorted = crew.step(OPEN, &voice, sort("to_appeal", json!({ "appeal": appeal })));
    assert_eq!(sorted["seen"].as_object().unwrap().len(), 2);
    let page = crew.kit.ok(OPEN, json!({ "record": voice }));
    assert_eq!(page["state"], "became_appeal");
    let made = crew.kit.ok("open_appeal", json!({ "record": page["became"] }));
    assert_eq!(
        (&made["facts"]["title"], &made["facts"]["received_on"]),
        (&json!("案件久拖"), &json!("2026-08-31"))
    );
}

/// Amended to one while it was studied, it was adopted all the same.
#[test]
fn what_turns_out_to_be_about_a_case_is_not_adopted() {
    let crew = Crew::found();
    let (voice, _) = crew.voice(json!({}));
    crew.step(OPEN, &voice, sort("study", json!({})));
    crew.step(OPEN, &voice, ("amend_voice", json!({ "kind": "matter" })));
    crew.sign_in("王洁");
    let yes = ("decide_voice", json!({ "adoption": "adopted" }));
    assert_eq!(crew.refused(OPEN, &voice, yes), "case_specific");
    crew.step(OPEN, &voice, ("decide_voice", json!({ "adoption": "not_adopted", "reason": "涉具体个案" })));
}

#[test]
fn refusals_of_role_scope_and_the_absent() {
    let crew = Crew::found();
    let (voice, _) = crew.voice(json!({}));
    crew.sign_in("李联");
    assert_eq!(crew.refused(OPEN, &voice, sort("study", json!({}))), "denied");
    crew.step(OPEN, &voice, ("amend_voice", json!({ "title": "建议普法进村居" })));
    let nobody = json!({ "station": crew.other, "deputy": voice, "title": "甲", "content": "乙", "received_on": "2026-08-31" });
    assert_eq!(crew.kit.code("register_voice", nobody), "missing");
    let stranger = json!({ "record": crew.station });
    assert_eq!(crew.kit.code(OPEN, stranger), "missing");
    let became = sort("to_appeal", json!({ "became": "018f2f3e-0000-7000-8000-000000000000" }));
    crew.sign_in("周敏");
    assert_eq!(crew.refused(OPEN, &voice, became), "missing");
}

#[test]
fn a_formal_proposal_is_assigned_and_may_be_returned() {
    let crew = Crew::found();
    let (voice, _) = crew.voice(json!({}));
    crew.step(OPEN, &voice, sort("to_proposal", json!({})));
    let assigned =
        json!({ "assigned_on": "2026-09-01", "assigned_by": "区人大", "number": "12", "difficult": false });
    crew.step(OPEN, &voice, ("assign_proposal", assigned));
    let page = crew.kit.ok(OPEN, json!({ "record": voice }));
    assert_eq!((&page["formal"], &page["proposal_no"]), (&json!(true), &json!("12")));
    let clocks = page["clocks"].as_array().unwrap();
    let clock = clocks.iter().find(|c| c["rule"].as_str().unwrap().starts_with("R14")).unwrap();
    // Its days are printed like an appeal's; a clock it does not have is not.
    let strip = crew.kit.ok("print_deadline", json!({ "record": voice, "flow": clock["flow"] }));
    assert_eq!(strip["value"]["copy_no"], 1);
    assert_eq!(crew.kit.code("print_deadline", json!({ "record": voice, "flow": "clock/R01/0" })), "missing");
    crew.step(OPEN, &voice, ("return_proposal", json!({ "on": "2026-09-01", "reason": "不属检察职责" })));
    let page = crew.kit.ok(OPEN, json!({ "record": voice }));
    assert_eq!(page["state"], "returned");
    // A bug: it could be taken back, and its registration with it, though the congress had been told.
    for act in ["return_proposal", "register_voice"] {
        let timeline = page["timeline"].as_array().unwrap();
        let deed = &timeline.iter().find(|line| line["act"] == act).unwrap()["deed"];
        let why = json!({ "code": "cannot_undo", "values": { "act": act, "reason": "told_outside" } });
        assert_eq!(crew.kit.ok("preview_undo", json!({ "deed": deed }))["why"], why, "{act}");
    }
}

/// A bug: whoever raised it was a deputy on the day, and who joined in could be anybody of the list.
#[test]
fn who_joins_in_is_a_deputy_on_that_day() {
    let crew = Crew::found();
    let input =
        json!({ "station": crew.station, "name": "林代表", "levels": ["township"], "from_on": "2026-09-01" });
    let later = crew.kit.ok("register_deputy", input)["value"]["record"].clone();
    let joined = |by: &Value| {
        json!({
            "station": crew.station, "deputy": crew.deputy(), "title": "建议开展普法进村", "content": "希望多讲防诈骗",
            "received_on": "2026-08-31", "kind": "work", "co_deputies": [by],
        })
    };
    assert_eq!(crew.kit.code("register_voice", joined(&later)), "not_deputy");
    let voice = crew.made("register_voice", joined(&crew.deputy())).0;
    let more = ("amend_voice", json!({ "co_deputies": [later] }));
    assert_eq!(crew.refused(OPEN, &voice, more), "not_deputy");
}
