//! Cases of hearings, named after what they say.
//! They know no desk and no file: records are folded from ops in memory.
//! Run with the tests of this crate.

mod its_record;
mod the_chiefs_word;

use rstest::rstest;

use super::super::tests::{blank, by, station};
use super::super::*;
use super::*;
use crate::appeal::{Keeping, Material};
use crate::party::Party;
use crate::projection::ClockState;
use crate::scene::{self, ctx, day, id, law, person, record, then};
use crate::{Level, Person, Role};

fn facts() -> ActivityFacts {
    ActivityFacts {
        kind: Some(HEARING.into()),
        topic: Some("土地承包申诉公开听证".into()),
        scheduled_on: Some(day("2026-09-20")),
        openness: Some(Openness::Public),
        ..ActivityFacts::default()
    }
}

fn chief() -> Person {
    Person { record: id(70), level: Some(Level::Chief), ..person(Role::Head) }
}

fn hearer(name: &str) -> Hearer {
    Hearer {
        name: name.into(),
        unit: Some("社区".into()),
        born_on: day("1980-05-01"),
        record: None,
        declared_on: Some(day("2026-09-05")),
        interest: None,
        excluded_by: None,
    }
}

fn three() -> Vec<Hearer> {
    ["甲", "乙", "丙"].map(hearer).to_vec()
}

struct Desk(Record);

impl Desk {
    fn planned() -> Self {
        let who = by(Role::Assistant);
        Self(record(
            NOUN,
            &plan_activity(&blank(), &station(), PlanActivity { facts: facts() }, &ctx(&who, "2026-09-01"))
                .unwrap(),
        ))
    }

