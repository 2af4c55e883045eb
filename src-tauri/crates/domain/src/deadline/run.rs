//! What forward days and months share: the walk from the event to the last day, and the end of it.

use chrono::NaiveDate;

use super::pauses::Pauses;
use super::strip::{Mark, SegmentKind, Strip};
use super::{Deadline, Period, Started, Unit, official};
use crate::calendar::Calendar;

/// One count under way.
pub(super) struct Run<'a> {
    pub period: Period,
    pub started: Started,
    pub amount: u32,
    pub pauses: Pauses,
    pub calendar: &'a Calendar,
}

/// The days after the start one by one, until `take` says that the last one was counted. `None`: a pause is open.
pub(super) fn walk<'a>(
    run: &Run<'a>,
    mut take: impl FnMut(NaiveDate) -> Taken<'a>,
) -> (Option<NaiveDate>, Strip<'a>) {
    let mut strip = Strip::from_start(run.started.on());
    for on in run.started.on().iter_days().skip(1) {
        if run.pauses.covers(on) {
            strip.push(Mark { on, kind: SegmentKind::Paused, n: 0, note: None });
            if run.pauses.never_end_after(on) {
                return (None, strip);
            }
            continue;
        }
        let taken = take(on);
        strip.push(taken.mark);
        if taken.last {
            return (Some(on), strip);
        }
    }
    (None, strip)
}

/// One day as the unit sees it, and whether it was the last of the period.
pub(super) struct Taken<'a> {
    pub mark: Mark<'a>,
    pub last: bool,
}

/// The last day, or the first working day after it. A pause counts here only while the day is being moved.
fn moved(run: &Run<'_>, raw_on: NaiveDate) -> Option<NaiveDate> {
    for on in raw_on.iter_days() {
        let paused = on > raw_on && run.pauses.covers(on);
        if paused && run.pauses.never_end_after(on) {
            return None;
        }
        if !paused && run.calendar.is_workday(on) {
            return Some(on);
        }
    }
    None
}

/// The end of a forward count: moves the last day off a rest day and closes the strip.
pub(super) fn close(run: &Run<'_>, (raw_on, mut strip): (Option<NaiveDate>, Strip<'_>)) -> Deadline {
    let due_on = raw_on.and_then(|raw_on| moved(run, raw_on));
    if let Some(raw_on) = raw_on {
        strip.end(raw_on, due_on, run.calendar);
    }
    let advised_on =
        due_on.and_then(|due| run.calendar.workday_before(due)).filter(|on| *on > run.started.on());
    let counted = strip.sum();
    let decided_from = if run.period.unit == Unit::Working { Some(run.started.on()) } else { raw_on };
    Deadline {
        started: run.started,
        amount: run.amount,
        counted,
        raw_on,
        due_on,
        due_at: None,
        advised_on,
        provisional: decided_from.zip(due_on).is_some_and(|(from, to)| !official(run.calendar, from, to)),
        strip: strip.segments(run.period.unit),
    }
}
