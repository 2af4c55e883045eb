//! 正式代表建议: assigned to us by the congress (`assign_proposal`), taken on (`accept_proposal`) or given back with an
//! explanation within ten days (`return_proposal`, R14b). Its three or six months count from 交办 (R14a).

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Voice;
use super::sort::no_case;
use crate::facts::{SHORT, go, in_order, not_ahead, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AssignProposal {
    /// 交办之日.
    pub assigned_on: NaiveDate,
    pub assigned_by: String,
    /// The congress's number of it.
    pub number: String,
    /// 涉及面广、处理难度大: six months instead of three.
    #[serde(default)]
    pub difficult: bool,
    /// 大会期间提出: the seven days in which the deputy is told are of what was raised between sessions (R14e).
    #[serde(default)]
    pub in_session: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AcceptProposal {
    pub on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReturnProposal {
    pub on: NaiveDate,
    /// 说明: why it is not ours.
    pub reason: String,
}

pub fn assign_proposal(voice: &Voice, input: AssignProposal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("assign_proposal", ctx)?;
    no_case(voice)?;
    not_ahead("assigned_on", input.assigned_on, ctx.today)?;
    in_order("assigned_on", voice.facts.received_on.unwrap_or(input.assigned_on), input.assigned_on)?;
    written("assigned_by", &input.assigned_by, SHORT)?;
    written("number", &input.number, SHORT)?;
    let known = Voice { difficult: input.difficult, in_session: input.in_session, ..voice.clone() };
    let mut ticking = known.ticking(ctx);
    ticking.happened("assigned", input.assigned_on);
    let mut ops = vec![Op::set("assigned_by", input.assigned_by), Op::set("proposal_no", input.number)];
    if input.difficult {
        ops.push(Op::set("difficult", true));
    }
    if input.in_session {
        ops.push(Op::set("in_session", true));
    }
    ops.extend(ticking.ops());
    ops.push(go(row, voice.at()));
    Ok(ops)
}

pub fn accept_proposal(voice: &Voice, input: AcceptProposal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("accept_proposal", ctx)?;
    no_case(voice)?;
    since_assigned(voice, input.on, ctx)?;
    let mut ticking = voice.ticking(ctx);
    // Taken on: nothing is to be given back any more.
    for clock in voice.clocks(ctx.law).iter().filter(|c| c.is_open() && c.met_by == "returned") {
        ticking.meet_one(&clock.flow, ("accepted", input.on));
    }
    ticking.happened("accepted", input.on);
    let mut ops = ticking.ops();
    ops.push(go(row, voice.at()));
    Ok(ops)
}

pub fn return_proposal(voice: &Voice, input: ReturnProposal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("return_proposal", ctx)?;
    written("reason", &input.reason, SHORT)?;
    since_assigned(voice, input.on, ctx)?;
    let mut ticking = voice.ticking(ctx);
    ticking.happened("returned", input.on).end("returned", input.on);
    let mut ops = vec![Op::set("reason", input.reason)];
    ops.extend(ticking.ops());
    ops.push(go(row, voice.at()));
    Ok(ops)
}

fn since_assigned(voice: &Voice, on: NaiveDate, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    not_ahead("on", on, ctx.today)?;
    in_order("on", crate::facts::field(&voice.record, "assigned_on").unwrap_or(on), on)
}
