//! The formulas (law.md §7): what is divided by what, each side a question a list can answer.
//! It does not count: `store` does, from counters and clocks; the same question opens the list behind the number.
//! Called by the overview, the exports' footers and the demonstration desk.
//!
//! Invariant: a side of a formula is ONE list filter, so a number and its list cannot differ.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use crate::projection::ClockState;

/// What is counted, as a list is asked for it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Counted {
    /// Records with a clock of one of these rules whose due day lies in the period and has come. Empty `states`: any.
    Due { rules: Vec<String>, states: Vec<ClockState>, excluded: Option<bool> },
    /// Records that gave to this counter in the period.
    Tally { what: String },
    /// The same, of a counter that stands on a due day: only days that have come.
    Fallen { what: String },
}

/// One side of a formula, or a plain number; `key` is a words key with the definition as people read it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Measure {
    pub key: String,
    pub noun: String,
    pub counted: Counted,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Rate {
    /// Words key of the name; the definition stands under the same key.
    pub key: String,
    pub over: Measure,
    pub under: Measure,
    /// What was left out of both sides, if anything (剔除).
    pub left_out: Option<Measure>,
}

impl Rate {
    /// Its sides, and what was left out of both.
    pub fn sides(&self) -> impl Iterator<Item = &Measure> {
        [&self.over, &self.under].into_iter().chain(&self.left_out)
    }
}

/// Every rate of appeals.
pub fn rates() -> Vec<Rate> {
    let mut all = vec![
        of_clocks("procedural_reply_7_days", "R01"),
        of_clocks("reply_3_months", "R03"),
        of_conclusions("concluded_in_time"),
    ];
    all.extend(["satisfied", "fairly_satisfied", "dissatisfied"].map(of_evaluation));
    all
}

/// Plain numbers of the overview beside the rates.
pub fn measures() -> Vec<Measure> {
    ["collected", "accepted", "concluded", "closed", "reworked"]
        .map(|n| tally(n, &format!("appeal.{n}")))
        .into()
}

/// The days a question is about: what falls due today or later has not been missed and is not counted yet.
pub fn window(
    counted: &Counted,
    (from, to): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> (NaiveDate, NaiveDate) {
    match counted {
        Counted::Due { .. } | Counted::Fallen { .. } => {
            (from, today.pred_opt().map_or(to, |yesterday| to.min(yesterday)))
        }
        Counted::Tally { .. } => (from, to),
    }
}

/// In tenths of a per cent, half up; nothing out of nothing is no rate.
pub fn per_mille(over: u64, under: u64) -> Option<u32> {
    let rounded = (over.checked_mul(2000)?.checked_add(under)?).checked_div(under.checked_mul(2)?)?;
    u32::try_from(rounded).ok()
}

/// Met in time ÷ fallen due; 匿名 and 无法联系 are left out of both and shown beside.
fn of_clocks(key: &str, rule: &str) -> Rate {
    let due = |side: &str, states: &[ClockState], excluded: bool| Measure {
        key: format!("{key}.{side}"),
        noun: "appeal".into(),
        counted: Counted::Due { rules: vec![rule.into()], states: states.to_vec(), excluded: Some(excluded) },
    };
    Rate {
        key: key.into(),
        over: due("over", &[ClockState::InTime], false),
        under: due("under", &[], false),
        left_out: Some(due("left_out", &[], true)),
    }
}

/// 按期办结 ÷ 期内应办结, 已超期未结 included: a matter counts by its own limit, whichever rule it comes from
/// (`appeal::conclude`), on the day that it falls due.
fn of_conclusions(key: &str) -> Rate {
    let side = |side: &str, what: &str| Measure {
        key: format!("{key}.{side}"),
        noun: "appeal".into(),
        counted: Counted::Fallen { what: format!("conclusion.{what}") },
    };
    Rate {
        key: key.into(),
        over: side("over", "in_time"),
        under: side("under", "due"),
        left_out: Some(side("left_out", "left_out")),
    }
}

/// Each of the three ÷ 已评价; they are never added up behind the reader's back.
fn of_evaluation(level: &str) -> Rate {
    Rate {
        key: level.into(),
        over: tally(&format!("{level}.over"), &format!("evaluation.{level}")),
        under: tally(&format!("{level}.under"), "evaluation.rated"),
        left_out: None,
    }
}

fn tally(key: &str, what: &str) -> Measure {
    Measure { key: key.into(), noun: "appeal".into(), counted: Counted::Tally { what: what.into() } }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::nothing_of_nothing(0, 0, None)]
    #[case::none(0, 7, Some(0))]
    #[case::all(7, 7, Some(1000))]
    #[case::clues_to_cases_of_the_notice(220, 277, Some(794))] // 79.42 %: law.md §1.3
    #[case::half_goes_up(1, 16, Some(63))] // 6.25 %
    #[case::two_thirds(2, 3, Some(667))]
    fn a_rate_in_tenths_of_a_per_cent(#[case] over: u64, #[case] under: u64, #[case] rate: Option<u32>) {
        assert_eq!(per_mille(over, under), rate);
    }

    #[test]
    fn what_is_due_today_is_not_missed_yet() {
        let due = Counted::Due { rules: vec![], states: vec![], excluded: None };
        let month = (day("2026-09-01"), day("2026-09-30"));
        assert_eq!(window(&due, month, day("2026-09-10")), (day("2026-09-01"), day("2026-09-09")));
        assert_eq!(window(&due, month, day("2026-10-10")), month);
        let tally = Counted::Tally { what: "appeal.collected".into() };
        assert_eq!(window(&tally, month, day("2026-09-10")), month);
    }

    #[test]
    fn both_sides_of_a_rate_ask_the_same_population() {
        for rate in rates() {
            match (&rate.over.counted, &rate.under.counted) {
                (Counted::Due { rules: a, states, .. }, Counted::Due { rules: b, states: any, .. }) => {
                    assert_eq!(a, b, "{}", rate.key);
                    assert!(any.is_empty() && states == &[ClockState::InTime]);
                    assert!(!a.is_empty(), "{} has no rule", rate.key);
                }
                (Counted::Fallen { what }, Counted::Fallen { what: all }) => {
                    assert!(what.starts_with("conclusion.") && all == "conclusion.due");
                }
                (Counted::Tally { what }, Counted::Tally { what: all }) => {
                    assert!(what.starts_with("evaluation.") && all == "evaluation.rated");
                }
                other => panic!("{}: {other:?}", rate.key),
            }
        }
    }

    #[test]
    fn what_is_to_be_concluded_today_is_not_missed_yet() {
        let due = rates()[2].under.counted.clone();
        let month = (day("2026-09-01"), day("2026-09-30"));
        assert_eq!(window(&due, month, day("2026-09-10")), (day("2026-09-01"), day("2026-09-09")));
        assert_eq!(window(&due, month, day("2026-10-01")), month);
    }
}
