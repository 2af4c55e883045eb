//! `close_subpoint`: it is no longer offered as a place.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Subpoint};
use crate::facts::{SHORT, go, written};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CloseSubpoint {
    pub reason: String,
}

pub fn close_subpoint(subpoint: &Subpoint, input: CloseSubpoint, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "close_subpoint", subpoint, ctx)?;
    written("reason", &input.reason, SHORT)?;
    Ok(vec![Op::set("reason", input.reason), go(row, &subpoint.state)])
}
