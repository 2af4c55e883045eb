//! A matter that must be sealed leaves its number, day and limit at the station, and nothing else; what was said of it before,
//! as a voice, an opinion or at a visit, lies in `sealed/` alone.

use crate::crew::{self, Crew};
use crate::desk_kit::Kit;
use serde_json::{Value, json};

#[test]
fn a_report_is_sealed_at_entry_and_opened_by_a_handler_only() {
    let kit = Kit::found();
    let (station, _) = kit.station();
    let answer = kit.ok(
        "register_appeal",
        json!({
            "station": station, "title": "反映张某受贿线索", "way": "visit", "received_on": "2026-08-31", "category": "report",
            "facts": "多年收受财物", "request": "请依法查处",
            "people": [{ "part": "petitioner", "kind": "person", "name": "秦雨桐", "sex": "2", "phone": "13805761234" }],
        }),
    );
    assert_eq!(answer["value"]["sealed"], true);
    let stub = kit.ok("open_appeal", json!({ "record": answer["value"]["record"] }));
    assert_eq!(stub["state"], "sealed");
    assert_eq!(stub["clocks"][0]["rule"], "R01");
    for word in ["受贿", "收受", "查处", "秦雨桐"] {
        assert!(!stub.to_string().contains(word), "{word} in {stub}");
        assert_eq!(kit.ok("find", json!({ "text": word }))["page"]["count"], 0, "{word}");
    }
    let sealed = kit.ok("list_sealed", json!({}));
    let matter = kit.ok("open_sealed", json!({ "record": sealed[0]["record"] }));
    assert_eq!(matter["facts"]["facts"], "多年收受财物");
    assert_eq!(matter["stub"], answer["value"]["record"]);
    assert_eq!(kit.ok("verify", json!({}))["verdict"], "good");

    // Another prosecutor of the same office is no named handler.
    for (name, role) in [("何管", "system_admin"), ("安管", "security_admin"), ("王洁", "prosecutor")] {
        let person = kit.person(name);
        kit.ok(
            "add_account",
            json!({ "person": person, "roles": [role], "password": format!("{name}的口令2026") }),
        );
    }
    kit.ok("sign_in", json!({ "name": "王洁", "password": "王洁的口令2026" }));
    assert_eq!(kit.code("open_sealed", json!({ "record": sealed[0]["record"] })), "denied");
    assert_eq!(kit.code("list_sealed", json!({})), "denied");
}

#[test]
fn the_stub_learns_that_the_reply_was_given_and_nothing_else() {
    let kit = Kit::found();
    let (station, _) = kit.station();
    let input = json!({
        "station": station, "title": "反映张某受贿线索", "way": "visit", "received_on": "2026-08-31", "category": "report",
        "facts": "多年收受财物", "request": "请依法查处",
    });
    let stub = kit.ok("register_appeal", input)["value"]["record"].clone();
    let page = kit.ok("open_appeal", json!({ "record": stub }));
    let reply = json!({ "record": stub, "seen": page["seen"], "on": "2026-09-01" });
    kit.ok("reply_sealed", reply);
    let after = kit.ok("open_appeal", json!({ "record": stub }));
    assert_eq!(
        (after["state"].as_str(), after["clocks"][0]["state"].as_str()),
        (Some("sealed"), Some("in_time"))
    );
    assert_eq!(after["facts"]["title"], serde_json::Value::Null);
    let twice = json!({ "record": stub, "seen": after["seen"], "on": "2026-09-01" });
    assert_eq!(kit.code("reply_sealed", twice), "nothing_owed");
}

