//! `verify`: 0 good, 1 bad, 2 incomplete, 3 not looked at, and who may not look.

use std::fs;
use std::sync::Arc;

use actions::{Error, Host, SystemWall};
use serde_json::json;

use super::kit::{FOUNDER, Founded, PASSWORD, appeal, founded, run, run_as};

#[test]
fn a_good_log_says_so_in_words_and_in_json() {
    let desk = founded();
    let station = desk.station();
    desk.call("register_appeal", &appeal(&station, "要核的事")).good();
    let place = desk.path();
    let words = run(&["verify", "--dir", &place, "--as", FOUNDER], "").good();
    assert!(words.out.chars().any(|c| c > '\u{4e00}') && !words.out.contains('{'), "{}", words.out);
    let json = run(&["verify", "--dir", &place, "--as", FOUNDER, "--json"], "").good().json();
    assert_eq!(json["verdict"], "good");
    let report = &json["report"];
    assert_eq!((&report["n_bad"], &report["first_bad"]), (&serde_json::json!(0), &serde_json::Value::Null));
    let n = report["n_entries"].as_u64().unwrap();
    // Signing in again to look was itself noted.
    assert!(words.out.contains(&format!(" {} 条", n - 1)), "{}: {n}", words.out);
}

/// A bug: a wrong password ended as a bad log does.
#[test]
fn a_log_that_nobody_could_look_at_is_neither_bad_nor_incomplete() {
    let desk = founded();
    let place = desk.path();
    let wrong = run_as(Some("不是这个口令1"), &["verify", "--dir", &place, "--as", FOUNDER], "");
    assert_eq!(wrong.unseen(), "wrong_password");
    assert!(wrong.err.trim_end().lines().last().unwrap().contains("没有核验"), "{}", wrong.err);
    let nowhere = desk.dir.path().join("别处");
    let none = run(&["verify", "--dir", nowhere.to_str().unwrap(), "--as", FOUNDER], "");
    assert_eq!(none.unseen(), "no_desk");
    run(&["verify", "--dir", &place, "--as", FOUNDER], "").good();
}

/// 0 where the paper's checkpoint is here, 1 where it is of another desk's log; for letters that cannot be nothing is looked at.
#[test]
fn a_code_typed_from_paper_is_looked_for() {
    let (desk, other) = (founded(), founded());
    let (own, strange) = (code_of(&desk), code_of(&other));
    let place = desk.path();
    let typed = |code: &str| run(&["verify", "--dir", &place, "--as", FOUNDER, "--json", "--code", code], "");
    let found = typed(&own.to_lowercase()).good().json();
    assert_eq!((&found["paper"]["code"], &found["n_checkpoints"]), (&json!(own), &json!(1)));
    let missing = typed(&strange);
    assert_eq!((missing.code, &missing.json()["paper"]), (1, &serde_json::Value::Null));
    assert_eq!(missing.json()["verdict"], "good", "the log itself has no hole");
    assert_eq!(typed("KNUA").unseen(), "check_failed");
}

/// What the paper stands for is told apart; a paper of another log proves nothing here, and the day of the last whole check stays.
#[test]
fn since_a_checkpoint_only_what_was_written_after_it_is_asked_for_signatures() {
    let (desk, other) = (founded(), founded());
    let station = desk.station();
    desk.call("register_appeal", &appeal(&station, "检查点之前")).good();
    let (own, strange) = (code_of(&desk), code_of(&other));
    desk.call("register_appeal", &appeal(&station, "检查点之后")).good();
    let place = desk.path();
    let since = |code: &str, more: &[&str]| {
        run(&[&["verify", "--dir", &place, "--as", FOUNDER, "--since", code], more].concat(), "")
    };
    let found = since(&own, &["--json"]).good().json();
    let count = |name: &str| found["report"][name].as_u64().unwrap();
    assert!(count("n_vouched") > 10 && count("n_vouched") < count("n_entries"), "{found}");
    assert_eq!((&found["verdict"], &found["since"]["code"]), (&json!("good"), &json!(own)));
    let words = since(&own, &[]).good();
    assert_eq!(words.out.trim_end().lines().count(), 2, "{}", words.out);
    let last = desk.call("last_verify", "{}").good().json();
    assert_eq!(last["ok"]["last"], serde_json::Value::Null, "the log was not proven as a whole");
    assert_eq!(since(&strange, &["--json"]).unseen(), "missing");
    assert_eq!(since("KNUA", &["--json"]).unseen(), "check_failed");
}

fn code_of(desk: &Founded) -> String {
    desk.call("write_checkpoint", "{}").good();
    let list = desk.call("list_checkpoints", "{}").good().json();
    list["ok"]["rows"][0]["code"].as_str().unwrap().to_owned()
}

