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
