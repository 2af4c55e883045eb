//! `amend_station`: the facts of a station; what stands above it is looked at first, so that no two stand above each other.
//! It does not know which fact may change (`domain::station`), nor a list's rings (`domain::station::rows`).
//! Called through `calls`.

use std::collections::BTreeSet;

use domain::station::{self, AmendStation, Station};
use domain::{Ctx, Refusal};
use ledger::RecordId;

use crate::Result;
use crate::later::{Said, agreed};
use crate::perform::At;
use crate::step::Written;

pub(crate) fn amend_station(
    station: &Station,
    input: AmendStation,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let (own, code, parent) = (station.id, station.code().to_owned(), input.facts.parent);
    let ops = station::amend_station(station, input, ctx)?;
    agreed(ops, move |at| match parent {
        Some(parent) if leads_up(at, (parent, own))? => {
            Err(Refusal::RowUnclear { field: "parent".into(), value: code }.into())
        }
        _ => Ok(()),
    })
}

/// Whether the way up from one comes to the other. Two desks that wrote apart may have made a ring: each is looked at once.
fn leads_up(at: &At<'_, '_>, (from, to): (RecordId, RecordId)) -> Result<bool> {
    let (mut seen, mut next) = (BTreeSet::new(), Some(from));
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        if id == to {
            return Ok(true);
        }
        next = at.tx.record(id)?.and_then(|record| Station::of(&record).facts.parent);
    }
    Ok(false)
}
