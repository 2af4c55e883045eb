//! What must be right about a party, and what follows from an identity number.

use chrono::NaiveDate;

use super::{ELDERLY, MINOR, PartyFacts, PartyKind, years_between};
use crate::facts::{in_list, phone, required, written};
use crate::identity::{self, Sex};
use crate::{Ctx, Refusal};

/// 居民身份证 in the list `id_kind` (GA/T 2000.156).
pub const RESIDENT_CARD: &str = "111";

/// 旧号 of 15 digits in the same list.
pub const OLD_CARD: &str = "old";

/// 老年人权益保障法 art. 2.
const ELDERLY_FROM: i32 = 60;

/// Normalises what was written, fills what the number says, and checks the whole.
pub fn complete(mut facts: PartyFacts, ctx: &Ctx<'_>) -> Result<PartyFacts, Refusal> {
    facts.fit()?;
    named(&facts)?;
    lists(&facts, ctx)?;
    facts.phone = phone("phone", facts.phone)?;
    let facts = from_number(company(facts)?, ctx)?;
    born(&facts, ctx.today)?;
    Ok(flagged(facts, ctx.today))
}

fn named(facts: &PartyFacts) -> Result<(), Refusal> {
    match required("kind", &facts.kind)? {
        PartyKind::Anonymous => Ok(()),
        PartyKind::Person | PartyKind::Unit => required("name", &facts.name).map(|_| ()),
    }
}

fn lists(facts: &PartyFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    in_list(ctx, ("sex", "sex"), &facts.sex)?;
    in_list(ctx, ("ethnic", "ethnicity"), &facts.ethnic)?;
    in_list(ctx, ("id_kind", "id_kind"), &facts.id_kind)?;
    in_list(ctx, ("relation", "relation"), &facts.relation)?;
    facts.flags.iter().flatten().try_for_each(|f| in_list(ctx, ("flags", "party_flag"), &Some(f.clone())))
}

/// A code that does not check is kept only as 未核实, with the reason (GB 32100).
fn company(mut facts: PartyFacts) -> Result<PartyFacts, Refusal> {
    let Some(code) = facts.company_code.take() else { return Ok(facts) };
    facts.company_code = match identity::company_code(&code) {
        Ok(code) => Some(code),
        Err(_) if has_reason(&facts.company_unverified) => Some(identity::plain(&code)),
        Err(wrong) => return Err(wrong.refuse("company_code")),
    };
    Ok(facts)
}

fn has_reason(reason: &Option<String>) -> bool {
    written("", reason.as_deref().unwrap_or_default(), crate::facts::SHORT).is_ok()
}

/// Birth date and sex come from a number that checks (GB 11643); where somebody wrote others, one of the two is wrong.
fn from_number(mut facts: PartyFacts, ctx: &Ctx<'_>) -> Result<PartyFacts, Refusal> {
    let Some(number) = facts.id_number.clone() else { return Ok(facts) };
    facts.id_kind.get_or_insert_with(|| RESIDENT_CARD.into());
    if !is_residents(&facts.id_kind) {
        return Ok(facts);
    }
    let unverified = has_reason(&facts.id_unverified);
    let said = match identity::id_number(&number, ctx.today) {
        Ok(said) => said,
        Err(_) if unverified => {
            facts.id_number = Some(identity::plain(&number));
            return Ok(facts);
        }
        Err(wrong) => return Err(wrong.refuse("id_number")),
    };
    facts.id_kind = Some(if said.old { OLD_CARD } else { RESIDENT_CARD }.into());
    let sex = if said.sex == Sex::Male { "1" } else { "2" };
    if !unverified && facts.sex.as_deref().is_some_and(|s| is_stated(s) && s != sex) {
        return Err(Refusal::CheckFailed { field: "sex".into() });
    }
    if !unverified && facts.born_on.is_some_and(|b| b != said.born_on) {
        return Err(Refusal::CheckFailed { field: "born_on".into() });
    }
    facts.sex = facts.sex.filter(|s| is_stated(s)).or(Some(sex.into()));
    facts.born_on = facts.born_on.or(Some(said.born_on));
    facts.id_number = Some(said.number);
    Ok(facts)
}

/// Whether the number is one that checks; not said: it is.
pub fn is_residents(id_kind: &Option<String>) -> bool {
    id_kind.as_deref().is_none_or(|kind| kind == RESIDENT_CARD || kind == OLD_CARD)
}

/// 0 unknown and 9 not stated say nothing (GB/T 2261.1).
fn is_stated(sex: &str) -> bool {
    matches!(sex, "1" | "2")
}

fn born(facts: &PartyFacts, today: NaiveDate) -> Result<(), Refusal> {
    facts.born_on.map_or(Ok(()), |born| crate::facts::not_ahead("born_on", born, today))
}

/// Age makes the flags that rules ask for; a flag somebody set stays.
fn flagged(mut facts: PartyFacts, today: NaiveDate) -> PartyFacts {
    let Some(flag) = facts.born_on.and_then(|born| flag_of(born, today)) else { return facts };
    let flags = facts.flags.get_or_insert_default();
    if !flags.iter().any(|f| f == flag) {
        flags.push(flag.into());
    }
    facts
}

fn flag_of(born: NaiveDate, today: NaiveDate) -> Option<&'static str> {
    match years_between(born, today) {
        age if age < 18 => Some(MINOR),
        age if age >= ELDERLY_FROM => Some(ELDERLY),
        _ => None,
    }
}

/// Once a birth date was corrected: a minor or an old person by the wrong one is none by the right one.
pub(super) fn drop_flags_of_another_age(facts: &mut PartyFacts, today: NaiveDate) {
    let right = facts.born_on.and_then(|born| flag_of(born, today));
    let of_age = |flag: &str| [MINOR, ELDERLY].contains(&flag);
    if let Some(flags) = &mut facts.flags {
        flags.retain(|flag| !of_age(flag.as_str()) || Some(flag.as_str()) == right);
    }
}
