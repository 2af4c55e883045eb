//! Making a copy, and checking one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use chrono::{NaiveDateTime, TimeDelta};
use ledger::SigningKey;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::restore::bring;
use super::{Copy, MANIFEST, NAME, copies};
use crate::PenState;
use crate::blobs;
use crate::desk::{Desk, FILE, connect, hex, sync_dir};
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::{FileKey, SIDE_FILE};

#[derive(Serialize, Deserialize)]
pub(super) struct Manifest {
    pub format: u32,
    pub made_at: NaiveDateTime,
    pub n_entries: u64,
    /// Whose copy it is: the public half of the desk's key. Older copies name nobody.
    #[serde(default)]
    pub desk: String,
}

impl Desk {
    /// Below `to`, under a name that says when. It is opened and checked before it counts as one.
    pub fn backup_to(&self, to: &Path, now: NaiveDateTime) -> Result<Copy> {
        let _alone = self.shared.copying.lock().unwrap_or_else(PoisonError::into_inner);
        let desk = self.mark()?;
        let making = to.join(format!("{}.making", desk.get(..MARKED).unwrap_or("gonglian")));
        held::remove_dir(&making)?;
        let made = self.make_copy((to, &making), (now, desk));
        if made.is_err()
            && let Err(error) = held::remove_dir(&making)
        {
            tracing::warn!(%error, "A copy that was begun could not be cleared away yet");
        }
        made
    }

    fn make_copy(&self, (to, making): (&Path, &Path), (now, desk): (NaiveDateTime, String)) -> Result<Copy> {
        fs::create_dir_all(making)?;
        let n_entries = self.copy_file(making)?;
        self.copy_side_file(making)?;
        self.copy_blobs(to)?;
        as_written(check(making, &self.key))?;
        let made_at = free_second(to, now);
        let dir = named(to, made_at);
        write_manifest(making, &Manifest { format: 1, made_at, n_entries, desk: desk.clone() })?;
        held::rename(making, &dir)?;
        sync_dir(to)?;
        Ok(Copy { made_at, dir, n_entries, desk })
    }

    /// Those of this desk, newest first: of two desks that share a stick neither counts, nor thins, what is the other's.
    pub fn own_copies(&self, root: &Path) -> Result<Vec<Copy>> {
        let own = self.mark()?;
        let mut found = copies(root)?;
        found.retain(|copy| copy.desk == own || copy.desk.is_empty());
        Ok(found)
    }

    fn mark(&self) -> Result<String> {
        let public = |pen: PenState| SigningKey::from_bytes(&pen.desk_key).verifying_key().to_bytes();
        Ok(self.read(|r| r.pen())?.map(|pen| hex(&public(pen))).unwrap_or_default())
    }

    /// A snapshot under the same key, without what was deleted. Readers and writer go on meanwhile.
    fn copy_file(&self, making: &Path) -> Result<u64> {
        let to = making.join(FILE);
        let conn = connect::reader(&self.dir().join(FILE), &self.key)?;
        conn.execute_batch("pragma query_only = off")?;
        conn.execute("vacuum into ?1", [connect::on_disk(&to).to_string_lossy()])?;
        File::options().write(true).open(&to)?.sync_all()?;
        let count = || -> Result<u64> {
            let copy = connect::reader(&to, &self.key)?;
            Ok(copy.query_row("select count(*) from entry", [], |r| r.get(0))?)
        };
        as_written(count())
    }

    fn copy_side_file(&self, making: &Path) -> Result<()> {
        let from = self.dir().join(SIDE_FILE);
        if from.exists() {
            fs::copy(from, making.join(SIDE_FILE))?;
            File::options().write(true).open(making.join(SIDE_FILE))?.sync_all()?;
        }
        Ok(())
    }

    /// Attachments never change, so all copies of a folder share them.
    fn copy_blobs(&self, to: &Path) -> Result<()> {
        for address in self.read(|r| r.blob_addresses())? {
            let (from, shared) = (blobs::path(self.dir(), &address), blobs::path(to, &address));
            if shared.exists() || !from.exists() {
                continue;
            }
            if let Some(folder) = shared.parent() {
                fs::create_dir_all(folder)?;
            }
            let beside = to.join(blobs::DIR).join(format!("{}.new", hex(&address)));
            // A link that lies there would be written through.
            held::remove(&beside)?;
            let copied = bring(&from, &beside).and_then(|()| held::rename(&beside, &shared));
            if copied.is_err() {
                // Half of it would fill what is left of the disk.
                held::remove(&beside)?;
            }
            copied?;
        }
        Ok(())
    }
}

/// Of a file that was written a moment ago, under this key: what does not fit is where it lies, and not the desk.
fn as_written<T>(read: Result<T>) -> Result<T> {
    read.map_err(|error| match error {
        StoreError::Damaged(_) | StoreError::WrongKey => StoreError::BadMedium,
        other => other,
    })
}

/// Signs of the desk's mark that name what is being made: two desks may share a stick.
const MARKED: usize = 16;

fn named(to: &Path, at: NaiveDateTime) -> PathBuf {
    to.join(at.format(NAME).to_string())
}

/// Two copies within one second have a name each.
fn free_second(to: &Path, now: NaiveDateTime) -> NaiveDateTime {
    let later = |at: &NaiveDateTime| at.checked_add_signed(TimeDelta::seconds(1));
    std::iter::successors(Some(now), later).find(|at| !named(to, *at).exists()).unwrap_or(now)
}

/// Opens the copy, checks every page and the tables, and counts entries.
pub fn check(copy: &Path, key: &FileKey) -> Result<u64> {
    check_file(&copy.join(FILE), key)
}

pub(super) fn check_file(file: &Path, key: &FileKey) -> Result<u64> {
    if !file.is_file() {
        return Err(StoreError::Missing(file.display().to_string()));
    }
    check_all(&connect::reader(file, key)?)
}

impl Desk {
    /// Every page and table of the file in use, as of the last act. Readers and writer go on meanwhile.
    pub fn check(&self) -> Result<u64> {
        check_all(&connect::reader(&self.dir().join(FILE), &self.key)?)
    }
}

fn check_all(conn: &Connection) -> Result<u64> {
    let bad_page: Option<String> = first(conn, "pragma cipher_integrity_check")?;
    let found: Option<String> = first(conn, "pragma quick_check(1)")?;
    match (bad_page, found.as_deref()) {
        (None, Some("ok")) => Ok(conn.query_row("select count(*) from entry", [], |r| r.get(0))?),
        (bad, found) => Err(StoreError::Damaged(bad.or(found.map(Into::into)).unwrap_or_default())),
    }
}

fn first(conn: &Connection, sql: &str) -> Result<Option<String>> {
    let mut ask = conn.prepare(sql)?;
    let mut rows = ask.query([])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

fn write_manifest(dir: &Path, manifest: &Manifest) -> Result<()> {
    let file = File::create(dir.join(MANIFEST))?;
    serde_json::to_writer_pretty(&file, manifest)?;
    file.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bug: of a copy that its stick spoilt it was said that the desk's own file is damaged and takes nothing any more.
    #[test]
    fn a_copy_that_reads_otherwise_than_it_was_written_is_no_damage_of_the_desk() {
        for spoilt in [StoreError::Damaged("page 7".into()), StoreError::WrongKey] {
            assert!(matches!(as_written::<u64>(Err(spoilt)), Err(StoreError::BadMedium)));
        }
        assert!(matches!(as_written::<u64>(Err(StoreError::DiskFull)), Err(StoreError::DiskFull)));
        assert_eq!(as_written(Ok(7)).unwrap(), 7);
    }
}
