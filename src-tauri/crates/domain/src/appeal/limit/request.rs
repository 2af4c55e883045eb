//! `request_extension`, `request_pause`, `request_resume`: the one who works on it asks, a head decides.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, Asked, Change, NOUN};
use super::{cannot, clock_of, has_lapsed, lawful};
use crate::facts::{Kept, SHORT, in_list, in_order, said, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RequestExtension {
    /// The clock's flow: `clock/R12d/0`.
    pub clock: String,
    /// In the rule's own unit, at most what the rule allows.
    pub amount: u32,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RequestPause {
    pub clock: String,
    /// List `pause`; the rule names those it knows.
    pub reason: String,
    pub from_on: NaiveDate,
    /// The day it goes on again; a pause without an end is none.
    pub until_on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RequestResume {
    pub clock: String,
    pub on: NaiveDate,
    pub reason: String,
}

pub fn request_extension(
    appeal: &Appeal,
    input: RequestExtension,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    appeal.ask("request_extension", ctx)?;
    written("reason", &input.reason, SHORT)?;
    enough(("extend", "request_extension"), (&input.reason, None), ctx)?;
    let (clock, rule) = clock_of(appeal, &input.clock, ctx)?;
    // Asked in time; when it is decided is the head's affair.
    if rule.extension.is_some() && has_lapsed(&clock, ctx.today) {
        return Err(cannot(&rule.id, "unexpired"));
    }
    let asked = Asked {
        amount: Some(input.amount),
        ..plain((Change::Extend, input.clock), (input.reason, ctx.today), ctx)
    };
    request(appeal, asked, ctx)
}

pub fn request_pause(appeal: &Appeal, input: RequestPause, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("request_pause", ctx)?;
    in_list(ctx, ("reason", "pause"), &Some(input.reason.clone()))?;
    let Some(day_after) = input.from_on.succ_opt() else {
        return Err(Refusal::EndBeforeStart {
            field: "until_on".into(),
            from: input.from_on,
            to: input.until_on,
        });
    };
    in_order("until_on", day_after, input.until_on)?;
    enough(("pause", "request_pause"), (&input.reason, Some(input.until_on)), ctx)?;
    let (clock, rule) = clock_of(appeal, &input.clock, ctx)?;
    // Asked in time, for days within the limit; when it is decided is the head's affair.
    if rule.may_pause_for(&input.reason) {
        if has_lapsed(&clock, ctx.today) {
            return Err(cannot(&rule.id, "unexpired"));
        }
        in_order("from_on", input.from_on, clock.due_on().unwrap_or(input.from_on))?;
    }
    let asked = plain((Change::Pause, input.clock), (input.reason, input.from_on), ctx);
    request(appeal, Asked { until_on: Some(input.until_on), ..asked }, ctx)
}

pub fn request_resume(appeal: &Appeal, input: RequestResume, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("request_resume", ctx)?;
    written("reason", &input.reason, SHORT)?;
    enough(("resume", "request_resume"), (&input.reason, None), ctx)?;
    request(appeal, plain((Change::Resume, input.clock), (input.reason, input.on), ctx), ctx)
}

/// What `evidence.csv` asks of a request: its reason, and of a pause its end.
fn enough(
    (step, verb): (&str, &str),
    (reason, end): (&str, Option<NaiveDate>),
    ctx: &Ctx<'_>,
) -> Result<(), Refusal> {
    ctx.law.evidence.demand((NOUN, step, verb), ctx.today, |kind| match kind {
        "reason" => said(reason),
        "end" => u32::from(end.is_some()),
        _ => 0,
    })
}

fn plain((kind, clock): (Change, String), (reason, on): (String, NaiveDate), ctx: &Ctx<'_>) -> Asked {
    let by = ctx.person.record;
    Asked { id: String::new(), kind, clock, reason, amount: None, until_on: None, on, by }
}

fn request(appeal: &Appeal, asked: Asked, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let (clock, rule) = clock_of(appeal, &asked.clock, ctx)?;
    lawful(&asked, (&clock, rule))?;
    in_order("on", clock.started_on, asked.on)?;
    if super::waiting(appeal).iter().any(|w| w.clock == asked.clock) {
        return Err(Refusal::NothingChanged);
    }
    let (flow, id) = appeal.next_flow("extend");
    let asked = Asked { id, ..asked };
    Ok(vec![Op::line("request", asked.keep()), Op::go(&flow, "", "requested")])
}
