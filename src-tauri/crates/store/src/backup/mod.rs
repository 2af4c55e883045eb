//! Copies of the desk: made whole, checked by opening, thinned by age, taken back by a guided act.
//! It does not know the schedule nor the clock; the caller gives the day.
//! Called by `actions`.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::desk::Desk;
use crate::error::Result;
use crate::keys::FileKey;

/// One copy in the folder chosen by the person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copy { pub made_at: NaiveDateTime, pub dir: PathBuf, pub n_entries: u64 }

/// How many of each: the newest of a day, of an ISO week, of a month.
#[derive(Clone, std::marker::Copy, Debug, PartialEq, Eq)]
pub struct Keep { pub days: usize, pub weeks: usize, pub months: usize }

impl Default for Keep {
    fn default() -> Self { Self { days: 7, weeks: 5, months: 12 } }
}

impl Desk {
    /// Makes a copy below `to` and opens it once before calling it one.
    pub fn backup_to(&self, to: &Path, now: NaiveDateTime) -> Result<Copy> { todo!() }
}

/// Newest first.
pub fn copies(root: &Path) -> Result<Vec<Copy>> { todo!() }
/// Which of these to drop. The newest is always kept.
pub fn to_drop(made: &[NaiveDateTime], keep: Keep) -> Vec<NaiveDateTime> { todo!() }
pub fn thin(root: &Path, keep: Keep) -> Result<Vec<Copy>> { todo!() }
/// Opens the copy, checks every page and counts entries.
pub fn check(copy: &Path, key: &FileKey) -> Result<u64> { todo!() }
/// Takes a copy back into `desk_dir`; what was there is set aside. The next open answers `Origin::Moved`.
pub fn restore_from(copy: &Path, desk_dir: &Path, key: &FileKey) -> Result<()> { todo!() }
