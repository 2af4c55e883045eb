//! `close_station`: from a day on; what was done there before stays, nothing new can be dated after.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CLOSED, STEPS, Station, Turn};
use crate::facts::{Kept, SHORT, go, in_order, written};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CloseStation {
    /// The first day it is closed.
    pub from_on: NaiveDate,
    pub reason: String,
}

pub fn close_station(station: &Station, input: CloseStation, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "close_station", station, ctx)?;
    turn(station, (CLOSED, input.from_on, input.reason)).map(|line| vec![line, go(row, &station.state)])
}

/// A turn may not lie before the one it follows.
pub(super) fn turn(station: &Station, (verb, on, reason): (&str, NaiveDate, String)) -> Result<Op, Refusal> {
    written("reason", &reason, SHORT)?;
    if let Some(last) = station.turns.last() {
        in_order("from_on", last.on, on)?;
    }
    Ok(Op::line("turn", Turn { verb: verb.into(), on, reason: Some(reason) }.keep()))
}
