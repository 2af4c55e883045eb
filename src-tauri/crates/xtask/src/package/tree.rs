//! Putting the folder of a package together.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use crate::stage::must;

pub fn folder(path: &Path) -> Result<(), String> {
    fs::create_dir_all(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// A file to its place, its folders made.
pub fn put(from: &Path, to: &Path) -> Result<(), String> {
    to.parent().map_or(Ok(()), folder)?;
    fs::copy(from, to).map(|_| ()).map_err(|e| format!("{} → {}: {e}", from.display(), to.display()))
}

/// A second name for a file beside it.
pub fn link(file: &str, name: &Path) -> Result<(), String> {
    must(Command::new("ln").args(["--symbolic", file]).arg(name))
}

/// What adds to an archive that is there must find none.
pub fn no_longer(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(format!("{}: {e}", path.display())),
        _ => Ok(()),
    }
}

pub fn write(to: &Path, text: &str) -> Result<(), String> {
    to.parent().map_or(Ok(()), folder)?;
    fs::write(to, text).map_err(|e| format!("{}: {e}", to.display()))
}

pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Every file with the rights it needs, whatever the umask of who builds.
pub fn set_rights(path: &Path) -> Result<(), String> {
    must(Command::new("chmod").args(["-R", "u=rwX,go=rX"]).arg(path))
}

/// Every file with one date.
pub fn set_dates(path: &Path, epoch: &str) -> Result<(), String> {
    let date = format!("--date=@{epoch}");
    must(Command::new("find").arg(path).args(["-exec", "touch", "--no-dereference", &date, "{}", "+"]))
}
