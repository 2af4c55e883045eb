//! `amend_party`: a corrected number brings its birth date and sex along.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Party, PartyFacts, STEPS, check};
use crate::facts::changed;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendParty {
    #[serde(flatten)]
    pub facts: PartyFacts,
}

pub fn amend_party(party: &Party, input: AmendParty, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let after = as_amended(party, &input, ctx)?.facts;
    let touched = input.facts;
    let settled = after.ops(&party.facts);
    let cleared = touched.ops(&party.facts).into_iter().filter(|op| clears(op, &settled));
    changed(settled.iter().cloned().chain(cleared).collect())
}

/// The person as they would be known then.
pub fn as_amended(party: &Party, input: &AmendParty, ctx: &Ctx<'_>) -> Result<Party, Refusal> {
    steps::ask(STEPS, "amend_party", party, ctx)?;
    let touched = &input.facts;
    let mut after = touched.clone().over(party.facts.clone());
    if touched.id_number.is_some() {
        // The old number's birth date and sex are no statement about the new one.
        after.born_on = touched.born_on;
        after.sex.clone_from(&touched.sex);
    }
    let mut facts = check::complete(after, ctx)?;
    if touched.flags.is_none() && facts.born_on.is_some() && facts.born_on != party.facts.born_on {
        // Nor do the flags that its age made say anything about this one.
        check::drop_flags_of_another_age(&mut facts, ctx.today);
    }
    Ok(Party { facts, ..party.clone() })
}

/// A touched field that ends up empty, unless the number filled it again.
fn clears(op: &Op, settled: &[Op]) -> bool {
    match op {
        Op::SetField { field, value } if value.is_null() => {
            !settled.iter().any(|o| matches!(o, Op::SetField { field: f, .. } if f == field))
        }
        Op::Remove { set, .. } => !settled
            .iter()
            .any(|o| matches!(o, Op::Add { set: s, .. } | Op::Remove { set: s, .. } if s == set)),
        _ => false,
    }
}
