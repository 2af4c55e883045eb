//! `complete_appeal`: a slip of which not everything was known (待完善) becomes a registered appeal.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, AppealFacts, Involved};
use super::amend::changes;
use super::check::missing;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CompleteAppeal {
    #[serde(flatten)]
    pub facts: AppealFacts,
    /// People to add.
    #[serde(default)]
    pub parties: Vec<Involved>,
}

pub fn complete_appeal(appeal: &Appeal, input: CompleteAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("complete_appeal", ctx)?;
    let all: Vec<Involved> = appeal.involved().into_iter().chain(input.parties.iter().cloned()).collect();
    let lacks = missing(&input.facts.clone().over(appeal.facts.clone()), &all);
    if !lacks.is_empty() {
        return Err(Refusal::Lacks { verb: row.verb.into(), lacks });
    }
    let mut ops = changes(appeal, &input.facts, (&input.parties, &[]), ctx)?;
    ops.extend(appeal.go(row));
    Ok(ops)
}
