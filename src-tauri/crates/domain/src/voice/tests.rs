use rstest::rstest;

use super::*;
use crate::appeal::Rating;
use crate::projection::ClockState;
use crate::scene::{self, ctx, day, id, law, person, record, then};
use crate::station::deputy::{Deputy, DeputyFacts};
use crate::station::{Station, Turn};
use crate::{Level, Person, Role};

const SORTER: u8 = 31;
const OTHER: u8 = 32;

fn station() -> Station {
    let turns = vec![Turn { verb: "open".into(), on: day("2026-01-01"), reason: None }];
    Station { state: "open".into(), turns, ..Station::blank(id(9), "331002") }
}

fn deputy() -> Deputy {
    let facts = DeputyFacts {
        name: Some("林美".into()),
        from_on: Some(day("2022-01-01")),
        to_on: Some(day("2027-01-31")),
        ..DeputyFacts::default()
    };
    Deputy { id: id(40), facts, ..Deputy::blank(id(9), "331002") }
}

fn facts() -> VoiceFacts {
    VoiceFacts {
        title: Some("建议加强养老机构安全检查".into()),
        content: Some("多家养老机构消防通道堵塞".into()),
        deputy: Some(id(40)),
        received_on: Some(day("2026-08-20")),
        kind: Some("work".into()),
        way: Some("deputy".into()),
        ..VoiceFacts::default()
    }
}

fn by(role: Role, n: u8) -> Person {
    Person { record: id(n), level: (role == Role::Head).then_some(Level::Deputy), ..person(role) }
}

fn blank() -> Voice {
    Voice::blank(id(1), (id(9), "331002"))
}

fn register(facts: VoiceFacts, today: &str) -> Result<Vec<Op>, Refusal> {
    let who = by(Role::Liaison, 30);
    register_voice(&blank(), (&station(), &deputy()), RegisterVoice { facts }, &ctx(&who, today))
}

/// One act after the other on one record.
struct Desk(Record);

impl Desk {
    fn collected() -> Self {
        Self(record(NOUN, &register(facts(), "2026-08-21").unwrap()))
    }

    fn act(self, who: &Person, on: &str, act: impl FnOnce(&Voice, &Ctx<'_>) -> Result<Vec<Op>, Refusal>) -> Self {
        let ops = act(&Voice::of(&self.0), &ctx(who, on)).unwrap();
        Self(then(self.0, &ops))
    }

    fn refused(&self, who: &Person, on: &str, act: impl FnOnce(&Voice, &Ctx<'_>) -> Result<Vec<Op>, Refusal>) -> Refusal {
        act(&Voice::of(&self.0), &ctx(who, on)).unwrap_err()
    }

    fn sorted(self, route: Route) -> Self {
        self.act(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, sorting(route), c))
    }

    fn studied(adoption: Adoption) -> Self {
        let reason = Some("先行试点".to_owned());
        Self::collected()
            .sorted(Route::Study)
            .act(&by(Role::Head, OTHER), "2026-08-26", |v, c| decide_voice(v, DecideVoice { adoption, reason }, c))
    }

    fn talked(self, phase: Phase, on: &str) -> Self {
        self.act(&by(Role::Prosecutor, SORTER), on, |v, c| communicate_voice(v, talk(phase, on), c))
    }

    fn answered(self, on: &str) -> Self {
        self.act(&by(Role::Prosecutor, SORTER), on, |v, c| answer_voice(v, answer(on), c))
    }

    fn evaluated(self, level: Rating, on: &str) -> Self {
        self.act(&by(Role::Liaison, 30), on, |v, c| evaluate_voice(v, evaluation(level, on), c))
    }

    fn proposal(difficult: bool) -> Self {
        let input = AssignProposal {
            assigned_on: day("2026-09-01"),
            assigned_by: "椒江区人大常委会".into(),
            number: "第 12 号".into(),
            difficult,
        };
        Self::collected()
            .sorted(Route::ToProposal)
            .act(&by(Role::Assistant, OTHER), "2026-09-02", |v, c| assign_proposal(v, input, c))
    }

    fn state(&self) -> State {
        Voice::of(&self.0).state.unwrap()
    }

    fn clock(&self, flow: &str) -> Option<(ClockState, Option<chrono::NaiveDate>)> {
        let clocks = Voice::of(&self.0).clocks(law());
        clocks.iter().find(|c| c.flow == format!("clock/{flow}")).map(|c| (c.state(), c.due_on()))
    }
}

fn sorting(route: Route) -> SortVoice {
    SortVoice {
        route,
        answers: CaseAnswers::default(),
        became: (route == Route::ToAppeal).then_some(id(50)),
        unit: (route == Route::ToOther).then(|| "民政局".into()),
        reason: (route == Route::ToClue).then(|| "公益诉讼线索".into()),
        holder: None,
    }
}

fn talk(phase: Phase, on: &str) -> CommunicateVoice {
    CommunicateVoice { phase, on: day(on), how: "phone".into(), text: "说明办理打算".into() }
}

fn answer(on: &str) -> AnswerVoice {
    AnswerVoice { class: "A".into(), text: "已开展专项检查".into(), how: "written".into(), on: day(on) }
}

fn evaluation(level: Rating, on: &str) -> EvaluateVoice {
    let reason = (level == Rating::Dissatisfied).then(|| "未见整改".to_owned());
    EvaluateVoice { level, attitude: None, on: day(on), how: "phone".into(), reason }
}

#[test]
fn every_step_by_every_role_from_every_state() {
    let states: Vec<&str> = [""].into_iter().chain(State::ALL.iter().map(|s| s.key())).collect();
    scene::walk(STEPS, &states, |_, state| Voice { state: State::from_key(state), ..blank() });
}

#[rstest]
#[case::no_title(VoiceFacts { title: None, ..facts() }, Refusal::Required { field: "title".into() })]
#[case::no_content(VoiceFacts { content: Some("\n".into()), ..facts() }, Refusal::Required { field: "content".into() })]
#[case::of_nobody(VoiceFacts { deputy: None, ..facts() }, Refusal::Required { field: "deputy".into() })]
#[case::tomorrow(VoiceFacts { received_on: Some(day("2026-08-22")), ..facts() },
    Refusal::InFuture { field: "received_on".into(), on: day("2026-08-22") })]
