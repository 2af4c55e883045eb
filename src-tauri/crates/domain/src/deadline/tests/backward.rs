//! Notices before an event (R16a, R21): the event's day is not counted, nothing moves.

use rstest::rstest;

use super::*;

#[rstest]
#[case::a_saturday_stays("2026-03-10", Unit::Natural, 3, "2026-03-07", "2026-03-06")]
#[case::inside_spring_festival("2026-02-26", Unit::Natural, 3, "2026-02-23", "2026-02-14")]
#[case::over_new_year("2026-01-05", Unit::Natural, 3, "2026-01-02", "2025-12-31")]
#[case::a_worked_sunday_is_advised("2026-09-24", Unit::Natural, 3, "2026-09-21", "2026-09-20")]
#[case::over_a_leap_day("2024-03-02", Unit::Natural, 3, "2024-02-28", "2024-02-27")]
#[case::plain_days("2026-07-17", Unit::Natural, 3, "2026-07-14", "2026-07-13")]
#[case::working_days_over_a_festival("2026-02-24", Unit::Working, 3, "2026-02-12", "2026-02-11")]
#[case::working_days_over_a_weekend("2026-03-09", Unit::Working, 2, "2026-03-05", "2026-03-04")]
#[case::a_month_to_a_month_end("2026-03-31", Unit::Months, 1, "2026-02-28", "2026-02-27")]
#[case::two_months("2026-05-06", Unit::Months, 2, "2026-03-06", "2026-03-05")]
fn before_the_event(
    #[case] event_on: &str,
    #[case] unit: Unit,
    #[case] amount: u32,
    #[case] due_on: &str,
    #[case] advised_on: &str,
) {
    let back = Period { unit, amount, direction: Direction::Backward };
    let counted = deadline(back, day(event_on).into(), &History::none(), &shipped()).unwrap();
    assert_eq!((counted.due_on, counted.raw_on), (Some(day(due_on)), Some(day(due_on))));
    assert_eq!(counted.advised_on, Some(day(advised_on)));
    assert_eq!(counted.strip.iter().map(|s| s.n).sum::<u32>(), amount);
    assert_eq!(counted.strip.last().map(|s| (s.kind, s.from)), Some((SegmentKind::Event, day(event_on))));
}

#[test]
fn a_notice_is_not_extended() {
    let back = Period { unit: Unit::Natural, amount: 3, direction: Direction::Backward };
    let history = History { pauses: vec![], extended_by: 1 };
    assert_eq!(deadline(back, day("2026-03-10").into(), &history, &shipped()), Err(CannotCount::NoHistory));
}

#[test]
fn a_notice_for_an_event_in_2027_is_provisional_when_it_falls_there() {
    let back = Period { unit: Unit::Natural, amount: 3, direction: Direction::Backward };
    let provisional = |on| deadline(back, day(on).into(), &History::none(), &shipped()).unwrap().provisional;
    assert!(provisional("2027-01-06"));
    assert!(!provisional("2027-01-03"));
}
