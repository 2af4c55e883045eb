//! One page, and the exact count behind it.
use ledger::RecordId;

use super::{CardQuery, CardRow, Cursor, Page};
use crate::desk::Reader;
use crate::error::Result;

impl Reader<'_> {
    /// Newest first, after `after`; at most `limit` rows.
    pub fn cards(&self, query: &CardQuery, after: Option<Cursor>, limit: u32) -> Result<Page> { todo!() }
    /// How many in all: kept counters where they say it, else counted on an index.
    pub fn count(&self, query: &CardQuery) -> Result<u64> { todo!() }
    pub fn card(&self, record: RecordId) -> Result<Option<CardRow>> { todo!() }
}
