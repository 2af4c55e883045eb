//! An id that this desk does not have, or one of another noun, in every field of every call that names a record: refused
//! with one of the closed codes, and nothing of it is written.

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk};

use super::forms::{Form, all};
use super::scene::{NOBODY, Scene, desk};

/// Ids that are no records, or say what the author looked at.
const NO_RECORD: &[&str] = &["seen", "deed", "account", "id", "body", "file", "on"];
/// What these refuse about an id of the wrong kind in a list of filters is nobody's harm: they only read.
const READS: &[&str] = &[
    "list_",
    "open_",
    "preview_",
    "export_",
    "counts",
    "overview",
    "today",
    "find",
    "task_grid",
    "record_travel",
    "record_received",
    "record_files",
];

struct Spoilt {
    at: String,
    input: Value,
}

#[test]
fn an_id_nobody_has_or_of_another_noun_is_refused_in_every_field() {
    let desk = desk();
    let scene = Scene::at(&desk, 0);
    let (mut taken, mut n) = (vec![], 0);
    for Form { call, input, .. } in all(&desk, &scene).iter().filter(|f| !only_reads(f.call)) {
        for id in [NOBODY, &scene.station, &scene.party] {
            for spoilt in inside(input, id) {
                n += 1;
                let answer = desk.call(FOUNDER, call, spoilt.input);
                if let Some(said) = wrong(&answer) {
                    taken.push(format!("{call} {} {id}: {said}", spoilt.at));
                }
            }
        }
    }
    assert!(n > 250, "{n}");
    assert!(taken.is_empty(), "{}\n{}", taken.len(), taken.join("\n"));
}

fn only_reads(call: &str) -> bool {
    READS.iter().any(|read| call.starts_with(read))
}

/// Taken, or refused without a code of the list.
fn wrong(answer: &Result<Value, Value>) -> Option<String> {
    match answer {
        Ok(value) => Some(value.to_string().chars().take(120).collect()),
        Err(fault) if fault["code"] == "broken" || fault["code"].is_null() => Some(fault.to_string()),
        Err(_) => None,
    }
}

/// The input once for every id inside it that is not `id` already, with `id` in its place.
fn inside(value: &Value, id: &str) -> Vec<Spoilt> {
    match value {
        Value::Object(map) => {
            let fields = map.iter().filter(|(key, _)| !NO_RECORD.contains(&key.as_str()));
            fields
                .flat_map(|(key, one)| {
                    inside(one, id).into_iter().map(move |s| Spoilt {
                        at: format!("{key}.{}", s.at),
                        input: tests::over(value.clone(), json!({ key: s.input })),
                    })
                })
                .collect()
        }
        Value::Array(items) => {
            let spoilt = items.iter().enumerate().flat_map(|(i, item)| {
                inside(item, id).into_iter().map(move |s| {
                    let mut items = items.clone();
                    items[i] = s.input;
                    Spoilt { at: s.at, input: Value::Array(items) }
                })
            });
            spoilt.collect()
        }
        Value::String(text) if is_id(text) && text != id => {
            vec![Spoilt { at: String::new(), input: json!(id) }]
        }
        _ => vec![],
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12])
}

/// Who was let in for stations that are none would be locked out of everything, in silence.
#[test]
fn an_account_is_of_stations_that_are_there() {
    let desk: TestDesk = desk();
    let scene = Scene::at(&desk, 0);
    for id in [NOBODY, &scene.party] {
        let input = json!({ "person": scene.person, "roles": ["liaison"], "stations": [id], "password": "潮水退去2026" });
        assert_eq!(desk.refused(FOUNDER, "add_account", input), "missing", "{id}");
        let input =
            json!({ "account": scene.account, "roles": ["liaison"], "stations": [scene.station, id] });
        assert_eq!(desk.refused(FOUNDER, "amend_account", input), "missing", "{id}");
    }
}

#[test]
fn who_is_given_a_voice_or_a_task_is_a_colleague() {
    let desk = desk();
    let scene = Scene::at(&desk, 0);
    for id in [NOBODY, &scene.station, &scene.deputy] {
        let sort = json!({ "route": "study", "answers": {}, "holder": id });
        assert_eq!(refused(&desk, ("voice", &scene.voice), ("sort_voice", sort)), "missing", "{id}");
        let took = json!({ "holder": id });
        let task = ("obligation", &*scene.obligation);
        assert_eq!(refused(&desk, task, ("acknowledge_obligation", took)), "missing", "{id}");
    }
    for id in [NOBODY, &scene.voice] {
        let same = json!({ "same": id });
        assert_eq!(refused(&desk, ("appeal", &scene.appeal), ("link_same", same)), "missing", "{id}");
    }
    let done = json!({ "text": "入户宣传", "on": "2026-09-01", "by": scene.station });
    assert_eq!(refused(&desk, ("obligation", &scene.obligation), ("add_local_action", done)), "missing");
}

fn refused(desk: &TestDesk, on: (&str, &str), (verb, input): (&str, Value)) -> String {
    let page = desk.page(FOUNDER, on);
    let input = tests::over(input, json!({ "record": on.1, "seen": page["seen"] }));
    desk.refused(FOUNDER, verb, input)
}
