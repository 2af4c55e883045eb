//! `evaluate_voice`: what the deputy says, recorded by somebody who did not work on it. 不满意 opens the rework once, of a
//! formal proposal within a month (R14d).

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Evaluation, State, Voice};
use crate::appeal::Rating;
use crate::facts::{Kept, LONG, in_list, in_order, not_ahead, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EvaluateVoice {
    /// Of the result.
    pub level: Rating,
    /// Of how it was handled (办理态度).
    #[serde(default)]
    #[ts(optional)]
    pub attitude: Option<Rating>,
    pub on: NaiveDate,
    /// List `delivery`.
    pub how: String,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

pub fn evaluate_voice(voice: &Voice, input: EvaluateVoice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("evaluate_voice", ctx)?;
    check(voice, &input, ctx)?;
    let again = input.level == Rating::Dissatisfied && !voice.was_reworked();
    let mut ticking = voice.ticking(ctx);
    ticking.happened_for("evaluated", input.on, voice.cause());
    if again {
        ticking.happened("dissatisfied", input.on);
    }
    let evaluation = Evaluation {
        level: input.level,
        attitude: input.attitude,
        on: input.on,
        how: input.how,
        reason: input.reason,
        by: ctx.person.record,
    };
    let mut ops = vec![Op::line("evaluation", evaluation.keep())];
    ops.extend(ticking.ops());
    ops.push(voice.go_to(row, if again { State::Reworking } else { State::Evaluated })?);
    Ok(ops)
}

fn check(voice: &Voice, input: &EvaluateVoice, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    not_ahead("on", input.on, ctx.today)?;
    let answered_on = voice.answers().last().map(|a| a.on);
    in_order("on", answered_on.unwrap_or(input.on), input.on)?;
    in_list(ctx, ("how", "delivery"), &Some(input.how.clone()))?;
    match (&input.reason, input.level) {
        (None, Rating::Dissatisfied) => Err(Refusal::Required { field: "reason".into() }),
        (Some(reason), _) => written("reason", reason, LONG),
        (None, _) => Ok(()),
    }
}

/// Nobody records what is said about their own work.
pub(super) fn by_another(voice: &Voice, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let own = voice.handlers().contains(&ctx.person.record);
    if own { Err(Refusal::OwnWork { verb: "evaluate_voice".into() }) } else { Ok(()) }
}

/// 不满意 after the rework: the case a responsible leader may settle.
pub(super) fn dissatisfied_twice(voice: &Voice, _: &Ctx<'_>) -> Result<(), Refusal> {
    let last = voice.evaluations().last().is_some_and(|e| e.level == Rating::Dissatisfied);
    if last && voice.was_reworked() {
        return Ok(());
    }
    Err(Refusal::Lacks { verb: "settle_voice".into(), lacks: vec!["dissatisfied".into()] })
}
