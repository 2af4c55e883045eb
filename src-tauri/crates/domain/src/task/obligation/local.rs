//! `add_local_action` (自选动作): what the station did beyond what was asked, where the template leaves room for it.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Obligation, ask};
use crate::facts::{Kept, LONG, not_ahead, parts, written};
use crate::{Ctx, Refusal};

parts! {
    pub struct LocalAction {
        text: String,
        on: NaiveDate,
        /// The record it is written down in, if there is one.
        #[ts(as = "Option<String>")]
        record: Option<RecordId>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AddLocalAction {
    pub text: String,
    pub on: NaiveDate,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub record: Option<RecordId>,
}

pub fn add_local_action(
    obligation: &Obligation,
    input: AddLocalAction,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    ask(obligation, "add_local_action", ctx)?;
    written("text", &input.text, LONG)?;
    not_ahead("on", input.on, ctx.today)?;
    let action = LocalAction { text: input.text, on: input.on, record: input.record, by: ctx.person.record };
    Ok(vec![Op::line("local_action", action.keep())])
}

pub(super) fn asked_for(obligation: &Obligation, _: &Ctx<'_>) -> Result<(), Refusal> {
    if obligation.facts.local_actions == Some(true) { Ok(()) } else { Err(Refusal::NoLocalActions) }
}
