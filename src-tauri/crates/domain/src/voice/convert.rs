//! `convert_voice` (转为群众诉求): found out while it was studied, or once it was adopted, that it is about a case. It may not stay a proposal
//! (浙江省代表建议办理规定 art. 6), whoever sorted it as one, and goes on as an appeal like one that was sorted so at once.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sort::{CaseAnswers, grounds};
use super::{Route, Sorted, State, Voice};
use crate::facts::{Kept, SHORT, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ConvertVoice {
    /// What was found out; a matter of the kind 具体个案 needs none of the three.
    #[serde(default)]
    #[ts(as = "Option<CaseAnswers>", optional)]
    pub answers: CaseAnswers,
    /// The appeal made of it in the same deed, or one that is there.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub became: Option<RecordId>,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

pub fn convert_voice(voice: &Voice, input: ConvertVoice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("convert_voice", ctx)?;
    let grounds = grounds(voice, &input.answers);
    if grounds.is_empty() {
        return Err(Refusal::Required { field: "answers".into() });
    }
    input.reason.as_deref().map_or(Ok(()), |reason| written("reason", reason, SHORT))?;
    let became = input.became.ok_or_else(|| Refusal::Required { field: "became".into() })?;
    let sorted = Sorted {
        route: Route::ToAppeal,
        grounds,
        unit: None,
        reason: input.reason,
        on: ctx.today,
        by: ctx.person.record,
    };
    // Nothing is owed to the voice any more; the appeal has limits of its own.
    let mut ticking = voice.ticking(ctx);
    ticking.end("voice_sorted", ctx.today);
    let mut ops = vec![Op::line("sorted", sorted.keep()), Op::set("became", became)];
    if voice.formal {
        ops.push(Op::set("formal", false));
    }
    ops.extend(ticking.ops());
    ops.push(voice.go_to(row, State::BecameAppeal)?);
    Ok(ops)
}
