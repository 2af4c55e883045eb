//! What an imported calendar moves: open clocks counted before and after.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::{History, Period, Started, deadline};
use crate::calendar::Calendar;

/// A clock that runs, named by whatever the caller tells it by.
#[derive(Clone, Debug)]
pub struct OpenClock<K> {
    pub key: K,
    pub period: Period,
    pub started: Started,
    pub history: History,
}

/// Its due day, or its being provisional, is no longer the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Moved<K> {
    pub key: K,
    pub before: Option<NaiveDate>,
    pub after: Option<NaiveDate>,
    pub provisional_before: bool,
    pub provisional_after: bool,
}

/// Invariant: exactly the clocks whose due day or mark differs between the two calendars, in the order given.
pub fn moves<K: Clone>(clocks: &[OpenClock<K>], before: &Calendar, after: &Calendar) -> Vec<Moved<K>> {
    let one = |clock: &OpenClock<K>| {
        let due = |calendar| {
            let counted = deadline(clock.period, clock.started, &clock.history, calendar).ok();
            counted.map_or((None, false), |d| (d.due_on, d.provisional))
        };
        let ((before, provisional_before), (after, provisional_after)) = (due(before), due(after));
        let moved = Moved { key: clock.key.clone(), before, after, provisional_before, provisional_after };
        (before != after || provisional_before != provisional_after).then_some(moved)
    };
    clocks.iter().filter_map(one).collect()
}
