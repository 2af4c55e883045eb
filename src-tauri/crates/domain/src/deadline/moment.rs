//! An instant as a person or a program writes it, answered in the same manner of writing; and on which day of ours one lies.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat};

/// Legal clocks run on Beijing time.
const BEIJING: i32 = 8 * 3600;

/// Without an offset it is Beijing time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    beijing: NaiveDateTime,
    offset: Option<FixedOffset>,
    seconds: bool,
}

impl Moment {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            let beijing = at.with_timezone(&FixedOffset::east_opt(BEIJING)?).naive_local();
            return Some(Self { beijing, offset: Some(*at.offset()), seconds: true });
        }
        let with = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"];
        let without = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
        let read =
            |formats: [&str; 2]| formats.iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok());
        let (beijing, seconds) =
            read(with).map(|at| (at, true)).or_else(|| read(without).map(|at| (at, false)))?;
        Some(Self { beijing, offset: None, seconds })
    }

    pub fn beijing(self) -> NaiveDateTime {
        self.beijing
    }

    /// Another instant of Beijing time, written as this one was.
    pub fn written_like(self, at: NaiveDateTime) -> String {
        let beijing = FixedOffset::east_opt(BEIJING).and_then(|zone| at.and_local_timezone(zone).single());
        match (self.offset, beijing) {
            (Some(offset), Some(at)) => at
                .with_timezone(&offset)
                .to_rfc3339_opts(SecondsFormat::AutoSi, offset.local_minus_utc() == 0),
            _ if self.seconds => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            _ => at.format("%Y-%m-%dT%H:%M").to_string(),
        }
    }
}

/// The calendar day (UTC+8) of an instant in milliseconds.
pub fn day_of(ms: u64) -> NaiveDate {
    moment_of(ms).date()
}

/// The day and the hour (UTC+8) of an instant. Another desk's entry may name one that no calendar reaches: that one is told as
/// the first of all, and is never a reason to stop.
pub fn moment_of(ms: u64) -> NaiveDateTime {
    let utc = i64::try_from(ms).ok().and_then(DateTime::from_timestamp_millis);
    let beijing = utc.zip(FixedOffset::east_opt(BEIJING));
    beijing.and_then(|(at, zone)| at.naive_utc().checked_add_offset(zone)).unwrap_or_default()
}
