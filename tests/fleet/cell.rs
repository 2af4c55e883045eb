//! The city of the demonstration and three desks that join it: a county's first desk and two of its stations'.
//! It does not know any rule: what is asked for here is what people ask for, by the same calls and in the same order.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::{Host, SystemWall};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use serde_json::{Value, json};
use sync::hub::{Admin, ca};
use tests::PASSWORD;

use crate::cluster::{AUTHORITY, Cluster, VALID};

/// 椒江区院.
const COUNTY: &str = "331002";
const DEPARTMENT: &str = "第六检察部";
/// Who works at the county beside the one who joins first: name, role, a head's level.
const COLLEAGUES: [(&str, &str, Option<&str>); 2] =
    [("徐国平", "assistant", None), ("郑海波", "head", Some("chief"))];
const LIAISONS: [&str; 2] = ["陈阿海", "金菊香"];

pub struct Person {
    pub name: String,
    pub role: String,
    pub password: String,
}

pub struct Desk {
    pub dir: PathBuf,
    /// The office's name, and the station's.
    pub place: String,
    pub people: Vec<Person>,
    pub host: Option<Host>,
}

pub struct Cell {
    /// The city's, the county's, the stations'.
    pub desks: Vec<Desk>,
    sheet: Value,
    folder: PathBuf,
    today: NaiveDate,
}

/// Who asks to join, and what they are to do.
struct Newcomer<'a> {
    name: &'a str,
    roles: &'a [&'a str],
    /// Of a liaison: record and name.
    station: Option<(&'a str, &'a str)>,
}

impl Cell {
    /// The city with so many matters and all its people. `None`: somebody stopped it.
    pub fn found(
        folder: &Path,
        (records, today): (u64, NaiveDate),
        stopped: impl Fn() -> bool,
    ) -> Option<Self> {
        let dir = folder.join("city");
        let host = Host::new(&dir, Arc::new(SystemWall), Some(today));
        let mut made = Value::Null;
        while made["finished"] != true {
            if stopped() {
                return None;
            }
            made = ok(&host, "make_demo", json!({ "records": records }));
        }
        let state = ok(&host, "desk_state", json!({}));
        let text = |person: &Value, field: &str| person[field].as_str().unwrap_or_default().to_owned();
        let person = |p: &Value| {
            let role = [text(p, "role"), text(p, "level"), text(p, "station")].join(" ");
            Person { name: text(p, "name"), role: role.trim().to_owned(), password: text(p, "password") }
        };
        let people = state["demo_people"].as_array().unwrap().iter().map(person).collect();
        let mut city = Desk { dir, place: String::new(), people, host: Some(host) };
        city.sit();
        city.place = city.ok("desk_state", json!({}))["office"]["name"].as_str().unwrap().to_owned();
        Some(Self { desks: vec![city], sheet: made["sheet"].clone(), folder: folder.into(), today })
    }

    /// The county joins with the sheet of the founding, its stations without.
    pub fn grow(&mut self) {
        let first = Newcomer { name: "陈雅静", roles: &["registrar", "prosecutor"], station: None };
        self.join(&first);
        self.hire_at_the_county();
        let rows = self.desks[0].ok("list_stations", json!({ "limit": 200 }))["rows"].clone();
        let own = rows.as_array().unwrap().iter().filter(|row| row["office"] == COUNTY);
        for (row, name) in own.zip(LIAISONS) {
            let station = (row["record"].as_str().unwrap(), row["title"].as_str().unwrap());
            self.join(&Newcomer { name, roles: &["liaison"], station: Some(station) });
        }
        assert_eq!(self.desks.len(), 2 + LIAISONS.len(), "the county has stations");
    }

