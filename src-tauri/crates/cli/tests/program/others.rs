//! Two people with an account each on one PC: what the other keeps for themselves is told as such, and is neither a first start nor
//! a disk that takes no writing. Where the tests may be somebody else they are; elsewhere they shut themselves out.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::kit::{FOUNDER, Founded, PASSWORD, PROGRAM, founded};
use super::served::Served;

/// Every system has them, and nobody is.
const NOBODY: u32 = 65534;

/// A desk, and somebody else on the same PC with a home of their own.
struct Pc {
    desk: Founded,
}

impl Pc {
    fn new() -> Self {
        let pc = Self { desk: founded() };
        pc.rights("", 0o755);
        fs::create_dir(pc.place("home")).unwrap();
        // Where the program was built they may have no right to go.
        fs::copy(PROGRAM, pc.place("gonglian")).unwrap();
        if pc.is_root() {
            chown(pc.place("home"), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        pc
    }

    fn place(&self, name: &str) -> PathBuf {
        self.desk.dir.path().join(name)
    }

    fn is_root(&self) -> bool {
        fs::metadata(self.desk.dir.path()).unwrap().uid() == 0
    }

    fn rights(&self, name: &str, mode: u32) {
        fs::set_permissions(self.place(name), Permissions::from_mode(mode)).unwrap();
    }

    /// For its owner alone.
    fn shut(&self, name: &str) {
        let owners = if self.place(name).is_dir() { 0o700 } else { 0o600 };
        self.rights(name, if self.is_root() { owners } else { 0 });
    }

    /// The program as the other one starts it.
    fn start(&self, args: &[&str]) -> Command {
        let mut start = Command::new(self.place("gonglian"));
        start.args(args).current_dir("/").env("PATH", "").env("HOME", self.place("home"));
        start.env("XDG_DATA_HOME", self.place("home/data")).env("GONGLIAN_PASSWORD", PASSWORD);
        start.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if self.is_root() {
            start.uid(NOBODY).gid(NOBODY);
        }
        start
    }

    /// What signing in is answered, and what the first page is told.
    fn asked(&self) -> [String; 2] {
        let dir = self.desk.path();
        let signed = self.start(&["call", "desk_state", "--dir", &dir, "--as", FOUNDER]).output().unwrap();
        let served = Served::of(self.start(&["serve", "--dir", &dir, "--port", "0"]).spawn().unwrap());
        let page = served.call("desk_state", (&served.enter(), &[]), "{}").body;
        [String::from_utf8(signed.stdout).unwrap(), page]
    }
}

#[test]
fn a_desk_that_another_user_keeps_is_no_first_start() {
    let pc = Pc::new();
    for shut in ["工作台", "工作台/desk.db", "工作台/slots.json"] {
        pc.rights("工作台", 0o755);
        pc.shut(shut);
        for told in pc.asked() {
            assert!(told.contains("\"others_folder\"") && told.contains("工作台"), "{shut}: {told}");
        }
        let back = if shut == "工作台" { 0o755 } else { 0o600 };
        pc.rights(shut, back);
    }
    pc.desk.call("desk_state", "{}").good();
}

/// Also where tests run as root, who may write anywhere.
#[test]
fn a_folder_without_rights_gets_no_desk_and_says_so() {
    let pc = Pc::new();
    pc.rights("", if pc.is_root() { 0o755 } else { 0o555 });
    let dir = pc.place("另一处/desk");
    let place = dir.to_str().unwrap();
    let asked = ["desk", "new", "--dir", place, "--office", "331002", "--person", FOUNDER];
    let ended = pc.start(&asked).output().unwrap();
    pc.rights("", 0o755);
    let said = [ended.stdout, ended.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(ended.status.code(), Some(1), "{said:?}");
    assert!(said[0].contains("\"read_only\"") && said[1].contains("权限"), "{said:?}");
    assert!(!has(pc.desk.dir.path(), "另一处"));
}

/// Whoever works there goes on where the desk lies, and nothing of it stays in the folder.
#[test]
fn a_desk_does_not_move_into_a_folder_without_rights_and_says_so() {
    let pc = Pc::new();
    // In the program's own folder: one that was named does not move at all.
    let served = Served::of(pc.start(&["open"]).env_remove("GONGLIAN_DIR").spawn().unwrap());
    let key = served.enter();
    let call = |name: &str, input: Value| -> Value {
        serde_json::from_str(&served.call(name, (&key, &[]), &input.to_string()).body).unwrap()
    };
    call("found_desk", json!({ "office": "331002", "person": FOUNDER, "password": PASSWORD }));
    let before = call("desk_place", json!({}))["ok"]["dir"].clone();
    for (name, (of_root, own)) in [("只读", (0o755, 0o555)), ("移动 硬盘", (0o700, 0))] {
        let to = pc.place(name);
        fs::create_dir(&to).unwrap();
        pc.rights(name, if pc.is_root() { of_root } else { own });
        let moved = call("move_desk", json!({ "dir": to }));
        pc.rights(name, 0o755);
        assert_eq!(moved["fault"]["code"], "read_only", "{name}: {moved}");
        assert_eq!(fs::read_dir(&to).unwrap().count(), 0, "{name}");
        assert_eq!(call("desk_place", json!({}))["ok"]["dir"], before);
    }
    assert!(before.is_string());
    assert_eq!(call("verify", json!({}))["ok"]["verdict"], "good");
}

/// The bare number of the system's error, in English, was all there was.
#[test]
fn a_folder_of_the_programs_own_that_belongs_to_somebody_else_is_told_in_words() {
    let pc = Pc::new();
    let data = pc.place("home/data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, Permissions::from_mode(0o555)).unwrap();
    let dir = pc.desk.path();
    let ended = pc.start(&["open", "--dir", &dir]).output().unwrap();
    fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("权限") && said.contains(data.to_str().unwrap()), "{said}");
    assert!(!has(&data, "cn.gonglian.desk"));
}

/// A bug: each try was written down beside the copy before it was made, so that no copy on a disc was ever taken back.
#[test]
fn a_copy_that_lies_where_nothing_can_be_written_is_taken_back() {
    let pc = Pc::new();
    let disc = pc.place("光盘");
    fs::create_dir(&disc).unwrap();
    let made = pc.desk.call("backup_now", &json!({ "dir": disc }).to_string()).good().json();
    burn(&disc, (0o555, 0o444));
    let place = pc.place("home/desk");
    let dir = place.to_str().unwrap();
    let served = Served::of(pc.start(&["serve", "--dir", dir, "--port", "0"]).spawn().unwrap());
    let key = served.enter();
    let back = |password: &str| {
        let input = json!({ "copy": made["ok"]["dir"], "name": FOUNDER, "password": password });
        served.call("restore_backup", (&key, &[]), &input.to_string()).body
    };
    let (wrong, right) = (back("不是这个口令1"), back(PASSWORD));
    drop(served);
    burn(&disc, (0o755, 0o644));
    assert!(wrong.contains("\"wrong_password\""), "{wrong}");
    assert!(!right.contains("\"fault\""), "{right}");
    let verified = pc.start(&["verify", "--dir", dir, "--as", FOUNDER]).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
}

/// Everything in a folder, itself included: folders and files with the rights they then have.
fn burn(place: &Path, (of_folder, of_file): (u32, u32)) {
    let is_folder = place.is_dir();
    fs::set_permissions(place, Permissions::from_mode(if is_folder { of_folder } else { of_file })).unwrap();
    if is_folder {
        fs::read_dir(place).unwrap().for_each(|one| burn(&one.unwrap().path(), (of_folder, of_file)));
    }
}

fn has(folder: &Path, name: &str) -> bool {
    folder.join(name).exists()
}
