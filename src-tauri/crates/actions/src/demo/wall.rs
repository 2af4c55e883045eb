//! A day that is moved by whoever makes the demonstration: two years pass in seconds, in ascending order.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use crate::Wall;
use crate::wall::midnight_of;

/// Working hours begin at eight; each act comes a little later than the one before.
const MORNING_MS: u64 = 8 * 3_600_000;
const STEP_MS: u64 = 20;

pub struct MovingWall(AtomicU64);

impl MovingWall {
    pub fn on(day: NaiveDate) -> Self {
        Self(AtomicU64::new(midnight_of(day) + MORNING_MS))
    }

    /// Never backwards: an act of the same morning comes after the last one.
    pub fn move_to(&self, day: NaiveDate) {
        self.0.fetch_max(midnight_of(day) + MORNING_MS, Ordering::Relaxed);
    }
}

impl Wall for MovingWall {
    fn now_ms(&self) -> u64 {
        self.0.fetch_add(STEP_MS, Ordering::Relaxed)
    }

    fn today(&self) -> NaiveDate {
        crate::wall::day_of(self.0.load(Ordering::Relaxed))
    }
}
