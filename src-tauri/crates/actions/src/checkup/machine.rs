//! What stands around the desk: system, folder, free space, printer. Nothing here needs the desk to be open.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Map;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

use super::{Check, Found, values};
use crate::Result;
use crate::places::{Unfit, unfit, without_console};

/// What the program needs beside a browser with a page in it.
const LEAST_MEMORY: u64 = 2 << 30;
/// An attachment is 200 MB at most, and so is what a day's work may need before anybody looks.
const LEAST_SPACE: u64 = store::blobs::LIMIT;
/// Beside room for the copy before an upgrade and for a copy that is tried.
const SPARE: u64 = 1 << 30;

pub(super) fn look(check: Check, dir: &Path) -> Result<Found> {
    match check {
        Check::Folder => Ok(folder(dir)),
        Check::Space => space(dir),
        Check::Printer => Ok(printer(PRINTERS)),
        _ => Ok(system()),
    }
}

pub(super) fn system() -> Found {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    let memory = System::new_with_specifics(memory).total_memory();
    let said = values([
        ("system", System::long_os_version().unwrap_or_else(|| std::env::consts::OS.into()).into()),
        ("processor", std::env::consts::ARCH.into()),
        ("memory", gigabytes(memory).into()),
    ]);
    (if memory > 0 && memory < LEAST_MEMORY { "memory_small" } else { "system_ok" }, said)
}

/// Where the desk lies, and whether a file there can be written, brought to the disk, put in the place of another, deleted.
/// Where there is no folder yet nothing can be written, and nothing is wrong with anybody's rights.
fn folder(dir: &Path) -> Found {
    let shown = dir.display().to_string();
    match unfit(dir) {
        Some(Unfit::Network(kind)) => {
            return ("folder_network", values([("dir", shown.into()), ("by", kind.into())]));
        }
        Some(Unfit::Synced(program)) => {
            return ("folder_synced", values([("dir", shown.into()), ("by", program.into())]));
        }
        None => {}
    }
    let finding = match (replaced(dir), dir.try_exists()) {
        (Ok(()), _) => "folder_ok",
        (Err(_), Ok(false)) => "folder_none",
        (Err(_), _) => "folder_unwritable",
    };
    (finding, values([("dir", shown.into())]))
}

fn replaced(dir: &Path) -> io::Result<()> {
    let [one, other] = ["desk.look", "desk.look.new"].map(|name| dir.join(name));
    let written = || {
        for (place, text) in [(&one, b"1"), (&other, b"2")] {
            let mut file = File::create(place)?;
            file.write_all(text)?;
            file.sync_all()?;
        }
        fs::rename(&other, &one)?;
        if fs::read(&one)? == b"2" { Ok(()) } else { Err(io::Error::from(io::ErrorKind::InvalidData)) }
    };
    let told = written();
    for place in [one, other] {
        match fs::remove_file(place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound && told.is_ok() => return Err(error),
            _ => {}
        }
    }
    told
}

fn space(dir: &Path) -> Result<Found> {
    // Before there is a desk: where it would lie.
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let there = whole.ancestors().find(|at| at.is_dir()).unwrap_or(dir);
    let free = store::blobs::free_space(there)?;
    let wanted = 2 * store::Desk::size_in(dir)? + SPARE;
    let said = values([("free", gigabytes(free).into()), ("wanted", gigabytes(wanted).into())]);
    Ok((of_space(free, wanted), said))
}

fn of_space(free: u64, wanted: u64) -> &'static str {
    match free {
        free if free < LEAST_SPACE => "space_out",
        free if free < wanted => "space_small",
        _ => "space_ok",
    }
}

/// How many printers a system has is what one of these says in as many lines; which there is depends on the system.
const PRINTERS: &[&[&str]] = &[
    &["lpstat", "-e"],
    &["powershell", "-NoProfile", "-NonInteractive", "-Command", "Get-CimInstance Win32_Printer | % Name"],
];
/// What a spooler that does not answer may take.
const PATIENCE: u32 = 50;

/// Only counted: a printer's name may be a person's.
fn printer(ways: &[&[&str]]) -> Found {
    match ways.iter().find_map(|way| lines_of(way)) {
        None => ("printer_unasked", Map::new()),
        Some(0) => ("printer_none", Map::new()),
        Some(n) => ("printer_ok", values([("n", n.into())])),
    }
}

