//! Limits of an appeal against days counted by hand from the text of the law and the State Council's calendars.

use rstest::rstest;

use super::trials::{note_id, notice, proposing, sorting};
use super::*;
use crate::appeal::Rating;
use crate::appeal::conclude::propose_conclusion;
use crate::appeal::enter::{AmendAppeal, amend_appeal, register_appeal};
use crate::appeal::feedback::{EvaluateAppeal, evaluate_appeal};
use crate::appeal::handle::{NoteProgress, note_progress, reply_procedurally};
use crate::appeal::sort::*;
use crate::clocks::Clock;
use crate::projection::ClockState;

fn registered_on(received: &str, registered: &str) -> Case {
    let mut case = Case::new(registered);
    let mut input = registering();
    input.facts.received_on = Some(day(received));
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    case
}

fn accepted(case: &mut Case, nature: &str) {
    let on = case.today;
    let input = AcceptAppeal { sorting: Sorting { notice: None, ..sorting(nature, on) } };
    case.does(PROSECUTOR, "accept_appeal", |a, ctx| accept_appeal(a, input, ctx));
}

pub fn clock(case: &Case, flow: &str) -> Clock {
    let found = case.appeal().clocks(&LAW).into_iter().find(|c| c.flow == flow);
    found.unwrap_or_else(|| panic!("no {flow} among {:?}", case.flows()))
}

#[rstest]
#[case::plain("2026-09-03", "2026-09-03", "2026-09-10")]
#[case::entered_six_days_late("2026-09-03", "2026-09-09", "2026-09-10")]
#[case::entered_when_it_was_late_already("2026-09-03", "2026-09-20", "2026-09-10")]
#[case::over_national_day("2026-09-24", "2026-09-24", "2026-10-08")]
#[case::over_labour_day("2026-04-24", "2026-04-25", "2026-05-06")]
#[case::a_saturday_that_is_worked("2026-02-21", "2026-02-24", "2026-02-28")]
fn the_seven_days_count_from_the_day_it_was_received(
    #[case] received: &str,
    #[case] entered: &str,
    #[case] due: &str,
) {
    let case = registered_on(received, entered);
    assert_eq!(case.due("clock/R01/0"), day(due));
    assert_eq!(case.flows(), ["clock/R01/0 running"], "registration opens nothing else");
}

#[test]
fn amending_the_received_day_moves_the_due_day() {
    let mut case = registered_on("2026-09-03", "2026-09-09");
    let touched = AppealFacts { received_on: Some(day("2026-09-01")), ..AppealFacts::default() };
    let input = AmendAppeal { facts: touched, ..Default::default() };
    case.does(LIAISON, "amend_appeal", |a, ctx| amend_appeal(a, input, ctx));
    assert_eq!(case.due("clock/R01/0"), day("2026-09-08"));
}

/// A bug: the day could be moved past what was done about the matter, and every limit that counts from it with it.
#[rstest]
#[case::to_the_day_it_was_sorted("2026-09-07", None)]
#[case::past_it("2026-09-08", Some("2026-09-07"))]
#[case::past_its_registration("2026-09-10", Some("2026-09-07"))]
fn the_received_day_moves_no_further_than_to_what_was_done(
    #[case] received: &str,
    #[case] first: Option<&str>,
) {
    let mut case = registered_on("2026-09-03", "2026-09-09");
    let sorting = Sorting { notice: None, ..sorting("ordinary", day("2026-09-07")) };
    case.does(PROSECUTOR, "accept_appeal", |a, ctx| accept_appeal(a, AcceptAppeal { sorting }, ctx));
    let touched = AppealFacts { received_on: Some(day(received)), ..AppealFacts::default() };
    let input = AmendAppeal { facts: touched, ..Default::default() };
    case.on("2026-09-11");
    let done = case.tries(LIAISON, |a, ctx| amend_appeal(a, input, ctx));
    let why =
        |first| Refusal::EndBeforeStart { field: "received_on".into(), from: day(received), to: day(first) };
    assert_eq!(done.err(), first.map(why));
}

