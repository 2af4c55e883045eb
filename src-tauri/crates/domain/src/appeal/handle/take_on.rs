//! Who has it: `take_on_appeal`, `assign_handler`, `hand_over_appeal`.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, HandedOver, State};
use crate::facts::{Kept, SHORT, fits, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct TakeOnAppeal {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AssignHandler {
    #[ts(as = "String")]
    pub handler: RecordId,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct HandOverAppeal {
    #[ts(as = "String")]
    pub to: RecordId,
    pub reason: String,
}

pub fn take_on_appeal(appeal: &Appeal, _input: TakeOnAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("take_on_appeal", ctx)?;
    let mut ops = now_with(appeal, ctx.person.record, (None, ctx));
    ops.extend(appeal.go(row));
    Ok(ops)
}

pub fn assign_handler(appeal: &Appeal, input: AssignHandler, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("assign_handler", ctx)?;
    fits("reason", &input.reason.keep(), SHORT)?;
    fit(appeal, input.handler)?;
    let mut ops = now_with(appeal, input.handler, (input.reason, ctx));
    // Work that is under way stays where it is; only the hands change.
    if matches!(appeal.state, Some(State::Accepted | State::Assigned)) {
        ops.extend(appeal.go(row));
    }
    Ok(ops)
}

pub fn hand_over_appeal(appeal: &Appeal, input: HandOverAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("hand_over_appeal", ctx)?;
    written("reason", &input.reason, SHORT)?;
    fit(appeal, input.to)?;
    Ok(now_with(appeal, input.to, (Some(input.reason), ctx)))
}

/// Somebody else than now, who has not declared that they must keep away.
fn fit(appeal: &Appeal, to: RecordId) -> Result<(), Refusal> {
    if appeal.record.set("recused").any(|v| v.record() == Some(to)) {
        return Err(Refusal::MustKeepAway);
    }
    if appeal.holder == Some(to) { Err(Refusal::NothingChanged) } else { Ok(()) }
}

fn now_with(appeal: &Appeal, to: RecordId, (reason, ctx): (Option<String>, &Ctx<'_>)) -> Vec<Op> {
    let line = HandedOver { from: appeal.holder, to: Some(to), office: None, on: ctx.today, reason };
    vec![Op::set("holder", to), Op::add("handler", to), Op::line("handed_over", line.keep())]
}
