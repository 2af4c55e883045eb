//! Cases of sorting a voice.

use rstest::rstest;

use super::*;

fn answers(n: u8) -> CaseAnswers {
    CaseAnswers { passes_on_petition: n == 1, about_open_case: n == 2, own_interest: n == 3 }
}

#[rstest]
#[case::letters_passed_on(1, "passes_on_petition")]
#[case::opinion_on_an_open_case(2, "about_open_case")]
#[case::own_or_relatives_problem(3, "own_interest")]
fn what_is_about_a_case_may_not_stay_a_proposal(
    #[case] n: u8,
    #[case] ground: &str,
    #[values(Route::Study, Route::ToProposal)] route: Route,
) {
    let input = SortVoice { answers: answers(n), ..sorting(route) };
    let why = Desk::collected()
        .refused(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, input, c));
    assert_eq!(why, Refusal::CaseSpecific { grounds: vec![ground.into()] });
}

#[rstest]
#[case::as_an_appeal(Route::ToAppeal, State::BecameAppeal)]
#[case::to_another_unit(Route::ToOther, State::Referred)]
#[case::as_a_clue(Route::ToClue, State::BecameClue)]
fn it_goes_on_elsewhere_instead(#[case] route: Route, #[case] to: State) {
    let input = SortVoice { answers: answers(2), ..sorting(route) };
    let desk =
        Desk::collected().act(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, input, c));
    assert_eq!(desk.state(), to);
    let running = Voice::of(&desk.0).clocks(law()).iter().filter(|c| c.is_open()).count();
    assert_eq!(running, 0, "nothing is owed to a voice that went on as something else");
}

#[test]
fn a_matter_of_one_case_is_one_whatever_was_answered() {
    let facts = VoiceFacts { kind: Some("matter".into()), ..facts() };
    let desk = Desk(record(NOUN, &register(facts, "2026-08-21").unwrap()));
    let why = desk
        .refused(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, sorting(Route::Study), c));
    assert_eq!(why, Refusal::CaseSpecific { grounds: vec!["kind_matter".into()] });
}

#[rstest]
#[case::no_appeal(SortVoice { became: None, ..sorting(Route::ToAppeal) }, "became")]
#[case::no_unit(SortVoice { unit: Some(" ".into()), ..sorting(Route::ToOther) }, "unit")]
#[case::no_reason(SortVoice { reason: None, ..sorting(Route::ToClue) }, "reason")]
fn each_way_needs_its_own(#[case] input: SortVoice, #[case] field: &str) {
    let why = Desk::collected()
        .refused(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, input, c));
    assert_eq!(why, Refusal::Required { field: field.into() });
}

/// The unit stands in the line whichever way the voice goes.
#[rstest]
#[case::with_a_nul("民政局\0".to_owned(), Refusal::BadCharacter { field: "unit".into() })]
#[case::like_a_book("局".repeat(201), Refusal::TooLong { field: "unit".into(), most: 200 })]
fn a_unit_can_be_written(
    #[case] unit: String,
    #[case] why: Refusal,
    #[values(Route::Study, Route::ToAppeal, Route::ToOther, Route::ToClue)] route: Route,
) {
    let input = SortVoice { unit: Some(unit), ..sorting(route) };
    let refused = Desk::collected()
        .refused(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, input, c));
    assert_eq!(refused, why);
}

/// N02: three months from the sorting, 24 August to 24 November 2026, a Tuesday.
#[test]
fn to_study_stops_the_limit_for_sorting_and_opens_the_one_for_the_answer() {
    let desk = Desk::collected().sorted(Route::Study);
    assert_eq!(desk.clock("N01/0"), Some((ClockState::InTime, Some(day("2026-08-27")))));
    assert_eq!(desk.clock("N02/0"), Some((ClockState::Running, Some(day("2026-11-24")))));
    assert_eq!(Voice::of(&desk.0).holder, Some(id(SORTER)));
}

#[test]
fn a_proposal_has_no_internal_limit() {
    let desk = Desk::collected().sorted(Route::ToProposal);
    assert_eq!((desk.state(), desk.clock("N02/0")), (State::Proposed, None));
    assert!(Voice::of(&desk.0).formal);
}

fn converting(n: u8) -> ConvertVoice {
    ConvertVoice { answers: answers(n), became: Some(id(50)), reason: None }
}

/// A bug: what was found to be a case while it was studied could neither be adopted nor go on anywhere.
#[rstest]
#[case::letters_passed_on(1, "passes_on_petition")]
#[case::opinion_on_an_open_case(2, "about_open_case")]
#[case::own_or_relatives_problem(3, "own_interest")]
fn a_case_found_out_in_study_goes_on_as_an_appeal(#[case] n: u8, #[case] ground: &str) {
    let desk = Desk::collected().sorted(Route::Study);
    let desk =
        desk.act(&by(Role::Prosecutor, SORTER), "2026-09-07", |v, c| convert_voice(v, converting(n), c));
    let voice = Voice::of(&desk.0);
    assert_eq!((desk.state(), voice.record.record("became")), (State::BecameAppeal, Some(id(50))));
    let last: Sorted = crate::facts::elements_of_lines(&desk.0, "sorted").pop().unwrap();
    assert_eq!((last.route, last.grounds), (Route::ToAppeal, vec![ground.to_owned()]));
    // N02 ran to 24 November: in time, and nothing is owed to the voice any more.
    assert_eq!(desk.clock("N02/0"), Some((ClockState::InTime, Some(day("2026-11-24")))));
    assert!(voice.clocks(law()).iter().all(|c| !c.is_open()));
}

