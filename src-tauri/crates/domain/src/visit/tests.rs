use rstest::rstest;

use super::*;
use crate::scene::{self, ctx, day, id, person, record, then};
use crate::station::{OPEN as STATION_OPEN, Station, Turn};
use crate::{Person, Refusal};

fn station() -> Station {
    let turn = |verb: &str, on: &str| Turn { verb: verb.into(), on: day(on), reason: None };
    let turns = vec![
        turn(STATION_OPEN, "2026-01-01"),
        turn("closed", "2026-06-01"),
        turn(STATION_OPEN, "2026-08-01"),
    ];
    let mut station = Station { state: STATION_OPEN.into(), turns, ..Station::blank(id(9), "331002") };
    station.facts.name = Some("白云街道站".into());
    station
}

fn liaison_of_the_station() -> Person {
    let mut who = person(Role::Liaison);
    who.whole_office = false;
    who.stations.insert(id(9));
    who
}

fn there(part: &str, name: &str) -> Present {
    Present { part: part.into(), record: None, name: Some(name.into()), unit: None }
}

fn whole() -> VisitFacts {
    VisitFacts {
        visited_on: Some(day("2026-08-21")),
        kind: Some("enterprise".into()),
        object: Some("白云家具厂".into()),
        summary: Some("反映欠薪两月".into()),
        present: Some(vec![there("prosecutor", "王敏"), there("deputy", "林美")]),
        ..VisitFacts::default()
    }
}

fn log(facts: VisitFacts) -> Result<Vec<ledger::Op>, Refusal> {
    let who = liaison_of_the_station();
    log_visit(&station(), LogVisit { facts }, &ctx(&who, "2026-08-21"))
}

fn time(text: &str) -> Option<NaiveTime> {
    Some(NaiveTime::parse_from_str(text, "%H:%M").unwrap())
}

#[test]
fn every_step_by_every_role_from_every_state() {
    scene::walk(STEPS, &["", INCOMPLETE, COMPLETE], |_, state| Visit {
        state: state.into(),
        ..Visit::blank(id(9), "331002")
    });
}

#[rstest]
#[case::tomorrow(VisitFacts { visited_on: Some(day("2026-08-22")), ..whole() },
    Refusal::InFuture { field: "visited_on".into(), on: day("2026-08-22") })]
#[case::no_day(VisitFacts { visited_on: None, ..whole() }, Refusal::Required { field: "visited_on".into() })]
#[case::over_before_it_began(VisitFacts { from_at: time("10:30"), to_at: time("10:00"), ..whole() },
    Refusal::TimesCrossed { field: "to_at".into(), from: time("10:30").unwrap(), to: time("10:00").unwrap() })]
#[case::of_nobody(VisitFacts { n_people: Some(0), ..whole() },
    Refusal::OutOfRange { field: "n_people".into(), least: 1, most: 100_000 })]
#[case::of_more_than_there_are(VisitFacts { n_people: Some(u32::MAX), ..whole() },
    Refusal::OutOfRange { field: "n_people".into(), least: 1, most: 100_000 })]
#[case::while_closed(VisitFacts { visited_on: Some(day("2026-06-15")), ..whole() },
    Refusal::StationClosed { station: "白云街道站".into(), on: day("2026-06-15") })]
#[case::before_there_was_a_station(VisitFacts { visited_on: Some(day("2025-12-31")), ..whole() },
    Refusal::StationClosed { station: "白云街道站".into(), on: day("2025-12-31") })]
#[case::kind(VisitFacts { kind: Some("party".into()), ..whole() },
    Refusal::NotInList { field: "kind".into(), list: "visit_kind".into(), value: "party".into() })]
#[case::part(VisitFacts { present: Some(vec![there("king", "王")]), ..whole() },
    Refusal::NotInList { field: "present".into(), list: "attendance".into(), value: "king".into() })]
#[case::nobody(VisitFacts { present: Some(vec![Present { name: None, ..there("public", "") }]), ..whole() },
    Refusal::Required { field: "present".into() })]
#[case::somebody_of_a_blank_name(VisitFacts { present: Some(vec![there("public", "王"), there("public", " \u{3000}")]), ..whole() },
    Refusal::Required { field: "present".into() })]
#[case::somebody_without_a_part(VisitFacts { present: Some(vec![there("", "王敏")]), ..whole() },
    Refusal::NotInList { field: "present".into(), list: "attendance".into(), value: String::new() })]
#[case::company(VisitFacts { company_code: Some("91350100M000100Y44".into()), ..whole() },
    Refusal::CheckFailed { field: "company_code".into() })]
#[case::too_long(VisitFacts { summary: Some("长".repeat(20_001)), ..whole() },
    Refusal::TooLong { field: "summary".into(), most: 20_000 })]
#[case::nul(VisitFacts { summary: Some("a\0b".into()), ..whole() }, Refusal::BadCharacter { field: "summary".into() })]
fn a_visit_that_cannot_be_is_refused(#[case] facts: VisitFacts, #[case] why: Refusal) {
    assert_eq!(log(facts), Err(why));
}

