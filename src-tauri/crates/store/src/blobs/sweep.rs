//! Files that no entry names: an act that never came, or one that was redacted while the file was open.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::PoisonError;

use super::DIR;
use crate::backup;
use crate::desk::{Desk, Reader, unhex};
use crate::error::Result;
use crate::held;

/// What a sweep found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    pub deleted: u64,
    pub kept: u64,
}

impl Desk {
    /// Leaves alone what was put since the desk was opened: its act may still be on its way.
    pub fn sweep_blobs(&self) -> Result<Swept> {
        let dir = self.dir().join(DIR);
        let mut swept = Swept::default();
        // A desk that was set aside by a restore may need its attachments again.
        if !dir.is_dir() || self.dir().join(backup::ASIDE).exists() {
            return Ok(swept);
        }
        let named = self.read(|r| r.blob_addresses())?;
        let put = self.shared.put.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for folder in fs::read_dir(&dir)? {
            let folder = folder?.path();
            if folder.is_dir() {
                sweep_folder(&folder, &|a| named.contains(a) || put.iter().any(|p| p == a), &mut swept)?;
            }
        }
        Ok(swept)
    }
}

fn sweep_folder(folder: &Path, keep: &dyn Fn(&[u8]) -> bool, swept: &mut Swept) -> Result<()> {
    for file in fs::read_dir(folder)? {
        let file = file?;
        // Only names that are ours: a person may have put something else there.
        let Some(address) = file.file_name().to_str().and_then(unhex).filter(|a| a.len() == 32) else {
            continue;
        };
        if keep(&address) {
            swept.kept += 1;
        } else {
            held::remove(&file.path())?;
            swept.deleted += 1;
        }
    }
    Ok(())
}

impl Reader<'_> {
    /// Every attachment that an entry of this file names.
    pub fn blob_addresses(&self) -> Result<HashSet<Vec<u8>>> {
        let mut list = self.conn.prepare_cached("select distinct address from blob")?;
        let rows = list.query_map([], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
