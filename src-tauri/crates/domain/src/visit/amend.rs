//! `amend_visit`: corrections and additions; what it said before stays in its entries.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Visit, VisitFacts};
use crate::facts::{changed, fixed};
use crate::station::Station;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendVisit {
    #[serde(flatten)]
    pub facts: VisitFacts,
}

pub fn amend_visit(
    visit: &Visit,
    station: &Station,
    input: AmendVisit,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "amend_visit", visit, ctx)?;
    fixed("sealed", &input.facts.sealed)?;
    let touched = super::log::tidy(input.facts)?;
    let after = touched.clone().over(visit.facts.clone());
    super::log::check(&after, station, ctx)?;
    if visit.state == super::COMPLETE {
        still_whole(&after)?;
    }
    changed(touched.ops(&visit.facts))
}

/// A complete visit cannot be emptied into a half one.
fn still_whole(after: &VisitFacts) -> Result<(), Refusal> {
    let lacks = super::missing(after);
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Lacks { verb: "amend_visit".into(), lacks }) }
}
