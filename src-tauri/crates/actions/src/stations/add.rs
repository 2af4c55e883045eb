//! New records of a station: the station itself by hand, its sub-points, posts and deputies.

use domain::Refusal;
use domain::staff::Staff;
use domain::station::deputy::{RegisterDeputy, register_deputy as registering};
use domain::station::post::{AppointPost, Post, appoint_post as appointing};
use domain::station::subpoint::{OpenSubpoint, open_subpoint};
use domain::station::{OpenStation, Station, open_station as opening};
use ledger::{RecordId, Stream};
use serde::{Deserialize, Serialize};
use store::{CardQuery, Reader, Shown};
use ts_rs::TS;

use crate::perform::At;
use crate::step::of_noun;
use crate::{Office, Outcome, Result, Who};

/// The record that an act has opened.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Opened {
    pub record: String,
}

impl From<RecordId> for Opened {
    fn from(record: RecordId) -> Self {
        Self { record: record.to_string() }
    }
}

/// A new record of a station, with the form of its own noun.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AtStation<T> {
    #[ts(type = "string")]
    pub station: RecordId,
    #[serde(flatten)]
    pub form: T,
}

/// By hand; the same checks as a row of a list.
pub fn add_station(office: &Office, who: &Who, input: OpenStation) -> Result<Outcome<Opened>> {
    office.perform(who, "open_station", |at| open_one(at, (RecordId::at(at.now_ms), input)).map(Opened::from))
}

/// Within a deed: the station under this id, with a short code nobody ever had.
pub(crate) fn open_one(at: &mut At<'_, '_>, (id, input): (RecordId, OpenStation)) -> Result<RecordId> {
    let code = input.facts.code.clone().unwrap_or_default();
    let taken = code_taken(at.tx, &code)?;
    let ops = opening((id, input), &|asked| asked == code && taken, &at.ctx())?;
    at.open_as(id, "station", Stream::station(id), ops);
    Ok(id)
}

/// Given once is given for ever: closed and hidden stations count.
fn code_taken(reader: &Reader<'_>, code: &str) -> Result<bool> {
    let query = CardQuery { shown: Shown::Both, ..CardQuery::of("station") };
    let mut after = None;
    loop {
        let page = reader.cards(&query, after, 500)?;
        if page.rows.iter().any(|r| r.card.no.as_deref() == Some(code)) {
            return Ok(true);
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(false),
        }
    }
}

pub fn add_subpoint(office: &Office, who: &Who, input: AtStation<OpenSubpoint>) -> Result<Outcome<Opened>> {
    office.perform(who, "open_subpoint", |at| {
        let station = Station::of(&of_noun(at, input.station, "station")?);
        let ops = open_subpoint(&station, input.form, &at.ctx())?;
        Ok(at.open("subpoint", Stream::station(station.id), ops).into())
    })
}

pub fn register_deputy(
    office: &Office,
    who: &Who,
    input: AtStation<RegisterDeputy>,
) -> Result<Outcome<Opened>> {
    office.perform(who, "register_deputy", |at| {
        let station = Station::of(&of_noun(at, input.station, "station")?);
        let ops = registering(&station, input.form, &at.ctx())?;
        Ok(at.open("deputy", Stream::station(station.id), ops).into())
    })
}

pub fn appoint_post(office: &Office, who: &Who, input: AtStation<AppointPost>) -> Result<Outcome<Opened>> {
    office.perform(who, "appoint_post", |at| {
        let station = Station::of(&of_noun(at, input.station, "station")?);
        let person = Staff::of(&of_noun(at, input.form.person, "person")?);
        if !person.works_on(input.form.from_on) {
            return Err(Refusal::CannotSubstitute { name: person.facts.name.unwrap_or_default() }.into());
        }
        let team = posts_of(at.tx, station.id)?;
        let ops = appointing(&station, &team, input.form, &at.ctx())?;
        Ok(at.open("post", Stream::station(station.id), ops).into())
    })
}

/// Every post a station ever had.
pub(crate) fn posts_of(reader: &Reader<'_>, station: RecordId) -> Result<Vec<Post>> {
    let records = records_of(reader, ("post", station))?;
    Ok(records.iter().map(Post::of).collect())
}

/// Records of a noun at one station, hidden ones left out.
pub(crate) fn records_of(
    reader: &Reader<'_>,
    (noun, station): (&str, RecordId),
) -> Result<Vec<ledger::Record>> {
    let query = CardQuery { stations: vec![station], ..CardQuery::of(noun) };
    let (mut found, mut after) = (vec![], None);
    loop {
        let page = reader.cards(&query, after, 500)?;
        for row in page.rows {
            found.extend(reader.record(row.record)?);
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}
