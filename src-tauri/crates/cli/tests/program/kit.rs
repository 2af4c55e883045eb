//! One run of the program: arguments, a password, what is on stdin; and what came out.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_gonglian");
pub const PASSWORD: &str = "潮水退去2026";
pub const FOUNDER: &str = "周敏";

/// How it ended, and both streams.
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// The one answer on stdout.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {:?} {:?}", self.out, self.err))
    }

    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// A fault: exit 1, its JSON on stdout for programs and its words on stderr for people.
    #[track_caller]
    pub fn fault(&self) -> String {
        self.stopped_with(1)
    }

    /// Of `verify`: exit 3, and nothing is said of the log.
    #[track_caller]
    pub fn unseen(&self) -> String {
        self.stopped_with(3)
    }

    #[track_caller]
    fn stopped_with(&self, code: i32) -> String {
        assert_eq!(self.code, code, "{} {}", self.out, self.err);
        assert!(self.err.chars().any(|c| c > '\u{4e00}'), "words of the office: {}", self.err);
        self.json()["fault"]["code"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub fn good(self) -> Self {
        assert_eq!(self.code, 0, "{} {}", self.out, self.err);
        self
    }
}

pub fn command(args: &[&str], password: Option<&str>) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(args).env_remove("GONGLIAN_PASSWORD").env_remove("RUST_LOG");
    if let Some(password) = password {
        command.env("GONGLIAN_PASSWORD", password);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs to its end with this on stdin.
pub fn run_as(password: Option<&str>, args: &[&str], stdin: &str) -> Ended {
    let mut child = command(args, password).spawn().unwrap();
    // A program that ends without reading is no failure of who writes.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

pub fn run(args: &[&str], stdin: &str) -> Ended {
    run_as(Some(PASSWORD), args, stdin)
}

/// A real desk of 椒江区院 in a folder of its own.
pub struct Founded {
    pub dir: tempfile::TempDir,
    pub ended: Ended,
}

pub fn founded() -> Founded {
    let dir = tempfile::tempdir().unwrap();
    let place = path(dir.path());
    let ended = run(&["desk", "new", "--dir", &place, "--office", "331002", "--person", FOUNDER], "").good();
    Founded { dir, ended }
}

pub fn path(dir: &Path) -> String {
    dir.join("工作台").to_str().unwrap().to_owned()
}

impl Founded {
    pub fn path(&self) -> String {
        path(self.dir.path())
    }

    /// `gonglian call NAME` as the founder.
    pub fn call(&self, name: &str, input: &str) -> Ended {
        run(&["call", name, "--dir", &self.path(), "--as", FOUNDER], input)
    }

    pub fn call_with(&self, name: &str, more: &[&str], input: &str) -> Ended {
        let place = self.path();
        let args = [&["call", name, "--dir", &place, "--as", FOUNDER], more].concat();
        run(&args, input)
    }

    pub fn station(&self) -> Value {
        self.call("list_stations", r#"{"limit":1}"#).good().json()["ok"]["rows"][0]["record"].clone()
    }
}

/// An appeal without a name, as a line of input.
pub fn appeal(station: &Value, title: &str) -> String {
    json!({
        "station": station, "way": "visit", "received_on": today(), "title": title, "request": "请整改", "anonymous": true,
    })
    .to_string()
}

/// The day the program itself says it is: a test may run at midnight.
pub fn today() -> String {
    let dir = tempfile::tempdir().unwrap();
    let host = actions::Host::new(dir.path(), std::sync::Arc::new(actions::SystemWall), None);
    host.answer("desk_state", json!({})).unwrap()["today"].as_str().unwrap().to_owned()
}