/// Which limits sorting opens: 涉诉讼权利救济 goes by the procuratorate's own rules, the rest by 信访工作条例.
#[rstest]
#[case::litigation("litigation", &["clock/R01/0 running", "clock/R02/0 stopped", "clock/R03/0 running"])]
#[case::ordinary("ordinary", &[
    "clock/R01/0 running",
    "clock/R03/0 running",
    "clock/R12a/0 stopped",
    "clock/R12b/0 running",
    "clock/R12d/0 running",
])]
fn sorting_opens_what_applies(#[case] nature: &str, #[case] flows: &[&str]) {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    accepted(case.on("2026-09-07"), nature);
    assert_eq!(case.flows(), flows);
}

#[test]
fn sixty_days_are_for_redress_only() {
    let mut case = Case::new(RECEIVED);
    let mut input = registering();
    input.facts.purpose = Some("suggestion".into());
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    accepted(&mut case, "ordinary");
    assert!(!case.flows().iter().any(|f| f.starts_with("clock/R12d")), "{:?}", case.flows());
}

#[rstest]
#[case::procedural_reply("clock/R01/0", "2026-09-10")]
#[case::sorting("clock/R12a/0", "2026-09-18")]
#[case::telling("clock/R12b/0", "2026-09-18")]
#[case::progress_in_three_months("clock/R03/0", "2026-12-03")]
#[case::sixty_days_from_acceptance("clock/R12d/0", "2026-11-06")] // 2026-09-07 + 60
fn each_counts_from_its_own_event(#[case] flow: &str, #[case] due: &str) {
    let mut case = registered_on("2026-09-03", "2026-09-05");
    accepted(case.on("2026-09-07"), "ordinary");
    assert_eq!(case.due(flow), day(due));
}

#[test]
fn sorting_late_gives_no_free_days() {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    accepted(case.on("2026-09-21"), "ordinary");
    let sorted = clock(&case, "clock/R12a/0");
    assert_eq!(sorted.due_on(), Some(day("2026-09-18")));
    assert_eq!(sorted.state(), ClockState::Late);
    assert_eq!(case.due("clock/R12b/0"), day("2026-09-18"), "late as well from the day it opened");
}

/// A bug: only an objection stopped the five working days (R12c), so every referral that was accepted ran late.
/// Thursday 2026-09-03 and five working days: the 4th, 7th, 8th, 9th, 10th.
#[rstest]
#[case::on_day_2("2026-09-05", "2026-09-05")]
#[case::on_day_7("2026-09-10", "2026-09-10")]
#[case::after_the_right_had_lapsed("2026-09-14", "2026-09-10")]
fn a_referral_that_is_accepted_is_not_late_with_an_objection(#[case] on: &str, #[case] ended: &str) {
    let mut case = referred_here();
    accepted(case.on(on), "litigation");
    let objection = clock(&case, "clock/R12c/0");
    assert_eq!((objection.due_on(), objection.state()), (Some(day("2026-09-10")), ClockState::InTime));
    assert_eq!(objection.stopped.map(|s| s.on), Some(day(ended)));
}

#[test]
fn a_referral_answered_on_the_spot_is_not_late_with_an_objection() {
    let mut case = referred_here();
    case.on("2026-09-14").step(LIAISON, "answer_on_spot");
    assert_eq!(clock(&case, "clock/R12c/0").state(), ClockState::InTime);
}

/// Objecting itself may well be late.
#[test]
fn an_objection_after_five_working_days_is_late() {
    let mut case = referred_here();
    case.on("2026-09-14").step(PROSECUTOR, "object_referral");
    assert_eq!(clock(&case, "clock/R12c/0").state(), ClockState::Late);
}

fn referred_here() -> Case {
    let mut case = Case::new(RECEIVED);
    let mut input = registering();
    input.facts.way = Some("upper".into());
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    case
}

