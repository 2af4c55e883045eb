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
    let on = fits(obligation, shown, input.item.as_deref())?;
    let proof = Proof { record: input.record, noun: shown.noun.clone(), item: input.item, on };
    if obligation.proofs.contains(&proof) {
        return Err(Refusal::NothingChanged);
    }
    let mut ops = vec![Op::add("proof", proof.keep())];
    if obligation.holder.is_none() {
        ops.push(Op::set("holder", ctx.person.record));
    }
    if obligation.state != Some(State::Doing) {
        ops.push(go(row, obligation.at()));
    }
    Ok(ops)
}

fn fits(obligation: &Obligation, shown: &Card, key: Option<&str>) -> Result<NaiveDate, Refusal> {
    if shown.station != obligation.station || shown.hidden {
        return Err(Refusal::ProofElsewhere);
    }
    let facts = &obligation.facts;
    let (from, to) = (facts.from_on.unwrap_or(NaiveDate::MIN), facts.to_on.unwrap_or(NaiveDate::MAX));
    let on = shown.on.ok_or(Refusal::ProofElsewhere)?;
    if on < from || to < on {
        return Err(Refusal::ProofOutside { on, from, to });
    }
    let Some(key) = key else { return Ok(on) };
    let unfit = || Refusal::ProofUnfit { item: key.into() };
    let item = facts.items.iter().flatten().find(|i| i.key == key).ok_or_else(unfit)?;
    if proves(item, shown) { Ok(on) } else { Err(unfit()) }
}

/// An activity proves once it was held; one that is only planned proves nothing.
fn proves(item: &Item, shown: &Card) -> bool {
    let noun = item.proof == ProofNoun::Any || item.proof.key() == shown.noun;
    let kind = item.kind.as_ref().is_none_or(|k| *k == shown.kind);
    let done = !matches!((shown.noun.as_str(), shown.state.as_str()), ("activity", "planned" | "cancelled"));
    noun && kind && done
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
