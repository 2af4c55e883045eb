//! `station_map`: the schematic map: outlines of the counties, stations with a point, and those without one at its edge.

use chrono::NaiveDate;
use domain::places::Outlines;
use serde::Serialize;
use store::{CardRow, Reader};
use ts_rs::TS;

use super::state_on;
use crate::desk::Nothing;
use crate::rows::{self, Listed};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct StationMap {
    pub outlines: Outlines,
    pub stations: Vec<MapStation>,
    /// Listed beside the map, never drawn at a made-up place.
    pub without_point: Vec<MapStation>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct MapStation {
    pub record: String,
    pub name: String,
    pub code: Option<String>,
    pub office: String,
    /// As it is today.
    pub state: String,
    #[ts(type = "number | null")]
    pub lon_e6: Option<i64>,
    #[ts(type = "number | null")]
    pub lat_e6: Option<i64>,
}

pub fn station_map(office: &Office, who: &Who, _: Nothing) -> Result<StationMap> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "station_map".into() }.into());
    }
    let all: Vec<MapStation> = office.desk.read(|reader| stations(reader, (who, office.wall.today())))?;
    let (stations, without_point) = all.into_iter().partition(|s| s.lon_e6.is_some() && s.lat_e6.is_some());
    Ok(StationMap { outlines: office.law().places.outlines().clone(), stations, without_point })
}

fn stations(reader: &Reader<'_>, (who, today): (&Who, NaiveDate)) -> Result<Vec<MapStation>> {
    let query = rows::query("station", who, &Listed::default());
    let (mut found, mut after) = (vec![], None);
    loop {
        let page = reader.cards(&query, after, 500)?;
        for row in page.rows {
            found.push(point(row, today)?);
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}

fn point(row: CardRow, today: NaiveDate) -> Result<MapStation> {
    let card = row.card;
    Ok(MapStation {
        record: row.record.to_string(),
        name: card.title,
        code: card.no,
        office: card.office,
        state: state_on(&card.more, today)?.into(),
        lon_e6: card.more["lon_e6"].as_i64(),
        lat_e6: card.more["lat_e6"].as_i64(),
    })
}
