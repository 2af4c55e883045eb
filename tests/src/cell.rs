//! More desks of one cell, and the disc that goes between them.
//! It does not know any rule; what a call answers is what a story says about it.
//! Called by `stories/` and `hostile/`.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use actions::{Cost, Host};
use serde_json::{Value, json};

use crate::{FOUNDER, PASSWORD, TestDesk, desk_dir, paper};

/// Who sits at a desk that joins.
pub struct Newcomer<'a> {
    pub name: &'a str,
    pub role: &'a str,
    /// Of a head.
    pub level: Option<&'a str>,
    /// Of a liaison; empty: the whole office.
    pub stations: Vec<String>,
    /// Six digits; another than the founder's needs the sheet.
    pub office: &'a str,
}

/// A desk that has asked and waits for its enrolment.
pub struct Asking {
    pub host: Host,
    pub dir: tempfile::TempDir,
    pub said: Value,
}

impl Asking {
    pub fn of(desk: &TestDesk, newcomer: &Newcomer<'_>) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let host = Host::new(&desk_dir(dir.path()), Arc::clone(&desk.wall), None).costing(Cost::BARE);
        let input = json!({ "office": newcomer.office, "person": newcomer.name, "password": PASSWORD });
        let said = host.answer("join_desk", input).expect("a request is made");
        Self { host, dir, said }
    }

    /// The request file, as a form carries it.
    pub fn request(&self) -> Value {
        json!({ "bytes_base64": self.said["request"]["bytes_base64"] })
    }

    /// Takes the enrolment that lies in a folder; `cell` is what the office reads out.
    pub fn enrolled(self, desk: &TestDesk, (name, folder, cell): (&str, &Path, &str)) -> TestDesk {
        let input = json!({ "dir": folder, "name": name, "password": PASSWORD, "cell": cell });
        self.host.answer("take_enrolment", input).unwrap_or_else(|fault| panic!("{fault:?}"));
        TestDesk {
            host: self.host,
            dir: self.dir,
            wall: Arc::clone(&desk.wall),
            people: desk.people.clone(),
            signed_in: RefCell::new(name.into()),
            sheet: self.said["sheet"].clone(),
            stations: desk.stations.clone(),
        }
    }
}

impl TestDesk {
    /// An appeal of the first station with a scan behind it: the record and the file.
    pub fn appeal_with_scan(&self, who: &str) -> (String, Value) {
        let file = self.done(who, "attach_file", paper::file("照片.pdf", &paper::scan()))["file"].clone();
        let today = self.ok("desk_state", json!({}))["today"].clone();
        let input = json!({
            "station": self.station(0), "way": "visit", "received_on": today, "category": "other", "title": "带附件",
            "facts": "护栏锈断。", "request": "修好", "n_people": 1, "anonymous": true,
            "materials": [{ "name": "照片", "kept": "file", "file": file }],
        });
        (self.made(who, "register_appeal", input), file)
    }

    /// Another desk of the cell, asked for, enrolled and joined by disc.
    pub fn join(&mut self, newcomer: &Newcomer<'_>) -> TestDesk {
        let asking = Asking::of(self, newcomer);
        let folder = tempfile::tempdir().expect("a folder");
        let cell = self.enrol(newcomer, &asking.request(), folder.path());
        asking.enrolled(self, (newcomer.name, folder.path(), &cell))
    }

    /// The office's half: the person, the certificate, the disc. Gives what is read out on the telephone.
    pub fn enrol(&mut self, newcomer: &Newcomer<'_>, request: &Value, folder: &Path) -> String {
        self.sit(FOUNDER);
        let hired = json!({ "name": newcomer.name, "department": "第六检察部", "office": newcomer.office });
        let person = self.made(FOUNDER, "register_person", hired);
        self.people.insert(newcomer.name.into(), person.clone());
        let view = self.done(FOUNDER, "open_request", request.clone());
        let mut input = json!({
            "request": request, "person": person, "roles": [newcomer.role], "stations": newcomer.stations,
        });
        if let Some(level) = newcomer.level {
            input["level"] = json!(level);
        }
        if view["needs_sheet"] == true {
            input["sheet"] = self.sheet["sheet"].clone();
        }
        let enrolled = self.done(FOUNDER, "enrol_desk", input);
        let export = json!({ "to": enrolled["value"]["desk"], "dir": folder });
        assert_eq!(self.done(FOUNDER, "export_bundle", export)["enrolment"], true);
        view["cell"].as_str().expect("four groups").to_owned()
    }

    /// This desk's own record, as the others name it.
    pub fn desk_id(&self, who: &str) -> String {
        let state = self.done(who, "exchange_state", json!({}));
        state["me"]["desk"].as_str().expect("a desk").to_owned()
    }

    /// Everything another desk may have, on a disc in this folder.
    pub fn burn(&self, who: &str, (to, to_who): (&TestDesk, &str), folder: &Path) -> Value {
        let input = json!({ "to": to.desk_id(to_who), "dir": folder, "medium": { "number": "台检光-07" } });
        self.done(who, "export_bundle", input)
    }

    /// Takes in a bundle that lies in a folder, call after call until it is done.
    pub fn take(&self, who: &str, folder: &Path, id: &str) -> Value {
        let input = json!({ "dir": folder, "id": id });
        for _ in 0..100 {
            let taken = self.done(who, "take_bundle", input.clone());
            if taken["value"]["done"] == true {
                return taken["value"].clone();
            }
        }
        panic!("a bundle that never ends");
    }

    /// A disc from here to there.
    pub fn carry(&self, who: &str, (to, to_who): (&TestDesk, &str)) -> Value {
        let folder = tempfile::tempdir().expect("a folder");
        let sent = self.burn(who, (to, to_who), folder.path());
        to.take(to_who, folder.path(), sent["id"].as_str().expect("an id"))
    }
}
