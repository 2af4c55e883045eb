//! `end_deputy`: the seat ended (term over, left, recalled); what was raised stays theirs.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Deputy, STEPS};
use crate::facts::{Kept, SHORT, go, in_order, written};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EndDeputy {
    /// The last day.
    pub to_on: NaiveDate,
    pub reason: String,
}

pub fn end_deputy(deputy: &Deputy, input: EndDeputy, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "end_deputy", deputy, ctx)?;
    written("reason", &input.reason, SHORT)?;
    if let Some(from) = deputy.facts.from_on {
        in_order("to_on", from, input.to_on)?;
    }
    // Later than the term was to end would be another term.
    if let Some(end) = deputy.facts.to_on {
        in_order("to_on", input.to_on, end)?;
    }
    Ok(vec![Op::set("to_on", input.to_on.keep()), Op::set("reason", input.reason), go(row, &deputy.state)])
}
