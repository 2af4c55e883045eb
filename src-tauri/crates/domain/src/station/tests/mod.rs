//! Cases of stations, named after what they say.
//! They know no desk and no file: records are folded from ops in memory.
//! Run with the tests of this crate.

mod any_list;
mod deputies;
mod list;
mod team;

use rstest::rstest;

use super::*;
use crate::scene::{self, ctx, day, id, person, record, then};
use crate::{Ctx, Refusal};

fn facts() -> StationFacts {
    StationFacts {
        name: Some("白云街道站".into()),
        code: Some("BY01".into()),
        office: Some("331002".into()),
        division: Some("331002002".into()),
        ..StationFacts::default()
    }
}

fn nobody(_: &str) -> bool {
    false
}

fn opened(on: &str) -> ledger::Record {
    let who = person(Role::Registrar);
    let input = OpenStation { facts: facts(), opened_on: day(on) };
    record("station", &open_station((id(9), input), &nobody, &ctx(&who, "2026-09-01")).unwrap())
}

fn as_registrar<T>(today: &str, ask: impl FnOnce(&Ctx<'_>) -> T) -> T {
    let who = person(Role::Registrar);
    ask(&ctx(&who, today))
}

#[test]
fn every_step_by_every_role_from_every_state() {
    scene::walk(STEPS, &["", OPEN, CLOSED], |_, state| Station {
        state: state.into(),
        ..Station::blank(id(9), "331002")
    });
    scene::walk(post::STEPS, &["", post::STANDING, post::RELIEVED], |_, state| post::Post {
        state: state.into(),
        ..post::Post::blank(id(9), "331002")
    });
    scene::walk(subpoint::STEPS, &["", subpoint::OPEN, subpoint::CLOSED], |_, state| subpoint::Subpoint {
        state: state.into(),
        ..subpoint::Subpoint::blank(id(9), "331002")
    });
    scene::walk(deputy::STEPS, &["", deputy::SERVING, deputy::ENDED], |_, state| deputy::Deputy {
        state: state.into(),
        ..deputy::Deputy::blank(id(9), "331002")
    });
}

#[rstest]
#[case::no_name(StationFacts { name: None, ..facts() }, Refusal::Required { field: "name".into() })]
#[case::blank_name(StationFacts { name: Some("　 ".into()), ..facts() }, Refusal::Required { field: "name".into() })]
#[case::no_code(StationFacts { code: None, ..facts() }, Refusal::Required { field: "code".into() })]
#[case::small_letters(StationFacts { code: Some("by01".into()), ..facts() }, Refusal::CheckFailed { field: "code".into() })]
#[case::one_sign(StationFacts { code: Some("B".into()), ..facts() }, Refusal::CheckFailed { field: "code".into() })]
#[case::formula(StationFacts { code: Some("=A1".into()), ..facts() }, Refusal::CheckFailed { field: "code".into() })]
#[case::division_of_eight(StationFacts { division: Some("33100200".into()), ..facts() }, Refusal::CheckFailed { field: "division".into() })]
#[case::on_the_equator(StationFacts { lon_e6: Some(0), lat_e6: Some(0), ..facts() }, Refusal::CheckFailed { field: "lon_e6".into() })]
#[case::off_the_globe(StationFacts { lon_e6: Some(i64::MIN), lat_e6: Some(1), ..facts() }, Refusal::CheckFailed { field: "lon_e6".into() })]
#[case::half_a_point(StationFacts { lon_e6: Some(121_424_080), ..facts() }, Refusal::Required { field: "lat_e6".into() })]
#[case::other_half(StationFacts { lat_e6: Some(28_680_740), ..facts() }, Refusal::Required { field: "lon_e6".into() })]
#[case::eighth_day(StationFacts { open_days: Some(vec![1, 8]), ..facts() }, Refusal::CheckFailed { field: "open_days".into() })]
#[case::nul(StationFacts { name: Some("白云\0站".into()), ..facts() }, Refusal::BadCharacter { field: "name".into() })]
#[case::long(StationFacts { name: Some("云".repeat(201)), ..facts() }, Refusal::TooLong { field: "name".into(), most: 200 })]
#[case::level_unknown(
    StationFacts { level: Some("moon".into()), ..facts() },
    Refusal::NotInList { field: "level".into(), list: "station_level".into(), value: "moon".into() }
)]
fn a_station_that_is_not_right_is_refused(#[case] facts: StationFacts, #[case] why: Refusal) {
    let input = OpenStation { facts, opened_on: day("2026-01-01") };
    let answer = as_registrar("2026-09-01", |c| open_station((id(9), input), &nobody, c));
    assert_eq!(answer, Err(why));
}

