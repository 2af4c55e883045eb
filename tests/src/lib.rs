//! Builders that the stories share: a desk in a folder of its own, its people, and calls through the front door.
//! It does not know any rule; what a call answers is what a story says about it.
//! Called by `stories/`, `hostile/` and the bench.

mod cell;
mod days;
mod folders;
pub mod handing;
pub mod paper;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actions::{Cost, Host, SystemWall, Wall};
use serde_json::{Map, Value, json};

pub use cell::{Asking, Newcomer};
pub use days::Days;
pub use folders::laid_over;

/// The password of everybody in a test; a real desk's people choose their own.
pub const PASSWORD: &str = "潮水退去2026";
/// For a file that closes: no test has a disk that a person would wait for.
const WAIT: Duration = Duration::from_secs(2);
/// Registrar and prosecutor in one.
pub const FOUNDER: &str = "周敏";

/// Everybody else of a staffed desk: name, role, a head's level. The liaison has the first station only.
pub const STAFF: &[(&str, &str, Option<&str>)] = &[
    ("系统员甲", "system_admin", None),
    ("安全员乙", "security_admin", None),
    ("陈雅静", "assistant", None),
    ("徐国平", "assistant", None),
    ("林志远", "head", Some("section")),
    ("王晓东", "head", Some("deputy")),
    ("郑海波", "head", Some("chief")),
    ("金菊香", "liaison", None),
];

/// A real desk with one account of every business role, made through the calls.
pub struct TestDesk {
    pub host: Host,
    dir: tempfile::TempDir,
    wall: Arc<dyn Wall>,
    people: BTreeMap<String, String>,
    signed_in: RefCell<String>,
    sheet: Value,
    /// The first stations of the office's list on the day of founding.
    stations: Vec<String>,
}

impl TestDesk {
    /// Of 椒江区院, today; only the founder.
    pub fn founded() -> Self {
        Self::founded_at("331002", Arc::new(SystemWall))
    }

    /// With administrators, two assistants, a head of each level and a liaison of the first station.
    pub fn staffed() -> Self {
        Self::founded().with(STAFF)
    }

