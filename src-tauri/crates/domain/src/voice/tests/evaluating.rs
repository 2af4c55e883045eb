//! Cases of evaluating a voice.

use rstest::rstest;

use super::*;

fn answered() -> Desk {
    Desk::studied(Adoption::Adopted).talked(Phase::Before, "2026-08-27").answered("2026-09-01")
}

fn twice() -> Desk {
    answered()
        .evaluated(Rating::Dissatisfied, "2026-09-10")
        .answered("2026-09-20")
        .evaluated(Rating::Dissatisfied, "2026-09-28")
}

#[rstest]
#[case::who_sorted_and_answered(by(Role::Prosecutor, SORTER), Some(Refusal::OwnWork { verb: "evaluate_voice".into() }))]
#[case::the_liaison(by(Role::Liaison, 30), None)]
#[case::the_registrar(by(Role::Registrar, 33), Some(Refusal::WrongRole { verb: "evaluate_voice".into() }))]
fn somebody_else_records_it(#[case] who: Person, #[case] why: Option<Refusal>) {
    let desk = answered();
    let input = evaluation(Rating::Satisfied, "2026-09-03");
    assert_eq!(evaluate_voice(&Voice::of(&desk.0), input, &ctx(&who, "2026-09-03")).err(), why);
}

#[rstest]
#[case::satisfied(Rating::Satisfied, State::Evaluated)]
#[case::mostly(Rating::FairlySatisfied, State::Evaluated)]
#[case::not_at_all(Rating::Dissatisfied, State::Reworking)]
#[case::declined(Rating::Declined, State::Evaluated)]
fn dissatisfied_opens_the_rework(#[case] level: Rating, #[case] to: State) {
    assert_eq!(answered().evaluated(level, "2026-09-03").state(), to);
}

/// N03: one month from 10 September to 10 October 2026, a Saturday that is worked.
#[test]
fn the_rework_has_a_limit_and_the_second_answer_meets_it() {
    let desk = answered().evaluated(Rating::Dissatisfied, "2026-09-10");
    assert_eq!(desk.clock("N03/0"), Some((ClockState::Running, Some(day("2026-10-10")))));
    let desk = desk.answered("2026-09-20");
    assert_eq!(desk.clock("N03/0").map(|c| c.0), Some(ClockState::InTime));
    assert_eq!(
        desk.clock("N08/rework").map(|c| c.0),
        Some(ClockState::Running),
        "the second evaluation has its own"
    );
}

#[test]
fn only_once_and_then_a_leader_settles_it() {
    let desk = twice();
    assert_eq!(desk.state(), State::Evaluated);
    let staff = by(Role::Assistant, OTHER);
    let why = desk.refused(&staff, "2026-09-29", |v, c| archive_voice(v, ArchiveVoice::default(), c));
    assert_eq!(why, Refusal::Lacks { verb: "archive_voice".into(), lacks: vec!["settled".into()] });
    let finding = || SettleVoice { finding: "已尽职办理".into() };
    let section = Person { level: Some(Level::Section), ..by(Role::Head, OTHER) };
    let why = desk.refused(&section, "2026-09-29", |v, c| settle_voice(v, finding(), c));
    assert_eq!(why, Refusal::NeedsLevel { verb: "settle_voice".into(), level: Some(Level::Deputy) });
    let desk = desk.act(&by(Role::Head, OTHER), "2026-09-29", |v, c| settle_voice(v, finding(), c)).act(
        &staff,
        "2026-09-30",
        |v, c| archive_voice(v, ArchiveVoice::default(), c),
    );
    assert_eq!(desk.state(), State::Archived);
    let what: Vec<_> =
        project::project(&desk.0, law(), &mut |_| None).tallies.into_iter().map(|t| t.what).collect();
    assert!(what.contains(&"voice.evaluation.dissatisfied".to_owned()), "it still counts: {what:?}");
}

#[test]
fn what_was_said_once_is_not_settled_by_a_leader() {
    let desk = answered().evaluated(Rating::Satisfied, "2026-09-03");
    let input = SettleVoice { finding: "结束".into() };
    let why = desk.refused(&by(Role::Head, OTHER), "2026-09-29", |v, c| settle_voice(v, input, c));
    assert_eq!(why, Refusal::Lacks { verb: "settle_voice".into(), lacks: vec!["dissatisfied".into()] });
}

#[test]
fn dissatisfaction_has_a_reason_and_comes_after_the_answer() {
    let desk = answered();
    let who = by(Role::Liaison, 30);
    let silent = EvaluateVoice { reason: None, ..evaluation(Rating::Dissatisfied, "2026-09-03") };
    let why = desk.refused(&who, "2026-09-03", |v, c| evaluate_voice(v, silent, c));
    assert_eq!(why, Refusal::Required { field: "reason".into() });
    let why = desk.refused(&who, "2026-09-03", |v, c| {
        evaluate_voice(v, evaluation(Rating::Satisfied, "2026-08-31"), c)
    });
    assert!(matches!(why, Refusal::EndBeforeStart { .. }));
}

#[test]
fn a_satisfied_deputy_ends_every_clock_in_the_archive() {
    let desk = answered().evaluated(Rating::Satisfied, "2026-09-03").act(
        &by(Role::Assistant, OTHER),
        "2026-09-04",
        |v, c| archive_voice(v, ArchiveVoice { volume: Some("2026-3".into()) }, c),
    );
    let clocks = Voice::of(&desk.0).clocks(law());
    assert!(!clocks.is_empty() && clocks.iter().all(|c| !c.is_open()));
}
