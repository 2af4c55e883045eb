//! Folders that a desk must not lie in: on another machine, where locks and syncing to disk are promises nobody keeps; or
//! where another program carries files away half-written and brings older ones back.
//! It does not know what a desk is. Called before one is made, opened or moved, and by the check-up.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Failure, Result};

static TEXT: &str = include_str!("../../../../../assets/folders/unfit.json");
static LIST: LazyLock<List> =
    LazyLock::new(|| serde_json::from_str(TEXT).expect("assets/folders/unfit.json is whole"));

#[derive(Deserialize)]
struct List {
    network: Vec<String>,
    synced: Vec<Synced>,
}

/// A program that keeps folders alike on several machines: the names it gives them, the files it leaves in them.
#[derive(Deserialize)]
struct Synced {
    title: String,
    folders: Vec<String>,
    marks: Vec<String>,
}

/// Why a folder is not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The file system's kind.
    Network(String),
    /// The program's name.
    Synced(String),
}

/// Whether the folder may hold a desk; one that is not there yet is judged by where it would lie.
pub fn unfit(dir: &Path) -> Option<Unfit> {
    let real = real(dir);
    synced_by(&real, &|mark| mark.exists()).or_else(|| on_network(&real, &mounts()))
}

/// Where each disk stands, and what kind of file system it has. Kinds only: to ask a share that does not answer for its free space
/// would stop the program.
#[cfg(not(target_os = "linux"))]
fn mounts() -> Vec<(PathBuf, String)> {
    use sysinfo::{DiskRefreshKind, Disks};
    let disks = Disks::new_with_refreshed_list_specifics(DiskRefreshKind::nothing());
    let kind = |disk: &sysinfo::Disk| disk.file_system().to_string_lossy().into_owned();
    disks.list().iter().map(|disk| (disk.mount_point().to_owned(), kind(disk))).collect()
}

/// By the system's own list: sysinfo leaves out what stands below /run, and there file managers put the shares they open.
#[cfg(target_os = "linux")]
fn mounts() -> Vec<(PathBuf, String)> {
    // A path may be written in any letters.
    listed(&String::from_utf8_lossy(&std::fs::read("/proc/self/mounts").unwrap_or_default()))
}

