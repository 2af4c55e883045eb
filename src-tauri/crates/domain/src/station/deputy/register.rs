//! `register_deputy`.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Deputy, DeputyFacts, STEPS};
use crate::facts::{go, in_list, in_order, phone, required};
use crate::station::Station;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RegisterDeputy {
    #[serde(flatten)]
    pub facts: DeputyFacts,
}

pub fn register_deputy(station: &Station, input: RegisterDeputy, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let office = station.facts.office.clone().unwrap_or_default();
    let row = steps::ask(STEPS, "register_deputy", &Deputy::blank(station.id, &office), ctx)?;
    let facts = DeputyFacts { office: Some(office), ..tidy(input.facts)? }.over(DeputyFacts::default());
    check(&facts, ctx)?;
    let mut ops = facts.ops(&DeputyFacts::default());
    ops.push(go(row, ""));
    Ok(ops)
}

/// Numbers as they are kept.
pub(super) fn tidy(facts: DeputyFacts) -> Result<DeputyFacts, Refusal> {
    Ok(DeputyFacts { phone: phone("phone", facts.phone)?, ..facts })
}

pub(super) fn check(facts: &DeputyFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    facts.fit()?;
    required("name", &facts.name)?;
    required("levels", &facts.levels)?;
    in_list(ctx, ("sex", "sex"), &facts.sex)?;
    match (facts.from_on, facts.to_on) {
        (Some(from), Some(to)) => in_order("to_on", from, to),
        _ => Ok(()),
    }
}
