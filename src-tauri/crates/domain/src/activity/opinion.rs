//! Opinions raised at an activity, and `settle_opinion`: what each became.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Activity, Became, Opinion, Outcome};
use crate::facts::{Kept, LONG, SHORT, fits, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OpinionInput {
    pub text: String,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub deputy: Option<RecordId>,
    #[serde(default)]
    #[ts(optional)]
    pub speaker: Option<String>,
    pub becomes: Outcome,
    /// Why nothing comes of it.
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// The record that was made of an opinion, in the same deed or later.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SettleOpinion {
    pub n: u32,
    #[ts(as = "String")]
    pub record: RecordId,
    /// `appeal` or `voice`.
    pub noun: String,
}

/// The lines of new opinions, numbered on from those that are there, or were and became something.
pub(super) fn lines(activity: &Activity, inputs: Vec<OpinionInput>) -> Result<Vec<Op>, Refusal> {
    let given = activity.opinions.iter().map(|o| o.n).chain(activity.became.iter().map(|b| b.n));
    let first = given.max().unwrap_or(0) + 1;
    inputs.into_iter().zip(first..).map(|(input, n)| line(n, input)).collect()
}

fn line(n: u32, input: OpinionInput) -> Result<Op, Refusal> {
    written("opinions", &input.text, LONG)?;
    fits("speaker", &input.speaker.keep(), SHORT)?;
    fits("reason", &input.reason.keep(), SHORT)?;
    if input.becomes == Outcome::Nothing {
        written("reason", input.reason.as_deref().unwrap_or_default(), SHORT)?;
    }
    let opinion = Opinion {
        n,
        text: Some(input.text),
        deputy: input.deputy,
        speaker: input.speaker,
        becomes: input.becomes,
        reason: input.reason,
    };
    Ok(Op::line("opinion", opinion.keep()))
}

pub fn settle_opinion(activity: &Activity, input: SettleOpinion, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    activity.ask("settle_opinion", ctx)?;
    let open = activity.unsettled().any(|o| o.n == input.n && o.becomes.key() == input.noun);
    if !open {
        return Err(Refusal::NotNow { verb: "settle_opinion".into(), state: activity.at().into() });
    }
    let became = Became { n: input.n, record: input.record, noun: input.noun };
    Ok(vec![Op::add("became", became.keep())])
}