#[test]
fn until_the_nature_is_known_the_earliest_candidate_is_shown() {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    let shown = candidate_limit(&case.appeal(), &LAW).expect("a limit for sorting");
    assert_eq!((shown.rule.as_str(), shown.deadline.due_on), ("R02", Some(day("2026-09-10"))));
    accepted(&mut case, "ordinary");
    assert_eq!(candidate_limit(&case.appeal(), &LAW), None);
}

/// A bug: what was answered on the spot showed a limit for sorting for ever.
#[test]
fn no_limit_for_sorting_is_shown_where_nobody_sorts() {
    let mut case = Case::registered();
    case.step(LIAISON, "answer_on_spot");
    assert_eq!(candidate_limit(&case.appeal(), &LAW), None);
}

/// A bug: what was answered on the spot counted as answered on the day its slip was typed in, after the seven days.
#[test]
fn a_slip_of_an_answer_on_the_spot_was_answered_the_day_it_was_received() {
    let mut case = Case::new("2026-09-21");
    case.step(LIAISON, "answer_on_spot");
    let reply = clock(&case, "clock/R01/0");
    assert_eq!((reply.state(), reply.stopped.map(|s| s.on)), (ClockState::InTime, Some(day(RECEIVED))));
    assert_eq!(case.appeal().evaluation().map(|e| e.on), Some(day(RECEIVED)));
    let amends = |touched: AppealFacts| {
        let input = AmendAppeal { facts: touched, ..AmendAppeal::default() };
        case.tries(LIAISON, |a, ctx| amend_appeal(a, input, ctx))
    };
    let later = amends(AppealFacts { received_on: Some(day("2026-09-04")), ..AppealFacts::default() });
    let (field, from) = ("received_on".into(), day("2026-09-04"));
    assert_eq!(later.err(), Some(Refusal::EndBeforeStart { field, from, to: day(RECEIVED) }));
    // What is corrected afterwards begins no limit of the days in between.
    let ops = amends(AppealFacts { way: Some("upper".into()), ..AppealFacts::default() });
    case.add(LIAISON, "amend_appeal", ops.expect("a correction"));
    assert!(case.appeal().clocks(&LAW).iter().all(|c| !c.is_open()), "{:?}", case.flows());
}

#[test]
fn the_limit_for_sorting_counts_anew_from_the_day_the_materials_were_complete() {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    case.on("2026-09-04").step(PROSECUTOR, "request_materials");
    case.on("2026-09-15").step(LIAISON, "supplement_materials");
    assert_eq!(
        candidate_limit(&case.appeal(), &LAW).unwrap().deadline.due_on,
        Some(day("2026-09-18")),
        "R12a does not count anew"
    );
    accepted(case.on("2026-09-21"), "litigation");
    let sorted = clock(&case, "clock/R02/0");
    assert_eq!((sorted.due_on(), sorted.state()), (Some(day("2026-09-22")), ClockState::InTime));
}

#[test]
fn asking_for_materials_is_a_procedural_reply() {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    case.on("2026-09-04").step(PROSECUTOR, "request_materials");
    assert_eq!(clock(&case, "clock/R01/0").state(), ClockState::InTime);
}

#[rstest]
#[case::on_the_last_day("2026-09-10", ClockState::InTime)]
#[case::a_day_after("2026-09-11", ClockState::Late)]
fn the_procedural_reply_stops_its_clock(#[case] on: &str, #[case] state: ClockState) {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    let input = notice("accepted", day(on));
    case.on(on).does(LIAISON, "reply_procedurally", |a, ctx| reply_procedurally(a, input, ctx));
    let stopped = clock(&case, "clock/R01/0");
    assert_eq!(stopped.state(), state);
    let stop = stopped.stopped.clone().expect("a stop");
    assert_eq!(stop.due_on, Some(day("2026-09-10")), "the due day that its author saw");
    assert_eq!(stop.calendar.as_deref(), Some(LAW.calendar.version().as_str()));
}

