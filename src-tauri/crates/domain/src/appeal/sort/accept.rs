//! `accept_appeal` (受理).

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::Appeal;
use super::{How, Sorting, sorted};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AcceptAppeal {
    #[serde(flatten)]
    pub sorting: Sorting,
}

pub fn accept_appeal(appeal: &Appeal, input: AcceptAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("accept_appeal", ctx)?;
    let how = How { verb: row.verb, handling: "accept", reason: None };
    let on = input.sorting.on;
    let mut ops = sorted((appeal, how), &input.sorting, |t| _ = t.happened("accepted", on), ctx)?;
    ops.extend(appeal.go(row));
    Ok(ops)
}
