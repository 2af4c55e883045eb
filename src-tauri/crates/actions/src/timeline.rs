//! What happened to a record, entry by entry, for its page: who, when, by which act, and what each field was before.
//! It does not mask (parties are records of their own); what a duty to archive keeps is told without its values.

use std::collections::{BTreeMap, BTreeSet};

use domain::redaction::kept::kept_in;
use ledger::{Clk, Entry, Item, Op, Record, Value};
use serde::Serialize;
use serde_json::{Value as Json, json};
use ts_rs::TS;

use crate::{Office, wall};

#[derive(Clone, Debug, Serialize, TS)]
pub struct TimelineEntry {
    pub entry: String,
    pub deed: String,
    pub act: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at_ms: u64,
    pub on: String,
    pub by: String,
    pub by_name: String,
    pub changes: Vec<Change>,
    /// Carries the account's own signature.
    pub signed: bool,
    pub undone: bool,
    pub powerless: bool,
    pub suspect_clock: bool,
}

/// One op in words' reach: `kind` is the op's, `name` its field, line, set or flow.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(rename = "EntryChange")]
pub struct Change {
    pub kind: String,
    pub name: String,
    #[ts(type = "unknown")]
    pub before: Json,
    #[ts(type = "unknown")]
    pub after: Json,
}

/// Newest first.
pub fn timeline(office: &Office, record: &Record, entries: &[Entry]) -> Vec<TimelineEntry> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by_key(|e| (e.header.wall_ms, e.header.writer, e.header.seq));
    let mut now = BTreeMap::new();
    let mut told: Vec<TimelineEntry> =
        entries.into_iter().map(|e| tell(office, record, e, &mut now)).collect();
    told.reverse();
    without_kept(record, &mut told);
    told
}

/// That a field was written stays told; what was written is not shown while it is kept.
fn without_kept(record: &Record, entries: &mut [TimelineEntry]) {
    let kept: BTreeSet<String> = kept_in(record).into_iter().map(|kept| kept.field).collect();
    let changes = entries.iter_mut().flat_map(|entry| &mut entry.changes);
    for change in
        changes.filter(|c| ["field", "resolve"].contains(&c.kind.as_str()) && kept.contains(&c.name))
    {
        *change = told("kept", &change.name, Json::Null);
    }
}

fn tell(office: &Office, record: &Record, entry: &Entry, now: &mut BTreeMap<String, Json>) -> TimelineEntry {
    let header = &entry.header;
    TimelineEntry {
        entry: entry.id.to_string(),
        deed: header.deed.to_string(),
        act: header.act.clone(),
        at_ms: header.wall_ms,
        on: wall::day_of(header.wall_ms).to_string(),
        by: header.account.to_string(),
        by_name: office.name_of(header.account),
        changes: entry.items.iter().map(|item| change(item, now)).collect(),
        signed: entry.usig.is_some(),
        undone: record.undone.contains(&header.deed),
        powerless: record.powerless.contains(&entry.id),
        suspect_clock: header.clk == Clk::Suspect,
    }
}

/// What one entry says by itself.
pub(crate) fn changes(entry: &Entry) -> Vec<Change> {
    let mut now = BTreeMap::new();
    entry.items.iter().map(|item| change(item, &mut now)).collect()
}

fn change(item: &Item, now: &mut BTreeMap<String, Json>) -> Change {
    let Item::Whole { op, .. } = item else {
        return told("redacted", "", Json::Null);
    };
    match op {
        Op::SetField { field, value } => {
            let after = plain(value);
            let before = now.insert(field.clone(), after.clone()).unwrap_or_default();
            Change { before, ..told("field", field, after) }
        }
        Op::Add { set, value } => told("add", set, plain(value)),
        Op::Remove { set, value } => told("remove", set, plain(value)),
        Op::Line { line, value, .. } => told("line", line, plain(value)),
        Op::Move { flow, from, to } => Change { before: json!(from), ..told("move", flow, json!(to)) },
        Op::Undo { deed, reason } => Change { before: json!(deed), ..told("undo", "", json!(reason)) },
        Op::ResolveFlow { flow, to, .. } => told("resolve", flow, json!(to)),
        Op::ResolveField { field, to, .. } => told("resolve", field, plain(to)),
        Op::TakeNo { series, number, .. } => told("number", series, json!(number)),
        Op::Same { record, off } => Change { before: json!(off), ..told("same", "", json!(record)) },
        Op::Hide { hidden } => told("hide", "", json!(hidden)),
        Op::Redact { field, ground, .. } => told("redact", field, json!(ground)),
        Op::Blob { name, size, mime, .. } => told("file", name, json!({ "size": size, "mime": mime })),
        Op::Unknown { kind, .. } => told("newer", kind, Json::Null),
    }
}

fn told(kind: &str, name: &str, after: Json) -> Change {
    Change { kind: kind.into(), name: name.into(), before: Json::Null, after }
}

/// A value as JSON: a record id as its text, other bytes as hex.
pub fn plain(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => json!(b),
        Value::Int(n) => json!(n),
        Value::Text(t) => json!(t),
        Value::Bytes(b) => value.record().map_or_else(|| json!(hex(b)), |r| json!(r)),
        Value::List(list) => list.iter().map(plain).collect(),
        Value::Map(map) => {
            map.iter().map(|(k, v)| (k.clone(), plain(v))).collect::<serde_json::Map<_, _>>().into()
        }
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// What `hex` wrote; `None` for any other text.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |sign: u8| char::from(sign).to_digit(16);
    let pair = |two: &[u8]| u8::try_from(digit(two[0])? * 16 + digit(two[1])?).ok();
    let pairs = text.as_bytes().chunks_exact(2);
    if pairs.remainder().is_empty() { pairs.map(pair).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use ledger::RecordId;

    use super::*;

    #[test]
    fn a_value_is_told_as_json() {
        for (value, told) in [
            (Value::Null, json!(null)),
            (Value::Bool(false), json!(false)),
            (Value::Int(i64::MIN), json!(i64::MIN)),
            (Value::Text("徐某\0某".into()), json!("徐某\0某")),
            (Value::List(vec![]), json!([])),
            (Value::List(vec![Value::Int(1), Value::Null]), json!([1, null])),
            (Value::map([]), json!({})),
            (Value::map([("乙", Value::Int(2)), ("甲", Value::List(vec![]))]), json!({ "乙": 2, "甲": [] })),
        ] {
            assert_eq!(plain(&value), told);
        }
    }

    #[test]
    fn sixteen_bytes_are_a_record_and_others_are_hex() {
        let id = RecordId::from_bytes([0xab; 16]);
        assert_eq!(plain(&id.into()), json!(id));
        for n in [0, 15, 17, 32] {
            assert_eq!(plain(&Value::Bytes(vec![0xab; n])), json!("ab".repeat(n)), "{n}");
        }
        assert_eq!(hex(&[0, 1, 0x0f, 0x10, 0xff]), "00010f10ff");
    }

    /// A bug: a sign before a digit was read as part of a number.
    #[test]
    fn hex_is_read_back_and_no_other_text_is() {
        assert_eq!(unhex("00010f10fF"), Some(vec![0, 1, 0x0f, 0x10, 0xff]));
        assert_eq!(unhex(""), Some(vec![]));
        for text in ["0", "000", "+f", "-1", "0x", " 1", "0g", "一a", "中", "ÿf"] {
            assert_eq!(unhex(text), None, "{text:?}");
        }
    }
}
