//! What is projected from the log: list rows, clocks, links, hashes, counters, search rows.
//! It does not know how a projection is made, only how to put it, take it back and count it.
//! Called through `Tx::put_projection`, `Tx::refresh`, `Desk::rebuild` and the reading verbs of `Reader`.

use chrono::NaiveDate;
use domain::projection::ClockState;
use domain::{ClockRow, LinkRow, Projection, Stage};
use ledger::{Record, RecordId};

use crate::desk::{Desk, Reader, Tx};
use crate::error::Result;

/// Finds another record while one is projected (a party's name for an appeal's row).
pub type Lookup<'a> = dyn FnMut(RecordId) -> Option<Record> + 'a;
/// `domain::project` with the law bound to it.
pub type Project<'a> = dyn FnMut(&Record, &mut Lookup<'_>) -> Projection + 'a;

/// Open and closed items of one noun, station, state and stage.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemSum {
    pub noun: String,
    pub office: String,
    pub station: Option<RecordId>,
    pub state: String,
    pub stage: Stage,
    pub n: i64,
}

/// Clocks of one station, rule and outcome whose due day lies in the range asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct DueSum {
    pub station: Option<RecordId>,
    pub rule: String,
    pub state: ClockState,
    pub excluded: bool,
    pub n: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TallySum {
    pub what: String,
    pub station: Option<RecordId>,
    pub n: i64,
}

impl Tx<'_> {
    /// Puts what a record leaves now in the place of what it left before; counters move by the difference.
    pub fn put_projection(&mut self, record: RecordId, projection: &Projection) -> Result<()> { todo!() }
    /// Folds and projects these records, and those that name them.
    pub fn refresh(&mut self, records: &[RecordId], project: &mut Project<'_>) -> Result<()> { todo!() }
}

impl Reader<'_> {
    /// Records whose projection has a link to this one, oldest first.
    pub fn naming(&self, record: RecordId) -> Result<Vec<RecordId>> { todo!() }
    /// The same, of one kind of link.
    pub fn naming_as(&self, kind: &str, record: RecordId) -> Result<Vec<RecordId>> { todo!() }
    pub fn links(&self, record: RecordId) -> Result<Vec<LinkRow>> { todo!() }
    pub fn clocks(&self, record: RecordId) -> Result<Vec<ClockRow>> { todo!() }
    /// Records with this whole phone, ID number or company code: by keyed hash only.
    pub fn find_hash(&self, what: &str, value: &str) -> Result<Vec<RecordId>> { todo!() }
    pub fn item_sums(&self, noun: &str) -> Result<Vec<ItemSum>> { todo!() }
    /// Both ends included; clocks without a due day are in no range.
    pub fn due_sums(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<DueSum>> { todo!() }
    pub fn tallies(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<TallySum>> { todo!() }
}

impl Desk {
    /// The projections are of an older program: call `rebuild` before showing anything.
    pub fn is_stale(&self) -> Result<bool> { todo!() }
    /// Drops every projection and makes it anew from the log; `seen` hears how many records are done.
    pub fn rebuild(&self, project: &mut Project<'_>, seen: &mut dyn FnMut(u64)) -> Result<()> { todo!() }
}
