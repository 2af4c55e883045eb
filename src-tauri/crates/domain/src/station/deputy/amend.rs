//! `amend_deputy`.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Deputy, DeputyFacts, STEPS};
use crate::facts::{changed, fixed};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendDeputy {
    #[serde(flatten)]
    pub facts: DeputyFacts,
}

pub fn amend_deputy(deputy: &Deputy, input: AmendDeputy, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "amend_deputy", deputy, ctx)?;
    fixed("office", &input.facts.office)?;
    let touched = super::register::tidy(input.facts)?;
    super::register::check(&touched.clone().over(deputy.facts.clone()), ctx)?;
    changed(touched.ops(&deputy.facts))
}
