//! The tools packages are made with: found, brought by their own installers into the target folder, asked.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::place::Place;
use crate::python;
use crate::stage::must;

/// zig is the linker that knows every glibc; both come as wheels, so nothing of them is compiled.
const ZIG: &[&str] = &["ziglang==0.17.*", "cargo-zigbuild==0.24.*"];

pub fn zig(place: &Place) -> Result<(), String> {
    if in_tools(place, "cargo-zigbuild").is_file() {
        return Ok(());
    }
    python::bring(&folder(place), ZIG)
}

/// The standard library for another system, from rustup; slow, and silent while it works.
pub fn rust_target(place: &Place, triple: &str) -> Result<(), String> {
    let installed = output(Command::new("rustup").args(["target", "list", "--installed"]))
        .map_err(|_| format!("needs rustup, to bring the standard library for {triple}"))?;
    if installed.lines().any(|line| line == triple) {
        return Ok(());
    }
    println!("   rustup target add {triple}");
    must(Command::new("rustup").current_dir(&place.root).args(["target", "add", triple]))
}

pub fn in_tools(place: &Place, program: &str) -> PathBuf {
    folder(place).join("bin").join(program)
}

pub fn path_with_tools(place: &Place) -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder(place).join("bin")).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).unwrap_or(path)
}

fn folder(place: &Place) -> PathBuf {
    place.target().join("package/tools")
}

/// Whether a program lies in PATH; not every one of these knows `--version`.
pub fn finds(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

pub fn version(place: &Place) -> Result<String, String> {
    let said = output(&mut place.cargo(&["pkgid", "--package", "cli"]))?;
    let version = said.trim().rsplit(['#', '@']).next().unwrap_or_default();
    if version.starts_with(|c: char| c.is_ascii_digit()) {
        Ok(version.to_owned())
    } else {
        Err(format!("no version in {said}"))
    }
}

/// What is checked out; told apart from the same with changes that no commit has.
pub fn commit(place: &Place) -> Result<String, String> {
    let git = |args: &[&str]| output(Command::new("git").current_dir(&place.root).args(args));
    let commit = git(&["rev-parse", "HEAD"])?.trim().to_owned();
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Ok(if changed.is_empty() { commit } else { format!("{commit}+changes") })
}

/// When the commit was made. Outside of git there is no commit to be repeatable by.
pub fn epoch(place: &Place) -> Result<String, String> {
    let said = output(Command::new("git").current_dir(&place.root).args(["log", "-1", "--format=%ct"]))?;
    Ok(said.trim().to_owned())
}

pub fn output(command: &mut Command) -> Result<String, String> {
    let shown = crate::stage::shown(command);
    let answer = command.output().map_err(|e| format!("{shown}: {e}"))?;
    if !answer.status.success() {
        return Err(format!("{shown}: {}\n{}", answer.status, String::from_utf8_lossy(&answer.stderr)));
    }
    String::from_utf8(answer.stdout).map_err(|e| format!("{shown}: {e}"))
}
