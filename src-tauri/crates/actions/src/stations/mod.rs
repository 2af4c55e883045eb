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

use chrono::NaiveDate;
use domain::station::{CLOSED, OPEN, Turn, open_on, turns_in};
use serde_json::{Value, json};

use crate::rows::{self, Listed, Row};
use crate::{Failure, Office, Page, Result, Who};

/// Upwards by their codes. Where a closing or opening is written down ahead, `more.ahead_on` is its day.
pub fn list_stations(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    let mut page = rows::page(office, who, "station", &input)?;
    let today = office.wall.today();
    page.rows.iter_mut().try_for_each(|row| say_ahead(row, today))?;
    Ok(page)
}

/// Of a station's card.
pub(crate) fn turns(more: &Value) -> Result<Vec<Turn>> {
    turns_in(more).map_err(|e| Failure::Broken { what: e.to_string() }.into())
}

/// The state of a station's card on a day: a closing or opening may be written down ahead.
fn state_on(more: &Value, day: NaiveDate) -> Result<&'static str> {
    Ok(if open_on(&turns(more)?, day) { OPEN } else { CLOSED })
}

pub(crate) fn say_ahead(row: &mut Row, today: NaiveDate) -> Result<()> {
    let last = turns(&row.more)?.last().map(|turn| turn.on);
    if let Some(on) = last.filter(|on| *on > today) {
        row.more["ahead_on"] = json!(on);
    }
    Ok(())
}