fn turned(turns: &[(&str, &str)]) -> Station {
    let turn = |(verb, on): &(&str, &str)| Turn { verb: (*verb).into(), on: day(on), reason: None };
    Station { turns: turns.iter().map(turn).collect(), ..Station::blank(id(9), "331002") }
}

#[rstest]
#[case::never(&[("open", "2026-01-01")], &[])]
#[case::for_good(&[("open", "2026-01-01"), ("closed", "2026-06-01")], &[("2026-06-01", None)])]
#[case::for_two_months(
    &[("open", "2026-01-01"), ("closed", "2026-06-01"), ("open", "2026-08-01")], &[("2026-06-01", Some("2026-08-01"))]
)]
#[case::twice(
    &[("open", "2026-01-01"), ("closed", "2026-06-01"), ("open", "2026-08-01"), ("closed", "2026-09-01")],
    &[("2026-06-01", Some("2026-08-01")), ("2026-09-01", None)]
)]
#[case::for_less_than_a_day(
    &[("open", "2026-01-01"), ("closed", "2026-06-01"), ("open", "2026-06-01")], &[("2026-06-01", Some("2026-06-01"))]
)]
#[case::before_it_was_a_station(&[], &[])]
fn the_days_it_was_closed(#[case] turns: &[(&str, &str)], #[case] spans: &[(&str, Option<&str>)]) {
    let spans: Vec<_> = spans.iter().map(|(from, until)| (day(from), until.map(day))).collect();
    let station = turned(turns);
    assert_eq!(station.closed(), spans);
    // Day by day the same as `open_on` says of it.
    for on in day("2026-01-01").iter_days().take_while(|on| *on <= day("2026-12-31")) {
        let closed = spans.iter().any(|(from, until)| *from <= on && until.is_none_or(|until| on < until));
        assert_eq!(station.open_on(on), !turns.is_empty() && !closed, "{on}");
    }
}

#[rstest]
#[case::of_an_open_station("BY01")]
#[case::of_a_closed_one("BY01")]
fn a_short_code_is_never_given_twice(#[case] code: &str) {
    let input = OpenStation { facts: facts(), opened_on: day("2026-01-01") };
    let taken = |c: &str| c == code;
    let answer = as_registrar("2026-09-01", |c| open_station((id(9), input), &taken, c));
    assert_eq!(answer, Err(Refusal::CodeTaken { code: code.into() }));
}

#[test]
fn only_who_keeps_the_whole_office_opens_one_of_it() {
    let open = |who: &crate::Person| {
        let input = OpenStation { facts: facts(), opened_on: day("2026-01-01") };
        open_station((id(9), input), &nobody, &ctx(who, "2026-09-01")).err()
    };
    let mut elsewhere = person(Role::Registrar);
    elsewhere.office = "331003".into();
    assert_eq!(open(&elsewhere), Some(Refusal::OutOfScope));
    let mut city = person(Role::Registrar);
    city.office = "331000".into();
    assert_eq!(open(&city), None);
}

