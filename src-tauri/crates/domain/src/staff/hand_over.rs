//! `hand_over`: all open work of a colleague goes to a successor in one act; its list is the preview.
//! It knows of a record only who must act next: the field `holder` that every noun with work uses.

use ledger::{Op, RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Staff;
use crate::facts::{Kept, SHORT, written};
use crate::{Ctx, Refusal, Role};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct HandOver {
    #[ts(as = "String")]
    pub from: RecordId,
    #[ts(as = "String")]
    pub to: RecordId,
    pub reason: String,
    /// Records that stay where they are; what the preview was unticked to.
    #[serde(default)]
    #[ts(as = "Vec<String>")]
    pub except: Vec<RecordId>,
}

/// A record somebody must act on next, as a list finds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenWork {
    #[ts(as = "String")]
    pub record: RecordId,
    pub noun: String,
    pub title: String,
    #[ts(as = "Option<String>")]
    pub station: Option<RecordId>,
    #[ts(as = "String")]
    pub holder: RecordId,
}

/// The ops of each record of the deed. `(from, to)` are the two people's records.
pub fn hand_over(
    work: &[OpenWork],
    (from, to): (&Staff, &Staff),
    input: &HandOver,
    ctx: &Ctx<'_>,
) -> Result<Vec<(RecordId, Vec<Op>)>, Refusal> {
    may_hand_over(from, ctx)?;
    written("reason", &input.reason, SHORT)?;
    if from.id == to.id || from.facts.office != to.facts.office || !to.works_on(ctx.today) {
        return Err(Refusal::CannotSubstitute { name: to.facts.name.clone().unwrap_or_default() });
    }
    let theirs = |w: &&OpenWork| w.holder == from.id && !input.except.contains(&w.record);
    let deed: Vec<_> = work.iter().filter(theirs).map(|w| (w.record, ops(from, to, input, ctx))).collect();
    if deed.is_empty() { Err(Refusal::NothingChanged) } else { Ok(deed) }
}

/// A head or the registrar of the office; a person may hand over their own.
pub fn may_hand_over(from: &Staff, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if from.facts.office.as_deref() != Some(ctx.person.office.as_str()) {
        return Err(Refusal::OutOfScope);
    }
    let keeper = ctx.person.any(&[Role::Head, Role::Registrar]) || ctx.person.record == from.id;
    if keeper { Ok(()) } else { Err(Refusal::WrongRole { verb: "hand_over".into() }) }
}

fn ops(from: &Staff, to: &Staff, input: &HandOver, ctx: &Ctx<'_>) -> Vec<Op> {
    let line = Value::map([
        ("from", from.id.into()),
        ("to", to.id.into()),
        ("on", ctx.today.keep()),
        ("reason", input.reason.as_str().into()),
    ]);
    vec![Op::set("holder", to.id), Op::line("handed_over", line)]
}
