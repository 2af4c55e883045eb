//! `link_same`, `unlink_same`, `tell_apart`: the same matter elsewhere, or one that only looks like it. Rows are linked and
//! never merged, and no limit moves by it.
//! Called by `actions::appeals`, and by the inbox, which asks what nobody has said yet (`conflict::doubles`).

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, Compared};
use crate::facts::{Kept, LONG, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LinkSame {
    #[ts(as = "String")]
    pub same: RecordId,
    /// Why; whoever decides it in the inbox says so.
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UnlinkSame {
    #[ts(as = "String")]
    pub same: RecordId,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TellApart {
    #[ts(as = "String")]
    pub appeal: RecordId,
    pub reason: String,
}

pub fn link_same(appeal: &Appeal, input: LinkSame, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("link_same", ctx)?;
    if let Some(reason) = &input.reason {
        written("reason", reason, LONG)?;
    }
    if input.same == appeal.record.id || is_linked(appeal, input.same) {
        return Err(Refusal::NothingChanged);
    }
    let why = input.reason.map(|reason| {
        let by = ctx.person.record;
        let line = Compared { record: input.same, same: true, reason, on: ctx.today, by };
        Op::line(LINE, line.keep())
    });
    Ok([Op::Same { record: input.same, off: false }].into_iter().chain(why).collect())
}

pub fn unlink_same(appeal: &Appeal, input: UnlinkSame, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("unlink_same", ctx)?;
    if !is_linked(appeal, input.same) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![Op::Same { record: input.same, off: true }])
}

/// It is said once, in one of the two; a link goes by `unlink_same`.
pub fn tell_apart(appeal: &Appeal, input: TellApart, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("tell_apart", ctx)?;
    written("reason", &input.reason, LONG)?;
    if is_linked(appeal, input.appeal) {
        return Err(Refusal::CheckFailed { field: "appeal".into() });
    }
    if input.appeal == appeal.record.id || is_compared(appeal, input.appeal) {
        return Err(Refusal::NothingChanged);
    }
    let (record, reason, by) = (input.appeal, input.reason, ctx.person.record);
    let line = Compared { record, same: false, reason, on: ctx.today, by };
    Ok(vec![Op::line(LINE, line.keep())])
}

const LINE: &str = "compared";

/// Somebody has said of this one whether the other is the same.
pub(crate) fn is_compared(appeal: &Appeal, other: RecordId) -> bool {
    let apart = |c: &Compared| c.record == other && !c.same;
    is_linked(appeal, other) || appeal.lines::<Compared>(LINE).iter().any(apart)
}

fn is_linked(appeal: &Appeal, other: RecordId) -> bool {
    appeal.record.same.iter().any(|s| s.value == other)
}
