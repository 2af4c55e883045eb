//! 走访 as calls: logging a visit with its people, appeals and voices in one deed, the list, the page, the limits that a
//! registration would open.
//! It does not know what a visit needs (`domain::visit`). Called through `calls`.

mod log_visit;
mod open_visit;
mod preview_limits;
mod raised;

pub use log_visit::*;
pub use open_visit::*;
pub use preview_limits::*;
pub use raised::*;

use domain::Ctx;
use domain::station::Station;
use domain::visit::{self, AmendVisit, CompleteVisit, Visit};
use ledger::Record;

use crate::error::OrMissing;
use crate::later::{Said, later};
use crate::perform::At;
use crate::rows::{self, Listed, Row};
use crate::step::{Noun, Written, of_noun};
use crate::{Office, Page, Result, Who};

pub fn list_visits(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "visit", &input)
}

impl Noun for Visit {
    const NOUN: &'static str = "visit";

    fn see(record: Record, _: &At<'_, '_>) -> Result<Self> {
        Ok(Self::of(&record))
    }
}

pub(crate) fn amend_visit(visit: &Visit, input: AmendVisit, _: &Ctx<'_>) -> Said<impl Written + use<>> {
    let visit = visit.clone();
    later(move |on, at| {
        let station = its_station(at, visit.station)?;
        at.change(on, visit::amend_visit(&visit, &station, input, &at.ctx())?)
    })
}

pub(crate) fn complete_visit(visit: &Visit, input: CompleteVisit, _: &Ctx<'_>) -> Said<impl Written + use<>> {
    let visit = visit.clone();
    later(move |on, at| {
        let station = its_station(at, visit.station)?;
        at.change(on, visit::complete_visit(&visit, &station, input, &at.ctx())?)
    })
}

/// The station a record of one lies at.
pub(crate) fn its_station(at: &mut At<'_, '_>, station: Option<ledger::RecordId>) -> Result<Station> {
    Ok(Station::of(&of_noun(at, station.or_missing("station")?, "station")?))
}
