//! What the records of `admin` say: cards of desks, writers, accounts, grants, offices.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{AccountId, EntryId, GrantId, Record, RecordId, Stream, Value, WriterId};

/// Kinds of acts a grant can cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Write,
    /// Acts flagged `person`.
    Decide,
    /// `admin`, `redact`, `resolve`, taking back another's act.
    Govern,
}

impl Class {
    pub fn word(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Decide => "decide",
            Self::Govern => "govern",
        }
    }
    fn of(word: &str) -> Option<Self> {
        [Self::Write, Self::Decide, Self::Govern].into_iter().find(|class| class.word() == word)
    }
}

/// Where good work of a revoked desk or grant ends: the last good seq of each writer, and what was adopted since.
/// A writer that is not named has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    pub last: BTreeMap<WriterId, u64>,
    pub adopted: BTreeSet<EntryId>,
}

impl Cut {
    /// Good all the same: not beyond the end, or adopted since.
    pub fn spares(&self, writer: WriterId, seq: u64, entry: EntryId) -> bool {
        self.last.get(&writer).is_some_and(|last| seq <= *last) || self.adopted.contains(&entry)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct DeskCard {
    pub record: RecordId,
    pub name: String,
    pub office: String,
    pub sign: [u8; 32],
    pub seal: [u8; 32],
    pub cut: Option<Cut>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriterCard {
    pub writer: WriterId,
    pub desk: RecordId,
    pub suite: i64,
    pub letter: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub id: AccountId,
    /// Their record in `pub/<office>`.
    pub person: Option<RecordId>,
    pub office: String,
    pub keys: Vec<AccountKey>,
}

/// The pair an account made at one desk. A reset adds another; earlier signatures stay valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountKey {
    pub desk: RecordId,
    pub sign: [u8; 32],
    pub seal: [u8; 32],
}

/// `from_on`, `to_on`, `role`, `level` and `stations` are for `actions`; the fold asks streams and classes only.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    pub id: GrantId,
    pub account: AccountId,
    pub office: String,
    pub role: String,
    pub level: Option<String>,
    /// Exact names, or a class with `/*`.
    pub streams: Vec<String>,
    pub classes: Vec<Class>,
    pub stations: Vec<RecordId>,
    pub from_on: Option<String>,
    pub to_on: Option<String>,
    pub cut: Option<Cut>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    pub code: String,
    /// Signs for the office in `admin`.
    pub sign: Option<[u8; 32]>,
    /// Sealed bodies are encrypted to it.
    pub seal: Option<[u8; 32]>,
    /// Changes with every new pair; the key id of a sealed envelope.
    pub seal_id: u64,
    /// What was delegated to it; empty: no limit beyond the grants.
    pub streams: Vec<String>,
    /// The private half, wrapped for each named handler.
    pub wraps: Vec<(AccountId, RecordId, Vec<u8>)>,
}

pub(super) fn matches(pattern: &str, stream: &Stream) -> bool {
    match pattern.strip_suffix("/*") {
        Some(class) => {
            stream.0.strip_prefix(class).is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
        }
        None => pattern == stream.0,
    }
}

impl Grant {
    pub fn covers(&self, stream: &Stream, class: Class) -> bool {
        self.classes.contains(&class) && self.reaches(stream)
    }
    pub(super) fn reaches(&self, stream: &Stream) -> bool {
        self.streams.iter().any(|pattern| matches(pattern, stream))
    }
}

fn fixed<const N: usize>(value: Option<&Value>) -> Option<[u8; N]> {
    if let Some(Value::Bytes(bytes)) = value { bytes.as_slice().try_into().ok() } else { None }
}

fn texts(value: Option<&Value>) -> Vec<String> {
    value.map(Value::list).unwrap_or_default().iter().filter_map(Value::text).map(str::to_owned).collect()
}

fn owned(record: &Record, field: &str) -> String {
    record.text(field).unwrap_or_default().to_owned()
}

pub(super) fn office(record: &Record) -> Option<Office> {
    let wrap = |line: &crate::Line| {
        let Some(Value::Bytes(wrapped)) = line.value.get("wrap") else { return None };
        let account = AccountId::from_bytes(fixed(line.value.get("account"))?);
        Some((account, line.value.get("desk")?.record()?, wrapped.clone()))
    };
    Some(Office {
        code: record.text("code")?.to_owned(),
        sign: fixed(record.field("sign")),
        seal: fixed(record.field("seal")),
        seal_id: record.int("seal_id").and_then(|n| n.try_into().ok()).unwrap_or(1),
        streams: texts(record.field("streams")),
        wraps: record.lines("wrap").filter_map(wrap).collect(),
    })
}

pub(super) fn desk(record: &Record, cuts: &[EntryId]) -> Option<DeskCard> {
    Some(DeskCard {
        record: record.id,
        name: owned(record, "name"),
        office: owned(record, "office"),
        sign: fixed(record.field("sign"))?,
        seal: fixed(record.field("seal"))?,
        cut: cut(record, cuts),
    })
}

/// One card for each desk that claims the writer; the letter is the writer's.
pub(super) fn writer(record: &Record) -> Vec<WriterCard> {
    let writer = WriterId(*record.id.bytes());
    let suite = record.int("suite").unwrap_or_default();
    let letter = record.text("letter").map(str::to_owned);
    let claims = record.fields.get("desk").into_iter().flatten().filter_map(|claim| claim.value.record());
    claims.map(|desk| WriterCard { writer, desk, suite, letter: letter.clone() }).collect()
}

pub(super) fn account(record: &Record) -> Account {
    let key = |line: &crate::Line| {
        Some(AccountKey {
            desk: line.value.get("desk")?.record()?,
            sign: fixed(line.value.get("sign"))?,
            seal: fixed(line.value.get("seal"))?,
        })
    };
    Account {
        id: AccountId(record.id.0),
        person: record.record("person"),
        office: owned(record, "office"),
        keys: record.lines.get("key").into_iter().flatten().filter_map(key).collect(),
    }
}

pub(super) fn grant(record: &Record, cuts: &[EntryId]) -> Option<Grant> {
    let text = |field| record.text(field).map(str::to_owned);
    Some(Grant {
        id: GrantId(record.id.0),
        account: AccountId(record.record("account")?.0),
        office: owned(record, "office"),
        role: owned(record, "role"),
        level: text("level"),
        streams: texts(record.field("streams")),
        classes: texts(record.field("classes")).iter().filter_map(|word| Class::of(word)).collect(),
        stations: record
            .field("stations")
            .map(Value::list)
            .unwrap_or_default()
            .iter()
            .filter_map(Value::record)
            .collect(),
        from_on: text("from_on"),
        to_on: text("to_on"),
        cut: cut(record, cuts),
    })
}

/// The lowest of several cuts counts; adoptions add up.
fn cut(record: &Record, applied: &[EntryId]) -> Option<Cut> {
    let mut cuts = record.lines.get("cut")?.iter().filter(|line| applied.contains(&line.stamp.entry));
    let mut last = last_good(&cuts.next()?.value);
    for line in cuts {
        let other = last_good(&line.value);
        last.retain(|writer, _| other.contains_key(writer));
        for (writer, seq) in &mut last {
            *seq = other.get(writer).map_or(*seq, |other| *other.min(seq));
        }
    }
    let adopted = record.lines.get("adopt").into_iter().flatten().flat_map(|line| line.value.list());
    let adopted = adopted.filter_map(|id| fixed(Some(id)).map(EntryId)).collect();
    Some(Cut { last: last.into_iter().collect(), adopted })
}

fn last_good(value: &Value) -> HashMap<WriterId, u64> {
    let pairs = value.get("last").map(Value::list).unwrap_or_default().iter();
    pairs
        .filter_map(|pair| match pair.list() {
            [writer, seq] => Some((WriterId(fixed(Some(writer))?), u64::try_from(seq.int()?).ok()?)),
            _ => None,
        })
        .collect()
}
