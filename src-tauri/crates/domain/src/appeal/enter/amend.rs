//! `amend_appeal`: touched fields only. An amended 收到日期 moves every day that counts from it.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, AppealFacts, Involved};
use super::check::{check, check_parties};
use crate::facts::{changed, set_ops};
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

/// Fields on which two desks may not differ quietly: a conflict row for a person, and no document goes out meanwhile.
pub const SIGNIFICANT: &[&str] = &[
    "received_on",
    "nature",
    "purpose",
    "category",
    "anonymous",
    "no_contact",
    "case_no",
    "holder",
    "external_no",
];

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
    Ok(ops)
}
