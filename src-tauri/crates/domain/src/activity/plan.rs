//! `plan_activity`: what, when, where, who is asked to come. A hearing's and a reception day's notice start to run.

use chrono::NaiveDate;
use ledger::{Op, Record, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Activity, ActivityFacts, HEARING};
use crate::facts::{Kept, fixed, go, headcount, in_list, required, times_in_order};
use crate::station::Station;
use crate::visit::log::check_present;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct PlanActivity {
    #[serde(flatten)]
    pub facts: ActivityFacts,
}

/// `activity` is `Activity::blank`. A day that lies back is allowed: plans are typed in late, too.
pub fn plan_activity(
    activity: &Activity,
    station: &Station,
    input: PlanActivity,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = activity.ask("plan_activity", ctx)?;
    // What was held is written down by `hold_activity`: a day held in a plan would move the clocks that look back.
    fixed("held_on", &input.facts.held_on)?;
    let facts = input.facts.over(ActivityFacts::default());
    required("scheduled_on", &facts.scheduled_on)?;
    check(&facts, station, ctx)?;
    let mut ops = begin(activity, &facts);
    ops.extend(opened(activity, facts, ctx));
    ops.push(go(row, ""));
    Ok(ops)
}

/// The facts of a new record.
pub(super) fn begin(activity: &Activity, facts: &ActivityFacts) -> Vec<Op> {
    let mut ops = facts.ops(&ActivityFacts::default());
    ops.extend(event_day(facts));
    ops.push(Op::set("office", activity.office.as_str()));
    ops
}

/// The clocks that planning starts, counted back from the day of the event.
fn opened(activity: &Activity, facts: ActivityFacts, ctx: &Ctx<'_>) -> Vec<Op> {
    let planned = Activity { facts, ..activity.clone() };
    let mut ticking = planned.ticking(ctx);
    ticking.happened("planned", ctx.today);
    ticking.ops()
}

/// What its rule counts back from (`event` list): R16a, R21.
pub(super) fn event(facts: &ActivityFacts) -> Option<&'static str> {
    match facts.kind.as_deref()? {
        HEARING => Some("hearing"),
        RECEPTION_DAY => Some("reception_day"),
        _ => None,
    }
}

/// The event's day under the name that its rule counts from.
pub(super) fn event_day(facts: &ActivityFacts) -> Option<Op> {
    let name = format!("{}_on", event(facts)?);
    facts.held_on.or(facts.scheduled_on).map(|on: NaiveDate| Op::set(&name, on.keep()))
}

/// Two desks planned or held it on different days, and one of them stands (`resolve_conflict`): what looks back follows.
pub(crate) fn day_as_settled(record: &Record, (field, to): (&str, &Value)) -> Vec<Op> {
    let mut facts = ActivityFacts::of(record);
    match field {
        "scheduled_on" => facts.scheduled_on = NaiveDate::read(to),
        "held_on" => facts.held_on = NaiveDate::read(to),
        _ => return vec![],
    }
    event_day(&facts).into_iter().collect()
}

pub(super) const RECEPTION_DAY: &str = "HD06";

/// What must be right about an activity, planned or held.
pub(super) fn check(facts: &ActivityFacts, station: &Station, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    check_said(facts, ctx)?;
    let day = facts.held_on.or(facts.scheduled_on);
    match day.filter(|on| !station.open_on(*on)) {
        Some(on) => Err(Refusal::StationClosed { station: station.name().into(), on }),
        None => Ok(()),
    }
}

/// The same but for the day: codes in their lists, times in order, people who can be told.
pub(super) fn check_said(facts: &ActivityFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    facts.fit()?;
    required("kind", &facts.kind)?;
    required("topic", &facts.topic)?;
    in_list(ctx, ("kind", "activity"), &facts.kind)?;
    times_in_order("to_at", facts.from_at, facts.to_at)?;
    // Of the public nobody may have come.
    headcount("n_public", facts.n_public.filter(|n| *n > 0))?;
    for topic in facts.topics.iter().flatten() {
        in_list(ctx, ("topics", "content"), &Some(topic.clone()))?;
    }
    let there =
        |field, list: &Option<Vec<_>>| list.iter().flatten().try_for_each(|p| check_present((field, p), ctx));
    there("invited", &facts.invited)?;
    there("attended", &facts.attended)
}
