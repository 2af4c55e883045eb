//! 转交: two records of one matter, and what the desk above carries from one into the other.

use super::trials::there;
use super::*;
use crate::Stage;
use crate::appeal::enter::Place;
use crate::appeal::handing::{Origin, REPORT, Report, handed_back, receive_handed, report};
use crate::appeal::{Breach, State, breaches};

/// What begins over there when the office above has approved.
pub fn arrived(giver: &Case, place: Place) -> Case {
    let appeal = giver.appeal();
    let origin = Origin {
        record: id(1),
        heads: vec!["00".repeat(32)],
        office: "331002".into(),
        station: Some(id(STATION)),
        no: Some("A-2026-0001".into()),
        on: giver.today,
        reason: Some("属黄岩区院管辖".into()),
    };
    let people = [crate::appeal::Involved { record: id(PETITIONER), part: crate::appeal::Part::Petitioner }];
    let mut case = Case { acts: vec![], note: vec![], today: giver.today };
    case.does(ABOVE, "approve_hand_over", |_, ctx| {
        Ok(receive_handed((&appeal, &origin), &place, &people, ctx))
    });
    case
}

/// Asked for after two days of work and approved the day after: received on Thursday 3, handed on Tuesday 8 September.
fn handed() -> (Case, Case) {
    let mut giver = Case::registered();
    giver.on("2026-09-04").step(PROSECUTOR, "accept_appeal").step(ASSISTANT, "take_on_appeal");
    giver.on("2026-09-07").step(PROSECUTOR, "ask_hand_over");
    assert_eq!(giver.at(), "handling", "the work goes on while it is asked for");
    giver.on("2026-09-08").step(ABOVE, "approve_hand_over");
    let taker = arrived(&giver, place());
    (giver, taker)
}

fn carry(giver: &mut Case, taker: &mut Case) -> Report {
    let (who, today) = (person(ABOVE), giver.today.max(taker.today));
    (giver.today, taker.today) = (today, today);
    let word = report(&giver.appeal(), &taker.appeal(), &Ctx { person: &who, today, law: &LAW });
    for (case, ops) in [(giver, &word.giver), (taker, &word.taker)] {
        if !ops.is_empty() {
            case.add(ABOVE, REPORT, ops.clone());
        }
    }
    word
}

fn concluded() -> (Case, Case) {
    let (mut giver, mut taker) = handed();
    taker.on("2026-09-09").step(PROSECUTOR, "take_in_appeal").step(PROSECUTOR, "accept_appeal");
    carry(&mut giver, &mut taker);
    taker.on("2026-09-14").step(ASSISTANT, "take_on_appeal").step(ASSISTANT, "propose_conclusion");
    taker.on("2026-09-15").step(SECTION, "approve_conclusion");
    carry(&mut giver, &mut taker);
    (giver, taker)
}

fn both_lawful(giver: &Case, taker: &Case) {
    assert_eq!(breaches(&giver.record(), &LAW), vec![]);
    assert_eq!(breaches(&taker.record(), &LAW), vec![]);
}

#[test]
fn nobody_gains_time_by_handing_on() {
    let before = {
        let mut giver = Case::registered();
        giver.on("2026-09-04").step(PROSECUTOR, "accept_appeal").step(ASSISTANT, "take_on_appeal");
        giver.due("clock/R01/0")
    };
    let (giver, taker) = handed();
    assert_eq!((giver.at().as_str(), taker.at().as_str()), ("handed_over", "arrived"));
    assert!(giver.appeal().clocks(&LAW).iter().all(|c| !c.is_open()), "no limit runs where nobody works");
    assert_eq!(taker.due("clock/R01/0"), before, "counted from the day the station received it");
    both_lawful(&giver, &taker);
}

#[test]
fn a_matter_is_counted_once() {
    let card = |case: &Case| crate::appeal::project(&case.record(), &LAW, &mut |_| None).card.unwrap();
    let stages = |(giver, taker): &(Case, Case)| (card(giver).stage, card(taker).stage);
    assert_eq!(stages(&handed()), (Stage::None, Stage::Collect));
    let (mut giver, mut taker) = concluded();
    assert_eq!((card(&giver).stage, card(&taker).stage), (Stage::Feedback, Stage::None));
    giver.on("2026-09-16").step(LIAISON, "deliver_appeal");
    carry(&mut giver, &mut taker);
    assert_eq!((card(&giver).stage, card(&taker).stage), (Stage::Evaluate, Stage::None));
}

