//! Hearings and other activities done in any order by anybody: what was held had everything it needs, and a page that
//! says *may not* says the same as the act.

use super::*;
use crate::activity::hearing::*;
use crate::appeal::{Keeping, Material};
use crate::scene::Dice;
use crate::{Ctx, Level, StepView};

type Act = (&'static str, Result<Vec<ledger::Op>, Refusal>);

fn hearer(name: &str, dice: &mut Dice) -> Hearer {
    Hearer {
        name: name.into(),
        unit: None,
        born_on: day("1980-01-01"),
        record: None,
        declared_on: (dice.roll(5) > 0).then(|| day("2026-09-01")),
        interest: (dice.roll(9) == 0).then(|| "邻居".into()),
        excluded_by: None,
    }
}

fn paper() -> Material {
    Material {
        name: "呈批表".into(),
        kept: Keeping::Paper,
        file: None,
        volume: Some("1".into()),
        page: Some("2".into()),
        n_copies: None,
        n_pages: None,
        original: None,
    }
}

fn around_it(activity: &Activity, dice: &mut Dice, c: &Ctx<'_>) -> Act {
    let on = c.today;
    match dice.roll(7) {
        0 if dice.roll(4) == 0 => {
            let facts = ActivityFacts {
                scheduled_on: Some(on + chrono::Days::new(dice.roll(8) as u64)),
                ..ActivityFacts::default()
            };
            ("amend_activity", amend_activity(activity, &station(), AmendActivity { facts }, c))
        }
        0..=2 => ("give_notice", give_notice(activity, GiveNotice { on, how: "公告".into(), to: None }, c)),
        3 => {
            let facts = ActivityFacts {
                held_on: activity.facts.scheduled_on.filter(|planned| *planned <= on).or(Some(on)),
                n_public: Some(dice.roll(3) as u32),
                ..ActivityFacts::default()
            };
            let opinions = if dice.roll(2) == 0 { vec![opinion("堵塞", Outcome::Voice)] } else { vec![] };
            ("hold_activity", hold_activity(activity, &station(), HoldActivity { facts, opinions }, c))
        }
        4 => {
            let input = SettleOpinion { n: 1, record: id(50), noun: "voice".into() };
            ("settle_opinion", settle_opinion(activity, input, c))
        }
        5 if dice.roll(9) == 0 => {
            ("cancel_activity", cancel_activity(activity, CancelActivity { reason: "台风".into() }, c))
        }
        _ => ("close_activity", close_activity(activity, CloseActivity { facts: minutes() }, c)),
    }
}

fn of_the_hearing(activity: &Activity, dice: &mut Dice, c: &Ctx<'_>) -> Act {
    let matter = *dice.pick(Matter::ALL);
    match dice.roll(7) {
        0 => {
            let hearers =
                ["甲", "乙", "丙", "丁"][..2 + dice.roll(3)].iter().map(|n| hearer(n, dice)).collect();
            ("name_hearers", name_hearers(activity, &[], NameHearers { hearers }, c))
        }
        1 => {
            let input = AskHearingApproval { matter, reason: "就地听证".into() };
            ("ask_hearing_approval", ask_hearing_approval(activity, input, c))
        }
        2 => ("approve_hearing", approve_hearing(activity, ApproveHearing { matter }, c)),
        3 => (
            "send_back_hearing",
            send_back_hearing(activity, SendBackHearing { matter, reason: "补充".into() }, c),
        ),
        4 => {
            let input = RecordHearingApproval { matter, approver: id(70), on: c.today, paper: paper() };
            ("record_hearing_approval", record_hearing_approval(activity, input, c))
        }
        5 => {
            let answer = if dice.roll(2) == 0 { Confirming::Confirm } else { Confirming::Dispute };
            let input = ConfirmHearingApproval { matter, answer, reason: Some("核对".into()) };
            ("confirm_hearing_approval", confirm_hearing_approval(activity, input, c))
        }
        _ => ("record_hearing", record_hearing(activity, whole(activity, dice), c)),
    }
}

fn whole(activity: &Activity, dice: &mut Dice) -> RecordHearing {
    let adopts = *dice.pick(Adopts::ALL);
    RecordHearing {
        facts: HearingFacts {
            recording_no: Some("LX-1".into()),
            signed_on: activity.on(),
            adopts: Some(adopts),
            ..HearingFacts::default()
        },
        steps: SevenSteps::ALL.iter().map(|step| MinutesStep { step: *step, text: "记录".into() }).collect(),
        opinions: activity
            .hearers
            .iter()
            .map(|h| HearerOpinion { name: h.name.clone(), text: "同意".into() })
            .collect(),
    }
}

fn anybody(dice: &mut Dice) -> Person {
    match dice.roll(5) {
        0 => by(Role::Liaison),
        1 => by(Role::Assistant),
        2 => by(Role::Prosecutor),
        3 => Person { record: id(70), level: Some(Level::Chief), ..by(Role::Head) },
        _ => by(Role::Head),
    }
}

#[rstest]
#[case::hearings(HEARING, true)]
#[case::reception_days("HD06", false)]
#[case::talks("HD01", false)]
fn a_hundred_and_twenty_of_a_kind(#[case] kind: &str, #[case] hearing: bool) {
    let mut closed = 0;
    for seed in 0..120 {
        let last = one(seed, kind, hearing);
        closed += usize::from(last.state == Some(State::Closed));
    }
    assert!(closed > 0, "only {closed} came to their end");
}

fn one(seed: u64, kind: &str, hearing: bool) -> Activity {
    let mut dice = Dice::of(seed);
    let facts = ActivityFacts { kind: Some(kind.into()), openness: Some(Openness::Public), ..talk() };
    let mut record = planned(facts);
    let mut today = day("2026-09-01");
    for _ in 0..140 {
        today = today + chrono::Days::new(dice.roll(5) as u64 / 2);
        let who = anybody(&mut dice);
        let c = Ctx { person: &who, today, law: law() };
        let before = Activity::of(&record);
        let listed = allowed(&before, &c);
        let of_hearing = hearing && dice.roll(2) == 0;
        let (verb, answer) = if of_hearing {
            of_the_hearing(&before, &mut dice, &c)
        } else {
            around_it(&before, &mut dice, &c)
        };
        agrees(&listed, (seed, verb), answer.as_ref().err());
        if let Ok(ops) = answer {
            record = then(record, &ops);
            holds(&Activity::of(&record), (seed, verb, today));
        }
    }
    Activity::of(&record)
}

/// What the page greys out for who asks or for where it stands, the act refuses in the same words.
fn agrees(listed: &[StepView], (seed, verb): (u64, &str), refused: Option<&Refusal>) {
    let Some(why) = listed.iter().find(|v| v.verb == verb).and_then(|v| v.why.as_ref()) else { return };
    let final_word = matches!(why, Refusal::WrongRole { .. } | Refusal::NotNow { .. } | Refusal::OutOfScope);
    assert!(
        !final_word || refused == Some(why),
        "seed {seed}: {verb}: the page says {why:?}, the act {refused:?}"
    );
}

fn holds(activity: &Activity, (seed, verb, today): (u64, &str, NaiveDate)) {
    let state = activity.state.expect("a state");
    let was_held = matches!(state, State::Held | State::Closed);
    let projection = project::project(&activity.record, law(), &mut |_| None);
    assert_eq!(!projection.tallies.is_empty(), was_held, "seed {seed}: {verb}");
    if was_held && activity.is_hearing() {
        let n = activity.hearers.len();
        assert!((3..=7).contains(&n), "seed {seed}: {verb}: {n} hearers");
        assert!(
            activity.hearers.iter().all(|h| h.interest.is_none() && h.declared_on.is_some()),
            "seed {seed}"
        );
        let held_on = activity.on().expect("a day");
        let in_time =
            activity.notices.iter().any(|n| n.for_on == held_on && n.on + chrono::Days::new(3) <= held_on);
        assert!(in_time && held_on <= today, "seed {seed}: {verb}: no notice three days before {held_on}");
    }
    if state == State::Closed {
        assert!(
            activity.unsettled().next().is_none() && activity.facts.minutes.is_some(),
            "seed {seed}: {verb}"
        );
    }
    if state == State::Closed && activity.is_hearing() {
        assert!(approval::stands(activity, Matter::Place), "seed {seed}: {verb}: closed without the word");
    }
    if state == State::Cancelled {
        assert!(activity.clocks(law()).iter().all(|c| !c.is_open()), "seed {seed}: {verb}");
    }
}
