//! One appeal goes round: collect → handle → feed back → evaluate, and into the archive, by five people.

use serde_json::{Value, json};
use tests::TestDesk;

fn today(desk: &TestDesk) -> String {
    desk.ok("desk_state", json!({}))["today"].as_str().unwrap().to_owned()
}

/// A visitor of the first station with one request.
fn registered(desk: &TestDesk) -> String {
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": today(desk), "category": "other",
        "title": "反映三山村河道整治后雨污水仍直排入河", "facts": "每逢下雨东侧雨水口有黑水外排。",
        "request": "查明污水来源，督促整改", "n_people": 1,
        "people": [{ "part": "petitioner", "kind": "person", "name": "徐金法𠮷", "phone": "13805761234" }],
    });
    let made = desk.call("陈雅静", "register_appeal", input).unwrap();
    assert!(made["value"]["no"].as_str().unwrap().contains("-SQ-"));
    made["value"]["record"].as_str().unwrap().to_owned()
}

fn paper() -> Value {
    json!({ "name": "现场照片", "kept": "paper", "volume": "1", "page": "3" })
}

fn concluding(desk: &TestDesk, appeal: &str) {
    let on = ("appeal", appeal);
    let sort = json!({ "nature": "ordinary", "on": today(desk), "notice": { "about": "accepted", "on": today(desk), "how": "in_person" } });
    desk.step("周敏", "accept_appeal", on, sort).unwrap();
    desk.step("陈雅静", "take_on_appeal", on, json!({})).unwrap();
    let conclusion = json!({
        "outcome": "support", "reply": "经查属实，已督促整改。", "explanation": "说明了有关规定。",
        "how": "written", "proofs": [paper()],
    });
    desk.step("陈雅静", "propose_conclusion", on, conclusion).unwrap();
}

#[test]
fn an_appeal_goes_round_the_whole_loop() {
    let desk = TestDesk::staffed();
    let appeal = registered(&desk);
    let on = ("appeal", appeal.as_str());
    let view = desk.call("陈雅静", "open_appeal", json!({ "record": appeal })).unwrap();
    assert_eq!(view["state"], "registered");
    assert_eq!(view["clocks"].as_array().unwrap().len(), 1, "only R01 opens at registration");
    assert_eq!(view["clocks"][0]["rule"], "R01");
    assert_eq!(view["parties"][0]["party"]["phone"], "138****1234");
    concluding(&desk, &appeal);
    let view = desk.step("郑海波", "approve_conclusion", on, json!({})).unwrap();
    assert_eq!(view["state"], "concluded");
    let party = view["parties"][0]["party"]["record"].clone();
    let delivered = json!({ "to": party, "how": "in_person", "on": today(&desk), "proof": paper() });
    desk.step("陈雅静", "deliver_appeal", on, delivered).unwrap();
    let rating = json!({ "level": "satisfied", "on": today(&desk), "how": "phone" });
    let own = desk.step("陈雅静", "evaluate_appeal", on, rating.clone()).unwrap_err();
    assert_eq!(own["code"], "own_work", "the handler does not write down the evaluation");
    let view = desk.step("徐国平", "evaluate_appeal", on, rating).unwrap();
    assert_eq!(view["state"], "evaluated", "the loop is open until it is archived");
    let view = desk.step("陈雅静", "archive_appeal", on, json!({})).unwrap();
    assert_eq!((view["state"].as_str(), view["stage"].as_str()), (Some("archived"), Some("closed")));
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

#[test]
fn a_conclusion_without_proof_is_refused_with_what_it_lacks() {
    let desk = TestDesk::staffed();
    let appeal = registered(&desk);
    let on = ("appeal", appeal.as_str());
    let sort = json!({ "nature": "ordinary", "on": today(&desk) });
    desk.step("周敏", "accept_appeal", on, sort).unwrap();
    desk.step("陈雅静", "take_on_appeal", on, json!({})).unwrap();
    let bare =
        json!({ "outcome": "support", "reply": "好", "explanation": "好", "how": "written", "proofs": [] });
    let fault = desk.step("陈雅静", "propose_conclusion", on, bare).unwrap_err();
    assert_eq!(fault["code"], "lacks");
    assert!(fault["values"]["lacks"].as_array().unwrap().contains(&json!("proof")));
}

#[test]
fn a_visit_of_tomorrow_cannot_have_been_received() {
    let desk = TestDesk::staffed();
    let input = json!({ "station": desk.station(0), "way": "visit", "received_on": "2099-01-05", "title": "t", "request": "r" });
    let fault = desk.call("陈雅静", "register_appeal", input).unwrap_err();
    assert_eq!(fault["code"], "in_future");
    assert_eq!(fault["values"]["field"], "received_on");
}

#[test]
fn a_liaison_of_another_station_is_denied_and_it_is_written_down() {
    let desk = TestDesk::staffed();
    let input = json!({ "station": desk.station(1), "way": "visit", "received_on": today(&desk), "title": "t", "request": "r" });
    let fault = desk.call("金菊香", "register_appeal", input).unwrap_err();
    assert_eq!(fault["code"], "denied");
    assert_eq!(fault["values"]["why"]["code"], "out_of_scope");
}

#[test]
fn what_was_saved_is_there_after_a_restart() {
    let desk = TestDesk::staffed();
    let appeal = registered(&desk);
    let desk = desk.restart();
    let view = desk.call("陈雅静", "open_appeal", json!({ "record": appeal })).unwrap();
    assert_eq!(view["facts"]["title"], "反映三山村河道整治后雨污水仍直排入河");
    assert_eq!(desk.ok("find", json!({ "text": "雨污水" }))["page"]["count"], 1);
}

#[test]
fn a_misspelt_field_is_not_dropped_in_silence() {
    let desk = TestDesk::staffed();
    let appeal = registered(&desk);
    let input = json!({ "nature": "ordinary", "on": today(&desk), "notcie": "x" });
    let fault = desk.step("周敏", "accept_appeal", ("appeal", &appeal), input).unwrap_err();
    assert_eq!(fault["code"], "bad_input");
}
