//! Which days are worked: the State Council's notice of each year over plain weekends.
//! It does not know rules or clocks, nor what day it is; a year without an official notice is said to be provisional.
//! Called by `deadline`; `actions` imports a year and previews what moves (`deadline::moves`).

mod import;
mod read;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use import::{BadCalendar, import};

use crate::law::{RefText, version_order};

/// What a listed day is. Days that are not listed go by the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 法定节假日: one of the 13 statutory days.
    Statutory,
    /// A day off that the notice adds by shifting, or a weekend inside a holiday.
    Off,
    /// 调休上班: a weekend day that is worked.
    Work,
    /// A statutory day computed for a year whose notice has not come.
    StatutoryProvisional,
}

impl DayKind {
    pub fn is_rest(self) -> bool {
        self != Self::Work
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Day {
    pub kind: DayKind,
    /// The holiday it belongs to, as the notice names it.
    pub name: String,
}

/// The days of one notice. Filed by the notice's year; it may change last days of December of the year before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CalendarYear {
    pub year: i32,
    pub version: String,
    /// A notice was published; else only computed days are here.
    pub official: bool,
    pub source: String,
    pub hash: String,
    #[ts(as = "BTreeMap<String, Day>")]
    pub days: BTreeMap<NaiveDate, Day>,
}

/// Every year that is known, the newest version of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, CalendarYear>,
    days: BTreeMap<NaiveDate, Day>,
}

impl Calendar {
    pub fn of(years: impl IntoIterator<Item = CalendarYear>) -> Self {
        years.into_iter().fold(Self::default(), |calendar, year| calendar.with(year))
    }

    /// The calendar once a year was imported. An older version of a year changes nothing.
    pub fn with(mut self, year: CalendarYear) -> Self {
        let newer = |known: &CalendarYear| version_order(&known.version, &year.version).is_lt();
        if self.years.get(&year.year).is_none_or(newer) {
            self.years.insert(year.year, year);
            // A later notice speaks last about the days both mention.
            self.days = self.years.values().flat_map(|y| y.days.clone()).collect();
        }
        self
    }

    pub fn is_workday(&self, on: NaiveDate) -> bool {
        match self.days.get(&on) {
            Some(day) => !day.kind.is_rest(),
            None => !is_weekend(on),
        }
    }

    /// What the notices say of a day; `None`: a plain day of the week.
    pub fn day(&self, on: NaiveDate) -> Option<&Day> {
        self.days.get(&on)
    }

    pub fn is_make_up(&self, on: NaiveDate) -> bool {
        self.day(on).is_some_and(|d| d.kind == DayKind::Work)
    }

    /// Whether the year of this day has its official notice.
    pub fn is_official(&self, on: NaiveDate) -> bool {
        self.years.get(&on.year()).is_some_and(|y| y.official)
    }

    /// The last working day before this one.
    pub fn workday_before(&self, on: NaiveDate) -> Option<NaiveDate> {
        on.iter_days().rev().skip(1).find(|d| self.is_workday(*d))
    }

    /// This day, or the first working day after it.
    pub fn workday_from(&self, on: NaiveDate) -> Option<NaiveDate> {
        on.iter_days().find(|d| self.is_workday(*d))
    }

    pub fn year(&self, year: i32) -> Option<&CalendarYear> {
        self.years.get(&year)
    }

    pub fn years(&self) -> impl Iterator<Item = &CalendarYear> {
        self.years.values()
    }

    /// The version an imported year would carry.
    pub fn next_version(&self, year: i32) -> String {
        let known = self.years.get(&year).and_then(|y| y.version.split('.').next()?.parse::<u32>().ok());
        (known.unwrap_or(0) + 1).to_string()
    }

    /// The versions of all years, as the entry that stops a clock keeps them: `2025.1 2026.1 2027.2`.
    pub fn version(&self) -> String {
        let years: Vec<String> = self.years.values().map(|y| format!("{}.{}", y.year, y.version)).collect();
        years.join(" ")
    }
}

impl CalendarYear {
    /// As it is kept in the `ref` stream; read back it is equal.
    pub fn to_ref(&self) -> RefText {
        RefText { name: format!("calendar/{}.csv", self.year), text: read::write(self) }
    }
}

pub(crate) fn is_weekend(on: NaiveDate) -> bool {
    matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests;
