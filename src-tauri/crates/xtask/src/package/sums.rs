//! Sums and signature: who is given a package can tell that it is the one that was made.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Making, tools, tree};
use crate::stage::must;
use crate::system;

/// The key of whoever builds for the office; the passphrase is asked for by minisign itself.
const KEY: &str = "GONGLIAN_SIGNING_KEY";
const SUMS: &str = "SHA256SUMS";
const SIGNATURE: &str = "SHA256SUMS.minisig";
/// What `cargo xtask test --packages` found.
const CHECKED: &str = "CHECKED.txt";

pub fn write(making: &Making) -> Result<(), String> {
    let dist = making.dist();
    let listed = fs::read_dir(&dist).map_err(|e| format!("{}: {e}", dist.display()))?;
    let names = listed.flatten().map(|file| file.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| is_given(name)).collect();
    names.sort();
    let sums = tools::output(Command::new("sha256sum").current_dir(&dist).arg("--").args(&names))?;
    tree::write(&dist.join(SUMS), &sums)?;
    no_longer_true(&dist)?;
    sign(making)
}

/// The signature is of other sums, and what was found was found on other packages.
fn no_longer_true(dist: &Path) -> Result<(), String> {
    [SIGNATURE, CHECKED].iter().try_for_each(|name| tree::no_longer(&dist.join(name)))
}

/// Neither the sums themselves nor what a check wrote beside them.
fn is_given(name: &str) -> bool {
    !name.starts_with(SUMS) && name != CHECKED
}

fn sign(making: &Making) -> Result<(), String> {
    let Some(key) = std::env::var_os(KEY) else {
        println!("   {SUMS} is not signed: {KEY} names no key (`minisign -G` makes one)");
        return Ok(());
    };
    system::install(&["minisign"])?;
    // Named from where the command was given, used in another folder.
    let key = std::path::absolute(&key).map_err(|e| format!("{KEY}: {e}"))?;
    sign_with(&key, &making.dist(), &making.version)
}

/// The version is signed with the sums: an older package with its own good signature does not pass for this one.
fn sign_with(key: &Path, dist: &Path, version: &str) -> Result<(), String> {
    let mut sign = Command::new("minisign");
    sign.current_dir(dist).args(["-S", "-s"]).arg(key).args(["-m", SUMS]);
    must(sign.args(["-t", &format!("gonglian {version}")]))
}

#[cfg(test)]
mod tests {
    use std::process::Output;

    use super::*;

    #[test]
    fn sums_are_of_what_is_given_away() {
        let names = [
            ("gonglian_0.1.0_amd64.deb", true),
            ("parts.cdx.json", true),
            ("licences.html", true),
            ("SHA256SUMS", false),
            ("SHA256SUMS.minisig", false),
            ("CHECKED.txt", false),
            ("MADE.txt", true),
        ];
        for (name, expected) in names {
            assert_eq!(is_given(name), expected, "{name}");
        }
    }

    /// Beside packages that were made anew it stood as if they had been tried.
    #[test]
    fn what_was_found_on_other_packages_does_not_stand_beside_new_ones() {
        let at = std::env::temp_dir().join(format!("gonglian-checked-{}", std::process::id()));
        for name in [SUMS, SIGNATURE, CHECKED] {
            tree::write(&at.join(name), "").unwrap();
        }
        no_longer_true(&at).unwrap();
        let left: Vec<_> = fs::read_dir(&at).unwrap().flatten().map(|file| file.file_name()).collect();
        assert_eq!(left, [SUMS]);
        no_longer_true(&at).unwrap();
        fs::remove_dir_all(&at).unwrap();
    }

    fn minisign(at: &Path, words: &[&str]) -> Output {
        Command::new("minisign").current_dir(at).args(words).output().unwrap()
    }

    /// As an office does it, but with a key that asks for no passphrase.
    #[test]
    fn the_key_of_whoever_builds_signs_the_sums_and_the_version() {
        if !tools::finds("minisign") {
            println!("skipped: the program `minisign` (Debian package minisign) is not installed");
            return;
        }
        let at = std::env::temp_dir().join(format!("gonglian-sums-{}", std::process::id()));
        tree::folder(&at).unwrap();
        tree::write(&at.join(SUMS), "00 gonglian_0.1.0_amd64.deb\n").unwrap();
        assert!(minisign(&at, &["-G", "-W", "-s", "own.key", "-p", "own.pub"]).status.success());
        sign_with(&at.join("own.key"), &at, "0.1.0").unwrap();
        let verify = ["-V", "-p", "own.pub", "-m", SUMS];
        let good = minisign(&at, &verify);
        assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stderr));
        let told = String::from_utf8_lossy(&good.stdout).into_owned();
        assert!(told.contains("gonglian 0.1.0"), "{told}");
        tree::write(&at.join(SUMS), "01 gonglian_0.1.0_amd64.deb\n").unwrap();
        assert!(!minisign(&at, &verify).status.success(), "another sum under the same signature");
        fs::remove_dir_all(&at).unwrap();
    }
}
