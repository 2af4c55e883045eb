//! `amend_station`: only what the form touched; the short code stays for ever.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Station, StationFacts};
use crate::facts::{changed, fixed};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendStation {
    #[serde(flatten)]
    pub facts: StationFacts,
}

pub fn amend_station(station: &Station, input: AmendStation, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    steps::ask(STEPS, "amend_station", station, ctx)?;
    fixed("code", &input.facts.code)?;
    fixed("office", &input.facts.office)?;
    if input.facts.parent == Some(station.id) {
        return Err(Refusal::RowUnclear { field: "parent".into(), value: station.code().into() });
    }
    super::open::check(&input.facts.clone().over(station.facts.clone()), ctx)?;
    changed(input.facts.ops(&station.facts))
}
