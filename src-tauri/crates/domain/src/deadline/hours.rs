//! Hours: from the instant of the event, over midnight and over rest days alike (民法典 201).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::strip::{Mark, SegmentKind, Strip};
use super::{CannotCount, Deadline, Direction, Period, Started, Unit, official};
use crate::calendar::Calendar;

pub(super) fn count(period: Period, started: Started, calendar: &Calendar) -> Result<Deadline, CannotCount> {
    let Started::At(at) = started else { return Err(CannotCount::NeedsInstant) };
    let length = TimeDelta::hours(i64::from(period.amount));
    let due_at = match period.direction {
        Direction::Forward => at.checked_add_signed(length),
        Direction::Backward => at.checked_sub_signed(length),
    };
    let due_at = due_at.ok_or(CannotCount::OutOfRange)?;
    let strip = strip(at.min(due_at), at.max(due_at), due_at.date());
    let counted = strip.sum();
    Ok(Deadline {
        started,
        amount: period.amount,
        counted,
        raw_on: Some(due_at.date()),
        due_on: Some(due_at.date()),
        due_at: Some(due_at),
        advised_on: None,
        provisional: !official(calendar, due_at.date(), due_at.date()),
        strip: strip.segments(Unit::Hours),
    })
}

/// Each day holds the whole hours that were completed in it.
fn strip(from: NaiveDateTime, to: NaiveDateTime, due_on: NaiveDate) -> Strip<'static> {
    let mut strip = Strip::empty();
    let mut before = 0;
    for on in from.date().iter_days().take_while(|on| *on <= to.date()) {
        let end = on.succ_opt().map_or(to, |next| next.and_time(NaiveTime::MIN)).min(to);
        let hours = (end - from).num_hours();
        let kind = if on == due_on { SegmentKind::Due } else { SegmentKind::Counted };
        strip.push(Mark { on, kind, n: (hours - before) as u32, note: None });
        before = hours;
    }
    strip
}
