//! Builders that the stories share: a desk in a folder of its own, its people, and calls through the front door.
//! It does not know any rule; what a call answers is what a story says about it.
//! Called by `stories/`, `hostile/` and the bench.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::{Host, SystemWall};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// The password of everybody in a test; a real desk's people choose their own.
pub const PASSWORD: &str = "潮水退去2026";

/// A real desk of 椒江区院 with one account of every business role, made through the calls.
pub struct TestDesk {
    pub host: Host,
    dir: tempfile::TempDir,
    people: BTreeMap<String, String>,
    signed_in: RefCell<String>,
}

impl TestDesk {
    /// Only the founder: registrar and prosecutor in one.
    pub fn founded() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let host = open(&desk_dir(dir.path()), None);
        let input = json!({ "office": "331002", "person": "周敏", "password": PASSWORD });
        host.answer("found_desk", input).expect("a desk is founded");
        Self { host, dir, people: BTreeMap::new(), signed_in: RefCell::new("周敏".into()) }
    }

    /// With administrators, an assistant, a second assistant, a head of each level and a liaison of the first station.
    pub fn staffed() -> Self {
        let mut desk = Self::founded();
        let station = desk.station(0);
        for (name, roles, level) in [
            ("系统员甲", "system_admin", None),
            ("安全员乙", "security_admin", None),
            ("陈雅静", "assistant", None),
            ("徐国平", "assistant", None),
            ("林志远", "head", Some("section")),
            ("王晓东", "head", Some("deputy")),
            ("郑海波", "head", Some("chief")),
            ("金菊香", "liaison", None),
        ] {
            desk.hire(name, roles, (level, (roles == "liaison").then_some(station.as_str())));
        }
        desk
    }

    fn hire(&mut self, name: &str, role: &str, (level, station): (Option<&str>, Option<&str>)) {
        let made = self.ok("register_person", json!({ "name": name, "department": "第六检察部" }));
        let person = made["value"]["record"].as_str().expect("a record").to_owned();
        let stations: Vec<&str> = station.into_iter().collect();
        let mut input =
            json!({ "person": person, "roles": [role], "stations": stations, "password": PASSWORD });
        if let Some(level) = level {
            input["level"] = json!(level);
        }
        self.ok("add_account", input);
        self.people.insert(name.to_owned(), person);
    }

    /// The staff record of somebody who was hired.
    pub fn person(&self, name: &str) -> String {
        self.people.get(name).cloned().expect("somebody of the desk")
    }

    /// The nth station of the office's list.
    pub fn station(&self, n: usize) -> String {
        let page = self.ok("list_stations", json!({}));
        page["rows"][n]["record"].as_str().expect("a station").to_owned()
    }

    /// A call as somebody; signs in first when somebody else sits at the desk.
    pub fn call(&self, who: &str, name: &str, input: Value) -> Result<Value, Value> {
        if *self.signed_in.borrow() != who {
            self.ok("sign_in", json!({ "name": who, "password": PASSWORD }));
            self.signed_in.replace(who.to_owned());
        }
        self.host.answer(name, input).map_err(|fault| serde_json::to_value(fault).expect("a fault"))
    }

    /// A call that must be answered.
    pub fn ok(&self, name: &str, input: Value) -> Value {
        match self.host.answer(name, input) {
            Ok(value) => value,
            Err(fault) => panic!("{name}: {}", serde_json::to_string(&fault).expect("a fault")),
        }
    }

    /// A step on a record as it stands now; gives what the page shows afterwards.
    pub fn step(
        &self,
        who: &str,
        verb: &str,
        (noun, record): (&str, &str),
        input: Value,
    ) -> Result<Value, Value> {
        let open = format!("open_{noun}");
        let view = self.call(who, &open, json!({ "record": record }))?;
        let mut input = input;
        input["record"] = json!(record);
        input["seen"] = view["seen"].clone();
        self.call(who, verb, input)?;
        self.call(who, &open, json!({ "record": record }))
    }

    pub fn dir(&self) -> PathBuf {
        desk_dir(self.dir.path())
    }

    /// The program ends and starts again; nobody is signed in.
    pub fn restart(self) -> Self {
        let Self { host, dir, people, .. } = self;
        drop(host);
        let host = open(&desk_dir(dir.path()), None);
        Self { host, dir, people, signed_in: RefCell::new(String::new()) }
    }
}

fn desk_dir(root: &Path) -> PathBuf {
    root.join("工作台 一号")
}

fn open(dir: &Path, today: Option<NaiveDate>) -> Host {
    Host::new(dir, Arc::new(SystemWall), today)
}
