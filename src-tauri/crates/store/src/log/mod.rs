//! The log as it lies in the file: entries, bodies, heads, what waits for its parents, and the pen of this writer.
//! It does not judge entries (`ledger` does) and never changes a stored header.
//! Called through `Tx` (append) and `Reader` (everything else).

use ledger::{DeedId, Entry, EntryId, Record, RecordId, WriterId};
use zeroize::Zeroizing;

use crate::desk::{Reader, Tx};
use crate::error::Result;

/// What became of an entry that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Stored; `settled` are the records of entries that had waited for it.
    New { settled: Vec<RecordId> },
    /// It was here already: nothing changed.
    Known,
    /// A parent is missing: it waits and is not folded.
    Waiting,
}

/// The writing end of this file: what the next entry needs.
#[derive(Clone, PartialEq, Eq)]
pub struct PenState {
    pub writer: WriterId,
    pub next_seq: u64,
    pub prev: Option<EntryId>,
    /// The desk's signing key, sealed by nothing but the file's own key.
    pub desk_key: Zeroizing<[u8; 32]>,
}

/// An entry's stored bytes with the columns beside them, for `verify`: nothing is trusted or decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct RawEntry {
    pub n: i64,
    pub id: Vec<u8>,
    pub stream: String,
    pub rec: Vec<u8>,
    pub writer: Vec<u8>,
    pub seq: i64,
    pub hdr: Vec<u8>,
    pub sig: Vec<u8>,
    pub usig: Option<Vec<u8>>,
    /// `None`: the body was deleted as a whole.
    pub body: Option<Vec<u8>>,
    /// Signature checked on this desk.
    pub checked: bool,
}

impl Tx<'_> {
    /// Idempotent by id. Heads, the pen's place, the greatest wall time and attachments' references move along.
    pub fn append(&mut self, entry: &Entry) -> Result<Appended> { todo!() }
    /// After a redaction: the items that are left. The header stays.
    pub fn replace_body(&mut self, entry: EntryId, body: &[u8]) -> Result<()> { todo!() }
    pub fn save_pen(&mut self, pen: &PenState) -> Result<()> { todo!() }
    /// Background check of signatures: these are good.
    pub fn mark_checked(&mut self, up_to: i64) -> Result<()> { todo!() }
}

impl Reader<'_> {
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>> { todo!() }
    /// A record's entries as they came.
    pub fn entries(&self, record: RecordId) -> Result<Vec<Entry>> { todo!() }
    /// Folded under the authority of this snapshot.
    pub fn record(&self, record: RecordId) -> Result<Option<Record>> { todo!() }
    pub fn heads(&self, record: RecordId) -> Result<Vec<EntryId>> { todo!() }
    /// Every entry of a deed that is here.
    pub fn deed(&self, deed: DeedId) -> Result<Vec<Entry>> { todo!() }
    pub fn pen(&self) -> Result<Option<PenState>> { todo!() }
    /// The greatest wall time in the log: a clock behind it is suspect.
    pub fn latest_wall(&self) -> Result<u64> { todo!() }
    pub fn raw_entries(&self, after: i64, limit: u32) -> Result<Vec<RawEntry>> { todo!() }
    pub fn n_entries(&self) -> Result<u64> { todo!() }
    /// Entries that wait for a parent, with what each lacks.
    pub fn waiting(&self) -> Result<Vec<(EntryId, Vec<EntryId>)>> { todo!() }
}
