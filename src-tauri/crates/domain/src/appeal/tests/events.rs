//! 程序事项 against days counted by hand: what each starts, what it meets, what it is refused for.

use rstest::rstest;

use super::limits::clock;
use super::*;
use crate::appeal::limit::{events, record_event};
use crate::appeal::project;
use crate::procedure::RecordEvent;
use crate::projection::ClockState;

fn event(event: &str, on: &str) -> RecordEvent {
    RecordEvent { event: event.into(), on: day(on), proof: paper("送达回证"), note: None }
}

fn enters(case: &mut Case, (name, on): (&str, &str)) {
    case.does(PROSECUTOR, "record_event", |a, ctx| record_event(a, event(name, on), ctx));
}

fn offered(case: &Case) -> Vec<String> {
    case.tries(PROSECUTOR, |a, ctx| Ok(events(a, ctx))).unwrap().into_iter().map(|e| e.event).collect()
}

fn accepted(category: &str) -> Case {
    let mut case = Case::registered_as(category);
    case.variant(PROSECUTOR, ("accept_appeal", "litigation"));
    case
}

/// 民事诉讼监督规则 33, 52: from Thursday 3 September three days to Monday the 7th, three months to 3 December.
#[test]
fn accepting_a_civil_matter_starts_its_limits_by_itself() {
    let mut case = accepted("civil_supervision");
    assert_eq!(
        (case.due("clock/R11.1/0"), case.due("clock/R11.3/0")),
        (day("2026-09-07"), day("2026-12-03"))
    );
    case.on("2026-09-07");
    enters(&mut case, ("acceptance_served", "2026-09-04"));
    assert_eq!(clock(&case, "clock/R11.1/0").state(), ClockState::InTime);
    // 87 to 89: fifteen days from the decision, to Thursday 22 October.
    case.on("2026-10-09");
    enters(&mut case, ("supervision_decided", "2026-10-07"));
    assert_eq!(clock(&case, "clock/R11.3/0").state(), ClockState::InTime);
    assert_eq!(case.due("clock/R11.4/0"), day("2026-10-22"));
}

#[rstest]
#[case::civil("civil_supervision", &["judgment_effective", "acceptance_served", "copy_served", "supervision_decided", "supervision_refused"])]
#[case::compensation("state_compensation", &["compensation_applied", "compensation_decided", "compensation_served"])]
#[case::criminal("criminal_appeal", &["rights_complaint_accepted", "reasons_explained", "nonprosecution_served", "review_filed", "judgment_review_concluded"])]
#[case::accusation("accusation", &["rights_complaint_accepted", "reasons_explained", "lawyer_complaint_accepted"])]
#[case::other("other", &[])]
fn a_matter_of_litigation_offers_the_events_of_its_own_kind(#[case] category: &str, #[case] events: &[&str]) {
    assert_eq!(offered(&accepted(category)), events);
}

/// 国家赔偿法 23, 24: two months, ten days; thirty days are the applicant's own and late for nobody.
#[test]
fn one_event_meets_a_limit_and_starts_the_next() {
    let mut case = accepted("state_compensation");
    enters(&mut case, ("compensation_applied", RECEIVED));
    assert_eq!(case.due("clock/R10.1/0"), day("2026-11-03"));
    case.on("2026-10-21");
    enters(&mut case, ("compensation_decided", "2026-10-20"));
    assert_eq!(clock(&case, "clock/R10.1/0").state(), ClockState::InTime);
    assert_eq!(case.due("clock/R10.2/0"), day("2026-10-30"));
    enters(&mut case, ("compensation_served", "2026-10-21"));
    assert_eq!(case.due("clock/R10.3/0"), day("2026-11-20"));
    assert!(clock(&case, "clock/R10.3/0").is_partys(&LAW));
    let listed = project(&case.record(), &LAW, &mut |_| None).clocks;
    assert!(listed.iter().any(|c| c.rule == "R10.2") && !listed.iter().any(|c| c.rule == "R10.3"));
}

/// 信访工作条例 35, 36. The petitioner's thirty days outlive the file; each application has thirty days of its own.
#[test]
fn a_review_can_be_applied_for_after_the_archive() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "accept_appeal")
        .step(ASSISTANT, "take_on_appeal")
        .step(ASSISTANT, "propose_conclusion");
    case.step(SECTION, "approve_conclusion").step(LIAISON, "deliver_appeal");
    case.variant(LIAISON, ("evaluate_appeal", "satisfied")).step(ASSISTANT, "archive_appeal");
    let own = clock(&case, "clock/R12e.1/0");
    assert_eq!((own.is_open(), own.due_on()), (true, Some(day("2026-10-08"))), "3 October is a holiday");
    case.on("2026-09-10");
    enters(&mut case, ("review_requested", "2026-09-10"));
    assert!(!clock(&case, "clock/R12e.1/0").is_open());
    assert_eq!(case.due("clock/R12e.2/0"), day("2026-10-10"));
    enters(&mut case, ("review_answered", "2026-09-10"));
    assert_eq!(clock(&case, "clock/R12e.2/0").state(), ClockState::InTime);
    case.on("2026-09-14");
    enters(&mut case, ("review_requested", "2026-09-14"));
    assert_eq!(case.due("clock/R12e.2/2"), day("2026-10-14"), "a second one beside the first");
}

/// 民事诉讼监督规则 20: two years from the judgment; the application is the day it reached us.
#[rstest]
#[case::in_time("2024-09-04", ClockState::InTime)]
#[case::too_late("2024-09-02", ClockState::Late)]
fn what_lies_before_us_is_met_by_the_day_it_was_received(#[case] judged: &str, #[case] state: ClockState) {
    let mut case = accepted("civil_supervision");
    enters(&mut case, ("judgment_effective", judged));
    assert_eq!(clock(&case, "clock/R11.5/0").state(), state);
}

#[test]
fn an_event_needs_a_day_a_proof_and_a_limit_that_waits_for_it() {
    let mut case = accepted("civil_supervision");
    case.on("2026-09-08");
    let tries =
        |input: RecordEvent| case.tries(PROSECUTOR, |a, ctx| record_event(a, input, ctx)).unwrap_err();
    assert!(matches!(tries(event("compensation_applied", RECEIVED)), Refusal::NotInList { .. }));
    assert!(matches!(tries(event("accepted", RECEIVED)), Refusal::NotInList { .. }), "an act says that");
    assert!(matches!(tries(event("acceptance_served", "2026-09-02")), Refusal::EndBeforeStart { .. }));
    assert!(matches!(tries(event("acceptance_served", "2026-09-09")), Refusal::InFuture { .. }));
    let bare = Material { page: None, ..paper("回证") };
    let unproven = RecordEvent { proof: bare, ..event("acceptance_served", RECEIVED) };
    assert_eq!(tries(unproven), Refusal::Required { field: "proof".into() });
    let hers = case.tries(ASSISTANT, |a, ctx| record_event(a, event("acceptance_served", RECEIVED), ctx));
    assert_eq!(hers, Err(Refusal::NotHolder));
}
