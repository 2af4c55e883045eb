//! `urge_appeal` (催办, 督办): a word to whoever has it. It moves nothing and stops no clock.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, Urge};
use crate::facts::{Kept, LONG, choices, written};
use crate::{Ctx, Refusal};

choices! {
    pub enum Urging {
        Urge = "urge",
        Supervise = "supervise",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UrgeAppeal {
    pub kind: Urging,
    pub text: String,
}

pub fn urge_appeal(appeal: &Appeal, input: UrgeAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("urge_appeal", ctx)?;
    written("text", &input.text, LONG)?;
    let line = Urge { kind: input.kind.key().into(), text: input.text, on: ctx.today, by: ctx.person.record };
    Ok(vec![Op::line("urge", line.keep())])
}
