use proptest::prelude::*;

use super::*;
use crate::cards::kept_due;
use crate::kit::{OFFICE, act, case, clock_line, day, desk, id};
use crate::{CardQuery, Desk, Scope};
use ledger::{Op, RecordId};

fn late_before(to: &str) -> DueFilter {
    let states = vec![ClockState::Running];
    DueFilter { states, to: Some(day(to)), excluded: Some(false), ..DueFilter::default() }
}

fn of_rule(from: &str, to: &str) -> DueFilter {
    let (from, to) = (Some(day(from)), Some(day(to)));
    DueFilter { rules: vec!["R1".into()], from, to, excluded: Some(false), ..DueFilter::default() }
}

fn count(desk: &Desk, due: DueFilter) -> u64 {
    assert!(Side::of(&due).is_some(), "{due:?} is counted row by row");
    desk.read(|r| r.count(&CardQuery { due: Some(due), ..CardQuery::of("case") })).unwrap()
}

#[test]
fn a_record_with_three_clocks_in_a_span_is_one_record() {
    let (_dir, desk) = desk();
    let dues = ["2026-01-10", "2026-02-10", "2026-02-10"];
    let clocks = dues.map(|on| clock_line("R1", Some(on), 0, false)).to_vec();
    act(&desk, id(1), [case("一", "2026-01-01"), clocks].concat());
    act(
        &desk,
        id(2),
        [case("二", "2026-01-01"), vec![clock_line("R2", Some("2026-01-15"), 0, false)]].concat(),
    );
    let of = |from, to| count(&desk, of_rule(from, to));
    assert_eq!((of("2026-01-01", "2026-01-31"), of("2026-02-01", "2026-02-28")), (1, 1));
    assert_eq!((of("2026-01-01", "2026-12-31"), of("2026-01-11", "2026-02-09")), (1, 0));
    assert_eq!((of("2026-01-10", "2026-02-10"), of("2026-02-10", "2026-02-10")), (1, 1));
    // Of any rule: what runs.
    assert_eq!(count(&desk, late_before("2026-01-14")), 1);
    assert_eq!(count(&desk, late_before("2026-01-15")), 2);
}

#[test]
fn each_station_is_told_with_the_records_that_its_list_holds() {
    let (_dir, desk) = desk();
    let clocks = ["2026-01-10", "2026-01-20", "2026-03-05"].map(|on| clock_line("R1", Some(on), 0, false));
    let at = |n: u64, name: &str, clocks: Vec<Op>| {
        act(&desk, id(n), [case(name, "2026-01-01"), vec![Op::set("station", id(90))], clocks].concat());
    };
    at(1, "一", clocks.to_vec());
    at(2, "二", vec![clock_line("R2", Some("2026-01-15"), 0, false)]);
    at(3, "三", vec![clock_line("R1", Some("2026-01-15"), 0, true)]);
    let within =
        |scope: &Scope, to: &str| desk.read(|r| r.running_by_station("case", scope, day(to))).unwrap();
    let n = |to: &str| within(&Scope::Whole, to).iter().map(|(_, n)| *n).sum::<u64>();
    assert_eq!([n("2026-01-09"), n("2026-01-10"), n("2026-01-20"), n("2026-12-31")], [0, 1, 2, 2]);
    for to in ["2026-01-10", "2026-01-31", "2026-03-05"] {
        assert_eq!(n(to), count(&desk, late_before(to)), "{to}");
    }
    // At the same station, of another office: the head's page of a county asked each station's list for it.
    let other = vec![Op::set("office", "331003"), clock_line("R1", Some("2026-01-10"), 0, false)];
    at(4, "四", other);
    let scopes = [
        (Scope::Whole, 3u64),
        (Scope::Office(OFFICE.into()), 2),
        (Scope::Office("331003".into()), 1),
        (Scope::Stations([id(90)].into()), 3),
    ];
    for (scope, records) in scopes {
        assert_eq!(within(&scope, "2026-01-31"), [(id(90), records)], "{scope:?}");
    }
    let elsewhere = [Scope::Office("331004".into()), Scope::Stations([id(91)].into())];
    assert!(elsewhere.iter().all(|scope| within(scope, "2026-01-31").is_empty()));
}

#[test]
fn a_hidden_record_counts_no_more_and_again_when_it_is_shown() {
    let (_dir, desk) = desk();
    act(
        &desk,
        id(1),
        [case("一", "2026-01-01"), vec![clock_line("R1", Some("2026-01-10"), 2, false)]].concat(),
    );
    let all = || count(&desk, of_rule("2026-01-01", "2026-12-31"));
    assert_eq!(all(), 1);
    act(&desk, id(1), vec![Op::Hide { hidden: true }]);
    assert_eq!(all(), 0);
    act(&desk, id(1), vec![Op::Hide { hidden: false }]);
    assert_eq!(all(), 1);
}

