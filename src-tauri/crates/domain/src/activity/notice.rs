//! `give_notice`: 公告 and 告知. Three days before a hearing at the latest (R16a): later, the hearing must move first.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Activity, NOUN, Notice, plan};
use crate::deadline::{Direction, History, Started, deadline};
use crate::facts::{Kept, SHORT, fits, not_ahead, written};
use crate::rules::{Opening, Standing};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "GiveActivityNotice")]
pub struct GiveNotice {
    pub on: NaiveDate,
    /// How it was told: posted at the station, letter, telephone …
    pub how: String,
    #[serde(default)]
    pub to: Option<String>,
}

pub fn give_notice(activity: &Activity, input: GiveNotice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    activity.ask("give_notice", ctx)?;
    not_ahead("on", input.on, ctx.today)?;
    written("how", &input.how, SHORT)?;
    fits("to", &input.to.keep(), SHORT)?;
    let Some(for_on) = activity.facts.scheduled_on else {
        return Err(Refusal::Required { field: "scheduled_on".into() });
    };
    if let Some(latest_on) = latest_on(activity, for_on, ctx).filter(|latest| input.on > *latest) {
        return Err(Refusal::NoticeTooLate { event_on: for_on, notice_on: input.on, latest_on });
    }
    let notice = Notice { on: input.on, for_on, how: input.how, to: input.to, by: ctx.person.record };
    let mut ticking = activity.ticking(ctx);
    ticking.happened(event(activity), input.on);
    let mut ops = vec![Op::line("notice", notice.keep())];
    ops.extend(ticking.ops());
    Ok(ops)
}

/// Moved to another day: what was told counts for the day it was told of, and for none other it is owed again.
pub(super) fn for_another_day(activity: &Activity, to: NaiveDate, ctx: &Ctx<'_>) -> Vec<Op> {
    let Some(counts_from) = plan::event(&activity.facts) else { return vec![] };
    let told_on = activity.notices.iter().filter(|n| n.for_on == to).map(|n| n.on).min();
    let mut ticking = activity.ticking(ctx);
    ticking.counting_from(counts_from, to);
    for clock in activity.clocks(ctx.law).iter().filter(|c| c.met_by == event(activity)) {
        match told_on {
            Some(on) => ticking.meet_one(&clock.flow, (event(activity), on)),
            None if clock.is_open() => continue,
            None => ticking.go_on(&clock.flow, ctx.today),
        };
    }
    ticking.ops()
}

/// A hearing's people are told, a reception day is posted (list `event`).
fn event(activity: &Activity) -> &'static str {
    if activity.is_hearing() { "notified" } else { "announced" }
}

/// The last day on which notice is in time, where the law sets one; a practice only shows its clock.
pub(super) fn latest_on(activity: &Activity, event_on: NaiveDate, ctx: &Ctx<'_>) -> Option<NaiveDate> {
    let opening = Opening { noun: NOUN, event: "planned", on: ctx.today, office: &activity.office };
    let rules = ctx.law.rules.opened_by(&opening, &activity.situation());
    let binding =
        rules.into_iter().filter(|r| r.direction == Direction::Backward && r.standing == Standing::National);
    let days = binding.filter_map(|r| {
        deadline(r.period(), Started::On(event_on), &History::none(), &ctx.law.calendar).ok()?.due_on
    });
    days.min()
}

/// Whether some notice was given in time for the very day it is about.
pub fn given_in_time(activity: &Activity, ctx: &Ctx<'_>) -> bool {
    let Some(event_on) = activity.on() else { return false };
    let latest = latest_on(activity, event_on, ctx);
    activity.notices.iter().any(|n| n.for_on == event_on && latest.is_none_or(|latest| n.on <= latest))
}
