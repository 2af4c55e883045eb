//! What must be right about the facts of an appeal, new or amended, and what is still missing.

use chrono::NaiveDate;

use super::super::{Appeal, AppealFacts, Involved, NOUN, Part};
use crate::facts::{SHORT, headcount, in_list, in_order, not_ahead, required, written};
use crate::rules::Situation;
use crate::{Ctx, Refusal};

/// Facts that stand after the act: dates in order, codes in their lists, materials that can be found again.
pub(in crate::appeal) fn check(facts: &AppealFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    facts.fit()?;
    written("title", required("title", &facts.title)?, SHORT)?;
    required("way", &facts.way)?;
    let received = required("received_on", &facts.received_on)?;
    not_ahead("received_on", *received, ctx.today)?;
    codes(facts, ctx)?;
    headcount("n_people", facts.n_people)?;
    check_group(facts, ctx)?;
    let materials = facts.materials.iter().flatten();
    match materials.into_iter().find(|m| !m.can_be_found()) {
        Some(_) => Err(Refusal::Required { field: "materials".into() }),
        None => Ok(()),
    }
}

/// 群体性 is said of as many as the row on 集体访 asks for (R12h); how many they are may not be known yet.
fn check_group(facts: &AppealFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let said = facts.flags.iter().flatten().any(|flag| flag == GROUP);
    let Some(n) = facts.n_people.filter(|_| said) else { return Ok(()) };
    let checks = ctx.law.checks.about((NOUN, "group_size"), ctx.today, &Situation::new());
    match checks.into_iter().find(|c| !c.allows(n)) {
        Some(check) => {
            Err(Refusal::TooFew { field: "n_people".into(), least: check.least.unwrap_or_default() })
        }
        None => Ok(()),
    }
}

/// In the list `flag`.
pub(in crate::appeal) const GROUP: &str = "group";

fn codes(facts: &AppealFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let lists = [
        (("way", "way"), &facts.way),
        (("purpose", "purpose"), &facts.purpose),
        (("category", "category"), &facts.category),
        (("content", "content"), &facts.content),
        (("function", "function"), &facts.function),
        (("occasion", "occasion"), &facts.occasion),
        (("case_stage", "case_stage"), &facts.case_stage),
        (("urgency", "urgency"), &facts.urgency),
        (("risk", "risk"), &facts.risk),
    ];
    lists.into_iter().try_for_each(|(list, value)| in_list(ctx, list, value))?;
    facts.flags.iter().flatten().try_for_each(|flag| in_list(ctx, ("flags", "flag"), &Some(flag.clone())))
}

/// 多人走访: a group sends no more representatives than the law lets it (信访工作条例 20).
pub(in crate::appeal) fn check_parties(parties: &[Involved], ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let n = parties.iter().filter(|p| p.part == Part::Representative).count();
    let n = u32::try_from(n).unwrap_or(u32::MAX);
    let checks = ctx.law.checks.about((NOUN, "representatives"), ctx.today, &Situation::new());
    match checks.into_iter().find(|c| !c.allows(n)) {
        Some(check) => {
            Err(Refusal::TooMany { field: "parties".into(), most: check.most.unwrap_or_default() })
        }
        None => Ok(()),
    }
}

/// What a half-known entry (待完善) still wants before it can be sorted.
pub fn missing(facts: &AppealFacts, parties: &[Involved]) -> Vec<String> {
    let nobody = !parties.iter().any(|p| matches!(p.part, Part::Petitioner | Part::Representative));
    let unnamed = nobody && facts.anonymous != Some(true);
    let blank = |text: &Option<String>| text.as_deref().is_none_or(|t| t.trim().is_empty());
    let wanted = [("petitioner", unnamed), ("request", blank(&facts.request))];
    wanted.into_iter().filter(|(_, absent)| *absent).map(|(name, _)| name.to_owned()).collect()
}

/// A day on which something happened to the appeal: not ahead, not before it was received.
pub(crate) fn check_day(
    (field, on): (&str, NaiveDate),
    appeal: &Appeal,
    ctx: &Ctx<'_>,
) -> Result<(), Refusal> {
    not_ahead(field, on, ctx.today)?;
    appeal.facts.received_on.map_or(Ok(()), |received| in_order(field, received, on))
}
