//! 中止计算: days that are not counted. Overlapping pauses are one.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CannotCount, YEARS};

/// From the day it was stopped (not counted) to the day it went on (counted again), so a pause shifts the due day by
/// exactly the days between them. `None`: it has not gone on yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Pause {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// Invariant: in order of days, apart from each other, an open one last.
pub(super) struct Pauses(Vec<Pause>);

impl Pauses {
    pub fn merged(pauses: &[Pause]) -> Result<Self, CannotCount> {
        let mut sorted = pauses.to_vec();
        sorted.sort();
        let mut merged: Vec<Pause> = Vec::new();
        for pause in sorted {
            check(pause)?;
            match merged.last_mut().filter(|last| last.until.is_none_or(|until| pause.from <= until)) {
                Some(last) => last.until = later(last.until, pause.until),
                None => merged.push(pause),
            }
        }
        Ok(Self(merged))
    }

    pub fn covers(&self, on: NaiveDate) -> bool {
        self.at(on).is_some()
    }

    /// The pause that covers this day has no end yet.
    pub fn never_end_after(&self, on: NaiveDate) -> bool {
        self.at(on).is_some_and(|p| p.until.is_none())
    }

    fn at(&self, on: NaiveDate) -> Option<&Pause> {
        self.0.iter().find(|p| p.from <= on && p.until.is_none_or(|until| on < until))
    }
}

fn check(pause: Pause) -> Result<(), CannotCount> {
    if pause.until.is_some_and(|until| until < pause.from) {
        return Err(CannotCount::PauseCrossed);
    }
    let far = |on: NaiveDate| !YEARS.contains(&on.year());
    if far(pause.from) || pause.until.is_some_and(far) { Err(CannotCount::OutOfRange) } else { Ok(()) }
}

fn later(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    Some(a?.max(b?))
}
