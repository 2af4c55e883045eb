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

use crate::rows::{self, Listed, Row};
use crate::{Office, Page, Result, Who};

/// Undated: in the order they were opened, newest first.
pub fn list_stations(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "station", &input)
}
