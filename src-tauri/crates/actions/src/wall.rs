//! The present. The only file that may ask the system's clock; everybody else is told.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use domain::Refusal;
use domain::deadline::YEARS;

pub use domain::deadline::day_of;
pub(crate) use domain::deadline::moment_of;

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

/// Midnight (UTC+8) that begins a day, in milliseconds.
pub fn midnight_of(day: NaiveDate) -> u64 {
    let start = day.and_time(chrono::NaiveTime::MIN).and_local_timezone(cst()).single();
    start.and_then(|t| u64::try_from(t.timestamp_millis()).ok()).unwrap_or(0)
}

/// A day named by `--today`: a demonstration moves forward for good, and beyond what limits are counted in nothing could be done there.
pub(crate) fn in_reach(day: NaiveDate) -> Result<NaiveDate, Refusal> {
    if YEARS.contains(&day.year()) {
        return Ok(day);
    }
    let (least, most) = (YEARS.start().unsigned_abs(), YEARS.end().unsigned_abs());
    Err(Refusal::OutOfRange { field: "today".into(), least, most })
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

/// Minutes that this PC's own zone is ahead of UTC.
#[allow(clippy::disallowed_methods)] // of the same place
pub(crate) fn zone_minutes() -> i32 {
    chrono::Local::now().offset().local_minus_utc() / 60
}

/// Year, month and day in UTC, for certificates.
pub fn today_utc() -> (i32, u8, u8) {
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

    /// The last hours that an instant can name lie on a day that Beijing's calendar does not reach: a record with such an entry
    /// could not be opened.
    #[test]
    fn the_last_hours_of_all_do_not_stop_the_program() {
        let last = u64::try_from(DateTime::<chrono::Utc>::MAX_UTC.timestamp_millis()).unwrap();
        let eight_hours = 8 * 3_600_000;
        assert_eq!(day_of(last - eight_hours), NaiveDate::MAX);
        let first = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        for beyond in [last - eight_hours + 1, last, last + 1, i64::MAX as u64, i64::MAX as u64 + 1, u64::MAX]
        {
            assert_eq!(day_of(beyond), first, "{beyond}");
            assert_eq!(moment_of(beyond).date(), first, "{beyond}");
        }
    }

    /// A bug: one slip of the hand, and a demonstration desk stood in the year 9999 for good.
    #[test]
    fn a_day_beyond_what_limits_are_counted_in_is_refused() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for on in ["1949-01-01", "2026-09-01", "2200-12-31"] {
            assert_eq!(in_reach(day(on)), Ok(day(on)));
        }
        for on in ["1948-12-31", "2201-01-01", "9999-12-31"] {
            let refused = Refusal::OutOfRange { field: "today".into(), least: 1949, most: 2200 };
            assert_eq!(in_reach(day(on)), Err(refused), "{on}");
        }
    }

    #[test]
    fn days_begin_and_end_at_midnight_in_beijing() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        // 86,400,000 milliseconds a day; 1970-01-01T16:00Z is the second of January in Beijing.
        for (ms, on) in [
            (0, day(1970, 1, 1)),
            (57_599_999, day(1970, 1, 1)),
            (57_600_000, day(1970, 1, 2)),
            (143_999_999, day(1970, 1, 2)),
            (144_000_000, day(1970, 1, 3)),
        ] {
            assert_eq!(day_of(ms), on, "{ms}");
        }
        assert_eq!(midnight_of(day(1970, 1, 2)), 57_600_000);
        assert_eq!(midnight_of(day(1970, 1, 1)), 0, "its midnight lies before all instants");
        assert_eq!(midnight_of(day(1949, 10, 1)), 0);
        for on in [day(2024, 2, 29), day(2026, 12, 31), day(2100, 3, 1)] {
            let start = midnight_of(on);
            assert_eq!((day_of(start - 1), day_of(start)), (on.pred_opt().unwrap(), on));
        }
    }

    #[test]
    fn a_fixed_day_keeps_its_hours() {
        let wall = FixedWall { day: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() };
        assert_eq!(day_of(wall.now_ms()), wall.today());
    }
}
