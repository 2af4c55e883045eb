//! A matter that must be sealed leaves its number, day and limit at the station, and nothing else.

#![allow(clippy::unwrap_used)] // a story that cannot go on must stop

mod desk_kit;

use desk_kit::Kit;
use serde_json::json;

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
