//! `prove_obligation`: a visit, an activity or a matter that shows it was done; `withdraw_proof` takes one out again.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::template::{Item, ProofNoun};
use super::{Obligation, State, ask};
use crate::facts::{Kept, go, parts};
use crate::{Card, Ctx, Refusal};

parts! {
    pub struct Proof {
        #[ts(as = "String")]
        record: RecordId,
        noun: String,
        /// The item it is for; none: it is a proof of the whole.
        item: Option<String>,
        on: NaiveDate,
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProveObligation {
    #[ts(as = "String")]
    pub record: RecordId,
    #[serde(default)]
    #[ts(optional)]
    pub item: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WithdrawProof {
    pub proof: Proof,
}

/// `shown` is the row of the record that proves: what it is, where and when.
pub fn prove_obligation(
    obligation: &Obligation,
    shown: &Card,
    input: ProveObligation,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask(obligation, "prove_obligation", ctx)?;
    let on = fits((obligation, shown), input.item.as_deref(), ctx)?;
    let proof = Proof { record: input.record, noun: shown.noun.clone(), item: input.item, on };
    if obligation.proofs.contains(&proof) {
        return Err(Refusal::NothingChanged);
    }
    // Its day was corrected since: one visit is one proof of an item, however often its day moved.
    let same = |held: &&Proof| held.record == proof.record && held.item == proof.item;
    let outdated = obligation.proofs.iter().filter(same).map(|held| Op::remove("proof", held.keep()));
    let mut ops: Vec<Op> = outdated.collect();
    ops.push(Op::add("proof", proof.keep()));
    if obligation.holder.is_none() {
        ops.push(Op::set("holder", ctx.person.record));
    }
    if obligation.state != Some(State::Doing) {
        ops.push(go(row, obligation.at()));
    }
    Ok(ops)
}

fn fits(
    (obligation, shown): (&Obligation, &Card),
    key: Option<&str>,
    ctx: &Ctx<'_>,
) -> Result<NaiveDate, Refusal> {
    if shown.station != obligation.station || shown.hidden {
        return Err(Refusal::ProofElsewhere);
    }
    let on = shown.on.ok_or(Refusal::ProofElsewhere)?;
    let (from, to) = days(obligation, ctx);
    if on < from || to < on {
        return Err(Refusal::ProofOutside { on, from, to });
    }
    let named = key.or(obligation.facts.title.as_deref()).unwrap_or_default();
    let unfit = || Refusal::ProofUnfit { item: named.into() };
    if !is_done(shown) {
        return Err(unfit());
    }
    let Some(key) = key else { return Ok(on) };
    let item = obligation.facts.items.iter().flatten().find(|i| i.key == key).ok_or_else(unfit)?;
    if proves(item, shown) { Ok(on) } else { Err(unfit()) }
}

/// The days of its period, and the due day where a rest day moved it out of them: what is held on the day it is owed counts.
fn days(obligation: &Obligation, ctx: &Ctx<'_>) -> (NaiveDate, NaiveDate) {
    let facts = &obligation.facts;
    let (from, to) = (facts.from_on.unwrap_or(NaiveDate::MIN), facts.to_on.unwrap_or(NaiveDate::MAX));
    match obligation.due_on(&ctx.law.calendar) {
        Some(due) => (from.min(due), to.max(due)),
        None => (from, to),
    }
}

/// An activity proves once it was held; one that is only planned proves nothing, not even the whole.
fn is_done(shown: &Card) -> bool {
    !matches!((shown.noun.as_str(), shown.state.as_str()), ("activity", "planned" | "cancelled"))
}

fn proves(item: &Item, shown: &Card) -> bool {
    let noun = item.proof == ProofNoun::Any || item.proof.key() == shown.noun;
    let kind = item.kind.as_ref().is_none_or(|k| *k == shown.kind);
    noun && kind
}

pub fn withdraw_proof(
    obligation: &Obligation,
    input: WithdrawProof,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    ask(obligation, "withdraw_proof", ctx)?;
    if !obligation.proofs.contains(&input.proof) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![Op::remove("proof", input.proof.keep())])
}
