//! For how long a desk may be silent before the list says so: a number of days that this desk keeps, seven unless somebody said
//! otherwise; twice as long is too long.

use chrono::NaiveDate;
use domain::Refusal;
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use crate::desk::Done;
use crate::wall::day_of;
use crate::{Office, Result, Who};

const SETTING: &str = "silent_days";
const DAYS: u32 = 7;
const MOST: u32 = 90;
const TOO_LONG: u32 = 2;

/// How a desk's silence is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    Heard,
    /// Longer than is usual.
    Silent,
    /// Twice as long.
    TooLong,
}

impl Silence {
    pub(super) fn of(days: u32, bearable: u32) -> Self {
        match days {
            n if n >= bearable.saturating_mul(TOO_LONG) => Self::TooLong,
            n if n >= bearable => Self::Silent,
            _ => Self::Heard,
        }
    }
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetSilentDays {
    pub days: u32,
}

pub fn set_silent_days(office: &Office, who: &Who, input: SetSilentDays) -> Result<Done> {
    crate::accounts::administers(who, "set_silent_days")?;
    if !(1..=MOST).contains(&input.days) {
        return Err(Refusal::OutOfRange { field: "days".into(), least: 1, most: MOST }.into());
    }
    office.desk.act(|tx| tx.set_setting(SETTING, &input.days.into()))?;
    Ok(Done {})
}

pub(crate) fn silent_days(reader: &Reader<'_>) -> Result<u32> {
    let kept = reader.setting(SETTING)?.and_then(|days| days.as_u64());
    Ok(kept.and_then(|days| u32::try_from(days).ok()).unwrap_or(DAYS))
}

/// Whole days between an instant and a day; a clock that was ahead makes none.
pub(super) fn days_since(ms: u64, today: NaiveDate) -> u32 {
    u32::try_from((today - day_of(ms)).num_days()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_long_and_a_fortnight_too_long() {
        let told = [0, 6, 7, 13, 14, 400].map(|days| Silence::of(days, 7));
        use Silence::{Heard, Silent, TooLong};
        assert_eq!(told, [Heard, Heard, Silent, Silent, TooLong, TooLong]);
    }

    #[test]
    fn any_number_of_days_can_be_borne() {
        use Silence::{Heard, Silent, TooLong};
        for (days, bearable, told) in [
            (0, 1, Heard),
            (1, 1, Silent),
            (2, 1, TooLong),
            (89, MOST, Heard),
            (90, MOST, Silent),
            (179, MOST, Silent),
            (180, MOST, TooLong),
            (u32::MAX - 1, u32::MAX, Heard),
            (u32::MAX, u32::MAX, TooLong),
            (0, 0, TooLong),
        ] {
            assert_eq!(Silence::of(days, bearable), told, "{days} of {bearable}");
        }
    }

    #[test]
    fn days_are_counted_by_the_calendar_of_the_office() {
        // 2026-09-01 23:00 in China is 15:00 UTC; two hours later is the next day.
        let late = 1_788_274_800_000;
        let day = |d| NaiveDate::from_ymd_opt(2026, 9, d).unwrap();
        assert_eq!((days_since(late, day(1)), days_since(late + 2 * 3_600_000, day(8))), (0, 6));
        assert_eq!(days_since(late, day(1).pred_opt().unwrap()), 0, "a clock ahead of ours");
    }
}
