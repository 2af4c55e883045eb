//! A desk's folder to another place: copied whole, read again and compared, and only then given its name there.
//! It does not know who asks nor where the program looks for its desk. The desk must be closed.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::desk::{lock, sync_dir};
use crate::error::{Result, StoreError};
use crate::held;

const LOCK: &str = "desk.lock";
/// Bytes between two words about how far it is.
const CHUNK: u64 = 1024 * 1024;

/// `to` must not be there. What was there before stays where it is: the caller drops it once the new place is known. `seen` hears how
/// many bytes were written or read again, of twice what `size_of` says; where it breaks off, nothing stays in the new place.
pub fn carry(from: &Path, to: &Path, seen: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<()> {
    if to.exists() {
        return Err(StoreError::AlreadyThere);
    }
    let _lock = lock::take(from)?;
    let around = to.parent().ok_or(StoreError::NotADesk)?;
    fs::create_dir_all(around)?;
    let making = beside(to);
    held::remove_dir(&making)?;
    let carried =
        copy_all(from, &making, &mut Far { seen, done: 0 }).and_then(|()| held::rename(&making, to));
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

struct Far<'a> {
    seen: &'a mut dyn FnMut(u64) -> ControlFlow<()>,
    done: u64,
}

impl Far<'_> {
    fn tell(&mut self, n: usize) -> Result<()> {
        self.done += n as u64;
        if (self.seen)(self.done).is_break() { Err(StoreError::Stopped) } else { Ok(()) }
    }
}

fn copy_all(from: &Path, to: &Path, far: &mut Far<'_>) -> Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (one, other) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_all(&one, &other, far)?;
        } else if entry.file_name() != LOCK {
            copy(&one, &other, far)?;
        }
    }
    sync_dir(to)
}

/// A stick or a disk that lies is found now and not when the old place is gone.
fn copy(from: &Path, to: &Path, far: &mut Far<'_>) -> Result<()> {
    let mut copied = File::create_new(to)?;
    fs::set_permissions(to, fs::metadata(from)?.permissions())?;
    let hash = read(from, far, |bytes| copied.write_all(bytes))?;
    copied.sync_all()?;
    drop(copied);
    if read(to, far, |_| Ok(()))? != hash {
        return Err(StoreError::BadMedium);
    }
    Ok(())
}

/// The hash of a file, each piece of which is handed on.
fn read(
    file: &Path,
    far: &mut Far<'_>,
    mut hand_on: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<[u8; 32]> {
    let (mut file, mut hash, mut piece) = (held::open(file)?, Sha256::new(), Vec::new());
    loop {
        piece.clear();
        let n = Read::by_ref(&mut file).take(CHUNK).read_to_end(&mut piece)?;
        if n == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&piece);
        hand_on(&piece)?;
        far.tell(n)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::{KEY, act, case, desk, id};
    use crate::{Desk, Origin};

    fn go_on(_: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    #[test]
    fn a_folder_is_carried_whole_and_stays_until_it_is_dropped() {
        let (dir, desk) = desk();
        act(&desk, id(1), case("一", "2026-03-01"));
        desk.put_blob(&mut &b"scan"[..]).unwrap();
        desk.adopt().unwrap();
        let n = desk.check().unwrap();
        let to = tempfile::tempdir().unwrap();
        let place = to.path().join("移动 硬盘").join("desk");
        let held = carry(dir.path(), &place, &mut go_on);
        assert!(matches!(held, Err(StoreError::OpenElsewhere)), "somebody works in it");
        drop(desk);
        let mut far = 0;
        let mut seen = |done: u64| {
            far = done;
            ControlFlow::Continue(())
        };
        carry(dir.path(), &place, &mut seen).unwrap();
        assert!(Desk::is_there(dir.path()) && !beside(&place).exists());
        let bytes = |at: &Path| size_of(at).unwrap();
        assert_eq!(bytes(&place), bytes(dir.path()));
        assert_eq!(far, 2 * bytes(&place), "written, and read again");
        let moved = Desk::open(&place, &KEY).unwrap();
        assert_eq!(moved.check().unwrap(), n);
        // Two folders now hold the same numbers: the one that goes on takes a writer of its own.
        assert_eq!(moved.origin().unwrap(), Origin::Moved);
        assert!(matches!(carry(dir.path(), &place, &mut go_on), Err(StoreError::AlreadyThere)));
    }

    #[test]
    fn what_was_half_carried_is_begun_anew() {
        let (dir, desk) = desk();
        drop(desk);
        let to = tempfile::tempdir().unwrap();
        let place = to.path().join("desk");
        fs::create_dir(beside(&place)).unwrap();
        fs::write(beside(&place).join("desk.db"), b"half").unwrap();
        carry(dir.path(), &place, &mut go_on).unwrap();
        assert!(Desk::open(&place, &KEY).is_ok());
    }

    /// A bug: a disk that lies was told as damage of the desk, which was to be restored from a copy then.
    #[test]
    fn a_disk_that_gives_back_something_else_is_no_damage_of_the_desk() {
        let (dir, desk) = desk();
        drop(desk);
        let to = tempfile::tempdir().unwrap();
        let place = to.path().join("desk");
        // What was written first is changed there before it is read again.
        let mut is_spoilt = false;
        let mut seen = |_: u64| {
            let files = fs::read_dir(beside(&place)).unwrap().map(|one| one.unwrap().path());
            for file in files.filter(|file| file.is_file() && !is_spoilt) {
                let mut bytes = fs::read(&file).unwrap();
                bytes.iter_mut().take(1).for_each(|byte| *byte ^= 1);
                fs::write(&file, bytes).unwrap();
            }
            is_spoilt = true;
            ControlFlow::Continue(())
        };
        assert!(matches!(carry(dir.path(), &place, &mut seen), Err(StoreError::BadMedium)));
        assert!(!place.exists() && Desk::open(dir.path(), &KEY).is_ok());
    }

    #[test]
    fn what_was_stopped_leaves_nothing_in_the_new_place() {
        let (dir, desk) = desk();
        drop(desk);
        let to = tempfile::tempdir().unwrap();
        let place = to.path().join("desk");
        let mut left = 3;
        let mut seen = |_: u64| {
            left -= 1;
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        assert!(matches!(carry(dir.path(), &place, &mut seen), Err(StoreError::Stopped)));
        assert_eq!(fs::read_dir(to.path()).unwrap().count(), 0);
        assert!(Desk::open(dir.path(), &KEY).is_ok());
    }
}
