//! 存疑: what arrived here and the law did not allow. Listed, not counted as closed, never dropped (ledger.md §2.6).

use ledger::{Move, Record};
use serde::Serialize;
use ts_rs::TS;

use super::conclude::RESTS_ON_APPROVAL;
use super::handing::{REPORT, lawful};
use super::table::WITH;
use super::{Appeal, Decided, Delivery, Evaluation, Proposed, Reply, STEPS, State, Verdict};
use crate::Law;

/// A step that should not stand, and what is wrong with it (a words key).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Breach {
    /// The act that made it.
    pub act: String,
    /// Hex of its entry.
    pub entry: String,
    pub to: String,
    pub why: String,
}

/// Everything wrong with the steps of an appeal, in their order.
pub fn breaches(record: &Record, law: &Law) -> Vec<Breach> {
    let appeal = Appeal::of(record);
    let mut found = strange_moves(record);
    let moves = record.flows.get("main").map(|f| f.moves.as_slice()).unwrap_or_default();
    for step in moves {
        found.extend(without_evidence(&appeal, step, law).map(|why| breach(step, why)));
    }
    found
}

fn breach(step: &Move, why: &str) -> Breach {
    let stamp = &step.stamp;
    Breach { act: stamp.act.clone(), entry: stamp.entry.to_string(), to: step.to.clone(), why: why.into() }
}

/// Moves that no row of the table makes. Clocks are not steps of their own: acts move them.
fn strange_moves(record: &Record) -> Vec<Breach> {
    let flows = record.flows.iter().filter(|(name, _)| !name.starts_with("clock/"));
    let moves = flows.flat_map(|(name, flow)| flow.moves.iter().map(move |m| (family(name), m)));
    moves.filter(|(family, m)| !in_table(record, family, m)).map(|(_, m)| breach(m, "not_in_table")).collect()
}

fn family(flow: &str) -> &str {
    flow.split('/').next().unwrap_or_default()
}

fn in_table(record: &Record, family: &str, step: &Move) -> bool {
    let (act, from, to) = (step.stamp.act.as_str(), step.from.as_str(), step.to.as_str());
    let row = STEPS
        .iter()
        .any(|s| s.verb == act && s.flow == family && s.from.contains(&from) && s.to.contains(&to));
    // A person may have decided between two branches; which one is for the fold to say.
    let other = WITH.contains(&(act, family, from, to)) || act == "resolve_conflict";
    row || other || lawful(record, (family, step))
}

/// What a step's target asks for and the record does not hold.
fn without_evidence<'a>(appeal: &Appeal, step: &Move, law: &Law) -> Option<&'a str> {
    match State::from_key(&step.to)? {
        // Proposal, proofs and approval stand in the record of the office that answered.
        State::Concluded if step.stamp.act == REPORT => {
            appeal.lines::<Reply>("reply").is_empty().then_some("no_reply")
        }
        State::Concluded => concluded_wrongly(appeal, step, law),
        State::Delivered => (!has::<Delivery>(appeal, "delivery")).then_some("no_delivery"),
        State::Evaluated | State::Reworking => evaluated_wrongly(appeal),
        State::Archived => archived_wrongly(appeal),
        _ => None,
    }
}

fn has<T: crate::facts::Kept>(appeal: &Appeal, line: &str) -> bool {
    !appeal.lines::<T>(line).is_empty()
}

/// The reply and the decision stand in the step's own entry; the decision names its proposal.
fn concluded_wrongly<'a>(appeal: &Appeal, step: &Move, law: &Law) -> Option<&'a str> {
    let Some(reply) = in_entry::<Reply>(appeal, "reply", step) else { return Some("no_reply") };
    if reply.text.trim().is_empty() || reply.explanation.trim().is_empty() {
        return Some("no_reply");
    }
    let Some(decision) = in_entry::<Decided>(appeal, "decision", step) else { return Some("no_approval") };
    let proposals = appeal.lines::<Proposed>("proposed");
    let Some(proposal) = proposals.iter().find(|p| decision.flow == format!("approve/{}", p.id)) else {
        return Some("no_proposal");
    };
    let needs = law.evidence.needs((super::NOUN, "conclude"), decision.on);
    if needs.iter().any(|n| n.kind == "proof" && proposal.n_proofs < n.least) {
        return Some("no_proof");
    }
    if proposals.iter().any(|p| p.by == decision.approver) {
        return Some("own_work");
    }
    still_disputed(appeal, (&proposals, &decision)).then_some("disputed")
}

/// The approver of the last conclusion says that they did not sign, and the appeal rests on it all the same.
fn still_disputed(appeal: &Appeal, (proposals, decision): (&[Proposed], &Decided)) -> bool {
    let last = proposals.last().is_some_and(|p| decision.flow == format!("approve/{}", p.id));
    let rests = appeal.state.is_some_and(|s| RESTS_ON_APPROVAL.contains(&s) || s == State::Archived);
    last && rests && appeal.record.at(&decision.flow) == Verdict::Disputed.key()
}

fn in_entry<T: crate::facts::Kept>(appeal: &Appeal, line: &str, step: &Move) -> Option<T> {
    let mut lines = appeal.record.lines(line).filter(|l| l.stamp.entry == step.stamp.entry);
    lines.find_map(|l| T::read(&l.value))
}

fn evaluated_wrongly<'a>(appeal: &Appeal) -> Option<&'a str> {
    let evaluations = appeal.lines::<Evaluation>("evaluation");
    if evaluations.is_empty() {
        return Some("no_evaluation");
    }
    let handlers = appeal.handlers();
    evaluations.iter().any(|e| handlers.contains(&e.by)).then_some("own_work")
}

/// A matter that a sampling reopened is no archive any more; what it lacks then is work, not a breach.
fn archived_wrongly<'a>(appeal: &Appeal) -> Option<&'a str> {
    if appeal.state != Some(State::Archived) {
        return None;
    }
    let waits =
        appeal.record.flows.iter().any(|(name, f)| name.starts_with("approve/") && f.at == "recorded");
    match () {
        () if waits => Some("paper_not_confirmed"),
        () if appeal.evaluation().is_none() => Some("no_evaluation"),
        () => None,
    }
}
