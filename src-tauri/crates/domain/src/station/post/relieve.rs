//! `relieve_post`: the last day of a post; whoever answered before keeps having answered.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Post, STEPS};
use crate::facts::{Kept, SHORT, go, in_order, written};
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RelievePost {
    /// The last day.
    pub to_on: NaiveDate,
    pub reason: String,
}

pub fn relieve_post(post: &Post, input: RelievePost, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = steps::ask(STEPS, "relieve_post", post, ctx)?;
    written("reason", &input.reason, SHORT)?;
    if let Some(from) = post.facts.from_on {
        in_order("to_on", from, input.to_on)?;
    }
    // Later than it was to end would be a new appointment, which asks who else is there.
    if let Some(end) = post.facts.to_on {
        in_order("to_on", input.to_on, end)?;
    }
    Ok(vec![Op::set("to_on", input.to_on.keep()), Op::set("reason", input.reason), go(row, &post.state)])
}
