//! `register_person`: a member of staff enters the office's list. An account is asked for elsewhere.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Staff, StaffFacts};
use crate::facts::{go, in_list, phone, required};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RegisterPerson {
    #[serde(flatten)]
    pub facts: StaffFacts,
}

pub fn register_person(input: RegisterPerson, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let office = input.facts.office.clone().unwrap_or_else(|| ctx.person.office.clone());
    let row = steps::ask(STEPS, "register_person", &Staff::blank(&office), ctx)?;
    let facts = StaffFacts { office: Some(office), ..tidy(input.facts)? }.over(StaffFacts::default());
    check(&facts, ctx)?;
    let mut ops = facts.ops(&StaffFacts::default());
    ops.push(go(row, ""));
    Ok(ops)
}

/// Numbers as they are kept.
pub(super) fn tidy(facts: StaffFacts) -> Result<StaffFacts, Refusal> {
    Ok(StaffFacts { phone: phone("phone", facts.phone)?, ..facts })
}

pub(super) fn check(facts: &StaffFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    facts.fit()?;
    required("name", &facts.name)?;
    required("department", &facts.department)?;
    in_list(ctx, ("sex", "sex"), &facts.sex)?;
    in_list(ctx, ("kind", "staff_kind"), &facts.kind)
}
