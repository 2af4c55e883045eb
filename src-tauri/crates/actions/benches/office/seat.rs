//! A demonstration desk of one size and somebody who works at it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::{FixedWall, Host};
use chrono::NaiveDate;
use rusqlite::Connection;
use serde_json::{Value, json};
use store::FileKey;

use crate::figure::{Figures, timed};
use crate::raw;

const SEED: u64 = 7;
/// Lies beside a desk once it was made to its end.
const PEOPLE: &str = "demo_people.json";

pub struct Seat {
    pub host: Host,
    pub dir: PathBuf,
    pub records: u64,
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
}

impl Seat {
    /// The desk of this size in a folder: made there unless it was made before.
    pub fn at(folder: &Path, records: u64, figures: &mut Figures) -> Self {
        let dir = folder.join(format!("desk-{records}"));
        if !dir.join(PEOPLE).is_file() {
            // What an interrupted run has left is no desk.
            let _ = std::fs::remove_dir_all(&dir);
            let (_, took) = timed(|| make(&dir, records));
            figures.push(records, "making the desk, s", took.as_secs_f64());
        }
        Self::sit(&dir, records)
    }

    /// Signs in where a desk was made.
    pub fn sit(dir: &Path, records: u64) -> Self {
        let seat = Self { host: host(dir), dir: dir.to_owned(), records };
        seat.sign_in();
        seat
    }

    pub fn sign_in(&self) {
        self.ok("sign_in", json!(self.login()));
    }

    /// An assistant of the prefecture's office: sees everything, takes matters down.
    pub fn login(&self) -> Value {
        let state = self.ok("desk_state", json!({}));
        let people = state["demo_people"].as_array().unwrap();
        let person = people.iter().find(|p| p["role"] == "assistant").unwrap();
        json!({ "name": person["name"], "password": person["password"] })
    }

    pub fn ok(&self, name: &str, input: Value) -> Value {
        self.host.answer(name, input).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
    }

    /// Copied or not, a demonstration is a log like any other.
    pub fn prove(&self, figures: &mut Figures) {
        let (proof, took) = timed(|| self.ok("verify", json!({})));
        assert_eq!(
            (&proof["verdict"], &proof["unlike"]),
            (&json!("good"), &json!([])),
            "{}",
            proof["report"]
        );
        figures.push(self.records, "entries proven", proof["n_entries"].as_f64().unwrap());
        figures.push(self.records, "proving the desk, s", took.as_secs_f64());
    }

    pub fn key(&self) -> FileKey {
        self.host.with(|office, _| Ok(office.desk.key())).unwrap()
    }

    /// The same file by the bare engine.
    pub fn bare(&self) -> Connection {
        raw::open(&self.dir.join("desk.db"), &self.key())
    }

    pub fn stations(&self) -> Vec<Value> {
        let page = self.ok("list_stations", json!({ "limit": 200 }));
        page["rows"].as_array().unwrap().iter().map(|row| row["record"].clone()).collect()
    }
}

fn host(dir: &Path) -> Host {
    Host::new(dir, Arc::new(FixedWall { day: today() }), Some(today()))
}

fn make(dir: &Path, records: u64) {
    let host = host(dir);
    let asked = json!({ "seed": SEED, "records": records });
    let (_, mut told) = (host.answer("make_demo", asked.clone()).unwrap(), 0);
    loop {
        let progress = host.answer("make_demo", asked.clone()).unwrap();
        if progress["finished"] == true {
            return;
        }
        let done = progress["done"].as_u64().unwrap();
        if done >= told + 10_000 {
            told = done;
            eprintln!("{done} of {records}");
        }
    }
}
