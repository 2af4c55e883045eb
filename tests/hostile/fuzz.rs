//! JSON of the wrong shape into every call: wrong types, missing and unknown fields, the far ends of values. Always an
//! answer or one of the closed list of faults.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk};

use super::forms::{APART, Form, all};
use super::scene::{NOBODY, Scene, desk};

/// Codes that the user interface has a face for, out of the declarations it is given.
fn closed_list() -> BTreeSet<String> {
    let text = actions::calls::typescript();
    let faults = text.split("\"code\": \"").skip(1).filter_map(|rest| rest.split('"').next());
    let all: BTreeSet<String> = faults.map(str::to_owned).collect();
    assert!(all.len() > 50 && all.contains("bad_input") && all.contains("in_future"));
    all
}

/// Values that stand where another was expected.
fn odd() -> Vec<Value> {
    let deep = (0..60).fold(json!(1), |inner, _| json!([inner]));
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(u64::MAX),
        json!(1e308),
        json!(""),
        json!("\u{0}"),
        json!("𠮷䶮👩‍👩‍👧\u{202e}<script>"),
        json!("9999-12-31"),
        json!("2026-02-30"),
        json!("-262143-01-01"),
        json!(NOBODY),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "record": NOBODY }),
        deep,
    ]
}

/// The input with each field taken away, changed, and with one more.
fn spoilt(input: &Value) -> Vec<Value> {
    let mut all = vec![Value::Null, json!([]), json!("{}"), json!(7), json!({})];
    for key in input.as_object().into_iter().flatten().map(|(k, _)| k) {
        let mut without = input.clone();
        without.as_object_mut().unwrap().remove(key);
        all.push(without);
        all.extend(odd().into_iter().map(|value| tests::over(input.clone(), json!({ key: value }))));
    }
    all
}

struct Fuzz {
    closed: BTreeSet<String>,
    n: usize,
    wrong: Vec<String>,
}

impl Fuzz {
    fn new() -> Self {
        Self { closed: closed_list(), n: 0, wrong: vec![] }
    }

    fn look(&mut self, (call, input): (&str, &Value), answer: Result<Value, actions::Fault>) {
        self.n += 1;
        let Err(fault) = answer else { return };
        let code = fault.code();
        if code == "broken" || code == "not_signed_in" || !self.closed.contains(&code) {
            let input: String = input.to_string().chars().take(200).collect();
            self.wrong.push(format!("{call} {input}: {fault:?}"));
        }
    }

    fn done(self, least: usize) {
        assert!(self.n > least, "only {}", self.n);
        assert!(self.wrong.is_empty(), "{} of {}\n{}", self.wrong.len(), self.n, self.wrong.join("\n"));
    }
}

#[test]
fn any_json_is_answered_or_refused_by_a_known_code() {
    let desk = desk();
    let forms = all(&desk, &Scene::at(&desk, 0));
    desk.sit(FOUNDER);
    let mut fuzz = Fuzz::new();
    for Form { call, input, .. } in &forms {
        for input in spoilt(input) {
            fuzz.look((call, &input), desk.host.answer(call, input.clone()));
        }
    }
    fuzz.done(5_000);
    still_good(&desk);
}

/// Calls before anybody is signed in, into a folder where nothing is.
#[test]
fn calls_into_an_empty_folder_are_refused_by_a_known_code() {
    let dir = tempfile::tempdir().unwrap();
    let host = actions::Host::new(&dir.path().join("空"), std::sync::Arc::new(actions::SystemWall), None);
    let mut fuzz = Fuzz::new();
    let input = json!({
        "office": "999999", "person": "甲", "name": "甲", "password": "短", "groups": ["AAAAA"], "copy": "/nowhere", "account": NOBODY,
    });
    for call in APART.iter().filter(|call| !["make_demo", "sign_out"].contains(call)) {
        for input in spoilt(&input) {
            let answer = host.answer(call, input.clone());
            // Before signing in is the only place where this is the right word.
            if answer.as_ref().is_err_and(|f| f.code() == "not_signed_in") {
                continue;
            }
            fuzz.look((call, &input), answer);
        }
    }
    assert_eq!(host.answer("desk_state", json!({})).unwrap()["state"], "none", "nothing was written");
    assert_eq!(host.answer("no_such_call", json!({})).unwrap_err().code(), "unknown_call");
    fuzz.done(300);
}

/// Whatever was refused or answered, the log is whole and the tables are what it says.
fn still_good(desk: &TestDesk) {
    let verified = desk.ok("verify", json!({}));
    assert_eq!((&verified["verdict"], &verified["moved"]), (&json!("good"), &json!([])), "{verified}");
}
