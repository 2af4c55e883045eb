//! `amend_subpoint`.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Subpoint, SubpointFacts};
use crate::facts::{changed, fixed};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendSubpoint {
    #[serde(flatten)]
    pub facts: SubpointFacts,
}

pub fn amend_subpoint(subpoint: &Subpoint, input: AmendSubpoint, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "amend_subpoint", subpoint, ctx)?;
    fixed("office", &input.facts.office)?;
    super::open::check(&input.facts.clone().over(subpoint.facts.clone()))?;
    changed(input.facts.ops(&subpoint.facts))
}
