//! `verify`: 0 good, 1 bad, and who may not look.

use std::fs;

use super::kit::{FOUNDER, appeal, founded, run, run_as};

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

#[test]
fn verifying_needs_a_person_of_the_desk() {
    let desk = founded();
    let place = desk.path();
    let wrong = run_as(Some("不是这个口令1"), &["verify", "--dir", &place, "--as", FOUNDER], "");
    assert_eq!(wrong.fault(), "wrong_password");
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
