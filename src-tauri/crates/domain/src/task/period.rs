//! Periods of a recurring task, and the day within one by which it is due.
//! A due day is computed from its plain day and the calendar, never stored.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::calendar::Calendar;
use crate::facts::choices;

choices! {
    /// How often a fixed task comes back (list `recurrence`).
    pub enum Recurrence {
        Weekly = "weekly",
        Monthly = "monthly",
        Quarterly = "quarterly",
        HalfYearly = "half_yearly",
        Yearly = "yearly",
    }
}

choices! {
    /// What happens when the day is a rest day.
    pub enum RestPolicy {
        /// Nothing is owed that time.
        Skip = "skip",
        Earlier = "earlier",
        Later = "later",
    }
}

/// One turn of a task. `key` is part of the obligation's name and must read alike on every desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub key: String,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
}

/// The key of what comes once.
pub const ONCE: &str = "once";

impl Period {
    /// The period a day lies in; weeks are those of ISO 8601, Monday to Sunday.
    pub fn of(recurrence: Recurrence, day: NaiveDate) -> Option<Self> {
        let year = day.year();
        let months = |n: u32| (day.month0() / n, day.month0() / n * n + 1);
        match recurrence {
            Recurrence::Weekly => {
                let week = day.iso_week();
                let from_on = NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon)?;
                let to_on = from_on.checked_add_days(Days::new(6))?;
                Some(Self { key: format!("{:04}-W{:02}", week.year(), week.week()), from_on, to_on })
            }
            Recurrence::Monthly => {
                Self::months((year, day.month(), 1), format!("{year:04}-{:02}", day.month()))
            }
            Recurrence::Quarterly => {
                let (n, first) = months(3);
                Self::months((year, first, 3), format!("{year:04}-Q{}", n + 1))
            }
            Recurrence::HalfYearly => {
                let (n, first) = months(6);
                Self::months((year, first, 6), format!("{year:04}-H{}", n + 1))
            }
            Recurrence::Yearly => Self::months((year, 1, 12), format!("{year:04}")),
        }
    }

    fn months((year, first, n): (i32, u32, u32), key: String) -> Option<Self> {
        let from_on = NaiveDate::from_ymd_opt(year, first, 1)?;
        let to_on = from_on.checked_add_months(chrono::Months::new(n))?.pred_opt()?;
        Some(Self { key, from_on, to_on })
    }

    /// The one that follows.
    pub fn next(&self, recurrence: Recurrence) -> Option<Self> {
        Self::of(recurrence, self.to_on.succ_opt()?)
    }

    /// The n-th day counted from 1; past the end, or not said: the last.
    pub fn day(&self, n: Option<u32>) -> NaiveDate {
        let nth = n.and_then(|n| self.from_on.checked_add_days(Days::new(u64::from(n.saturating_sub(1)))));
        nth.filter(|on| *on <= self.to_on).unwrap_or(self.to_on)
    }
}

/// Moves a plain day off a rest day; `None`: nothing is owed.
pub fn due_on(plain_on: NaiveDate, policy: RestPolicy, calendar: &Calendar) -> Option<NaiveDate> {
    if calendar.is_workday(plain_on) {
        return Some(plain_on);
    }
    match policy {
        RestPolicy::Skip => None,
        RestPolicy::Earlier => calendar.workday_before(plain_on),
        RestPolicy::Later => calendar.workday_from(plain_on),
    }
}