#[rstest]
#[case::today(whole(), COMPLETE)]
#[case::first_open_day(VisitFacts { visited_on: Some(day("2026-08-01")), ..whole() }, COMPLETE)]
#[case::at_one_minute(VisitFacts { from_at: time("10:00"), to_at: time("10:00"), ..whole() }, COMPLETE)]
#[case::reception_without_an_object(VisitFacts { kind: Some(RECEPTION.into()), object: None, ..whole() }, COMPLETE)]
#[case::call_without_an_object(VisitFacts { object: None, ..whole() }, INCOMPLETE)]
#[case::only_the_day(VisitFacts { visited_on: Some(day("2026-08-20")), ..VisitFacts::default() }, INCOMPLETE)]
#[case::twenty_thousand_signs(VisitFacts { summary: Some("长".repeat(20_000)), ..whole() }, COMPLETE)]
#[case::rare_signs_and_marks(VisitFacts { object: Some("𠮷䶮\u{202e}社".into()), ..whole() }, COMPLETE)]
#[case::a_minute_before_midnight(VisitFacts { from_at: time("00:00"), to_at: time("23:59"), ..whole() }, COMPLETE)]
#[case::sealed_words(VisitFacts { summary: None, sealed: Some(true), ..whole() }, COMPLETE)]
#[case::sealed_words_of_a_call(VisitFacts { summary: None, object: None, sealed: Some(true), ..whole() }, COMPLETE)]
#[case::blank_words(VisitFacts { summary: Some("\u{3000}\n".into()), ..whole() }, INCOMPLETE)]
#[case::an_empty_list_of_people(VisitFacts { present: Some(vec![]), ..whole() }, INCOMPLETE)]
#[case::text_of_lines(VisitFacts { summary: Some("一\n二\t三".into()), ..whole() }, COMPLETE)]
fn a_visit_is_kept_whole_or_half(#[case] facts: VisitFacts, #[case] state: &str) {
    assert_eq!(Visit::of(&record("visit", &log(facts).unwrap())).state, state);
}

#[rstest]
#[case::of_another_station(|p: &mut Person| p.stations = [id(8)].into(), Refusal::OutOfScope)]
#[case::of_another_office(|p: &mut Person| p.office = "331003".into(), Refusal::OutOfScope)]
#[case::the_registrar(|p: &mut Person| p.roles = [Role::Registrar].into(), Refusal::WrongRole { verb: "log_visit".into() })]
#[case::an_administrator(|p: &mut Person| p.roles = [Role::SystemAdmin].into(), Refusal::WrongRole { verb: "log_visit".into() })]
fn who_may_not_log(#[case] change: fn(&mut Person), #[case] why: Refusal) {
    let mut who = liaison_of_the_station();
    change(&mut who);
    assert_eq!(log_visit(&station(), LogVisit { facts: whole() }, &ctx(&who, "2026-08-21")), Err(why));
}

#[test]
fn a_slip_typed_in_later_says_so() {
    let who = liaison_of_the_station();
    let ops = log_visit(&station(), LogVisit { facts: whole() }, &ctx(&who, "2026-08-24")).unwrap();
    let record = record("visit", &ops);
    let visit = Visit::of(&record);
    assert!(visit.entered_late());
    assert_eq!(visit.registered_on, Some(day("2026-08-24")));
    let card = project::project(&record, &mut |_| None).card.unwrap();
    assert_eq!((card.on, card.flags), (Some(day("2026-08-21")), vec!["entered_late".to_owned()]));
    assert!(!Visit::of(&scene::record("visit", &log(whole()).unwrap())).entered_late());
}

/// The station was closed from 1 June to 31 July 2026.
#[rstest]
#[case::the_day_it_opened("2026-01-01", true)]
#[case::the_last_day_before_it_closed("2026-05-31", true)]
#[case::the_first_closed_day("2026-06-01", false)]
#[case::the_last_closed_day("2026-07-31", false)]
#[case::the_day_it_opened_again("2026-08-01", true)]
fn a_visit_lies_on_a_day_the_station_was_open(#[case] on: &str, #[case] open: bool) {
    let closed = Refusal::StationClosed { station: "白云街道站".into(), on: day(on) };
    let logged = log(VisitFacts { visited_on: Some(day(on)), ..whole() });
    assert_eq!(logged.err(), (!open).then_some(closed));
}

#[test]
fn a_visit_is_not_amended_onto_a_closed_day_nor_to_nobody() {
    let who = person(Role::Prosecutor);
    let record = record("visit", &log(whole()).unwrap());
    let amend =
        |facts| amend_visit(&Visit::of(&record), &station(), AmendVisit { facts }, &ctx(&who, "2026-08-25"));
    let closed = VisitFacts { visited_on: Some(day("2026-07-31")), ..VisitFacts::default() };
    let why = Refusal::StationClosed { station: "白云街道站".into(), on: day("2026-07-31") };
    assert_eq!(amend(closed), Err(why));
    let nobody = VisitFacts { present: Some(vec![there("public", "")]), ..VisitFacts::default() };
    assert_eq!(amend(nobody), Err(Refusal::Required { field: "present".into() }));
    let nowhen = VisitFacts { from_at: time("11:00"), to_at: time("10:59"), ..VisitFacts::default() };
    assert!(matches!(amend(nowhen), Err(Refusal::TimesCrossed { .. })));
}

