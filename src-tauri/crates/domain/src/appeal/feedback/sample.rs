//! `sample_appeal` (抽查回访): a later question to a petitioner whose matter was closed. What they say stands beside the
//! loop's own evaluation; 不满意 reopens a matter that was never reworked.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::{Appeal, Evaluation, Rating, State};
use crate::facts::{Kept, LONG, in_list, in_order, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SampleAppeal {
    pub level: Rating,
    pub on: NaiveDate,
    /// List `delivery`.
    pub how: String,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

pub fn sample_appeal(appeal: &Appeal, input: SampleAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("sample_appeal", ctx)?;
    check_day(("on", input.on), appeal, ctx)?;
    // Asked later than the loop itself asked, or it would reopen the matter before it was closed.
    let asked = appeal.lines::<Evaluation>("evaluation").into_iter().filter(|e| !e.sampled).map(|e| e.on);
    asked.max().map_or(Ok(()), |day| in_order("on", day, input.on))?;
    in_list(ctx, ("how", "delivery"), &Some(input.how.clone()))?;
    input.reason.as_deref().map_or(Ok(()), |reason| written("reason", reason, LONG))?;
    let reopens = input.level == Rating::Dissatisfied && !appeal.was_reworked();
    let line = Evaluation {
        level: input.level,
        on: input.on,
        how: input.how,
        reason: input.reason,
        sampled: true,
        by: ctx.person.record,
    };
    let mut ops = vec![Op::line("evaluation", line.keep())];
    if reopens {
        let mut ticking = appeal.ticking(ctx);
        ticking.happened_for("reworked", input.on, "rework");
        ops.extend(ticking.ops());
        ops.push(appeal.go_to(row, State::Reworking)?);
    }
    Ok(ops)
}
