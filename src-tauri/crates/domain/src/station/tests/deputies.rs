//! Cases of deputies.

use rstest::rstest;

use deputy::*;

use super::*;

fn input() -> RegisterDeputy {
    let facts = DeputyFacts {
        name: Some("林美".into()),
        levels: Some(vec![DeputyLevel::Township, DeputyLevel::City]),
        phone: Some("138 0576 1234".into()),
        ..DeputyFacts::default()
    };
    RegisterDeputy { facts }
}

#[test]
fn a_deputy_of_two_levels_is_listed_under_the_higher_with_a_masked_phone() {
    let station = Station::of(&opened("2026-01-01"));
    let ops = as_registrar("2026-09-01", |c| register_deputy(&station, input(), c)).unwrap();
    let record = record("deputy", &ops);
    assert_eq!(record.text("phone"), Some("13805761234"));
    let projection = deputy::project::project(&record);
    let card = projection.card.unwrap();
    assert_eq!((card.kind.as_str(), card.station), ("city", Some(id(9))));
    assert!(!card.more.to_string().contains("13805761234"));
    assert_eq!(projection.hashes.len(), 1);
    assert_eq!(projection.search.unwrap().tails, vec!["1234"]);
}

#[rstest]
#[case::no_level(DeputyFacts { levels: None, ..input().facts }, Refusal::Required { field: "levels".into() })]
#[case::bad_phone(DeputyFacts { phone: Some("12345".into()), ..input().facts }, Refusal::CheckFailed { field: "phone".into() })]
#[case::term_backwards(
    DeputyFacts { from_on: Some(day("2026-02-01")), to_on: Some(day("2026-01-01")), ..input().facts },
    Refusal::EndBeforeStart { field: "to_on".into(), from: day("2026-02-01"), to: day("2026-01-01") }
)]
fn a_deputy_that_is_not_right_is_refused(#[case] facts: DeputyFacts, #[case] why: Refusal) {
    let station = Station::of(&opened("2026-01-01"));
    let answer = as_registrar("2026-09-01", |c| register_deputy(&station, RegisterDeputy { facts }, c));
    assert_eq!(answer, Err(why));
}

#[test]
fn a_changed_level_adds_and_removes_one_element() {
    let station = Station::of(&opened("2026-01-01"));
    let ops = as_registrar("2026-09-01", |c| register_deputy(&station, input(), c)).unwrap();
    let deputy = Deputy::of(&record("deputy", &ops));
    let levels = Some(vec![DeputyLevel::County, DeputyLevel::City]);
    let amend = AmendDeputy { facts: DeputyFacts { levels, ..DeputyFacts::default() } };
    let ops = as_registrar("2026-09-01", |c| amend_deputy(&deputy, amend, c)).unwrap();
    assert_eq!(ops, vec![ledger::Op::remove("levels", "township"), ledger::Op::add("levels", "county")]);
}
