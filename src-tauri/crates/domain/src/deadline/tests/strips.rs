//! The strip says of every day what became of it.

use super::*;

type Row = (&'static str, &'static str, SegmentKind, u32, Option<&'static str>);

fn strip(started_on: &str, unit: Unit, amount: u32, pauses: Vec<Pause>) -> Vec<Segment> {
    let history = History { pauses, extended_by: 0 };
    deadline(period(unit, amount), day(started_on).into(), &history, &shipped()).unwrap().strip
}

fn is(strip: &[Segment], rows: &[Row]) {
    let segment = |(from, to, kind, n, note): &Row| Segment {
        from: day(from),
        to: day(to),
        kind: *kind,
        n: *n,
        note: note.map(str::to_owned),
    };
    assert_eq!(strip, rows.iter().map(segment).collect::<Vec<_>>());
}

#[test]
fn seven_days_rolled_over_spring_festival() {
    is(
        &strip("2026-02-10", Unit::Natural, 7, vec![]),
        &[
            ("2026-02-10", "2026-02-10", SegmentKind::Start, 0, None),
            ("2026-02-11", "2026-02-16", SegmentKind::Counted, 6, None),
            ("2026-02-17", "2026-02-23", SegmentKind::Rolled, 1, Some("春节")),
            ("2026-02-24", "2026-02-24", SegmentKind::Due, 0, None),
        ],
    );
}

#[test]
fn five_working_days_with_a_make_up_day() {
    is(
        &strip("2026-02-12", Unit::Working, 5, vec![]),
        &[
            ("2026-02-12", "2026-02-12", SegmentKind::Start, 0, None),
            ("2026-02-13", "2026-02-13", SegmentKind::Counted, 1, None),
            ("2026-02-14", "2026-02-14", SegmentKind::MakeUp, 1, Some("春节")),
            ("2026-02-15", "2026-02-23", SegmentKind::Rest, 0, Some("春节")),
            ("2026-02-24", "2026-02-25", SegmentKind::Counted, 2, None),
            ("2026-02-26", "2026-02-26", SegmentKind::Due, 1, None),
        ],
    );
}

#[test]
fn a_due_day_that_is_made_up_says_why_it_does_not_move() {
    let strip = strip("2026-02-21", Unit::Natural, 7, vec![]);
    assert_eq!(
        strip.last().map(|s| (s.kind, s.n, s.note.as_deref())),
        Some((SegmentKind::Due, 1, Some("春节")))
    );
}

#[test]
fn a_weekend_has_no_name() {
    is(
        &strip("2026-03-05", Unit::Working, 2, vec![]),
        &[
            ("2026-03-05", "2026-03-05", SegmentKind::Start, 0, None),
            ("2026-03-06", "2026-03-06", SegmentKind::Counted, 1, None),
            ("2026-03-07", "2026-03-08", SegmentKind::Rest, 0, None),
            ("2026-03-09", "2026-03-09", SegmentKind::Due, 1, None),
        ],
    );
}

#[test]
fn paused_days_stand_apart() {
    let pause = Pause { from: day("2026-03-04"), until: Some(day("2026-03-09")) };
    is(
        &strip("2026-03-02", Unit::Natural, 3, vec![pause]),
        &[
            ("2026-03-02", "2026-03-02", SegmentKind::Start, 0, None),
            ("2026-03-03", "2026-03-03", SegmentKind::Counted, 1, None),
            ("2026-03-04", "2026-03-08", SegmentKind::Paused, 0, None),
            ("2026-03-09", "2026-03-09", SegmentKind::Counted, 1, None),
            ("2026-03-10", "2026-03-10", SegmentKind::Due, 1, None),
        ],
    );
}

#[test]
fn each_month_is_a_segment() {
    is(
        &strip("2026-01-31", Unit::Months, 3, vec![]),
        &[
            ("2026-01-31", "2026-01-31", SegmentKind::Start, 0, None),
            ("2026-02-01", "2026-02-28", SegmentKind::Counted, 1, None),
            ("2026-03-01", "2026-03-31", SegmentKind::Counted, 1, None),
            ("2026-04-01", "2026-04-29", SegmentKind::Counted, 0, None),
            ("2026-04-30", "2026-04-30", SegmentKind::Due, 1, None),
        ],
    );
}

#[test]
fn a_notice_reads_towards_its_event() {
    let back = Period { unit: Unit::Natural, amount: 3, direction: Direction::Backward };
    let counted = deadline(back, day("2026-03-10").into(), &History::none(), &shipped()).unwrap();
    is(
        &counted.strip,
        &[
            ("2026-03-07", "2026-03-07", SegmentKind::Due, 1, None),
            ("2026-03-08", "2026-03-09", SegmentKind::Counted, 2, None),
            ("2026-03-10", "2026-03-10", SegmentKind::Event, 0, None),
        ],
    );
}
