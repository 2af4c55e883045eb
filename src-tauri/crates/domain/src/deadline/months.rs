//! Months, forward: to the corresponding day of the month that many later, or to its last day (民法典 202).

use chrono::{Months, NaiveDate};

use super::Deadline;
use super::run::{Run, Taken, close, walk};
use super::strip::{Mark, SegmentKind};

/// Each month ends when as many unpaused days are used up as lie between the event and that month's corresponding day;
/// without a pause that is the corresponding day itself.
pub(super) fn count(run: &Run<'_>) -> Deadline {
    let (mut used, mut months) = (0, 0);
    let mut ends_after = days_to(run.started.on(), 1);
    let taken = walk(run, |on| {
        used += 1;
        let kind = if months >= run.period.amount { SegmentKind::Extended } else { SegmentKind::Counted };
        let whole = used == ends_after;
        if whole {
            months += 1;
            ends_after = days_to(run.started.on(), months + 1);
        }
        Taken { mark: Mark { on, kind, n: whole.into(), note: None }, last: months == run.amount }
    });
    close(run, taken)
}

/// Days between an event and the corresponding day so many months later. chrono's own rule is the law's: month's end.
fn days_to(started_on: NaiveDate, months: u32) -> i64 {
    let end = started_on.checked_add_months(Months::new(months)).unwrap_or(started_on);
    (end - started_on).num_days()
}
