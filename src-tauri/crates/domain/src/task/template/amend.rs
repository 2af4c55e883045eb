//! `amend_template`: words, targets and window. What decides the names of obligations stays as it was issued.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Template, TemplateFacts, issue};
use crate::facts::{changed, fixed};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendTemplate {
    #[serde(flatten)]
    pub facts: TemplateFacts,
}

/// Obligations that were generated keep what they were generated with.
pub fn amend_template(template: &Template, input: AmendTemplate, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "amend_template", template, ctx)?;
    fixed("kind", &input.facts.kind)?;
    fixed("recurrence", &input.facts.recurrence)?;
    fixed("office", &input.facts.office)?;
    fixed("department", &input.facts.department)?;
    fixed("origin", &input.facts.origin)?;
    issue::check(&input.facts.clone().over(template.facts.clone()))?;
    changed(input.facts.ops(&template.facts))
}
