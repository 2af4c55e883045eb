//! How long a desk does not listen after failed tries.

/// Slips of the finger cost nothing.
const FREE: u32 = 3;
const FIRST_MS: u64 = 5_000;
const LONGEST_MS: u64 = 15 * 60_000;

/// After so many failures in a row.
pub(super) fn after(failed: u32) -> u64 {
    let doubled = failed.saturating_sub(FREE);
    if doubled == 0 { 0 } else { FIRST_MS.saturating_mul(1 << (doubled - 1).min(20)).min(LONGEST_MS) }
}

/// What is left to wait. A clock that was set back must not lock a desk for years.
pub(super) fn left(not_before_ms: u64, now_ms: u64) -> u64 {
    not_before_ms.saturating_sub(now_ms).min(LONGEST_MS)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::none(0, 0)]
    #[case::third(3, 0)]
    #[case::fourth(4, 5_000)]
    #[case::fifth(5, 10_000)]
    #[case::tenth(10, 320_000)]
    #[case::twelfth(12, 900_000)]
    #[case::never_more_than_a_quarter_of_an_hour(u32::MAX, 900_000)]
    fn the_wait_grows(#[case] failed: u32, #[case] wait: u64) {
        assert_eq!(after(failed), wait);
    }

    #[rstest]
    #[case::over(5_000, 6_000, 0)]
    #[case::still(5_000, 1_000, 4_000)]
    #[case::clock_set_back_by_years(1_900_000_000_000, 1_000, 900_000)]
    fn what_is_left(#[case] not_before: u64, #[case] now: u64, #[case] wait: u64) {
        assert_eq!(left(not_before, now), wait);
    }
}