#[test]
fn a_matter_of_one_case_is_converted_whatever_was_answered() {
    let desk = Desk::collected().sorted(Route::Study);
    let who = by(Role::Prosecutor, SORTER);
    let none = desk.refused(&who, "2026-09-07", |v, c| convert_voice(v, converting(0), c));
    assert_eq!(none, Refusal::Required { field: "answers".into() }, "it is about no case");
    let amended = VoiceFacts { kind: Some("matter".into()), ..VoiceFacts::default() };
    let desk = desk.act(&who, "2026-09-07", |v, c| {
        amend_voice(v, (&station(), &deputy()), AmendVoice { facts: amended }, c)
    });
    let desk = desk.act(&who, "2026-09-07", |v, c| convert_voice(v, converting(0), c));
    assert_eq!(desk.state(), State::BecameAppeal);
}

fn of_one_case(desk: Desk, on: &str) -> Desk {
    let amended = VoiceFacts { kind: Some("matter".into()), ..VoiceFacts::default() };
    desk.act(&by(Role::Prosecutor, SORTER), on, |v, c| {
        amend_voice(v, (&station(), &deputy()), AmendVoice { facts: amended }, c)
    })
}

/// A bug: what was found to be a case once it was adopted, or sent on as a formal proposal, stayed a proposal.
#[rstest]
#[case::adopted(Desk::studied(Adoption::Adopted))]
#[case::in_part(Desk::studied(Adoption::Partly))]
#[case::to_be_assigned(Desk::collected().sorted(Route::ToProposal))]
fn a_case_found_out_later_goes_on_as_an_appeal_too(#[case] desk: Desk) {
    let who = by(Role::Prosecutor, SORTER);
    let desk = of_one_case(desk, "2026-09-07");
    let desk = desk.act(&who, "2026-09-07", |v, c| convert_voice(v, converting(0), c));
    let voice = Voice::of(&desk.0);
    assert_eq!((desk.state(), voice.formal), (State::BecameAppeal, false));
    assert!(voice.clocks(law()).iter().all(|c| !c.is_open()));
}

#[test]
fn a_case_is_neither_assigned_nor_taken_on_nor_answered_as_a_proposal() {
    let (prosecutor, assistant) = (by(Role::Prosecutor, SORTER), by(Role::Assistant, OTHER));
    let case = Refusal::CaseSpecific { grounds: vec!["kind_matter".into()] };
    let proposed = of_one_case(Desk::collected().sorted(Route::ToProposal), "2026-09-01");
    let assigning = AssignProposal {
        assigned_on: day("2026-09-01"),
        assigned_by: "椒江区人大常委会".into(),
        number: "第 12 号".into(),
        difficult: false,
        in_session: false,
    };
    assert_eq!(proposed.refused(&assistant, "2026-09-02", |v, c| assign_proposal(v, assigning, c)), case);
    let assigned = of_one_case(Desk::proposal(false), "2026-09-04");
    let taking = AcceptProposal { on: day("2026-09-04") };
    assert_eq!(assigned.refused(&prosecutor, "2026-09-04", |v, c| accept_proposal(v, taking, c)), case);
    let back = ReturnProposal { on: day("2026-09-04"), reason: "涉及具体案件".into() };
    let back = assigned.act(&prosecutor, "2026-09-04", |v, c| return_proposal(v, back, c));
    assert_eq!(back.state(), State::Returned, "it goes back with an explanation");
    let adopted = Desk::studied(Adoption::Adopted).talked(Phase::During, "2026-09-01");
    let adopted = of_one_case(adopted, "2026-09-02");
    let why = adopted.refused(&prosecutor, "2026-09-04", |v, c| answer_voice(v, answer("2026-09-04"), c));
    assert_eq!(why, case);
    // What was refused may be explained to the deputy as what it is.
    let refused = Desk::studied(Adoption::NotAdopted).talked(Phase::During, "2026-09-01");
    assert_eq!(of_one_case(refused, "2026-09-02").answered("2026-09-04").state(), State::Answered);
}

/// A bug: a record that was named before another way was chosen stayed as what the voice had become.
#[rstest]
#[case::as_a_clue(Route::ToClue)]
#[case::to_another_unit(Route::ToOther)]
#[case::to_study(Route::Study)]
#[case::as_a_proposal(Route::ToProposal)]
fn what_did_not_become_an_appeal_leads_to_none(#[case] route: Route) {
    let input = SortVoice { became: Some(id(50)), ..sorting(route) };
    let desk =
        Desk::collected().act(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, input, c));
    assert_eq!(Voice::of(&desk.0).record.record("became"), None);
}

#[test]
fn a_voice_becomes_an_appeal_that_is_named_and_by_who_may_sort() {
    let desk = Desk::collected().sorted(Route::Study);
    let nowhere = ConvertVoice { became: None, ..converting(1) };
    let why = desk.refused(&by(Role::Prosecutor, SORTER), "2026-09-07", |v, c| convert_voice(v, nowhere, c));
    assert_eq!(why, Refusal::Required { field: "became".into() });
    let why =
        desk.refused(&by(Role::Assistant, OTHER), "2026-09-07", |v, c| convert_voice(v, converting(1), c));
    assert_eq!(why, Refusal::WrongRole { verb: "convert_voice".into() });
    let collected = Desk::collected();
    let why = collected
        .refused(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| convert_voice(v, converting(1), c));
    assert_eq!(why, Refusal::NotNow { verb: "convert_voice".into(), state: "collected".into() });
}
