//! By when: a period counted from its event over the calendar, with the strip of days that explains it.
//! It does not know which rule applies to what, nor what day it is.
//! Called by `Rule::deadline`, projections, `explain_deadline` and the preview of an imported calendar.

mod backward;
mod days;
mod explain;
mod hours;
mod moment;
mod months;
mod moves;
mod pauses;
mod run;
mod strip;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use explain::{DeadlineView, ExplainDeadline, RuleView, explain};
pub use moment::{Moment, day_of, moment_of};
pub use moves::{Moved, OpenClock, moves};
pub use pauses::Pause;
pub use strip::{Segment, SegmentKind};

use crate::calendar::Calendar;
use pauses::Pauses;
use run::Run;

/// No period of the law comes near; a greater one is a slip of the keyboard.
pub const MOST: u32 = 10_000;
/// A century.
const MOST_MONTHS: u32 = 100 * 12;
/// No matter reaches us from before the republic.
pub const YEARS: std::ops::RangeInclusive<i32> = 1949..=2200;

fn most_of(unit: Unit) -> u32 {
    if unit == Unit::Months { MOST_MONTHS } else { MOST }
}

/// How a period is counted (law.md §2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 日: every day counts; a last day that is a rest day moves to the next working day (民法典 203).
    Natural,
    /// 工作日.
    Working,
    /// 月: to the corresponding day, or the month's end (民法典 202); the last day moves like a natural one.
    Months,
    /// 小时: from the instant (民法典 201); never moves.
    Hours,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    #[default]
    Forward,
    /// At least so long before an event (R16a, R21): no roll, because a later day would be too late.
    Backward,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Period {
    pub unit: Unit,
    pub amount: u32,
    pub direction: Direction,
}

/// The event a period counts from: its day, or for hours its instant (Beijing time).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    On(NaiveDate),
    At(NaiveDateTime),
}

impl From<NaiveDate> for Started {
    fn from(on: NaiveDate) -> Self {
        Self::On(on)
    }
}

impl Started {
    pub fn on(self) -> NaiveDate {
        match self {
            Self::On(on) => on,
            Self::At(at) => at.date(),
        }
    }
}

/// What happened to a running clock. It is replayed whole each time and overwrites nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub pauses: Vec<Pause>,
    /// Added to the amount, in the period's own unit.
    pub extended_by: u32,
}

impl History {
    pub fn none() -> Self {
        Self::default()
    }
}

/// A due day and why. Invariant: while no pause is open, the segments' `n` add up to `amount`.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    pub started: Started,
    /// With the extension.
    pub amount: u32,
    /// How many of them are used up: all, unless a pause is open.
    pub counted: u32,
    /// The last day before any moving.
    pub raw_on: Option<NaiveDate>,
    /// `None` while a pause is open: the day is not known yet.
    pub due_on: Option<NaiveDate>,
    /// For hours.
    pub due_at: Option<NaiveDateTime>,
    /// 内控期限: the working day before, which a careful office keeps to.
    pub advised_on: Option<NaiveDate>,
    /// A day that decided lies in a year without an official calendar.
    pub provisional: bool,
    pub strip: Vec<Segment>,
}

/// A period that cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[error("{self:?}")]
pub enum CannotCount {
    /// Hours need the instant of the event.
    NeedsInstant,
    /// An amount of nothing or beyond `MOST`, or days outside 1949 to 2200.
    OutOfRange,
    /// A pause that ends before it begins.
    PauseCrossed,
    /// Hours and backward periods are neither stopped nor extended.
    NoHistory,
}

/// The one function: due day, and the days behind it.
pub fn deadline(
    period: Period,
    started: Started,
    history: &History,
    calendar: &Calendar,
) -> Result<Deadline, CannotCount> {
    let amount = in_range(period, started, history)?;
    let plain = history.pauses.is_empty() && history.extended_by == 0;
    if !plain && (period.unit == Unit::Hours || period.direction == Direction::Backward) {
        return Err(CannotCount::NoHistory);
    }
    if period.unit == Unit::Hours {
        return hours::count(period, started, calendar);
    }
    if period.direction == Direction::Backward {
        return backward::count(period, started, calendar);
    }
    let run = Run { period, started, amount, pauses: Pauses::merged(&history.pauses)?, calendar };
    Ok(if period.unit == Unit::Months { months::count(&run) } else { days::count(&run) })
}

fn in_range(period: Period, started: Started, history: &History) -> Result<u32, CannotCount> {
    let amount = period.amount.checked_add(history.extended_by).filter(|n| (1..=MOST).contains(n));
    let year = chrono::Datelike::year(&started.on());
    match amount {
        Some(amount) if amount <= most_of(period.unit) && period.amount > 0 && YEARS.contains(&year) => {
            Ok(amount)
        }
        _ => Err(CannotCount::OutOfRange),
    }
}

/// Whether every year between two days has its notice.
fn official(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> bool {
    let (first, last) = (chrono::Datelike::year(&from), chrono::Datelike::year(&to));
    (first..=last).all(|year| calendar.year(year).is_some_and(|y| y.official))
}

#[cfg(test)]
mod tests;
