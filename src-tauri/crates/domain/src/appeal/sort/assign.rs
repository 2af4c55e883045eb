//! `assign_appeal` (交办): downward to an office of the prefecture, and `return_assignment` back up with a reason.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::{Appeal, HandedOver};
use crate::clocks::OWN;
use crate::facts::{Kept, SHORT, fits, written};
use crate::rules::Fact;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AssignAppeal {
    /// Six digits of the office that is to work on it.
    pub office: String,
    pub on: NaiveDate,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReturnAssignment {
    pub reason: String,
}

pub fn assign_appeal(appeal: &Appeal, input: AssignAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("assign_appeal", ctx)?;
    check_day(("on", input.on), appeal, ctx)?;
    fits("reason", &input.reason.keep(), SHORT)?;
    if !is_below(&ctx.person.office, &input.office) {
        return Err(Refusal::OnlyDownward);
    }
    // Nobody would ever find it again.
    if ctx.law.places.office(&input.office).is_none() {
        let (field, list) = ("office".into(), "office".into());
        return Err(Refusal::NotInList { field, list, value: input.office });
    }
    let line = HandedOver {
        from: appeal.holder,
        to: None,
        office: Some(input.office.clone()),
        on: input.on,
        reason: input.reason,
    };
    let mut ops = vec![
        Op::set("handled_by_office", input.office.as_str()),
        Op::set("assigned_by_office", ctx.person.office.as_str()),
        Op::set("holder", ledger::Value::Null),
        Op::set("handling", "assign"),
        Op::line("handed_over", line.keep()),
    ];
    let below = Appeal { office: input.office, ..appeal.clone() };
    let known = appeal.situation().with(Fact::Handling, "assign");
    let mut ticking = below.ticking_as(ctx, known);
    // Whoever had it before owes no report any more; each who gets it has two months of its own.
    for clock in appeal.clocks(ctx.law).iter().filter(|c| c.is_open() && c.met_by == "reported_back") {
        ticking.meet_one(&clock.flow, ("assigned", input.on));
    }
    ticking.happened_for("assigned", input.on, &nth_assignment(appeal, &ctx.person.office));
    ops.extend(ticking.ops());
    ops.extend(appeal.go(row));
    Ok(ops)
}

/// The cause of its clock: `0`, and `2` for the second that goes downward.
fn nth_assignment(appeal: &Appeal, from: &str) -> String {
    let passed = appeal.lines::<HandedOver>("handed_over").into_iter();
    match passed.filter(|line| line.office.as_deref().is_some_and(|to| is_below(from, to))).count() {
        0 => OWN.to_owned(),
        n => (n + 1).to_string(),
    }
}

/// An office does not pass on what it was given; it hands it back.
pub fn return_assignment(
    appeal: &Appeal,
    input: ReturnAssignment,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("return_assignment", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let above = appeal.record.text("assigned_by_office").unwrap_or_default().to_owned();
    let line = HandedOver {
        from: None,
        to: None,
        office: Some(above.clone()),
        on: ctx.today,
        reason: Some(input.reason),
    };
    let mut ops = vec![Op::set("handled_by_office", above), Op::line("handed_over", line.keep())];
    let mut ticking = appeal.ticking(ctx);
    ticking.meet("reported_back", ctx.today);
    ops.extend(ticking.ops());
    ops.extend(appeal.go(row));
    Ok(ops)
}

/// A county of the same prefecture, under the prefecture's own office (…00).
fn is_below(above: &str, office: &str) -> bool {
    let same = above.get(..4).is_some_and(|p| office.get(..4) == Some(p));
    above.ends_with("00") && same && !office.ends_with("00") && office.len() == 6
}
