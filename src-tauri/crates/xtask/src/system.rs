//! Packages of the operating system: said plainly before they are installed, skipped when present.

use std::process::{Command, Stdio};

use crate::place::Place;
use crate::stage::must;

/// What the window is built with and drawn with.
const WINDOW: &[&str] = &[
    "build-essential",
    "file",
    "fonts-noto-cjk",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
];

/// What the tests drive it with.
const TESTS: &[&str] = &[
    "age",
    "chromium",
    "dbus",
    "minisign",
    "poppler-utils",
    "postgresql",
    "python3-venv",
    "webkit2gtk-driver",
    "xauth",
    "xvfb",
];

/// What packages are tried with: a clean root, wine, qemu, and what drives a window.
const PACKAGES: &[&str] = &[
    "binutils",
    "dbus",
    "debootstrap",
    "gcc-mingw-w64-x86-64",
    "libc6-arm64-cross",
    "minisign",
    "qemu-user-static",
    "unzip",
    "webkit2gtk-driver",
    "wine",
    "xauth",
    "xdotool",
    "xvfb",
];

pub fn ready_for_window(_: &Place) -> Result<(), String> {
    install(WINDOW)
}

pub fn ready_for_tests(_: &Place) -> Result<(), String> {
    install(&[WINDOW, TESTS].concat())
}

pub fn ready_for_packages(_: &Place) -> Result<(), String> {
    or_left_out(install(PACKAGES))
}

/// What cannot be had here leaves its checks out, each by its name; it fails nothing.
pub fn or_left_out(had: Result<(), String>) -> Result<(), String> {
    if let Err(why) = had {
        println!("   {why}: checks that need what is missing are left out");
    }
    Ok(())
}

/// Installs with apt-get where there is one; elsewhere says what is needed and goes on, so that a person who
/// has it under another name is not stopped.
pub fn install(packages: &[&str]) -> Result<(), String> {
    if !finds("dpkg-query") || !finds("apt-get") {
        println!("   {}", needed_elsewhere());
        return Ok(());
    }
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !present(package)).collect();
    if missing.is_empty() {
        println!("   all {} system packages are here", packages.len());
        return Ok(());
    }
    println!("   installing with apt-get: {}", missing.join(" "));
    must(apt()?.arg("update"))?;
    must(apt()?.args(["install", "--yes", "--no-install-recommends"]).args(&missing))
}

/// apt-get as root; a second apt-get is waited for instead of failed at.
fn apt() -> Result<Command, String> {
    let mut command = match (is_root(), finds("sudo")) {
        (true, _) => Command::new("apt-get"),
        (false, true) => {
            let mut sudo = Command::new("sudo");
            sudo.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
            sudo
        }
        (false, false) => return Err("packages are missing; run this as root or install sudo".into()),
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
    Ok(command)
}

fn present(package: &str) -> bool {
    let asked = Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]).output();
    asked.is_ok_and(|answer| answer.stdout == b"installed")
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

/// Whether a program can be started; every program asked for here knows `--version`.
pub fn finds(program: &str) -> bool {
    let started = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    started.is_ok_and(|status| status.success())
}

fn needed_elsewhere() -> &'static str {
    if cfg!(windows) {
        "Windows: needs the Visual Studio C++ build tools, Perl (for OpenSSL), WebView2 (part of Windows 11) and Node 20 or newer"
    } else if cfg!(target_os = "macos") {
        "macOS: needs the Xcode command line tools, OpenSSL and Node 20 or newer"
    } else {
        "No apt-get here: needs a C compiler, pkg-config, OpenSSL, GTK 3, librsvg and WebKitGTK 4.1 with headers, \
         Node 20 or newer; for the tests also Chromium, WebKitWebDriver, Xvfb, dbus-run-session, pdftotext, Python 3 and \
         PostgreSQL 15 or newer"
    }
}
