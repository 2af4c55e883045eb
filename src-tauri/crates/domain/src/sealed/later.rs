//! `seal_appeal`: what turns out to need sealing is written anew into `sealed/`, and every text of the open records is
//! redacted, item by item, whoever wrote it. A head orders it; another who governs signs it too (`approve_sealing`).
//! It does not know which records belong to the matter; `actions` gathers them.

use std::collections::BTreeMap;

use ledger::{Entry, EntryId, Op, Record, RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SealReason, Sealing};
use crate::appeal::{Appeal, State};
use crate::{Card, Ctx, Projection, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SealAppeal {
    pub reason: SealReason,
}

/// A record that goes along whole: who or what is redacted in its favour, and by whose leave.
/// `approver` is the account that signs the redaction beside its author; until it has, `hide` covers the record.
pub struct Covering<'a> {
    pub entries: &'a [Entry],
    pub approver: &'a Value,
}

/// `moved` says which party record of `sealed/` stands for which open one.
pub fn seal_appeal(
    (appeal, moved): (&Appeal, &BTreeMap<RecordId, RecordId>),
    covering: &Covering<'_>,
    input: SealAppeal,
    ctx: &Ctx<'_>,
) -> Result<Sealing, Refusal> {
    let row = appeal.ask("seal_appeal", ctx)?;
    let mut sealed = copied(&appeal.record, &["station"], moved);
    sealed.extend([Op::set("seal_reason", input.reason.key()), Op::set("stub", appeal.record.id)]);
    let mut stub = covered(covering, |op| KEPT.keeps(op));
    let mut ticking = appeal.ticking(ctx);
    for clock in appeal.clocks(ctx.law).iter().filter(|c| c.is_open() && c.rule != KEPT_CLOCK) {
        ticking.meet_one(&clock.flow, (row.verb, ctx.today));
    }
    stub.extend(ticking.ops());
    stub.push(appeal.go_to(row, State::Sealed)?);
    Ok(Sealing { sealed, stub })
}

/// Fields and lines that stay legible where a record is covered.
pub struct Staying {
    pub(super) fields: &'static [&'static str],
    pub(super) lines: &'static [&'static str],
    pub(super) sets: &'static [&'static str],
}

/// What the station keeps: where it came in and by when it must be answered.
const KEPT: Staying = Staying {
    fields: &["station", "office", "received_on", "registered_on", "procedurally_replied_on"],
    lines: &["clock"],
    sets: &[],
};
const KEPT_CLOCK: &str = "R01";
/// Of a party or a note: to whom it belongs, so that its scope is still known.
pub const NOTHING_BUT_ITS_PLACE: Staying = Staying { fields: &["station", "office"], lines: &[], sets: &[] };

/// The whole of a record as it stands, for a record of its own. It is of no station any more.
pub fn copied(record: &Record, without: &[&str], moved: &BTreeMap<RecordId, RecordId>) -> Vec<Op> {
    let now = |value: &Value| moved_to(value, moved);
    let fields = record.fields.iter().filter(|(name, _)| !without.contains(&name.as_str()));
    let fields = fields.filter_map(|(name, v)| v.first().map(|v| Op::set(name, now(&v.value))));
    let sets = record.sets.iter().flat_map(|(name, v)| v.iter().map(move |v| Op::add(name, now(&v.value))));
    let lines = record.lines.iter().flat_map(|(name, all)| {
        all.iter().filter(|l| !l.corrected).map(move |l| Op::line(name, now(&l.value)))
    });
    let moves =
        record.flows.iter().filter(|(_, f)| !f.at.is_empty()).map(|(name, f)| Op::go(name, "", &f.at));
    fields.chain(sets).chain(lines).chain(files(record)).chain(moves).collect()
}

pub(super) fn files(record: &Record) -> impl Iterator<Item = Op> + '_ {
    record.blobs.iter().map(|b| b.value.clone()).map(|b| Op::Blob {
        address: b.address,
        key: b.key,
        size: b.size,
        mime: b.mime,
        name: b.name,
        about: b.about,
    })
}

/// A value with the records that went along named by their copies, however deep.
fn moved_to(value: &Value, moved: &BTreeMap<RecordId, RecordId>) -> Value {
    match value {
        Value::Bytes(_) => match value.record().and_then(|id| moved.get(&id)) {
            Some(to) => (*to).into(),
            None => value.clone(),
        },
        Value::List(all) => Value::List(all.iter().map(|one| moved_to(one, moved)).collect()),
        Value::Map(all) => {
            Value::Map(all.iter().map(|(key, one)| (key.clone(), moved_to(one, moved))).collect())
        }
        _ => value.clone(),
    }
}

/// What a sealing's redactions say; a field that is deleted by law has a ground of the list `redact_ground`.
const GROUND: &str = "sealed";

