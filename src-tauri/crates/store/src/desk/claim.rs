//! The right to make a desk in a folder: while one founding holds it nobody else makes or opens a desk there, and what is
//! taken away when it fails was made under it.
//! It does not know what a founding writes. Called by `actions`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{Desk, FILE, MARK, lock, reached, remove_all};
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::{FileKey, SIDE_FILE};

/// Keys without a file: of a founding that was killed, or of a file that went astray and may be found again. Each has a name of its own.
fn left(dir: &Path) -> PathBuf {
    let mut place = dir.join("slots.left.json");
    let mut n = 1;
    while place.exists() {
        n += 1;
        place = dir.join(format!("slots.left.{n}.json"));
    }
    place
}

pub struct Claim {
    dir: PathBuf,
    lock: File,
}

impl Claim {
    /// Refused where a desk is (`AlreadyThere`) and where somebody makes one (`OpenElsewhere`).
    pub fn on(dir: &Path) -> Result<Self> {
        fs::create_dir_all(dir)?;
        let lock = lock::take(dir)?;
        if Desk::is_there(dir) {
            return Err(StoreError::AlreadyThere);
        }
        if dir.join(SIDE_FILE).exists() {
            held::rename(&dir.join(SIDE_FILE), &left(dir))?;
        }
        Ok(Self { dir: dir.into(), lock })
    }

    pub fn create(&self, key: &FileKey) -> Result<Desk> {
        Desk::create_under(self.lock.try_clone()?, &self.dir, key)
    }

    /// Takes away what a founding that failed half-way has made. The desk must be closed.
    pub fn abandon(self) -> Result<()> {
        remove_all(&self.dir.join(FILE))?;
        [SIDE_FILE, MARK, reached::FILE].iter().try_for_each(|name| held::remove(&self.dir.join(name)))
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::keys::{Cost, Slots};
    use crate::kit::KEY;

    #[test]
    fn of_two_foundings_at_once_the_second_makes_and_takes_away_nothing() {
        let dir = TempDir::new().unwrap();
        let first = Claim::on(dir.path()).unwrap();
        Slots::create(dir.path(), Cost::BARE).unwrap();
        assert!(matches!(Claim::on(dir.path()), Err(StoreError::OpenElsewhere)), "before there is a file");
        let desk = first.create(&KEY).unwrap();
        assert!(matches!(Claim::on(dir.path()), Err(StoreError::OpenElsewhere)), "somebody sits at it");
        drop(first);
        assert!(matches!(Claim::on(dir.path()), Err(StoreError::OpenElsewhere)), "the desk keeps the lock");
        drop(desk);
        assert!(matches!(Claim::on(dir.path()), Err(StoreError::AlreadyThere)));
        assert!(Desk::open(dir.path(), &KEY).is_ok() && Slots::load(dir.path()).is_ok());
    }

    #[test]
    fn a_founding_that_failed_takes_away_what_it_made() {
        let dir = TempDir::new().unwrap();
        let claim = Claim::on(dir.path()).unwrap();
        Slots::create(dir.path(), Cost::BARE).unwrap();
        drop(claim.create(&KEY).unwrap());
        claim.abandon().unwrap();
        assert!(!Desk::is_there(dir.path()) && !dir.path().join(SIDE_FILE).exists());
        assert!(Claim::on(dir.path()).unwrap().create(&KEY).is_ok());
    }

    /// A virus scanner may have taken the file away, and give it back: without these keys nobody could open it.
    #[test]
    fn keys_without_a_file_are_set_aside_and_not_deleted() {
        let dir = TempDir::new().unwrap();
        Slots::create(dir.path(), Cost::BARE).unwrap();
        let keys = fs::read(dir.path().join(SIDE_FILE)).unwrap();
        Claim::on(dir.path()).unwrap().abandon().unwrap();
        assert_eq!(fs::read(dir.path().join("slots.left.json")).unwrap(), keys);
        // A bug: a founding that was killed meanwhile had its keys laid over them.
        Slots::create(dir.path(), Cost::BARE).unwrap();
        Claim::on(dir.path()).unwrap().abandon().unwrap();
        assert_eq!(fs::read(dir.path().join("slots.left.json")).unwrap(), keys);
        assert!(dir.path().join("slots.left.2.json").exists());
    }
}
