//! A time that stands still until a story moves it. Its hours go on by a moment each time somebody looks.
//! Given to a desk instead of the system's clock.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use actions::Wall;
use chrono::NaiveDate;

/// Nine in the morning, China Standard Time, counted from the day's midnight in UTC.
const MORNING_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * 3_600_000;

pub struct Days {
    day: Mutex<NaiveDate>,
    looks: AtomicU64,
}

impl Days {
    /// `2026-08-03`.
    pub fn from(day: &str) -> Self {
        Self { day: Mutex::new(date(day)), looks: AtomicU64::new(0) }
    }

    pub fn move_to(&self, day: &str) {
        let mut now = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(date(day) >= *now, "time goes forward: {day} is before {now}");
        *now = date(day);
    }
}

impl Wall for Days {
    fn now_ms(&self) -> u64 {
        let epoch = NaiveDate::default();
        let days = u64::try_from((self.today() - epoch).num_days()).expect("a day after 1970");
        days * DAY_MS + MORNING_MS + self.looks.fetch_add(1, Ordering::Relaxed)
    }

    fn today(&self) -> NaiveDate {
        *self.day.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}
