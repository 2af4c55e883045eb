//! The small file beside the database: which keys fit, and whether the database is still the one its writer left.
//!
//! A restored or copied file must get a new writer (ledger.md §1.1), so the mark is a random number kept inside the
//! database and outside of it, together with what a copied file cannot bring along: its place on this disk.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::FileKey;
use crate::keys::seal::check_of;

pub(crate) const FILE: &str = "desk.mark";

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub format: u32,
    /// Check values of the keys that may fit: one, or two during a re-key.
    pub checks: Vec<String>,
    /// The same number lies inside the database. Empty before a writer was opened.
    pub mark: String,
    pub place: String,
}

impl Mark {
    /// Nothing where none lies there, or one that cannot be read. What another program holds is no lost mark: it is waited for, and
    /// then refused.
    pub fn load(dir: &Path) -> Result<Option<Self>> {
        let read = held::open(&dir.join(FILE)).and_then(|mut file| {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        match read {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(StoreError::Held) => Err(StoreError::Held),
            Err(_) => Ok(None),
        }
    }

    /// Written in place and not over a new file: the place must stay what it says.
    pub fn save(mut self, dir: &Path) -> Result<()> {
        let path = dir.join(FILE);
        let file = held::open_as(File::options().create(true).truncate(true).write(true), &path)?;
        self.format = 1;
        self.place = place(&path)?;
        serde_json::to_writer(&file, &self)?;
        file.sync_all()?;
        Ok(())
    }

    pub fn knows(&self, key: &FileKey) -> bool {
        self.checks.contains(&check_of(key))
    }

    /// Never moved since it was written.
    pub fn in_place(&self, dir: &Path) -> Result<bool> {
        Ok(!self.place.is_empty() && self.place == place(&dir.join(FILE))?)
    }
}

/// The file's own number on its disk. Not the day it was made: whoever copies folders for an office may copy the days with them.
#[cfg(unix)]
fn place(path: &Path) -> Result<String> {
    use std::os::unix::fs::MetadataExt;
    Ok(format!("i{}", std::fs::metadata(path)?.ino()))
}

#[cfg(windows)]
fn place(path: &Path) -> Result<String> {
    let about = winapi_util::file::information(held::open(path)?);
    Ok(about.map(|f| format!("v{:x}i{:x}", f.volume_serial_number(), f.file_index())).unwrap_or_default())
}
