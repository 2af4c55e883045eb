//! `open_subpoint`.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Subpoint, SubpointFacts};
use crate::facts::{go, required};
use crate::station::Station;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenSubpoint {
    #[serde(flatten)]
    pub facts: SubpointFacts,
}

pub fn open_subpoint(station: &Station, input: OpenSubpoint, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let office = station.facts.office.clone().unwrap_or_default();
    let row = steps::ask(STEPS, "open_subpoint", &Subpoint::blank(station.id, &office), ctx)?;
    let facts = SubpointFacts { office: Some(office), ..input.facts }.over(SubpointFacts::default());
    check(&facts)?;
    let mut ops = facts.ops(&SubpointFacts::default());
    ops.push(go(row, ""));
    Ok(ops)
}

pub(super) fn check(facts: &SubpointFacts) -> Result<(), Refusal> {
    facts.fit()?;
    required("name", &facts.name).map(|_| ())
}
