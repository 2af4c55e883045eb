//! For Windows: a zip that runs from any folder or stick, and an installer for one user. Neither asks for rights.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::targets::Target;
use super::{Making, Packed, tools, tree};
use crate::stage::must;

/// `WebView2Loader.dll` is laid beside the programs by the build.
const FILES: &[&str] = &["gonglian-desk.exe", "gonglian.exe", "WebView2Loader.dll"];

pub fn pack(making: &Making, _: &Target, built: &Path) -> Result<Packed, String> {
    let around = making.staging("windows")?;
    let folder = around.join("gonglian");
    for file in FILES {
        tree::put(&built.join(file), &folder.join(file))?;
    }
    tree::put(&making.dist().join("licences.html"), &folder.join("licences.html"))?;
    tree::set_rights(&folder)?;
    tree::set_dates(&folder, &making.epoch)?;
    let zip = zip(making, &around)?;
    if !tools::finds("makensis") {
        return Ok(Packed { files: vec![zip], left_out: Some("the installer needs makensis".to_owned()) });
    }
    Ok(vec![zip, installer(making, &folder)?].into())
}

fn zip(making: &Making, around: &Path) -> Result<PathBuf, String> {
    let made = making.dist().join(format!("gonglian-{}-windows-x86_64.zip", making.version));
    tree::no_longer(&made)?;
    // Named one by one, in an order of their own, and dated without a time zone: the same bytes on every machine.
    let inside = FILES.iter().chain(&["licences.html"]).map(|file| format!("gonglian/{file}"));
    must(
        Command::new("zip").current_dir(around).env("TZ", "UTC").args(["-q", "-X"]).arg(&made).args(inside),
    )?;
    Ok(made)
}

fn installer(making: &Making, folder: &Path) -> Result<PathBuf, String> {
    let made = making.dist().join(format!("gonglian-{}-windows-x86_64-setup.exe", making.version));
    let mut make = Command::new("makensis");
    make.args(["-V2", "-INPUTCHARSET", "UTF8"]);
    make.arg(format!("-DVERSION={}", making.version));
    make.arg(format!("-DFILES={}", folder.display()));
    make.arg(format!("-DICON={}", making.place.root.join("src-tauri/icons/icon.ico").display()));
    make.arg(format!("-DOUT={}", made.display()));
    must(make.arg(making.place.packaging().join("setup.nsi")).env("SOURCE_DATE_EPOCH", &making.epoch))?;
    Ok(made)
}
