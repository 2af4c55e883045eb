//! `start_clock`, `stop_clock`: limits the law leaves to a person to open (民事监督, 国家赔偿 …), and only those.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::{Appeal, NOUN};
use super::{cannot, clock_of};
use crate::clocks::flow;
use crate::facts::{SHORT, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StartClock {
    /// The rule's id: `R11.3`.
    pub rule: String,
    /// The day of the event it counts from.
    pub on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StopClock {
    pub clock: String,
    pub on: NaiveDate,
    /// What met it.
    pub reason: String,
}

/// Marks a clock that a person opened; only such a one may a person stop.
pub(in crate::appeal) const BY_HAND: &str = "h";

pub fn start_clock(appeal: &Appeal, input: StartClock, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("start_clock", ctx)?;
    check_day(("on", input.on), appeal, ctx)?;
    let rule = ctx.law.rules.current_at(&appeal.office, &input.rule, input.on);
    let rule = rule.filter(|r| r.enabled && r.noun == NOUN && !r.starts_by_itself);
    let rule = rule.ok_or_else(|| cannot(&input.rule, "rule"))?;
    let free = |n: &u32| appeal.record.at(&flow(&rule.id, &format!("{BY_HAND}{n}"))).is_empty();
    let n = (1..).find(free).unwrap_or_default();
    let mut ticking = appeal.ticking(ctx);
    ticking.start(rule, input.on, &format!("{BY_HAND}{n}"));
    Ok(ticking.ops())
}

pub fn stop_clock(appeal: &Appeal, input: StopClock, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("stop_clock", ctx)?;
    written("reason", &input.reason, SHORT)?;
    check_day(("on", input.on), appeal, ctx)?;
    let (clock, rule) = clock_of(appeal, &input.clock, ctx)?;
    if !clock.cause.starts_with(BY_HAND) {
        return Err(cannot(&rule.id, "by_hand"));
    }
    let mut ticking = appeal.ticking(ctx);
    ticking.meet_one(&input.clock, (&rule.met_by, input.on));
    let mut ops = ticking.ops();
    ops.push(Op::line("clock_note", format!("{} {}", input.clock, input.reason)));
    Ok(ops)
}
