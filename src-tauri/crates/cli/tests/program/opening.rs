//! `open`, as a menu entry starts it: one host a folder, however often it is clicked. Without a browser the address is said,
//! which is how these tests come by it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command};

use super::kit::command;

/// A start of a user whose system has no browser.
fn start(home: &Path, dir: &str) -> Command {
    let dir = home.join(dir);
    let mut start = command(&["open", "--dir", dir.to_str().unwrap()], None);
    start.env("PATH", "").env("HOME", home).env("XDG_DATA_HOME", home.join("数据")).env("LOCALAPPDATA", home);
    start
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn address(child: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    line.trim().to_owned()
}

#[test]
fn a_second_start_finds_the_host_of_the_first() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Running(start(home.path(), "工作台").spawn().unwrap());
    let said = address(&mut first.0);
    assert!(said.starts_with("http://127.0.0.1:") && said.contains("/?key="), "{said}");

    let again = start(home.path(), "工作台").output().unwrap();
    assert_eq!(String::from_utf8(again.stdout).unwrap().trim(), said);
    assert_eq!(again.status.code(), Some(2), "no browser: told, and not taken for done");
    assert!(String::from_utf8(again.stderr).unwrap().contains("浏览器"));

    let mut other = Running(start(home.path(), "另一个").spawn().unwrap());
    assert_ne!(address(&mut other.0), said, "another folder is another desk");
}

#[test]
fn a_host_that_was_killed_leaves_no_address_behind() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Running(start(home.path(), "工作台").spawn().unwrap());
    let before = address(&mut first.0);
    drop(first);
    let mut second = Running(start(home.path(), "工作台").spawn().unwrap());
    let after = address(&mut second.0);
    assert_ne!(after, before);
    // A browser keeps looks and remembered views by the port.
    let port = |address: &str| address.split("/?").next().unwrap().to_owned();
    assert_eq!(port(&after), port(&before));
}
