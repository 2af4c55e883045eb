//! `open`, as a menu entry starts it: one host a folder, however often it is clicked. Without a browser the address is said,
//! which is how these tests come by it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::kit::{FOUNDER, PASSWORD, PROGRAM, command};
use super::served::Served;

/// A start of a user whose system has no browser.
fn start(home: &Path, dir: &str) -> Command {
    let dir = home.join(dir);
    let mut start = command(&["open", "--dir", dir.to_str().unwrap()], None);
    start.env("PATH", "").env("HOME", home).env("XDG_DATA_HOME", home.join("数据")).env("LOCALAPPDATA", home);
    start
}

fn started(home: &Path, dir: &str) -> Served {
    Served::of(start(home, dir).spawn().unwrap())
}

/// What a host has left for the next start: its file of this ending.
fn left(home: &Path, ending: &str) -> PathBuf {
    let own = ["数据", "."].map(|data| home.join(data).join("cn.gonglian.desk/hosts"));
    let hosts = own.into_iter().find(|hosts| hosts.is_dir()).unwrap();
    let mut files = std::fs::read_dir(hosts).unwrap().map(|file| file.unwrap().path());
    files.find(|file| file.extension().is_some_and(|e| e == ending)).unwrap()
}

#[test]
fn a_second_start_finds_the_host_of_the_first() {
    let home = tempfile::tempdir().unwrap();
    let first = started(home.path(), "工作台");
    let again = start(home.path(), "工作台").output().unwrap();
    assert_eq!(String::from_utf8(again.stdout).unwrap().trim(), first.address());
    assert_eq!(again.status.code(), Some(2), "no browser: told, and not taken for done");
    assert!(String::from_utf8(again.stderr).unwrap().contains("浏览器"));

    let other = started(home.path(), "另一个");
    assert_ne!(other.port, first.port, "another folder is another desk");
}

/// A folder with a program that shows dialogs, and what was to be read in the last of them.
#[cfg(unix)]
fn dialogs(home: &Path) -> [PathBuf; 2] {
    use std::os::unix::fs::PermissionsExt;
    let [bin, shown] = ["bin", "shown"].map(|name| home.join(name));
    std::fs::create_dir(&bin).unwrap();
    let dialog = bin.join("zenity");
    std::fs::write(&dialog, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", shown.display())).unwrap();
    std::fs::set_permissions(&dialog, std::fs::Permissions::from_mode(0o755)).unwrap();
    [bin, shown]
}

/// A bug: the dialog told to copy "the address above", and above it was nothing.
#[cfg(unix)]
#[test]
fn a_dialog_that_says_to_copy_the_address_has_it() {
    let home = tempfile::tempdir().unwrap();
    let [bin, shown] = dialogs(home.path());
    let host = started(home.path(), "工作台");
    let again = start(home.path(), "工作台").arg("--from-menu").env("PATH", &bin).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    let said = std::fs::read_to_string(&shown).unwrap();
    assert!(said.contains(&host.address()), "{said}");
}

/// A bug: the window gave way to a host that no browser showed, and ended as if all was well: a click, and nothing.
#[test]
fn a_first_start_by_the_window_without_a_browser_ends_with_its_words() {
    let home = tempfile::tempdir().unwrap();
    let begin = || {
        let mut begun = start(home.path(), "工作台");
        begun.arg("--from-window");
        begun
    };
    let mut first = Served::of(begin().spawn().unwrap());
    assert_eq!(first.ended().and_then(|status| status.code()), Some(2));
    let said = String::from_utf8(begin().output().unwrap().stderr).unwrap();
    let last = said.lines().last().unwrap();
    assert!(
        last.contains("没有能打开的浏览器") && !last.contains("http"),
        "no host is left to be gone to: {said}"
    );
    // One that runs already is not ended by it.
    let host = started(home.path(), "工作台");
    let said = String::from_utf8(begin().output().unwrap().stderr).unwrap();
    assert!(said.lines().last().unwrap().contains(&host.address()), "{said}");
}

/// What stopped a start from the menu was said on a terminal that nobody had: a click, and nothing.
#[cfg(unix)]
#[test]
fn what_stops_a_start_from_the_menu_is_shown_with_its_code() {
    let home = tempfile::tempdir().unwrap();
    let [bin, shown] = dialogs(home.path());
    let _host = started(home.path(), "工作台");
    let again = |more: &[&str]| start(home.path(), "工作台").args(more).env("PATH", &bin).output().unwrap();
    assert_eq!(again(&[]).status.code(), Some(2));
    assert!(!shown.exists(), "who has a terminal reads it there");
    let ended = again(&["--from-menu"]);
    assert_eq!(ended.status.code(), Some(2));
    let said = std::fs::read_to_string(&shown).unwrap();
    assert!(said.contains("W3") && said.contains("没有能打开的浏览器"), "{said}");
    assert!(String::from_utf8(ended.stderr).unwrap().contains("浏览器"), "and the terminal has it too");
}

#[test]
fn a_host_that_was_killed_leaves_no_address_behind() {
    let home = tempfile::tempdir().unwrap();
    let before = started(home.path(), "工作台");
    let (key, port) = (before.key.clone(), before.port);
    drop(before);
    let after = started(home.path(), "工作台");
    assert_ne!(after.key, key);
    // A browser keeps looks and remembered views by the port.
    assert_eq!(after.port, port);
}

/// Another user of the machine could read the key under the usual rights, and come in with it.
#[cfg(unix)]
#[test]
fn the_address_is_for_its_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let host = started(home.path(), "工作台");
    let rights = || std::fs::metadata(left(home.path(), "address")).unwrap().permissions().mode() & 0o777;
    assert_eq!(rights(), 0o600);
    host.enter();
    assert_eq!(rights(), 0o600, "with the next key as well");
}

