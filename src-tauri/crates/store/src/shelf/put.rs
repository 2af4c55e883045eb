//! What a record leaves now takes the place of what it left before.

use domain::Stage;
use ledger::RecordId;

use crate::desk::Tx;
use crate::error::{Result, StoreError};
use crate::shelf::refresh::Made;
use crate::shelf::sums::Of;
use crate::shelf::{ItemRow, stage_code};

/// Where a record's rows are: its first entry, its list row (0: none) and its station's number.
pub(super) struct Place {
    pub r: i64,
    pub item: i64,
    pub station: i64,
    /// Of its row before and now, 0 without one: what it gives to counters goes along.
    pub offices: (i64, i64),
    /// What its clocks were counted under, and what they are counted under now: nothing while its row is hidden.
    pub counted: (Option<Of>, Option<Of>),
    pub before: Before,
}

impl Place {
    pub(super) fn of((r, before): (i64, Before), (old, new): (Option<&ItemRow>, Option<&ItemRow>)) -> Self {
        Self {
            r,
            item: new.map_or(0, |row| row.id),
            station: new.map_or(0, |row| row.station),
            offices: (office(old), office(new)),
            counted: (counted(old), counted(new)),
            before,
        }
    }
}

/// Whether the record has left rows already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Nothing,
    MaybeRows,
}

impl Before {
    /// Reads the old rows only where there may be some.
    pub fn rows<T>(self, read: impl FnOnce() -> Result<Vec<T>>) -> Result<Vec<T>> {
        if self == Self::Nothing { Ok(Vec::new()) } else { read() }
    }
}

fn office(row: Option<&ItemRow>) -> i64 {
    row.map_or(0, |row| row.office)
}

fn counted(row: Option<&ItemRow>) -> Option<Of> {
    let ItemRow { noun, office, station, holder, stage, .. } = *row.filter(|row| !row.hidden)?;
    let lies_with_one = holder != 0 || stage != stage_code(Stage::Closed);
    Some(Of { noun, office, station, holder: lies_with_one.then_some(holder) })
}

impl Tx<'_> {
    /// Counters move by exactly the difference; rows that did not change are not touched.
    pub(crate) fn put_projection(&mut self, record: RecordId, made: &Made) -> Result<()> {
        let projection = &made.projection;
        let (r, before) = match self.fresh.first_projection(record) {
            Some(n) => (n, Before::Nothing),
            None => (self.known_n(record)?, Before::MaybeRows),
        };
        let card = projection.card.as_ref();
        let old = if before == Before::Nothing { None } else { self.item(record)? };
        let new = self.put_item(record, r, (old.as_ref(), card))?;
        let place = Place::of((r, before), (old.as_ref(), new.as_ref()));
        self.put_clocks(&place, &projection.clocks)?;
        self.put_links(&place, &projection.links)?;
        self.put_hashes(&place, &projection.hashes)?;
        self.put_tallies(&place, &projection.tallies)?;
        let apart = (card.is_none() && before == Before::MaybeRows).then_some(r);
        self.put_words(old.map(|row| row.id).or(apart), &place, made.tokens.as_deref())
    }

    fn known_n(&self, record: RecordId) -> Result<i64> {
        self.first_n(record)?.ok_or_else(|| StoreError::Missing(format!("record {record}")))
    }
}
