//! Which copies are there, and which of them go.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDateTime};

use super::make::Manifest;
use super::{Copy, MANIFEST};
use crate::error::Result;
use crate::held;

/// Under this name a copy is none any more.
const GOING: &str = "going";

/// How many days, ISO weeks and months keep their newest copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    pub days: usize,
    pub weeks: usize,
    pub months: usize,
}

impl Default for Keep {
    fn default() -> Self {
        Self { days: 7, weeks: 5, months: 12 }
    }
}

/// Newest first. What is no whole copy is not listed.
pub fn copies(root: &Path) -> Result<Vec<Copy>> {
    let mut found = Vec::new();
    if !root.is_dir() {
        return Ok(found);
    }
    for folder in fs::read_dir(root)? {
        let dir = folder?.path();
        let manifest = fs::read(dir.join(MANIFEST)).ok();
        let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
        let whole = dir.extension().is_none();
        found.extend(manifest.filter(|_| whole).map(|m| Copy {
            made_at: m.made_at,
            dir,
            n_entries: m.n_entries,
            desk: m.desk,
        }));
    }
    found.sort_by(|a, b| b.cmp(a));
    Ok(found)
}

/// Of the newest copies of so many days, weeks and months, each keeps one; the rest may go. The newest always stays.
pub fn to_drop(made: &[NaiveDateTime], keep: Keep) -> Vec<NaiveDateTime> {
    let mut newest_first = made.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    newest_first.dedup();
    let mut kept: HashSet<NaiveDateTime> = newest_first.first().copied().into_iter().collect();
    kept.extend(newest_of(&newest_first, keep.days, |t| (t.year(), t.ordinal())));
    kept.extend(newest_of(&newest_first, keep.weeks, |t| (t.iso_week().year(), t.iso_week().week())));
    kept.extend(newest_of(&newest_first, keep.months, |t| (t.year(), t.month())));
    newest_first.retain(|t| !kept.contains(t));
    newest_first
}

/// The newest of each of the last `most` periods that have a copy.
fn newest_of(
    newest_first: &[NaiveDateTime],
    most: usize,
    period: impl Fn(&NaiveDateTime) -> (i32, u32),
) -> Vec<NaiveDateTime> {
    let mut seen = HashSet::new();
    newest_first.iter().filter(|t| seen.insert(period(t))).take(most).copied().collect()
}

/// Deletes what `to_drop` names and answers it. What another program has open stays a copy; what was half deleted is none any more,
/// and goes the next time.
pub fn thin(all: Vec<Copy>, keep: Keep) -> Result<Vec<Copy>> {
    let made: Vec<_> = all.iter().map(|c| c.made_at).collect();
    let roots: BTreeSet<_> = all.iter().filter_map(|c| c.dir.parent().map(Path::to_owned)).collect();
    let drop: HashSet<_> = to_drop(&made, keep).into_iter().collect();
    let gone: Vec<Copy> = all.into_iter().filter(|c| drop.contains(&c.made_at)).collect();
    for root in &roots {
        clear_going(root)?;
    }
    for copy in &gone {
        let going = copy.dir.with_extension(GOING);
        held::rename(&copy.dir, &going)?;
        held::remove_dir(&going)?;
    }
    Ok(gone)
}

/// Of copies that were to go and could not, all of them.
fn clear_going(root: &Path) -> Result<()> {
    for folder in fs::read_dir(root)? {
        let dir = folder?.path();
        if dir.is_dir() && dir.extension().is_some_and(|end| end == GOING) {
            held::remove_dir(&dir)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
    use proptest::prelude::*;

    use super::{Keep, to_drop};

    fn at(day: u64, hour: u32) -> NaiveDateTime {
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        (first + Days::new(day)).and_hms_opt(hour, 0, 0).unwrap()
    }

    fn left(made: &[NaiveDateTime], keep: Keep) -> BTreeSet<NaiveDateTime> {
        let gone: BTreeSet<_> = to_drop(made, keep).into_iter().collect();
        made.iter().copied().filter(|one| !gone.contains(one)).collect()
    }

    #[test]
    fn a_leap_day_is_a_day_of_its_own() {
        // 2024-02-28, -29 and 2024-03-01.
        let made = [at(58, 9), at(59, 9), at(60, 9)];
        let keep = Keep { days: 2, weeks: 0, months: 0 };
        assert_eq!(to_drop(&made, keep), [made[0]]);
        let keep = Keep { days: 0, weeks: 0, months: 2 };
        assert_eq!(to_drop(&made, keep), [made[0]], "the last of February stays");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_was_made_enough_of_it_stays(
            times in proptest::collection::vec((0u64..900, 0u32..24), 1..60),
            days in 0usize..5, weeks in 0usize..4, months in 0usize..4,
        ) {
            let made: Vec<_> = times.into_iter().map(|(day, hour)| at(day, hour)).collect();
            let keep = Keep { days, weeks, months };
            let (gone, kept) = (to_drop(&made, keep), left(&made, keep));
            let distinct: BTreeSet<_> = made.iter().copied().collect();
            prop_assert_eq!(gone.len() + kept.len(), distinct.len(), "each once");
            prop_assert!(gone.windows(2).all(|two| two[0] > two[1]), "newest first");
            prop_assert!(kept.contains(distinct.last().unwrap()), "the newest stays");
            prop_assert!(kept.len() <= (days + weeks + months).max(1));
            let of_months = |all: &BTreeSet<NaiveDateTime>| {
                all.iter().map(|one| (one.year(), one.month())).collect::<BTreeSet<_>>().len()
            };
            prop_assert!(of_months(&kept) >= months.min(of_months(&distinct)), "so many months have a copy");
        }

        #[test]
        fn thinning_twice_is_thinning_once(
            times in proptest::collection::vec((0u64..900, 0u32..24), 0..60),
            days in 0usize..5, weeks in 0usize..4,
        ) {
            let made: Vec<_> = times.into_iter().map(|(day, hour)| at(day, hour)).collect();
            let keep = Keep { days, weeks, months: 2 };
            let kept: Vec<_> = left(&made, keep).into_iter().collect();
            prop_assert_eq!(to_drop(&kept, keep), Vec::<NaiveDateTime>::new());
        }
    }
}
