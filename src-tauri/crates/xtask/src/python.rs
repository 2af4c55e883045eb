//! What Python's registry brings: wheels, each set into a folder of its own below the target folder, so that no system is changed.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::Place;
use crate::stage::must;

/// A SQLCipher 4 that others compiled.
const SQLCIPHER: &[&str] = &["sqlcipher3-wheels==0.5.*"];

/// Wheels of these versions, and the Python that finds them in `folder/bin`.
pub fn bring(folder: &Path, wheels: &[&str]) -> Result<(), String> {
    println!("   installing {} into {}", wheels.join(" "), folder.display());
    must(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    must(
        Command::new(folder.join("bin/pip")).args(["install", "--quiet", "--only-binary=:all:"]).args(wheels),
    )
}

pub fn ready_sqlcipher(place: &Place) -> Result<(), String> {
    let folder = independent(place);
    let has_it = || Command::new(python(place)).args(["-c", "import sqlcipher3"]).output();
    if has_it().is_ok_and(|answer| answer.status.success()) {
        println!("   {} is here", SQLCIPHER.join(" "));
        return Ok(());
    }
    bring(&folder, SQLCIPHER)
}

pub fn python(place: &Place) -> PathBuf {
    independent(place).join("bin/python")
}

fn independent(place: &Place) -> PathBuf {
    place.target().join("independent")
}