/// A bug: whoever turned 18 between the day of the visit and the day it was typed in lay open, though a minor had asked.
#[test]
fn who_was_a_minor_when_they_asked_is_sealed_though_grown_since() {
    let crew = Crew::found();
    for (born, sealed) in [("2008-08-31", true), ("2008-08-30", false)] {
        let input = json!({
            "station": crew.station, "visited_on": "2026-08-30", "kind": "reception", "summary": "说在校内被打骂",
            "people": [{ "part": "petitioner", "kind": "person", "name": "秦小禾", "born_on": born }],
            "appeals": [{ "title": "校内被打骂", "way": "visit", "request": "请保护", "category": "other" }],
        });
        let answer = crew.kit.ok("log_visit", input);
        assert_eq!(answer["value"]["appeals"][0]["sealed"], sealed, "{born}");
        let visit = crew.kit.ok("open_visit", json!({ "record": answer["value"]["record"] }));
        assert_eq!(visit["facts"]["summary"].is_null(), sealed, "{born}: {visit}");
    }
}

/// A bug: whom a call was paid to went nowhere, its company code stayed at the station, and the visit waited to be completed.
#[test]
fn a_call_whose_matter_is_sealed_keeps_nothing_of_whom_it_was_paid_to() {
    let crew = Crew::found();
    // The code is the sample of GB 32100.
    let call = |more: Value| {
        let mut input = json!({
            "station": crew.station, "visited_on": "2026-08-31", "kind": "enterprise", "object": "白云家具厂",
            "company_code": "91350100M000100Y43", "summary": "厂方称有人索贿", "present": [{ "part": "host", "name": "周敏" }],
            "appeals": [{ "title": "索贿", "way": "visit", "category": "report", "request": "请查", "anonymous": true }],
        });
        crew::extend(&mut input, more);
        input
    };
    let said = json!({ "sealed": true, "appeals": [], "summary": null });
    assert_eq!(crew.kit.code("log_visit", call(said)), "fixed");
    let wrong = json!({ "company_code": "91350100M000100Y44" });
    assert_eq!(crew.kit.code("log_visit", call(wrong)), "check_failed");
    let logged = crew.kit.ok("log_visit", call(json!({})))["value"].clone();
    assert_eq!((&logged["appeals"][0]["sealed"], &logged["state"]), (&json!(true), &json!("complete")));
    let visit = crew.kit.ok("open_visit", json!({ "record": logged["record"] }));
    let matter = crew.kit.ok("list_sealed", json!({}))[0]["record"].clone();
    let told = crew.kit.ok("open_sealed", json!({ "record": matter }))["facts"]["facts"].to_string();
    for word in ["白云家具厂", "91350100M000100Y43", "有人索贿"] {
        assert!(!visit.to_string().contains(word), "{word} in {visit}");
        assert_eq!(crew.kit.ok("find", json!({ "text": word }))["page"]["count"], 0, "{word}");
        assert!(told.contains(word), "{word} not in {told}");
    }
}

const VOICE: &str = "open_voice";
const ACTIVITY: &str = "open_activity";

fn person(crew: &Crew, name: &str) -> Value {
    let people = crew.kit.ok("list_people", json!({}));
    people["rows"].as_array().unwrap().iter().find(|r| r["title"] == name).unwrap()["record"].clone()
}

fn report(title: &str) -> Value {
    json!({ "title": title, "way": "deputy", "category": "report", "request": "请查", "anonymous": true })
}

fn to_appeal(more: Value) -> (&'static str, Value) {
    let mut input = json!({ "route": "to_appeal", "answers": {}, "reason": "线索具体" });
    crew::extend(&mut input, more);
    ("sort_voice", input)
}

fn told(crew: &Crew) -> Value {
    crew.voice(json!({ "title": "村会计挪用补助", "content": "多笔款项未到户", "kind": "matter" })).0
}

fn nowhere(crew: &Crew, words: &[&str], about: &str) {
    for word in words {
        assert_eq!(crew.kit.ok("find", json!({ "text": word }))["page"]["count"], 0, "{word} {about}");
    }
    for list in ["list_voices", "list_activities", "list_visits", "list_appeals"] {
        for hidden in [true, false] {
            let rows = crew.kit.ok(list, json!({ "hidden": hidden })).to_string();
            assert!(words.iter().all(|word| !rows.contains(word)), "{list} {about}: {rows}");
        }
    }
}

