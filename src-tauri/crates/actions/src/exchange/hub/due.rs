//! Exchanging by itself: how often, and when the next time is. The dice and the time are given.
//! It does not know a timer: the open page asks every half minute (`exchange_if_due`), and is answered at once while nothing is
//! due. So the beat is there exactly while somebody is signed in, in the window and in the loopback host alike; what an exchange
//! made stale comes back as the answer of a call, like everything else; and a test is the timer itself.

use domain::Refusal;
use serde::Deserialize;
use ts_rs::TS;

use super::may;
use crate::desk::Done;
use crate::{Office, Result, Who};

const SETTING: &str = "hub_minutes";

/// Between two exchanges, where nobody has said otherwise.
const MINUTES: u32 = 5;
/// Rarer than every four hours is by hand.
const MOST: u32 = 240;
const MINUTE_MS: u64 = 60_000;
/// However often it failed, it is tried again within about an hour.
const LONGEST_MS: u64 = 60 * MINUTE_MS;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetHubRhythm {
    /// Minutes between two exchanges; 0: only by hand.
    pub minutes: u32,
}

pub fn set_hub_rhythm(office: &Office, who: &Who, input: SetHubRhythm) -> Result<Done> {
    may(who, "set_hub_rhythm")?;
    if input.minutes > MOST {
        return Err(Refusal::OutOfRange { field: "minutes".into(), least: 0, most: MOST }.into());
    }
    office.desk.act(|tx| tx.set_setting(SETTING, &input.minutes.into()))?;
    office.hub.soon();
    Ok(Done {})
}

pub(super) fn minutes(office: &Office) -> Result<u32> {
    let kept = office.desk.read(|r| r.setting(SETTING))?;
    Ok(kept.and_then(|n| n.as_u64()).and_then(|n| u32::try_from(n).ok()).unwrap_or(MINUTES))
}

/// A clock that was set back must not keep a desk silent.
pub(super) fn is_due(now_ms: u64, next_ms: u64) -> bool {
    let longest = LONGEST_MS.max(u64::from(MOST) * MINUTE_MS) * 2;
    now_ms >= next_ms || next_ms - now_ms > longest
}

/// After signing in: within a minute.
pub(super) fn soon_ms(dice: u64) -> u64 {
    5_000 + dice % 40_000
}

/// A fifth shorter or longer, so that 133 desks do not fall into step; twice as long after each failure in a row.
pub(super) fn wait_ms(minutes: u32, failures: u32, dice: u64) -> u64 {
    let usual = u64::from(minutes.max(1)) * MINUTE_MS;
    let wait = usual.saturating_mul(1 << failures.min(10)).min(LONGEST_MS.max(usual));
    wait * 4 / 5 + dice % (wait * 2 / 5)
}

pub(super) fn dice() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: u64 = u64::MAX;

    #[test]
    fn five_minutes_are_four_to_six() {
        assert_eq!(wait_ms(5, 0, 0), 240_000);
        // 2^64 - 1 is 18 446 744 073 709 551 615 and leaves 111 615 of 120 000.
        assert_eq!(wait_ms(5, 0, LAST), 351_615);
        assert!((0..5000).all(|dice| (240_000..360_000).contains(&wait_ms(5, 0, dice * 7919))));
    }

    #[test]
    fn a_failure_doubles_the_wait_up_to_an_hour_and_a_long_rhythm_stays() {
        let shortest = |minutes, failures| wait_ms(minutes, failures, 0) / 48_000;
        assert_eq!([0, 1, 2, 3, 4, 40].map(|failures| shortest(5, failures)), [5, 10, 20, 40, 60, 60]);
        assert_eq!(shortest(240, 3), 240);
    }

    #[test]
    fn by_hand_only_still_has_a_wait_and_nothing_overflows() {
        // Nought counts as a minute: the caller asks nothing by itself then.
        assert_eq!(wait_ms(0, 0, 0), 48_000);
        for (minutes, failures) in [(1, u32::MAX), (MOST, u32::MAX), (u32::MAX, 10), (u32::MAX, u32::MAX)] {
            for dice in [0, 1, LAST] {
                let usual = u64::from(minutes) * MINUTE_MS;
                let (least, most) = (LONGEST_MS.min(usual) * 4 / 5, LONGEST_MS.max(usual) * 6 / 5);
                assert!((least..=most).contains(&wait_ms(minutes, failures, dice)), "{minutes} {failures}");
            }
        }
    }

    #[test]
    fn the_first_is_within_a_minute_and_not_at_once() {
        assert_eq!(soon_ms(0), 5_000);
        assert!((0..90_000).step_by(97).all(|dice| soon_ms(dice) < 60_000));
    }

    #[test]
    fn it_is_due_when_its_time_has_come_or_the_clock_was_set_far_back() {
        assert!(!is_due(999, 1000) && is_due(1000, 1000) && is_due(1001, 1000));
        let year = 365 * 24 * 60 * MINUTE_MS;
        assert!(is_due(year, 2 * year));
    }
}
