//! Cases of formal proposals.

use rstest::rstest;

use super::*;
use crate::appeal::Material;
use crate::procedure::RecordEvent;

fn accepted() -> Desk {
    taken_on(Desk::proposal(false))
}

fn taken_on(assigned: Desk) -> Desk {
    assigned.act(&by(Role::Prosecutor, SORTER), "2026-09-04", |v, c| {
        accept_proposal(v, AcceptProposal { on: day("2026-09-04") }, c)
    })
}

/// R14a counts from 1 September: three months to 1 December 2026 (Tuesday), six to 1 March 2027, a Monday of a year
/// without a notice. R14b: ten days to 11 September, a Friday.
#[rstest]
#[case::three_months(false, "R14a.1/0", "2026-12-01")]
#[case::six_when_difficult(true, "R14a.2/0", "2027-03-01")]
#[case::ten_days_to_return_it(false, "R14b/0", "2026-09-11")]
fn the_law_counts_from_the_assignment(#[case] difficult: bool, #[case] flow: &str, #[case] due: &str) {
    assert_eq!(Desk::proposal(difficult).clock(flow), Some((ClockState::Running, Some(day(due)))));
}

/// R14e: seven days from 4 September are 11 September.
#[test]
fn taking_it_on_ends_the_days_to_return_it_and_the_deputy_is_told() {
    let desk = accepted();
    assert_eq!(desk.clock("R14b/0").map(|c| c.0), Some(ClockState::InTime));
    assert_eq!(desk.clock("R14e/0"), Some((ClockState::Running, Some(day("2026-09-11")))));
    assert_eq!(
        desk.talked(Phase::Before, "2026-09-07").clock("R14e/0").map(|c| c.0),
        Some(ClockState::InTime)
    );
}

/// A bug: what was raised at the congress itself had the seven days of R14e, too, which are of what comes between its sessions.
#[test]
fn what_was_raised_at_the_congress_itself_has_not_the_days_for_telling_it_was_taken_on() {
    let desk = taken_on(Desk::assigned(AssignProposal {
        assigned_on: day("2026-09-01"),
        assigned_by: "椒江区人大常委会".into(),
        number: "第 12 号".into(),
        difficult: false,
        in_session: true,
    }));
    assert_eq!(desk.clock("R14e/0"), None);
    assert_eq!(desk.clock("R14a.1/0"), Some((ClockState::Running, Some(day("2026-12-01")))));
}

/// A bug: what had been said before, typed in late, counted as telling that it was taken on.
#[test]
fn a_talk_from_before_it_was_taken_on_tells_the_deputy_nothing_of_that() {
    let who = by(Role::Prosecutor, SORTER);
    let early = talk(Phase::Before, "2026-09-02");
    let desk = accepted().act(&who, "2026-09-07", |v, c| communicate_voice(v, early, c));
    assert_eq!(desk.clock("R14e/0"), Some((ClockState::Running, Some(day("2026-09-11")))));
    let told = desk.talked(Phase::During, "2026-09-08");
    assert_eq!(told.clock("R14e/0").map(|c| c.0), Some(ClockState::InTime));
}

/// A bug: an answer dated before the assignment met its three months.
#[test]
fn it_was_not_answered_before_it_was_taken_on() {
    let desk = accepted().talked(Phase::Before, "2026-09-07").talked(Phase::During, "2026-10-12");
    let who = by(Role::Prosecutor, SORTER);
    let why = desk.refused(&who, "2026-10-20", |v, c| answer_voice(v, answer("2026-09-03"), c));
    let (from, to) = (day("2026-09-04"), day("2026-09-03"));
    assert_eq!(why, Refusal::EndBeforeStart { field: "on".into(), from, to });
}

