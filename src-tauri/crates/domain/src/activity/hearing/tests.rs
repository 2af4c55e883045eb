use rstest::rstest;

use super::super::tests::{blank, by, station};
use super::super::*;
use super::*;
use crate::appeal::{Keeping, Material};
use crate::party::Party;
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
    assert_eq!(clock(&Desk::planned().noticed("2026-09-16")).state, crate::projection::ClockState::InTime);
}

#[rstest]
#[case::three(three(), None)]
#[case::two(three()[..2].to_vec(), Some(Refusal::HearerCount { n: 2, least: Some(3), most: Some(7) }))]
#[case::seven((0..7).map(|n| hearer(&format!("听{n}"))).collect(), None)]
#[case::eight((0..8).map(|n| hearer(&format!("听{n}"))).collect(), Some(Refusal::HearerCount { n: 8, least: Some(3), most: Some(7) }))]
#[case::one_twice([three(), vec![hearer("甲")]].concat(), unfit("甲", "named_twice"))]
#[case::interest(with(|h| h.interest = Some("与申诉人同村".into())), unfit("丁", "interest"))]
#[case::excluded(with(|h| h.excluded_by = Some("punished".into())), unfit("丁", "excluded"))]
#[case::undeclared(with(|h| h.declared_on = None), unfit("丁", "not_declared"))]
#[case::declared_tomorrow(with(|h| h.declared_on = Some(day("2026-09-07"))), unfit("丁", "not_declared"))]
#[case::twenty_three_on_the_day(with(|h| h.born_on = day("2003-09-20")), None)]
#[case::a_day_younger(with(|h| h.born_on = day("2003-09-21")), unfit("丁", "too_young"))]
#[case::a_party(with(|h| h.name = "徐 国平".into()), unfit("徐 国平", "is_party"))]
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

mod the_chiefs_word {
    use super::*;

    fn paper() -> Material {
        Material {
            name: "听证呈批表".into(),
            kept: Keeping::Paper,
            file: None,
            volume: Some("2026-3".into()),
            page: Some("12".into()),
            n_copies: None,
            n_pages: None,
            original: None,
        }
    }

    fn on_paper() -> Desk {
        let input = RecordHearingApproval {
            matter: Matter::Place,
            approver: id(70),
            on: day("2026-09-02"),
            paper: paper(),
        };
        Desk::planned().act(&by(Role::Assistant), "2026-09-03", |a, c| record_hearing_approval(a, input, c))
    }

    fn answer(answer: Confirming) -> ConfirmHearingApproval {
        let reason = (answer == Confirming::Dispute).then(|| "并非本人签批".to_owned());
        ConfirmHearingApproval { matter: Matter::Place, answer, reason }
    }

    #[rstest]
    #[case::section(Some(Level::Section))]
    #[case::deputy(Some(Level::Deputy))]
    #[case::no_level(None)]
    fn below_the_chief_nobody_approves(#[case] level: Option<Level>) {
        let who = Person { level, ..person(Role::Head) };
        let desk = Desk::planned().asked(Matter::Place);
        let why = desk.refused(&who, "2026-09-03", |a, c| {
            approve_hearing(a, ApproveHearing { matter: Matter::Place }, c)
        });
        assert_eq!(why, Refusal::NeedsLevel { verb: "approve_hearing".into(), level: Some(Level::Chief) });
    }

    #[test]
    fn sent_back_with_a_reason_it_may_be_asked_again() {
        let desk = Desk::planned().asked(Matter::Place);
        let back = |reason: &str| SendBackHearing { matter: Matter::Place, reason: reason.into() };
        let why = desk.refused(&chief(), "2026-09-03", |a, c| send_back_hearing(a, back(""), c));
        assert_eq!(why, Refusal::Required { field: "reason".into() });
        let desk = desk
            .act(&chief(), "2026-09-03", |a, c| send_back_hearing(a, back("改在听证室"), c))
            .approved(Matter::Place);
        assert!(approval::stands(&Activity::of(&desk.0), Matter::Place));
    }

