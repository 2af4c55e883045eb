//! Hours run from the instant, through nights and holidays.

use chrono::NaiveDateTime;
use rstest::rstest;

use super::*;

fn at(text: &str) -> NaiveDateTime {
    Moment::parse(text).unwrap().beijing()
}

#[rstest]
#[case::over_midnight("2026-02-10T15:30", 24, "2026-02-11T15:30", false)]
#[case::over_new_year_without_a_notice("2026-12-31T23:00", 24, "2027-01-01T23:00", true)]
#[case::to_a_leap_day("2024-02-28T12:00", 24, "2024-02-29T12:00", false)]
#[case::past_a_leap_day("2024-02-29T00:00", 24, "2024-03-01T00:00", false)]
#[case::inside_a_holiday("2025-01-28T00:00", 24, "2025-01-29T00:00", false)]
#[case::to_a_sunday_that_does_not_move("2026-05-01T08:15", 48, "2026-05-03T08:15", false)]
#[case::one_hour_over_midnight("2026-03-02T23:30:59", 1, "2026-03-03T00:30:59", false)]
#[case::inside_one_day("2026-03-02T08:00", 8, "2026-03-02T16:00", false)]
fn from_the_instant(#[case] from: &str, #[case] hours: u32, #[case] due: &str, #[case] provisional: bool) {
    let counted =
        deadline(period(Unit::Hours, hours), Started::At(at(from)), &History::none(), &shipped()).unwrap();
    assert_eq!(counted.due_at, Some(at(due)));
    assert_eq!(counted.due_on, Some(at(due).date()));
    assert_eq!((counted.provisional, counted.advised_on), (provisional, None));
    assert_eq!(counted.strip.iter().map(|s| s.n).sum::<u32>(), hours);
}

#[test]
fn each_day_holds_its_hours() {
    let counted =
        deadline(period(Unit::Hours, 48), Started::At(at("2026-03-02T15:30")), &History::none(), &shipped())
            .unwrap();
    let days: Vec<_> = counted.strip.iter().map(|s| (s.from.to_string(), s.n, s.kind)).collect();
    // Eight hours to midnight and a whole day, joined; then the rest.
    let expected = [
        ("2026-03-02".to_owned(), 8 + 24, SegmentKind::Counted),
        ("2026-03-04".to_owned(), 16, SegmentKind::Due),
    ];
    assert_eq!(days, expected);
}

#[test]
fn a_day_is_not_enough() {
    let counted = deadline(period(Unit::Hours, 24), day("2026-03-02").into(), &History::none(), &shipped());
    assert_eq!(counted, Err(CannotCount::NeedsInstant));
}

#[test]
fn hours_are_not_paused() {
    let pauses = vec![Pause { from: day("2026-03-02"), until: None }];
    let history = History { pauses, extended_by: 0 };
    let counted =
        deadline(period(Unit::Hours, 24), Started::At(at("2026-03-02T08:00")), &history, &shipped());
    assert_eq!(counted, Err(CannotCount::NoHistory));
}

#[test]
fn hours_before_an_event() {
    let back = Period { unit: Unit::Hours, amount: 24, direction: Direction::Backward };
    let counted = deadline(back, Started::At(at("2026-03-03T09:00")), &History::none(), &shipped()).unwrap();
    assert_eq!(counted.due_at, Some(at("2026-03-02T09:00")));
    assert_eq!(counted.strip.iter().map(|s| s.n).sum::<u32>(), 24);
}

#[rstest]
#[case::beijing_time("2026-02-10T15:30:00", "2026-02-11T15:30:00")]
#[case::without_seconds("2026-02-10T15:30", "2026-02-11T15:30")]
#[case::a_space_between("2026-02-10 15:30", "2026-02-11T15:30")]
#[case::with_an_offset("2026-02-10T15:30:00+08:00", "2026-02-11T15:30:00+08:00")]
#[case::in_utc("2026-02-10T07:30:00Z", "2026-02-11T07:30:00Z")]
#[case::elsewhere("2026-02-10T16:30:00+09:00", "2026-02-11T16:30:00+09:00")]
fn an_instant_is_answered_as_it_was_written(#[case] from: &str, #[case] due: &str) {
    let moment = Moment::parse(from).unwrap();
    assert_eq!(moment.beijing(), at("2026-02-10T15:30"));
    assert_eq!(moment.written_like(at("2026-02-11T15:30")), due);
}

#[rstest]
#[case("")]
#[case("2026-02-10")]
#[case("2026-02-30T10:00")]
#[case("2026-02-10T25:00")]
#[case("15:30")]
fn what_is_no_instant(#[case] text: &str) {
    assert_eq!(Moment::parse(text), None);
}
