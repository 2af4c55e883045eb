//! Each mutant of the exchange is a patch; one that no longer fits its source breaks nothing, and proves nothing.

use std::path::Path;

use crate::source::root;

const MUTANTS: &str = "src-tauri/crates/sync/mutants";

#[test]
fn every_mutant_still_fits_its_source() {
    let crates = root().join("src-tauri/crates");
    let patches = std::fs::read_dir(root().join(MUTANTS)).unwrap().flatten().map(|entry| entry.path());
    let patches: Vec<_> = patches.filter(|path| path.extension().is_some_and(|end| end == "patch")).collect();
    assert!(patches.len() >= 10, "{patches:?}");
    for path in patches {
        let patch = std::fs::read_to_string(&path).unwrap();
        let hunks = hunks(&patch);
        assert!(!hunks.is_empty(), "{} changes nothing", path.display());
        for (file, before) in hunks {
            assert!(stands(&crates.join(file), &before), "{} does not fit {file}", path.display());
        }
    }
}

/// The file of each hunk, and the lines that it expects there.
fn hunks(patch: &str) -> Vec<(&str, Vec<&str>)> {
    let (mut file, mut hunks) = ("", Vec::new());
    for line in patch.lines() {
        if let Some(path) = line.strip_prefix("+++ b/") {
            file = path;
        } else if line.starts_with("@@") {
            hunks.push((file, Vec::new()));
        } else if let (Some((_, before)), Some(old)) = (hunks.last_mut(), line.strip_prefix([' ', '-'])) {
            before.push(old);
        }
    }
    hunks
}

fn stands(file: &Path, before: &[&str]) -> bool {
    let source = std::fs::read_to_string(file).unwrap_or_default();
    let lines: Vec<&str> = source.lines().collect();
    lines.windows(before.len()).any(|window| window == before)
}