/// A head orders the deletion, the founder signs it.
fn deleted(crew: &Crew, record: &Value) {
    crew.sign_in("王洁");
    let waiting = crew.kit.ok("list_sealings", json!({}));
    let row = waiting.as_array().unwrap().iter().find(|r| r["record"] == *record).unwrap();
    assert_eq!(row["ordered"], false);
    let order = json!({ "record": record, "seen": row["seen"], "approver": person(crew, "周敏") });
    crew.kit.ok("order_sealing", order.clone());
    assert_eq!(crew.kit.code("order_sealing", order), "nothing_owed");
    let left = crew.kit.ok("list_sealings", json!({})).to_string();
    assert!(!left.contains(record.as_str().unwrap()), "it waits for the other one: {left}");
    crew.sign_in("周敏");
    signed(crew, record);
}

fn signed(crew: &Crew, record: &Value) {
    let waiting = crew.kit.ok("list_sealings", json!({}));
    let row = waiting.as_array().unwrap().iter().find(|r| r["record"] == *record).unwrap();
    assert_eq!(row["ordered"], true);
    crew.kit.ok("approve_sealing", json!({ "record": record, "seen": row["seen"] }));
}

fn holds(crew: &Crew) {
    assert_eq!(crew.kit.ok("verify", json!({}))["verdict"], "good");
    crew.kit.ok("rebuild", json!({}));
    assert_eq!(crew.kit.ok("verify", json!({}))["verdict"], "good");
}

