//! Stations, their sub-points, teams and deputies as calls. The steps themselves are the domain's verbs, named in `calls`.
//! It does not know who may change them (`domain::station`), nor what is done at a station.
//! Called through `calls`.

mod add;
mod amend_station;
mod deputies;
mod map;
mod nouns;
mod open_station;
mod points;
mod team;

pub use add::*;
pub(crate) use amend_station::amend_station;
pub use deputies::*;
pub use map::*;
pub use open_station::*;
pub use team::*;

use domain::station::Station;
use ledger::RecordId;
use serde_json::json;
use store::Reader;

use crate::rows::{self, Listed, Row};
use crate::{Office, Page, Result, Who};

/// Upwards by their codes. Where a closing or opening is written down ahead, `more.ahead_on` is its day.
pub fn list_stations(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    let mut page = rows::page(office, who, "station", &input)?;
    office.desk.read(|reader| page.rows.iter_mut().try_for_each(|row| say_ahead((office, reader), row)))?;
    Ok(page)
}

fn say_ahead((office, reader): (&Office, &Reader<'_>), row: &mut Row) -> Result<()> {
    let station = match row.record.parse::<RecordId>() {
        Ok(id) => reader.record(id)?.as_ref().map(Station::of),
        Err(_) => None,
    };
    let last = station.as_ref().and_then(|station| station.turns.last()).map(|turn| turn.on);
    if let Some(on) = last.filter(|on| *on > office.wall.today()) {
        row.more["ahead_on"] = json!(on);
    }
    Ok(())
}
