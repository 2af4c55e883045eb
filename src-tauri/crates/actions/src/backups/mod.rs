//! Copies of the desk: made now or on a schedule into a folder the person chose, thinned by age, taken back by a guided act.
//! It does not know how a copy is made whole (`store::backup`). Whoever rings for the program asks `due` and calls.
//! Called through `calls`.

mod restore;

pub use restore::*;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::backup::{Copy, Keep, before_upgrade, drop_before_upgrade, size_of, thin, to_drop};
use ts_rs::TS;

use crate::desk::{Done, Nothing};
use crate::exports::moment;
use crate::outcome::Hint;
use crate::places::real;
use crate::wall::moment_of;
use crate::{Failure, Office, Result, Who, trace};

/// Hours between copies at most: a month.
const LONGEST: u32 = 31 * 24;
const SETTING: &str = "backup";

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetBackup {
    /// Empty: no schedule.
    pub dir: String,
    pub every_hours: u32,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupNow {
    /// Without one: the folder of the schedule.
    #[serde(default)]
    #[ts(optional)]
    pub dir: Option<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Backups {
    pub dir: String,
    pub every_hours: u32,
    /// The schedule asks for a copy now.
    pub due: bool,
    /// The folder cannot be read (a stick that is not plugged in).
    pub unreachable: bool,
    pub copies: Vec<CopyView>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct CopyView {
    pub dir: String,
    pub made_at: NaiveDateTime,
    #[ts(type = "number")]
    pub n_entries: u64,
    /// Of the copy's own files; attachments lie beside the copies, shared by all of them.
    #[ts(type = "number")]
    pub n_bytes: u64,
    pub kept_as: KeptAs,
}

/// Which rung holds a copy: the newest of its day, of its week, of its month; or what an upgrade left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeptAs {
    Day,
    Week,
    Month,
    Upgrade,
}

pub fn list_backups(office: &Office, _: &Who, _: Nothing) -> Result<Backups> {
    let set = schedule(office)?;
    let dir = PathBuf::from(&set.dir);
    let unreachable = !set.dir.is_empty() && !dir.is_dir();
    let made = if unreachable || set.dir.is_empty() { vec![] } else { office.desk.own_copies(&dir)? };
    let wanted = !set.dir.is_empty() && set.every_hours > 0;
    let times = made.iter().map(|copy| copy.made_at);
    Ok(Backups {
        due: wanted && is_over(times, (moment(office), set.every_hours)),
        dir: set.dir,
        every_hours: set.every_hours,
        unreachable,
        copies: views(made),
    })
}

/// A copy of a day that has not come was made under a wrong clock: it would keep the schedule waiting for years.
fn is_over(made: impl Iterator<Item = NaiveDateTime>, (now, hours): (NaiveDateTime, u32)) -> bool {
    let last = made.filter(|at| *at <= now).max();
    last.is_none_or(|at| now - at >= Duration::hours(hours.into()))
}

pub fn set_backup(office: &Office, who: &Who, input: SetBackup) -> Result<Done> {
    if !input.dir.is_empty() {
        outside(office, Path::new(&input.dir))?;
    }
    if input.every_hours > LONGEST {
        let most = LONGEST;
        return Err(domain::Refusal::OutOfRange { field: "every_hours".into(), least: 0, most }.into());
    }
    let json = serde_json::to_value(&input).map_err(|e| Failure::Broken { what: e.to_string() })?;
    office.desk.act(|tx| tx.set_setting(SETTING, &json))?;
    trace::write(office, who, "set_backup", ledger::Value::Null)?;
    Ok(Done {})
}

/// Made, opened and checked before it counts; older ones are thinned by day, week and month.
pub fn backup_now(office: &Office, who: &Who, input: BackupNow) -> Result<CopyView> {
    let dir = match input.dir.filter(|d| !d.trim().is_empty()) {
        Some(dir) => dir,
        None => schedule(office)?.dir,
    };
    if dir.is_empty() {
        return Err(domain::Refusal::Required { field: "dir".into() }.into());
    }
    let dir = PathBuf::from(dir);
    outside(office, &dir)?;
    trace::write(office, who, "backup", ledger::Value::Null)?;
    let copy = office.desk.backup_to(&dir, moment(office))?;
    thin_all(office, &dir);
    Ok(view(copy, KeptAs::Day))
}

/// Before an act that nobody can take back as one deed (re-keying, a whole list, a year of days, all of a colleague's work):
/// a copy, where a folder was chosen. A folder that is not there, is full or takes nothing does not hold the act up; the hint goes
/// with its answer.
///
/// Not before what deletes by law (`approve_sealing`, `approve_redaction`): the copy would keep what is to be gone.
pub(crate) fn before(office: &Office, who: &Who, act: &str) -> Result<Option<Hint>> {
    let dir = PathBuf::from(schedule(office)?.dir);
    if dir.as_os_str().is_empty() {
        return Ok(Some(Hint::NoBackup));
    }
    if !dir.is_dir() {
        return Ok(Some(Hint::BackupUnreachable));
    }
    trace::write(office, who, "backup", ledger::Value::map([("before", act.into())]))?;
    match office.desk.backup_to(&dir, moment(office)) {
        Ok(_) => {}
        Err(error) if is_the_places(&error) => {
            tracing::warn!(%error, act, "No copy was made before an act");
            return Ok(Some(Hint::BackupFailed));
        }
        Err(error) => return Err(error.into()),
    }
    thin_all(office, &dir);
    Ok(None)
}

/// The folder's fault, and not that of the desk which is to be copied.
fn is_the_places(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::DiskFull
            | StoreError::ReadOnly
            | StoreError::BadMedium
            | StoreError::Held
            | StoreError::Missing(_)
    )
}

/// After a new copy. What an upgrade left is the way back to the program from before it: it stays for as long as single weeks are
/// kept, however many copies were made since. The copy that was asked for is made: what cannot go yet goes after the next one.
fn thin_all(office: &Office, dir: &Path) {
    let keep = Keep::default();
    if let Err(error) = office.desk.own_copies(dir).and_then(|own| thin(own, keep)) {
        tracing::warn!(%error, "An older copy could not be deleted");
    }
    let Some(left) = before_upgrade(office.desk.dir()) else { return };
    let weeks = Duration::weeks(i64::try_from(keep.weeks).unwrap_or(i64::MAX));
    if moment(office) - moment_of(left.made_ms) > weeks
        && let Err(error) = drop_before_upgrade(office.desk.dir())
    {
        tracing::warn!(%error, "What an upgrade left could not be deleted");
    }
}

/// A copy beside the desk dies with it, and a copy inside it would be copied with it.
fn outside(office: &Office, dir: &Path) -> Result<()> {
    if !dir.is_absolute() || real(dir).starts_with(real(office.desk.dir())) {
        return Err(domain::Refusal::CheckFailed { field: "dir".into() }.into());
    }
    Ok(())
}

fn schedule(office: &Office) -> Result<SetBackup> {
    let json = office.desk.read(|r| r.setting(SETTING))?;
    Ok(json.and_then(|j| serde_json::from_value(j).ok()).unwrap_or_default())
}

/// Copies as a page lists them, each under the nearest rung that holds it.
fn views(made: Vec<Copy>) -> Vec<CopyView> {
    let times: Vec<_> = made.iter().map(|copy| copy.made_at).collect();
    let all = Keep::default();
    let dropped = |keep| to_drop(&times, keep).into_iter().collect::<HashSet<_>>();
    let no_day = dropped(Keep { weeks: 0, months: 0, ..all });
    let no_week = dropped(Keep { days: 0, months: 0, ..all });
    let rung = |at: &NaiveDateTime| match (no_day.contains(at), no_week.contains(at)) {
        (false, _) => KeptAs::Day,
        (true, false) => KeptAs::Week,
        (true, true) => KeptAs::Month,
    };
    made.into_iter()
        .map(|copy| {
            let kept_as = rung(&copy.made_at);
            view(copy, kept_as)
        })
        .collect()
}

fn view(copy: Copy, kept_as: KeptAs) -> CopyView {
    // A copy that cannot be looked at counts for nothing: the size is an aside, the copy was checked when it was made.
    let n_bytes = size_of(&copy.dir).unwrap_or_default();
    CopyView {
        dir: copy.dir.display().to_string(),
        made_at: copy.made_at,
        n_entries: copy.n_entries,
        n_bytes,
        kept_as,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bug: after a day with a clock years ahead no copy was made by the schedule until that day came.
    #[test]
    fn a_copy_of_a_day_ahead_does_not_keep_the_schedule_waiting() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let now = at("2026-09-02T08:00:00");
        for (made, over) in [
            (&[] as &[&str], true),
            (&["2026-09-01T08:00:01"][..], false),
            (&["2026-09-01T08:00:00"][..], true),
            (&["2029-01-01T08:00:00", "2026-08-01T08:00:00"][..], true),
            (&["2029-01-01T08:00:00", "2026-09-02T07:00:00"][..], false),
        ] {
            assert_eq!(is_over(made.iter().map(|text| at(text)), (now, 24)), over, "{made:?}");
        }
    }
}
