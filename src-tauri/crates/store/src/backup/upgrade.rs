//! The copy that an upgrade leaves beside the desk: one file under the desk's own keys, its attachments those of the desk.
//! It does not know when an upgrade is due (`desk::migrate`), nor the clock.
//! Called by `actions`, where copies are listed, taken back and thinned.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::desk::{BEFORE_UPGRADE, remove_all};
use crate::error::Result;
use crate::held;

/// Beside the copy: how many entries it has, which its key alone would tell.
pub(crate) const COUNT: &str = "count";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeUpgrade {
    pub file: PathBuf,
    pub made_ms: u64,
    pub n_entries: u64,
    pub n_bytes: u64,
}

pub fn before_upgrade(dir: &Path) -> Option<BeforeUpgrade> {
    let file = dir.join(BEFORE_UPGRADE);
    let about = fs::metadata(&file).ok().filter(fs::Metadata::is_file)?;
    let made = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let count = fs::read_to_string(file.with_extension(COUNT)).ok();
    let n_entries = count.and_then(|count| count.trim().parse().ok()).unwrap_or(0);
    Some(BeforeUpgrade {
        made_ms: u64::try_from(made.as_millis()).unwrap_or(u64::MAX),
        n_entries,
        n_bytes: about.len(),
        file,
    })
}

pub fn drop_before_upgrade(dir: &Path) -> Result<()> {
    let file = dir.join(BEFORE_UPGRADE);
    held::remove(&file.with_extension(COUNT))?;
    remove_all(&file)
}
