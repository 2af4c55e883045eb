//! `open_station`: a station's page: its facts, when it was open, its team through time, sub-points and deputies.

use chrono::NaiveDate;
use domain::station::{self, Station, StationFacts, Turn};
use domain::{Ctx, StepView};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::points::{PointRow, points};
use super::team::{PostRow, team};
use crate::appeals::{OneRecord, visible};
use crate::rows::{self, Listed, Row};
use crate::timeline::{TimelineEntry, timeline};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct StationView {
    pub record: String,
    pub seen: Vec<String>,
    pub state: String,
    pub facts: StationFacts,
    pub parent_name: Option<String>,
    pub opened_on: Option<NaiveDate>,
    /// When it opened and closed.
    pub turns: Vec<Turn>,
    /// Every post it ever had, those of today first.
    pub team: Vec<PostRow>,
    pub subpoints: Vec<PointRow>,
    pub deputies: Vec<Row>,
    pub steps: Vec<StepView>,
    /// What may be begun here: posts, sub-points, deputies.
    pub beginnings: Vec<StepView>,
    pub timeline: Vec<TimelineEntry>,
}

pub fn open_station(office: &Office, who: &Who, input: OneRecord) -> Result<StationView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "station"))?;
        view((office, who), reader, &record)
    })
}

fn view((office, who): (&Office, &Who), reader: &Reader<'_>, record: &ledger::Record) -> Result<StationView> {
    let station = Station::of(record);
    let (law, today) = (office.law(), office.wall.today());
    let ctx = Ctx { person: &who.person, today, law: &law };
    let entries = reader.entries(record.id)?;
    Ok(StationView {
        record: record.id.to_string(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        state: station.state.clone(),
        parent_name: station.facts.parent.map(|p| office.station_name(p)),
        opened_on: station.opened_on(),
        team: team((office, who), reader, (record.id, today))?,
        subpoints: points((office, who), reader, record.id)?,
        deputies: at_station((office, who), reader, ("deputy", record.id))?,
        steps: domain::steps::allowed(station::STEPS, &station, &ctx),
        beginnings: beginnings(&station, &ctx),
        timeline: timeline(office, record, &entries),
        turns: station.turns,
        facts: station.facts,
    })
}

fn beginnings(station: &Station, ctx: &Ctx<'_>) -> Vec<StepView> {
    let office = station.facts.office.as_deref().unwrap_or_default();
    let post = domain::station::post::Post::blank(station.id, office);
    let point = domain::station::subpoint::Subpoint::blank(station.id, office);
    let deputy = domain::station::deputy::Deputy::blank(station.id, office);
    let mut all = domain::steps::allowed(domain::station::post::STEPS, &post, ctx);
    all.extend(domain::steps::allowed(domain::station::subpoint::STEPS, &point, ctx));
    all.extend(domain::steps::allowed(domain::station::deputy::STEPS, &deputy, ctx));
    all.retain(|s| ["appoint_post", "open_subpoint", "register_deputy"].contains(&s.verb.as_str()));
    all
}

fn at_station(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    (noun, station): (&str, ledger::RecordId),
) -> Result<Vec<Row>> {
    let listed = Listed { stations: vec![station], ..Listed::default() };
    let query = rows::query(noun, who, &listed);
    let (mut found, mut after) = (vec![], None);
    loop {
        let page = reader.cards(&query, after, 200)?;
        for row in page.rows {
            found.push(rows::row(office, reader, row)?);
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}
