//! Natural and working days, forward: the day of the event is not counted (民法典 201, 刑诉法 105, 民诉法 85).

use chrono::NaiveDate;

use super::run::{Run, Taken, close, walk};
use super::strip::{Mark, SegmentKind};
use super::{Deadline, Unit};

pub(super) fn count(run: &Run<'_>) -> Deadline {
    let mut used = 0;
    let taken = walk(run, |on| {
        if run.period.unit == Unit::Working && !run.calendar.is_workday(on) {
            return Taken { mark: rest(run, on), last: false };
        }
        used += 1;
        Taken { mark: counted(run, on, used), last: used == run.amount }
    });
    close(run, taken)
}

fn rest<'a>(run: &Run<'a>, on: NaiveDate) -> Mark<'a> {
    let note = run.calendar.day(on).map(|d| d.name.as_str());
    Mark { on, kind: SegmentKind::Rest, n: 0, note }
}

fn counted<'a>(run: &Run<'a>, on: NaiveDate, used: u32) -> Mark<'a> {
    if run.period.unit == Unit::Working && run.calendar.is_make_up(on) {
        let note = run.calendar.day(on).map(|d| d.name.as_str());
        return Mark { on, kind: SegmentKind::MakeUp, n: 1, note };
    }
    let kind = if used > run.period.amount { SegmentKind::Extended } else { SegmentKind::Counted };
    Mark { on, kind, n: 1, note: None }
}
