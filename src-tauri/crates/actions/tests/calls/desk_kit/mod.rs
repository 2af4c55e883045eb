//! A founded desk for the tests of one topic: who asks, what comes back.
//! It knows no rule: what a call answers is what a story says about it.
//! Called by the stories of this crate.
#![allow(dead_code)]

use std::sync::Arc;

use actions::{Cost, FixedWall, Host};
use base64::Engine;
use chrono::NaiveDate;
use serde_json::{Value, json};

pub const PASSWORD: &str = "潮水退去2026";

pub struct Kit {
    pub host: Host,
    pub dir: tempfile::TempDir,
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
}

impl Kit {
    /// 椒江区, on 1 September 2026.
    pub fn found() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let host =
            Host::new(&dir.path().join("desk"), Arc::new(FixedWall { day: day() }), None).costing(Cost::BARE);
        let kit = Self { host, dir };
        kit.ok("found_desk", json!({ "office": "331002", "person": "周敏", "password": PASSWORD }));
        kit
    }

    pub fn ok(&self, name: &str, input: Value) -> Value {
        self.host.answer(name, input).unwrap_or_else(|f| panic!("{name}: {f:?}"))
    }

    pub fn code(&self, name: &str, input: Value) -> String {
        match self.host.answer(name, input) {
            Ok(answer) => panic!("{name} answered {answer}"),
            Err(fault) => fault.code(),
        }
    }

    /// The first station of the list and its heads.
    pub fn station(&self) -> (Value, Value) {
        let row = self.ok("list_stations", json!({}))["rows"][0].clone();
        let page = self.ok("open_station", json!({ "record": row["record"] }));
        (page["record"].clone(), page["seen"].clone())
    }

    pub fn person(&self, name: &str) -> Value {
        self.ok("register_person", json!({ "name": name, "department": "控告申诉检察部" }))["value"]["record"]
            .clone()
    }

    /// An appeal as the registrar takes it down, without people.
    pub fn appeal(&self) -> (Value, Value) {
        let (station, _) = self.station();
        let answer = self.ok(
            "register_appeal",
            json!({
                "station": station, "title": "楼道堆物", "way": "visit", "received_on": "2026-08-31",
                "category": "other", "facts": "多次反映未果", "request": "请督促清理", "anonymous": true,
            }),
        );
        let record = answer["value"]["record"].clone();
        let seen = answer["seen"][record.as_str().unwrap()].clone();
        (record, seen)
    }
}

pub fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

pub fn plain(text: &Value) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(text.as_str().unwrap()).unwrap()
}
