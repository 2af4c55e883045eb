//! A founded desk with colleagues: an assistant and a head of the whole office, a liaison of the first station only.
//! It knows no rule: what a call answers is what a story says about it.
//! Called by the stories of this crate.
#![allow(dead_code)]

use std::sync::Arc;

use actions::{Cost, FixedWall, Host};
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::desk_kit::{Kit, PASSWORD, day};

pub struct Crew {
    pub kit: Kit,
    /// Two stations; the liaison has the first.
    pub station: Value,
    pub other: Value,
}

impl Crew {
    pub fn found() -> Self {
        let kit = founded_in_august();
        let rows = kit.ok("list_stations", json!({}))["rows"].clone();
        let (station, other) = (rows[0]["record"].clone(), rows[1]["record"].clone());
        for (name, roles, level, stations) in [
            ("何管", json!(["system_admin"]), Value::Null, json!([])),
            ("安管", json!(["security_admin"]), Value::Null, json!([])),
            ("张助", json!(["assistant"]), Value::Null, json!([])),
            ("王洁", json!(["head"]), json!("chief"), json!([])),
            ("李联", json!(["liaison"]), Value::Null, json!([station])),
        ] {
            let person = kit.person(name);
            kit.ok(
                "add_account",
                json!({ "person": person, "roles": roles, "level": level, "stations": stations, "password": PASSWORD }),
            );
        }
        name_department(&kit);
        let Kit { host, dir } = kit;
        drop(host);
        let host =
            Host::new(&dir.path().join("desk"), Arc::new(FixedWall { day: day() }), None).costing(Cost::BARE);
        let crew = Self { kit: Kit { host, dir }, station, other };
        crew.sign_in("周敏");
        crew
    }

    pub fn sign_in(&self, name: &str) -> &Kit {
        self.kit.ok("sign_in", json!({ "name": name, "password": PASSWORD }));
        &self.kit
    }

    pub fn deputy(&self) -> Value {
        let input = json!({ "station": self.station, "name": "陈代表", "levels": ["township"], "from_on": "2022-01-01" });
        self.kit.ok("register_deputy", input)["value"]["record"].clone()
    }

    pub fn voice(&self, more: Value) -> (Value, Value) {
        let deputy = self.deputy();
        let mut input = json!({
            "station": self.station, "deputy": deputy, "title": "建议开展普法进村", "content": "希望多讲防诈骗",
            "received_on": "2026-08-31", "kind": "work",
        });
        extend(&mut input, more);
        self.made("register_voice", input)
    }

    /// The record that a call opened, and its heads.
    pub fn made(&self, call: &str, input: Value) -> (Value, Value) {
        let answer = self.kit.ok(call, input);
        let record = answer["value"]["record"].clone();
        let seen = heads(&answer, &record);
        (record, seen)
    }

    /// A step on a record as its page shows it now.
    pub fn step(&self, open: &str, record: &Value, (verb, input): (&str, Value)) -> Value {
        self.kit.ok(verb, self.on(open, record, input))
    }

    pub fn refused(&self, open: &str, record: &Value, (verb, input): (&str, Value)) -> String {
        self.kit.code(verb, self.on(open, record, input))
    }

    fn on(&self, open: &str, record: &Value, mut input: Value) -> Value {
        let page = self.kit.ok(open, json!({ "record": record }));
        extend(&mut input, json!({ "record": record, "seen": page["seen"] }));
        input
    }
}

pub fn heads(answer: &Value, record: &Value) -> Value {
    answer["seen"][record.as_str().unwrap()].clone()
}

pub fn extend(input: &mut Value, more: Value) {
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
}

/// Stations open on the day of founding: what happened before 1 September needs one that was open.
fn founded_in_august() -> Kit {
    let dir = tempfile::tempdir().unwrap();
    let founding = NaiveDate::from_ymd_opt(2026, 8, 3).unwrap();
    let host =
        Host::new(&dir.path().join("desk"), Arc::new(FixedWall { day: founding }), None).costing(Cost::BARE);
    let kit = Kit { host, dir };
    kit.ok("found_desk", json!({ "office": "331002", "person": "周敏", "password": PASSWORD }));
    kit
}

/// The founder has no department before it is written down; it counts from the next sign-in on.
fn name_department(kit: &Kit) {
    let people = kit.ok("list_people", json!({}));
    let founder = people["rows"].as_array().unwrap().iter().find(|r| r["title"] == "周敏").unwrap();
    let page = kit.ok("open_person", json!({ "record": founder["record"] }));
    let input = json!({ "record": founder["record"], "seen": page["seen"], "department": "控告申诉检察部" });
    kit.ok("amend_person", input);
}