#[case::before_the_station(VoiceFacts { received_on: Some(day("2025-12-31")), ..facts() },
    Refusal::StationClosed { station: String::new(), on: day("2025-12-31") })]
#[case::another_deputy(VoiceFacts { deputy: Some(id(41)), ..facts() },
    Refusal::NotDeputy { name: "林美".into(), on: day("2026-08-20") })]
#[case::kind(VoiceFacts { kind: Some("song".into()), ..facts() },
    Refusal::NotInList { field: "kind".into(), list: "voice_kind".into(), value: "song".into() })]
#[case::too_long(VoiceFacts { content: Some("长".repeat(20_001)), ..facts() }, Refusal::TooLong { field: "content".into(), most: 20_000 })]
fn what_is_not_right_is_not_registered(#[case] facts: VoiceFacts, #[case] why: Refusal) {
    assert_eq!(register(facts, "2026-08-21"), Err(why));
}

#[test]
fn somebody_whose_term_is_over_raises_no_voice() {
    let who = by(Role::Liaison, 30);
    let late = VoiceFacts { received_on: Some(day("2027-02-01")), ..facts() };
    let answer = register_voice(&blank(), (&station(), &deputy()), RegisterVoice { facts: late }, &ctx(&who, "2027-02-01"));
    assert_eq!(answer, Err(Refusal::NotDeputy { name: "林美".into(), on: day("2027-02-01") }));
}

/// N01: five working days from the day it was raised, 20 August (a Thursday): 21, 24, 25, 26, 27.
#[rstest]
#[case::the_next_day("2026-08-21")]
#[case::typed_in_a_month_later("2026-09-18")]
fn late_entry_gives_no_free_days(#[case] today: &str) {
    let desk = Desk(record(NOUN, &register(facts(), today).unwrap()));
    assert_eq!(desk.clock("N01/0"), Some((ClockState::Running, Some(day("2026-08-27")))));
}