    fn act(
        self,
        who: &Person,
        on: &str,
        act: impl FnOnce(&Activity, &Ctx<'_>) -> Result<Vec<ledger::Op>, Refusal>,
    ) -> Self {
        let ops = act(&Activity::of(&self.0), &ctx(who, on)).unwrap();
        Self(then(self.0, &ops))
    }

    fn refused(
        &self,
        who: &Person,
        on: &str,
        act: impl FnOnce(&Activity, &Ctx<'_>) -> Result<Vec<ledger::Op>, Refusal>,
    ) -> Refusal {
        act(&Activity::of(&self.0), &ctx(who, on)).unwrap_err()
    }

    fn asked(self, matter: Matter) -> Self {
        let input = AskHearingApproval { matter, reason: "就地听证，便于群众参加".into() };
        self.act(&by(Role::Prosecutor), "2026-09-02", |a, c| ask_hearing_approval(a, input, c))
    }

    fn approved(self, matter: Matter) -> Self {
        self.asked(matter)
            .act(&chief(), "2026-09-03", |a, c| approve_hearing(a, ApproveHearing { matter }, c))
    }

    fn named(self) -> Self {
        self.act(&by(Role::Assistant), "2026-09-06", |a, c| {
            name_hearers(a, &[], NameHearers { hearers: three() }, c)
        })
    }

    fn noticed(self, on: &str) -> Self {
        let input =
            GiveNotice { on: day(on), how: "公告".into(), to: Some("当事人、听证员".into()) };
        self.act(&by(Role::Assistant), on, |a, c| give_notice(a, input, c))
    }

    fn held(self) -> Self {
        self.act(&by(Role::Prosecutor), "2026-09-21", |a, c| {
            hold_activity(a, &station(), holding("2026-09-20"), c)
        })
    }

    fn ready() -> Self {
        Self::planned().approved(Matter::Place).named().noticed("2026-09-17")
    }
}

fn holding(on: &str) -> HoldActivity {
    let attended = Present { part: "party".into(), record: None, name: Some("申诉人".into()), unit: None };
    let facts =
        ActivityFacts { held_on: Some(day(on)), attended: Some(vec![attended]), ..ActivityFacts::default() };
    HoldActivity { facts, opinions: vec![] }
}

fn hold_lacks(desk: &Desk) -> Vec<String> {
    match desk.refused(&by(Role::Prosecutor), "2026-09-21", |a, c| {
        hold_activity(a, &station(), holding("2026-09-20"), c)
    }) {
        Refusal::Lacks { lacks, .. } => lacks,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_step_of_the_approval_by_every_role_from_every_state() {
    let rows: Vec<_> = STEPS.iter().filter(|s| s.flow == APPROVE).copied().collect();
    let states = ["", ASKED, "approved", "sent_back", "recorded", "confirmed", "disputed"];
    scene::walk(&rows, &states, |_, state| {
        let mut ops: Vec<ledger::Op> = facts().ops(&ActivityFacts::default());
        ops.extend(
            Matter::ALL.iter().filter(|_| !state.is_empty()).map(|m| ledger::Op::go(m.flow(), "", state)),
        );
        Activity { office: "331002".into(), ..Activity::of(&record(NOUN, &ops)) }
    });
}

/// Everything a hearing at a station needs; each taken away alone is what is missing.
#[rstest]
#[case::nothing_done(Desk::planned(), &["approval", "notice", "hearers"])]
#[case::not_approved(Desk::planned().named().noticed("2026-09-17"), &["approval"])]
#[case::only_asked(Desk::planned().asked(Matter::Place).named().noticed("2026-09-17"), &["approval"])]
#[case::no_hearers(Desk::planned().approved(Matter::Place).noticed("2026-09-17"), &["hearers"])]
#[case::no_notice(Desk::planned().approved(Matter::Place).named(), &["notice"])]
fn a_hearing_is_not_held_without(#[case] desk: Desk, #[case] lacks: &[&str]) {
    assert_eq!(hold_lacks(&desk), lacks);
}

#[test]
fn with_all_of_it_it_is_held() {
    assert_eq!(Activity::of(&Desk::ready().held().0).state, Some(State::Held));
}

#[test]
fn one_that_was_never_planned_cannot_be_held() {
    let who = by(Role::Prosecutor);
    let facts = holding("2026-09-20").facts.over(facts());
    let answer = hold_activity(
        &blank(),
        &station(),
        HoldActivity { facts, opinions: vec![] },
        &ctx(&who, "2026-09-21"),
    );
    assert!(matches!(answer, Err(Refusal::Lacks { .. })), "{answer:?}");
}

/// Three days before 20 September, that day not counted: the 17th is the last.
#[rstest]
#[case::on_the_last_day("2026-09-17", None)]
#[case::a_day_late("2026-09-18", Some("2026-09-17"))]
#[case::the_day_before("2026-09-19", Some("2026-09-17"))]
fn notice_three_days_before(#[case] on: &str, #[case] latest: Option<&str>) {
    let desk = Desk::planned();
    let who = by(Role::Assistant);
    let input = GiveNotice { on: day(on), how: "公告".into(), to: None };
    let answer = give_notice(&Activity::of(&desk.0), input, &ctx(&who, "2026-09-19"));
    let why = latest.map(|latest| Refusal::NoticeTooLate {
        event_on: day("2026-09-20"),
        notice_on: day(on),
        latest_on: day(latest),
    });
    assert_eq!(answer.err(), why);
}

#[test]
fn a_moved_hearing_needs_a_new_notice() {
    let facts = ActivityFacts { scheduled_on: Some(day("2026-09-21")), ..ActivityFacts::default() };
    let desk = Desk::ready().act(&by(Role::Assistant), "2026-09-18", |a, c| {
        amend_activity(a, &station(), AmendActivity { facts }, c)
    });
    let who = by(Role::Prosecutor);
    let why = desk.refused(&who, "2026-09-22", |a, c| hold_activity(a, &station(), holding("2026-09-21"), c));
    assert_eq!(why, Refusal::Lacks { verb: "hold_activity".into(), lacks: vec!["notice".into()] });
    let desk = desk.noticed("2026-09-18");
    desk.act(&who, "2026-09-22", |a, c| hold_activity(a, &station(), holding("2026-09-21"), c));
}

/// A bug: the limit of a notice that was given stayed met, with its old day, when the hearing was moved to a day that nobody
/// was told of; it was too late when somebody found out.
#[test]
fn of_a_moved_hearing_the_notice_is_owed_again() {
    let clock = |desk: &Desk| {
        let row = Activity::of(&desk.0).clocks(law()).remove(0).row(None);
        (row.state, row.due_on, row.stopped_on)
    };
    let moved = |desk: Desk, to: &str, on: &str| {
        let facts = ActivityFacts { scheduled_on: Some(day(to)), ..ActivityFacts::default() };
        desk.act(&by(Role::Assistant), on, |a, c| amend_activity(a, &station(), AmendActivity { facts }, c))
    };
    let for_the_20th = (ClockState::InTime, Some(day("2026-09-17")), Some(day("2026-09-10")));
    let told = Desk::planned().noticed("2026-09-10");
    assert_eq!(clock(&told), for_the_20th);
    // The day itself is not counted: three days before the 24th is the 21st.
    let later = moved(told, "2026-09-24", "2026-09-11");
    assert_eq!(clock(&later), (ClockState::Running, Some(day("2026-09-21")), None));
    let back = moved(later, "2026-09-20", "2026-09-12");
    assert_eq!(clock(&back), for_the_20th, "what was told of that day holds");
    let told_again = moved(back, "2026-09-24", "2026-09-13").noticed("2026-09-14");
    assert_eq!(clock(&told_again), (ClockState::InTime, Some(day("2026-09-21")), Some(day("2026-09-14"))));
}

#[test]
fn held_on_another_day_than_told_is_held_without_notice() {
    let why = Desk::ready().refused(&by(Role::Prosecutor), "2026-09-22", |a, c| {
        hold_activity(a, &station(), holding("2026-09-22"), c)
    });
    assert_eq!(why, Refusal::Lacks { verb: "hold_activity".into(), lacks: vec!["notice".into()] });
}

#[test]
fn its_notice_has_a_clock_that_looks_back() {
    let clock = |desk: &Desk| Activity::of(&desk.0).clocks(law()).remove(0).row(None);
    let running = clock(&Desk::planned());
    assert_eq!(
        (running.rule.as_str(), running.started_on, running.due_on),
        ("R16a", day("2026-09-20"), Some(day("2026-09-17")))
    );
    assert_eq!(clock(&Desk::planned().noticed("2026-09-16")).state, ClockState::InTime);
}

#[rstest]
#[case::three(three(), None)]
#[case::two(three()[..2].to_vec(), Some(Refusal::HearerCount { n: 2, least: Some(3), most: Some(7), wording: Wording::Unverified }))]
#[case::seven((0..7).map(|n| hearer(&format!("听{n}"))).collect(), None)]
#[case::eight((0..8).map(|n| hearer(&format!("听{n}"))).collect(), Some(Refusal::HearerCount { n: 8, least: Some(3), most: Some(7), wording: Wording::Unverified }))]
#[case::one_twice([three(), vec![hearer("甲")]].concat(), unfit("甲", "named_twice"))]
#[case::interest(with(|h| h.interest = Some("与申诉人同村".into())), unfit("丁", "interest"))]
#[case::excluded(with(|h| h.excluded_by = Some("punished".into())), unfit("丁", "excluded"))]
#[case::undeclared(with(|h| h.declared_on = None), unfit("丁", "not_declared"))]
#[case::declared_tomorrow(with(|h| h.declared_on = Some(day("2026-09-07"))), unfit("丁", "not_declared"))]
#[case::twenty_three_on_the_day(with(|h| h.born_on = day("2003-09-20")), None)]
#[case::a_day_younger(with(|h| h.born_on = day("2003-09-21")), unfit("丁", "too_young"))]
#[case::a_party(with(|h| h.name = "徐 国平".into()), unfit("徐 国平", "is_party"))]
#[case::a_blank_name(with(|h| h.name = " \u{3000}".into()), Some(Refusal::Required { field: "hearers".into() }))]
#[case::a_name_with_a_nul(with(|h| h.name = "丁\0".into()), Some(Refusal::BadCharacter { field: "hearers".into() }))]
#[case::a_name_too_long(with(|h| h.name = "丁".repeat(201)), Some(Refusal::TooLong { field: "hearers".into(), most: 200 }))]
#[case::of_rare_signs(with(|h| h.name = "𠮷䶮".into()), None)]
#[case::born_on_a_leap_day(with(|h| h.born_on = day("2000-02-29")), None)]
#[case::declared_on_the_day(with(|h| h.declared_on = Some(day("2026-09-06"))), None)]
#[case::one_twice_in_other_spacing([three(), vec![hearer("王 敏"), hearer("王·敏")]].concat(), unfit("王 敏", "named_twice"))]
#[case::not_yet_born(with(|h| h.born_on = day("2027-01-01")), unfit("丁", "too_young"))]
#[case::nobody(vec![], Some(Refusal::HearerCount { n: 0, least: Some(3), most: Some(7), wording: Wording::Unverified }))]
#[case::unknown_ground(with(|h| h.excluded_by = Some("ugly".into())),
    Some(Refusal::NotInList { field: "excluded_by".into(), list: "hearer_exclusion".into(), value: "ugly".into() }))]
fn three_to_seven_who_are_fit(#[case] hearers: Vec<Hearer>, #[case] why: Option<Refusal>) {
    let party = record("party", &[ledger::Op::set("kind", "person"), ledger::Op::set("name", "徐国平")]);
    let who = by(Role::Assistant);
    let answer = name_hearers(
        &Activity::of(&Desk::planned().0),
        &[Party::of(&party)],
        NameHearers { hearers },
        &ctx(&who, "2026-09-06"),
    );
    assert_eq!(answer.err(), why);
}

/// A bug: who holds a hearing, or speaks at it for a side, could be named to hear it.
#[rstest]
#[case::who_holds_it("host", Some(id(60)), Some("takes_part"))]
#[case::who_handles_the_matter("prosecutor", None, Some("takes_part"))]
#[case::who_speaks_for_a_side("agent", None, Some("takes_part"))]
#[case::who_is_asked_to_hear("hearer", Some(id(60)), None)]
#[case::a_deputy_who_hears("deputy", None, None)]
fn who_takes_part_does_not_hear(
    #[case] part: &str,
    #[case] record: Option<ledger::RecordId>,
    #[case] why: Option<&str>,
) {
    let mut activity = Activity::of(&Desk::planned().0);
    let there =
        Present { part: part.into(), record, name: record.is_none().then(|| "丁 ".into()), unit: None };
    activity.facts.invited = Some(vec![there]);
    let fourth = Hearer { record, ..hearer("丁") };
    let hearers = [three(), vec![fourth]].concat();
    let who = by(Role::Assistant);
    let answer = name_hearers(&activity, &[], NameHearers { hearers }, &ctx(&who, "2026-09-06"));
    assert_eq!(answer.err(), why.and_then(|why| unfit("丁", why)));
}

fn with(change: fn(&mut Hearer)) -> Vec<Hearer> {
    let mut fourth = hearer("丁");
    change(&mut fourth);
    [three(), vec![fourth]].concat()
}

fn unfit(name: &str, why: &str) -> Option<Refusal> {
    Some(Refusal::HearerUnfit { name: name.into(), why: why.into() })
}

#[test]
fn hearers_are_no_matter_of_another_kind_nor_of_the_liaison() {
    let who = by(Role::Liaison);
    let desk = Desk::planned();
    let why =
        desk.refused(&who, "2026-09-06", |a, c| name_hearers(a, &[], NameHearers { hearers: three() }, c));
    assert_eq!(why, Refusal::WrongRole { verb: "name_hearers".into() });
    let mut talk = Activity::of(&desk.0);
    talk.facts.kind = Some("HD01".into());
    let who = by(Role::Assistant);
    let answer = name_hearers(&talk, &[], NameHearers { hearers: three() }, &ctx(&who, "2026-09-06"));
    assert_eq!(answer, Err(Refusal::OnlyForHearings));
}
