//! What a record leaves now takes the place of what it left before.

use domain::Projection;
use ledger::RecordId;

use crate::desk::Tx;
use crate::error::{Result, StoreError};

/// Where a record's rows are: its first entry, its list row (0: none) and its station's number.
pub(super) struct Place {
    pub r: i64,
    pub item: i64,
    pub station: i64,
}

impl Tx<'_> {
    /// Counters move by exactly the difference; rows that did not change are not touched.
    pub fn put_projection(&mut self, record: RecordId, projection: &Projection) -> Result<()> {
        let r = self.first_n(record)?.ok_or_else(|| StoreError::Missing(format!("record {record}")))?;
        let card = projection.card.as_ref();
        let (old, new) = self.put_item(record, r, card)?;
        let place = Place {
            r,
            item: new.as_ref().map_or(0, |row| row.id),
            station: new.as_ref().map_or(0, |row| row.station),
        };
        self.put_clocks(&place, &projection.clocks)?;
        self.put_links(&place, &projection.links)?;
        self.put_hashes(&place, &projection.hashes)?;
        self.put_tallies(&place, &projection.tallies)?;
        let tokens = self.tokens(card, projection.search.as_ref());
        self.put_words(old.map(|row| row.id), &place, tokens)
    }
}
