//! `open_station`: the registrar adds a station by hand or by a row of a list.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OPEN, STEPS, Station, StationFacts, Turn};
use crate::facts::{Kept, go, in_list, required};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenStation {
    #[serde(flatten)]
    pub facts: StationFacts,
    /// From which day it is open; a day ahead is a plan and allowed.
    pub opened_on: NaiveDate,
}

/// `taken` says whether a short code was ever given, to a closed station too.
pub fn open_station(
    (id, input): (RecordId, OpenStation),
    taken: &dyn Fn(&str) -> bool,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let office = required("office", &input.facts.office)?;
    let row = steps::ask(STEPS, "open_station", &Station::blank(id, office), ctx)?;
    let facts = input.facts.over(StationFacts::default());
    check(&facts, ctx)?;
    let code = facts.code.clone().unwrap_or_default();
    if taken(&code) {
        return Err(Refusal::CodeTaken { code });
    }
    let turn = Turn { verb: OPEN.into(), on: input.opened_on, reason: None };
    let mut ops = facts.ops(&StationFacts::default());
    ops.extend([Op::line("turn", turn.keep()), go(row, "")]);
    Ok(ops)
}

/// What must be right about a station, new or amended.
pub(super) fn check(facts: &StationFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    facts.fit()?;
    required("name", &facts.name)?;
    let code = required("code", &facts.code)?;
    if !is_short_code(code) {
        return Err(Refusal::CheckFailed { field: "code".into() });
    }
    if facts.division.as_deref().is_some_and(|d| d.len() != 9 || !d.bytes().all(|b| b.is_ascii_digit())) {
        return Err(Refusal::CheckFailed { field: "division".into() });
    }
    if facts.open_days.iter().flatten().any(|d| !(1..=7).contains(d)) {
        return Err(Refusal::CheckFailed { field: "open_days".into() });
    }
    in_list(ctx, ("level", "station_level"), &facts.level)?;
    on_the_map(facts)
}

/// Two to six capitals or digits: it stands in every number of the station.
pub(crate) fn is_short_code(code: &str) -> bool {
    (2..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// Both coordinates or none, and on the globe. A station without a point is listed at the map's edge, never at (0, 0).
fn on_the_map(facts: &StationFacts) -> Result<(), Refusal> {
    let wrong = |field: &str| Err(Refusal::CheckFailed { field: field.into() });
    match (facts.lon_e6, facts.lat_e6) {
        (None, None) => Ok(()),
        (Some(lon), _) if lon == 0 || !(-180_000_000..=180_000_000).contains(&lon) => wrong("lon_e6"),
        (_, Some(lat)) if lat == 0 || !(-90_000_000..=90_000_000).contains(&lat) => wrong("lat_e6"),
        (Some(_), Some(_)) => Ok(()),
        (None, _) => Err(Refusal::Required { field: "lon_e6".into() }),
        (_, None) => Err(Refusal::Required { field: "lat_e6".into() }),
    }
}