#[test]
fn questions_that_no_counter_is_kept_for_are_counted() {
    let of = |due: DueFilter| Side::of(&due);
    let one = of_rule("2026-01-01", "2026-12-31");
    assert_eq!(of(one.clone()), Some(Side::Counted));
    assert_eq!(of(DueFilter { states: vec![ClockState::InTime], ..one.clone() }), Some(Side::InTime));
    assert_eq!(of(DueFilter { excluded: Some(true), ..one.clone() }), Some(Side::LeftOut));
    assert_eq!(of(late_before("2026-01-01")), Some(Side::Running));
    assert_eq!(of(DueFilter { excluded: None, ..one.clone() }), None);
    assert_eq!(of(DueFilter { states: vec![ClockState::Late], ..one.clone() }), None);
    assert_eq!(of(DueFilter { rules: vec!["R1".into(), "R2".into()], ..one.clone() }), None);
    assert_eq!(of(DueFilter { states: vec![ClockState::Running], ..one }), None);
}

/// Who is asked for and who else holds something.
const ME: u64 = 2001;
const OTHER: u64 = 2002;

#[test]
fn what_lies_with_somebody_is_counted_wherever_it_goes() {
    let (_dir, desk) = desk();
    let clock = |on: &str| clock_line("R1", Some(on), 0, false);
    let held = |n: u64, holder: Option<u64>, on: &str| {
        act(
            &desk,
            id(n),
            [case("事", "2026-01-01"), vec![Op::set("holder", holder.map(id)), clock(on)]].concat(),
        );
    };
    held(1, Some(ME), "2026-01-10");
    held(2, Some(OTHER), "2026-01-10");
    held(3, None, "2026-01-11");
    let mine = |unheld: bool| CardQuery {
        holders: vec![id(ME)],
        unheld,
        due: Some(late_before("2026-01-31")),
        ..CardQuery::of("case")
    };
    let n = |unheld: bool| desk.read(|r| r.count(&mine(unheld))).unwrap();
    assert_eq!((n(false), n(true)), (1, 2));
    // Handed over without a word about its limits.
    act(&desk, id(2), vec![Op::set("holder", id(ME))]);
    assert_eq!((n(false), n(true)), (2, 3));
    act(&desk, id(1), vec![Op::set("holder", id(OTHER))]);
    assert_eq!((n(false), n(true)), (1, 2));
    // Closed and nobody's: no work of anybody. Closed and held: still with them.
    act(&desk, id(3), vec![Op::set("stage", 5i64)]);
    act(&desk, id(2), vec![Op::set("stage", 5i64)]);
    assert_eq!((n(false), n(true)), (1, 1));
    act(&desk, id(2), vec![Op::Hide { hidden: true }]);
    assert_eq!((n(false), n(true)), (0, 0));
}

/// The oldest of one's own stood behind thousands of others' that all had to be looked at.
#[test]
fn what_presses_is_found_on_the_days_that_hold_it() {
    let (_dir, desk) = desk();
    let held = |n: u64, holder: u64, days: &[&str]| {
        let clocks = days.iter().map(|on| clock_line("R1", Some(on), 0, false)).collect();
        act(&desk, id(n), [case("事", "2026-01-01"), vec![Op::set("holder", id(holder))], clocks].concat());
    };
    // More days than are asked for at once, of one record.
    held(1, ME, &["2026-01-05", "2026-01-06", "2026-01-07", "2026-02-01"]);
    held(2, OTHER, &["2026-01-01"]);
    held(3, ME, &["2026-01-09"]);
    held(4, ME, &["2026-01-06", "2026-02-10"]);
    let query =
        CardQuery { holders: vec![id(ME)], due: Some(late_before("2026-02-09")), ..CardQuery::of("case") };
    let first = |most: u32| -> Vec<RecordId> {
        desk.read(|r| r.pressing(&query, most)).unwrap().iter().map(|row| row.record).collect()
    };
    assert_eq!(first(1), [id(1)]);
    assert_eq!(first(2), [id(1), id(4)]);
    assert_eq!(first(3), [id(1), id(4), id(3)]);
    assert_eq!(first(20), [id(1), id(4), id(3)]);
    assert_eq!(first(0), []);
}

/// A record, its clocks (rule, day, state, left out), its station, its holder, whether it is closed and hidden.
type Written = (u64, Vec<(u8, Option<u32>, i64, bool)>, u8, u8, bool, bool);

