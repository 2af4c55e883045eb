//! What comes back from a unit outside: it signs for the letter, answers, or returns it. Typed in here, with proof.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, Material, Referral, ReferralStep, STEPS, State};
use crate::facts::{Kept, LONG, SHORT, written};
use crate::{Ctx, Refusal, Step, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SignForReferral {
    /// The referral's number in this record.
    pub id: String,
    pub on: NaiveDate,
    /// 送达回证 or another paper that shows it arrived.
    pub proof: Material,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordReferralReply {
    pub id: String,
    pub on: NaiveDate,
    pub text: String,
    pub proof: Material,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReturnReferral {
    pub id: String,
    pub on: NaiveDate,
    pub reason: String,
}

pub fn sign_for_referral(appeal: &Appeal, input: SignForReferral, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = ask((appeal, "sign_for_referral"), (&input.id, input.on), ctx)?;
    let told = Told { on: input.on, text: None, proof: Some(input.proof) };
    came_back((appeal, row), &input.id, told, ctx)
}

pub fn record_referral_reply(
    appeal: &Appeal,
    input: RecordReferralReply,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask((appeal, "record_referral_reply"), (&input.id, input.on), ctx)?;
    written("text", &input.text, LONG)?;
    let told = Told { on: input.on, text: Some(input.text), proof: Some(input.proof) };
    came_back((appeal, row), &input.id, told, ctx)
}

/// The unit does not take it: the appeal is to be sorted again.
pub fn return_referral(appeal: &Appeal, input: ReturnReferral, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = ask((appeal, "return_referral"), (&input.id, input.on), ctx)?;
    written("reason", &input.reason, SHORT)?;
    let told = Told { on: input.on, text: Some(input.reason), proof: None };
    let mut ops = came_back((appeal, row), &input.id, told, ctx)?;
    ops.push(Op::go("main", State::Referred.key(), State::Registered.key()));
    Ok(ops)
}

struct Told {
    on: NaiveDate,
    text: Option<String>,
    proof: Option<Material>,
}

fn ask(
    (appeal, verb): (&Appeal, &'static str),
    (id, on): (&str, NaiveDate),
    ctx: &Ctx<'_>,
) -> Result<&'static Step<Appeal>, Refusal> {
    let row = steps::ask_in((STEPS, verb), (&appeal.record, &format!("refer/{id}")), appeal, ctx)?;
    crate::facts::not_ahead("on", on, ctx.today)?;
    let sent = appeal.lines::<Referral>("referral").into_iter().find(|r| r.id == id).map(|r| r.on);
    // Nothing comes back before it was sent, nor an answer before the letter was signed for.
    let heard =
        appeal.lines::<ReferralStep>("referral_step").into_iter().filter(|r| r.id == id).map(|r| r.on);
    let since = heard.chain(sent).max();
    since.map_or(Ok(()), |since| crate::facts::in_order("on", since, on))?;
    Ok(row)
}

fn came_back(
    (appeal, row): (&Appeal, &Step<Appeal>),
    id: &str,
    told: Told,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    if told.proof.as_ref().is_some_and(|p| !p.can_be_found()) {
        return Err(Refusal::Lacks { verb: row.verb.into(), lacks: vec!["proof".into()] });
    }
    let flow = format!("refer/{id}");
    let to = row.to.first().copied().unwrap_or_default();
    let line = ReferralStep {
        id: id.into(),
        verb: to.into(),
        on: told.on,
        text: told.text,
        proof: told.proof,
        by: ctx.person.record,
    };
    Ok(vec![Op::line("referral_step", line.keep()), row.go_to(to, (&appeal.record, &flow))?])
}
