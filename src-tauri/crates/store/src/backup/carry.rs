//! A desk's folder to another place: copied whole, read again and compared, and only then given its name there.
//! It does not know who asks nor where the program looks for its desk. The desk must be closed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::blobs::hash_of;
use crate::desk::{lock, sync_dir};
use crate::error::{Result, StoreError};
use crate::held;

const LOCK: &str = "desk.lock";

/// `to` must not be there. What was there before stays where it is: the caller drops it once the new place is known.
pub fn carry(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        return Err(StoreError::AlreadyThere);
    }
    let _lock = lock::take(from)?;
    let around = to.parent().ok_or(StoreError::NotADesk)?;
    fs::create_dir_all(around)?;
    let making = beside(to);
    held::remove_dir(&making)?;
    let carried = copy_all(from, &making).and_then(|()| held::rename(&making, to));
    if carried.is_err() {
        // Of no use to anybody, and perhaps what filled the disk.
        held::remove_dir(&making)?;
    }
    carried?;
    sync_dir(around)
}

/// Bytes of everything in a folder.
pub fn size_of(dir: &Path) -> Result<u64> {
    let mut n_bytes = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        n_bytes += match entry.file_type()?.is_dir() {
            true => size_of(&entry.path())?,
            false => entry.metadata()?.len(),
        };
    }
    Ok(n_bytes)
}

fn beside(to: &Path) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".moving");
    to.with_file_name(name)
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (one, other) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_all(&one, &other)?;
        } else if entry.file_name() != LOCK {
            copy(&one, &other)?;
        }
    }
    sync_dir(to)
}

/// A stick or a disk that lies is found now and not when the old place is gone.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.sync_all()?;
    if hash_of(from)? != hash_of(to)? {
        return Err(StoreError::Damaged("a file that was copied".into()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::{KEY, act, case, desk, id};
    use crate::{Desk, Origin};

    #[test]
    fn a_folder_is_carried_whole_and_stays_until_it_is_dropped() {
        let (dir, desk) = desk();
        act(&desk, id(1), case("一", "2026-03-01"));
        desk.put_blob(&mut &b"scan"[..]).unwrap();
        desk.adopt().unwrap();
        let n = desk.check().unwrap();
        let to = tempfile::tempdir().unwrap();
        let place = to.path().join("移动 硬盘").join("desk");
        assert!(matches!(carry(dir.path(), &place), Err(StoreError::OpenElsewhere)), "somebody works in it");
        drop(desk);
        carry(dir.path(), &place).unwrap();
        assert!(Desk::is_there(dir.path()) && !beside(&place).exists());
        let bytes = |at: &Path| size_of(at).unwrap();
        assert_eq!(bytes(&place), bytes(dir.path()));
        let moved = Desk::open(&place, &KEY).unwrap();
        assert_eq!(moved.check().unwrap(), n);
        // Two folders now hold the same numbers: the one that goes on takes a writer of its own.
        assert_eq!(moved.origin().unwrap(), Origin::Moved);
        assert!(matches!(carry(dir.path(), &place), Err(StoreError::AlreadyThere)));
    }

    #[test]
    fn what_was_half_carried_is_begun_anew() {
        let (dir, desk) = desk();
        drop(desk);
        let to = tempfile::tempdir().unwrap();
        let place = to.path().join("desk");
        fs::create_dir(beside(&place)).unwrap();
        fs::write(beside(&place).join("desk.db"), b"half").unwrap();
        carry(dir.path(), &place).unwrap();
        assert!(Desk::open(&place, &KEY).is_ok());
    }
}
