//! For which systems there are packages, what each needs to be built, and the command that builds it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Making, Packed, debian, tools, windows};
use crate::place::Place;
use crate::stage::must;
use crate::system;

pub struct Target {
    pub name: &'static str,
    /// What rustc calls it; empty is the machine itself.
    pub triple: &'static str,
    /// What Debian calls its processor.
    pub processor: &'static str,
    /// Whether this machine can make it; it installs what it needs, as every command does.
    pub ready: fn(&Place) -> Result<(), String>,
    pub pack: fn(&Making, &Target, &Path) -> Result<Packed, String>,
}

/// Kylin V10 and UOS 20 stand on this glibc; what is linked for it runs on every later one.
pub const OLDEST_GLIBC: &str = "2.28";

/// Of the workspace's manifest, where it says what it weighs against what.
pub const PROFILE: &str = "given";

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const MINGW: &[&str] = &["gcc-mingw-w64-x86-64", "g++-mingw-w64-x86-64", "nsis", "zip", "perl", "make"];

pub const TARGETS: &[Target] = &[
    Target { name: "debian", triple: "", processor: "amd64", ready: ready_here, pack: debian::window },
    Target {
        name: "glibc-x86_64",
        triple: "x86_64-unknown-linux-gnu",
        processor: "amd64",
        ready: |place| ready_zig(place, "x86_64-unknown-linux-gnu"),
        pack: debian::without_window,
    },
    Target { name: "windows", triple: WINDOWS, processor: "", ready: ready_windows, pack: windows::pack },
    Target {
        name: "glibc-arm64",
        triple: "aarch64-unknown-linux-gnu",
        processor: "arm64",
        ready: |place| ready_zig(place, "aarch64-unknown-linux-gnu"),
        pack: debian::without_window,
    },
];

/// It can be the other program too, under that one's name.
pub const WINDOW: &[&str] = &["--package", "shell", "--bins", "--features", "shell/custom-protocol"];
const WINDOW_ALONE: &[&str] =
    &["--package", "shell", "--bin", "gonglian-desk", "--features", "shell/custom-protocol"];
/// Functions of the same code are one, which the linker of this system (lld) can: nothing here asks whether two of them differ.
const FOLDED: &[&str] = &["--", "-C", "link-arg=-Wl,--icf=all"];
/// Beside `WINDOW`: both programs.
pub const CLI: &[&str] = &["--package", "cli"];
/// `store` is named for its feature: OpenSSL is compiled in where the system's own cannot be counted on.
const HOST_ALONE: &[&str] =
    &["--package", "cli", "--package", "store", "--bin", "gonglian", "--features", "store/own-openssl"];
const OWN_OPENSSL: &[&str] = &["--package", "store", "--features", "store/own-openssl"];

impl Target {
    /// Builds it and tells the folder its programs lie in.
    pub fn build(&self, making: &Making) -> Result<PathBuf, String> {
        let mut command = match self.name {
            "debian" => making.place.cargo(&[&["rustc"], WINDOW_ALONE].concat()),
            "windows" => {
                let words = [&["build", "--target", WINDOWS], CLI, WINDOW, OWN_OPENSSL].concat();
                let mut build = making.place.cargo(&words);
                build.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", "x86_64-w64-mingw32-gcc");
                build
            }
            _ => self.zig(making.place),
        };
        command.args(["--profile", PROFILE, "--locked"]).args(&making.cargo_words);
        if self.name == "debian" {
            command.args(FOLDED);
        }
        // No SOURCE_DATE_EPOCH here: build scripts watch it, and every commit would compile OpenSSL again.
        must(&mut command)?;
        Ok(making.place.target().join(self.triple).join(PROFILE))
    }

    fn zig(&self, place: &Place) -> Command {
        let mut command = Command::new(tools::in_tools(place, "cargo-zigbuild"));
        command.current_dir(&place.root).env("PATH", tools::path_with_tools(place));
        command.args(["zigbuild", "--target", &format!("{}.{OLDEST_GLIBC}", self.triple)]).args(HOST_ALONE);
        command
    }
}

fn ready_here(place: &Place) -> Result<(), String> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err("the window for Debian is built on Debian or Ubuntu, x86-64".into());
    }
    system::ready_for_window(place)?;
    needs(&["dpkg-shlibdeps", "ar", "strip", "xz"])
}

fn ready_zig(place: &Place, triple: &str) -> Result<(), String> {
    system::install(&["python3-venv", "perl", "make", "binutils", "xz-utils"])?;
    needs(&["python3", "perl", "make", "ar", "xz"])?;
    tools::rust_target(place, triple)?;
    tools::zig(place)
}

fn ready_windows(place: &Place) -> Result<(), String> {
    system::install(MINGW)?;
    needs(&["x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-g++", "perl", "make", "zip"])?;
    tools::rust_target(place, WINDOWS)
}

fn needs(programs: &[&str]) -> Result<(), String> {
    let missing: Vec<&str> = programs.iter().copied().filter(|program| !tools::finds(program)).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("needs {}", missing.join(", "))) }
}
