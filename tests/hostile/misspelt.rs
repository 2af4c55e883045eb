//! A field that no form knows is refused, wherever it stands: what somebody typed must not be dropped in silence.

use serde_json::{Value, json};
use tests::FOUNDER;

use super::forms::{Form, all};
use super::scene::{Scene, desk};

#[test]
fn an_unknown_field_is_refused_by_every_call() {
    let desk = desk();
    let forms = all(&desk, &Scene::at(&desk, 0));
    let mut taken = vec![];
    for Form { call, input, .. } in &forms {
        let more = tests::over(input.clone(), json!({ "titel": "错字" }));
        let answer = desk.call(FOUNDER, call, more);
        if answer.as_ref().err().is_none_or(|fault| fault["code"] != "bad_input") {
            taken.push(format!("{call}: {answer:?}"));
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}

/// Within the people of a form, the appeals of a visit, a material: as deep as a form goes.
#[test]
fn an_unknown_field_deep_in_a_form_is_refused() {
    let desk = desk();
    let scene = Scene::at(&desk, 0);
    let forms = all(&desk, &scene);
    let mut n = 0;
    for Form { call, input, .. } in &forms {
        for spoilt in inside(input) {
            // What a draft holds is the form's own business.
            if *call == "save_draft" {
                continue;
            }
            n += 1;
            let fault = desk.call(FOUNDER, call, spoilt.clone()).expect_err(call);
            assert_eq!(fault["code"], "bad_input", "{call} {spoilt}: {fault}");
        }
    }
    assert!(n > 30, "{n}");
}

/// The input once for every object inside it, with a field nobody knows in that object.
fn inside(input: &Value) -> Vec<Value> {
    let mut all = vec![];
    for (key, value) in input.as_object().into_iter().flatten() {
        for deeper in objects(value) {
            all.push(tests::over(input.clone(), json!({ key: deeper })));
        }
    }
    all
}

fn objects(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(map) => {
            let here = tests::over(value.clone(), json!({ "phnoe": "13805761234" }));
            let deeper = map.iter().flat_map(|(k, v)| {
                objects(v).into_iter().map(move |v| tests::over(value.clone(), json!({ k: v })))
            });
            std::iter::once(here).chain(deeper).collect()
        }
        Value::Array(items) => {
            let each = items.iter().enumerate().flat_map(|(i, item)| {
                objects(item).into_iter().map(move |spoilt| {
                    let mut items = items.clone();
                    items[i] = spoilt;
                    Value::Array(items)
                })
            });
            each.collect()
        }
        _ => vec![],
    }
}

/// Saying nothing under a name is no mistake: forms send every field, also the empty ones.
#[test]
fn an_empty_field_is_nothing_said() {
    let desk = desk();
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改", "anonymous": true,
        "case_no": null, "answered": null, "facts": null,
    });
    desk.made(FOUNDER, "register_appeal", input);
}
