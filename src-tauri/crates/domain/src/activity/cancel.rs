//! `cancel_activity`: it does not take place; the reason stays, clocks that looked forward to it end.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Activity;
use crate::facts::{SHORT, go, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CancelActivity {
    pub reason: String,
}

pub fn cancel_activity(
    activity: &Activity,
    input: CancelActivity,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = activity.ask("cancel_activity", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let mut ticking = activity.ticking(ctx);
    ticking.end("cancelled", ctx.today);
    let mut ops = vec![Op::set("reason", input.reason)];
    ops.extend(ticking.ops());
    ops.push(go(row, activity.at()));
    Ok(ops)
}
