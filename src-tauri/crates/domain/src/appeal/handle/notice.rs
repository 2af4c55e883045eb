//! `reply_procedurally` (程序性回复): the petitioner is told where the matter stands, or that it takes longer and why. It meets R01
//! and R12b, and N10.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::{Appeal, Material, Notice, Sorted};
use crate::clocks::Ticking;
use crate::facts::{Kept, LONG, in_list, in_order, written};
use crate::{Ctx, Refusal};

/// The events a notice is: the limits that wait for one of them are met by it.
pub(in crate::appeal) const NOTICE_EVENTS: &[&str] = &["procedurally_replied", "informed"];

/// What it is when a notice tells of an extension and its reason (信访工作条例 34).
pub(in crate::appeal) const EXTENSION_TOLD: &str = "extension_told";
/// Of list `procedural_reply`.
const EXTENSION: &str = "extension";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct GiveNotice {
    /// What was told (list `procedural_reply`).
    pub about: String,
    pub on: NaiveDate,
    /// List `delivery`.
    pub how: String,
    #[serde(default)]
    #[ts(optional)]
    pub text: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub proof: Option<Material>,
}

pub fn reply_procedurally(appeal: &Appeal, input: GiveNotice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("reply_procedurally", ctx)?;
    let mut ops = vec![notice_line(appeal, &input, ctx)?];
    is_decided(appeal, ("reply_procedurally", &input.about))?;
    if let Some(decided) = decided_on(appeal, &input.about) {
        in_order("on", decided, input.on)?;
    }
    let mut ticking = appeal.ticking(ctx);
    told(&mut ticking, input.on);
    if let Some(granted) = extended_on(appeal, ctx).filter(|_| input.about == EXTENSION) {
        in_order("on", granted, input.on)?;
        ticking.meet(EXTENSION_TOLD, input.on);
    }
    ops.extend(ticking.ops());
    Ok(ops)
}

/// The codes of list `procedural_reply` that tell of a way of sorting, and its verb.
const TELLS_OF: &[(&str, &str)] = &[
    ("accepted", "accept_appeal"),
    ("refused", "refuse_appeal"),
    ("no_longer", "decline_appeal"),
    ("guided", "guide_appeal"),
    ("transferred", "refer_appeal"),
    ("transferred", "object_referral"),
];

/// What ends a matter without an answer to it.
const TURNS_AWAY: &[&str] = &["refuse_appeal", "decline_appeal", "guide_appeal"];

/// Nobody is turned away by a notice: that is a prosecutor's decision with its reason (信访工作条例 23), and until it is there the word
/// of it meets no limit. That a matter was taken in is said at the counter, and it may go elsewhere in more than one way: that takes
/// nothing from anybody, and where it comes otherwise, that must be told.
pub(in crate::appeal) fn is_decided(appeal: &Appeal, (verb, about): (&str, &str)) -> Result<(), Refusal> {
    let turns_away = TURNS_AWAY.iter().any(|verb| tells_of(about, verb));
    if turns_away && decided_on(appeal, about).is_none() {
        return Err(Refusal::Lacks { verb: verb.into(), lacks: vec!["sorted".into()] });
    }
    Ok(())
}

/// Whether a notice about this tells of that decision.
pub(in crate::appeal) fn tells_of(about: &str, verb: &str) -> bool {
    TELLS_OF.contains(&(about, verb))
}

/// The day of the decision that a notice tells of: nobody was told of it before, however late both are typed in.
fn decided_on(appeal: &Appeal, about: &str) -> Option<NaiveDate> {
    let last = appeal.lines::<Sorted>("sorted").pop()?;
    tells_of(about, &last.verb).then_some(last.on)
}

/// The last extension that nobody has been told of.
fn extended_on(appeal: &Appeal, ctx: &Ctx<'_>) -> Option<NaiveDate> {
    let all = appeal.clocks(ctx.law);
    all.iter().filter(|c| c.is_open() && c.met_by == EXTENSION_TOLD).map(|c| c.started_on).max()
}

pub(in crate::appeal) fn notice_line(
    appeal: &Appeal,
    input: &GiveNotice,
    ctx: &Ctx<'_>,
) -> Result<Op, Refusal> {
    in_list(ctx, ("about", "procedural_reply"), &Some(input.about.clone()))?;
    in_list(ctx, ("how", "delivery"), &Some(input.how.clone()))?;
    check_day(("on", input.on), appeal, ctx)?;
    input.text.as_deref().map_or(Ok(()), |text| written("text", text, LONG))?;
    if input.proof.as_ref().is_some_and(|p| !p.can_be_found()) {
        return Err(Refusal::Required { field: "proof".into() });
    }
    let notice = Notice {
        about: input.about.clone(),
        on: input.on,
        how: input.how.clone(),
        text: input.text.clone(),
        proof: input.proof.clone(),
        by: ctx.person.record,
    };
    Ok(Op::line("notice", notice.keep()))
}

/// The first notice's day is the day of the reply.
pub(in crate::appeal) fn told(ticking: &mut Ticking<'_>, on: NaiveDate) {
    for event in NOTICE_EVENTS {
        ticking.happened_once(event, on);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appeal::STEPS;
    use crate::scene::{day, law};

    /// The words were written down twice, and a word of one place alone would have told of nothing.
    #[test]
    fn what_tells_of_a_decision_is_in_the_list_and_decides() {
        for (about, verb) in TELLS_OF {
            let listed = law().codes.check(("about", "procedural_reply"), about, day("2026-09-01"));
            assert_eq!(listed, Ok(()), "{about}");
            assert!(STEPS.iter().any(|step| step.verb == *verb), "{verb}");
        }
        assert!(tells_of("refused", "refuse_appeal") && tells_of("transferred", "object_referral"));
        assert!(!tells_of("progress", "refuse_appeal") && !tells_of("refused", "decline_appeal"));
    }
}
