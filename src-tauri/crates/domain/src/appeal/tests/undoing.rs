//! Taking back, and what arrived that the law did not allow.

use ledger::{DeedId, Entry, Op};

use super::*;
use crate::appeal::{Breach, breaches, undo_of};

fn undo(case: &Case, who: u8, entries: &[Entry], deed: DeedId) -> Result<Op, Refusal> {
    case.tries(who, |a, ctx| undo_of(a, (entries, deed), "输错了", ctx))
}

fn why(found: &[Breach]) -> Vec<(&str, &str)> {
    found.iter().map(|b| (b.act.as_str(), b.why.as_str())).collect()
}

#[test]
fn a_deed_nobody_here_knows_cannot_be_taken_back() {
    let case = Case::registered();
    let refused = undo(&case, LIAISON, &[], DeedId::from_bytes([1; 16]));
    assert_eq!(refused, Err(Refusal::CannotUndo { act: String::new(), reason: "missing".into() }));
}

#[test]
fn a_move_the_table_does_not_know_is_doubtful() {
    let mut case = Case::registered();
    case.add(ASSISTANT, "accept_appeal", vec![Op::go("main", "registered", "archived")]);
    assert_eq!(why(&breaches(&case.record(), &LAW)), [("accept_appeal", "not_in_table")]);
}

#[test]
fn a_conclusion_without_its_evidence_is_doubtful() {
    let mut case = super::exhaustive::played(
        Case::registered(),
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
        ],
    );
    case.add(
        SECTION,
        "approve_conclusion",
        vec![Op::go("approve/1", "pending", "approved"), Op::go("main", "concluding", "concluded")],
    );
    assert_eq!(why(&breaches(&case.record(), &LAW)), [("approve_conclusion", "no_reply")]);
}

#[test]
fn an_evaluation_by_the_handler_is_doubtful() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    let evaluation = ledger::Value::map([
        ("level", "satisfied".into()),
        ("on", RECEIVED.into()),
        ("how", "phone".into()),
        ("sampled", false.into()),
        ("by", id(ASSISTANT).into()),
    ]);
    case.add(
        ASSISTANT,
        "evaluate_appeal",
        vec![Op::line("evaluation", evaluation), Op::go("main", "delivered", "evaluated")],
    );
    assert_eq!(why(&breaches(&case.record(), &LAW)), [("evaluate_appeal", "own_work")]);
}

#[test]
fn an_evaluation_that_says_nothing_is_doubtful() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    case.add(LIAISON, "evaluate_appeal", vec![Op::go("main", "delivered", "evaluated")]);
    assert_eq!(why(&breaches(&case.record(), &LAW)), [("evaluate_appeal", "no_evaluation")]);
}
