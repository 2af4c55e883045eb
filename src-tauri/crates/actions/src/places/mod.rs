//! Where a desk lies on this system, and where it must not lie.
//! It does not know what a desk is. The environment is asked here and nowhere else.
//! Called by the shell and the command line, before there is a desk.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folder of the desk, for those who start the program by double click and set it once.
const DIR: &str = "GONGLIAN_DIR";
const OWN: &str = "cn.gonglian.desk";

/// The folder of the desk where none is named: GONGLIAN_DIR, or the program's own.
pub fn desk_folder() -> Option<PathBuf> {
    let named = std::env::var_os(DIR).filter(|dir| !dir.is_empty()).map(PathBuf::from);
    named.or_else(|| own_folder().map(|own| own.join("desk")))
}

/// The program's own folder of this user. Local, not roaming: an encrypted file of gigabytes must not travel with a
/// Windows profile.
pub fn own_folder() -> Option<PathBuf> {
    own_in(|name| std::env::var_os(name))
}

fn own_in(asked: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let absolute = |name: &str| asked(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = |rest: &str| absolute("HOME").map(|home| home.join(Path::new(rest)));
    let data = if cfg!(windows) {
        absolute("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home("Library/Application Support")
    } else {
        // The XDG rule: a path that is not absolute counts as not set.
        absolute("XDG_DATA_HOME").or_else(|| home(".local/share"))
    };
    data.map(|data| data.join(OWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_own_folder_follows_the_system() {
        let cases = [
            (&[("HOME", "/home/周敏")][..], Some("/home/周敏/.local/share/cn.gonglian.desk")),
            (&[("HOME", "/home/a"), ("XDG_DATA_HOME", "/数据 盘")], Some("/数据 盘/cn.gonglian.desk")),
            (
                &[("HOME", "/home/a"), ("XDG_DATA_HOME", "data")],
                Some("/home/a/.local/share/cn.gonglian.desk"),
            ),
            (&[], None),
        ];
        for (set, expected) in cases {
            let asked =
                |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, value)| OsString::from(value));
            assert_eq!(own_in(asked), expected.map(PathBuf::from), "{set:?}");
        }
    }
}
