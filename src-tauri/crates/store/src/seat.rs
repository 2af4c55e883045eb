//! A record's place in lists and search: days of its list date above, its first entry's `n` below.
//! So row order is "newest first" and nothing needs sorting. Undated records sit below every dated one.

use chrono::{Datelike, NaiveDate};

const SHIFT: u32 = 32;
const LOW: i64 = (1 << SHIFT) - 1;

/// The row id of a record whose first entry is `n`.
pub(crate) fn seat(on: Option<NaiveDate>, n: i64) -> i64 {
    on.map_or(0, |d| day(d).max(1) << SHIFT) | (n & LOW)
}

/// The `n` of the first entry of the record in this row.
pub(crate) fn first_of(id: i64) -> i64 {
    id & LOW
}

/// The first row id of a day; `next_day` of the last day closes a range.
pub(crate) fn start_of(on: NaiveDate) -> i64 {
    day(on).max(1) << SHIFT
}

pub(crate) fn end_of(on: NaiveDate) -> i64 {
    (day(on).max(1) + 1) << SHIFT
}

/// Lowest row id of any dated record.
pub(crate) const FIRST_DATED: i64 = 1 << SHIFT;

/// The list date in a row id. `None`: undated.
pub(crate) fn on(id: i64) -> Option<NaiveDate> {
    date(id >> SHIFT).filter(|_| id >= FIRST_DATED)
}

pub(crate) fn day(on: NaiveDate) -> i64 {
    i64::from(on.num_days_from_ce())
}

pub(crate) fn date(day: i64) -> Option<NaiveDate> {
    i32::try_from(day).ok().and_then(NaiveDate::from_num_days_from_ce_opt)
}

/// Months are counted, so that they are ordered and small.
pub(crate) fn month(on: NaiveDate) -> i64 {
    i64::from(on.year()) * 12 + i64::from(on.month0())
}