/// Nothing where there is no such program; no lines where it ends without any.
fn lines_of(way: &[&str]) -> Option<usize> {
    ask(way).map(|(_, said)| said.lines().filter(|line| !line.trim().is_empty()).count())
}

/// Whether a program ended well, and what it said; nothing where there is none, or none that answers.
pub(super) fn ask(way: &[&str]) -> Option<(bool, String)> {
    let (program, args) = way.split_first()?;
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    without_console(&mut command);
    let mut asked = command.spawn().ok()?;
    for _ in 0..PATIENCE {
        match asked.try_wait() {
            Ok(Some(ended)) => {
                let said = asked.wait_with_output().ok()?.stdout;
                return Some((ended.success(), String::from_utf8_lossy(&said).into_owned()));
            }
            Ok(None) => sleep(Duration::from_millis(100)),
            Err(_) => break,
        }
    }
    // A program that hangs would stay behind as long as this one runs.
    if let Err(error) = asked.kill().and_then(|()| asked.wait().map(drop)) {
        tracing::warn!(%error, program, "What was asked could not be ended");
    }
    None
}

/// With one place: 3.7.
fn gigabytes(bytes: u64) -> f64 {
    const TENTH: u64 = (1 << 30) / 10;
    (bytes / TENTH) as f64 / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_written_to_and_left_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let (finding, said) = folder(dir.path());
        assert_eq!((finding, &said["dir"]), ("folder_ok", &dir.path().display().to_string().into()));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    /// A bug: a PC where nobody had worked yet was red, its rights were to be looked after, and why it said in English.
    #[test]
    fn a_folder_that_is_not_there_is_not_told_as_one_without_rights() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("文件");
        fs::write(&file, "").unwrap();
        for (at, expected) in [
            (dir.path().join("没有/desk"), "folder_none"),
            (dir.path().join("OneDrive - 单位/desk"), "folder_synced"),
            (file, "folder_unwritable"),
        ] {
            assert_eq!(folder(&at).0, expected, "{at:?}");
        }
    }

    #[test]
    fn space_is_enough_for_another_desk_beside_this_one() {
        let (mb, gb) = (1 << 20, 1 << 30);
        for (free, wanted, expected) in [
            (10 * gb, 3 * gb, "space_ok"),
            (2 * gb, 3 * gb, "space_small"),
            (201 * mb, 3 * gb, "space_small"),
            (199 * mb, 3 * gb, "space_out"),
            (199 * mb, 100 * mb, "space_out"),
        ] {
            assert_eq!(of_space(free, wanted), expected, "{free} of {wanted}");
        }
        let dir = tempfile::tempdir().unwrap();
        for place in [dir.path().to_owned(), dir.path().join("没有/desk")] {
            let said = space(&place).unwrap().1;
            assert!(said["wanted"] == 1.0 && said["free"].as_f64().unwrap() > 0.0, "{said:?}");
        }
    }

    #[test]
    fn gigabytes_have_one_place() {
        for (bytes, expected) in
            [(0, 0.0), (1 << 30, 1.0), ((1 << 30) + (1 << 29), 1.5), (4_000_000_000, 3.7)]
        {
            assert!((gigabytes(bytes) - expected).abs() < 0.01, "{bytes}");
        }
    }

    #[test]
    fn the_system_is_named() {
        let (finding, said) = system();
        assert!(["system_ok", "memory_small"].contains(&finding));
        assert!(!said["system"].as_str().unwrap().is_empty() && said["memory"].as_f64().unwrap() > 0.0);
    }

    /// Programs that are there wherever tests run; on Windows they run where nothing is compiled.
    const ONE_LINE: &[&str] =
        if cfg!(windows) { &["cmd", "/c", "echo", "one"] } else { &["cargo", "--version"] };
    const NO_LINE: &[&str] =
        if cfg!(windows) { &["cmd", "/c", "exit", "1"] } else { &["cargo", "no-such-verb-of-cargo"] };

    #[test]
    fn printers_are_counted_by_whatever_answers() {
        let missing: &[&str] = &["gonglian-no-such-program"];
        assert_eq!(printer(&[missing]).0, "printer_unasked");
        let (finding, said) = printer(&[missing, ONE_LINE]);
        assert_eq!((finding, said["n"].as_u64()), ("printer_ok", Some(1)));
        assert_eq!(printer(&[NO_LINE]).0, "printer_none");
    }
}