#[test]
fn a_second_reply_is_owed_to_nobody() {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    case.step(LIAISON, "reply_procedurally");
    let again = case.tries(LIAISON, |a, ctx| reply_procedurally(a, notice("accepted", ctx.today), ctx));
    assert_eq!(again, Err(Refusal::NothingOwed));
}

#[test]
fn progress_meets_the_three_months_and_leaves_the_result_owed() {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    accepted(&mut case, "ordinary");
    case.step(ASSISTANT, "take_on_appeal");
    let told = NoteProgress {
        text: "现场已勘查".into(),
        on: day("2026-10-20"),
        how: "phone".into(),
        next_on: Some(day("2026-11-20")),
    };
    case.on("2026-10-20").does(ASSISTANT, "note_progress", |a, ctx| note_progress(a, told, ctx));
    assert_eq!(clock(&case, "clock/R03/0").state(), ClockState::InTime);
    assert!(clock(&case, "clock/R12d/0").is_open());
    assert_eq!(case.record().text("next_progress_on"), Some("2026-11-20"));
}

/// A bug: the day named for the next word was stored and read by nothing. Friday 2026-11-20 and Tuesday 2026-12-01.
#[test]
fn the_next_word_is_late_the_day_after_it_was_named_for() {
    let mut case = under_way();
    case.on("2026-10-20").tells("2026-11-20");
    let next = clock(&case, "clock/N09/1");
    assert_eq!((next.due_on(), next.is_open()), (Some(day("2026-11-20")), true));
    let pressing = |case: &Case, today: &str| {
        let clock = clock(case, "clock/N09/1");
        clock.is_open() && clock.due_on() < Some(day(today))
    };
    assert!(!pressing(&case, "2026-11-20") && pressing(&case, "2026-11-21"));
    case.on("2026-11-21").tells("2026-12-01");
    assert_eq!(clock(&case, "clock/N09/1").state(), ClockState::Late);
    assert_eq!(clock(&case, "clock/N09/2").due_on(), Some(day("2026-12-01")));
    let told = clock(&case, "clock/N09/2");
    assert!(told.is_open() && told.rule_in(&LAW).is_some_and(|rule| rule.is_internal()));
    case.on("2026-12-01").step(ASSISTANT, "note_progress");
    assert_eq!(clock(&case, "clock/N09/2").state(), ClockState::InTime);
    let open = case.appeal().clocks(&LAW).into_iter().filter(|c| c.rule == "N09" && c.is_open());
    assert_eq!(open.count(), 0, "no further day was named");
}

/// A bug: what had been told before the day was named, typed in late, kept the promise.
#[test]
fn a_word_from_before_the_day_was_named_keeps_no_promise() {
    let mut case = under_way();
    case.on("2026-10-20").tells("2026-11-20");
    let early = NoteProgress {
        text: "曾电话联系".into(),
        on: day("2026-10-12"),
        how: "phone".into(),
        next_on: Some(day("2026-10-30")),
    };
    case.on("2026-10-21").does(ASSISTANT, "note_progress", |a, ctx| note_progress(a, early, ctx));
    let open: Vec<_> =
        case.appeal().clocks(&LAW).into_iter().filter(|c| c.rule == "N09" && c.is_open()).collect();
    assert_eq!(open.iter().map(|c| c.due_on()).collect::<Vec<_>>(), [Some(day("2026-11-20"))]);
    assert_eq!(case.record().text("next_progress_on"), Some("2026-11-20"));
    case.on("2026-11-20").step(ASSISTANT, "note_progress");
    assert_eq!(clock(&case, "clock/N09/1").state(), ClockState::InTime);
}

impl Case {
    fn tells(&mut self, next: &str) -> &mut Self {
        let told = NoteProgress {
            text: "现场已勘查".into(),
            on: self.today,
            how: "phone".into(),
            next_on: Some(day(next)),
        };
        self.does(ASSISTANT, "note_progress", |a, ctx| note_progress(a, told, ctx))
    }
}

pub fn under_way() -> Case {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    accepted(&mut case, "ordinary");
    case.step(ASSISTANT, "take_on_appeal");
    case
}

