//! `seal_appeal`: what turns out to need sealing is written anew into `sealed/`, and every text of the open record is
//! redacted, item by item, whoever wrote it.

use ledger::{Entry, Op, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SealReason, Sealing};
use crate::appeal::{Appeal, State};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SealAppeal {
    pub reason: SealReason,
}

/// `approver` is the account that signs the redaction beside its author; until it has, `hide` covers the record.
/// The parties are records of their own and are sealed in the same deed by whoever knows them.
pub fn seal_appeal(
    (appeal, entries): (&Appeal, &[Entry]),
    approver: &Value,
    input: SealAppeal,
    ctx: &Ctx<'_>,
) -> Result<Sealing, Refusal> {
    let row = appeal.ask("seal_appeal", ctx)?;
    let mut sealed = transplant(appeal);
    sealed.extend([Op::set("seal_reason", input.reason.key()), Op::set("stub", appeal.record.id)]);
    let redactions = entries.iter().flat_map(|entry| redactions(entry, approver));
    let mut stub: Vec<Op> = redactions.collect();
    let mut ticking = appeal.ticking(ctx);
    for clock in appeal.clocks(ctx.law).iter().filter(|c| c.is_open() && c.rule != KEPT_CLOCK) {
        ticking.meet_one(&clock.flow, (row.verb, ctx.today));
    }
    stub.extend(ticking.ops());
    stub.push(appeal.go_to(row, State::Sealed)?);
    Ok(Sealing { sealed, stub })
}

/// What the station keeps: where it came in and by when it must be answered.
const KEPT_FIELDS: &[&str] =
    &["station", "office", "received_on", "registered_on", "procedurally_replied_on"];
const KEPT_LINES: &[&str] = &["clock"];
const KEPT_CLOCK: &str = "R01";

/// The whole matter as it stands, for a record of its own. It is of no station any more.
fn transplant(appeal: &Appeal) -> Vec<Op> {
    let record = &appeal.record;
    let fields = record.fields.iter().filter(|(name, _)| *name != "station");
    let fields = fields.filter_map(|(name, v)| v.first().map(|v| Op::set(name, v.value.clone())));
    let sets = record.sets.iter().flat_map(|(name, v)| v.iter().map(move |v| Op::add(name, v.value.clone())));
    let lines = record.lines.iter().flat_map(|(name, all)| {
        all.iter().filter(|l| !l.corrected).map(move |l| Op::line(name, l.value.clone()))
    });
    let moves =
        record.flows.iter().filter(|(_, f)| !f.at.is_empty()).map(|(name, f)| Op::go(name, "", &f.at));
    fields.chain(sets).chain(lines).chain(moves).collect()
}

fn redactions<'e>(entry: &'e Entry, approver: &'e Value) -> impl Iterator<Item = Op> + 'e {
    entry.ops().filter_map(move |(item, op)| {
        let (kind, field) = redactable(op)?;
        let (entry, ground) = (entry.id, "sealed".to_owned());
        Some(Op::Redact { entry, item, kind: kind.into(), field, ground, approver: approver.clone() })
    })
}

fn redactable(op: &Op) -> Option<(&'static str, String)> {
    match op {
        Op::SetField { field, .. } if !KEPT_FIELDS.contains(&field.as_str()) => {
            Some(("field.set", field.clone()))
        }
        Op::Line { line, .. } if !KEPT_LINES.contains(&line.as_str()) => Some(("line.add", line.clone())),
        Op::Add { set, .. } => Some(("set.add", set.clone())),
        Op::Blob { .. } => Some(("blob.ref", "file".into())),
        _ => None,
    }
}
