//! `amend_appeal`: touched fields only. An amended 收到日期 moves every day that counts from it; an amended 诉求类别 or
//! 信访目的 decides anew which limits apply.

use chrono::NaiveDate;
use ledger::{Op, Record, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, AppealFacts, Involved, State};
use super::check::{check, check_parties};
use crate::clocks::day_of;
use crate::facts::{changed, in_order, set_ops};
use crate::rules::{Fact, Rule, Situation};
use crate::{Ctx, Refusal, sealed};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendAppeal {
    #[serde(flatten)]
    pub facts: AppealFacts,
    #[serde(default)]
    pub add_parties: Vec<Involved>,
    #[serde(default)]
    pub remove_parties: Vec<Involved>,
}

pub fn amend_appeal(appeal: &Appeal, input: AmendAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("amend_appeal", ctx)?;
    changed(changes(appeal, &input.facts, (&input.add_parties, &input.remove_parties), ctx)?)
}

/// The ops of touched facts and people, all checked as they would stand.
pub(super) fn changes(
    appeal: &Appeal,
    touched: &AppealFacts,
    (add, remove): (&[Involved], &[Involved]),
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let facts = touched.clone().over(appeal.facts.clone());
    check(&facts, ctx)?;
    received_before_the_rest(appeal, touched)?;
    // Once it must be sealed it is sealed by its own act, which takes the old texts out as well.
    let was = sealed::must_seal(&appeal.facts, 0);
    if let Some(reason) = sealed::must_seal(&facts, 0).filter(|_| was.is_none() && appeal.station.is_some()) {
        return Err(Refusal::MustBeSealed { reason: reason.key().into() });
    }
    let before = appeal.involved();
    let mut after: Vec<Involved> = before.iter().filter(|p| !remove.contains(p)).cloned().collect();
    after.extend(add.iter().filter(|p| !before.contains(p)).cloned());
    check_parties(&after, ctx)?;
    let mut ops = touched.ops(&appeal.facts);
    ops.extend(set_ops("party", &before, &after));
    ops.extend(limits_as_they_are(appeal, facts, ctx));
    Ok(ops)
}

/// What it counted from moves no further than to what was done about it: nobody gains days by a correction.
fn received_before_the_rest(appeal: &Appeal, touched: &AppealFacts) -> Result<(), Refusal> {
    let Some(on) = touched.received_on.filter(|on| Some(*on) != appeal.facts.received_on) else {
        return Ok(());
    };
    let days = FOLLOWS.iter().filter_map(|event| day_of(&appeal.record, event));
    days.min().map_or(Ok(()), |first| in_order("received_on", on, first))
}

/// What cannot have been before it was received.
const FOLLOWS: &[&str] =
    &["registered", "procedurally_replied", "informed", "supplemented", "sorted", "evaluated"];

/// Which limits run depends on what the matter is (`applies_when`), however late that is found out. While another office has
/// it they are counted there.
fn limits_as_they_are(appeal: &Appeal, facts: AppealFacts, ctx: &Ctx<'_>) -> Vec<Op> {
    if appeal.is_away() {
        return vec![];
    }
    let now = Appeal { facts, ..appeal.clone() };
    let received = now.facts.received_on.unwrap_or(ctx.today);
    let mut ticking = appeal.ticking(ctx);
    ticking.counting_from("received", received);
    if appeal.facts.received_on != Some(received) {
        ticking.recount("received");
    }
    if now.came_by_referral() && (!appeal.came_by_referral() || referral_moves(appeal, received)) {
        ticking.happened("referral_received", received);
    }
    ticking.reapply((now.situation(), ctx.today), |rule| may_begin(appeal, rule));
    if let Some(sorted) = day_of(&appeal.record, "sorted") {
        ticking.forgo("objected", ("sorted", sorted));
    }
    ticking.ops()
}

/// It was referred here on the day it was received, and that day is another one now.
fn referral_moves(appeal: &Appeal, received: NaiveDate) -> bool {
    let before = appeal.facts.received_on;
    before != Some(received) && before == day_of(&appeal.record, "referral_received")
}

/// Two desks said apart what the matter is, and one of the sides stands (`resolve_conflict`): the limits follow.
pub(crate) fn limits_as_settled(
    record: &Record,
    (field, to): (&str, &Value),
    sides: &[&Value],
    ctx: &Ctx<'_>,
) -> Vec<Op> {
    let appeal = Appeal::of(record);
    if appeal.is_away() || !ASKED.contains(&field) {
        return vec![];
    }
    let known = |value: &Value| known_with(&appeal, (field, value));
    let mut ticking = appeal.ticking(ctx);
    for side in sides.iter().copied().filter(|side| *side != to) {
        let now = (known(to), ctx.today);
        ticking.now_known(known(side)).reapply(now, |rule| may_begin(&appeal, rule));
    }
    ticking.ops()
}

/// Fields of which two sides may stand open, and that decide which rules apply.
const ASKED: &[&str] = &["category", "nature", "purpose", "anonymous", "no_contact"];

/// What would be known if this side stood. Either flag says that nobody can be answered.
fn known_with(appeal: &Appeal, (field, value): (&str, &Value)) -> Situation {
    let facts = &appeal.facts;
    let flag = |other: Option<bool>| (value.bool() == Some(true) || other == Some(true)).then_some("yes");
    let (fact, said) = match field {
        "category" => (Fact::Category, value.text()),
        "nature" => (Fact::Nature, value.text()),
        "purpose" => (Fact::Purpose, value.text()),
        "anonymous" => (Fact::Anonymous, flag(facts.no_contact)),
        _ => (Fact::Anonymous, flag(facts.anonymous)),
    };
    appeal.situation().without(fact).with(fact, said)
}

/// What the answer has ended no word begins again, nor what began with an acceptance that was taken back; what telling starts
/// may begin, and what has happened since, such as an application for 复查.
fn may_begin(appeal: &Appeal, rule: &Rule) -> bool {
    let day = |event: &str| day_of(&appeal.record, event);
    if rule.opened_by == "accepted" && !matches!(appeal.record.text("handling"), Some("accept" | "assign")) {
        return false;
    }
    // On the spot it was answered before its slip was typed in.
    let on_spot = appeal.state == Some(State::AnsweredOnSpot);
    let told = if on_spot { day("evaluated").max(day("registered")) } else { day("delivered") };
    let Some(told) = told else { return true };
    rule.opened_by == "delivered" || day(&rule.opened_by).is_some_and(|on| on > told)
}
