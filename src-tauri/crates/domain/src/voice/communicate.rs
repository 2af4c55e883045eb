//! `communicate_voice` (办前、办中、办后沟通): the deputy is talked to, and it is written down.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Contact, Phase, State, Voice};
use crate::facts::{Kept, LONG, in_list, in_order, not_ahead, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CommunicateVoice {
    pub phase: Phase,
    pub on: NaiveDate,
    /// List `delivery`.
    pub how: String,
    pub text: String,
}

pub fn communicate_voice(voice: &Voice, input: CommunicateVoice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    voice.ask("communicate_voice", ctx)?;
    not_ahead("on", input.on, ctx.today)?;
    in_order("on", voice.facts.received_on.unwrap_or(input.on), input.on)?;
    in_list(ctx, ("how", "delivery"), &Some(input.how.clone()))?;
    written("text", &input.text, LONG)?;
    if input.phase == Phase::After && voice.state != Some(State::Answered) {
        return Err(Refusal::NotNow { verb: "communicate_voice".into(), state: voice.at().into() });
    }
    // The deputy knows that it was taken on (R14e), unless this was said before it was.
    let mut ticking = voice.ticking(ctx);
    for clock in voice.clocks(ctx.law).iter().filter(|c| c.is_open() && c.met_by == "informed") {
        if clock.started_on <= input.on {
            ticking.meet_one(&clock.flow, ("informed", input.on));
        }
    }
    let contact =
        Contact { phase: input.phase, on: input.on, how: input.how, text: input.text, by: ctx.person.record };
    let mut ops = vec![Op::line("contact", contact.keep())];
    ops.extend(ticking.ops());
    Ok(ops)
}
