//! A desk is looked after: what each check finds as things go well and badly, and that what is given to a helper names nobody.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, TestDesk, paper};

use super::{ISLAND, appeal, titles, with_an_island};

fn desk(days: &Arc<Days>) -> TestDesk {
    TestDesk::founded_at("331002", days.clone())
}

fn look(desk: &TestDesk, check: &str) -> Value {
    desk.ok("run_check", json!({ "check": check }))
}

fn found(desk: &TestDesk, check: &str) -> String {
    look(desk, check)["finding"].as_str().unwrap().to_owned()
}

/// Every file below a folder.
fn files(dir: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    inside.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn flip(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_fresh_desk_says_what_was_not_done_yet() {
    let desk = desk(&Arc::new(Days::from("2026-09-01")));
    let names = desk.ok("list_checks", json!({}));
    let on_page = |one: &&Value| one["on_page"] == true;
    let names = names.as_array().unwrap();
    assert_eq!(
        names.iter().filter(on_page).map(|one| &one["check"]).collect::<Vec<_>>(),
        ["browser", "fonts"]
    );
    for one in names {
        let asked = desk.host.answer("run_check", json!({ "check": one["check"] }));
        assert_eq!(asked.is_err(), one["on_page"] == true, "{one}");
    }
    for (check, expected) in [
        ("folder", "folder_ok"),
        ("database", "database_ok"),
        ("log", "log_never"),
        ("checkpoint", "checkpoint_none"),
        ("attachments", "attachments_none"),
        ("copy", "copy_unset"),
        ("hub", "hub_none"),
        ("disc", "disc_none"),
    ] {
        assert_eq!(found(&desk, check), expected);
    }
}

#[test]
fn the_log_and_the_copy_grow_old() {
    let days = Arc::new(Days::from("2026-09-01"));
    let (desk, stick) = (desk(&days), tempfile::tempdir().unwrap());
    desk.ok("verify", json!({}));
    desk.ok("set_backup", json!({ "dir": stick.path(), "every_hours": 24 }));
    assert_eq!(found(&desk, "copy"), "copy_none");
    let made = desk.ok("backup_now", json!({}));
    for (day, log, copy) in [
        ("2026-09-01", "log_ok", "copy_ok"),
        ("2026-09-08", "log_ok", "copy_ok"),
        ("2026-09-09", "log_ok", "copy_old"),
        ("2026-10-01", "log_ok", "copy_old"),
        ("2026-10-02", "log_old", "copy_old"),
    ] {
        days.move_to(day);
        assert_eq!((&*found(&desk, "log"), &*found(&desk, "copy")), (log, copy), "{day}");
    }
    assert_eq!(look(&desk, "copy")["values"]["n"], made["n_entries"]);
}

#[test]
fn a_copy_that_would_not_come_back_is_found() {
    let days = Arc::new(Days::from("2026-09-01"));
    let (mine, other, stick) = (desk(&days), desk(&days), tempfile::tempdir().unwrap());
    let dir = stick.path().join("备份 盘");
    let theirs = other.ok("backup_now", json!({ "dir": dir }));
    mine.ok("set_backup", json!({ "dir": dir, "every_hours": 24 }));
    // Somebody else's copies lie in the chosen folder: of this desk there is none.
    assert_eq!(found(&mine, "copy"), "copy_none");
    // One that does not say whose it is, as older ones: its key is not this desk's.
    let manifest = Path::new(theirs["dir"].as_str().unwrap()).join("copy.json");
    let mut said: Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
    said.as_object_mut().unwrap().remove("desk").expect("it says whose it is");
    fs::write(&manifest, said.to_string()).unwrap();
    assert_eq!(found(&mine, "copy"), "copy_other_key");
    days.move_to("2026-09-02");
    let copy = mine.ok("backup_now", json!({}));
    assert_eq!(found(&mine, "copy"), "copy_ok");
    flip(&Path::new(copy["dir"].as_str().unwrap()).join("desk.db"));
    let line = look(&mine, "copy");
    assert_eq!((&line["finding"], &line["light"]), (&json!("copy_damaged"), &json!("red")));
    fs::remove_dir_all(&dir).unwrap();
    assert_eq!(found(&mine, "copy"), "copy_unreachable");
    assert!(files(&mine.dir()).iter().all(|file| !file.to_string_lossy().contains("trial")));
}

#[test]
fn an_attachment_that_changed_is_found() {
    let desk = desk(&Arc::new(Days::from("2026-09-01")));
    let scan = desk.ok("attach_file", paper::file("来信.pdf", b"%PDF-1.7\nscan"));
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "category": "other", "title": "路灯不亮",
        "request": "请修好", "people": [{ "part": "petitioner", "kind": "person", "name": "徐金法", "phone": "13805761234" }],
        "materials": [{ "name": "来信", "kept": "file", "file": scan["file"] }],
    });
    desk.made(FOUNDER, "register_appeal", input);
    assert_eq!(look(&desk, "attachments")["values"]["n"], 1);
    let blobs = files(&desk.dir().join("blobs"));
    assert_eq!(blobs.len(), 1);
    flip(&blobs[0]);
    let line = look(&desk, "attachments");
    assert_eq!((&line["finding"], &line["values"]["damaged"]), (&json!("attachments_damaged"), &json!(1)));
}

