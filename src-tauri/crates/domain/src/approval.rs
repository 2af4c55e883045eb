//! Which level approves which act: data, because offices differ and reforms move it.
//! It does not know steps or records; a key names the act (`conclude_appeal`, `extend_clock`).
//! Called by `steps` (who may approve) and by the pages that say whose signature is wanted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Level;

/// One row of `assets/rules/approvals.csv`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Approval {
    pub key: String,
    pub version: String,
    pub level: Level,
    pub source: String,
    pub article: String,
    #[serde(deserialize_with = "day_or_open")]
    pub valid_from: Option<NaiveDate>,
    #[serde(deserialize_with = "day_or_open")]
    pub valid_to: Option<NaiveDate>,
    /// `checked` or `to_check` (待核): whether the wording was read in the source itself.
    pub wording: String,
}

/// The table. An office changes a level by taking over a new row, not by a release.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Approvals {
    rows: Vec<Approval>,
}

impl Approvals {
    pub fn parse(text: &str) -> Result<Self, csv::Error> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        Ok(Self { rows: reader.deserialize().collect::<Result<_, _>>()? })
    }

    /// The row in force on a day; of several the one that began last.
    pub fn row(&self, key: &str, on: NaiveDate) -> Option<&Approval> {
        let in_force = |r: &&Approval| {
            r.key == key && r.valid_from.is_none_or(|from| from <= on) && r.valid_to.is_none_or(|to| on <= to)
        };
        self.rows.iter().filter(in_force).max_by_key(|r| r.valid_from)
    }

    pub fn level(&self, key: &str, on: NaiveDate) -> Option<Level> {
        self.row(key, on).map(|r| r.level)
    }

    pub fn rows(&self) -> &[Approval] {
        &self.rows
    }
}

fn day_or_open<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(d)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const TABLE: &str = "\
key,version,level,source,article,valid_from,valid_to,wording
conclude_appeal,1,section,local,,2020-01-01,2026-06-30,to_check
conclude_appeal,2,deputy,local,,2026-07-01,,to_check
hold_hearing,1,chief,听证规定,12,,,checked
";

    #[rstest]
    #[case::before_the_table("conclude_appeal", "2019-12-31", None)]
    #[case::last_day_of_the_old_row("conclude_appeal", "2026-06-30", Some(Level::Section))]
    #[case::first_day_of_the_new_row("conclude_appeal", "2026-07-01", Some(Level::Deputy))]
    #[case::always("hold_hearing", "1999-01-01", Some(Level::Chief))]
    #[case::unknown("fly_to_the_moon", "2026-07-01", None)]
    fn the_row_in_force_names_the_level(#[case] key: &str, #[case] on: &str, #[case] level: Option<Level>) {
        let table = Approvals::parse(TABLE).unwrap();
        assert_eq!(table.level(key, on.parse().unwrap()), level);
    }

    #[rstest]
    #[case::level_misspelt("key,version,level,source,article,valid_from,valid_to,wording\na,1,boss,,,,,\n")]
    #[case::day_misspelt("key,version,level,source,article,valid_from,valid_to,wording\na,1,chief,,,2026-02-30,,\n")]
    #[case::column_missing("key,version\na,1\n")]
    fn a_broken_table_is_refused(#[case] text: &str) {
        assert!(Approvals::parse(text).is_err());
    }

    #[test]
    fn a_higher_level_comes_after_a_lower_one() {
        assert!(Some(Level::Chief) > Some(Level::Deputy) && Some(Level::Deputy) > Some(Level::Section));
        assert!(None < Some(Level::Section), "nobody in particular is no level");
    }
}
