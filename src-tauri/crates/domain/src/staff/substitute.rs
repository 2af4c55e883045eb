//! `substitute_person` (AB角): a colleague answers for an absent one from a day to a day, and `end_substitute` before that.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Cover, STEPS, Staff};
use crate::facts::{Kept, SHORT, in_order, set_ops, written};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SubstitutePerson {
    #[ts(as = "String")]
    pub by: RecordId,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EndSubstitute {
    pub cover: Cover,
    /// The last day; before the cover's first day it takes the cover back.
    pub to_on: NaiveDate,
}

/// `by` is the substitute's own record: of the same office, at work, and not the absent person.
pub fn substitute_person(
    staff: &Staff,
    by: &Staff,
    input: SubstitutePerson,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "substitute_person", staff, ctx)?;
    written("reason", &input.reason, SHORT)?;
    in_order("to_on", input.from_on, input.to_on)?;
    if let Some(last) = staff.left_on {
        in_order("to_on", input.to_on, last)?;
    }
    let own_office = by.facts.office == staff.facts.office;
    let there = by.works_on(input.from_on) && by.works_on(input.to_on);
    if by.id == staff.id || by.id != input.by || !own_office || !there {
        return Err(Refusal::CannotSubstitute { name: by.facts.name.clone().unwrap_or_default() });
    }
    let shares_a_day = |c: &&Cover| c.from_on <= input.to_on && input.from_on <= c.to_on;
    if let Some(held) = staff.covers.iter().find(shares_a_day) {
        return Err(Refusal::PostTaken { kind: "cover".into(), from: held.from_on, to: Some(held.to_on) });
    }
    let cover = Cover { by: by.id, from_on: input.from_on, to_on: input.to_on, reason: Some(input.reason) };
    Ok(vec![Op::add("cover", cover.keep())])
}

/// Whose leaving is written down for a later day is at work until then, and may be absent before.
pub(super) fn not_gone(staff: &Staff, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if staff.left_on.is_none_or(|last| ctx.today <= last) {
        Ok(())
    } else {
        Err(Refusal::NotNow { verb: String::new(), state: staff.state.clone() })
    }
}

pub fn end_substitute(staff: &Staff, input: EndSubstitute, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "end_substitute", staff, ctx)?;
    let Some(held) = staff.covers.iter().find(|c| **c == input.cover) else {
        return Err(Refusal::NotNow { verb: "end_substitute".into(), state: staff.state.clone() });
    };
    in_order("to_on", input.to_on, held.to_on)?;
    let shorter = Cover { to_on: input.to_on, ..held.clone() };
    let kept = if shorter.to_on < shorter.from_on { vec![] } else { vec![shorter] };
    crate::facts::changed(set_ops("cover", std::slice::from_ref(held), &kept))
}
