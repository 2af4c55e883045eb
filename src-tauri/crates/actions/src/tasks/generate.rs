//! `generate_obligations`: what the stations owe of a template. Each has an id made of station, template and period, so
//! generating twice, or on two desks, gives one.

use domain::station::Station;
use domain::task::obligation::{NewObligation, obligations};
use domain::task::{Period, Template};
use domain::{Refusal, Role};
use ledger::{RecordId, Stream};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use crate::error::OrMissing;
use crate::outcome::On;
use crate::perform::At;
use crate::step::of_noun;
use crate::{Office, Outcome, Result, Who, backups, reference};

/// Of one act; a slip in a year must not fill the disk.
const MOST: usize = 20_000;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GenerateObligations {
    #[ts(type = "string")]
    pub template: RecordId,
    /// Its key (`2026-09`, `2026-Q3`, `once`); not said: every period that has begun.
    #[serde(default)]
    #[ts(optional)]
    pub period: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct GeneratedObligations {
    pub n_made: usize,
    /// On this desk already.
    pub n_there: usize,
    pub periods: Vec<String>,
}

pub fn generate_obligations(
    office: &Office,
    who: &Who,
    input: GenerateObligations,
) -> Result<Outcome<GeneratedObligations>> {
    let issued = office.desk.read(|reader| reader.record(input.template))?.filter(|r| r.noun == "template");
    may(who, &Template::of(&issued.or_missing("template")?))?;
    let hint = backups::before(office, who, "generate_obligations")?;
    let outcome = office.perform(who, "generate_obligations", |at| generate(at, &input))?;
    Ok(outcome.with(hint))
}

fn generate(at: &mut At<'_, '_>, input: &GenerateObligations) -> Result<GeneratedObligations> {
    let template = Template::of(&of_noun(at, input.template, "template")?);
    may(at.who, &template)?;
    let periods = periods(&template, input.period.as_deref(), at)?;
    let stations = stations(at.tx)?;
    let owed: Vec<NewObligation> =
        periods.iter().flat_map(|period| obligations(&template, &stations, period, at.law)).collect();
    if owed.len() > MOST {
        return Err(Refusal::TooMany { field: "period".into(), most: MOST as u32 }.into());
    }
    let (mut n_made, mut n_there) = (0, 0);
    for new in owed {
        let seen = at.tx.heads(new.record)?;
        if seen.is_empty() {
            at.open_as(new.record, "obligation", Stream::station(new.station), new.ops);
        } else if was_taken_back(at, new.record)? {
            at.change(&On { record: new.record, seen }, new.ops)?;
        } else {
            n_there += 1;
            continue;
        }
        n_made += 1;
    }
    Ok(GeneratedObligations { n_made, n_there, periods: periods.into_iter().map(|p| p.key).collect() })
}

/// Nothing of it stands: the deed that made it was undone. Its id is the only one it can have, so it is made anew under it.
fn was_taken_back(at: &At<'_, '_>, obligation: RecordId) -> Result<bool> {
    Ok(at.tx.record(obligation)?.is_some_and(|record| record.at("main").is_empty()))
}

/// Those who issue, of the office that issued it.
fn may(who: &Who, template: &Template) -> Result<()> {
    if !who.person.any(&[Role::Prosecutor, Role::Head]) {
        return Err(Refusal::WrongRole { verb: "generate_obligations".into() }.into());
    }
    if template.facts.office.as_deref() == Some(who.person.office.as_str()) {
        Ok(())
    } else {
        Err(Refusal::NotIssuer.into())
    }
}

/// A period that is named may lie ahead: up to two years.
fn periods(template: &Template, named: Option<&str>, at: &At<'_, '_>) -> Result<Vec<Period>> {
    let Some(key) = named else { return Ok(template.periods(at.today)) };
    let until = at.today.checked_add_months(chrono::Months::new(24)).unwrap_or(at.today);
    let found: Vec<Period> = template.periods(until).into_iter().filter(|p| p.key == key).collect();
    if found.is_empty() {
        return Err(
            Refusal::NotInList { field: "period".into(), list: "period".into(), value: key.into() }.into()
        );
    }
    Ok(found)
}

pub(super) fn stations(reader: &Reader<'_>) -> Result<Vec<Station>> {
    let mut stations = vec![];
    for id in reference::all(reader, "station")? {
        stations.extend(reader.record(id)?.map(|r| Station::of(&r)));
    }
    Ok(stations)
}
