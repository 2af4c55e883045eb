//! `amend_station`: only what the form touched; the short code stays for ever.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OPEN, STEPS, Station, StationFacts, Turn};
use crate::facts::{Kept, changed, fixed, in_order};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendStation {
    #[serde(flatten)]
    pub facts: StationFacts,
    /// Corrects the day it opened: an earlier one, so that older slips can be entered.
    #[serde(default)]
    #[ts(optional)]
    pub opened_on: Option<NaiveDate>,
}

pub fn amend_station(station: &Station, input: AmendStation, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "amend_station", station, ctx)?;
    fixed("code", &input.facts.code)?;
    fixed("office", &input.facts.office)?;
    if input.facts.parent == Some(station.id) {
        return Err(Refusal::RowUnclear { field: "parent".into(), value: station.code().into() });
    }
    super::open::check(&input.facts.clone().over(station.facts.clone()), ctx)?;
    let mut ops = input.facts.ops(&station.facts);
    if let Some(on) = input.opened_on.filter(|on| Some(*on) != station.opened_on()) {
        ops.push(opened_earlier(station, on)?);
    }
    changed(ops)
}

/// Never later than it was: what was done there since would have been done at a closed door.
pub(super) fn opened_earlier(station: &Station, on: NaiveDate) -> Result<Op, Refusal> {
    if let Some(first) = station.opened_on() {
        in_order("opened_on", on, first)?;
    }
    Ok(Op::line("turn", Turn { verb: OPEN.into(), on, reason: None }.keep()))
}
