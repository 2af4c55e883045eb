//! `amend_person`.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Staff, StaffFacts};
use crate::facts::{changed, fixed};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendPerson {
    #[serde(flatten)]
    pub facts: StaffFacts,
}

/// A person who changes offices leaves one and is registered at the other: streams are per office.
pub fn amend_person(staff: &Staff, input: AmendPerson, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "amend_person", staff, ctx)?;
    fixed("office", &input.facts.office)?;
    let touched = super::register::tidy(input.facts)?;
    super::register::check(&touched.clone().over(staff.facts.clone()), ctx)?;
    changed(touched.ops(&staff.facts))
}