    /// Of an office (six digits), at a time that the story moves.
    pub fn founded_at(office: &str, wall: Arc<dyn Wall>) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let host =
            Host::new(&desk_dir(dir.path()), Arc::clone(&wall), None).costing(Cost::BARE).waiting(WAIT);
        let input = json!({ "office": office, "person": FOUNDER, "password": PASSWORD });
        let sheet = host.answer("found_desk", input).expect("a desk is founded");
        let page = host.answer("list_stations", json!({})).expect("stations");
        let rows = page["rows"].as_array().expect("rows");
        let stations = rows.iter().filter_map(|r| r["record"].as_str().map(str::to_owned)).collect();
        let signed_in = RefCell::new(FOUNDER.into());
        Self { host, dir, wall, people: BTreeMap::new(), signed_in, sheet, stations }
    }

    /// Hires people and gives them accounts.
    pub fn with(mut self, staff: &[(&str, &str, Option<&str>)]) -> Self {
        let station = self.station(0);
        for &(name, role, level) in staff {
            let stations: Vec<&str> = if role == "liaison" { vec![&station] } else { vec![] };
            let person = self.hire(name, "第六检察部");
            let mut input =
                json!({ "person": person, "roles": [role], "stations": stations, "password": PASSWORD });
            if let Some(level) = level {
                input["level"] = json!(level);
            }
            self.ok("add_account", input);
        }
        self
    }

    /// A member of staff without an account.
    pub fn hire(&mut self, name: &str, department: &str) -> String {
        let made = self.ok("register_person", json!({ "name": name, "department": department }));
        let person = made["value"]["record"].as_str().expect("a record").to_owned();
        self.people.insert(name.to_owned(), person.clone());
        person
    }

    /// The recovery sheet's groups, and which two must be typed back.
    pub fn sheet(&self) -> &Value {
        &self.sheet
    }

    /// The staff record of somebody who was hired, or of who sits here.
    pub fn person(&self, name: &str) -> String {
        if let Some(person) = self.people.get(name) {
            return person.clone();
        }
        let page = self.ok("list_people", json!({ "text": name }));
        page["rows"][0]["record"].as_str().expect("somebody of the desk").to_owned()
    }

    /// The nth station of the office's list, as it was founded.
    pub fn station(&self, n: usize) -> String {
        self.stations[n].clone()
    }

    /// A call as somebody; signs in first when somebody else sits at the desk.
    pub fn call(&self, who: &str, name: &str, input: Value) -> Result<Value, Value> {
        self.sit(who);
        self.host.answer(name, input).map_err(|fault| serde_json::to_value(fault).expect("a fault"))
    }

    /// Signs somebody in, if somebody else sits here.
    pub fn sit(&self, who: &str) {
        if *self.signed_in.borrow() != who {
            self.ok("sign_in", json!({ "name": who, "password": PASSWORD }));
            self.signed_in.replace(who.to_owned());
        }
    }

    /// Signs in although the same person sits here: what counts from the next sign-in on.
    pub fn sit_again(&self, who: &str) {
        self.signed_in.replace(String::new());
        self.sit(who);
    }

    /// A call that must be answered, by whoever sits at the desk.
    pub fn ok(&self, name: &str, input: Value) -> Value {
        match self.host.answer(name, input) {
            Ok(value) => value,
            Err(fault) => panic!("{name}: {}", serde_json::to_string(&fault).expect("a fault")),
        }
    }

    /// A call as somebody that must be answered.
    #[track_caller]
    pub fn done(&self, who: &str, name: &str, input: Value) -> Value {
        match self.call(who, name, input) {
            Ok(value) => value,
            Err(fault) => panic!("{who} {name}: {fault}"),
        }
    }

    /// The record that a call as somebody opened.
    #[track_caller]
    pub fn made(&self, who: &str, name: &str, input: Value) -> String {
        let answer = self.done(who, name, input);
        answer["value"]["record"].as_str().unwrap_or_else(|| panic!("{name}: {answer}")).to_owned()
    }

    /// The code of a call that must not be answered.
    #[track_caller]
    pub fn refused(&self, who: &str, name: &str, input: Value) -> String {
        match self.call(who, name, input) {
            Ok(answer) => panic!("{who} {name} was answered: {answer}"),
            Err(fault) => fault["code"].as_str().unwrap_or_default().to_owned(),
        }
    }

    /// A page as somebody sees it.
    #[track_caller]
    pub fn page(&self, who: &str, (noun, record): (&str, &str)) -> Value {
        self.done(who, &format!("open_{noun}"), json!({ "record": record }))
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

    /// A step that must be taken; gives the page afterwards.
    #[track_caller]
    pub fn steps(&self, who: &str, verb: &str, on: (&str, &str), input: Value) -> Value {
        self.step(who, verb, on, input).unwrap_or_else(|fault| panic!("{who} {verb}: {fault}"))
    }

    /// A step that must be refused; gives the code.
    #[track_caller]
    pub fn held_back(&self, who: &str, verb: &str, on: (&str, &str), input: Value) -> String {
        match self.step(who, verb, on, input) {
            Ok(page) => panic!("{who} {verb} was taken: {}", page["state"]),
            Err(fault) => fault["code"].as_str().unwrap_or_default().to_owned(),
        }
    }

    /// A petitioner's telephone is deleted by law: asked for by the founder and signed for by another.
    pub fn delete_phone(&self, appeal: &str, approver: &str) {
        let party = self.page(FOUNDER, ("appeal", appeal))["parties"][0].clone();
        let input = json!({
            "record": party["party"]["record"], "seen": party["seen"], "field": "phone", "ground": "withdrawn",
            "approver": self.person(approver),
        });
        self.done(FOUNDER, "redact_field", input);
        let waiting = self.done(approver, "list_redactions", json!({}))[0].clone();
        self.done(
            approver,
            "approve_redaction",
            json!({ "record": waiting["record"], "seen": waiting["seen"] }),
        );
    }

    pub fn dir(&self) -> PathBuf {
        desk_dir(self.dir.path())
    }

    /// The program ends and starts again; nobody is signed in.
    pub fn restart(self) -> Self {
        self.restart_after(|_| ())
    }

    /// The same, under another clock.
    pub fn restart_at(mut self, wall: Arc<dyn Wall>) -> Self {
        self.wall = wall;
        self.restart()
    }

    /// The same, with something done to the folder while nothing runs.
    pub fn restart_after(self, between: impl FnOnce(&Path)) -> Self {
        let Self { host, dir, wall, people, sheet, stations, .. } = self;
        drop(host);
        between(&desk_dir(dir.path()));
        let host =
            Host::new(&desk_dir(dir.path()), Arc::clone(&wall), None).costing(Cost::BARE).waiting(WAIT);
        Self { host, dir, wall, people, signed_in: RefCell::new(String::new()), sheet, stations }
    }
}

fn desk_dir(root: &Path) -> PathBuf {
    root.join("工作台 一号")
}

/// One input over another: what both say is taken from the second.
pub fn over(base: Value, more: Value) -> Value {
    let Value::Object(mut all) = base else { return more };
    let more: Map<String, Value> = more.as_object().cloned().unwrap_or_default();
    all.extend(more);
    Value::Object(all)
}

/// The clock of a rule on a page: `R01`, or `R01/1` for another than the first.
#[track_caller]
pub fn clock<'a>(page: &'a Value, rule: &str) -> &'a Value {
    let clocks = page["clocks"].as_array().expect("clocks");
    let found = clocks.iter().find(|c| c["rule"] == rule || c["flow"] == format!("clock/{rule}"));
    found.unwrap_or_else(|| {
        let flows: Vec<&Value> = clocks.iter().map(|c| &c["flow"]).collect();
        panic!("no clock {rule} in {flows:?}")
    })
}