#[test]
fn what_came_of_it_is_told_where_it_was_registered() {
    let (mut giver, mut taker) = concluded();
    assert_eq!((giver.at().as_str(), taker.at().as_str()), ("concluded", "concluded"));
    assert_eq!(giver.record().at("refer/1"), "answered");
    let told = taker.tries(LIAISON, |a, ctx| a.ask_for("deliver_appeal", ctx));
    assert_eq!(told, Err(Refusal::ToldThere), "the office that answered does not tell");
    giver.on("2026-09-16").step(LIAISON, "deliver_appeal");
    assert!(carry(&mut giver, &mut taker).giver.is_empty());
    assert_eq!(taker.at(), "delivered");
    giver.on("2026-09-17").variant(LIAISON, ("evaluate_appeal", "satisfied"));
    carry(&mut giver, &mut taker);
    assert_eq!(taker.at(), "evaluated");
    assert_eq!(carry(&mut giver, &mut taker), Report::default(), "where they agree nothing is written");
    giver.step(ASSISTANT, "archive_appeal");
    taker.step(ASSISTANT, "archive_appeal");
    both_lawful(&giver, &taker);
    for case in [giver, taker] {
        // What the petitioner may still apply for is nobody's work.
        let ours = |c: &&crate::clocks::Clock| c.is_open() && !c.is_partys(&LAW);
        assert_eq!(case.appeal().clocks(&LAW).iter().find(ours), None, "a limit runs on");
    }
}

#[test]
fn who_is_dissatisfied_is_worked_on_by_the_office_that_answered() {
    let (mut giver, mut taker) = concluded();
    giver.on("2026-09-16").step(LIAISON, "deliver_appeal");
    giver.on("2026-09-17").variant(LIAISON, ("evaluate_appeal", "dissatisfied"));
    carry(&mut giver, &mut taker);
    assert_eq!((giver.at().as_str(), taker.at().as_str()), ("handed_over", "reworking"));
    taker.on("2026-09-21").step(ASSISTANT, "propose_conclusion").step(SECTION, "approve_conclusion");
    carry(&mut giver, &mut taker);
    assert_eq!(giver.record().at("refer/1"), "answered");
    assert_eq!((giver.at().as_str(), taker.at().as_str()), ("concluded", "concluded"));
    both_lawful(&giver, &taker);
}

#[test]
fn only_the_office_above_decides_and_only_it_sends_back() {
    let (mut giver, mut taker) = handed();
    for who in [PROSECUTOR, CHIEF, CITY] {
        let tried = giver.tries(who, |a, ctx| a.ask_for("return_hand_over", ctx)).unwrap_err();
        let meant = if who == CHIEF {
            Refusal::OnlyFromAbove
        } else {
            Refusal::WrongRole { verb: "return_hand_over".into() }
        };
        assert_eq!(tried, meant, "{who}");
    }
    let due = taker.due("clock/R01/0");
    giver.on("2026-09-10").step(ABOVE, "return_hand_over");
    taker.does(ABOVE, "return_hand_over", |a, ctx| Ok(handed_back(a, "应由椒江办理", ctx)));
    assert_eq!(
        (giver.at().as_str(), taker.at().as_str()),
        ("handling", "handed_back"),
        "the giver's again, as it stood"
    );
    assert_eq!(giver.due("clock/R01/0"), due, "under the same limits");
    assert!(taker.appeal().clocks(&LAW).iter().all(|c| !c.is_open()));
    assert_eq!(carry(&mut giver, &mut taker), Report::default());
    both_lawful(&giver, &taker);
}

