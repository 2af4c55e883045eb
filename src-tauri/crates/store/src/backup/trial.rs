//! Taking a copy back for a look: into a folder that goes away, opened as a desk, compared with the desk in use.
//! It does not know when a copy was made nor which is asked about.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::restore::bring;
use crate::blobs::{self, hash_of};
use crate::desk::{Desk, FILE, connect};
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::{KeyError, SIDE_FILE, Slots};

/// Inside the desk's own folder: what it holds is as secret as the desk.
const SCRATCH: &str = "desk.trial";
const KNOWN: &str =
    "select exists (select 1 from entry where id = ?1) or exists (select 1 from evicted where id = ?1)";

/// What a copy gives back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    pub n_entries: u64,
    /// Entries of the copy that the desk in use has never had.
    pub n_unknown: u64,
    /// Attachments that entries of the copy name, and how many of those the desk has and the copy's folder has not.
    pub n_files: u64,
    pub n_files_missing: u64,
}

impl Desk {
    /// Brings the copy's file back as a restore would, migrates it, checks every page and table, and looks up each of its
    /// entries here; then the keys beside it, and its attachments from their first byte. The folder it was tried in is gone
    /// afterwards, whatever comes of it.
    pub fn try_copy(&self, copy: &Path) -> Result<Trial> {
        let from = copy.join(FILE);
        if !from.is_file() {
            return Err(StoreError::Missing(FILE.into()));
        }
        let scratch = Scratch::new(self.dir())?;
        bring(&from, &scratch.0.join(FILE))?;
        let tried = Desk::open(&scratch.0, &self.key)?;
        tried.check()?;
        let restored = connect::reader(&scratch.0.join(FILE), &self.key)?;
        let here = connect::reader(&self.dir().join(FILE), &self.key)?;
        let (n_entries, n_unknown) = compared(&restored, &here)?;
        self.try_keys(copy)?;
        let addresses = tried.read(|r| r.blob_addresses())?;
        let mut n_files_missing = 0;
        for address in &addresses {
            n_files_missing += u64::from(self.lacks(copy, address)?);
        }
        Ok(Trial { n_entries, n_unknown, n_files: addresses.len() as u64, n_files_missing })
    }

    /// Without the keys beside it nobody opens the copy's file.
    fn try_keys(&self, copy: &Path) -> Result<()> {
        if !self.dir().join(SIDE_FILE).exists() {
            return Ok(());
        }
        match Slots::load(copy) {
            Ok(slots) if slots.are_whole() => Ok(()),
            Err(KeyError::Store(error)) => Err(error),
            Ok(_) | Err(_) => Err(StoreError::Damaged("the keys of a copy".into())),
        }
    }

    /// Whether the desk has an attachment that the copy's folder has not. What is damaged here, too, is another check's to tell.
    fn lacks(&self, copy: &Path, address: &[u8]) -> Result<bool> {
        let [kept, own] = [copy.parent().unwrap_or(copy), self.dir()].map(|dir| blobs::path(dir, address));
        if !kept.is_file() {
            return Ok(own.is_file());
        }
        let is_whole = |file: &Path| Ok::<_, StoreError>(hash_of(file)?[..] == *address);
        if !is_whole(&kept)? && (!own.is_file() || is_whole(&own)?) {
            return Err(StoreError::Damaged("an attachment of a copy".into()));
        }
        Ok(false)
    }
}

fn compared(restored: &Connection, here: &Connection) -> Result<(u64, u64)> {
    let mut known = here.prepare(KNOWN)?;
    let mut ids = restored.prepare("select id from entry")?;
    let mut rows = ids.query([])?;
    let (mut n_entries, mut n_unknown) = (0, 0);
    while let Some(row) = rows.next()? {
        let is_known: bool =
            known.query_row([row.get_ref(0)?.as_blob().unwrap_or_default()], |r| r.get(0))?;
        n_entries += 1;
        n_unknown += u64::from(!is_known);
    }
    Ok((n_entries, n_unknown))
}

/// A folder that goes with the look, and with the next one if the program was killed in between.
struct Scratch(PathBuf);

impl Scratch {
    fn new(desk: &Path) -> Result<Self> {
        let dir = desk.join(SCRATCH);
        held::remove_dir(&dir)?;
        fs::create_dir(&dir)?;
        Ok(Self(dir))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = held::remove_dir(&self.0) {
            tracing::warn!(%error, "the folder of a trial could not be deleted yet");
        }
    }
}
