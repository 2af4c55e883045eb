//! 检查点: an office writes down each month how far its streams reach, the paper with its code goes into the file, and every desk
//! that has one compares it with what lies there.
//! It does not know what makes a tail fit (`domain::checkpoint`) or how the page looks (`prints`). Called through `calls`, by `verify`
//! and the check-up.

mod compare;
mod list;
mod write_checkpoint;

pub use compare::CheckpointDiff;
pub(crate) use compare::compared;
pub use list::*;
pub use write_checkpoint::*;

use domain::checkpoint::{Checkpoint, NOUN};
use ledger::{Record, RecordId};
use store::{CardQuery, Reader};
use sync::bundle::Code;

use crate::error::OrMissing;
use crate::{Result, reference};

/// One that is folded: what its author was not allowed to write is none.
pub(crate) struct Found {
    pub record: Record,
    pub checkpoint: Checkpoint,
    pub code: Code,
}

/// The newest first.
pub(crate) fn found(reader: &Reader<'_>) -> Result<Vec<Found>> {
    let mut all = vec![];
    for id in reference::every(reader, &CardQuery::of(NOUN))? {
        all.extend(reader.record(id)?.and_then(of));
    }
    all.sort_by_key(|one| std::cmp::Reverse((one.checkpoint.on, one.record.id)));
    Ok(all)
}

pub(crate) fn one(reader: &Reader<'_>, id: RecordId) -> Result<Found> {
    reader.record(id)?.filter(|record| record.noun == NOUN).and_then(of).or_missing(NOUN)
}

/// The code names the entry that was written, and with it all that its writer had written before.
fn of(record: Record) -> Option<Found> {
    let written = record.opened.as_ref()?.entry;
    let code = Code::naming(NOUN, &written.0);
    Some(Found { checkpoint: Checkpoint::of(&record), record, code })
}