mod sorting_out {
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
        let why = Desk::collected().refused(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, input, c));
        assert_eq!(why, Refusal::CaseSpecific { grounds: vec![ground.into()] });
    }

    #[rstest]
    #[case::as_an_appeal(Route::ToAppeal, State::BecameAppeal)]
    #[case::to_another_unit(Route::ToOther, State::Referred)]
    #[case::as_a_clue(Route::ToClue, State::BecameClue)]
    fn it_goes_on_elsewhere_instead(#[case] route: Route, #[case] to: State) {
        let input = SortVoice { answers: answers(2), ..sorting(route) };
        let desk = Desk::collected().act(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, input, c));
        assert_eq!(desk.state(), to);
        let running = Voice::of(&desk.0).clocks(law()).iter().filter(|c| c.is_open()).count();
        assert_eq!(running, 0, "nothing is owed to a voice that went on as something else");
    }

    #[test]
    fn a_matter_of_one_case_is_one_whatever_was_answered() {
        let facts = VoiceFacts { kind: Some("matter".into()), ..facts() };
        let desk = Desk(record(NOUN, &register(facts, "2026-08-21").unwrap()));
        let why = desk.refused(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, sorting(Route::Study), c));
        assert_eq!(why, Refusal::CaseSpecific { grounds: vec!["kind_matter".into()] });
    }

    #[rstest]
    #[case::no_appeal(SortVoice { became: None, ..sorting(Route::ToAppeal) }, "became")]
    #[case::no_unit(SortVoice { unit: Some(" ".into()), ..sorting(Route::ToOther) }, "unit")]
    #[case::no_reason(SortVoice { reason: None, ..sorting(Route::ToClue) }, "reason")]
    fn each_way_needs_its_own(#[case] input: SortVoice, #[case] field: &str) {
        let why = Desk::collected().refused(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, input, c));
        assert_eq!(why, Refusal::Required { field: field.into() });
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
}

mod deciding {
    use super::*;

    #[rstest]
    #[case::yes(Adoption::Adopted, None, true)]
    #[case::in_part_with_a_reason(Adoption::Partly, Some("先行试点"), true)]
    #[case::in_part_without(Adoption::Partly, None, false)]
    #[case::no_without(Adoption::NotAdopted, Some("  "), false)]
    fn anything_but_a_whole_yes_says_why(#[case] adoption: Adoption, #[case] reason: Option<&str>, #[case] may: bool) {
        let desk = Desk::collected().sorted(Route::Study);
        let input = DecideVoice { adoption, reason: reason.map(str::to_owned) };
        let who = by(Role::Head, OTHER);
        assert_eq!(decide_voice(&Voice::of(&desk.0), input, &ctx(&who, "2026-08-26")).is_ok(), may);
    }

    #[test]
    fn a_prosecutor_does_not_decide_and_a_head_without_a_level_neither() {
        let desk = Desk::collected().sorted(Route::Study);
        let input = || DecideVoice { adoption: Adoption::Adopted, reason: None };
        let why = desk.refused(&by(Role::Prosecutor, SORTER), "2026-08-26", |v, c| decide_voice(v, input(), c));
        assert_eq!(why, Refusal::WrongRole { verb: "decide_voice".into() });
        let head = Person { level: None, ..by(Role::Head, OTHER) };
        let why = desk.refused(&head, "2026-08-26", |v, c| decide_voice(v, input(), c));
        assert_eq!(why, Refusal::NeedsLevel { verb: "decide_voice".into(), level: Some(Level::Section) });
    }
}

mod answering {
    use super::*;

    #[test]
    fn the_deputy_is_talked_to_first() {
        let desk = Desk::studied(Adoption::Adopted);
        let who = by(Role::Prosecutor, SORTER);
        let why = desk.refused(&who, "2026-09-01", |v, c| answer_voice(v, answer("2026-09-01"), c));
        assert_eq!(why, Refusal::Lacks { verb: "answer_voice".into(), lacks: vec!["contact".into()] });
        assert_eq!(desk.talked(Phase::During, "2026-08-28").answered("2026-09-01").state(), State::Answered);
    }

    #[rstest]
    #[case::class(AnswerVoice { class: "Z".into(), ..answer("2026-09-01") }, "NotInList")]
    #[case::form(AnswerVoice { how: "dream".into(), ..answer("2026-09-01") }, "NotInList")]
    #[case::empty(AnswerVoice { text: " ".into(), ..answer("2026-09-01") }, "Required")]
    #[case::tomorrow(answer("2026-09-02"), "InFuture")]
    #[case::before_it_was_raised(answer("2026-08-19"), "EndBeforeStart")]
    fn an_answer_that_is_not_right_is_refused(#[case] input: AnswerVoice, #[case] why: &str) {
        let desk = Desk::studied(Adoption::NotAdopted).talked(Phase::Before, "2026-08-27");
        let refusal = desk.refused(&by(Role::Prosecutor, SORTER), "2026-09-01", |v, c| answer_voice(v, input, c));
        assert!(format!("{refusal:?}").starts_with(why), "{refusal:?}");
    }

    #[test]
    fn after_is_after_the_answer() {
        let desk = Desk::studied(Adoption::Adopted);
        let who = by(Role::Prosecutor, SORTER);
        let why = desk.refused(&who, "2026-09-01", |v, c| communicate_voice(v, talk(Phase::After, "2026-09-01"), c));
        assert!(matches!(why, Refusal::NotNow { .. }));
        let desk = desk.talked(Phase::Before, "2026-08-27").answered("2026-09-01").talked(Phase::After, "2026-09-02");
        assert_eq!(Voice::of(&desk.0).contacts().len(), 2);
    }
}

