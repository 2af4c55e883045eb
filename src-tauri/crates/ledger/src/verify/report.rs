//! What the check found.

use serde::Serialize;

use crate::authority::Why;
use crate::{Broken, Entry, EntryId, RecordId, WriterId};

/// Exit codes of `gonglian verify`: 0, 1, 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    #[default]
    Good,
    Bad,
    Incomplete,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub id: EntryId,
    pub writer: Option<WriterId>,
    pub seq: Option<u64>,
    pub record: Option<RecordId>,
    pub wrong: Wrong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Wrong {
    /// The bytes are no entry, or the body is not the one that was signed.
    Unreadable {
        #[serde(serialize_with = "in_words")]
        why: Broken,
    },
    /// Stored under an id that is not its own.
    Renamed { computed: EntryId },
    /// A signature does not fit.
    Forged { why: Why },
    /// `prev` is not the entry before it.
    Chain,
    /// Something was deleted that no approved redaction names.
    Unordered,
}

fn in_words<S: serde::Serializer>(why: &Broken, s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(why)
}

/// Entries of one writer that are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    pub writer: WriterId,
    pub from: u64,
    pub to: u64,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    pub verdict: Verdict,
    pub first_bad: Option<Fault>,
    pub n_bad: u64,
    pub n_entries: u64,
    pub n_records: u64,
    pub n_writers: u64,
    pub n_items: u64,
    /// Items of which only the leaf is left, by order.
    pub n_redacted: u64,
    /// Sealed bodies that cannot be opened here; no fault.
    pub n_sealed: u64,
    /// Bodies deleted as a whole.
    pub n_gone: u64,
    /// Entries without effect: quarantined, or never allowed.
    pub n_powerless: u64,
    /// Entries whose signatures were not asked again, because something outside the log vouches for them.
    pub n_vouched: u64,
    /// Entries whose writer, desk, key or grant is not known.
    pub n_pending: u64,
    pub pending: Option<Why>,
    pub gaps: Vec<Gap>,
    /// Two different entries with the same number of one writer: a restored or copied file wrote on.
    pub forks: Vec<(WriterId, u64)>,
    /// An entry, and a parent it names that is not in its record.
    pub missing_parents: Vec<(EntryId, EntryId)>,
}

impl Fault {
    pub(super) fn of(entry: &Entry, wrong: Wrong) -> Self {
        let h = &entry.header;
        Self { id: entry.id, writer: Some(h.writer), seq: Some(h.seq), record: Some(h.record), wrong }
    }
}

impl Report {
    pub(super) fn close(mut self) -> Self {
        let whole = self.gaps.is_empty() && self.missing_parents.is_empty() && self.n_pending == 0;
        self.verdict = match (self.first_bad.is_none(), whole) {
            (false, _) => Verdict::Bad,
            (true, false) => Verdict::Incomplete,
            (true, true) => Verdict::Good,
        };
        self
    }
}
