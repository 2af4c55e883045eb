//! `amend_activity`: moving the day moves the clocks with it, for they count from the day as it stands.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Activity, ActivityFacts, State, hold, notice, plan};
use crate::facts::{changed, fixed, not_ahead};
use crate::station::Station;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendActivity {
    #[serde(flatten)]
    pub facts: ActivityFacts,
}

pub fn amend_activity(
    activity: &Activity,
    station: &Station,
    input: AmendActivity,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    activity.ask("amend_activity", ctx)?;
    // The kind decides which rules hold and which clocks run.
    fixed("kind", &input.facts.kind)?;
    let touched = input.facts;
    match activity.state {
        Some(State::Planned) => fixed("held_on", &touched.held_on)?,
        _ => fixed("scheduled_on", &touched.scheduled_on)?,
    }
    let after = touched.clone().over(activity.facts.clone());
    plan::check(&after, station, ctx)?;
    if let Some(on) = after.held_on {
        not_ahead("held_on", on, ctx.today)?;
    }
    if activity.state == Some(State::Held) {
        let as_held = Activity { facts: after.clone(), ..activity.clone() };
        hold::still_attended("amend_activity", (&touched, &as_held), ctx)?;
        // Another day would have wanted its own notice, and everybody of age on it (R16).
        if touched.held_on.is_some() {
            hold::ready(&as_held, ctx)?;
        }
    }
    let mut ops = touched.ops(&activity.facts);
    if touched.scheduled_on.is_some() || touched.held_on.is_some() {
        ops.extend(plan::event_day(&after));
    }
    if let Some(to) = touched.scheduled_on.filter(|to| Some(*to) != activity.facts.scheduled_on) {
        ops.extend(notice::for_another_day(activity, to, ctx));
    }
    changed(ops)
}