#[test]
fn what_is_not_ours_goes_back_with_an_explanation() {
    let desk = Desk::proposal(false);
    let who = by(Role::Prosecutor, SORTER);
    let input = |on: &str, reason: &str| ReturnProposal { on: day(on), reason: reason.into() };
    assert_eq!(
        desk.refused(&who, "2026-09-05", |v, c| return_proposal(v, input("2026-09-05", ""), c)),
        Refusal::Required { field: "reason".into() }
    );
    assert!(matches!(
        desk.refused(&who, "2026-09-05", |v, c| return_proposal(v, input("2026-08-31", "不属职责"), c)),
        Refusal::EndBeforeStart { .. }
    ));
    let desk = desk.act(&who, "2026-09-05", |v, c| return_proposal(v, input("2026-09-05", "不属职责"), c));
    assert_eq!(desk.state(), State::Returned);
    assert_eq!(desk.clock("R14b/0").map(|c| c.0), Some(ClockState::InTime));
    assert!(Voice::of(&desk.0).clocks(law()).iter().all(|c| !c.is_open()));
}

#[test]
fn it_is_talked_over_before_and_during_and_answered_on_paper() {
    let who = by(Role::Prosecutor, SORTER);
    let desk = accepted().talked(Phase::Before, "2026-09-07");
    let why = desk.refused(&who, "2026-10-20", |v, c| answer_voice(v, answer("2026-10-20"), c));
    assert_eq!(why, Refusal::Lacks { verb: "answer_voice".into(), lacks: vec!["contact_during".into()] });
    let desk = desk.talked(Phase::During, "2026-10-12");
    let oral = AnswerVoice { how: "oral".into(), ..answer("2026-10-20") };
    let why = desk.refused(&who, "2026-10-20", |v, c| answer_voice(v, oral, c));
    assert_eq!(why, Refusal::Lacks { verb: "answer_voice".into(), lacks: vec!["written_reply".into()] });
    let desk = desk.answered("2026-10-20");
    assert_eq!(desk.clock("R14a.1/0").map(|c| c.0), Some(ClockState::InTime));
}

/// R14d: one month from 2 November to 2 December 2026, a Wednesday.
#[test]
fn a_dissatisfied_deputy_is_answered_again_within_a_month() {
    let desk = accepted()
        .talked(Phase::Before, "2026-09-07")
        .talked(Phase::During, "2026-10-12")
        .answered("2026-10-20")
        .evaluated(Rating::Dissatisfied, "2026-11-02");
    assert_eq!(desk.clock("R14d/0"), Some((ClockState::Running, Some(day("2026-12-02")))));
    assert_eq!(desk.clock("N03/0"), None, "the internal limit is for what is not formal");
    assert_eq!(desk.answered("2026-12-03").clock("R14d/0").map(|c| c.0), Some(ClockState::Late));
}

#[test]
fn it_was_not_assigned_before_it_was_raised() {
    let desk = Desk::collected().sorted(Route::ToProposal);
    let input = AssignProposal {
        assigned_on: day("2026-08-19"),
        assigned_by: "区人大".into(),
        number: "12".into(),
        difficult: false,
        in_session: false,
    };
    let why = desk.refused(&by(Role::Assistant, OTHER), "2026-09-02", |v, c| assign_proposal(v, input, c));
    assert!(matches!(why, Refusal::EndBeforeStart { .. }));
}

/// 会办: two months from 4 September to 4 November (R14c). 视察、调研报告意见: three months from 12 October (R14f).
#[test]
fn what_happens_around_it_starts_and_meets_its_limits() {
    let who = by(Role::Assistant, SORTER);
    let enter = |desk: Desk, (event, on): (&str, &str)| {
        let input = RecordEvent { event: event.into(), on: day(on), proof: paper(), note: None };
        desk.act(&who, on, |v, c| record_voice_event(v, input, c))
    };
    let desk = enter(accepted(), ("co_assigned", "2026-09-04"));
    assert_eq!(desk.clock("R14c/0"), Some((ClockState::Running, Some(day("2026-11-04")))));
    let desk = enter(desk, ("co_opinion_given", "2026-10-12"));
    assert_eq!(desk.clock("R14c/0").map(|c| c.0), Some(ClockState::InTime));
    let desk = enter(desk, ("report_passed_on", "2026-10-12"));
    assert_eq!(desk.clock("R14f/0"), Some((ClockState::Running, Some(day("2027-01-12")))));
}

fn paper() -> Material {
    let kept = crate::appeal::Keeping::Paper;
    let at = |text: &str| Some(text.to_owned());
    Material {
        name: "交办通知".into(),
        kept,
        file: None,
        volume: at("3"),
        page: at("1"),
        n_copies: None,
        n_pages: None,
        original: None,
    }
}