impl Staying {
    #[must_use]
    pub fn keeps(&self, op: &Op) -> bool {
        match op {
            Op::SetField { field, .. } => self.fields.contains(&field.as_str()),
            Op::Line { line, .. } => self.lines.contains(&line.as_str()),
            Op::Add { set, .. } => self.sets.contains(&set.as_str()),
            _ => false,
        }
    }
}

/// Every value of a record but those that stay, taken out for good once the approver has signed, and covered at once.
pub fn covered(covering: &Covering<'_>, stays: impl Fn(&Op) -> bool) -> Vec<Op> {
    let ground = GROUND;
    let items = covering.entries.iter().flat_map(|e| e.ops().map(move |(item, op)| (e.id, item, op)));
    let redactions = items.filter(|(_, _, op)| !stays(op)).filter_map(|(entry, item, op)| {
        let (kind, field) = redactable(op)?;
        let (kind, ground, approver) = (kind.into(), ground.into(), covering.approver.clone());
        Some(Op::Redact { entry, item, kind, field, ground, approver })
    });
    redactions.chain([Op::Hide { hidden: true }]).collect()
}

fn redactable(op: &Op) -> Option<(&'static str, String)> {
    match op {
        Op::SetField { field, .. } => Some(("field.set", field.clone())),
        Op::Line { line, .. } => Some(("line.add", line.clone())),
        Op::Add { set, .. } => Some(("set.add", set.clone())),
        Op::Blob { .. } => Some(("blob.ref", "file".into())),
        _ => None,
    }
}

/// The entry that ordered a sealing's deletion and waits for the approver.
pub fn ordered_by(record: &Record) -> Option<EntryId> {
    record.redactions.iter().rev().find(|r| !r.approved && r.ground == GROUND).map(|r| r.by)
}

/// Its values are to be taken out, or ordered to be and the approver has not signed yet: nobody is shown them meanwhile.
pub fn is_covered(record: &Record) -> bool {
    let marked = record.set(super::TO_SEAL).next().is_some();
    record.hidden && (marked || ordered_by(record).is_some())
}

/// What the row of a covered record is found by.
pub const COVERED: &str = "sealed";

/// The row of a covered record: that it is there, and nothing of what it says.
#[must_use]
pub fn without_words(projection: Projection) -> Projection {
    let card = projection.card.map(|card| Card {
        title: String::new(),
        kind: String::new(),
        flags: vec![COVERED.into()],
        holder: None,
        more: serde_json::json!({}),
        ..card
    });
    Projection { card, clocks: projection.clocks, ..Projection::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Stage, scene};

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    #[test]
    fn a_copy_names_the_copies_of_what_went_along_however_deep() {
        let moved = BTreeMap::from([(id(1), id(101)), (id(2), id(102))]);
        let deep =
            Value::map([("record", id(1).into()), ("also", Value::List(vec![id(2).into(), id(3).into()]))]);
        let record = scene::record(
            "appeal",
            &[
                Op::set("station", id(9)),
                Op::set("title", "村账"),
                Op::add("party", deep),
                Op::line("note", id(2)),
            ],
        );
        let ops = copied(&record, &["station"], &moved);
        let wanted = Value::map([
            ("record", id(101).into()),
            ("also", Value::List(vec![id(102).into(), id(3).into()])),
        ]);
        assert!(ops.contains(&Op::add("party", wanted)), "{ops:?}");
        assert!(ops.contains(&Op::line("note", id(102))) && ops.contains(&Op::set("title", "村账")));
        assert!(!ops.iter().any(|op| matches!(op, Op::SetField { field, .. } if field == "station")));
    }

    #[test]
    fn a_row_without_words_keeps_where_it_is_and_what_is_due() {
        let card = Card {
            noun: "appeal".into(),
            station: Some(id(9)),
            office: "331002".into(),
            state: "sealed".into(),
            stage: Stage::None,
            kind: "report".into(),
            on: None,
            title: "村账".into(),
            no: Some("JJ01-SQ-2026-A-001".into()),
            holder: Some(id(4)),
            flags: vec!["minor".into()],
            hidden: true,
            more: serde_json::json!({ "names": ["秦○○"] }),
        };
        let row = without_words(Projection { card: Some(card), ..Projection::default() }).card.unwrap();
        assert_eq!(
            (row.station, row.no.as_deref(), row.title.as_str()),
            (Some(id(9)), Some("JJ01-SQ-2026-A-001"), "")
        );
        assert_eq!((row.kind.as_str(), row.holder, row.more), ("", None, serde_json::json!({})));
        // Those that wait are asked for by it: to walk all rows for the hidden ones took a slow disk a minute at each sign-in.
        assert_eq!(row.flags, [COVERED]);
    }

    #[test]
    fn what_is_sealed_from_the_start_is_not_covered() {
        assert!(!is_covered(&scene::record("appeal", &[Op::Hide { hidden: true }])));
    }
}