    #[test]
    fn typed_in_from_paper_it_counts_is_marked_and_waits() {
        let desk = on_paper();
        let activity = Activity::of(&desk.0);
        assert!(approval::stands(&activity, Matter::Place) && approval::on_paper(&activity));
        let card = project::project(&desk.0, law(), &mut |_| None).card.unwrap();
        assert_eq!(card.flags, ["approval_on_paper"]);
        let held = desk.named().noticed("2026-09-17").held();
        assert!(lacks_after(&Activity::of(&held.0)).contains(&"paper_confirmed".to_owned()));
        let held = held
            .act(&chief(), "2026-09-25", |a, c| confirm_hearing_approval(a, answer(Confirming::Confirm), c));
        assert!(!approval::on_paper(&Activity::of(&held.0)), "confirmed after it was held");
    }

    #[rstest]
    #[case::paper_nobody_finds(RecordHearingApproval { matter: Matter::Place, approver: id(70), on: day("2026-09-02"),
        paper: Material { page: None, ..paper() } }, "Lacks")]
    #[case::signed_tomorrow(RecordHearingApproval { matter: Matter::Place, approver: id(70), on: day("2026-09-04"), paper: paper() }, "InFuture")]
    #[case::deviation_before_it_was_held(RecordHearingApproval { matter: Matter::Deviation, approver: id(70), on: day("2026-09-02"), paper: paper() }, "NotNow")]
    fn what_paper_does_not_do(#[case] input: RecordHearingApproval, #[case] why: &str) {
        let refusal = Desk::planned()
            .refused(&by(Role::Assistant), "2026-09-03", |a, c| record_hearing_approval(a, input, c));
        assert!(format!("{refusal:?}").starts_with(why), "{refusal:?}");
    }

    #[test]
    fn only_the_chief_named_on_it_confirms_or_disputes_it() {
        let other = Person { record: id(71), ..chief() };
        let desk = on_paper();
        let why = desk.refused(&other, "2026-09-04", |a, c| {
            confirm_hearing_approval(a, answer(Confirming::Confirm), c)
        });
        assert_eq!(why, Refusal::NotYours);
        let silent = ConfirmHearingApproval { reason: None, ..answer(Confirming::Dispute) };
        let why = desk.refused(&chief(), "2026-09-04", |a, c| confirm_hearing_approval(a, silent, c));
        assert_eq!(why, Refusal::Required { field: "reason".into() });
        let desk = desk
            .act(&chief(), "2026-09-04", |a, c| confirm_hearing_approval(a, answer(Confirming::Dispute), c));
        assert!(!approval::stands(&Activity::of(&desk.0), Matter::Place));
        assert!(
            approval::stands(&Activity::of(&desk.approved(Matter::Place).0), Matter::Place),
            "it may be asked again"
        );
    }
}

mod its_record {
    use super::*;

    fn whole(adopts: Adopts) -> RecordHearing {
        RecordHearing {
            facts: HearingFacts {
                recording_no: Some("LX-2026-08".into()),
                signed_on: Some(day("2026-09-20")),
                majority: Some("支持申诉人部分请求".into()),
                adopts: Some(adopts),
                ..HearingFacts::default()
            },
            steps: SevenSteps::ALL
                .iter()
                .map(|step| MinutesStep { step: *step, text: "记录".into() })
                .collect(),
            opinions: three()
                .into_iter()
                .map(|h| HearerOpinion { name: h.name, text: "同意".into() })
                .collect(),
        }
    }

    fn recorded(input: RecordHearing) -> Desk {
        Desk::ready().held().act(&by(Role::Assistant), "2026-09-21", |a, c| record_hearing(a, input, c))
    }

    fn lacks(desk: &Desk) -> Vec<String> {
        lacks_after(&Activity::of(&desk.0))
    }

    #[test]
    fn has_the_seven_steps_of_the_rules() {
        assert_eq!(SevenSteps::ALL.len(), 7);
        let six =
            RecordHearing { steps: whole(Adopts::Adopted).steps[..6].to_vec(), ..whole(Adopts::Adopted) };
        assert_eq!(lacks(&recorded(six)), ["seven_steps"]);
        assert!(lacks(&recorded(whole(Adopts::Adopted))).is_empty());
    }

