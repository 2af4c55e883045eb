//! `close_activity`: minutes written, every opinion taken further, what its kind asks for in the file.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Activity, ActivityFacts, hearing, hold, plan};
use crate::facts::{fixed, go};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CloseActivity {
    /// What was still missing, written with the same stroke.
    #[serde(flatten)]
    pub facts: ActivityFacts,
}

pub fn close_activity(activity: &Activity, input: CloseActivity, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let touched = input.facts;
    // Days and kind are not for the last stroke: a day is amended, and moves its clocks with it.
    fixed("kind", &touched.kind)?;
    fixed("scheduled_on", &touched.scheduled_on)?;
    fixed("held_on", &touched.held_on)?;
    let after = Activity { facts: touched.clone().over(activity.facts.clone()), ..activity.clone() };
    let row = after.ask("close_activity", ctx)?;
    // The last stroke opens no way round what planning and holding ask.
    plan::check_said(&after.facts, ctx)?;
    hold::still_attended(row.verb, (&touched, &after), ctx)?;
    let mut ops = touched.ops(&activity.facts);
    ops.push(go(row, activity.at()));
    Ok(ops)
}

/// The need of closing.
pub fn whole(activity: &Activity, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    hold::enough("close", activity, ctx)?;
    let mut lacks = of_kind(activity);
    if activity.unsettled().next().is_some() {
        lacks.push("opinions_settled".into());
    }
    if activity.is_hearing() {
        lacks.extend(hearing::lacks_after(activity, ctx));
    }
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Lacks { verb: "close_activity".into(), lacks }) }
}

/// What is special about the record of a kind (law.md §1.2).
fn of_kind(activity: &Activity) -> Vec<String> {
    let facts = &activity.facts;
    let deputy_came = || facts.attended.iter().flatten().any(|p| p.part == "deputy");
    let (name, there) = match activity.kind() {
        "HD03" => ("agreement", facts.agreement.is_some()),
        "HD04" => ("n_public", facts.n_public.is_some()),
        "HD07" | "HD10" => ("object", facts.object.is_some()),
        "HD09" => ("publication", facts.publication.is_some()),
        "HD11" => ("recommendation_no", facts.recommendation_no.is_some()),
        "HD12" => ("deputy_attended", deputy_came()),
        _ => return vec![],
    };
    if there { vec![] } else { vec![name.into()] }
}
