//! Asked wrongly: exit 2, nothing on stdout, and on stderr how it should read.

use super::kit::{PASSWORD, command, run, run_as};

#[test]
fn a_command_that_is_not_understood_ends_with_two() {
    for args in [
        &[] as &[&str],
        &["fly"],
        &["call"],
        &["call", "desk_state"],
        &["call", "desk_state", "--dir", "x"],
        &["call", "desk_state", "--dir", "x", "--as", "周敏", "--today", "2026-02-30"],
        &["call", "desk_state", "--dir", "x", "--as", "周敏", "--today", "tomorrow"],
        &["call", "desk_state", "--dir", "x", "--as", "周敏", "--lines", "yes"],
        &["desk"],
        &["desk", "new", "--dir", "x", "--office", "331002"],
        &["desk", "drop", "--dir", "x"],
        &["verify", "--dir", "x"],
        &["serve", "--dir", "x", "--port", "70000"],
        &["demo", "--dir", "x", "--records", "many"],
        &["demo", "--dir", "x", "--seed", "-1"],
    ] {
        let ended = run(args, "");
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}: {}", ended.err);
        assert!(ended.err.contains("gonglian") || ended.err.contains("--help"), "{args:?}: {}", ended.err);
    }
    assert!(!std::path::Path::new("x").exists(), "what was asked wrongly makes no folder");
}

#[test]
fn help_and_version_are_no_mistake() {
    for args in [&["help"] as &[&str], &["--help"], &["call", "--help"], &["--version"]] {
        let ended = run(args, "");
        assert_eq!(ended.code, 0, "{args:?}");
        assert!(!ended.out.is_empty() && ended.err.is_empty(), "{args:?}: {}", ended.err);
    }
}

/// A bug: a reader that had gone (`| head`) ended the program in a panic.
#[test]
fn a_reader_that_has_gone_is_no_fault() {
    let mut child = command(&["calls"], None).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!((ended.status.code(), said.as_ref()), (Some(0), ""));
}

/// A bug: a recovery sheet and a certificate, which are given once, ended in a panic, and nobody was told what to do.
#[test]
fn what_is_given_once_and_did_not_arrive_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let place = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (ca, csr, desk) = (place("ca"), place("desk.csr"), place("desk"));
    let role = "d_0123456789abcdef";
    std::fs::write(&csr, sync::hub::ca::request(role).unwrap().csr_pem).unwrap();
    run(&["hub", "authority", "--out", &ca, "--name", "台州共联"], "").good();
    for args in [
        ["hub", "certify", "--authority", &ca, "--role", role, "--request", &csr].as_slice(),
        &["desk", "new", "--dir", &desk, "--office", "331002", "--person", "周敏"],
    ] {
        let mut child = command(args, Some(PASSWORD)).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains('请') && !said.contains("panicked"), "{args:?}: {said}");
    }
}

/// No terminal, no variable: a script is told which one to set, and no desk is touched.
#[test]
fn without_a_password_it_says_where_to_put_one() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("desk");
    let args = ["desk", "new", "--dir", place.to_str().unwrap(), "--office", "331002", "--person", "周敏"];
    // In a session of its own there is no terminal to ask at.
    let ended = in_no_terminal(&args);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("GONGLIAN_PASSWORD"), "{}", ended.err);
    assert!(!place.join("desk.db").exists());
}

fn in_no_terminal(args: &[&str]) -> super::kit::Ended {
    let output = std::process::Command::new("setsid")
        .arg("--wait")
        .arg(super::kit::PROGRAM)
        .args(args)
        .env_remove("GONGLIAN_PASSWORD")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    super::kit::Ended {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

#[test]
fn the_list_of_calls_is_the_same_for_people_and_programs() {
    let text = run_as(None, &["calls"], "").good();
    let json = run_as(None, &["calls", "--json"], "").good().json();
    let listed = json.as_array().unwrap();
    assert_eq!(text.out.lines().count(), listed.len());
    for (line, call) in text.out.lines().zip(listed) {
        let of = |key: &str| call[key].as_str().unwrap();
        assert_eq!(line, format!("{}({}) -> {}", of("name"), of("input"), of("output")));
    }
    assert!(listed.iter().any(|call| call["name"] == "register_appeal"));
    // A bug: a name that only the pages know was all that was told of an input.
    let shape = |name: &str, of: &str| {
        let call = listed.iter().find(|call| call["name"] == name).unwrap();
        call[of].as_str().unwrap().to_owned()
    };
    for (name, of, field) in [
        ("find", "input_shape", "text: string"),
        ("find", "output_shape", "by_number: boolean"),
        ("leave_person", "input_shape", "seen: string[]"),
        ("leave_person", "input_shape", "left_on: string"),
    ] {
        assert!(shape(name, of).contains(field), "{name}: {}", shape(name, of));
    }
}

#[test]
fn the_list_is_written_where_it_is_told_and_nowhere_else() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("calls.ts");
    run(&["gen", file.to_str().unwrap()], "").good();
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, actions::calls::typescript());
    let nowhere = dir.path().join("no/such/folder/calls.ts");
    let ended = run(&["gen", nowhere.to_str().unwrap()], "");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("calls.ts"), "{}", ended.err);
}
