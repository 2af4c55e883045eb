//! `settle_voice` (负责人认定): the deputy stays dissatisfied after the rework; a responsible leader ends the loop, and it
//! still counts as 不满意.

use ledger::{Op, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{State, Voice};
use crate::facts::{Kept, LONG, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SettleVoice {
    pub finding: String,
}

pub fn settle_voice(voice: &Voice, input: SettleVoice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("settle_voice", ctx)?;
    written("finding", &input.finding, LONG)?;
    let line = Value::map([
        ("finding", input.finding.into()),
        ("on", ctx.today.keep()),
        ("by", ctx.person.record.into()),
    ]);
    Ok(vec![Op::line("settled", line), voice.go_to(row, State::Settled)?])
}
