//! A slip of which half was known: its people and its request come later, in one deed, and lists say so in words.

#![allow(clippy::unwrap_used)] // a story that cannot go on must stop

mod crew;
mod desk_kit;

use crew::Crew;
use desk_kit::plain;
use serde_json::{Value, json};

/// A slip with a summary only, as the registrar of the liaison's station took it down.
fn slip(crew: &Crew) -> Value {
    crew.sign_in("李联");
    let input =
        json!({ "station": crew.station, "title": "河道异味", "way": "visit", "received_on": "2026-08-31" });
    crew.made("register_appeal", input).0
}

fn person(name: &str) -> Value {
    json!({ "part": "petitioner", "kind": "person", "name": name, "sex": "1", "phone": "13805761234" })
}

#[test]
fn a_slip_is_completed_with_somebody_new_in_one_deed() {
    let crew = Crew::found();
    let appeal = slip(&crew);
    let before = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    assert_eq!(
        (before["state"].as_str(), before["parties"].as_array().unwrap().len()),
        (Some("incomplete"), 0)
    );
    let rest = json!({ "facts": "夏季尤甚", "request": "请查明来源", "category": "other", "people": [person("徐金法𠮷")] });
    crew.step("open_appeal", &appeal, ("complete_appeal", rest));
    let after = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    assert_eq!(after["state"], "registered");
    assert_eq!(after["parties"][0]["party"]["phone"], "138****1234");
    assert_eq!(after["parties"][0]["part"], "petitioner");
    let steps = after["parties"][0]["steps"].as_array().unwrap();
    assert!(steps.iter().any(|s| s["verb"] == "amend_party" && s["may"] == true), "{steps:?}");
}

#[test]
fn nobody_is_entered_when_the_slip_stays_half_known() {
    let crew = Crew::found();
    let appeal = slip(&crew);
    let code =
        crew.refused("open_appeal", &appeal, ("complete_appeal", json!({ "people": [person("徐金法")] })));
    assert_eq!(code, "lacks");
    let found = crew.kit.ok("known_party", json!({ "name": "徐金法", "phone": "13805761234" }));
    assert_eq!(found["known"].as_array().map(Vec::len).unwrap_or_default(), 0, "{found}");
}

#[test]
fn an_agent_is_added_to_what_is_registered() {
    let crew = Crew::found();
    let appeal = crew.kit.appeal().0;
    let agent = json!({ "part": "agent", "kind": "person", "name": "陈律", "relation": "lawyer", "authority": "授权委托书" });
    crew.step("open_appeal", &appeal, ("amend_appeal", json!({ "people": [agent] })));
    let view = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    assert_eq!(view["parties"][0]["part"], "agent");
}

#[test]
fn the_approver_reads_the_draft_and_a_liaison_does_not() {
    let crew = Crew::found();
    let appeal = slip(&crew);
    let rest = json!({ "facts": "夏季尤甚", "request": "请查明来源", "category": "other", "people": [person("徐金法")] });
    crew.step("open_appeal", &appeal, ("complete_appeal", rest));
    crew.sign_in("周敏");
    crew.step("open_appeal", &appeal, ("accept_appeal", json!({ "nature": "ordinary", "on": "2026-09-01" })));
    crew.sign_in("张助");
    crew.step("open_appeal", &appeal, ("take_on_appeal", json!({})));
    crew.kit.ok("write_note", json!({ "appeal": appeal, "kind": "opinion", "text": "拟现场勘查" }));
    let proof = json!({ "name": "照片", "kept": "paper", "volume": "1", "page": "3" });
    let draft = json!({ "outcome": "support", "reply": "已督促整改", "explanation": "依据水污染防治法", "how": "written", "proofs": [proof] });
    crew.step("open_appeal", &appeal, ("propose_conclusion", draft));
    crew.sign_in("王洁");
    let view = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    assert_eq!(view["proposed"]["reply"], "已督促整改");
    assert_eq!(view["proposed"]["by_name"], "张助");
    assert_eq!(view["proposed"]["proofs"][0]["page"], "3");
    assert!(view["notes"].to_string().contains("拟现场勘查"));
    crew.sign_in("李联");
    let hers = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    assert!(!hers.to_string().contains("已督促整改") && !hers.to_string().contains("拟现场勘查"), "{hers}");
    assert_eq!(
        crew.kit.code("write_note", json!({ "appeal": appeal, "kind": "note", "text": "看看" })),
        "denied"
    );
    crew.sign_in("王洁");
    crew.step("open_appeal", &appeal, ("approve_conclusion", json!({})));
    let done = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    assert_eq!((&done["proposed"], &done["replies"][0]["text"]), (&Value::Null, &json!("已督促整改")));
}

#[test]
fn an_exported_list_says_states_as_the_pages_do() {
    let crew = Crew::found();
    slip(&crew);
    let out = crew.kit.ok("export_list", json!({ "noun": "appeal", "listed": {} }));
    let table = paper::read_table(&plain(&out["bytes_base64"]), "a.xlsx").unwrap();
    let says = |word: &str| table.rows.iter().any(|r| r.cells.iter().any(|c| c == word));
    assert!(says("待完善") && !says("incomplete"));
}
