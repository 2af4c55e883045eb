//! `answer_voice`: in writing or face to face, with a class A to D and what shows that it arrived; of a formal proposal after
//! talks before and during.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sort::no_case;
use super::{Answer, NOUN, Phase, State, Voice};
use crate::appeal::Material;
use crate::facts::{Kept, LONG, in_order, not_ahead, said, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerVoice {
    /// List `answer_class`.
    pub class: String,
    pub text: String,
    /// List `reply_form`; of a formal proposal `written`.
    pub how: String,
    pub on: NaiveDate,
    /// 送达证明: what shows that the deputy got it; of an answer face to face, its record.
    #[serde(default)]
    #[ts(optional)]
    pub proof: Option<Material>,
}

pub fn answer_voice(voice: &Voice, input: AnswerVoice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("answer_voice", ctx)?;
    if matches!(voice.state, Some(State::Adopted | State::Partly)) {
        no_case(voice)?;
    }
    check(voice, &input, ctx)?;
    let answer = Answer {
        class: input.class,
        text: input.text,
        how: input.how,
        on: input.on,
        proof: input.proof,
        by: ctx.person.record,
    };
    let mut ticking = voice.ticking(ctx);
    ticking.happened_for("replied", input.on, voice.cause());
    let mut ops = vec![Op::line("answer", answer.keep()), Op::add("handler", ctx.person.record)];
    ops.extend(ticking.ops());
    ops.push(voice.go_to(row, State::Answered)?);
    Ok(ops)
}

fn check(voice: &Voice, input: &AnswerVoice, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    not_ahead("on", input.on, ctx.today)?;
    in_order("on", since(voice).unwrap_or(input.on), input.on)?;
    written("text", &input.text, LONG)?;
    ctx.law.codes.check(("class", "answer_class"), &input.class, ctx.today)?;
    ctx.law.codes.check(("how", "reply_form"), &input.how, ctx.today)?;
    // 书面答复 (代表法 51): a formal proposal is answered on paper, whatever was said besides.
    if voice.formal && input.how != WRITTEN {
        return Err(Refusal::Lacks { verb: "answer_voice".into(), lacks: vec!["written_reply".into()] });
    }
    let found = input.proof.as_ref().is_some_and(Material::can_be_found);
    let has = |kind: &str| match kind {
        "reply" => said(&input.text),
        "reply_form" => said(&input.how),
        "delivery" => u32::from(found),
        _ => 0,
    };
    ctx.law.evidence.demand((NOUN, "answer", "answer_voice"), ctx.today, has)?;
    if input.proof.is_some() && !found { Err(Refusal::Required { field: "proof".into() }) } else { Ok(()) }
}

const WRITTEN: &str = "written";

/// It cannot be answered before it was raised, before a formal proposal was assigned and taken on, or before the
/// dissatisfaction that opened it again.
fn since(voice: &Voice) -> Option<NaiveDate> {
    let again = voice.evaluations().last().map(|e| e.on);
    let taken_on = ["assigned_on", "accepted_on"].map(|day| crate::facts::field(&voice.record, day));
    taken_on.into_iter().fold(again.max(voice.facts.received_on), Option::max)
}

/// The need of answering.
pub(super) fn communicated(voice: &Voice, _: &Ctx<'_>) -> Result<(), Refusal> {
    let contacts = voice.contacts();
    let talked = |phase: Phase| contacts.iter().any(|c| c.phase == phase);
    let wanted: &[(&str, bool)] = if voice.formal {
        &[("contact_before", talked(Phase::Before)), ("contact_during", talked(Phase::During))]
    } else {
        &[("contact", !contacts.is_empty())]
    };
    let lacks: Vec<String> =
        wanted.iter().filter(|(_, there)| !there).map(|(name, _)| (*name).into()).collect();
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Lacks { verb: "answer_voice".into(), lacks }) }
}
