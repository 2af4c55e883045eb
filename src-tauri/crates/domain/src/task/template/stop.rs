//! `stop_template`: nothing new is owed after that day; what is owed already stays owed.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{STEPS, Template};
use crate::facts::{Kept, SHORT, go, in_order, written};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StopTemplate {
    /// The last day on which something may fall due.
    pub stopped_on: NaiveDate,
    pub reason: String,
}

pub fn stop_template(template: &Template, input: StopTemplate, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "stop_template", template, ctx)?;
    written("reason", &input.reason, SHORT)?;
    if let Some(from) = template.facts.from_on {
        in_order("stopped_on", from, input.stopped_on)?;
    }
    Ok(vec![
        Op::set("stopped_on", input.stopped_on.keep()),
        Op::set("reason", input.reason),
        go(row, &template.state),
    ])
}
