//! The present. The only file that may ask the system's clock; everybody else is told.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

/// Legal days are days of China Standard Time, wherever the PC thinks it is.
fn cst() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("eight hours is an offset")
}

pub trait Wall: Send + Sync {
    /// Milliseconds since 1970 (UTC).
    fn now_ms(&self) -> u64;

    /// The day in China Standard Time.
    fn today(&self) -> NaiveDate {
        day_of(self.now_ms())
    }
}

/// The calendar day (UTC+8) of an instant.
pub fn day_of(ms: u64) -> NaiveDate {
    let ms = i64::try_from(ms).unwrap_or(i64::MAX);
    DateTime::from_timestamp_millis(ms).unwrap_or_default().with_timezone(&cst()).date_naive()
}

/// Midnight (UTC+8) that begins a day, in milliseconds.
pub fn midnight_of(day: NaiveDate) -> u64 {
    let start = day.and_time(chrono::NaiveTime::MIN).and_local_timezone(cst()).single();
    start.and_then(|t| u64::try_from(t.timestamp_millis()).ok()).unwrap_or(0)
}

/// The system's clock.
pub struct SystemWall;

impl Wall for SystemWall {
    #[allow(clippy::disallowed_methods)] // the one place where the present is asked
    fn now_ms(&self) -> u64 {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map(|d| u64::try_from(d.as_millis()).unwrap_or(u64::MAX)).unwrap_or(0)
    }
}

/// The day and the hour (UTC+8) of an instant.
pub(crate) fn moment_of(ms: u64) -> NaiveDateTime {
    let ms = i64::try_from(ms).unwrap_or(i64::MAX);
    DateTime::from_timestamp_millis(ms).unwrap_or_default().with_timezone(&cst()).naive_local()
}

/// Minutes that this PC's own zone is ahead of UTC.
#[allow(clippy::disallowed_methods)] // of the same place
pub(crate) fn zone_minutes() -> i32 {
    chrono::Local::now().offset().local_minus_utc() / 60
}

/// Year, month and day in UTC, for certificates.
pub fn today_utc() -> (i32, u8, u8) {
    use chrono::Datelike;
    let ms = i64::try_from(SystemWall.now_ms()).unwrap_or(i64::MAX);
    let day = DateTime::from_timestamp_millis(ms).unwrap_or_default().date_naive();
    (day.year(), u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1))
}

/// A day that stands still while its hours go on: a demonstration desk's, or one named by `--today`.
pub struct FixedWall {
    pub day: NaiveDate,
}

impl Wall for FixedWall {
    fn now_ms(&self) -> u64 {
        let now = SystemWall.now_ms();
        let since_midnight = now - midnight_of(day_of(now));
        midnight_of(self.day) + since_midnight
    }

    fn today(&self) -> NaiveDate {
        self.day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_sixteen_hundred_utc() {
        // 2026-09-23T15:59:59.999Z is still the 23rd in Taizhou, a millisecond later it is the 24th.
        let last = 1_790_179_199_999;
        assert_eq!(day_of(last), NaiveDate::from_ymd_opt(2026, 9, 23).unwrap());
        assert_eq!(day_of(last + 1), NaiveDate::from_ymd_opt(2026, 9, 24).unwrap());
        assert_eq!(midnight_of(NaiveDate::from_ymd_opt(2026, 9, 24).unwrap()), last + 1);
    }

    #[test]
    fn a_fixed_day_keeps_its_hours() {
        let wall = FixedWall { day: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() };
        assert_eq!(day_of(wall.now_ms()), wall.today());
    }
}