mod evaluating {
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
        assert_eq!(desk.clock("N08/rework").map(|c| c.0), Some(ClockState::Running), "the second evaluation has its own");
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
        let desk = desk
            .act(&by(Role::Head, OTHER), "2026-09-29", |v, c| settle_voice(v, finding(), c))
            .act(&staff, "2026-09-30", |v, c| archive_voice(v, ArchiveVoice::default(), c));
        assert_eq!(desk.state(), State::Archived);
        let what: Vec<_> = project::project(&desk.0, law(), &mut |_| None).tallies.into_iter().map(|t| t.what).collect();
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
        let why = desk.refused(&who, "2026-09-03", |v, c| evaluate_voice(v, evaluation(Rating::Satisfied, "2026-08-31"), c));
        assert!(matches!(why, Refusal::EndBeforeStart { .. }));
    }

    #[test]
    fn a_satisfied_deputy_ends_every_clock_in_the_archive() {
        let desk = answered()
            .evaluated(Rating::Satisfied, "2026-09-03")
            .act(&by(Role::Assistant, OTHER), "2026-09-04", |v, c| archive_voice(v, ArchiveVoice { volume: Some("2026-3".into()) }, c));
        assert!(Voice::of(&desk.0).clocks(law()).iter().all(|c| !c.is_open()));
    }
}

mod formal {
    use super::*;

    fn accepted() -> Desk {
        Desk::proposal(false)
            .act(&by(Role::Prosecutor, SORTER), "2026-09-04", |v, c| accept_proposal(v, AcceptProposal { on: day("2026-09-04") }, c))
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
        assert_eq!(desk.talked(Phase::Before, "2026-09-07").clock("R14e/0").map(|c| c.0), Some(ClockState::InTime));
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
        };
        let why = desk.refused(&by(Role::Assistant, OTHER), "2026-09-02", |v, c| assign_proposal(v, input, c));
        assert!(matches!(why, Refusal::EndBeforeStart { .. }));
    }
}

#[test]
fn who_raised_it_and_when_is_fixed_once_it_is_sorted() {
    let who = by(Role::Assistant, OTHER);
    let moved = || AmendVoice { facts: VoiceFacts { received_on: Some(day("2026-08-19")), ..VoiceFacts::default() } };
    let around = (&station(), &deputy());
    let earlier = Desk::collected().act(&who, "2026-08-22", |v, c| amend_voice(v, around, moved(), c));
    assert_eq!(earlier.clock("N01/0"), Some((ClockState::Running, Some(day("2026-08-26")))), "the limit moves along");
    let why = Desk::collected().sorted(Route::Study).refused(&who, "2026-08-25", |v, c| amend_voice(v, around, moved(), c));
    assert_eq!(why, Refusal::Fixed { field: "received_on".into() });
}

#[test]
fn its_row_names_the_deputy_and_its_links_lead_back() {
    let facts = VoiceFacts { origin: Some(id(60)), origin_opinion: Some(2), ..facts() };
    let record = record(NOUN, &register(facts, "2026-08-24").unwrap());
    let named = scene::record("deputy", &[Op::set("name", "林美")]);
    let projection = project::project(&record, law(), &mut |r| (r == id(40)).then(|| named.clone()));
    let card = projection.card.unwrap();
    assert_eq!((card.stage, card.more["deputy"].as_str()), (Stage::Collect, Some("林美")));
    assert_eq!(card.flags, ["entered_late"]);
    let links: Vec<_> = projection.links.iter().map(|l| (l.kind.as_str(), l.to)).collect();
    assert_eq!(links, [("deputy", id(40)), ("origin", id(60))]);
    assert_eq!(projection.tallies.iter().map(|t| t.what.as_str()).collect::<Vec<_>>(), ["voice.collected"]);
    assert_eq!(projection.clocks.len(), 1);
}

#[rstest]
#[case::collected(State::Collected, Stage::Collect)]
#[case::handling(State::Handling, Stage::Handle)]
#[case::decided(State::NotAdopted, Stage::Feedback)]
#[case::answered(State::Answered, Stage::Evaluate)]
#[case::elsewhere(State::BecameAppeal, Stage::Closed)]
#[case::archived(State::Archived, Stage::Closed)]
fn where_the_loop_stands(#[case] state: State, #[case] stage: Stage) {
    assert_eq!(state.stage(), stage);
}
