//! What lies in the desk's folder: the database, its log, the attachments, the newest copy.

use domain::checkpoint::{is_due, may_write};
use serde_json::Map;
use store::StoreError;
use store::backup::Trial;

use super::{Found, values};
use crate::backups::{Backups, CopyView, list_backups};
use crate::checkpoints::{CheckpointDiff, compared, last_on};
use crate::desk::Nothing;
use crate::exports::moment;
use crate::verify::last_verify;
use crate::{Error, Office, Result, Who};

/// A proof of the whole log, or a copy, that is older than this is looked after.
const OLD_PROOF: i64 = 30;
const OLD_COPY: i64 = 7;

pub(super) fn database(office: &Office) -> Result<Found> {
    match office.desk.check() {
        Ok(n) => Ok(("database_ok", values([("n", n.into())]))),
        Err(StoreError::Damaged(_)) => Ok(("database_damaged", Map::new())),
        Err(other) => Err(other.into()),
    }
}

/// When every entry was last proven, and how; proving is the page 核验's own.
pub(super) fn log(office: &Office, who: &Who) -> Result<Found> {
    let Some(last) = last_verify(office, who, Nothing {})?.last else { return Ok(("log_never", Map::new())) };
    let days = (moment(office) - last.at).num_days();
    let said = values([("at", minute(last.at).into()), ("n", last.n_entries.into()), ("days", days.into())]);
    Ok(match last.verdict.as_str() {
        "good" if days > OLD_PROOF => ("log_old", said),
        "good" => ("log_ok", said),
        _ => ("log_bad", said),
    })
}

/// What differs is told before what is owed, and owed it is to those alone who may write it.
pub(super) fn checkpoint(office: &Office, who: &Who) -> Result<Found> {
    let (last, (n, against)) = office
        .desk
        .read(|reader| Ok::<_, Error>((last_on(reader, &office.code)?, compared(office, reader)?)))?;
    let today = office.wall.today();
    let said = values([
        ("n", n.into()),
        ("on", last.map(|on| on.to_string()).unwrap_or_default().into()),
        ("parts", against.len().into()),
        ("missing", against.iter().map(|one| one.n_missing).sum::<u64>().into()),
    ]);
    let owes = may_write(&who.person) && is_due(last, today);
    Ok(match (against.iter().any(CheckpointDiff::contradicts), against.is_empty()) {
        (true, _) => ("checkpoint_differs", said),
        (_, false) => ("checkpoint_lacks", said),
        _ if last.is_none() => ("checkpoint_none", Map::new()),
        _ if owes => ("checkpoint_due", said),
        _ => ("checkpoint_ok", said),
    })
}

pub(super) fn attachments(office: &Office) -> Result<Found> {
    let found = office.desk.check_blobs()?;
    let said = values([
        ("n", found.good.into()),
        ("damaged", found.damaged.into()),
        ("elsewhere", found.elsewhere.into()),
    ]);
    Ok(match found.damaged + found.good + found.elsewhere {
        0 => ("attachments_none", Map::new()),
        _ if found.damaged > 0 => ("attachments_damaged", said),
        _ => ("attachments_ok", said),
    })
}

/// The newest copy is taken back beside the desk and compared with it.
pub(super) fn copy(office: &Office, who: &Who) -> Result<Found> {
    let listed = list_backups(office, who, Nothing {})?;
    let newest = match newest(&listed) {
        Ok(newest) => newest,
        Err(finding) => return Ok((finding, Map::new())),
    };
    // What it was squeezed to may grow again by its own size when it is opened.
    if office.desk.free_space()? < 2 * newest.n_bytes {
        return Ok(("copy_no_space", Map::new()));
    }
    let days = (moment(office) - newest.made_at).num_days();
    match office.desk.try_copy(std::path::Path::new(&newest.dir)) {
        Ok(trial) => Ok(judged(newest, &trial, days)),
        Err(StoreError::Damaged(_) | StoreError::Missing(_) | StoreError::NotADesk) => {
            Ok(("copy_damaged", values([("at", minute(newest.made_at).into())])))
        }
        Err(StoreError::WrongKey) => Ok(("copy_other_key", values([("at", minute(newest.made_at).into())]))),
        Err(other) => Err(Error::from(other)),
    }
}

fn newest(listed: &Backups) -> std::result::Result<&CopyView, &'static str> {
    if listed.dir.is_empty() {
        return Err("copy_unset");
    }
    if listed.unreachable {
        return Err("copy_unreachable");
    }
    listed.copies.first().ok_or("copy_none")
}

fn judged(copy: &CopyView, trial: &Trial, days: i64) -> Found {
    let said = values([
        ("at", minute(copy.made_at).into()),
        ("n", trial.n_entries.into()),
        ("unknown", trial.n_unknown.into()),
        ("missing", trial.n_files_missing.into()),
        ("days", days.into()),
    ]);
    let finding = match trial {
        Trial { n_unknown: 1.., .. } => "copy_foreign",
        Trial { n_files_missing: 1.., .. } => "copy_lacks_files",
        _ if trial.n_entries != copy.n_entries => "copy_damaged",
        _ if days > OLD_COPY => "copy_old",
        _ => "copy_ok",
    };
    (finding, said)
}

pub(super) fn minute(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backups::KeptAs;

    fn copy_of(n_entries: u64) -> CopyView {
        let made_at = "2026-09-01T08:30:00".parse().unwrap();
        CopyView { dir: "/media/盘/copy".into(), made_at, n_entries, n_bytes: 1, kept_as: KeptAs::Day }
    }

    #[test]
    fn a_copy_is_judged_by_what_it_gave_back() {
        let whole = Trial { n_entries: 9, n_unknown: 0, n_files: 2, n_files_missing: 0 };
        for (trial, days, expected) in [
            (whole, 0, "copy_ok"),
            (whole, 7, "copy_ok"),
            (whole, 8, "copy_old"),
            (Trial { n_entries: 8, ..whole }, 0, "copy_damaged"),
            (Trial { n_files_missing: 1, ..whole }, 0, "copy_lacks_files"),
            (Trial { n_unknown: 1, n_files_missing: 1, ..whole }, 0, "copy_foreign"),
        ] {
            let (finding, said) = judged(&copy_of(9), &trial, days);
            assert_eq!(finding, expected, "{trial:?}");
            assert_eq!(said["at"], "2026-09-01 08:30");
        }
    }

    #[test]
    fn without_a_copy_it_is_said_why() {
        let listed = |dir: &str, unreachable, copies| Backups {
            dir: dir.into(),
            every_hours: 24,
            due: false,
            unreachable,
            copies,
        };
        for (asked, expected) in [
            (listed("", false, vec![]), Err("copy_unset")),
            (listed("/media/盘", true, vec![]), Err("copy_unreachable")),
            (listed("/media/盘", false, vec![]), Err("copy_none")),
            (listed("/media/盘", false, vec![copy_of(3), copy_of(2)]), Ok(3)),
        ] {
            assert_eq!(newest(&asked).map(|copy| copy.n_entries), expected);
        }
    }
}
