//! The fleet that people watch (`cargo xtask fleet`): opened by its printed addresses, an appeal travels, and nothing is left of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

const TITLE: &str = "反映大陈码头引桥护栏锈断";

struct Fleet {
    child: Child,
    out: BufReader<ChildStdout>,
    folder: String,
    hub: String,
    desks: Vec<Opened>,
}

/// A desk's page, with the key that its address has bought.
struct Opened {
    port: u16,
    key: String,
    /// Name and password, as printed.
    people: Vec<(String, String)>,
}

impl Fleet {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gonglian-fleet"))
            .args(["--records", "30"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut fleet = Self { child, out, folder: String::new(), hub: String::new(), desks: vec![] };
        while let Some(line) = fleet.line() {
            let trimmed = line.trim();
            if let Some(rest) = line.strip_prefix("In ") {
                fleet.folder = rest.split(" until").next().unwrap().to_owned();
            } else if let Some(url) = line.strip_prefix("The hub: ") {
                fleet.hub = url.trim().to_owned();
            } else if trimmed.starts_with("http://") {
                fleet.desks.push(Opened::at(trimmed));
            } else if line.contains('\t') {
                let mut parts = trimmed.split('\t').map(str::to_owned);
                let person = (parts.next().unwrap(), parts.next().unwrap());
                fleet.desks.last_mut().unwrap().people.push(person);
            } else if line.starts_with("Ctrl-C") {
                // Whoever is served first is told first.
                fleet.desks.sort_by_key(|desk| std::cmp::Reverse(desk.people.len()));
                fleet.desks.iter_mut().for_each(Opened::enter);
                return fleet;
            }
        }
        panic!("it ended before it was ready");
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        (self.out.read_line(&mut line).unwrap() > 0).then_some(line)
    }

    /// As Ctrl-C does it.
    fn end(mut self) {
        Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        while self.line().is_some() {}
        assert!(self.child.wait().unwrap().success());
        assert!(!Path::new(&self.folder).exists(), "{}", self.folder);
        assert!(sync::hub::Admin::connect(&self.hub, None).is_err(), "the hub has ended too");
        let open = |desk: &&Opened| TcpStream::connect(("127.0.0.1", desk.port)).is_ok();
        assert_eq!(self.desks.iter().filter(open).count(), 0);
    }
}

impl Drop for Fleet {
    fn drop(&mut self) {
        // A story that failed in the middle leaves nothing either: this signal is one the fleet hears.
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().ok();
        self.child.wait().ok();
    }
}

impl Opened {
    fn at(address: &str) -> Self {
        let (port, key) = address.strip_prefix("http://127.0.0.1:").unwrap().split_once("/?key=").unwrap();
        Self { port: port.parse().unwrap(), key: key.to_owned(), people: vec![] }
    }

    /// Spends the key of the address for that of the calls; the fleet prints the next address.
    fn enter(&mut self) {
        let answer = self.ask(&format!("GET /?key={}", self.key), "");
        self.key = answer.split("#key=").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
    }

    fn ask(&self, first: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let (port, key, length) = (self.port, &self.key, body.len());
        let head = format!(
            "{first} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nx-gonglian-key: {key}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        stream.write_all((head + body).as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[track_caller]
    fn ok(&self, name: &str, input: &Value) -> Value {
        let answer = self.ask(&format!("POST /call/{name}"), &input.to_string());
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        let said: Value = serde_json::from_str(body).unwrap_or_else(|_| panic!("{name}: {answer}"));
        said.get("ok").unwrap_or_else(|| panic!("{name}: {said}")).clone()
    }

    /// As its first person.
    fn sit(&self) -> Value {
        let (name, password) = &self.people[0];
        self.ok("sign_in", &json!({ "name": name, "password": password }));
        self.ok("desk_state", &json!({}))
    }

    #[track_caller]
    fn exchange(&self) {
        let end = self.ok("exchange_now", &json!({}))["value"]["end"].clone();
        assert_eq!(end, "complete");
    }

    fn find(&self) -> Value {
        let rows = self.ok("list_appeals", &json!({ "text": TITLE }))["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["title"] == TITLE).cloned().unwrap_or_default()
    }
}

#[test]
fn an_appeal_travels_from_a_station_to_its_county_and_the_city_and_back() {
    let fleet = Fleet::start();
    let [city, county, station, other] = &fleet.desks[..] else { panic!("{} desks", fleet.desks.len()) };
    let seats = [city, county, station, other].map(Opened::sit);
    assert!(seats.iter().all(|seat| seat["today"] == "2026-09-01"));
    assert_eq!(
        (seats[0]["office"]["code"].as_str(), seats[1]["office"]["code"].as_str()),
        (Some("331000"), Some("331002"))
    );
    let at = seats[2]["person"]["stations"][0]["record"].clone();
    assert_ne!(at, seats[3]["person"]["stations"][0]["record"]);
    let appeal = json!({
        "station": at, "way": "visit", "received_on": "2026-09-01", "category": "other", "title": TITLE,
        "facts": "码头引桥护栏锈断。", "request": "尽快修好", "n_people": 1,
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    let record = station.ok("register_appeal", &appeal)["value"]["record"].clone();
    [station, county, city, other].iter().for_each(|desk| desk.exchange());
    assert_eq!(city.find()["state"], "registered");
    assert_eq!(other.find(), Value::Null, "another station's desk has not even heard of it");
    let seen = county.ok("open_appeal", &json!({ "record": record }))["seen"].clone();
    let sort = json!({
        "record": record, "seen": seen, "nature": "ordinary", "on": "2026-09-01",
        "notice": { "about": "accepted", "on": "2026-09-01", "how": "in_person" },
    });
    county.ok("accept_appeal", &sort);
    [county, station].iter().for_each(|desk| desk.exchange());
    assert_eq!(station.find()["state"], "accepted");
    fleet.end();
}
