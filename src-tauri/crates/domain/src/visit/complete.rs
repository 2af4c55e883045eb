//! `complete_visit`: what was still missing is added and the visit counts as written down.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Visit, VisitFacts};
use crate::facts::{fixed, go};
use crate::station::Station;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CompleteVisit {
    #[serde(flatten)]
    pub facts: VisitFacts,
}

pub fn complete_visit(
    visit: &Visit,
    station: &Station,
    input: CompleteVisit,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    fixed("sealed", &input.facts.sealed)?;
    let touched = super::log::tidy(input.facts)?;
    let after = Visit { facts: touched.clone().over(visit.facts.clone()), ..visit.clone() };
    let row = steps::ask(STEPS, "complete_visit", &after, ctx)?;
    super::log::check(&after.facts, station, ctx)?;
    let mut ops = touched.ops(&visit.facts);
    ops.push(go(row, &visit.state));
    Ok(ops)
}
