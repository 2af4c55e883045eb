//! Pauses and extensions, replayed.

use rstest::rstest;

use super::*;

fn counted(start: (&str, Unit, u32), pauses: &[(&str, Option<&str>)], extended_by: u32) -> Deadline {
    let (started_on, unit, amount) = start;
    let pauses =
        pauses.iter().map(|(from, until)| Pause { from: day(from), until: until.map(day) }).collect();
    deadline(period(unit, amount), day(started_on).into(), &History { pauses, extended_by }, &shipped())
        .unwrap()
}

#[rstest]
#[case::five_days(&[("2026-03-04", Some("2026-03-09"))], "2026-03-14", "2026-03-16")]
#[case::overlapping_pauses_are_one(&[("2026-03-04", Some("2026-03-09")), ("2026-03-06", Some("2026-03-10"))], "2026-03-15", "2026-03-16")]
#[case::one_inside_the_other(&[("2026-03-04", Some("2026-03-09")), ("2026-03-05", Some("2026-03-06"))], "2026-03-14", "2026-03-16")]
#[case::two_apart(&[("2026-03-04", Some("2026-03-05")), ("2026-03-06", Some("2026-03-07"))], "2026-03-11", "2026-03-11")]
#[case::in_any_order(&[("2026-03-06", Some("2026-03-07")), ("2026-03-04", Some("2026-03-05"))], "2026-03-11", "2026-03-11")]
#[case::stopped_and_resumed_on_one_day(&[("2026-03-04", Some("2026-03-04"))], "2026-03-09", "2026-03-09")]
#[case::begun_before_the_start(&[("2026-02-20", Some("2026-03-04"))], "2026-03-10", "2026-03-10")]
#[case::over_before_the_start(&[("2026-02-20", Some("2026-02-25"))], "2026-03-09", "2026-03-09")]
#[case::after_the_last_day(&[("2026-03-10", None)], "2026-03-09", "2026-03-09")]
#[case::on_the_last_day(&[("2026-03-09", Some("2026-03-11"))], "2026-03-11", "2026-03-11")]
fn seven_days_from_the_second_of_march(
    #[case] pauses: &[(&str, Option<&str>)],
    #[case] raw_on: &str,
    #[case] due_on: &str,
) {
    let counted = counted(("2026-03-02", Unit::Natural, 7), pauses, 0);
    assert_eq!((counted.raw_on, counted.due_on), (Some(day(raw_on)), Some(day(due_on))));
    assert_eq!(counted.counted, 7);
}

#[test]
fn working_days_paused_over_labour_day() {
    // 05-07, 05-08, the worked Saturday 05-09, 05-11 and 05-12 are the five.
    let counted = counted(("2026-04-28", Unit::Working, 5), &[("2026-04-29", Some("2026-05-07"))], 0);
    assert_eq!(counted.due_on, Some(day("2026-05-12")));
}

#[test]
fn a_pause_that_begins_while_the_last_day_is_being_moved() {
    // The seventh day is Saturday 03-14; stopped on Sunday, gone on with on Wednesday.
    let counted = counted(("2026-03-07", Unit::Natural, 7), &[("2026-03-15", Some("2026-03-18"))], 0);
    assert_eq!((counted.raw_on, counted.due_on), (Some(day("2026-03-14")), Some(day("2026-03-18"))));
}

#[test]
fn months_are_moved_by_the_days_of_the_pause() {
    // 04-30 and ten days is Sunday 05-10.
    let counted = counted(("2026-01-31", Unit::Months, 3), &[("2026-02-10", Some("2026-02-20"))], 0);
    assert_eq!((counted.raw_on, counted.due_on), (Some(day("2026-05-10")), Some(day("2026-05-11"))));
}

#[rstest]
#[case::sixty_and_thirty("2026-08-02", Unit::Natural, 60, 30, "2026-10-31", "2026-11-02")]
#[case::three_and_three_months("2025-08-31", Unit::Months, 3, 3, "2026-02-28", "2026-02-28")]
#[case::working("2026-09-29", Unit::Working, 2, 3, "2026-10-12", "2026-10-12")]
fn extended(
    #[case] started_on: &str,
    #[case] unit: Unit,
    #[case] amount: u32,
    #[case] by: u32,
    #[case] raw_on: &str,
    #[case] due_on: &str,
) {
    let counted = counted((started_on, unit, amount), &[], by);
    assert_eq!((counted.raw_on, counted.due_on), (Some(day(raw_on)), Some(day(due_on))));
    assert_eq!((counted.amount, counted.counted), (amount + by, amount + by));
    assert!(counted.strip.iter().any(|s| s.kind == SegmentKind::Extended));
}

#[test]
fn while_a_pause_is_open_no_day_is_due() {
    let counted = counted(("2026-03-02", Unit::Natural, 7), &[("2026-03-05", None)], 0);
    assert_eq!((counted.raw_on, counted.due_on, counted.advised_on), (None, None, None));
    assert_eq!((counted.counted, counted.provisional), (2, false));
    assert_eq!(counted.strip.last().unwrap().kind, SegmentKind::Paused);
}

#[test]
fn an_open_pause_while_the_last_day_is_being_moved() {
    let counted = counted(("2026-03-07", Unit::Natural, 7), &[("2026-03-15", None)], 0);
    assert_eq!((counted.raw_on, counted.due_on), (Some(day("2026-03-14")), None));
}

#[rstest]
#[case::ends_before_it_begins("2026-03-09", "2026-03-04", CannotCount::PauseCrossed)]
#[case::centuries_long("2026-03-04", "9999-12-31", CannotCount::OutOfRange)]
fn pauses_that_cannot_be(#[case] from: &str, #[case] until: &str, #[case] why: CannotCount) {
    let pauses = vec![Pause { from: day(from), until: Some(day(until)) }];
    let history = History { pauses, extended_by: 0 };
    assert_eq!(deadline(period(Unit::Natural, 7), day("2026-03-02").into(), &history, &shipped()), Err(why));
}

#[rstest]
#[case::nothing("2026-03-02", Unit::Natural, 0)]
#[case::too_much("2026-03-02", Unit::Natural, MOST + 1)]
#[case::more_than_a_century_of_months("2026-03-02", Unit::Months, 1201)]
#[case::before_the_republic("1911-10-10", Unit::Natural, 7)]
#[case::far_ahead("2300-01-01", Unit::Working, 7)]
#[case::all_there_is("2026-03-02", Unit::Natural, u32::MAX)]
fn amounts_and_days_that_cannot_be(#[case] started_on: &str, #[case] unit: Unit, #[case] amount: u32) {
    let counted = deadline(period(unit, amount), day(started_on).into(), &History::none(), &shipped());
    assert_eq!(counted, Err(CannotCount::OutOfRange));
}

#[test]
fn the_advised_day_is_the_working_day_before() {
    let advised = |start| counted(start, &[], 0).advised_on;
    // Due on 02-24, the first day after the festival: the worked Saturday before it.
    assert_eq!(advised(("2026-02-10", Unit::Natural, 7)), Some(day("2026-02-14")));
    assert_eq!(advised(("2026-03-02", Unit::Natural, 7)), Some(day("2026-03-06")));
    // One working day: there is no day in between.
    assert_eq!(advised(("2026-03-02", Unit::Working, 1)), None);
}
