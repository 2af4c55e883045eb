//! One exchange between a desk and a hub: what is new comes in, what is missing there goes out, what was read back counts.
//! It does not know PostgreSQL, SQLite, a clock or dice: a `Mailbox` and a `Replica` are given, and may fail at any step.
//! Called by `actions` with the desk's store, by the simulator with stores in memory.

mod ahead;
mod chain;
mod exchange;
mod pull;
mod push;
mod report;
mod step_back;
mod walk;

use std::ops::ControlFlow;

use ledger::{EntryId, Stream};

use crate::Raw;

pub use ahead::{Ahead, Errand};
pub use chain::{Lie, SegHash, chain};
pub use exchange::exchange;
pub use report::{End, Fault, Report, StreamReport};
pub use walk::walk;

/// The format of entries this program writes and reads; a hub may ask for a newer one.
pub const FORMAT: u32 = 1;

/// Entries asked for, and given, in one call: 50 to 100 times the rows a second of single ones.
pub const BATCH: usize = 500;

/// Bytes of one push, so that a segment (which a reader gets whole) stays small enough to hold in memory.
pub const BATCH_BYTES: usize = 4 << 20;

/// One hub; a promoted standby keeps it, a newly made one has another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct HubId(pub [u8; 16]);

/// How far a stream was read: the end of a segment, and the hash of all copies up to it.
/// Invariant: two hubs, or two lives of one hub, agree on a cursor only if they agree on everything before it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Cursor {
    pub pos: u64,
    pub seg_hash: SegHash,
}

impl Cursor {
    pub const START: Self = Self { pos: 0, seg_hash: [0; 32] };
}

/// What a hub answers first: one round trip, and all there is to know if nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    pub hub: HubId,
    pub min_format: u32,
    /// What its clock says, in milliseconds since 1970; a hub in memory has none.
    pub now_ms: Option<u64>,
    pub streams: Vec<Head>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub stream: Stream,
    pub at: Cursor,
    /// Without it a pull gives ids only: enough for cursor and read-back.
    pub can_read: bool,
    pub can_write: bool,
}

/// Entries in the order of the hub, cut at the end of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub entries: Vec<Placed>,
    /// One for each segment in it.
    pub cursors: Vec<Cursor>,
    /// There was nothing behind it when it was read.
    pub end: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub pos: u64,
    pub id: EntryId,
    /// `Raw::copy` as it was pushed; what a desk that may only append holds against its own.
    pub copy: [u8; 32],
    /// The hub put another body in its place since: readers hold it against the commitment.
    pub redacted: bool,
    /// `None` where this desk may only append.
    pub raw: Option<Raw>,
}

/// The hub as a desk sees it. Calls block; each is idempotent, so a broken link is answered by beginning again.
pub trait Mailbox {
    fn heads(&mut self) -> Result<Heads, MailFault>;
    /// What stands behind `after`: whole segments, at least one, and no more than about `limit` entries.
    fn pull(&mut self, stream: &Stream, after: Cursor, limit: usize) -> Result<Page, MailFault>;
    /// The `pull` that comes next, to be made while the page before it is taken. `None`: it is made in its turn.
    fn pull_ahead<'a>(
        &'a mut self,
        _stream: &'a Stream,
        _after: Cursor,
        _limit: usize,
    ) -> Option<Errand<'a>> {
        None
    }
    /// How many were new. All or none.
    fn push(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault>;
}

/// Why a call to the hub came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailFault {
    /// `HB001`: this hub never was where the cursor says.
    #[error("the hub does not know this cursor")]
    UnknownCursor,
    #[error("the hub refuses the stream: {0}")]
    Stream(String),
    #[error("the hub refuses an entry: {0}")]
    Entry(String),
    #[error("the quota of today is used up: {0}")]
    Quota(String),
    /// Nothing was taken, and nothing of this desk's is lost: it goes up once there is room.
    #[error("the hub's disk is full: {0}")]
    Full(String),
    #[error("the hub does not let this desk in: {0}")]
    Login(String),
    #[error("one side's certificate is not accepted: {0}")]
    Certificate(String),
    #[error("the link is broken: {0}")]
    Link(String),
    #[error("stopped by the person")]
    Stopped,
}

/// A stream of one hub.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub hub: HubId,
    pub stream: &'a Stream,
}

/// A stream this desk takes part in, and where it stands with that hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    pub stream: Stream,
    pub cursor: Cursor,
    /// Some entry here was not read back yet: never sent, or sent and not seen.
    pub open: bool,
}

/// The desk as an exchange sees it. Each call is one transaction: after a crash between any two the next exchange mends it.
pub trait Replica {
    type Error;

    /// Of what the hub grants and of what is here: a stream of which nothing is here yet begins at `Cursor::START`.
    fn wants(&mut self, heads: &Heads) -> Result<Vec<Want>, Self::Error>;
    /// All cursors that were kept, newest first.
    fn cursors(&mut self, place: Place<'_>) -> Result<Vec<Cursor>, Self::Error>;
    /// Verifies, stores and folds what it can, sets the rest aside, marks as delivered what it holds itself in good order
    /// (without content: what it holds under the same `copy`),
    /// and keeps the page's cursors: all in one transaction. The chain of the page was checked already.
    /// `ahead` is the next page, perhaps another stream's first, where the hub can be asked for it meanwhile: it may be looked at, and
    /// nothing of it is kept.
    /// Invariant: an id placed by a page counts as delivered once it is held here in good order, also if that is later (it
    /// waited for a certificate, it came by disc): the hub has it, so it would never be read back a second time.
    /// A placed copy that was set aside delivers nothing: the good one goes out as a further row.
    fn take(
        &mut self,
        place: Place<'_>,
        page: &Page,
        ahead: Option<&mut Ahead<'_>>,
    ) -> Result<Taken, Self::Error>;
    /// Forgets the cursors above `to`; what was placed above it is undelivered again. Says how many entries that were.
    fn step_back(&mut self, place: Place<'_>, to: Cursor) -> Result<u64, Self::Error>;
    /// Own and relayed entries that hub was not sent yet, parents first.
    fn unsent(&mut self, place: Place<'_>, room: Room) -> Result<Vec<Raw>, Self::Error>;
    /// The hub has acknowledged them. That is not final: only `take` delivers.
    fn sent(&mut self, place: Place<'_>, ids: &[EntryId]) -> Result<(), Self::Error>;
    /// The end was reached without seeing them: what is only `sent` becomes unsent. Says how many.
    fn send_again(&mut self, place: Place<'_>) -> Result<u64, Self::Error>;
    /// The hub will never take this one: it is listed for a person and not offered again.
    fn refused(&mut self, place: Place<'_>, id: EntryId, why: &str) -> Result<(), Self::Error>;
}

/// How much one push may hold; one entry always fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub entries: usize,
    pub bytes: usize,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub new: u64,
    /// Broken or forged: kept in a list, blocks nothing.
    pub aside: u64,
    /// Entries of this desk, or relayed by it, that were read back.
    pub confirmed: u64,
}

/// Told after every page and every batch; the answer may be to stop, which leaves a good state.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    pub stream: &'a Stream,
    pub pulled: u64,
    /// Entries that stood behind the cursor when the exchange began.
    pub to_pull: u64,
    pub pushed: u64,
}

pub type Control<'a> = dyn FnMut(&Progress<'_>) -> ControlFlow<()> + 'a;