    #[rstest]
    #[case::one_hearer_silent(RecordHearing { opinions: whole(Adopts::Adopted).opinions[..2].to_vec(), ..whole(Adopts::Adopted) }, "hearer_opinions")]
    #[case::not_recorded(changed_facts(|f| f.recording_no = None), "recording_no")]
    #[case::not_signed(changed_facts(|f| f.signed_on = None), "signed_on")]
    #[case::nothing_said_of_the_majority(changed_facts(|f| f.adopts = None), "adopts")]
    fn and_all_the_rest(#[case] input: RecordHearing, #[case] lack: &str) {
        assert_eq!(lacks(&recorded(input)), [lack]);
    }

    fn changed_facts(change: fn(&mut HearingFacts)) -> RecordHearing {
        let mut input = whole(Adopts::Adopted);
        change(&mut input.facts);
        input
    }

    #[test]
    fn not_following_most_hearers_takes_the_chiefs_word() {
        let desk = recorded(whole(Adopts::NotAdopted));
        assert_eq!(lacks(&desk), ["deviation_approved"]);
        let minutes = CloseActivity {
            facts: ActivityFacts { minutes: Some("见笔录".into()), ..ActivityFacts::default() },
        };
        let who = by(Role::Prosecutor);
        let why = desk.refused(&who, "2026-09-22", |a, c| close_activity(a, minutes.clone(), c));
        assert_eq!(
            why,
            Refusal::Lacks { verb: "close_activity".into(), lacks: vec!["deviation_approved".into()] }
        );
        let input = AskHearingApproval { matter: Matter::Deviation, reason: "证据不足以支持".into() };
        let closed = desk
            .act(&who, "2026-09-22", |a, c| ask_hearing_approval(a, input, c))
            .act(&chief(), "2026-09-23", |a, c| {
                approve_hearing(a, ApproveHearing { matter: Matter::Deviation }, c)
            })
            .act(&who, "2026-09-24", |a, c| close_activity(a, minutes, c));
        assert_eq!(Activity::of(&closed.0).state, Some(State::Closed));
    }

    #[test]
    fn a_step_written_again_corrects_the_one_before() {
        let again = RecordHearing {
            steps: vec![MinutesStep { step: SevenSteps::Case, text: "更正".into() }],
            ..RecordHearing::default()
        };
        let desk = recorded(whole(Adopts::Adopted))
            .act(&by(Role::Assistant), "2026-09-22", |a, c| record_hearing(a, again, c));
        let steps: Vec<MinutesStep> = elements_of_lines(&desk.0, "hearing_step");
        assert_eq!(steps.len(), 7);
        assert_eq!(steps.iter().find(|s| s.step == SevenSteps::Case).map(|s| s.text.as_str()), Some("更正"));
    }

    #[rstest]
    #[case::a_stranger(RecordHearing { opinions: vec![HearerOpinion { name: "路人".into(), text: "反对".into() }], ..RecordHearing::default() },
        Refusal::HearerUnfit { name: "路人".into(), why: "not_a_hearer".into() })]
    #[case::empty_step(RecordHearing { steps: vec![MinutesStep { step: SevenSteps::Case, text: " ".into() }], ..RecordHearing::default() },
        Refusal::Required { field: "steps".into() })]
    #[case::signed_before(changed_facts(|f| f.signed_on = Some(day("2026-09-19"))),
        Refusal::EndBeforeStart { field: "signed_on".into(), from: day("2026-09-20"), to: day("2026-09-19") })]
    #[case::nothing(RecordHearing::default(), Refusal::NothingChanged)]
    fn what_it_does_not_take(#[case] input: RecordHearing, #[case] why: Refusal) {
        let desk = Desk::ready().held();
        assert_eq!(desk.refused(&by(Role::Assistant), "2026-09-21", |a, c| record_hearing(a, input, c)), why);
    }
}
