//! Where a desk lies on this system, and where it must not lie.
//! It does not know what a desk is. The environment is asked here and nowhere else.
//! Called by the shell and the command line, before there is a desk.

mod beside;
mod console;
mod opening;
mod unfit;

pub use beside::open_in_browser;
pub(crate) use console::has_program;
pub use console::without_console;
pub use opening::{Opening, Openings, openings};
/// For small files beside the desk: an address, a place.
pub use store::held::put;
pub use unfit::{Unfit, unfit};
pub(crate) use unfit::{is_known, must_be_fit, real};

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The folder of the desk, for those who start the program by double click and set it once.
const DIR: &str = "GONGLIAN_DIR";
const OWN: &str = "cn.gonglian.desk";
/// Beside the program's own desk folder: the one to look in instead.
const KEPT: &str = "desk-place";

/// The folder of the desk where none is named on the command line.
pub struct Place {
    pub dir: PathBuf,
    /// Where it is written down once the desk has moved; a folder that GONGLIAN_DIR names does not move.
    pub kept: Option<PathBuf>,
}

/// GONGLIAN_DIR, or where this user's desk was moved to, or the program's own folder.
pub fn desk_place() -> Option<Place> {
    place_in(|name| std::env::var_os(name))
}

fn place_in(asked: impl Fn(&str) -> Option<OsString>) -> Option<Place> {
    if let Some(dir) = asked(DIR).filter(|dir| !dir.is_empty()) {
        return Some(Place { dir: dir.into(), kept: None });
    }
    let own = own_in(asked)?;
    let kept = own.join(KEPT);
    let dir = kept_in(&kept).unwrap_or_else(|| own.join("desk"));
    Some(Place { dir, kept: Some(kept) })
}

/// What is written there, if it is a place.
pub(crate) fn kept_in(kept: &Path) -> Option<PathBuf> {
    let mut written = String::new();
    // Missed while a scanner reads it, the desk would seem not to be there.
    store::held::open(kept).ok()?.read_to_string(&mut written).ok()?;
    Some(PathBuf::from(written.trim())).filter(|dir| dir.is_absolute())
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

    /// Two people with an account each on one PC have a desk each; a profile that follows its user to other PCs carries none.
    #[test]
    #[cfg(windows)]
    fn every_user_of_windows_has_an_own_folder() {
        let cases = [
            (
                &[
                    ("LOCALAPPDATA", r"C:\Users\周敏\AppData\Local"),
                    ("APPDATA", r"C:\Users\周敏\AppData\Roaming"),
                ][..],
                Some(r"C:\Users\周敏\AppData\Local\cn.gonglian.desk"),
            ),
            (
                &[("LOCALAPPDATA", r"D:\用户\陈 阿海\Local"), ("HOME", r"C:\Users\a")],
                Some(r"D:\用户\陈 阿海\Local\cn.gonglian.desk"),
            ),
            (&[("LOCALAPPDATA", "Local"), ("APPDATA", r"C:\Users\a\AppData\Roaming")], None),
            (&[], None),
        ];
        for (set, expected) in cases {
            let asked =
                |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, value)| OsString::from(value));
            assert_eq!(own_in(asked), expected.map(PathBuf::from), "{set:?}");
        }
    }

    #[test]
    fn a_desk_that_moved_is_looked_for_where_it_went() {
        let home = tempfile::tempdir().unwrap();
        let own = home.path().join(".local/share/cn.gonglian.desk");
        std::fs::create_dir_all(&own).unwrap();
        let asked = |named: Option<&'static str>| {
            let home = home.path().as_os_str().to_owned();
            place_in(move |name: &str| match name {
                "HOME" => Some(home.clone()),
                "LOCALAPPDATA" => Some(PathBuf::from(&home).join(".local/share").into_os_string()),
                DIR => named.map(OsString::from),
                _ => None,
            })
            .unwrap()
        };
        assert_eq!(asked(None).dir, own.join("desk"));
        let there = home.path().join("移动 硬盘/desk");
        std::fs::write(own.join(KEPT), there.to_str().unwrap()).unwrap();
        assert_eq!((asked(None).dir, asked(None).kept), (there, Some(own.join(KEPT))));
        // What somebody names counts, and a note that names no place does not.
        assert_eq!((asked(Some("/named")).dir, asked(Some("/named")).kept), ("/named".into(), None));
        std::fs::write(own.join(KEPT), "desk").unwrap();
        assert_eq!(asked(None).dir, own.join("desk"));
    }
}
