//! 检查点: an office writes down each month how far its streams reach, the paper with its code goes into the file, and every desk
//! that has one compares it with what lies there.
//! It does not know what makes a tail fit (`domain::checkpoint`) or how the page looks (`prints`). Called through `calls`, by `verify`
//! and the check-up.

mod compare;
mod list;
mod since;
mod write_checkpoint;

pub use compare::CheckpointDiff;
pub(crate) use compare::{amiss, compared};
pub use list::*;
pub(crate) use since::since;
pub use write_checkpoint::*;

use domain::checkpoint::{Checkpoint, NOUN};
use ledger::{Record, RecordId, Stream};
use store::{CardQuery, Reader, Shown};
use sync::bundle::Code;

use crate::error::OrMissing;
use crate::{Result, reference};

/// What its author was not allowed to write, or wrote for another office than the stream's, is none.
pub(crate) struct Found {
    pub record: Record,
    pub checkpoint: Checkpoint,
    pub code: Code,
}

/// The newest first; also what somebody has hidden.
pub(crate) fn found(reader: &Reader<'_>) -> Result<Vec<Found>> {
    let mut all = vec![];
    for id in reference::every(reader, &CardQuery { shown: Shown::Both, ..CardQuery::of(NOUN) })? {
        if let Some(record) = reader.record(id)? {
            all.extend(of(reader, record)?);
        }
    }
    all.sort_by_key(|one| std::cmp::Reverse((one.checkpoint.on, one.record.id)));
    Ok(all)
}

pub(crate) fn one(reader: &Reader<'_>, id: RecordId) -> Result<Found> {
    let record = reader.record(id)?.filter(|record| record.noun == NOUN).or_missing(NOUN)?;
    of(reader, record)?.or_missing(NOUN)
}

/// The code names the entry that was written, and with it all that its writer had written before.
fn of(reader: &Reader<'_>, record: Record) -> Result<Option<Found>> {
    let opened = record.opened.as_ref().map(|stamp| stamp.entry);
    let Some(written) = opened.filter(|entry| !record.powerless.contains(entry)) else { return Ok(None) };
    let Some(entry) = reader.entry(written)? else { return Ok(None) };
    let checkpoint = Checkpoint::of(entry.ops().map(|(_, op)| op));
    if record.stream != Stream::public(&checkpoint.office) {
        return Ok(None);
    }
    Ok(Some(Found { record, checkpoint, code: Code::naming(NOUN, &written.0) }))
}