#[test]
fn a_half_visit_is_completed_with_what_was_missing() {
    let who = liaison_of_the_station();
    let half = record("visit", &log(VisitFacts { summary: None, present: None, ..whole() }).unwrap());
    let complete = |facts| {
        complete_visit(&Visit::of(&half), &station(), CompleteVisit { facts }, &ctx(&who, "2026-08-25"))
    };
    let lacks = vec!["present".to_owned()];
    let summary = VisitFacts { summary: Some("询问工资".into()), ..VisitFacts::default() };
    assert_eq!(complete(summary.clone()), Err(Refusal::Lacks { verb: "complete_visit".into(), lacks }));
    let ops = complete(VisitFacts { present: whole().present, ..summary }).unwrap();
    assert_eq!(Visit::of(&then(half.clone(), &ops)).state, COMPLETE);
}

#[test]
fn a_complete_visit_is_amended_and_not_emptied() {
    let who = person(Role::Prosecutor);
    let record = record("visit", &log(whole()).unwrap());
    let amend =
        |facts| amend_visit(&Visit::of(&record), &station(), AmendVisit { facts }, &ctx(&who, "2026-08-25"));
    let emptied = amend(VisitFacts { summary: Some(" ".into()), ..VisitFacts::default() });
    assert_eq!(emptied, Err(Refusal::Lacks { verb: "amend_visit".into(), lacks: vec!["summary".into()] }));
    let moved = amend(VisitFacts { visited_on: Some(day("2026-08-26")), ..VisitFacts::default() });
    assert_eq!(moved, Err(Refusal::InFuture { field: "visited_on".into(), on: day("2026-08-26") }));
    let same = amend(VisitFacts { object: whole().object, ..VisitFacts::default() });
    assert_eq!(same, Err(Refusal::NothingChanged));
    let one_more = VisitFacts {
        present: Some([whole().present.unwrap(), vec![there("public", "邻居")]].concat()),
        ..VisitFacts::default()
    };
    assert_eq!(amend(one_more).unwrap().len(), 1, "one element is added, the others are left alone");
}

/// A bug: whoever said that its words lie sealed needed none; only what was raised there seals it.
#[test]
fn a_visit_is_not_sealed_by_its_own_form() {
    let who = person(Role::Prosecutor);
    let half = record("visit", &log(VisitFacts { summary: None, ..whole() }).unwrap());
    let visit = Visit::of(&half);
    let facts = VisitFacts { sealed: Some(true), ..VisitFacts::default() };
    let c = ctx(&who, "2026-08-25");
    let why = Refusal::Fixed { field: "sealed".into() };
    assert_eq!(amend_visit(&visit, &station(), AmendVisit { facts: facts.clone() }, &c), Err(why.clone()));
    assert_eq!(complete_visit(&visit, &station(), CompleteVisit { facts }, &c), Err(why));
}

#[test]
fn it_is_counted_once_on_its_day_and_not_when_hidden() {
    let mut record = record("visit", &log(whole()).unwrap());
    let projection = project::project(&record, &mut |_| None);
    assert_eq!(projection.tallies.len(), 1);
    assert_eq!((projection.tallies[0].on, projection.tallies[0].station), (day("2026-08-21"), Some(id(9))));
    assert!(projection.search.unwrap().text.contains("欠薪"));
    record.hidden = true;
    assert!(project::project(&record, &mut |_| None).tallies.is_empty());
}

#[test]
fn its_visitors_are_found_by_name_and_shown_masked() {
    let party = record("party", &[ledger::Op::set("kind", "person"), ledger::Op::set("name", "徐国平")]);
    let link = PartyLink { record: id(7), part: "petitioner".into() };
    let record = record("visit", &log(VisitFacts { party: Some(vec![link]), ..whole() }).unwrap());
    let projection = project::project(&record, &mut |r| (r == id(7)).then(|| party.clone()));
    assert!(projection.search.unwrap().names.contains(&"徐国平".to_owned()));
    let more = projection.card.unwrap().more.to_string();
    assert!(more.contains("徐○○") && !more.contains("徐国平"));
    assert!(projection.links.iter().any(|l| l.kind == "party" && l.to == id(7)));
}

#[test]
fn the_input_is_flat_and_needs_no_field() {
    let input: LogVisit =
        serde_json::from_str(r#"{"visited_on":"2026-08-21","from_at":"09:30:00","kind":"reception"}"#)
            .unwrap();
    assert_eq!((input.facts.visited_on, input.facts.from_at), (Some(day("2026-08-21")), time("09:30")));
    assert!(serde_json::from_str::<LogVisit>(r#"{"visited_on":"2026-02-30"}"#).is_err());
}