#[test]
fn what_an_island_did_meanwhile_stays_and_the_answer_comes_all_the_same() {
    let (mut giver, mut taker) = handed();
    // The island did not know: its own work led the old record on.
    giver.acts.pop();
    let approved = giver.clone();
    giver.on("2026-09-09").step(ASSISTANT, "propose_conclusion");
    let mut known = approved;
    known.step(ABOVE, "approve_hand_over");
    giver.acts.extend(known.acts.pop());
    assert_eq!((giver.at().as_str(), giver.record().at("main")), ("handed_over", "concluding"));
    taker.step(PROSECUTOR, "take_in_appeal").step(PROSECUTOR, "accept_appeal");
    taker.on("2026-09-15").step(ASSISTANT, "take_on_appeal").step(ASSISTANT, "propose_conclusion");
    taker.step(SECTION, "approve_conclusion");
    carry(&mut giver, &mut taker);
    assert_eq!(giver.at(), "concluded");
    both_lawful(&giver, &taker);
}

#[test]
fn the_act_of_the_desk_above_excuses_nothing_else() {
    let strange = |case: &Case| {
        let found = breaches(&case.record(), &LAW);
        found.into_iter().map(|b: Breach| format!("{} {}", b.to, b.why)).collect::<Vec<_>>()
    };
    let with = |case: &Case, act: &str, ops: Vec<Op>| {
        let mut case = case.clone();
        case.add(ABOVE, act, ops);
        strange(&case)
    };
    let plain = super::exhaustive::played(Case::registered(), &[(PROSECUTOR, "accept_appeal", "")]);
    let (giver, taker) = handed();
    let go = |from: &str, to: &str| vec![Op::go("main", from, to)];
    // Without an answer that comes with it there is no conclusion, in a record that was never handed over least of all.
    for case in [&plain, &giver] {
        let from = case.record().at("main").to_owned();
        assert!(with(case, REPORT, go(&from, "concluded")).contains(&"concluded not_in_table".into()));
        assert_eq!(with(case, REPORT, go(&from, "archived"))[0], "archived not_in_table");
    }
    assert_eq!(with(&taker, REPORT, go("arrived", "concluded"))[0], "concluded not_in_table");
    assert_eq!(with(&taker, REPORT, go("arrived", "evaluated"))[0], "evaluated not_in_table");
    assert_eq!(with(&plain, "return_hand_over", go("accepted", "handed_back")), ["handed_back not_in_table"]);
    assert_eq!(
        with(&giver, REPORT, vec![Op::go("refer/1", "handed", "sent_back")]),
        ["sent_back not_in_table"]
    );
    assert_eq!(with(&plain, REPORT, vec![Op::go("approve/1", "", "approved")]), ["approved not_in_table"]);
    assert_eq!(
        with(&taker, "return_hand_over", go("arrived", State::HandedBack.key())),
        Vec::<String>::new()
    );
}

#[test]
fn it_goes_to_another_county_of_the_prefecture_only() {
    let giver = super::exhaustive::played(Case::registered(), &[(PROSECUTOR, "accept_appeal", "")]);
    let asks = |office: &str| {
        let input = crate::appeal::handing::AskHandOver { office: office.into(), reason: "属黄岩".into() };
        giver.tries(PROSECUTOR, |a, ctx| crate::appeal::handing::ask_hand_over(a, input, ctx)).err()
    };
    let not = |office: &str| {
        Some(Refusal::NotInList { field: "office".into(), list: "office".into(), value: office.into() })
    };
    assert_eq!(asks("331003"), None);
    for office in ["331002", "331000", "330102", "331099", ""] {
        assert_eq!(asks(office), not(office), "{office}");
    }
    let mut giver = giver;
    giver.step(PROSECUTOR, "ask_hand_over");
    let elsewhere = Place { office: "331004".into(), ..there() };
    let approved =
        giver.tries(ABOVE, |a, ctx| crate::appeal::handing::approve_hand_over(a, (&elsewhere, id(3)), ctx));
    assert!(matches!(approved, Err(Refusal::NotInList { .. })), "a station of the office that was asked for");
    let twice = giver.tries(PROSECUTOR, |a, ctx| a.ask_for("ask_hand_over", ctx));
    assert!(matches!(twice, Err(Refusal::NotNow { .. })), "one at a time");
}
