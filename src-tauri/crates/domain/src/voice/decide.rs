//! `decide_voice` (研究采纳): adopted, in part, or not; anything but a whole yes says why.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sort::no_case;
use super::{Adoption, Decision, State, Voice};
use crate::facts::{Kept, LONG, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DecideVoice {
    pub adoption: Adoption,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

pub fn decide_voice(voice: &Voice, input: DecideVoice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("decide_voice", ctx)?;
    // Found out while it was studied: what is about a case is no proposal, whoever sorted it as one (`convert_voice`).
    if input.adoption != Adoption::NotAdopted {
        no_case(voice)?;
    }
    match (&input.reason, input.adoption) {
        (None, Adoption::Adopted) => {}
        (reason, _) => written("reason", reason.as_deref().unwrap_or_default(), LONG)?,
    }
    let to = match input.adoption {
        Adoption::Adopted => State::Adopted,
        Adoption::Partly => State::Partly,
        Adoption::NotAdopted => State::NotAdopted,
    };
    let decision =
        Decision { adoption: input.adoption, reason: input.reason, on: ctx.today, by: ctx.person.record };
    Ok(vec![
        Op::line("decision", decision.keep()),
        Op::set("decided_on", ctx.today.keep()),
        voice.go_to(row, to)?,
    ])
}
