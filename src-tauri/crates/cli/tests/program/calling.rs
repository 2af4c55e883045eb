//! `call`: one input and one answer, or one a line.

use std::io::{BufRead, BufReader, Write};

use serde_json::json;

use super::kit::{FOUNDER, PASSWORD, appeal, command, founded, run, run_as};

#[test]
fn one_answer_and_its_end() {
    let desk = founded();
    let state = desk.call("desk_state", "").good();
    assert_eq!(state.json()["ok"]["person"]["name"], FOUNDER);
    assert_eq!(state.out.lines().count(), 1, "one line, for a script to read");
    assert_eq!(desk.call("open_appeal", "{}").fault(), "bad_input");
    let station = desk.station();
    let made = desk.call("register_appeal", &appeal(&station, "第一件")).good().json();
    let record = &made["ok"]["value"]["record"];
    let page = desk.call("open_appeal", &format!("{{\"record\":{record}}}")).good().json();
    assert_eq!(page["ok"]["facts"]["title"], "第一件", "written by one run, read by another");
}

/// A refusal of the law is a fault with a code and values, in words for who looks on.
#[test]
fn a_refusal_ends_with_one() {
    let desk = founded();
    let station = desk.station();
    let input = appeal(&station, "明天的事").replace(&super::kit::today(), "2099-01-01");
    let ended = desk.call("register_appeal", &input);
    assert_eq!(ended.fault(), "in_future");
    assert_eq!(ended.json()["fault"]["values"], json!({ "field": "received_on", "on": "2099-01-01" }));
}

#[test]
fn slips_are_told_before_anybody_signs_in() {
    let desk = founded();
    let unknown = desk.call("no_such_call", "{}");
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("no_such_call"), "{}", unknown.err);
    for half in ["{", "{\"a\":}", "[1,", "nonsense", "{} {}"] {
        // With a wrong password: a slip in the input costs no try.
        let place = desk.path();
        let ended =
            run_as(Some("不是这个口令1"), &["call", "desk_state", "--dir", &place, "--as", FOUNDER], half);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{half}: {}", ended.err);
    }
    desk.call("desk_state", "{}").good();
}

#[test]
fn a_wrong_password_and_a_wrong_name_are_answered_alike() {
    let desk = founded();
    let place = desk.path();
    let as_who = |name: &str, password: &str| {
        run_as(Some(password), &["call", "desk_state", "--dir", &place, "--as", name], "")
    };
    let wrong = as_who(FOUNDER, "不是这个口令1");
    assert_eq!(wrong.fault(), "wrong_password");
    assert_eq!(as_who("没有这个人", PASSWORD).json(), wrong.json());
    let nowhere = tempfile::tempdir().unwrap();
    let empty = nowhere.path().to_str().unwrap();
    let ended = run(&["call", "desk_state", "--dir", empty, "--as", FOUNDER], "");
    assert_eq!(ended.fault(), "no_desk");
    assert_eq!(std::fs::read_dir(nowhere.path()).unwrap().count(), 0, "looking leaves nothing behind");
}

#[test]
fn a_line_an_answer_and_a_fault_does_not_stop_the_next() {
    let desk = founded();
    let station = desk.station();
    let lines =
        [appeal(&station, "甲"), "{".into(), appeal(&station, ""), String::new(), appeal(&station, "乙")];
    let ended = desk.call_with("register_appeal", &["--lines"], &lines.join("\n"));
    assert_eq!(ended.code, 1, "one of them was not answered");
    let said = ended.lines();
    let codes: Vec<&str> = said.iter().map(|a| a["fault"]["code"].as_str().unwrap_or("ok")).collect();
    assert_eq!(codes.len(), 5, "a line, an answer: {}", ended.out);
    assert_eq!((codes[0], codes[1], codes[4]), ("ok", "bad_input", "ok"));
    assert_eq!(codes[3], "bad_input", "an empty line names no station");
    let all = desk.call("list_appeals", "{}").good().json();
    let n_ok = codes.iter().filter(|code| **code == "ok").count();
    assert_eq!(all["ok"]["count"], n_ok, "what was answered was written, and nothing else");
    let good = desk.call_with("desk_state", &["--lines"], "{}\n{}\n").good();
    assert_eq!(good.lines().len(), 2);
    assert_eq!(desk.call_with("desk_state", &["--lines"], "").good().out, "", "no line, no answer");
}

/// Whoever reads the answers decides when to stop; what was asked until then is written.
#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = founded();
    let station = desk.station();
    let place = desk.path();
    let args = ["call", "register_appeal", "--dir", &place, "--as", FOUNDER, "--lines"];
    let mut child = command(&args, Some(PASSWORD)).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    writeln!(stdin, "{}", appeal(&station, "读到的")).unwrap();
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    assert!(line.starts_with("{\"ok\":"), "{line}");
    drop(stdout);
    writeln!(stdin, "{}", appeal(&station, "没人读的")).unwrap();
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let all = desk.call("list_appeals", "{}").good().json();
    assert_eq!(all["ok"]["count"], 2);
}

/// One desk, two programs: the second is told, and the first goes on.
#[test]
fn a_desk_is_open_in_one_program_only() {
    let desk = founded();
    let place = desk.path();
    let args = ["call", "desk_state", "--dir", &place, "--as", FOUNDER, "--lines"];
    let mut first = command(&args, Some(PASSWORD)).spawn().unwrap();
    let mut stdin = first.stdin.take().unwrap();
    let mut stdout = BufReader::new(first.stdout.take().unwrap());
    let mut ask = |stdin: &mut std::process::ChildStdin| {
        writeln!(stdin, "{{}}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        line
    };
    assert!(ask(&mut stdin).contains("\"ok\""), "the first has it");
    assert_eq!(desk.call("desk_state", "{}").fault(), "open_elsewhere");
    let verify = run(&["verify", "--dir", &place, "--as", FOUNDER], "");
    assert_eq!(verify.unseen(), "open_elsewhere");
    assert!(ask(&mut stdin).contains("\"ok\""), "and keeps it");
    drop(stdin);
    assert_eq!(first.wait().unwrap().code(), Some(0));
    desk.call("desk_state", "{}").good();
}

/// Killed without a word: the next program opens the desk and finds what was answered.
#[test]
fn a_program_that_was_killed_leaves_the_desk_to_the_next() {
    let desk = founded();
    let station = desk.station();
    let place = desk.path();
    let args = ["call", "register_appeal", "--dir", &place, "--as", FOUNDER, "--lines"];
    let mut child = command(&args, Some(PASSWORD)).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    writeln!(stdin, "{}", appeal(&station, "断电前")).unwrap();
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let all = desk.call("list_appeals", "{}").good().json();
    assert_eq!((&all["ok"]["count"], &all["ok"]["rows"][0]["title"]), (&json!(1), &json!("断电前")));
}
