//! `acknowledge_obligation` (签收): the team has seen it; whoever signs for it holds it.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Obligation, ask};
use crate::facts::{Kept, go};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct AcknowledgeObligation {
    /// Who will do it; not said: the one who acknowledges.
    #[ts(as = "Option<String>")]
    pub holder: Option<RecordId>,
}

pub fn acknowledge_obligation(
    obligation: &Obligation,
    input: AcknowledgeObligation,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask(obligation, "acknowledge_obligation", ctx)?;
    Ok(vec![
        Op::set("holder", input.holder.unwrap_or(ctx.person.record)),
        Op::set("acknowledged_on", ctx.today.keep()),
        go(row, obligation.at()),
    ])
}
