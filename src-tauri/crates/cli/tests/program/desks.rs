//! `desk new` and `demo`: what is founded, what is printed, and where nothing is founded.

use std::fs;

use serde_json::{Value, json};

use super::kit::{FOUNDER, founded, path, run, run_as};

#[test]
fn a_real_desk_prints_its_sheet_once_and_never_a_key() {
    let desk = founded();
    let groups: Vec<&str> = desk.ended.out.trim().split('-').collect();
    assert_eq!(groups.len(), 8, "{}", desk.ended.out);
    assert_eq!(desk.ended.out.lines().count(), 1, "the sheet and nothing else");
    let both = format!("{}{}", desk.ended.out, desk.ended.err);
    assert!(!both.to_lowercase().contains("key"), "{both}");
    let hex = |word: &str| word.len() >= 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(!both.split(|c: char| !c.is_ascii_alphanumeric()).any(hex), "{both}");
    // Nor does any later command.
    let later = desk.call("desk_state", "{}").good();
    assert!(!later.out.contains(groups[0]) && !later.err.contains("key"), "{}", later.err);
    assert_eq!(later.json()["ok"]["sheet_confirmed"], false, "a script typed nothing back");
}

#[test]
fn what_cannot_be_a_desk_founds_nothing() {
    for (case, office, password, code) in [
        ("an office nobody knows", "999999", "潮水退去2026", "not_in_list"),
        ("a code of former days", "331021", "潮水退去2026", "not_in_list"),
        ("five digits", "33100", "潮水退去2026", "not_in_list"),
        ("a short password", "331002", "短口令", "weak_password"),
        ("digits only", "331002", "1234567890123", "weak_password"),
        ("one sign again and again", "331002", "啊啊啊啊啊啊啊啊啊啊", "weak_password"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let place = path(dir.path());
        let args = ["desk", "new", "--dir", &place, "--office", office, "--person", FOUNDER];
        let ended = run_as(Some(password), &args, "");
        assert_eq!(ended.fault(), code, "{case}");
        assert!(!dir.path().join("工作台/desk.db").exists(), "{case}");
    }
}

#[test]
fn a_second_desk_in_the_same_folder_is_refused_and_the_first_still_opens() {
    let desk = founded();
    let place = desk.path();
    let args = ["desk", "new", "--dir", &place, "--office", "331000", "--person", "别人"];
    assert_eq!(run(&args, "").fault(), "desk_exists");
    let state = desk.call("desk_state", "").good().json();
    assert_eq!(state["ok"]["office"]["code"], "331002");
    // Nor is a demonstration put over it.
    assert_eq!(run(&["demo", "--dir", &place, "--records", "5"], "").fault(), "desk_exists");
}

/// What somebody else keeps in the folder stays as it is.
#[test]
fn a_demonstration_leaves_what_is_not_its_own_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("账本.xlsx");
    fs::write(&file, "不是我们的").unwrap();
    run(&["demo", "--dir", &path(dir.path()), "--records", "5"], "").good();
    assert_eq!(fs::read_to_string(&file).unwrap(), "不是我们的");
    let ended = run(&["demo", "--dir", &path(&file), "--records", "5"], "");
    assert_ne!(ended.code, 0, "a file is no folder");
    assert_eq!(fs::read_to_string(&file).unwrap(), "不是我们的");
}

/// One small demonstration through its whole command line: its people sign in, its day moves forward only, and a
/// real desk has no day of its own.
#[test]
fn a_demonstration_stands_on_its_day_and_moves_forward_only() {
    let dir = tempfile::tempdir().unwrap();
    let place = path(dir.path());
    let made =
        run_as(None, &["demo", "--dir", &place, "--records", "20", "--today", "2026-09-01"], "").good();
    let people = made.json();
    let somebody: &Value = people.as_array().unwrap().iter().find(|p| p["role"] == "prosecutor").unwrap();
    let (name, password) = (somebody["name"].as_str().unwrap(), somebody["password"].as_str().unwrap());
    assert!(made.err.contains("file key: "), "a demonstration's key opens invented data only");
    let sheet = made.err.lines().find_map(|line| line.strip_prefix("recovery sheet: ")).unwrap();
    assert_eq!(sheet.split('-').filter(|group| group.len() == 5).count(), 8, "{sheet}");
    let on = |day: Option<&str>| {
        let mut args = vec!["call", "desk_state", "--dir", &place, "--as", name];
        args.extend(day.iter().flat_map(|day| ["--today", day]));
        run_as(Some(password), &args, "")
    };
    assert_eq!(on(None).good().json()["ok"]["today"], "2026-09-01");
    assert_eq!(on(Some("2026-09-15")).good().json()["ok"]["today"], "2026-09-15");
    let behind = on(Some("2026-08-31"));
    assert_eq!(behind.fault(), "day_behind");
    assert!(behind.json()["fault"]["values"]["stands_on"].is_string());
    let beyond = on(Some("9999-12-31"));
    assert_eq!(
        (beyond.fault(), &beyond.json()["fault"]["values"]["most"]),
        ("out_of_range".to_owned(), &json!(2200))
    );
    assert!(beyond.err.contains("演示日期应在 1949 至 2200 之间"), "{}", beyond.err);
    assert_eq!(on(None).good().json()["ok"]["today"], "2026-09-15", "it stands where it stood");
    let verified = run_as(Some(password), &["verify", "--dir", &place, "--as", name], "");
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    let again = run_as(None, &["demo", "--dir", &place, "--records", "20"], "");
    assert_eq!(again.fault(), "desk_exists");
    let real = founded();
    assert_eq!(real.call_with("desk_state", &["--today", "2030-01-01"], "").fault(), "demo_only");
}
