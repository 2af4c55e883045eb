//! What holds for any start, amount, history and calendar.

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::calendar::{CalendarYear, Day, DayKind};

fn start() -> impl Strategy<Value = NaiveDate> {
    (0u64..1300).prop_map(|n| day("2024-01-01") + Days::new(n))
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::Natural), Just(Unit::Working), Just(Unit::Months)]
}

/// A period with a history of closed pauses and an extension, from a start.
fn story() -> impl Strategy<Value = (Period, NaiveDate, History)> {
    let pauses = prop::collection::vec((0u64..120, 0u64..30), 0..4);
    (start(), unit(), 1u32..40, pauses, 0u32..10).prop_map(|(on, unit, amount, pauses, extended_by)| {
        let amount = if unit == Unit::Months { amount % 7 + 1 } else { amount };
        let pause = |(after, days)| Pause {
            from: on + Days::new(after),
            until: Some(on + Days::new(after) + Days::new(days)),
        };
        (period(unit, amount), on, History { pauses: pauses.into_iter().map(pause).collect(), extended_by })
    })
}

/// The shipped calendar with more days off or worked, scattered at random.
fn scattered(days: &[(u64, bool)]) -> Calendar {
    let calendar = shipped();
    days.iter().fold(calendar, |calendar, (n, rest)| {
        let on = day("2024-01-01") + Days::new(*n);
        with_day(calendar, on, if *rest { DayKind::Off } else { DayKind::Work })
    })
}

fn with_day(calendar: Calendar, on: NaiveDate, kind: DayKind) -> Calendar {
    let year = chrono::Datelike::year(&on);
    let known = calendar.year(year).cloned();
    let mut changed = known.unwrap_or_else(|| CalendarYear {
        year,
        version: "0".into(),
        official: false,
        source: String::new(),
        hash: String::new(),
        days: Default::default(),
    });
    changed.version = calendar.next_version(year);
    changed.days.insert(on, Day { kind, name: "x".into() });
    calendar.with(changed)
}

fn due((period, on, history): &(Period, NaiveDate, History), calendar: &Calendar) -> Deadline {
    deadline(*period, (*on).into(), history, calendar).unwrap()
}

fn changes() -> impl Strategy<Value = Vec<(u64, bool)>> {
    prop::collection::vec((0u64..1500, any::<bool>()), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_more_rest_day_never_brings_a_due_day_forward(story in story(), days in changes(), rest in 0u64..1500) {
        let before = scattered(&days);
        let after = with_day(before.clone(), day("2024-01-01") + Days::new(rest), DayKind::Off);
        prop_assert!(due(&story, &after).due_on >= due(&story, &before).due_on);
    }

    #[test]
    fn a_due_day_is_a_working_day_and_not_paused(story in story(), days in changes()) {
        let calendar = scattered(&days);
        let due_on = due(&story, &calendar).due_on.unwrap();
        prop_assert!(calendar.is_workday(due_on));
        let paused = story.2.pauses.iter().any(|p| p.from <= due_on && p.until.is_some_and(|u| due_on < u));
        prop_assert!(!paused);
    }

    #[test]
    fn the_counted_days_add_up_and_no_day_is_missing(story in story(), days in changes()) {
        let calendar = scattered(&days);
        let counted = due(&story, &calendar);
        prop_assert_eq!(counted.strip.iter().map(|s| s.n).sum::<u32>(), counted.amount);
        prop_assert_eq!(counted.amount, story.0.amount + story.2.extended_by);
        prop_assert_eq!(counted.strip[0].from, story.1);
        for pair in counted.strip.windows(2) {
            prop_assert_eq!(pair[0].to.succ_opt().unwrap(), pair[1].from);
        }
        let last = counted.strip.last().unwrap();
        prop_assert_eq!((last.kind, Some(last.to)), (SegmentKind::Due, counted.due_on));
    }

    #[test]
    fn pauses_may_come_in_any_order_and_twice(story in story()) {
        let calendar = shipped();
        let mut other = story.clone();
        other.2.pauses.reverse();
        other.2.pauses.extend(story.2.pauses.clone());
        prop_assert_eq!(due(&story, &calendar), due(&other, &calendar));
    }

    #[test]
    fn an_extension_or_a_pause_never_brings_it_forward(story in story()) {
        let calendar = shipped();
        let bare = (story.0, story.1, History::none());
        prop_assert!(due(&story, &calendar).due_on >= due(&bare, &calendar).due_on);
    }

    #[test]
    fn the_preview_is_the_exact_difference(stories in prop::collection::vec(story(), 1..20), days in changes()) {
        let (before, after) = (shipped(), scattered(&days));
        let clock = |(key, (period, on, history)): (usize, &(Period, NaiveDate, History))| OpenClock {
            key,
            period: *period,
            started: (*on).into(),
            history: history.clone(),
        };
        let clocks: Vec<_> = stories.iter().enumerate().map(clock).collect();
        let moved = moves(&clocks, &before, &after);
        for (key, story) in stories.iter().enumerate() {
            let (was, is) = (due(story, &before), due(story, &after));
            let same = (was.due_on, was.provisional) == (is.due_on, is.provisional);
            let listed = moved.iter().find(|m| m.key == key);
            prop_assert_eq!(listed.is_none(), same);
            prop_assert!(listed.is_none_or(|m| (m.before, m.after) == (was.due_on, is.due_on)));
        }
    }

    #[test]
    fn without_history_months_end_where_the_calendar_says(on in start(), months in 1u32..40) {
        let raw = due(&(period(Unit::Months, months), on, History::none()), &shipped()).raw_on;
        prop_assert_eq!(raw, on.checked_add_months(chrono::Months::new(months)));
    }

    #[test]
    fn a_notice_lies_its_days_before_the_event(on in start(), days in 1u32..40) {
        let back = Period { unit: Unit::Natural, amount: days, direction: Direction::Backward };
        let counted = deadline(back, on.into(), &History::none(), &shipped()).unwrap();
        prop_assert_eq!(counted.due_on, Some(on - Days::new(days.into())));
        prop_assert!(counted.advised_on < counted.due_on);
    }
}