    /// Request, the comparison on the telephone, certificate and grant, the disc, and taking it in.
    fn join(&mut self, newcomer: &Newcomer<'_>) {
        let n = self.desks.len();
        let (dir, disc) = (self.folder.join(format!("desk-{n}")), self.folder.join(format!("disc-{n}")));
        std::fs::create_dir(&disc).unwrap();
        let host = Host::new(&dir, Arc::new(SystemWall), Some(self.today));
        let login = json!({ "office": COUNTY, "person": newcomer.name, "password": PASSWORD });
        let said = ok(&host, "join_desk", login);
        let request = json!({ "bytes_base64": said["request"]["bytes_base64"] });
        let cell = self.enrol(newcomer, (&request, &disc));
        let taken = json!({ "dir": disc, "name": newcomer.name, "password": PASSWORD, "cell": cell });
        ok(&host, "take_enrolment", taken);
        let office = ok(&host, "desk_state", json!({}))["office"]["name"].as_str().unwrap().to_owned();
        let station = newcomer.station.map_or(String::new(), |(_, name)| format!(" · {name}"));
        let own =
            Person { name: newcomer.name.into(), role: newcomer.roles.join(" "), password: PASSWORD.into() };
        self.desks.push(Desk { dir, place: office + &station, people: vec![own], host: Some(host) });
    }

    /// The city's half. Gives what is read out on the telephone.
    fn enrol(&self, newcomer: &Newcomer<'_>, (request, disc): (&Value, &Path)) -> String {
        let city = &self.desks[0];
        let hired = json!({ "name": newcomer.name, "department": DEPARTMENT, "office": COUNTY });
        let person = city.ok("register_person", hired)["value"]["record"].clone();
        let view = city.ok("open_request", request.clone());
        let stations: Vec<&str> = newcomer.station.iter().map(|(record, _)| *record).collect();
        let mut input =
            json!({ "request": request, "person": person, "roles": newcomer.roles, "stations": stations });
        if view["needs_sheet"] == true {
            input["sheet"] = self.sheet.clone();
        }
        let enrolled = city.ok("enrol_desk", input);
        city.ok("export_bundle", json!({ "to": enrolled["value"]["desk"], "dir": disc }));
        view["cell"].as_str().unwrap().to_owned()
    }

    fn hire_at_the_county(&mut self) {
        let county = &mut self.desks[1];
        for (name, role, level) in COLLEAGUES {
            let hired = json!({ "name": name, "department": DEPARTMENT, "office": COUNTY });
            let person = county.ok("register_person", hired)["value"]["record"].clone();
            let mut input =
                json!({ "person": person, "roles": [role], "stations": [], "password": PASSWORD });
            if let Some(level) = level {
                input["level"] = json!(level);
            }
            county.ok("add_account", input);
            let role = [role, level.unwrap_or_default()].join(" ").trim().to_owned();
            county.people.push(Person { name: name.into(), role, password: PASSWORD.into() });
        }
    }

    /// Lets all of them in at the hub, and each exchanges once: they begin with the same.
    pub fn connect(&self, hub: &Cluster) {
        let mut admin = Admin::connect(&hub.url("postgres"), None).unwrap();
        admin.init().unwrap();
        let city = self.desks[0].host.as_ref().unwrap();
        admin.apply(&city.with(actions::hub_accesses).unwrap()).unwrap();
        for desk in &self.desks {
            let asked = desk.ok("request_hub", json!({}));
            let csr = STANDARD.decode(asked["request"]["bytes_base64"].as_str().unwrap()).unwrap();
            let role = asked["role"].as_str().unwrap();
            let cert = ca::desk(&AUTHORITY, (role, &String::from_utf8(csr).unwrap()), &VALID).unwrap();
            let input = json!({
                "host": "127.0.0.1", "port": hub.port, "database": "postgres",
                "ca_pem": AUTHORITY.cert_pem, "cert_pem": cert,
            });
            desk.ok("set_hub", input);
        }
        for desk in &self.desks {
            let end = desk.ok("exchange_now", json!({}))["value"]["end"].clone();
            assert_eq!(end, "complete", "{}", desk.place);
        }
    }

    /// Nobody sits at them any more; their files are closed.
    pub fn close(self) -> Vec<Desk> {
        self.desks.into_iter().map(|desk| Desk { host: None, ..desk }).collect()
    }
}

impl Desk {
    /// The first of its people: a registrar at an office, the liaison at a station.
    pub fn sit(&self) {
        let first = &self.people[0];
        self.ok("sign_in", json!({ "name": first.name, "password": first.password }));
    }

    #[track_caller]
    fn ok(&self, name: &str, input: Value) -> Value {
        ok(self.host.as_ref().unwrap(), name, input)
    }
}

#[track_caller]
fn ok(host: &Host, name: &str, input: Value) -> Value {
    host.answer(name, input).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}