/// A package without a window (Kylin, UOS) has nothing to choose; one with a window shows the same choice in the browser.
#[test]
fn the_browser_shows_the_choice_of_the_window_that_came_along() {
    let home = tempfile::tempdir().unwrap();
    let bin = home.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let program = |name: &str| bin.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    std::fs::copy(PROGRAM, program("gonglian")).unwrap();
    let dir = home.path().join("工作台");
    let run = |args: &[&str]| {
        let mut run = Command::new(program("gonglian"));
        run.args(args).args(["--dir", dir.to_str().unwrap()]).env("GONGLIAN_PASSWORD", PASSWORD);
        run.env("HOME", home.path()).env("XDG_DATA_HOME", home.path().join("数据"));
        run.env("LOCALAPPDATA", home.path()).stdin(std::process::Stdio::null());
        String::from_utf8(run.output().unwrap().stdout).unwrap()
    };
    let opening = || run(&["call", "opening", "--as", FOUNDER]);
    run(&["desk", "new", "--office", "331002", "--person", FOUNDER]);
    assert!(opening().contains(r#"{"way":null}"#), "{}", opening());
    std::fs::write(program("gonglian-desk"), "").unwrap();
    assert!(opening().contains(r#"{"way":"window"}"#), "{}", opening());
    let own = ["数据", "."].map(|data| home.path().join(data).join("cn.gonglian.desk"));
    let own = if cfg!(windows) { &own[1] } else { &own[0] };
    std::fs::create_dir_all(own).unwrap();
    std::fs::write(own.join("in-browser"), "").unwrap();
    assert!(opening().contains(r#"{"way":"browser"}"#), "{}", opening());
}

/// The menu led to the pages of the program from before the upgrade, for as long as its host ran.
#[test]
fn a_start_after_an_upgrade_takes_the_place_of_the_older_host() {
    let home = tempfile::tempdir().unwrap();
    let mut older = started(home.path(), "工作台");
    assert_eq!(std::fs::read_to_string(left(home.path(), "version")).unwrap(), env!("CARGO_PKG_VERSION"));
    std::fs::write(left(home.path(), "version"), "0.0.9").unwrap();
    let newer = started(home.path(), "工作台");
    assert_ne!(newer.key, older.key);
    assert!(older.ended().is_some_and(|status| status.success()));
    assert_eq!(std::fs::read_to_string(left(home.path(), "version")).unwrap(), env!("CARGO_PKG_VERSION"));
    assert_eq!(std::fs::read_to_string(left(home.path(), "address")).unwrap(), newer.address());
}

#[test]
fn an_older_host_that_somebody_works_at_is_not_ended() {
    let home = tempfile::tempdir().unwrap();
    let older = started(home.path(), "工作台");
    let key = older.enter();
    let who = json!({ "office": "331002", "person": FOUNDER, "password": PASSWORD }).to_string();
    assert!(older.call("found_desk", (&key, &[]), &who).body.contains("\"ok\""));
    std::fs::write(left(home.path(), "version"), "0.0.9").unwrap();
    let refused = start(home.path(), "工作台").output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("另一个版本"));
    assert!(older.call("desk_state", (&key, &[]), "{}").body.contains("\"open\""), "nobody was put out");
    // Signed out, it gives way.
    older.call("sign_out", (&key, &[]), "{}");
    assert_ne!(started(home.path(), "工作台").key, older.key);
}

#[test]
fn a_host_gives_way_to_nobody_without_the_key_of_its_address() {
    let home = tempfile::tempdir().unwrap();
    let mut host = started(home.path(), "工作台");
    let name = host.host();
    for key in ["", "00"] {
        let asked = host.ask("POST /give-way", &[("host", &name), ("x-gonglian-key", key)], "");
        assert_eq!(asked.status, 401, "{key}");
    }
    let session = host.enter();
    let asked = host.ask("POST /give-way", &[("host", &name), ("x-gonglian-key", &session)], "");
    assert_eq!(asked.status, 401, "the page's key ends nothing");
    let address = std::fs::read_to_string(left(home.path(), "address")).unwrap();
    let next = address.split_once("/?key=").unwrap().1;
    let asked = host.ask("POST /give-way", &[("host", &name), ("x-gonglian-key", next)], "");
    assert_eq!(asked.status, 204);
    assert!(host.ended().is_some_and(|status| status.success()));
}

/// The menu must lead to a new start and not to the address of who was ended.
#[test]
fn a_host_that_its_page_ended_leaves_its_place() {
    let home = tempfile::tempdir().unwrap();
    let mut host = started(home.path(), "工作台");
    let (key, name) = (host.enter(), host.host());
    let right =
        [("host", name.as_str()), ("x-gonglian-key", key.as_str()), ("content-type", "application/json")];
    assert_eq!(host.ask("POST /quit", &right, "{}").status, 200);
    assert!(host.ended().is_some_and(|status| status.success()));
    assert_ne!(started(home.path(), "工作台").key, host.key);
}
