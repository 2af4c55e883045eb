//! Who may use whom (house.md §4), read from the manifests: an arrow that is not drawn does not compile.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::allowed::none;
use crate::source::{File, files};

/// Our crates, and which of ours each may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("ledger", &[]),
    ("domain", &["ledger"]),
    ("store", &["ledger", "domain"]),
    ("sync", &["ledger"]),
    ("paper", &[]),
    ("actions", &["ledger", "domain", "store", "sync", "paper"]),
    // `gonglian hub …` is for whoever keeps the hub and has no desk.
    ("cli", &["actions", "sync"]),
    // Debian's package holds one file under both names.
    ("shell", &["actions", "cli"]),
    ("xtask", &[]),
    // They stand for parts of the typesetter, which alone calls them.
    ("hayagriva", &[]),
    ("hypher", &[]),
    ("two-face", &[]),
    ("wasmi", &[]),
    ("tests", &["ledger", "domain", "store", "sync", "paper", "actions", "cli"]),
];

/// What only one room may know. A name with `*` covers a family.
const ROOMS_OF: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("libsqlite3-sys", &["store"]),
    ("tauri*", &["shell"]),
    ("axum*", &["cli"]),
    ("tokio*", &["cli", "sync"]),
    ("age*", &["sync"]),
    ("zstd*", &["sync"]),
    ("rustls*", &["sync"]),
    ("typst*", &["paper"]),
    ("rust_xlsxwriter", &["paper"]),
    ("docx*", &["paper"]),
    ("argon2", &["store"]),
    ("ed25519-dalek", &["ledger"]),
    ("minicbor", &["ledger"]),
];

struct Manifest {
    name: String,
    path: String,
    uses: BTreeSet<String>,
    tests_with: BTreeSet<String>,
}

fn manifests() -> Vec<Manifest> {
    files(&["/Cargo.toml"]).iter().map(manifest).collect()
}

fn manifest(file: &File) -> Manifest {
    let table: Table = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
    let name = table["package"]["name"].as_str().unwrap().to_owned();
    let keys = |section: &str| -> BTreeSet<String> {
        let section = table.get(section).and_then(Value::as_table);
        section.into_iter().flat_map(|section| section.keys().cloned()).collect()
    };
    let uses = keys("dependencies").union(&keys("build-dependencies")).cloned().collect();
    Manifest { name, path: file.path.clone(), uses, tests_with: keys("dev-dependencies") }
}

#[test]
fn every_arrow_between_our_crates_is_drawn() {
    let ours: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let mut found = vec![];
    for manifest in manifests() {
        let Some((_, may)) = ARROWS.iter().find(|(name, _)| *name == manifest.name) else {
            found.push((manifest.path, "a crate that the arrows do not know".to_owned()));
            continue;
        };
        let drawn = |used: &&String| ours.contains(used.as_str()) && !may.contains(&used.as_str());
        let wrong: Vec<_> = manifest.uses.iter().filter(drawn).collect();
        found.extend(wrong.iter().map(|used| (manifest.path.clone(), format!("must not use {used}"))));
    }
    none("arrows", found);
}

#[test]
fn what_one_room_knows_no_other_room_names() {
    let mut found = vec![];
    for manifest in manifests() {
        for (thing, rooms) in ROOMS_OF {
            let mut everything = manifest.uses.iter().chain(&manifest.tests_with);
            let named = everything.find(|used| fits(thing, used));
            if let Some(named) =
                named.filter(|_| !rooms.contains(&manifest.name.as_str()) && manifest.name != "tests")
            {
                found
                    .push((format!("{} {named}", manifest.path), format!("belongs to {}", rooms.join(", "))));
            }
        }
    }
    none("rooms", found);
}

fn fits(thing: &str, used: &str) -> bool {
    thing.strip_suffix('*').map_or(thing == used, |family| used.starts_with(family))
}

#[test]
fn sql_lies_with_the_store_and_the_hub_only() {
    const ROOMS: [&str; 3] = [
        "src-tauri/crates/store/",
        "src-tauri/crates/sync/src/hub/",
        "src-tauri/crates/sync/tests/postgres/",
    ];
    let outside =
        files(&[".sql"]).into_iter().filter(|file| !ROOMS.iter().any(|room| file.path.starts_with(room)));
    none("sql", outside.map(|file| (file.path, "SQL outside the store and the hub".to_owned())));
}

#[test]
fn only_the_host_folder_knows_how_a_call_travels() {
    let pages = files(&[".ts", ".vue"]).into_iter();
    let pages =
        pages.filter(|file| file.path.starts_with("ui/src/") && !file.path.starts_with("ui/src/host/"));
    let mut found = vec![];
    for file in pages.filter(|file| !file.is_test()) {
        for word in ["@tauri-apps", "__TAURI", "fetch(", "XMLHttpRequest", "WebSocket("] {
            if contains_word(&file.text, word) {
                found.push((file.path.clone(), format!("knows `{word}`")));
            }
        }
    }
    none("host", found);
}

/// `refetch(` is another word than `fetch(`.
fn contains_word(text: &str, word: &str) -> bool {
    let bare = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
    text.match_indices(word).any(|(at, _)| bare(at))
}

#[test]
fn nothing_is_asked_of_one_system_only() {
    let rust = files(&[".rs"]).into_iter().filter(|file| file.path.starts_with("src-tauri/"));
    let ties = |file: &File| file.text.contains("std::os::unix") || file.text.contains("std::os::windows");
    none("systems", rust.filter(ties).map(|file| (file.path, "a call of one system only".to_owned())));
}
