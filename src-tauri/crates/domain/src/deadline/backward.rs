//! Periods that look back from an event: at least so long before (R16a, R21). The event's day is not counted and
//! nothing moves, for a later day would be too late; the working day before is advised.

use chrono::{Months, NaiveDate};

use super::strip::{Mark, SegmentKind, Strip};
use super::{CannotCount, Deadline, Period, Started, Unit, official};
use crate::calendar::Calendar;

pub(super) fn count(period: Period, started: Started, calendar: &Calendar) -> Result<Deadline, CannotCount> {
    let event_on = started.on();
    let mut marks = vec![Mark { on: event_on, kind: SegmentKind::Event, n: 0, note: None }];
    let mut used = 0;
    let first = first_of_months(period, event_on)?;
    for on in event_on.iter_days().rev().skip(1) {
        let mark = mark(period, on, calendar);
        let whole = period.unit != Unit::Months || is_month_start(event_on, on, used + 1);
        let n = if whole { mark.n } else { 0 };
        used += n;
        marks.push(Mark { n, ..mark });
        if used == period.amount || on == first {
            break;
        }
    }
    let due_on = last_as_due(&mut marks);
    let mut strip = Strip::empty();
    marks.into_iter().rev().for_each(|m| strip.push(m));
    Ok(Deadline {
        started,
        amount: period.amount,
        counted: strip.sum(),
        raw_on: Some(due_on),
        due_on: Some(due_on),
        due_at: None,
        advised_on: calendar.workday_before(due_on),
        provisional: !official(
            calendar,
            due_on,
            if period.unit == Unit::Working { event_on } else { due_on },
        ),
        strip: strip.segments(period.unit),
    })
}

/// The day months lead back to; for days a day that is never reached.
fn first_of_months(period: Period, event_on: NaiveDate) -> Result<NaiveDate, CannotCount> {
    if period.unit != Unit::Months {
        return Ok(NaiveDate::MIN);
    }
    event_on.checked_sub_months(Months::new(period.amount)).ok_or(CannotCount::OutOfRange)
}

fn is_month_start(event_on: NaiveDate, on: NaiveDate, months: u32) -> bool {
    event_on.checked_sub_months(Months::new(months)) == Some(on)
}

fn mark(period: Period, on: NaiveDate, calendar: &Calendar) -> Mark<'_> {
    let note = calendar.day(on).map(|d| d.name.as_str());
    let (kind, n, note) = match (period.unit, calendar.is_workday(on)) {
        (Unit::Working, false) => (SegmentKind::Rest, 0, note),
        (Unit::Working, true) if calendar.is_make_up(on) => (SegmentKind::MakeUp, 1, note),
        _ => (SegmentKind::Counted, 1, None),
    };
    Mark { on, kind, n, note }
}

fn last_as_due(marks: &mut [Mark<'_>]) -> NaiveDate {
    let last = marks.len() - 1;
    marks[last].kind = SegmentKind::Due;
    marks[last].on
}
