//! Node and what npm brings: a Node that is new enough, modules as the lock file says, the UI built when stale.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::place::Place;
use crate::stage::must;
use crate::system;

/// Vite 8 asks for 20.19. Debian 12 has 18, so an own one comes from the npm registry, into the target folder.
const OLDEST: (u32, u32) = (20, 19);
const OWN: &str = "node@22";

/// A program of Node's (`node`, `npm`), with a Node that is new enough first in its PATH.
pub fn node(place: &Place, program: &str) -> Command {
    let windows_script = cfg!(windows) && program != "node";
    let mut command =
        Command::new(if windows_script { format!("{program}.cmd") } else { program.to_owned() });
    command.env("PATH", path_with_own(place));
    command
}

pub fn npm(place: &Place, folder: &Path, args: &[&str]) -> Command {
    let mut command = node(place, "npm");
    command.current_dir(folder).args(args);
    command
}

/// A Node that is new enough: the one in PATH, or one of our own beside what cargo built.
pub fn ready_node(place: &Place) -> Result<(), String> {
    if is_new_enough(&place_version(place)) && system::finds(if cfg!(windows) { "npm.cmd" } else { "npm" }) {
        return Ok(());
    }
    if !system::finds("npm") {
        system::install(&["nodejs", "npm"])?;
    }
    if is_new_enough(&place_version(place)) {
        return Ok(());
    }
    let own = own_folder(place);
    println!(
        "   Node is missing or older than {}.{}: installing {OWN} into {}",
        OLDEST.0,
        OLDEST.1,
        own.display()
    );
    fs::create_dir_all(&own).map_err(|e| format!("{}: {e}", own.display()))?;
    must(
        npm(place, &own, &["install", "--no-audit", "--no-fund", "--prefix", ".", OWN])
            .env("npm_config_yes", "true"),
    )
}

/// Modules of the UI, and its built pages.
pub fn ready_ui(place: &Place) -> Result<(), String> {
    ready_modules(place)?;
    let ui = place.ui();
    let sources = ["src", "public", "scripts", "index.html", "package.json", "vite.config.ts"];
    let sources = sources.map(|name| ui.join(name));
    // Of the assets those that pages import: what a package is made of makes no page stale.
    let assets = ["fonts", "templates", "words"].map(|name| place.root.join("assets").join(name));
    let newest = sources.iter().chain(&assets).filter_map(|path| newest_in(path)).max();
    let built = newest_in(&ui.join("dist/index.html"));
    if built.is_some() && built >= newest {
        println!("   ui/dist is fresh");
        return Ok(());
    }
    must(&mut npm(place, &ui, &["run", "build"]))
}

pub fn ready_modules(place: &Place) -> Result<(), String> {
    ready_node(place)?;
    install_modules(place, &place.ui())
}

/// Chromium 92, which the pages must work in. A folder of its own: only tests and figures fetch its 47 MB.
pub fn ready_old_browser(place: &Place) -> Result<(), String> {
    install_modules(place, &place.root.join("tests/browser/old"))
}

/// `npm ci`, unless the modules are already those of the lock file.
fn install_modules(place: &Place, folder: &Path) -> Result<(), String> {
    let installed = newest_in(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= newest_in(&folder.join("package-lock.json")) {
        println!("   modules in {} are fresh", folder.display());
        return Ok(());
    }
    must(&mut npm(place, folder, &["ci", "--no-audit", "--no-fund"]))
}

/// When the newest file under a path was changed; `None` when nothing is there.
fn newest_in(path: &Path) -> Option<SystemTime> {
    let about = fs::metadata(path).ok()?;
    if !about.is_dir() {
        return about.modified().ok();
    }
    fs::read_dir(path).ok()?.flatten().filter_map(|entry| newest_in(&entry.path())).max()
}

fn own_folder(place: &Place) -> PathBuf {
    place.target().join("node")
}

fn path_with_own(place: &Place) -> OsString {
    let own = own_folder(place).join("node_modules/node/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(own).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).unwrap_or(path)
}

fn place_version(place: &Place) -> String {
    let asked = node(place, "node").arg("--version").output();
    asked.map(|answer| String::from_utf8_lossy(&answer.stdout).into_owned()).unwrap_or_default()
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers =
        version.trim().trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= OLDEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_node_is_20_19() {
        let versions = [
            ("v20.19.0\n", true),
            ("v20.18.3", false),
            ("v22.0.0", true),
            ("v18.19.0", false),
            ("", false),
            ("x", false),
        ];
        for (version, expected) in versions {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }

    #[test]
    fn nothing_is_older_than_something() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(newest_in(&here.join("no-such-file")), None);
        assert!(newest_in(&here.join("src")) >= newest_in(&here.join("src/node.rs")));
    }
}
