//! Sums and signature: who is given a package can tell that it is the one that was made.

use std::fs;
use std::process::Command;

use super::{Making, tools, tree};
use crate::stage::must;
use crate::system;

/// The key of whoever builds for the office; the passphrase is asked for by minisign itself.
const KEY: &str = "GONGLIAN_SIGNING_KEY";
const SUMS: &str = "SHA256SUMS";
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
    sign(making)
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
    let mut sign = Command::new("minisign");
    sign.current_dir(making.dist()).args(["-S", "-s"]).arg(key).args(["-m", SUMS]);
    must(sign.args(["-t", &format!("gonglian {}", making.version)]))
}

#[cfg(test)]
mod tests {
    use super::is_given;

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
}