#[test]
fn the_code_stays_and_what_was_touched_changes() {
    let station = Station::of(&opened("2026-01-01"));
    let code = AmendStation {
        facts: StationFacts { code: Some("BY02".into()), ..StationFacts::default() },
        opened_on: None,
    };
    let answer = as_registrar("2026-09-01", |c| amend_station(&station, code, c));
    assert_eq!(answer, Err(Refusal::Fixed { field: "code".into() }));
    let phone = AmendStation {
        facts: StationFacts { address: Some("云西路 1 号".into()), ..StationFacts::default() },
        opened_on: None,
    };
    let ops = as_registrar("2026-09-01", |c| amend_station(&station, phone.clone(), c)).unwrap();
    assert_eq!(ops, vec![ledger::Op::set("address", "云西路 1 号")]);
    let after = Station::of(&then(opened("2026-01-01"), &ops));
    assert_eq!(as_registrar("2026-09-01", |c| amend_station(&after, phone, c)), Err(Refusal::NothingChanged));
}

#[test]
fn an_emptied_field_is_cleared_and_the_name_cannot_be() {
    let who = person(Role::Registrar);
    let c = ctx(&who, "2026-09-01");
    let station = Station::of(&opened("2026-01-01"));
    let empty = |name: &str| {
        let mut facts = StationFacts::default();
        match name {
            "division" => facts.division = Some(String::new()),
            _ => facts.name = Some(String::new()),
        }
        amend_station(&station, AmendStation { facts, opened_on: None }, &c)
    };
    assert_eq!(empty("division"), Ok(vec![ledger::Op::set("division", ledger::Value::Null)]));
    assert_eq!(empty("name"), Err(Refusal::Required { field: "name".into() }));
}

#[rstest]
#[case::day_before_opening("2025-12-31", false)]
#[case::day_of_opening("2026-01-01", true)]
#[case::last_open_day("2026-05-31", true)]
#[case::first_closed_day("2026-06-01", false)]
#[case::last_closed_day("2026-07-31", false)]
#[case::open_again("2026-08-01", true)]
#[case::long_after("2030-01-01", true)]
fn it_was_open_on_that_day(#[case] on: &str, #[case] open: bool) {
    let record = opened("2026-01-01");
    let close = CloseStation { from_on: day("2026-06-01"), reason: "修缮".into() };
    let ops = as_registrar("2026-05-20", |c| close_station(&Station::of(&record), close, c)).unwrap();
    let record = then(record, &ops);
    let reopen = ReopenStation { from_on: day("2026-08-01"), reason: "修缮完工".into() };
    let ops = as_registrar("2026-07-20", |c| reopen_station(&Station::of(&record), reopen, c)).unwrap();
    let record = then(record, &ops);
    assert_eq!(Station::of(&record).open_on(day(on)), open);
    // Lists ask its card and do not fold it.
    let card = project::project(&record).card.unwrap();
    assert_eq!(open_on(&turns_in(&card.more).unwrap(), day(on)), open);
}

#[rstest]
#[case::before_it_opened("2025-12-31", "迁址", Refusal::EndBeforeStart {
    field: "from_on".into(), from: day("2026-01-01"), to: day("2025-12-31")
})]
#[case::without_a_reason("2026-06-01", " ", Refusal::Required { field: "reason".into() })]
fn closing_needs_a_day_and_a_reason(#[case] on: &str, #[case] reason: &str, #[case] why: Refusal) {
    let station = Station::of(&opened("2026-01-01"));
    let input = CloseStation { from_on: day(on), reason: reason.into() };
    assert_eq!(as_registrar("2026-09-01", |c| close_station(&station, input, c)), Err(why));
}

#[test]
fn its_row_shows_name_code_and_point() {
    let projection = project::project(&opened("2026-01-01"));
    let card = projection.card.unwrap();
    assert_eq!(
        (card.title.as_str(), card.no.as_deref(), card.state.as_str()),
        ("白云街道站", Some("BY01"), OPEN)
    );
    assert_eq!(projection.search.unwrap().numbers, vec!["BY01", "331002002"]);
}
