//! `log_visit`: a minute's work by keyboard; appeals and voices raised there are further entries of the same deed.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{COMPLETE, INCOMPLETE, Present, STEPS, Visit, VisitFacts, missing};
use crate::facts::{Kept, company_code, headcount, in_list, not_ahead, required, times_in_order};
use crate::station::Station;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct LogVisit {
    #[serde(flatten)]
    pub facts: VisitFacts,
}

/// What is half known is kept as 待完善 and refused for nothing but what is wrong in it.
pub fn log_visit(station: &Station, input: LogVisit, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let office = station.facts.office.clone().unwrap_or_default();
    let row = steps::ask(STEPS, "log_visit", &Visit::blank(station.id, &office), ctx)?;
    let facts = tidy(input.facts)?.over(VisitFacts::default());
    check(&facts, station, ctx)?;
    let state = if missing(&facts).is_empty() { COMPLETE } else { INCOMPLETE };
    let mut ops = facts.ops(&VisitFacts::default());
    ops.extend([
        Op::set("office", office),
        Op::set("registered_on", ctx.today.keep()),
        Op::go(row.flow, "", state),
    ]);
    Ok(ops)
}

/// Numbers as they are kept.
pub(super) fn tidy(facts: VisitFacts) -> Result<VisitFacts, Refusal> {
    Ok(VisitFacts { company_code: company_code("company_code", facts.company_code)?, ..facts })
}

pub(super) fn check(facts: &VisitFacts, station: &Station, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    facts.fit()?;
    let on = *required("visited_on", &facts.visited_on)?;
    not_ahead("visited_on", on, ctx.today)?;
    times_in_order("to_at", facts.from_at, facts.to_at)?;
    headcount("n_people", facts.n_people)?;
    if !station.open_on(on) {
        return Err(Refusal::StationClosed { station: station.name().into(), on });
    }
    in_list(ctx, ("kind", "visit_kind"), &facts.kind)?;
    for topic in facts.topics.iter().flatten() {
        in_list(ctx, ("topics", "content"), &Some(topic.clone()))?;
    }
    facts.present.iter().flatten().try_for_each(|p| check_present(("present", p), ctx))
}

/// Somebody who was there has a part and can be told: by their record or by a name.
pub(crate) fn check_present((field, present): (&str, &Present), ctx: &Ctx<'_>) -> Result<(), Refusal> {
    ctx.law.codes.check((field, "attendance"), &present.part, ctx.today)?;
    // A blank name is kept as none: nobody could tell afterwards who it was.
    let named = present.name.as_deref().is_some_and(|name| !name.trim().is_empty());
    if named || present.record.is_some() { Ok(()) } else { Err(Refusal::Required { field: field.into() }) }
}
