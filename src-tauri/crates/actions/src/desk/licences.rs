//! The page of licences that a package brings: every part of the program, Rust and C included, with its text.
//! It does not know what the parts are: `cargo xtask package` writes the page.
//! Called through `calls`, by anybody, before a desk is open too.

use std::path::{Path, PathBuf};

use serde::Serialize;
use ts_rs::TS;

use super::Nothing;
use crate::{Host, Result};

/// Beside the program on Windows and in archives; where Debian wants it in a package.
const PLACES: [&str; 2] = ["licences.html", "../share/doc/gonglian/licences.html"];

#[derive(Clone, Debug, Serialize, TS)]
pub struct Licences {
    /// HTML; nothing where the program was built by hand and no package brought it.
    pub page: Option<String>,
}

pub fn licences(_: &Host, _: Nothing) -> Result<Licences> {
    let program = std::env::current_exe().ok();
    Ok(Licences { page: program.as_deref().and_then(Path::parent).and_then(beside) })
}

fn beside(folder: &Path) -> Option<String> {
    let places: [PathBuf; 2] = PLACES.map(|place| folder.join(place));
    places.iter().find_map(|place| std::fs::read_to_string(place).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_lies_beside_the_program_or_among_the_systems_documents() {
        let root = tempfile::tempdir().unwrap();
        let bin = root.path().join("usr/bin");
        let shared = root.path().join("usr/share/doc/gonglian");
        std::fs::create_dir_all(&bin).unwrap();
        assert_eq!(beside(&bin), None);
        std::fs::create_dir_all(&shared).unwrap();
        std::fs::write(shared.join("licences.html"), "shared").unwrap();
        assert_eq!(beside(&bin).as_deref(), Some("shared"));
        std::fs::write(bin.join("licences.html"), "own").unwrap();
        assert_eq!(beside(&bin).as_deref(), Some("own"));
    }
}
