//! Taking a copy back. What is there now is set aside and not deleted.

use std::fs::{self, File};
use std::path::Path;

use super::make::check;
use crate::blobs;
use crate::desk::{FILE, MARK, connect, lock, remove_all, remove_beside, sync_dir};
use crate::error::Result;
use crate::keys::{FileKey, SIDE_FILE};

/// Where the desk that was there lies afterwards, until a person deletes it.
pub(crate) const ASIDE: &str = "desk.before-restore.db";
const MOVED: [(&str, &str); 2] = [(FILE, ASIDE), (SIDE_FILE, "slots.before-restore.json")];

/// The desk must be closed. The next open answers `Origin::Moved`: a new writer is opened before the first act, since
/// what the copy does not hold may have been seen elsewhere under its numbers.
pub fn restore_from(copy: &Path, desk_dir: &Path, key: &FileKey) -> Result<u64> {
    let n_entries = check(copy, key)?;
    fs::create_dir_all(desk_dir)?;
    let _lock = lock::take(desk_dir)?;
    let fresh = desk_dir.join("desk.restoring.db");
    remove_all(&fresh)?;
    bring(&copy.join(FILE), &fresh)?;
    bring_blobs(copy, desk_dir, key)?;
    set_aside(desk_dir)?;
    if copy.join(SIDE_FILE).exists() {
        bring(&copy.join(SIDE_FILE), &desk_dir.join(SIDE_FILE))?;
    }
    remove_all(&desk_dir.join(MARK))?;
    fs::rename(&fresh, desk_dir.join(FILE))?;
    sync_dir(desk_dir)?;
    Ok(n_entries)
}

fn set_aside(desk_dir: &Path) -> Result<()> {
    remove_beside(&desk_dir.join(FILE))?;
    for (name, aside) in MOVED {
        if desk_dir.join(name).exists() {
            fs::rename(desk_dir.join(name), desk_dir.join(aside))?;
        }
    }
    Ok(())
}

/// Attachments lie beside the copies, shared by all of them.
fn bring_blobs(copy: &Path, desk_dir: &Path, key: &FileKey) -> Result<()> {
    let Some(root) = copy.parent() else { return Ok(()) };
    for address in addresses(copy, key)? {
        let (from, to) = (blobs::path(root, &address), blobs::path(desk_dir, &address));
        if from.exists() && !to.exists() {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            bring(&from, &to)?;
        }
    }
    Ok(())
}

fn addresses(copy: &Path, key: &FileKey) -> Result<Vec<Vec<u8>>> {
    let conn = connect::reader(&copy.join(FILE), key)?;
    let mut list = conn.prepare("select distinct address from blob")?;
    let rows = list.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn bring(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.sync_all()?;
    Ok(())
}
