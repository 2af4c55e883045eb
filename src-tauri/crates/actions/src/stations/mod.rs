//! Stations, their sub-points, teams and deputies as calls.
//! It does not know who may change them (`domain::station`). Called through `calls`.

use crate::rows::{self, Listed, Row};
use crate::{Office, Page, Result, Who};

/// Undated: in the order they were opened, newest first.
pub fn list_stations(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "station", &input)
}
