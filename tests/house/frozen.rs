//! What was once shipped is never edited: migrations, and every (id, version) of the reference files.
//! The lists beside this file hold the hashes; a new file is a new line, written by the test itself when
//! `GONGLIAN_FREEZE` is set. A line that stands is never rewritten.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::source::{from_root, root};

#[test]
fn no_migration_was_edited() {
    let folder = root().join("src-tauri/crates/store/migrations");
    let hashes = inside(&folder).into_iter().map(|path| (from_root(&path), hash_of(&path))).collect();
    compare("tests/house/migrations.txt", &hashes);
}

/// A changed rule, list or calendar is a new version with its own date; offices take it over by an act.
#[test]
fn no_version_of_a_reference_file_was_edited() {
    let folders = ["rules", "codes", "calendar"].map(|name| root().join("assets").join(name));
    let files = folders.iter().flat_map(|folder| inside(folder));
    let hashes = files.map(|path| (id_and_version(&path), hash_of(&path))).collect();
    compare("tests/house/reference.txt", &hashes);
}

/// From 0008 on: a desk as it was under the newest step, which every later program must open (`stories/desks/formats.rs` makes it).
#[test]
fn the_newest_format_has_its_desk_and_no_such_desk_was_edited() {
    let mut steps = inside(&root().join("src-tauri/crates/store/migrations"));
    steps.sort();
    let newest =
        steps.pop().and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let newest = format!("tests/fixtures/desk-{}.zip", &newest.unwrap()[..4]);
    let desks = inside(&root().join("tests/fixtures"));
    let hashes: BTreeMap<_, _> =
        desks.into_iter().map(|path| (from_root(&path), hash(&std::fs::read(path).unwrap()))).collect();
    assert!(hashes.contains_key(&newest), "{newest} is not there; make it with GONGLIAN_FREEZE=1");
    compare("tests/house/fixtures.txt", &hashes);
}

/// `rules/deadlines 1`, from the comment lines that open the file.
fn id_and_version(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let said = |name: &str| {
        let start = format!("# {name}:");
        text.lines().find_map(|line| line.strip_prefix(&start)).map(|rest| rest.trim().to_owned())
    };
    let named = said("id").zip(said("version")).map(|(id, version)| format!("{id} {version}"));
    named.unwrap_or_else(|| panic!("{} names no id and version", path.display()))
}

fn compare(list: &str, now: &BTreeMap<String, String>) {
    let kept = std::fs::read_to_string(root().join(list)).unwrap_or_default();
    let kept: BTreeMap<String, String> =
        kept.lines().filter_map(|line| line.rsplit_once(' ')).map(own).collect();
    let edited = kept.iter().filter(|(name, hash)| now.get(*name) != Some(hash));
    let edited: Vec<&str> = edited.map(|(name, _)| name.as_str()).collect();
    let new = now.iter().filter(|(name, _)| !kept.contains_key(*name));
    let new: Vec<String> = new.map(|(name, hash)| format!("{name} {hash}")).collect();
    assert!(edited.is_empty(), "edited or gone, though already listed in {list}: {}", edited.join(", "));
    if std::env::var_os("GONGLIAN_FREEZE").is_some() {
        return add(list, &new);
    }
    assert!(new.is_empty(), "new; run with GONGLIAN_FREEZE=1 to add to {list}:\n{}", new.join("\n"));
}

fn add(list: &str, new: &[String]) {
    let kept = std::fs::read_to_string(root().join(list)).unwrap_or_default();
    let mut lines: Vec<&str> = kept.lines().chain(new.iter().map(String::as_str)).collect();
    lines.sort_unstable();
    std::fs::write(root().join(list), lines.join("\n") + "\n").unwrap();
}

fn own((name, hash): (&str, &str)) -> (String, String) {
    (name.to_owned(), hash.to_owned())
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect()
}

/// Line ends are not content: a checkout on Windows may turn them.
fn hash_of(path: &Path) -> String {
    hash(std::fs::read_to_string(path).unwrap().replace("\r\n", "\n").as_bytes())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
