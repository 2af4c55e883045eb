//! A desk of every format from 0008 on, as it was when that format was the newest: today's program opens a copy of it and finds
//! everything. A new migration asks for one of its own (`house/frozen.rs`); run with `GONGLIAN_FREEZE=1` this makes it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::Host;
use serde_json::{Value, json};
use store::Desk;
use store::keys::{Login, Slots};
use tests::{Days, FOUNDER, Newcomer, PASSWORD, TestDesk, paper};

const DAY: &str = "2026-09-01";
const SCAN: &[u8] = b"%PDF-1.7\nscan";
/// Larger ones would weigh on everybody who takes the repository.
const LARGEST: u64 = 600 * 1024;

fn from_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Names of the files in a folder, in order.
fn names(folder: &str) -> Vec<String> {
    let files = fs::read_dir(from_root(folder)).into_iter().flatten();
    let mut names: Vec<String> = files.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_desk_of_every_format_opens_with_everything_that_was_in_it() {
    let newest = names("src-tauri/crates/store/migrations").pop().unwrap();
    let own = from_root("tests/fixtures").join(format!("desk-{}.zip", &newest[..4]));
    if !own.exists() && std::env::var_os("GONGLIAN_FREEZE").is_some() {
        make(&own);
    }
    let fixtures = names("tests/fixtures");
    assert!(!fixtures.is_empty());
    for name in fixtures {
        let packed = from_root("tests/fixtures").join(&name);
        assert!(packed.metadata().unwrap().len() < LARGEST, "{name}");
        let dir = tempfile::tempdir().unwrap();
        zip::ZipArchive::new(File::open(packed).unwrap()).unwrap().extract(dir.path()).unwrap();
        finds_everything(dir.path(), &name);
    }
}

fn finds_everything(dir: &Path, name: &str) {
    let host = Host::new(dir, Arc::new(Days::from(DAY)), None);
    let ok = |call: &str, input: Value| {
        host.answer(call, input).unwrap_or_else(|fault| panic!("{name} {call}: {fault:?}"))
    };
    ok("sign_in", json!({ "name": FOUNDER, "password": PASSWORD }));
    let appeals = ok("list_appeals", json!({}));
    assert_eq!((&appeals["count"], &appeals["rows"][0]["title"]), (&json!(1), &json!("路灯不亮")), "{name}");
    assert_eq!(
        ok("find", json!({ "text": "路灯" }))["page"]["rows"].as_array().map(Vec::len),
        Some(1),
        "{name}"
    );
    let record = &appeals["rows"][0]["record"];
    let page = ok("open_appeal", json!({ "record": record }));
    assert_eq!(page["facts"]["request"], "请修好", "{name}");
    let file = &ok("record_files", json!({ "record": record }))[0]["file"];
    let opened = ok("open_file", json!({ "record": record, "file": file }));
    assert_eq!(paper::plain(&opened["bytes_base64"]), SCAN, "{name}");
    let drafts = ok("list_drafts", json!({}));
    assert_eq!(drafts.as_array().map(Vec::len), Some(1), "{name}");
    let draft = ok("open_draft", json!({ "id": drafts[0]["id"] }));
    assert_eq!(draft["body"]["title"], "没写完的一件", "{name}");
    // The other desk has had nothing but its enrolment: what was done since waits for it.
    let others = ok("exchange_state", json!({}))["others"].clone();
    assert_eq!(others.as_array().map(Vec::len), Some(1), "{name}");
    assert!(others[0]["waiting"].as_u64() > Some(0), "{name}");
    let disc = tempfile::tempdir().unwrap();
    let sent = ok("export_bundle", json!({ "to": others[0]["desk"]["desk"], "dir": disc.path() }));
    assert!(sent["n_entries"].as_u64() > Some(0), "{name}: {sent}");
    assert_eq!(fs::read_dir(disc.path()).unwrap().count(), 1, "{name}");
    assert_eq!(ok("verify", json!({}))["verdict"], "good", "{name}");
    let station = &ok("list_stations", json!({ "limit": 1 }))["rows"][0]["record"];
    let next = ok("register_appeal", appeal(station, "又一件", &json!([])));
    assert!(next["value"]["no"].is_string(), "{name}");
    assert_eq!(ok("list_appeals", json!({}))["count"], 2, "{name}");
    shows_what_a_rebuild_shows(&ok, name);
}

/// Lists and the head's page read cards alone: those of an older program were made anew when it was opened.
fn shows_what_a_rebuild_shows(ok: &dyn Fn(&str, Value) -> Value, name: &str) {
    let pages =
        || [ok("overview", json!({ "from": "2026-01-01", "to": DAY })), ok("list_stations", json!({}))];
    let [overview, stations] = pages();
    assert!(stations["count"].as_u64() > Some(0), "{name}");
    assert_eq!(overview["n_stations"], stations["count"], "{name}: all of them are open");
    ok("rebuild", json!({}));
    assert_eq!(pages(), [overview, stations], "{name}");
}

fn appeal(station: &Value, title: &str, materials: &Value) -> Value {
    json!({
        "station": station, "way": "visit", "received_on": DAY, "category": "other", "title": title, "request": "请修好",
        "people": [{ "part": "petitioner", "kind": "person", "name": "徐金法", "phone": "13805761234" }], "materials": materials,
    })
}

/// As this program writes: an appeal with a scan, a draft, another desk for which there is something.
fn make(to: &Path) {
    let keepers = [("系统员甲", "system_admin", None), ("安全员乙", "security_admin", None)];
    let mut desk = TestDesk::founded_at("331002", Arc::new(Days::from(DAY))).with(&keepers);
    let stations = vec![desk.station(0)];
    let liaison = Newcomer { name: "陈阿海", role: "liaison", level: None, stations, office: "331002" };
    drop(desk.join(&liaison));
    let scan = desk.done(FOUNDER, "attach_file", paper::file("来信.pdf", SCAN));
    let materials = json!([{ "name": "来信", "kept": "file", "file": scan["file"] }]);
    desk.made(FOUNDER, "register_appeal", appeal(&json!(desk.station(0)), "路灯不亮", &materials));
    let typed = json!({ "title": "没写完的一件", "request": "还没有问" });
    desk.done(FOUNDER, "save_draft", json!({ "noun": "register_appeal", "body": typed }));
    desk.restart_after(|dir| {
        let mut slots = Slots::load(dir).unwrap();
        let keys = slots.unlock(Login { name: FOUNDER, password: PASSWORD }, 0).unwrap().file_keys.keys;
        Desk::open_any(dir, &keys).unwrap().0.compact().unwrap().close().unwrap();
        pack(dir, to);
    });
}

/// The folder as one file. Without the lock, which is nobody's there.
fn pack(dir: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    let mut zip = zip::ZipWriter::new(File::create(to).unwrap());
    let mut left = vec![dir.to_path_buf()];
    while let Some(folder) = left.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                left.push(path);
                continue;
            }
            let name = path.strip_prefix(dir).unwrap().to_str().unwrap().replace('\\', "/");
            if name != "desk.lock" {
                zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                zip.write_all(&fs::read(&path).unwrap()).unwrap();
            }
        }
    }
    zip.finish().unwrap();
}
