//! The box that finds everything: the newest hits come first, the number of all where it costs nothing, else when asked.

use crate::desk_kit::Kit;
use serde_json::{Value, json};

/// Appeals about one matter at one station.
fn register(kit: &Kit, title: &str, n: usize) {
    let (station, _) = kit.station();
    for nth in 0..n {
        kit.ok(
            "register_appeal",
            json!({
                "station": station, "title": format!("{title}{nth}"), "way": "visit", "received_on": "2026-08-31",
                "category": "other", "facts": "反映多次", "request": "请督促处理", "anonymous": true,
            }),
        );
    }
}

fn shown(page: &Value) -> (usize, &Value) {
    (page["rows"].as_array().unwrap().len(), &page["count"])
}

#[test]
fn a_page_that_holds_every_hit_says_how_many_there_are() {
    let kit = Kit::found();
    register(&kit, "河道排污", 3);
    let asked = json!({ "text": "排污" });
    assert_eq!(shown(&kit.ok("find", asked.clone())["page"]), (3, &json!(3)));
    assert_eq!(kit.ok("count_found", asked), 3);
    assert_eq!(kit.ok("count_found", json!({ "text": "路灯" })), 0);
}

#[test]
fn more_hits_than_a_page_holds_are_counted_when_asked() {
    let kit = Kit::found();
    register(&kit, "河道排污", 52);
    let first = kit.ok("find", json!({ "text": "排污" }))["page"].clone();
    assert_eq!(shown(&first), (50, &Value::Null));
    let last = kit.ok("find", json!({ "text": "排污", "cursor": first["next"] }))["page"].clone();
    // The last page does not hold those before it.
    assert_eq!((shown(&last), &last["next"]), ((2, &Value::Null), &Value::Null));
    assert_eq!(kit.ok("count_found", json!({ "text": "排污" })), 52);
    assert_eq!(kit.ok("count_found", json!({ "text": "排污", "nouns": ["voice"] })), 0);
}

/// Seven or eight digits may be a local telephone. Where nobody has it, the texts that hold them are found.
#[test]
fn a_piece_of_a_case_number_is_found_though_it_looks_like_a_telephone() {
    let kit = Kit::found();
    register(&kit, "不服复议决定2600017号之", 2);
    for text in ["2600017", "600017", "260001"] {
        let found = kit.ok("find", json!({ "text": text }));
        assert_eq!((shown(&found["page"]), &found["by_number"]), ((2, &json!(2)), &json!(false)), "{text}");
        assert_eq!(kit.ok("count_found", json!({ "text": text })), 2, "{text}");
    }
    for text in ["2600018", "88123456", "13805761234"] {
        assert_eq!(kit.ok("find", json!({ "text": text }))["page"]["count"], 0, "{text}");
    }
}

#[test]
fn a_local_telephone_that_somebody_has_is_found_by_its_number() {
    let kit = Kit::found();
    let (station, _) = kit.station();
    let person = json!({ "part": "petitioner", "kind": "person", "name": "徐国平", "phone": "8812 3456" });
    let input = json!({
        "station": station, "title": "路灯不亮", "way": "visit", "received_on": "2026-08-31", "category": "other",
        "facts": "反映多次", "request": "请督促处理", "people": [person],
    });
    kit.ok("register_appeal", input);
    for text in ["88123456", "8812-3456", "８８１２３４５６"] {
        let found = kit.ok("find", json!({ "text": text }));
        assert_eq!((&found["page"]["count"], &found["by_number"]), (&json!(1), &json!(true)), "{text}");
    }
}

/// A bug: a matter that two of a family brought, who gave one telephone, was two rows and was counted twice.
#[test]
fn what_two_people_of_one_telephone_brought_is_found_once() {
    let kit = Kit::found();
    let (station, _) = kit.station();
    let person =
        |name: &str| json!({ "part": "petitioner", "kind": "person", "name": name, "phone": "13805761234" });
    for (title, on) in [("路灯不亮", "2026-08-31"), ("路面塌陷", "2026-09-01")] {
        let input = json!({
            "station": station, "title": title, "way": "visit", "received_on": on, "category": "other",
            "facts": "反映多次", "request": "请督促处理", "n_people": 2, "people": [person("徐国平"), person("徐小平")],
        });
        kit.ok("register_appeal", input);
    }
    let page = kit.ok("find", json!({ "text": "13805761234" }))["page"].clone();
    assert_eq!(shown(&page), (2, &json!(2)));
    assert_eq!(page["rows"][0]["title"], "路面塌陷", "the newest first");
}