/// The desk behind the program's back, signed in.
fn inside(desk: &Founded) -> Host {
    let host = Host::new(desk.path().as_ref(), Arc::new(SystemWall), None);
    host.answer("sign_in", json!({ "name": FOUNDER, "password": PASSWORD })).unwrap();
    host
}

/// Words that were taken out of an entry though nobody ordered it: 1, and the entry's name.
#[test]
fn a_changed_entry_is_bad_and_named() {
    let desk = founded();
    let station = desk.station();
    desk.call("register_appeal", &appeal(&station, "要删的事")).good();
    let host = inside(&desk);
    let changed = host.with(|office, _| {
        office.desk.act(|tx| {
            let writer = tx.pen()?.expect("a writer").writer;
            let written = tx.written_after(writer, 0, u32::MAX)?;
            let appeal = written.iter().find(|one| one.header.act == "register_appeal").expect("the appeal");
            tx.redact(appeal.id, &[0])?;
            Ok::<_, Error>(appeal.id.to_string())
        })
    });
    let changed = changed.unwrap();
    drop(host);
    let ended = run(&["verify", "--dir", &desk.path(), "--as", FOUNDER], "");
    assert_eq!(ended.code, 1, "{} {}", ended.out, ended.err);
    assert!(ended.out.contains(&changed), "{changed} is not in {}", ended.out);
    let json = run(&["verify", "--dir", &desk.path(), "--as", FOUNDER, "--json"], "").json();
    assert_eq!((&json["verdict"], &json["report"]["first_bad"]["id"]), (&json!("bad"), &json!(changed)));
}

/// The pen has written three more than lie here, as if the newest had been cut off: 2, and how many places are missing.
#[test]
fn a_log_that_lacks_entries_is_incomplete() {
    let desk = founded();
    let station = desk.station();
    desk.call("register_appeal", &appeal(&station, "留下的")).good();
    let host = inside(&desk);
    let moved = host.with(|office, _| {
        office.desk.act(|tx| {
            let mut pen = tx.pen()?.expect("a writer");
            pen.next_seq += 3;
            tx.save_pen(&pen)?;
            Ok::<_, Error>(())
        })
    });
    moved.unwrap();
    drop(host);
    let ended = run(&["verify", "--dir", &desk.path(), "--as", FOUNDER], "");
    assert_eq!(ended.code, 2, "{} {}", ended.out, ended.err);
    assert!(ended.out.contains(" 1 "), "one place: {}", ended.out);
    let json = run(&["verify", "--dir", &desk.path(), "--as", FOUNDER, "--json"], "").json();
    assert_eq!((&json["verdict"], &json["report"]["n_bad"]), (&json!("incomplete"), &json!(0)));
}

/// A file whose pages were overwritten is damaged, in words, and never a good log.
#[test]
fn a_spoilt_file_is_never_good() {
    let desk = founded();
    let station = desk.station();
    desk.call("register_appeal", &appeal(&station, "会被弄坏")).good();
    let file = desk.dir.path().join("工作台/desk.db");
    let mut bytes = fs::read(&file).unwrap();
    assert!(bytes.len() > 2 * 4096, "more than its first page is in the file itself");
    bytes[4096..].fill(0xAA);
    fs::write(&file, bytes).unwrap();
    let place = desk.path();
    let ended = run(&["verify", "--dir", &place, "--as", FOUNDER], "");
    assert_ne!(ended.code, 0, "{}", ended.out);
}

/// 1 for a file that is none, 3 where nothing lies.
#[test]
fn a_file_that_is_no_bundle_is_bad_and_one_that_is_not_there_is_not_looked_at() {
    let desk = founded();
    let (place, file) = (desk.path(), desk.dir.path().join("光盘.gljb"));
    let disc = file.to_str().unwrap();
    let prove = |more: &[&str]| {
        run(&[&["verify", "--dir", &place, "--as", FOUNDER, "--bundle", disc], more].concat(), "")
    };
    assert_eq!(prove(&[]).unseen(), "missing");
    fs::write(&file, "不是数据包").unwrap();
    let ended = prove(&["--json"]);
    assert_eq!((ended.code, &ended.json()["faults"][0]["why"]), (1, &json!("not_a_bundle")));
    let words = prove(&[]);
    assert_eq!((words.code, words.out.trim_end().lines().count()), (1, 2), "{}", words.out);
}

#[test]
fn a_hub_that_was_never_set_is_not_looked_at() {
    let desk = founded();
    let ended = run(&["verify", "--dir", &desk.path(), "--as", FOUNDER, "--hub"], "");
    assert_eq!(ended.unseen(), "missing");
}