fn written() -> impl Strategy<Value = Written> {
    let clock = (0..2u8, proptest::option::of(0..70u32), 0..4i64, prop::bool::weighted(0.2));
    let clocks = proptest::collection::vec(clock, 0..5);
    (1..5u64, clocks, 0..3u8, 0..3u8, prop::bool::weighted(0.2), prop::bool::weighted(0.15))
}

fn station(n: u8) -> Option<RecordId> {
    (n > 0).then(|| id(1000 + u64::from(n)))
}

fn holder(n: u8) -> Option<RecordId> {
    (n > 0).then(|| id(2000 + u64::from(n)))
}

/// The second station lies in another county.
fn office(n: u8) -> &'static str {
    if n == 2 { "331003" } else { "331002" }
}

fn write(desk: &Desk, (n, clocks, at, with, closed, hidden): &Written) {
    let date = |n: &u32| (day("2026-01-20") + chrono::Days::new((*n).into())).to_string();
    let clocks = clocks
        .iter()
        .map(|(rule, due, state, out)| {
            clock_line(&format!("R{rule}"), due.as_ref().map(date).as_deref(), *state, *out)
        })
        .collect();
    let set = vec![
        Op::set("station", station(*at)),
        Op::set("office", office(*at)),
        Op::set("holder", holder(*with)),
        Op::set("stage", if *closed { 5i64 } else { 1 }),
        Op::Hide { hidden: *hidden },
    ];
    act(desk, id(*n), [case("事", "2026-01-01"), set, clocks].concat());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was written, in any span: the counters say as many records as the list has rows.
    #[test]
    fn what_is_kept_is_what_is_listed(
        written in proptest::collection::vec(written(), 1..12),
        spans in proptest::collection::vec((0..80u32, 0..80u32), 4),
    ) {
        let (_dir, desk) = desk();
        written.iter().for_each(|w| write(&desk, w));
        for (from, to) in spans {
            let on = |n: u32| Some(day("2026-01-15") + chrono::Days::new(n.into()));
            let (rules, running) = (vec!["R1".into()], vec![ClockState::Running]);
            let span = DueFilter { from: on(from), to: on(to), ..DueFilter::default() };
            let counted = DueFilter { rules, excluded: Some(false), ..span.clone() };
            let questions = [
                counted.clone(),
                DueFilter { states: vec![ClockState::InTime], ..counted.clone() },
                DueFilter { excluded: Some(true), ..counted.clone() },
                DueFilter { states: running.clone(), excluded: Some(false), ..span.clone() },
                DueFilter { states: running, excluded: Some(false), from: None, ..span },
            ];
            for due in questions {
                prop_assert!(Side::of(&due).is_some());
                agree(&desk, &due);
            }
        }
    }
}

fn agree(desk: &Desk, due: &DueFilter) {
    let whole = CardQuery { due: Some(due.clone()), ..CardQuery::of("case") };
    let queries = [
        CardQuery { stations: station(1).into_iter().collect(), ..whole.clone() },
        CardQuery { stations: vec![id(1001), id(1002)], ..whole.clone() },
        CardQuery { scope: Scope::Stations([id(1001), id(1002)].into()), ..whole.clone() },
        CardQuery { scope: Scope::Stations([].into()), ..whole.clone() },
        CardQuery { scope: Scope::Office("331003".into()), ..whole.clone() },
        CardQuery { offices: vec!["331002".into()], ..whole.clone() },
        CardQuery { offices: vec!["331002".into(), "331003".into()], ..whole.clone() },
        whole,
    ];
    for query in queries {
        as_listed(desk, &query);
        let runs = Side::of(due) == Some(Side::Running);
        for unheld in [false, true].into_iter().filter(|_| runs) {
            as_listed(desk, &CardQuery { holders: vec![id(ME)], unheld, ..query.clone() });
            as_listed(desk, &CardQuery { holders: vec![id(ME), id(OTHER)], unheld, ..query.clone() });
        }
    }
}

/// As many as the list has rows; and of what runs, those that press are all of them in the order of their first day.
fn as_listed(desk: &Desk, query: &CardQuery) {
    let (kept, listed, pressing) = desk
        .read(|r| {
            let listed = r.cards(query, None, 50)?.rows;
            Ok::<_, crate::StoreError>((r.count(query)?, listed, r.pressing(query, 50)?))
        })
        .unwrap();
    assert!(kept_due(query).is_some(), "{query:?}");
    assert_eq!(kept, listed.len() as u64, "{query:?}");
    if query.due.as_ref().and_then(Side::of) == Some(Side::Running) {
        let sorted = |rows: &[crate::CardRow]| {
            let mut records: Vec<_> = rows.iter().map(|row| row.record).collect();
            records.sort();
            records
        };
        assert_eq!(sorted(&pressing), sorted(&listed), "{query:?}");
    }
}
