//! How far this writer has come, noted beside the database after every act: who copies an older file back over the newer
//! one by hand leaves this behind, and the desk starts a new writer instead of giving the same numbers again.
//!
//! Not synced: after a power cut it is older than the database, never newer, and an older note says nothing.

use std::fs;
use std::path::Path;

use ledger::WriterId;

use super::hex;

pub(crate) const FILE: &str = "desk.seq";

/// A note that cannot be written costs this one safeguard and no act.
pub(super) fn note(dir: &Path, (writer, seq): (WriterId, u64)) {
    if let Err(error) = fs::write(dir.join(FILE), format!("{} {seq}\n", hex(&writer.0))) {
        tracing::warn!(%error, "How far the writer has come could not be noted");
    }
}

/// The note is of this writer and says more than the database knows.
pub(super) fn is_beyond(dir: &Path, (writer, next_seq): (WriterId, u64)) -> bool {
    let Ok(text) = fs::read_to_string(dir.join(FILE)) else { return false };
    let noted = text.trim().split_once(' ').and_then(|(tag, seq)| Some((tag, seq.parse::<u64>().ok()?)));
    noted.is_some_and(|(tag, seq)| tag == hex(&writer.0) && seq >= next_seq)
}
