//! Packages for Debian and its kin, and the folder in a tar.gz for those who may not install one.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::targets::{OLDEST_GLIBC, Target};
use super::{Making, Packed, tools, tree};
use crate::stage::must;

const ICONS: &[(&str, &str)] =
    &[("32x32.png", "32x32"), ("128x128.png", "128x128"), ("128x128@2x.png", "256x256")];

/// The window, and under its other name the program without one: the window starts it where no web view works.
pub fn window(making: &Making, target: &Target, built: &Path) -> Result<Packed, String> {
    let root = making.staging("debian")?;
    let program = root.join("usr/bin/gonglian-desk");
    tree::put(&built.join("gonglian-desk"), &program)?;
    // The names of its functions stay in it where the linker was asked to keep those of one code once.
    must(Command::new("strip").arg(&program))?;
    tree::link("gonglian-desk", &root.join("usr/bin/gonglian"))?;
    entries(making, &root, &["gonglian.desktop", "gonglian-browser.desktop"])?;
    // xdg-open is what finds the browser.
    let depends = libraries(&root, "usr/bin/gonglian-desk")? + ", xdg-utils";
    deb(making, target, Control { package: "gonglian", other: "gonglian-host", depends, root })
        .map(|made| vec![made].into())
}

/// `gonglian` alone, linked for an old glibc: a package, and a folder to unpack anywhere.
pub fn without_window(making: &Making, target: &Target, built: &Path) -> Result<Packed, String> {
    let root = making.staging(target.name)?;
    tree::put(&built.join("gonglian"), &root.join("usr/bin/gonglian"))?;
    entries(making, &root, &["gonglian-browser.desktop"])?;
    let depends = format!("libc6 (>= {OLDEST_GLIBC}), xdg-utils");
    let package =
        deb(making, target, Control { package: "gonglian-host", other: "gonglian", depends, root })?;
    Ok(vec![tarball(making, target, built)?, package].into())
}

struct Control {
    package: &'static str,
    /// Both have a `gonglian`: one makes room for the other, and the desk stays where it is.
    other: &'static str,
    depends: String,
    root: PathBuf,
}

fn deb(making: &Making, target: &Target, control: Control) -> Result<PathBuf, String> {
    let Control { package, other, depends, root } = control;
    let text = tree::read(&making.place.packaging().join("control"))?;
    let text = [
        ("{package}", package),
        ("{other}", other),
        ("{depends}", &depends),
        ("{version}", &making.version),
        ("{processor}", target.processor),
    ]
    .iter()
    .fold(text, |text, (name, value)| text.replace(name, value));
    let parts = making.staging(&format!("{package}-parts"))?;
    tree::write(&parts.join("control/control"), &text)?;
    tree::write(&parts.join("debian-binary"), "2.0\n")?;
    [&root, &parts].into_iter().try_for_each(|folder| tree::set_rights(folder))?;
    tar(making, XZ, &parts.join("control"), &parts.join("control.tar.xz"))?;
    let squeeze = if target.processor == "amd64" { XZ_X86 } else { XZ };
    tar(making, squeeze, &root, &parts.join("data.tar.xz"))?;
    let made = making.dist().join(format!("{package}_{}_{}.deb", making.version, target.processor));
    tree::no_longer(&made)?;
    // Packed by hand and not by dpkg-deb, which looks 64 MB back at most and takes code for text.
    let mut pack = Command::new("ar");
    pack.current_dir(&parts).args(["rcD"]).arg(&made).args([
        "debian-binary",
        "control.tar.xz",
        "data.tar.xz",
    ]);
    must(&mut pack)?;
    Ok(made)
}

const XZ: &str = "xz --threads=1 --lzma2=preset=9e,dict=128MiB";
/// Where code calls the same from many places it reads alike. The same for arm64 is too new for the dpkg of a Kylin.
const XZ_X86: &str = "xz --threads=1 --x86 --lzma2=preset=9e,dict=128MiB";
/// Without the name and the time that gzip would write down.
const GZIP: &str = "gzip --no-name --best";

/// A folder's content with one owner and one date, so that the same commit gives the same bytes.
fn tar(making: &Making, squeeze: &str, folder: &Path, to: &Path) -> Result<(), String> {
    let mut tar = Command::new("tar");
    tar.args(["--create", "--format=gnu", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"]);
    tar.arg(format!("--mtime=@{}", making.epoch)).args(["--use-compress-program", squeeze]);
    must(tar.arg("--file").arg(to).arg("--directory").arg(folder).arg("."))
}

/// Menu entries, icons, licences.
fn entries(making: &Making, root: &Path, menu: &[&str]) -> Result<(), String> {
    let share = root.join("usr/share");
    for entry in menu {
        tree::put(&making.place.packaging().join(entry), &share.join("applications").join(entry))?;
    }
    for (icon, size) in ICONS {
        let to = share.join("icons/hicolor").join(size).join("apps/gonglian.png");
        tree::put(&making.place.root.join("src-tauri/icons").join(icon), &to)?;
    }
    tree::put(&making.dist().join("licences.html"), &share.join("doc/gonglian/licences.html"))
}

/// The packages of the libraries that the program was really linked with.
fn libraries(root: &Path, program: &str) -> Result<String, String> {
    // dpkg-shlibdeps wants to stand in a source package; nothing of it but its name is read.
    let source = root.with_extension("shlibs");
    tree::write(
        &source.join("debian/control"),
        "Source: gonglian\n\nPackage: gonglian\nArchitecture: any\n",
    )?;
    let mut ask = Command::new("dpkg-shlibdeps");
    ask.current_dir(&source).arg("-O").arg(root.join(program));
    let said = tools::output(&mut ask)?;
    let depends = said.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    depends.map(str::to_owned).ok_or_else(|| format!("no dependencies in: {said}"))
}

fn tarball(making: &Making, target: &Target, built: &Path) -> Result<PathBuf, String> {
    let around = making.staging(&format!("{}-folder", target.name))?;
    let name = format!("gonglian-{}", making.version);
    let folder = around.join(&name);
    tree::put(&built.join("gonglian"), &folder.join("gonglian"))?;
    tree::put(&making.place.packaging().join("menu-entry.sh"), &folder.join("menu-entry.sh"))?;
    tree::put(&making.place.root.join("src-tauri/icons/128x128.png"), &folder.join("gonglian.png"))?;
    tree::put(&making.dist().join("licences.html"), &folder.join("licences.html"))?;
    tree::set_rights(&folder)?;
    let machine = target.triple.split('-').next().unwrap_or_default();
    let made = making.dist().join(format!("{name}-linux-{machine}-glibc{OLDEST_GLIBC}.tar.gz"));
    tar(making, GZIP, &around, &made)?;
    Ok(made)
}
