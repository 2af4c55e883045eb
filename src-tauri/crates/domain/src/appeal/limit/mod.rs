//! Time: asking for more of it (延期), for its standing still (中止计算) and going on; events that start and meet limits.
//! It does not count days. Nothing here overwrites: a clock's story is replayed.
//! Called by the list of calls (`actions::calls`) and by `actions::appeals`.

mod decide;
mod event;
mod request;

pub use decide::{
    ConfirmPaperGrant, GrantRequest, RecordPaperGrant, RefuseRequest, confirm_paper_grant, grant_request,
    level_of, record_paper_grant, refuse_request,
};
pub(super) use decide::{has_level_for, may_decide};
pub use event::{events, record_event};
pub use request::{
    RequestExtension, RequestPause, RequestResume, request_extension, request_pause, request_resume,
};

use chrono::NaiveDate;

use super::{Appeal, Asked, Change};
use crate::clocks::Clock;
use crate::rules::Rule;
use crate::{Ctx, Refusal};

/// Requests nobody has decided yet.
pub fn waiting(appeal: &Appeal) -> Vec<Asked> {
    asked_at(appeal, "requested")
}

/// Granted on paper, and not confirmed yet by whose signature is on it.
pub fn recorded(appeal: &Appeal) -> Vec<Asked> {
    asked_at(appeal, "recorded")
}

fn asked_at(appeal: &Appeal, point: &str) -> Vec<Asked> {
    let asked = appeal.lines::<Asked>("request").into_iter();
    asked.filter(|a| appeal.record.at(&format!("extend/{}", a.id)) == point).collect()
}

/// The open clock a request is about, with its rule. A clock whose rule is not here (规则未到) cannot be changed.
fn clock_of<'l>(appeal: &Appeal, flow: &str, ctx: &Ctx<'l>) -> Result<(Clock, &'l Rule), Refusal> {
    let clock = appeal.clocks(ctx.law).into_iter().find(|c| c.flow == flow && c.is_open());
    let clock = clock.ok_or_else(|| cannot(flow, "clock"))?;
    let rule = clock.rule_in(ctx.law).ok_or_else(|| cannot(flow, "rule"))?;
    Ok((clock, rule))
}

fn cannot(flow: &str, lacks: &str) -> Refusal {
    Refusal::ClockCannot { rule: flow.into(), lacks: lacks.into() }
}

/// The open clocks that may be changed so now: by their rule, by what was used up, with no request of theirs waiting.
pub(super) fn changeable(appeal: &Appeal, kind: Change, ctx: &Ctx<'_>) -> Vec<Clock> {
    let asked_already = waiting(appeal);
    let open = appeal.clocks(ctx.law).into_iter().filter(|c| c.is_open());
    let free = open.filter(|c| !asked_already.iter().any(|w| w.clock == c.flow));
    free.filter(|c| c.rule_in(ctx.law).is_some_and(|rule| could((kind, ctx.today), (c, rule)))).collect()
}

/// What has lapsed can neither be made to stand still nor be made longer: nothing brings an overdue matter back in time.
fn has_lapsed(clock: &Clock, today: NaiveDate) -> bool {
    clock.due_on().is_some_and(|due| due < today)
}

fn could((kind, today): (Change, NaiveDate), (clock, rule): (&Clock, &Rule)) -> bool {
    let paused = clock.at == crate::clocks::PAUSED;
    match kind {
        Change::Extend => {
            rule.extension.is_some_and(|e| clock.history.extended_by < e.amount) && !has_lapsed(clock, today)
        }
        Change::Pause => {
            !clock.stands_still_on(today) && !rule.pauses.is_empty() && !has_lapsed(clock, today)
        }
        Change::Resume => paused,
    }
}

/// Whether a request could be carried out as things stand.
pub(super) fn still_fits(appeal: &Appeal, asked: &Asked, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let (clock, rule) = clock_of(appeal, &asked.clock, ctx)?;
    lawful(asked, (&clock, rule))
}

/// Whether the law lets this clock be changed so; asked when it is requested and again when it is granted.
fn lawful(asked: &Asked, (clock, rule): (&Clock, &Rule)) -> Result<(), Refusal> {
    match asked.kind {
        Change::Extend => {
            let amount = asked.amount.unwrap_or(0);
            let most = rule.extension.map(|e| e.amount).ok_or_else(|| cannot(&rule.id, "extension"))?;
            let fits = amount > 0 && clock.history.extended_by.saturating_add(amount) <= most;
            if fits { Ok(()) } else { Err(Refusal::OutOfRange { field: "amount".into(), least: 1, most }) }
        }
        Change::Pause if clock.stands_still_on(asked.on) => Err(cannot(&rule.id, "running")),
        Change::Pause if !rule.may_pause_for(&asked.reason) => Err(cannot(&rule.id, "pause")),
        Change::Resume if clock.at != crate::clocks::PAUSED => Err(cannot(&rule.id, "paused")),
        Change::Pause | Change::Resume => Ok(()),
    }
}