/// What the named handlers read of it, in one text.
fn in_the_matter(crew: &Crew) -> String {
    let matter = crew.kit.ok("list_sealed", json!({}))[0]["record"].clone();
    let page = crew.kit.ok("open_sealed", json!({ "record": matter }));
    page["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["text"].as_str().unwrap())
        .collect::<Vec<_>>()
        .join("|")
}

const SAID: [&str; 3] = ["挪用", "补助", "未到户"];

#[test]
fn a_voice_that_becomes_a_sealed_matter_keeps_the_fact_and_its_number() {
    let crew = Crew::found();
    let voice = told(&crew);
    let no = crew.kit.ok(VOICE, json!({ "record": voice }))["no"].clone();
    crew.kit.ok(
        "save_draft",
        json!({ "noun": "communicate_voice", "body": { "record": voice, "text": "补助" } }),
    );
    let sorted =
        crew.step(VOICE, &voice, to_appeal(json!({ "reason": "挪用补助", "appeal": report("村账") })));
    assert_eq!(crew.kit.ok("list_drafts", json!({})), json!([]), "what was typed about it goes too");
    assert_eq!(crew.kit.code(VOICE, json!({ "record": voice })), "being_sealed");
    nowhere(&crew, &SAID, "at once");
    let note = in_the_matter(&crew);
    assert!(["陈代表", "村会计挪用补助", "多笔款项未到户"].iter().all(|said| note.contains(said)), "{note}");
    let undo = json!({ "deed": sorted["deed"], "reason": "误分", "on": [] });
    assert_ne!(
        crew.kit.host.answer("undo", undo).err().map(|f| f.code()),
        None,
        "the words do not come back"
    );

    deleted(&crew, &voice);
    let page = crew.kit.ok(VOICE, json!({ "record": voice }));
    assert_eq!((&page["state"], &page["no"]), (&json!("became_appeal"), &no));
    assert_eq!(page["facts"]["received_on"], "2026-08-31");
    assert_eq!((&page["facts"]["title"], &page["deputy_name"]), (&Value::Null, &Value::Null));
    let shown = page.to_string();
    assert!(SAID.iter().all(|word| !shown.contains(word)), "{shown}");
    let stub = crew.kit.ok("open_appeal", json!({ "record": page["became"] }));
    assert_eq!(stub["state"], "sealed");
    nowhere(&crew, &SAID, "once it is signed");
    holds(&crew);
    nowhere(&crew, &SAID, "after a rebuild");
    assert!(in_the_matter(&crew).contains("多笔款项未到户"));
}

#[test]
fn an_opinion_that_becomes_a_sealed_matter_leaves_its_number_and_the_others_as_they_are() {
    let crew = Crew::found();
    crew.sign_in("李联");
    let held = json!({
        "station": crew.station, "kind": "HD04", "topic": "普法进村", "scheduled_on": "2026-09-01", "held_on": "2026-09-01",
        "n_public": 20, "minutes": "讲解反诈", "attended": [{ "part": "host", "name": "李联" }],
        "opinions": [
            { "text": "村会计挪用补助", "speaker": "老秦", "becomes": "appeal" },
            { "text": "路灯不亮", "becomes": "appeal" },
        ],
    });
    let activity = crew.made("hold_activity", held).0;
    crew.step(ACTIVITY, &activity, ("settle_opinion", json!({ "n": 1, "appeal": report("村账") })));
    assert_eq!(crew.kit.code(ACTIVITY, json!({ "record": activity })), "being_sealed");
    nowhere(&crew, &["挪用", "老秦"], "at once");
    assert_eq!(crew.kit.ok("list_sealings", json!({})), json!([]), "a liaison orders nothing");
    crew.sign_in("周敏");
    let note = in_the_matter(&crew);
    assert!(note.contains("老秦") && note.contains("村会计挪用补助") && !note.contains("路灯"), "{note}");

    deleted(&crew, &activity);
    let page = crew.kit.ok(ACTIVITY, json!({ "record": activity }));
    let opinions = page["opinions"].as_array().unwrap();
    assert_eq!((opinions.len(), page["facts"]["minutes"].as_str()), (2, Some("讲解反诈")));
    let one = opinions.iter().find(|o| o["n"] == 1).unwrap();
    assert_eq!(
        (&one["text"], &one["speaker"], &one["becomes"]),
        (&Value::Null, &Value::Null, &json!("appeal"))
    );
    assert_eq!(page["became"][0]["n"], 1);
    let shown = page.to_string();
    assert!(["挪用", "老秦"].iter().all(|word| !shown.contains(word)), "{shown}");
    assert_eq!(crew.kit.ok("find", json!({ "text": "路灯不亮" }))["page"]["count"], 1);
    nowhere(&crew, &["挪用", "老秦"], "once it is signed");
    holds(&crew);

    // A second one of the same activity goes the same way.
    crew.step(ACTIVITY, &activity, ("settle_opinion", json!({ "n": 2, "appeal": report("路灯") })));
    deleted(&crew, &activity);
    nowhere(&crew, &["挪用", "老秦", "路灯不亮"], "the second one");
    assert_eq!(crew.kit.ok(ACTIVITY, json!({ "record": activity }))["opinions"].as_array().unwrap().len(), 2);
    holds(&crew);
}

/// A voice out of an opinion: both places lose their words.
#[test]
fn a_voice_that_came_out_of_an_opinion_takes_the_opinion_along() {
    let crew = Crew::found();
    let deputy = crew.deputy();
    let held = json!({
        "station": crew.station, "kind": "HD04", "topic": "普法进村", "scheduled_on": "2026-09-01", "held_on": "2026-09-01",
        "n_public": 20, "minutes": "讲解反诈", "attended": [{ "part": "host", "name": "周敏" }],
        "opinions": [{ "text": "村会计挪用补助", "becomes": "voice", "deputy": deputy }],
    });
    let activity = crew.made("hold_activity", held).0;
    let voice = json!({ "deputy": deputy, "title": "请查村账", "content": "款项未到户" });
    crew.step(ACTIVITY, &activity, ("settle_opinion", json!({ "n": 1, "voice": voice })));
    let voice = crew.kit.ok("list_voices", json!({}))["rows"][0]["record"].clone();
    crew.step(VOICE, &voice, to_appeal(json!({ "appeal": report("举报") })));
    nowhere(&crew, &["挪用", "未到户", "请查村账"], "at once");
    for place in [&voice, &activity] {
        deleted(&crew, place);
    }
    nowhere(&crew, &["挪用", "未到户", "请查村账"], "once both are signed");
    let note = in_the_matter(&crew);
    assert!(note.contains("村会计挪用补助") && note.contains("款项未到户"), "{note}");
    holds(&crew);
}

#[test]
fn a_matter_sealed_later_takes_along_the_voice_and_the_visit_it_came_out_of() {
    let crew = Crew::found();
    let voice = told(&crew);
    let open = json!({ "title": "村账不公开", "way": "deputy", "category": "other", "request": "请公开", "anonymous": true });
    crew.step(VOICE, &voice, to_appeal(json!({ "appeal": open })));
    let appeal = crew.kit.ok(VOICE, json!({ "record": voice }))["became"].clone();
    let visit = crew.made("log_visit", json!({
        "station": crew.station, "visited_on": "2026-08-31", "kind": "reception", "n_people": 1, "summary": "来访人说会计拿了钱",
        "present": [{ "part": "public", "name": "秦雨桐" }, { "part": "recorder", "name": "李联" }],
        "appeals": [{ "title": "拿钱的事", "way": "visit", "category": "other", "request": "请查", "anonymous": true }],
    })).0;
    let second = crew.kit.ok("list_appeals", json!({ "text": "拿钱的事" }))["rows"][0]["record"].clone();
    for record in [&appeal, &second] {
        crew.sign_in("王洁");
        let seal = json!({ "reason": "report", "approver": person(&crew, "周敏") });
        crew.step("open_appeal", record, ("seal_appeal", seal));
        crew.sign_in("周敏");
        signed(&crew, record);
    }
    let words = ["挪用", "未到户", "拿了钱", "秦雨桐", "村账不公开"];
    nowhere(&crew, &words, "once it is signed");
    let (voice, visit) = (
        crew.kit.ok(VOICE, json!({ "record": voice })),
        crew.kit.ok("open_visit", json!({ "record": visit })),
    );
    for page in [&voice, &visit] {
        let shown = page.to_string();
        assert!(words.iter().all(|word| !shown.contains(word)), "{shown}");
    }
    assert_eq!((&visit["facts"]["n_people"], &visit["facts"]["sealed"]), (&json!(1), &json!(true)));
    assert_eq!(visit["facts"]["present"][0]["name"], "李联");
    holds(&crew);
}

#[test]
fn a_voice_cannot_be_sorted_into_a_matter_that_lies_sealed() {
    let crew = Crew::found();
    let mut input = report("已封存");
    crew::extend(&mut input, json!({ "station": crew.station, "received_on": "2026-08-31" }));
    let sealed = crew.made("register_appeal", input).0;
    let voice = told(&crew);
    assert_eq!(crew.refused(VOICE, &voice, to_appeal(json!({ "became": sealed }))), "not_now");
    assert_eq!(crew.kit.ok(VOICE, json!({ "record": voice }))["state"], "collected");
}

#[test]
fn who_does_not_govern_orders_no_deletion_and_nobody_alone() {
    let crew = Crew::found();
    let voice = told(&crew);
    crew.step(VOICE, &voice, to_appeal(json!({ "appeal": report("村账") })));
    crew.sign_in("王洁");
    let seen = crew.kit.ok("list_sealings", json!({}))[0]["seen"].clone();
    let order =
        |approver: &str| json!({ "record": voice, "seen": seen, "approver": person(&crew, approver) });
    for name in ["王洁", "张助", "李联"] {
        assert_eq!(crew.kit.code("order_sealing", order(name)), "not_approver", "{name}");
    }
    let fine = order("周敏");
    for name in ["张助", "李联"] {
        crew.sign_in(name);
        assert_eq!(crew.kit.code("order_sealing", fine.clone()), "denied", "{name}");
    }
    assert_eq!(
        crew.kit.code(VOICE, json!({ "record": voice })),
        "being_sealed",
        "it stays covered meanwhile"
    );
}
