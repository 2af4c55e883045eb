//! `hold_activity`: it took place; who came, what was said. What was never planned may be held all the same, except a
//! hearing.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Activity, ActivityFacts, NOUN, OpinionInput, hearing, opinion, plan};
use crate::facts::{Kept, changed, fixed, go, not_ahead, required};
use crate::station::Station;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct HoldActivity {
    #[serde(flatten)]
    pub facts: ActivityFacts,
    pub opinions: Vec<OpinionInput>,
}

pub fn hold_activity(
    activity: &Activity,
    station: &Station,
    input: HoldActivity,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let facts = input.facts.clone().over(activity.facts.clone());
    let on: NaiveDate = *required("held_on", &facts.held_on)?;
    not_ahead("held_on", on, ctx.today)?;
    let after = Activity { facts: facts.clone(), ..activity.clone() };
    let row = after.ask("hold_activity", ctx)?;
    if activity.state.is_some() {
        // Held as what it was planned as: under another kind a hearing would need neither the chief's word nor notice.
        fixed("kind", &input.facts.kind)?;
    }
    plan::check(&facts, station, ctx)?;
    enough("hold", &after, ctx)?;
    let mut ops = match activity.state {
        None => {
            let mut ops = plan::begin(activity, &facts);
            ops.push(Op::set("planned_on", ctx.today.keep()));
            ops
        }
        Some(_) => {
            let mut ops = input.facts.ops(&activity.facts);
            ops.extend(plan::event_day(&facts));
            // Whoever was not told before is not to be told any more: too late, and nothing that still presses.
            let mut ticking = activity.ticking(ctx);
            ticking.end("held", on);
            ops.extend(ticking.ops());
            ops
        }
    };
    ops.extend(opinion::lines(activity, input.opinions)?);
    ops.push(go(row, activity.at()));
    changed(ops)
}

/// The need of holding: a hearing's conditions. Other kinds have none.
pub fn ready(activity: &Activity, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if !activity.is_hearing() {
        return Ok(());
    }
    let lacks = hearing::lacks_before(activity, ctx);
    if !lacks.is_empty() {
        return Err(Refusal::Lacks { verb: "hold_activity".into(), lacks });
    }
    // Also against who was added since they were named.
    hearing::check_hearers(activity, &activity.known, ctx)
}

/// What `evidence.csv` asks of a step.
pub(super) fn enough(step: &str, activity: &Activity, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let facts = &activity.facts;
    let has = |kind: &str| match kind {
        "minutes" => u32::from(facts.minutes.is_some()),
        "attendance" => facts.attended.iter().flatten().count() as u32 + u32::from(facts.n_public > Some(0)),
        "hearers" => activity.hearers.len() as u32,
        _ => 0,
    };
    let lacks = ctx.law.evidence.lacks((NOUN, step), ctx.today, has);
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Lacks { verb: format!("{step}_activity"), lacks }) }
}

/// Nobody is taken out of what was held until none is left.
pub(super) fn still_attended(
    verb: &str,
    (touched, after): (&ActivityFacts, &Activity),
    ctx: &Ctx<'_>,
) -> Result<(), Refusal> {
    if touched.attended.is_none() && touched.n_public.is_none() {
        return Ok(());
    }
    enough("hold", after, ctx).map_err(|why| match why {
        Refusal::Lacks { lacks, .. } => Refusal::Lacks { verb: verb.into(), lacks },
        other => other,
    })
}