#[test]
fn the_conclusion_meets_the_sixty_days_and_opens_the_office_limit() {
    let mut case = under_way();
    case.on("2026-10-20");
    let person = person(ASSISTANT);
    let ctx = Ctx { person: &person, today: case.today, law: &LAW };
    let twin = propose_conclusion(&case.appeal(), note_id(), proposing(), &ctx).unwrap();
    case.take(ASSISTANT, "propose_conclusion", (twin.appeal, twin.note));
    case.step(SECTION, "approve_conclusion");
    assert_eq!(clock(&case, "clock/R12d/0").state(), ClockState::InTime);
    assert_eq!(case.due("clock/N06/0"), day("2026-10-27"), "five working days to deliver");
}

#[test]
fn a_rework_has_its_own_month_and_its_own_delivery() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    let input = EvaluateAppeal {
        level: Rating::Dissatisfied,
        on: day("2026-10-09"),
        how: "phone".into(),
        reason: Some("通道仍未恢复".into()),
    };
    case.on("2026-10-09").does(LIAISON, "evaluate_appeal", |a, ctx| evaluate_appeal(a, input, ctx));
    assert_eq!(case.due("clock/N04/rework"), day("2026-11-09"), "thirty days on is Sunday 2026-11-08");
    case.step(ASSISTANT, "propose_conclusion").step(SECTION, "approve_conclusion");
    assert!(case.flows().contains(&"clock/N06/rework running".to_owned()), "{:?}", case.flows());
    case.step(LIAISON, "deliver_appeal");
    assert!(case.flows().contains(&"clock/N04/rework stopped".to_owned()), "{:?}", case.flows());
}

#[test]
fn what_was_referred_here_can_be_objected_to_for_five_working_days() {
    let mut case = Case::new("2026-09-18");
    let mut input = registering();
    (input.facts.way, input.facts.received_on) = (Some("upper".into()), Some(day("2026-09-18")));
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    assert_eq!(case.due("clock/R12c/0"), day("2026-09-24"), "Sunday 2026-09-20 is worked");
    case.on("2026-09-22").step(PROSECUTOR, "object_referral");
    assert_eq!(clock(&case, "clock/R12c/0").state(), ClockState::InTime);
    assert_eq!(case.at(), "referred");
}

/// A bug: the five working days went on from the day that had been corrected. From Thursday 17 September to the 23rd.
#[test]
fn amending_the_received_day_moves_the_referral_too() {
    let mut case = Case::new("2026-09-18");
    let mut input = registering();
    (input.facts.way, input.facts.received_on) = (Some("upper".into()), Some(day("2026-09-18")));
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    let touched = AppealFacts { received_on: Some(day("2026-09-17")), ..AppealFacts::default() };
    let input = AmendAppeal { facts: touched, ..Default::default() };
    case.does(LIAISON, "amend_appeal", |a, ctx| amend_appeal(a, input, ctx));
    assert_eq!(case.due("clock/R12c/0"), day("2026-09-23"));
}

#[test]
fn assigning_asks_for_a_report_within_two_months() {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    case.step(CITY, "accept_appeal").step(CITY, "assign_appeal");
    assert_eq!(case.due("clock/N05/0"), day("2026-11-03"));
    assert!(LAW.rules.get("N05", "1").unwrap().is_internal());
}

/// A bug: given back and assigned again, it asked nobody for a report.
#[test]
fn each_assignment_asks_for_a_report_of_its_own() {
    let mut case = registered_on("2026-09-03", "2026-09-03");
    case.step(CITY, "accept_appeal").step(CITY, "assign_appeal");
    case.on("2026-09-08").step(PROSECUTOR, "return_assignment").on("2026-09-10").step(CITY, "assign_appeal");
    assert_eq!(case.due("clock/N05/2"), day("2026-11-10"));
    let first = clock(&case, "clock/N05/0");
    assert_eq!((first.started_on, first.due_on()), (day("2026-09-03"), Some(day("2026-11-03"))));
}