/// A line a mount: what, where, of which kind. White space in a path is written as its number, and so is the sign before a number.
#[cfg(target_os = "linux")]
fn listed(mounts: &str) -> Vec<(PathBuf, String)> {
    const SIGNS: [(&str, &str); 5] =
        [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\043", "#"), ("\\134", "\\")];
    let place = |at: &str| SIGNS.iter().fold(at.to_owned(), |at, (number, sign)| at.replace(number, sign));
    let of = |line: &str| {
        let mut words = line.split(' ').skip(1);
        Some((PathBuf::from(place(words.next()?)), words.next()?.to_owned()))
    };
    mounts.lines().filter_map(of).collect()
}

/// Whether this is a file system's kind or a program's name of the list.
pub(crate) fn is_known(by: &str) -> bool {
    LIST.network.iter().any(|kind| kind == by) || LIST.synced.iter().any(|one| one.title == by)
}

/// Refuses a folder that is not fit, in words.
pub(crate) fn must_be_fit(dir: &Path) -> Result<()> {
    if store::Desk::is_too_deep(dir) {
        return Err(Failure::TooDeep {}.into());
    }
    match unfit(dir) {
        None => Ok(()),
        Some(Unfit::Network(by)) => Err(Failure::OnNetwork { by }.into()),
        Some(Unfit::Synced(by)) => Err(Failure::Synced { by }.into()),
    }
}

/// Without links and in the letters of the disk: a short way to a share is a way to a share. What is not there yet stands below
/// what is.
pub(crate) fn real(dir: &Path) -> PathBuf {
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let there = whole.ancestors().find_map(|at| at.canonicalize().ok().map(|real| (at, real)));
    match there {
        Some((at, real)) => whole.strip_prefix(at).map_or(real.clone(), |rest| real.join(rest)),
        None => whole,
    }
}

/// `mounts`: where each disk stands, and what kind of file system it has. The longest that holds the folder is its own.
fn on_network(dir: &Path, mounts: &[(PathBuf, String)]) -> Option<Unfit> {
    // Windows resolves a drive letter of a share to the share itself.
    let text = dir.to_string_lossy();
    if text.starts_with(r"\\?\UNC\") || (text.starts_with(r"\\") && !text.starts_with(r"\\?\")) {
        return Some(Unfit::Network("smb".into()));
    }
    let own =
        mounts.iter().filter(|(at, _)| dir.starts_with(at)).max_by_key(|(at, _)| at.components().count());
    own.filter(|(_, kind)| LIST.network.iter().any(|n| n.eq_ignore_ascii_case(kind)))
        .map(|(_, kind)| Unfit::Network(kind.clone()))
}

fn synced_by(dir: &Path, is_there: &dyn Fn(&Path) -> bool) -> Option<Unfit> {
    dir.ancestors().find_map(|at| {
        let name = at.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let of = |one: &&Synced| {
            one.folders.iter().any(|folder| is_named(&name, &folder.to_lowercase()))
                || one.marks.iter().any(|mark| is_there(&at.join(mark)))
        };
        LIST.synced.iter().find(of).map(|one| Unfit::Synced(one.title.clone()))
    })
}

/// `OneDrive` and `OneDrive - 某单位`, not `OneDriveBackup`.
fn is_named(name: &str, folder: &str) -> bool {
    name.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(', '（']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_from_a_disk_by_the_mount_that_holds_it() {
        let mounts: Vec<_> = [
            ("/", "ext4"),
            ("/home", "nfs4"),
            ("/home/周敏/本机", "ext4"),
            ("/media/盘", "fuseblk"),
            ("/mnt/共享", "cifs"),
            ("/mnt/共享盘", "ext4"),
            ("/run/user/0/gvfs", "fuse.gvfsd-fuse"),
        ]
        .map(|(at, kind)| (PathBuf::from(at), kind.to_owned()))
        .to_vec();
        let cases = [
            ("/var/desk", None),
            ("/home/周敏/desk", Some("nfs4")),
            ("/home/周敏/本机/desk", None),
            ("/media/盘/desk", None),
            ("/mnt/共享/科室/desk", Some("cifs")),
            ("/mnt/共享盘/desk", None),
            ("/run/user/0/gvfs/smb-share:server=a/desk", Some("fuse.gvfsd-fuse")),
            (r"\\?\UNC\server\科室\desk", Some("smb")),
            (r"\\server\科室\desk", Some("smb")),
            (r"\\?\D:\共联\desk", None),
        ];
        for (dir, expected) in cases {
            let expected = expected.map(|kind| Unfit::Network(kind.into()));
            assert_eq!(on_network(Path::new(dir), &mounts), expected, "{dir}");
        }
    }

    /// A share that a file manager had opened was no share: the list that was asked had nothing below /run in it.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_share_that_a_file_manager_opened_is_in_the_list() {
        let mounts = listed(concat!(
            "/dev/vda1 / ext4 rw,relatime 0 0\n",
            "gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw,nosuid,nodev 0 0\n",
            "//server/科室 /media/共享\\040盘\\134a cifs rw 0 0\n",
        ));
        let network = |kind: &str| Some(Unfit::Network(kind.into()));
        let share = Path::new("/run/user/1000/gvfs/smb-share:server=a,share=b/desk");
        assert_eq!(on_network(share, &mounts), network("fuse.gvfsd-fuse"));
        assert_eq!(on_network(Path::new("/media/共享 盘\\a/desk"), &mounts), network("cifs"));
        assert_eq!(on_network(Path::new("/run/user/1000/desk"), &mounts), None);
        let all = String::from_utf8_lossy(&std::fs::read("/proc/self/mounts").unwrap()).lines().count();
        assert_eq!(super::mounts().len(), all, "nothing of this system's list is left out");
    }

    #[test]
    fn a_folder_that_is_carried_away_is_known_by_its_name_or_its_mark() {
        let mark = |at: &Path| at == Path::new("/数据/我的文件/.stfolder");
        let cases = [
            ("/home/a/OneDrive/共联", Some("OneDrive")),
            ("/home/a/onedrive - 某某检察院/desk", Some("OneDrive")),
            ("/home/a/OneDriveBackup/desk", None),
            ("/home/a/Nutstore/1/我的坚果云/desk", Some("坚果云")),
            ("/d/BaiduSyncdisk", Some("百度网盘")),
            ("/c/Users/a/WPS Cloud Files/desk", Some("WPS 云盘")),
            ("/数据/我的文件/共联/desk", Some("Syncthing")),
            ("/数据/别的/desk", None),
            ("/home/a/.local/share/cn.gonglian.desk/desk", None),
        ];
        for (dir, expected) in cases {
            let expected = expected.map(|title| Unfit::Synced(title.into()));
            assert_eq!(synced_by(Path::new(dir), &mark), expected, "{dir}");
        }
    }

    /// Windows has its own way of long paths; elsewhere the desk's file would not be opened.
    #[test]
    fn a_folder_whose_path_is_too_long_is_refused_before_anything_is_made_in_it() {
        let deep = |n| Path::new("/").join("深".repeat(n)).join("处".repeat(80));
        let is_refused = |n| matches!(must_be_fit(&deep(n)), Err(crate::Error::Failed(Failure::TooDeep {})));
        // With slashes 1 + 1 + 240 bytes and three a character: 477 are the most.
        assert!(!is_refused(78));
        assert_eq!(is_refused(79), cfg!(unix));
    }

    #[test]
    fn a_link_into_a_synced_folder_is_followed() {
        let around = tempfile::tempdir().unwrap();
        let synced = around.path().join("Dropbox");
        std::fs::create_dir(&synced).unwrap();
        assert_eq!(unfit(&synced.join("共联/desk")), Some(Unfit::Synced("Dropbox".into())));
        assert_eq!(unfit(&around.path().join("共联/desk")), None);
        // Making a link needs a right that not every Windows user has.
        #[cfg(unix)]
        {
            let link = around.path().join("近路");
            std::os::unix::fs::symlink(&synced, &link).unwrap();
            assert_eq!(unfit(&link.join("desk")), Some(Unfit::Synced("Dropbox".into())));
        }
    }
}
