//! A handler of sealed matters leaves: what lies in their hands goes along with their other work, by somebody who can open it.

use crate::crew::Crew;
use serde_json::{Value, json};

/// A sealed matter that its first handler works on: its number at the station.
fn in_hand(crew: &Crew) -> (Value, Value) {
    let input = json!({
        "station": crew.station, "title": "村账不公开", "way": "visit", "received_on": "2026-08-31", "category": "report",
        "facts": "怀疑挪用", "request": "请查账",
        "people": [{ "part": "petitioner", "kind": "person", "name": "秦雨桐", "sex": "2", "phone": "13805761234" }],
    });
    let no = crew.kit.ok("register_appeal", input)["value"]["no"].clone();
    let matter = crew.kit.ok("list_sealed", json!({}))[0]["record"].clone();
    let accept = json!({ "nature": "ordinary", "on": "2026-09-01" });
    crew.step("open_sealed", &matter, ("accept_appeal", accept));
    crew.step("open_sealed", &matter, ("take_on_appeal", json!({})));
    (matter, no)
}

fn person(crew: &Crew, name: &str) -> Value {
    let people = crew.kit.ok("list_people", json!({}));
    people["rows"].as_array().unwrap().iter().find(|r| r["title"] == name).unwrap()["record"].clone()
}

fn named(crew: &Crew, name: &str) {
    let all = crew.kit.ok("list_accounts", json!({}));
    let account = all.as_array().unwrap().iter().find(|a| a["name"] == name).unwrap()["account"].clone();
    crew.kit.ok("name_handler", json!({ "account": account }));
}

fn preview(crew: &Crew, of: &str) -> Value {
    crew.kit.ok("preview_hand_over", json!({ "from": person(crew, of) }))
}

/// To somebody, as the preview shows it now.
fn input(crew: &Crew, (from, to): (&str, &str)) -> Value {
    let on = |r: &Value| json!({ "record": r["work"]["record"], "seen": r["seen"] });
    let on: Vec<Value> = preview(crew, from)["rows"].as_array().unwrap().iter().map(on).collect();
    json!({ "from": person(crew, from), "to": person(crew, to), "reason": "调任", "on": on })
}

/// A bug: no row tells who holds a sealed matter, so it stayed with who had left, and nobody was told.
#[test]
fn a_handler_who_leaves_hands_over_what_is_sealed_too() {
    let crew = Crew::found();
    let (matter, no) = in_hand(&crew);
    crew.sign_in("王洁");
    let blind = preview(&crew, "周敏");
    assert_eq!((&blind["rows"], &blind["sealed_apart"]), (&json!([]), &json!(true)), "a head who opens none");
    crew.sign_in("周敏");
    named(&crew, "王洁");

    crew.sign_in("王洁");
    let seen = preview(&crew, "周敏");
    assert_eq!((seen["rows"].as_array().unwrap().len(), &seen["sealed_apart"]), (1, &json!(false)));
    let row = &seen["rows"][0];
    assert_eq!((&row["work"]["record"], row["work"]["noun"].as_str()), (&matter, Some("sealed")));
    assert_eq!(
        (&row["no"], row["state"].as_str(), row["work"]["title"].as_str()),
        (&no, Some("handling"), Some(""))
    );
    assert_eq!(crew.kit.code("hand_over", input(&crew, ("周敏", "李联"))), "cannot_hold");
    assert_eq!(crew.kit.code("hand_over", input(&crew, ("周敏", "张助"))), "cannot_open_sealed");

    crew.sign_in("周敏");
    named(&crew, "张助");
    crew.sign_in("王洁");
    assert_eq!(crew.kit.ok("hand_over", input(&crew, ("周敏", "张助")))["value"]["n"], 1);
    assert_eq!(preview(&crew, "周敏")["rows"], json!([]));
    assert_eq!(preview(&crew, "张助")["rows"][0]["work"]["record"], matter);
    crew.sign_in("张助");
    let told = json!({ "text": "已电话联系", "on": "2026-09-01", "how": "phone" });
    crew.step("open_sealed", &matter, ("note_progress", told));
    assert_eq!(crew.kit.ok("verify", json!({}))["verdict"], "good");
}

/// What one handler holds is not another's to do, though both could open it; a conclusion of it waits for the head.
#[test]
fn what_presses_lies_with_who_holds_it_and_what_is_proposed_with_the_head() {
    let crew = Crew::found();
    let (matter, _) = in_hand(&crew);
    named(&crew, "王洁");
    let pressing = || crew.kit.ok("today", json!({}))["sealed"].clone();
    let told = |decide: u32, near: u32| json!({ "decide": decide, "late": 0, "today": 0, "near": near });
    // R01 of 31 August ends on 7 September, within the next seven days.
    assert_eq!(pressing(), told(0, 1));
    crew.sign_in("王洁");
    assert_eq!(pressing(), told(0, 0));
    crew.sign_in("周敏");
    let draft = json!({
        "outcome": "explain", "how": "written", "reply": "已移送核查", "explanation": "依照监察法",
        "proofs": [{ "name": "移送函", "kept": "paper", "volume": "1", "page": "2" }],
    });
    crew.step("open_sealed", &matter, ("propose_conclusion", draft));
    assert_eq!(pressing(), told(0, 1), "the one who proposed it does not decide");
    crew.sign_in("王洁");
    assert_eq!(pressing(), told(1, 0));
    crew.step("open_sealed", &matter, ("approve_conclusion", json!({})));
    assert_eq!(pressing()["decide"], 0);
}