/// Whatever a check may have come by: as a value, as a folder, as what the page says it saw.
#[test]
fn what_is_given_to_a_helper_names_nobody() {
    const PLANTED: [&str; 20] = [
        "周敏芳",
        "金菊香",
        "应如是",
        "项飞燕",
        "䶮国栋",
        "𠮷田美",
        "ZhouMinfang",
        "jinjuxiang",
        "yingrushi",
        "luqiao-wang",
        "13857600123",
        "13989600456",
        "0576-88551234",
        "15058600789",
        "18858600321",
        "331002198503124567",
        "33100219900101123X",
        "331003200212319876",
        "332603194910010011",
        "91331000MA2ABCDE1X",
    ];
    let desk = desk(&Arc::new(Days::from("2026-09-01")));
    let around = tempfile::tempdir().unwrap();
    let mut lines = vec![];
    for planted in PLANTED {
        // A folder that is named after somebody, and is gone when it is looked for.
        desk.ok("set_backup", json!({ "dir": around.path().join(planted), "every_hours": 24 }));
        lines.push(look(&desk, "copy"));
        let mut folder = look(&desk, "folder");
        folder["values"]["dir"] = json!(format!("/home/{planted}/desk"));
        folder["values"][planted] = json!(planted);
        lines.push(folder);
        lines.push(json!({ "check": "browser", "light": "green", "finding": planted, "values": {} }));
        for name in ["browser", "version", "system", "by", "kind", "note"] {
            let values = json!({ name: format!("{planted}"), "n": 7 });
            lines.push(
                json!({ "check": "browser", "light": "green", "finding": "browser_ok", "values": values }),
            );
        }
    }
    let given = desk.ok("export_checks", json!({ "lines": lines }));
    let text = String::from_utf8(paper::plain(&given["bytes_base64"])).unwrap();
    let told: Vec<_> = PLANTED.iter().filter(|planted| text.contains(**planted)).collect();
    assert!(told.is_empty(), "{told:?}");
    let pack: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(pack["lines"].as_array().unwrap().len(), PLANTED.len() * 8, "an unknown finding stays here");
    assert_eq!(pack["lines"][0]["finding"], "copy_unreachable");
}

/// A bug: ledger.md §2.3 lets the user say that the clock is wrong, and nobody could.
#[test]
fn a_clock_that_somebody_says_is_wrong_marks_what_is_written_until_it_is_taken_back() {
    const AUDITOR: &str = "审计员";
    let desk = desk(&Arc::new(Days::from("2026-09-01"))).with(tests::STAFF);
    let desk = desk.with(&[(AUDITOR, "audit_admin", None)]);
    let marked = |desk: &TestDesk, title: &str| {
        let record = appeal(desk, FOUNDER, (&desk.station(0), title));
        desk.page(FOUNDER, ("appeal", &record))["timeline"][0]["suspect_clock"].clone()
    };
    let state = |desk: &TestDesk| desk.done(FOUNDER, "clock_state", json!({}));
    let (usual, wrong) =
        (json!({ "wrong_by": null, "suspect": false }), json!({ "wrong_by": FOUNDER, "suspect": true }));
    assert_eq!((state(&desk), marked(&desk, "说明之前")), (usual.clone(), json!(false)));
    // Said twice, it is the first one's word.
    for who in [FOUNDER, AUDITOR] {
        assert_eq!(desk.done(who, "doubt_clock", json!({})), wrong);
    }
    let desk = desk.restart();
    assert_eq!((state(&desk), marked(&desk, "说明之后")), (wrong, json!(true)));
    let line = look(&desk, "clock");
    assert_eq!((&line["finding"], &line["light"]), (&json!("clock_wrong"), &json!("red")));
    assert!(!line.to_string().contains(FOUNDER), "the file of a check-up names nobody: {line}");
    for _ in 0..2 {
        assert_eq!(desk.done(FOUNDER, "trust_clock", json!({})), usual);
    }
    assert_eq!(marked(&desk, "取消之后"), false);
    assert_ne!(found(&desk, "clock"), "clock_wrong");
    for act in ["doubt_clock", "trust_clock"] {
        let log = desk.done(AUDITOR, "list_log", json!({ "act": act }));
        let by: Vec<_> = log["lines"].as_array().unwrap().iter().map(|line| &line["by_name"]).collect();
        assert_eq!(by, [FOUNDER], "{act}");
    }
    assert_eq!(desk.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

#[test]
fn what_was_written_by_a_clock_that_is_said_to_be_wrong_gives_way_to_the_other_side() {
    let days = Arc::new(Days::from("2026-09-01"));
    let (county, island) = with_an_island(desk(&days).with(tests::STAFF));
    let record = appeal(&island, ISLAND, (&county.station(0), "护栏"));
    island.carry(ISLAND, (&county, FOUNDER));
    // Nobody has confirmed either clock for more than a month: the later word is shown.
    for (day, [before, after], shown) in [
        ("2026-11-02", ["县里先写", "岛上后写"], "岛上后写"),
        ("2026-11-03", ["县里再写", "岛上又写"], "县里再写"),
    ] {
        days.move_to(day);
        for (desk, who, title) in [(&county, FOUNDER, before), (&island, ISLAND, after)] {
            desk.steps(who, "amend_appeal", ("appeal", &record), json!({ "title": title }));
        }
        island.carry(ISLAND, (&county, FOUNDER));
        assert_eq!(titles(&county, FOUNDER), [shown], "{day}");
        island.done(ISLAND, "doubt_clock", json!({}));
    }
}
