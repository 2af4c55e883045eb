//! Days of what is typed in afterwards: never before what they rest on.

use rstest::rstest;

use super::exhaustive::played;
use super::*;
use crate::appeal::enter::{AmendAppeal, amend_appeal, register_appeal};
use crate::appeal::feedback::{EvaluateAppeal, SampleAppeal, evaluate_appeal, sample_appeal};
use crate::appeal::limit::{RecordPaperGrant, record_paper_grant};
use crate::appeal::{Rating, Verdict};
use crate::projection::ClockState;

fn before(from: &str, to: &str) -> Refusal {
    Refusal::EndBeforeStart { field: "on".into(), from: day(from), to: day(to) }
}

/// Delivered on 3 September, evaluated on the 10th, archived the same day.
fn archived() -> Case {
    let mut case = played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    let said =
        EvaluateAppeal { level: Rating::Satisfied, on: day("2026-09-10"), how: "phone".into(), reason: None };
    case.on("2026-09-10").does(LIAISON, "evaluate_appeal", |a, ctx| evaluate_appeal(a, said, ctx));
    case.step(ASSISTANT, "archive_appeal");
    case.on("2026-10-20");
    case
}

/// A bug: a reply that was in time by a day of receipt typed wrongly stayed in time when the day was corrected. From Wednesday
/// the 9th the seven days end on the 16th, from Thursday the 3rd on the 10th.
#[test]
fn what_was_met_is_held_against_the_corrected_day_of_receipt() {
    let mut case = Case::new("2026-09-10");
    let mut input = registering();
    input.facts.received_on = Some(day("2026-09-09"));
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    case.on("2026-09-14").step(LIAISON, "reply_procedurally");
    let reply = |case: &Case| {
        let clock = super::limits::clock(case, "clock/R01/0");
        (clock.due_on(), clock.state(), clock.stopped.map(|stop| stop.on))
    };
    let told = Some(day("2026-09-14"));
    assert_eq!(reply(&case), (Some(day("2026-09-16")), ClockState::InTime, told));
    let facts = AppealFacts { received_on: Some(day("2026-09-03")), ..AppealFacts::default() };
    let input = AmendAppeal { facts, ..AmendAppeal::default() };
    case.on("2026-09-15").does(LIAISON, "amend_appeal", |a, ctx| amend_appeal(a, input, ctx));
    assert_eq!(reply(&case), (Some(day("2026-09-10")), ClockState::Late, told));
}

/// 抽查回访 comes later than the loop's own question; a rework is due from the day on which it was asked for.
#[rstest]
#[case::before_it_came("2026-09-02", Some(before(RECEIVED, "2026-09-02")))]
#[case::a_year_before("2025-09-10", Some(before(RECEIVED, "2025-09-10")))]
#[case::the_day_before_it_was_evaluated("2026-09-09", Some(before("2026-09-10", "2026-09-09")))]
#[case::on_the_day_it_was_evaluated("2026-09-10", None)]
#[case::later("2026-10-20", None)]
#[case::tomorrow("2026-10-21", Some(Refusal::InFuture { field: "on".into(), on: day("2026-10-21") }))]
fn a_sampling_follows_the_evaluation(#[case] on: &str, #[case] why: Option<Refusal>) {
    let input = SampleAppeal { level: Rating::Dissatisfied, on: day(on), how: "phone".into(), reason: None };
    assert_eq!(archived().tries(LIAISON, |a, ctx| sample_appeal(a, input, ctx)).err(), why);
}

#[test]
fn a_second_sampling_may_tell_of_an_earlier_call() {
    let mut case = archived();
    let asked =
        |on: &str| SampleAppeal { level: Rating::Satisfied, on: day(on), how: "phone".into(), reason: None };
    case.does(LIAISON, "sample_appeal", |a, ctx| sample_appeal(a, asked("2026-10-19"), ctx));
    case.does(LIAISON, "sample_appeal", |a, ctx| sample_appeal(a, asked("2026-10-01"), ctx));
    assert_eq!(case.at(), "archived");
}

/// A paper that grants more time is dated like one that approves: not before there was an appeal.
#[rstest]
#[case::before_it_came("2026-09-02", Some(before(RECEIVED, "2026-09-02")))]
#[case::on_the_day(RECEIVED, None)]
#[case::tomorrow("2026-09-04", Some(Refusal::InFuture { field: "on".into(), on: day("2026-09-04") }))]
fn a_paper_that_grants_more_time(#[case] on: &str, #[case] why: Option<Refusal>) {
    let mut case =
        played(Case::registered(), &[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")]);
    case.step(ASSISTANT, "request_extension");
    let input =
        RecordPaperGrant { id: "1".into(), approver: id(DEPUTY), on: day(on), paper: paper("审批表") };
    let granted = case.tries(ASSISTANT, |a, ctx| record_paper_grant(a, input, ctx));
    assert_eq!(granted.as_ref().err(), why.as_ref());
    if let Ok(ops) = granted {
        case.add(ASSISTANT, "record_paper_grant", ops);
        assert_eq!(case.record().at("extend/1"), Verdict::Recorded.key());
    }
}
