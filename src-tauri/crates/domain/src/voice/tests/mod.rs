//! Cases of voices, named after what they say.
//! They know no desk and no file: records are folded from ops in memory.
//! Run with the tests of this crate.

mod answering;
mod any_order;
mod deciding;
mod evaluating;
mod formal;
mod sorting_out;

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

    fn act(
        self,
        who: &Person,
        on: &str,
        act: impl FnOnce(&Voice, &Ctx<'_>) -> Result<Vec<Op>, Refusal>,
    ) -> Self {
        let ops = act(&Voice::of(&self.0), &ctx(who, on)).unwrap();
        Self(then(self.0, &ops))
    }

    fn refused(
        &self,
        who: &Person,
        on: &str,
        act: impl FnOnce(&Voice, &Ctx<'_>) -> Result<Vec<Op>, Refusal>,
    ) -> Refusal {
        act(&Voice::of(&self.0), &ctx(who, on)).unwrap_err()
    }

    fn sorted(self, route: Route) -> Self {
        self.act(&by(Role::Prosecutor, SORTER), "2026-08-24", |v, c| sort_voice(v, sorting(route), c))
    }

    fn studied(adoption: Adoption) -> Self {
        let reason = Some("先行试点".to_owned());
        Self::collected().sorted(Route::Study).act(&by(Role::Head, OTHER), "2026-08-26", |v, c| {
            decide_voice(v, DecideVoice { adoption, reason }, c)
        })
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
        Self::assigned(AssignProposal {
            assigned_on: day("2026-09-01"),
            assigned_by: "椒江区人大常委会".into(),
            number: "第 12 号".into(),
            difficult,
            in_session: false,
        })
    }

    fn assigned(input: AssignProposal) -> Self {
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
    let proof = Some(crate::appeal::Material {
        name: "送达回证".into(),
        kept: crate::appeal::Keeping::Paper,
        file: None,
        volume: Some("2026-3".into()),
        page: Some("1".into()),
        n_copies: None,
        n_pages: None,
        original: None,
    });
    let text = "已开展专项检查".into();
    AnswerVoice { class: "A".into(), text, how: "written".into(), on: day(on), proof }
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
    let answer = register_voice(
        &blank(),
        (&station(), &deputy()),
        RegisterVoice { facts: late },
        &ctx(&who, "2027-02-01"),
    );
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

#[test]
fn who_raised_it_and_when_is_fixed_once_it_is_sorted() {
    let who = by(Role::Assistant, OTHER);
    let moved =
        || AmendVoice { facts: VoiceFacts { received_on: Some(day("2026-08-19")), ..VoiceFacts::default() } };
    let around = (&station(), &deputy());
    let earlier = Desk::collected().act(&who, "2026-08-22", |v, c| amend_voice(v, around, moved(), c));
    assert_eq!(
        earlier.clock("N01/0"),
        Some((ClockState::Running, Some(day("2026-08-26")))),
        "the limit moves along"
    );
    let why = Desk::collected()
        .sorted(Route::Study)
        .refused(&who, "2026-08-25", |v, c| amend_voice(v, around, moved(), c));
    assert_eq!(why, Refusal::Fixed { field: "received_on".into() });
}

/// A bug: the day could be moved past the registration, and the limit for sorting with it.
#[rstest]
#[case::to_the_day_it_was_registered("2026-08-21", None)]
#[case::past_it("2026-08-22", Some("2026-08-21"))]
fn the_day_it_was_raised_moves_no_further_than_to_what_was_done(
    #[case] raised: &str,
    #[case] first: Option<&str>,
) {
    let (who, collected) = (by(Role::Assistant, OTHER), Desk::collected());
    let facts = VoiceFacts { received_on: Some(day(raised)), ..VoiceFacts::default() };
    let around = (&station(), &deputy());
    let amended =
        amend_voice(&Voice::of(&collected.0), around, AmendVoice { facts }, &ctx(&who, "2026-08-24"));
    let why =
        |first| Refusal::EndBeforeStart { field: "received_on".into(), from: day(raised), to: day(first) };
    assert_eq!(amended.err(), first.map(why));
}

/// An entry that changes nothing would still stand in its history and travel to every desk.
#[rstest]
#[case::the_day(VoiceFacts { received_on: Some(day("2026-08-20")), ..VoiceFacts::default() })]
#[case::the_day_and_the_words(facts())]
#[case::nothing(VoiceFacts::default())]
fn saying_the_same_again_is_no_act(#[case] facts: VoiceFacts) {
    let around = (&station(), &deputy());
    let why = Desk::collected().refused(&by(Role::Assistant, OTHER), "2026-08-22", |v, c| {
        amend_voice(v, around, AmendVoice { facts }, c)
    });
    assert_eq!(why, Refusal::NothingChanged);
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
