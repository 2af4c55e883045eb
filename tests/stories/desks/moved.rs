//! The desk goes to another disk of the PC: everything with it, nothing twice, and a disk that is not there is no first start.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::{Host, SystemWall};
use serde_json::{Value, json};
use tests::{FOUNDER, PASSWORD, paper};

use super::stopped::stop_it;

struct Scene {
    home: tempfile::TempDir,
    host: Host,
}

impl Scene {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let host = host(&home.path().join("desk"), &home.path().join("desk-place"));
        let input = json!({ "office": "331002", "person": FOUNDER, "password": PASSWORD });
        host.answer("found_desk", input).unwrap();
        Self { home, host }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn ok(&self, name: &str, input: Value) -> Value {
        ok(&self.host, name, input)
    }

    fn code(&self, to: &Path) -> String {
        self.host.answer("move_desk", json!({ "dir": to })).unwrap_err().code()
    }

    /// An appeal with a scan; its number.
    fn register(&self) -> String {
        let station = self.ok("list_stations", json!({ "limit": 1 }))["rows"][0]["record"].clone();
        let scan = self.ok("attach_file", paper::file("来信.pdf", b"%PDF-1.7\nscan"));
        let today = self.ok("desk_state", json!({}))["today"].clone();
        let made = self.ok("register_appeal", json!({
            "station": station, "way": "visit", "received_on": today, "category": "other", "title": "路灯不亮",
            "request": "请修好", "people": [{ "part": "petitioner", "kind": "person", "name": "徐金法", "phone": "13805761234" }],
            "materials": [{ "name": "来信", "kept": "file", "file": scan["file"] }],
        }));
        made["value"]["no"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
    }
}

fn host(dir: &Path, kept: &Path) -> Host {
    Host::new(dir, Arc::new(SystemWall), None).kept_at(Some(kept.to_owned()))
}

fn ok(host: &Host, name: &str, input: Value) -> Value {
    host.answer(name, input).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

#[test]
fn everything_goes_along_and_no_number_is_given_twice() {
    let scene = Scene::new();
    let first = scene.register();
    let disk = scene.place("移动 硬盘");
    fs::create_dir(&disk).unwrap();
    let moved = scene.ok("move_desk", json!({ "dir": disk }));
    let there = disk.join("gonglian-desk");
    assert_eq!((&moved["dir"], &moved["left"]), (&json!(there), &Value::Null));
    assert!(!scene.place("desk").exists());
    assert_eq!(fs::read_to_string(scene.place("desk-place")).unwrap(), there.to_str().unwrap());
    // Whoever sat there goes on, and the next start opens what is there now.
    let second = scene.register();
    assert_ne!(first, second);
    assert_eq!(scene.ok("desk_place", json!({}))["dir"], json!(there));
    scene.ok("sign_out", json!({}));
    let next = host(&there, &scene.place("desk-place"));
    ok(&next, "sign_in", json!({ "name": FOUNDER, "password": PASSWORD }));
    assert_eq!(ok(&next, "verify", json!({}))["verdict"], "good");
    assert_eq!(ok(&next, "run_check", json!({ "check": "attachments" }))["values"]["n"], 2);
}

#[test]
fn a_folder_that_is_not_fit_is_refused_and_the_desk_stays() {
    let scene = Scene::new();
    for name in ["Dropbox", "满/gonglian-desk"] {
        fs::create_dir_all(scene.place(name)).unwrap();
    }
    for (to, expected) in [
        (PathBuf::from("硬盘"), "check_failed"),
        (scene.place("没有"), "check_failed"),
        (scene.place("desk"), "check_failed"),
        (scene.place("Dropbox"), "synced"),
        (scene.place("满"), "desk_exists"),
    ] {
        assert_eq!(scene.code(&to), expected, "{}", to.display());
    }
    scene.register();
    assert!(!scene.place("desk-place").exists());
}

/// A folder so deep that its path is longer than SQLite takes on Unix; Windows has its own way of long ones.
fn deep(scene: &Scene) -> PathBuf {
    let deep = (0..4).fold(scene.place("深"), |at, n| at.join(n.to_string().repeat(150)));
    fs::create_dir_all(&deep).unwrap();
    deep
}

/// The desk was carried there and noted, and opened nowhere from then on.
#[test]
fn a_folder_too_deep_for_a_desk_is_refused_and_the_desk_stays() {
    let scene = Scene::new();
    let deep = deep(&scene);
    let expected = if cfg!(windows) { None } else { Some("too_deep".to_owned()) };
    let first = json!({ "office": "331002", "person": FOUNDER, "password": PASSWORD });
    let founded = host(&deep.join("first"), &scene.place("another-place")).answer("found_desk", first);
    assert_eq!(founded.err().map(|fault| fault.code()), expected);
    let moved = scene.host.answer("move_desk", json!({ "dir": deep }));
    assert_eq!(moved.err().map(|fault| fault.code()), expected);
    scene.register();
    assert_eq!(scene.place("desk-place").exists(), cfg!(windows));
}

/// What a link leads to is found out where the desk is opened: it goes on where it was, and nothing of it is left there.
#[cfg(unix)]
#[test]
fn a_place_where_the_desk_does_not_open_is_given_up() {
    let scene = Scene::new();
    let deep = deep(&scene);
    std::os::unix::fs::symlink(&deep, scene.place("近路")).unwrap();
    assert!(scene.host.answer("move_desk", json!({ "dir": scene.place("近路") })).is_err());
    assert_eq!(fs::read_dir(&deep).unwrap().count(), 0);
    assert!(!scene.place("desk-place").exists());
    scene.register();
}

/// By its letters a link lies outside; the desk would have been copied into itself and deleted with it.
#[cfg(unix)]
#[test]
fn a_link_into_the_desks_own_folder_is_refused() {
    let scene = Scene::new();
    let inside = scene.place("desk/blobs");
    fs::create_dir_all(&inside).unwrap();
    for (link, to) in [("近路", scene.place("desk")), ("里面", inside), ("上面", scene.home.path().into())]
    {
        std::os::unix::fs::symlink(&to, scene.place(link)).unwrap();
    }
    assert_eq!(scene.code(&scene.place("近路")), "check_failed");
    assert_eq!(scene.code(&scene.place("里面")), "check_failed");
    assert_eq!(scene.code(&scene.place("上面/desk")), "check_failed");
    scene.register();
    // A link that leads elsewhere is a place like another.
    scene.ok("move_desk", json!({ "dir": scene.place("上面") }));
    assert!(scene.place("gonglian-desk/desk.db").is_file());
}

#[test]
fn a_folder_that_was_named_does_not_move() {
    let home = tempfile::tempdir().unwrap();
    let named = Host::new(&home.path().join("desk"), Arc::new(SystemWall), None);
    ok(&named, "found_desk", json!({ "office": "331002", "person": FOUNDER, "password": PASSWORD }));
    assert_eq!(ok(&named, "desk_place", json!({}))["fixed"], true);
    let fault = named.answer("move_desk", json!({ "dir": home.path() })).unwrap_err();
    assert_eq!(fault.code(), "fixed_folder");
}

#[test]
fn a_disk_that_is_not_plugged_in_is_no_first_start() {
    let home = tempfile::tempdir().unwrap();
    let (there, kept) = (home.path().join("硬盘/gonglian-desk"), home.path().join("desk-place"));
    fs::write(&kept, there.to_str().unwrap()).unwrap();
    let fault = host(&there, &kept).answer("desk_state", json!({})).unwrap_err();
    assert_eq!(fault.code(), "desk_away");
    // Before anything was moved an empty folder is what it always was.
    fs::remove_file(&kept).unwrap();
    assert_eq!(ok(&host(&home.path().join("desk"), &kept), "desk_state", json!({}))["state"], "none");
}

#[test]
fn a_move_that_is_stopped_leaves_the_desk_where_it_was() {
    let scene = Scene::new();
    let no = scene.register();
    for n in 0..50 {
        let disk = scene.place(&format!("盘{n}"));
        fs::create_dir(&disk).unwrap();
        let before = scene.ok("desk_place", json!({}))["dir"].clone();
        let moving = ("move_desk", json!({ "dir": disk }));
        let (told, code) = stop_it(&scene.host, ["work_progress", "stop_work"], moving);
        let Some(code) = code else { continue };
        assert_eq!(code, "work_stopped");
        assert_eq!(told.expect("it was stopped by whoever looked")["work"], "move_desk");
        assert_eq!(fs::read_dir(&disk).unwrap().count(), 0, "nothing of it stays");
        assert_eq!(scene.ok("desk_place", json!({}))["dir"], before);
        assert_eq!(scene.ok("list_appeals", json!({}))["rows"][0]["no"].as_str(), Some(no.as_str()));
        return;
    }
    panic!("fifty moves were done before a stop was heard");
}
