//! What a record is once its entries are added up. Made by the fold only.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::kind;
use crate::{AccountId, Clk, DeedId, Entry, EntryId, Op, RecordId, Stream, Value, WriterId};

/// Where a value comes from: the entry, and what of its header a reader wants to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    pub entry: EntryId,
    pub item: u32,
    pub account: AccountId,
    pub wall_ms: u64,
    pub clk: Clk,
    pub writer: WriterId,
    pub seq: u64,
    pub act: String,
    pub deed: DeedId,
}

impl Stamp {
    pub fn of(entry: &Entry, item: u32) -> Self {
        let h = &entry.header;
        Self {
            entry: entry.id,
            item,
            account: h.account,
            wall_ms: h.wall_ms,
            clk: h.clk,
            writer: h.writer,
            seq: h.seq,
            act: h.act.clone(),
            deed: h.deed,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stamped<T> {
    pub value: T,
    pub stamp: Stamp,
}

/// A line that was added; `corrected` once a later line names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub value: Value,
    pub stamp: Stamp,
    pub corrects: Option<(EntryId, u32)>,
    pub corrected: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    pub from: String,
    pub to: String,
    pub stamp: Stamp,
}

/// One flow of a record: where it stands, how it came there, and what did not stand.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Flow {
    pub at: String,
    pub moves: Vec<Move>,
    pub contested: Vec<Move>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    pub series: String,
    pub number: String,
    pub counter: u32,
    /// 作废: the deed that took it was undone.
    pub void: bool,
    pub stamp: Stamp,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BlobRef {
    pub address: Vec<u8>,
    pub key: Vec<u8>,
    pub size: u64,
    pub mime: String,
    pub name: String,
    pub about: Value,
}

/// The fold of a record's entries. `fields` holds the shown value first, then every other concurrent one.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: RecordId,
    pub noun: String,
    pub stream: Stream,
    pub fields: BTreeMap<String, Vec<Stamped<Value>>>,
    pub sets: BTreeMap<String, Vec<Stamped<Value>>>,
    pub lines: BTreeMap<String, Vec<Line>>,
    pub flows: BTreeMap<String, Flow>,
    pub numbers: Vec<Number>,
    pub same: Vec<Stamped<RecordId>>,
    pub blobs: Vec<Stamped<BlobRef>>,
    pub hidden: bool,
    /// Newest entries: what an author of the next entry has seen.
    pub heads: Vec<EntryId>,
    /// Deeds whose effects are left out.
    pub undone: BTreeSet<DeedId>,
    /// Entries stored and shown but without effect (no authority, missing parents' work, unknown usig).
    pub powerless: Vec<EntryId>,
    /// Part of this was written by a newer version; with `locked` the record is read-only here.
    pub newer: bool,
    pub locked: bool,
    /// Fields whose values were redacted (已删除).
    pub redacted: BTreeSet<String>,
    /// First entry's stamp: who opened the record and when.
    pub opened: Option<Stamp>,
    pub n_entries: u32,
    /// Entries that wait for parents or for a grant, certificate or key; not folded.
    pub waiting: Vec<EntryId>,
    /// Parents that are named and not here.
    pub missing: Vec<EntryId>,
    /// What is to be deleted, and whether the approver has signed.
    pub redactions: Vec<Redaction>,
    /// Entries whose sealed bodies could not be opened here.
    pub n_sealed: u32,
}

/// One item that a `redact` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    pub entry: EntryId,
    pub item: u32,
    pub kind: String,
    pub field: String,
    pub ground: String,
    /// The `redact` that ordered it.
    pub by: EntryId,
    /// Author and approver have signed: it is to be deleted and stays deleted.
    pub approved: bool,
}

impl Redaction {
    /// Whether this item goes by it: author and approver have signed, and it is what they called it. Under another name a step or a number
    /// would go that way, or a value would leave its field to an older one.
    pub fn deletes(&self, entry: EntryId, (item, op): (u32, &Op)) -> bool {
        self.approved && (self.entry, self.item) == (entry, item) && self.kind == kind(op)
    }
}

impl Record {
    /// A record nothing has been added to yet.
    pub fn empty(id: RecordId, noun: &str, stream: Stream) -> Self {
        Self {
            id,
            noun: noun.to_owned(),
            stream,
            fields: BTreeMap::new(),
            sets: BTreeMap::new(),
            lines: BTreeMap::new(),
            flows: BTreeMap::new(),
            numbers: Vec::new(),
            same: Vec::new(),
            blobs: Vec::new(),
            hidden: false,
            heads: Vec::new(),
            undone: BTreeSet::new(),
            powerless: Vec::new(),
            newer: false,
            locked: false,
            redacted: BTreeSet::new(),
            opened: None,
            n_entries: 0,
            waiting: Vec::new(),
            missing: Vec::new(),
            redactions: Vec::new(),
            n_sealed: 0,
        }
    }

    /// The shown value of a field.
    pub fn field(&self, field: &str) -> Option<&Value> {
        self.fields.get(field).and_then(|v| v.first()).map(|s| &s.value).filter(|v| !v.is_null())
    }
    pub fn text(&self, field: &str) -> Option<&str> {
        self.field(field).and_then(Value::text)
    }
    pub fn int(&self, field: &str) -> Option<i64> {
        self.field(field).and_then(Value::int)
    }
    pub fn bool(&self, field: &str) -> bool {
        self.field(field).and_then(Value::bool).unwrap_or(false)
    }
    pub fn record(&self, field: &str) -> Option<RecordId> {
        self.field(field).and_then(Value::record)
    }
    /// Lines of a kind that no later line corrected, in fold order.
    pub fn lines(&self, line: &str) -> impl Iterator<Item = &Line> {
        self.lines.get(line).into_iter().flatten().filter(|l| !l.corrected)
    }
    pub fn set(&self, set: &str) -> impl Iterator<Item = &Value> {
        self.sets.get(set).into_iter().flatten().map(|s| &s.value)
    }
    /// Where a flow stands; "" if it has not begun.
    pub fn at(&self, flow: &str) -> &str {
        self.flows.get(flow).map_or("", |f| f.at.as_str())
    }
    /// The number that is in force in a series (not void).
    pub fn number(&self, series: &str) -> Option<&str> {
        self.numbers.iter().find(|n| n.series == series && !n.void).map(|n| n.number.as_str())
    }
}
