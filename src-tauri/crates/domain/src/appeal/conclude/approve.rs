//! `approve_conclusion` and `send_back_conclusion`: by a head of the level the law names, never by who worked on it.

use chrono::NaiveDate;
use ledger::{Op, Record};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::note::{is_about, note_ops, note_text, proofs_of};
use super::super::{Appeal, Decided, NoteKind, Proposed, Reply, Verdict};
use super::Twin;
use super::evidence::proposed;
use crate::facts::{Kept, SHORT, written};
use crate::{Ctx, Refusal, Step};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ApproveConclusion {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SendBackConclusion {
    pub reason: String,
}

/// `draft` is the note the proposal names; what is approved is what lies there, word for word.
pub fn approve_conclusion(
    appeal: &Appeal,
    draft: &Record,
    _input: ApproveConclusion,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("approve_conclusion", ctx)?;
    let decided = decided(&waiting(appeal, row)?, Verdict::Approved, ctx);
    concluded((appeal, row), draft, decided, ctx)
}

/// The reason goes into a note: it is nobody's business at the station.
pub fn send_back_conclusion(
    appeal: &Appeal,
    input: SendBackConclusion,
    ctx: &Ctx<'_>,
) -> Result<Twin, Refusal> {
    let row = appeal.ask("send_back_conclusion", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let decided = decided(&waiting(appeal, row)?, Verdict::SentBack, ctx);
    let mut ops = decision(appeal, &decided);
    ops.extend(appeal.go(row));
    Ok(Twin { appeal: ops, note: note_ops(appeal, (NoteKind::Reason, &input.reason), &[], ctx) })
}

pub(super) fn waiting(appeal: &Appeal, row: &Step<Appeal>) -> Result<Proposed, Refusal> {
    proposed(appeal).ok_or_else(|| Refusal::Lacks { verb: row.verb.into(), lacks: vec!["proposal".into()] })
}

pub(super) fn decided(proposal: &Proposed, verdict: Verdict, ctx: &Ctx<'_>) -> Decided {
    let (flow, by) = (format!("approve/{}", proposal.id), ctx.person.record);
    Decided { flow, verdict, approver: by, on: ctx.today, paper: None, reason: None, by }
}

pub(super) fn decision(appeal: &Appeal, decided: &Decided) -> Vec<Op> {
    let go = Op::go(&decided.flow, appeal.record.at(&decided.flow), decided.verdict.key());
    vec![Op::line("decision", decided.keep()), go]
}

/// The reply becomes the appeal's own, and the limits for concluding are met on the day of the decision.
pub(super) fn concluded(
    (appeal, row): (&Appeal, &Step<Appeal>),
    draft: &Record,
    decided: Decided,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let proposal = waiting(appeal, row)?;
    let reply = reply(appeal, (&proposal, draft), decided.on)?;
    let mut ops = decision(appeal, &decided);
    ops.push(Op::line("reply", reply.keep()));
    let mut ticking = appeal.ticking(ctx);
    ticking.meet("reported_back", decided.on).happened_for("concluded", decided.on, appeal.cause());
    ops.extend(ticking.ops());
    ops.extend(appeal.go(row));
    Ok(ops)
}

/// Only from the note that the proposal names, and only with everything in it that the proposal claims.
fn reply(appeal: &Appeal, (proposal, draft): (&Proposed, &Record), on: NaiveDate) -> Result<Reply, Refusal> {
    let lacks = |what: &str| Refusal::Lacks { verb: "approve_conclusion".into(), lacks: vec![what.into()] };
    if draft.id != proposal.note || !is_about(draft, appeal.record.id) {
        return Err(lacks("draft"));
    }
    let (text, explanation) = note_text(draft);
    let proofs = proofs_of(draft).into_iter().filter(super::super::Material::can_be_found).count();
    if (proofs as u64) < u64::from(proposal.n_proofs) {
        return Err(lacks("proof"));
    }
    Ok(Reply {
        outcome: proposal.outcome.clone(),
        text: text.filter(|t| !t.trim().is_empty()).ok_or_else(|| lacks("reply"))?,
        explanation: explanation.filter(|t| !t.trim().is_empty()).ok_or_else(|| lacks("explanation"))?,
        how: proposal.how.clone(),
        on,
    })
}
