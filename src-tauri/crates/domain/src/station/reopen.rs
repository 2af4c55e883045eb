//! `reopen_station`: the same station, the same code, open again from a day on.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OPEN, STEPS, Station, close::turn};
use crate::facts::go;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReopenStation {
    pub from_on: NaiveDate,
    pub reason: String,
}

pub fn reopen_station(station: &Station, input: ReopenStation, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "reopen_station", station, ctx)?;
    turn(station, (OPEN, input.from_on, input.reason)).map(|line| vec![line, go(row, &station.state)])
}
