//! `evaluate_appeal` (评价): what the petitioner says, written down by somebody who did not work on it. 不满意 opens the
//! rework by itself, once; said again it waits for the responsible leader.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, Delivery, Evaluation, Rating, State};
use super::NOT_OWED;
use crate::facts::{Kept, LONG, in_list, in_order, not_ahead, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EvaluateAppeal {
    pub level: Rating,
    pub on: NaiveDate,
    /// List `delivery`: how they were asked; `not_owed` where nobody can be.
    pub how: String,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

pub fn evaluate_appeal(appeal: &Appeal, input: EvaluateAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("evaluate_appeal", ctx)?;
    not_ahead("on", input.on, ctx.today)?;
    let delivered = appeal.lines::<Delivery>("delivery").pop().map(|d| d.on);
    delivered.map_or(Ok(()), |day| in_order("on", day, input.on))?;
    fits(appeal, &input, ctx)?;
    let again = input.level == Rating::Dissatisfied && !appeal.was_reworked();
    let mut ticking = appeal.ticking(ctx);
    ticking.happened_for("evaluated", input.on, appeal.cause());
    if again {
        ticking.happened_for("reworked", input.on, "rework");
    }
    let mut ops = vec![Op::line("evaluation", line(&input, ctx).keep())];
    ops.extend(ticking.ops());
    ops.push(appeal.go_to(row, if again { State::Reworking } else { State::Evaluated })?);
    Ok(ops)
}

fn line(input: &EvaluateAppeal, ctx: &Ctx<'_>) -> Evaluation {
    Evaluation {
        level: input.level,
        on: input.on,
        how: input.how.clone(),
        reason: input.reason.clone(),
        sampled: false,
        by: ctx.person.record,
    }
}

/// 无法联系 rests on its attempts; who left no name says nothing.
fn fits(appeal: &Appeal, input: &EvaluateAppeal, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let nobody_asked = appeal.cannot_be_answered() && input.level == Rating::NotEvaluated;
    if !(nobody_asked && input.how == NOT_OWED) {
        in_list(ctx, ("how", "delivery"), &Some(input.how.clone()))?;
    }
    in_list(ctx, ("level", "evaluation"), &Some(input.level.key().into()))?;
    input.reason.as_deref().map_or(Ok(()), |reason| written("reason", reason, LONG))?;
    if input.level == Rating::Unreachable {
        appeal.must_be_told(ctx)?;
    }
    if appeal.facts.anonymous == Some(true) && input.level != Rating::NotEvaluated {
        return Err(Refusal::NothingOwed);
    }
    Ok(())
}
