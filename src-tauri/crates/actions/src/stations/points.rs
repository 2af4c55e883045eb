//! Sub-points (联系点) of a station as its page shows them, with what may be done to each.
//! It does not know the station. Called by `open_station`.

use domain::station::subpoint::{self, Subpoint, SubpointFacts};
use domain::{Ctx, StepView};
use ledger::RecordId;
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::records_of;
use crate::face::seen;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct PointRow {
    pub record: String,
    pub seen: Vec<String>,
    pub state: String,
    pub facts: SubpointFacts,
    pub steps: Vec<StepView>,
}

/// Open ones first, by name.
pub(super) fn points(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    station: RecordId,
) -> Result<Vec<PointRow>> {
    let (law, today) = (office.law(), office.wall.today());
    let ctx = Ctx { person: &who.person, today, law: &law };
    let records = records_of(reader, ("subpoint", station))?;
    let mut rows: Vec<PointRow> = records
        .iter()
        .map(|record| {
            let point = Subpoint::of(record);
            PointRow {
                record: record.id.to_string(),
                seen: seen(record),
                steps: domain::steps::allowed(subpoint::STEPS, &point, &ctx),
                state: point.state,
                facts: point.facts,
            }
        })
        .collect();
    rows.sort_by(|a, b| (a.state != "open", &a.facts.name).cmp(&(b.state != "open", &b.facts.name)));
    Ok(rows)
}
