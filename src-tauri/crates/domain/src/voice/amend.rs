//! `amend_voice`: the words of it. Who raised it and when stay until it is sorted, and are fixed afterwards.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{State, Voice, VoiceFacts, register};
use crate::facts::{Kept, changed, field, fixed, in_order};
use crate::station::Station;
use crate::station::deputy::Deputy;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AmendVoice {
    #[serde(flatten)]
    pub facts: VoiceFacts,
}

pub fn amend_voice(
    voice: &Voice,
    around: (&Station, &Deputy),
    input: AmendVoice,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    voice.ask("amend_voice", ctx)?;
    if voice.state != Some(State::Collected) {
        fixed("received_on", &input.facts.received_on)?;
        fixed("deputy", &input.facts.deputy)?;
    }
    register::check(&input.facts.clone().over(voice.facts.clone()), around, ctx)?;
    let mut ops = input.facts.ops(&voice.facts);
    if let Some(on) = input.facts.received_on.filter(|on| Some(*on) != voice.facts.received_on) {
        raised_before_the_rest(voice, on)?;
        ops.push(Op::set("voice_collected_on", on.keep()));
    }
    changed(ops)
}

/// No further than to what was done about it: nobody gains days by a correction.
fn raised_before_the_rest(voice: &Voice, on: NaiveDate) -> Result<(), Refusal> {
    let registered = field::<NaiveDate>(&voice.record, "registered_on");
    let first = registered.into_iter().chain(voice.contacts().into_iter().map(|c| c.on)).min();
    first.map_or(Ok(()), |first| in_order("received_on", on, first))
}
