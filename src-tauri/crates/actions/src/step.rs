//! One step on one record: reads it as its noun, asks the domain's verb, and plans what it answers.
//! It does not know any verb: `calls` names them, `domain` decides.

use chrono::{Datelike, NaiveDate};
use domain::{Ctx, Refusal};
use ledger::{Op, Record, RecordId};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

use crate::desk::Done;
use crate::outcome::On;
use crate::perform::At;
use crate::{Failure, Office, Outcome, Result, Who};

/// A record as a noun's verbs take it, with the other records it must know.
pub(crate) trait Noun: Sized {
    const NOUN: &'static str;
    fn see(record: Record, at: &At<'_, '_>) -> Result<Self>;
}

/// What a verb answers: ops of the record alone, or of other records of the same deed too.
pub(crate) trait Written {
    fn plan(self, on: &On, at: &mut At<'_, '_>) -> Result<()>;
}

impl Written for Vec<Op> {
    fn plan(self, on: &On, at: &mut At<'_, '_>) -> Result<()> {
        at.change(on, self)
    }
}

/// Runs a verb on the record that the input names (`record`, `seen`), with the rest of the input as the verb's own.
pub(crate) fn step<N: Noun, I: DeserializeOwned + Serialize, W: Written>(
    (office, who): (&Office, &Who),
    act: &'static str,
    input: Json,
    verb: impl FnOnce(&N, I, &Ctx<'_>) -> std::result::Result<W, Refusal>,
) -> Result<Outcome<Done>> {
    let (on, input) = split(input)?;
    let typed: I = strict(input.clone())?;
    office.perform(who, act, |at| {
        let record = at.record(on.record)?;
        if domain::sealed::is_covered(&record) && act != "reply_sealed" {
            return Err(Refusal::BeingSealed.into());
        }
        if domain::void_number(&record).is_some() {
            return Err(Refusal::NotNow { verb: act.into(), state: domain::VOID.into() }.into());
        }
        if record.noun == domain::sealed::NOUN && N::NOUN == domain::appeal::NOUN {
            domain::sealed::goes_the_way(act)?;
        } else if record.noun != N::NOUN {
            return Err(Failure::Missing { what: N::NOUN.into() }.into());
        }
        // Which files the entries of a sealed matter name cannot be seen where they came from another desk, before they are opened.
        let sealed = record.noun == domain::sealed::NOUN;
        let seen = N::see(record, at)?;
        verb(&seen, typed, &at.ctx())?.plan(&on, at)?;
        crate::kinds::check(at.tx, act, &input)?;
        if !sealed {
            crate::kinds::check_files(at.tx, &input)?;
        }
        Ok(Done {})
    })
}

/// Takes `record` and `seen` out of an input.
pub(crate) fn split(input: Json) -> Result<(On, Json)> {
    let bad = |problem: &str| Failure::BadInput { problem: problem.to_owned() };
    let Json::Object(mut map) = input else { return Err(bad("an object is wanted").into()) };
    let record = map.remove("record").ok_or_else(|| bad("record"))?;
    let seen = map.remove("seen").ok_or_else(|| bad("seen"))?;
    let on = serde_json::from_value(serde_json::json!({ "record": record, "seen": seen }));
    let on: On = on.map_err(|e| bad(&e.to_string()))?;
    Ok((on, Json::Object(map)))
}

/// Reads an input and refuses what it does not know, however deep: a misspelt field must not be dropped in silence. Forms
/// that are put together from several (`flatten`) cannot refuse it themselves.
pub(crate) fn strict<I: DeserializeOwned + Serialize>(input: Json) -> Result<I> {
    let bad = |problem: String| Failure::BadInput { problem };
    days_in_reach(("", &input))?;
    let typed: I = serde_json::from_value(input.clone()).map_err(|e| bad(e.to_string()))?;
    let known = serde_json::to_value(&typed).map_err(|e| bad(e.to_string()))?;
    match unknown(&input, &known) {
        Some(field) => Err(bad(format!("unknown field {field}")).into()),
        None => Ok(typed),
    }
}

/// Years that a day of this work can lie in; beyond them it is a slip of the hand, and calendars do not reach.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

fn days_in_reach((field, input): (&str, &Json)) -> std::result::Result<(), Refusal> {
    let beyond = |text: &str| text.parse::<NaiveDate>().is_ok_and(|day| !YEARS.contains(&day.year()));
    match input {
        Json::String(text) if beyond(text) => {
            Err(Refusal::OutOfRange { field: field.into(), least: 1900, most: 2199 })
        }
        Json::Array(all) => all.iter().try_for_each(|one| days_in_reach((field, one))),
        Json::Object(all) => all.iter().try_for_each(|(name, one)| days_in_reach((name, one))),
        _ => Ok(()),
    }
}

/// The first field that was put in and did not come through. Nothing said under any name is nothing lost.
fn unknown(input: &Json, known: &Json) -> Option<String> {
    match (input, known) {
        (Json::Object(input), Json::Object(known)) => {
            input.iter().filter(|(_, value)| !value.is_null()).find_map(|(name, value)| {
                let Some(kept) = known.get(name) else { return Some(name.clone()) };
                unknown(value, kept).map(|inner| format!("{name}.{inner}"))
            })
        }
        (Json::Array(input), Json::Array(known)) => {
            input.iter().zip(known).find_map(|(value, kept)| unknown(value, kept))
        }
        _ => None,
    }
}

/// A record by its id, if it is of this noun. Nothing is built on one whose registration was undone.
pub(crate) fn of_noun(at: &At<'_, '_>, id: RecordId, noun: &str) -> Result<Record> {
    let record = at.tx.record(id)?.filter(|r| r.noun == noun && domain::void_number(r).is_none());
    record.ok_or_else(|| Failure::Missing { what: noun.into() }.into())
}
