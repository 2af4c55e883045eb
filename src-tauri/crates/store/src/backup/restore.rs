//! Taking a copy back. What is there now is set aside and not deleted.
//!
//! First everything comes beside the desk, whole and on the disk. Then names change, one after the other: a program that is
//! ended in between finds at its next start that the copy waits, and goes on; one that fails puts back what it moved.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::make::check_file;
use crate::blobs;
use crate::desk::{FILE, MARK, Mark, connect, keep_private, lock, remove_all, remove_beside, sync_dir};
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::{FileKey, SIDE_FILE};

/// Where the desk that was there lies afterwards, until a person deletes it.
pub(crate) const ASIDE: &str = "desk.before-restore.db";
const MOVED: [(&str, &str); 3] =
    [(FILE, ASIDE), (SIDE_FILE, "slots.before-restore.json"), (MARK, "desk.before-restore.mark")];
/// Still being copied: left over, it is worth nothing.
const COMING: &str = "desk.restoring.db";
/// Whole. As long as it has this name a restore is not finished.
const READY: &str = "desk.restored.db";
const SLOTS_READY: &str = "slots.restored.json";
const SLOTS_COMING: &str = "slots.json.new";
/// Bytes that are read at once of what is brought.
const PIECE: usize = 1024 * 1024;

/// Gives a file another name. Tests cut it off.
pub(super) type Rename<'a> = &'a dyn Fn(&Path, &Path) -> Result<()>;

/// The desk must be closed. The next open answers `Origin::Moved`: a new writer is opened before the first act, since
/// what the copy does not hold may have been seen elsewhere under its numbers.
pub fn restore_from(copy: &Path, desk_dir: &Path, key: &FileKey) -> Result<u64> {
    restored(copy, desk_dir, key, &held::rename)
}

pub(super) fn restored(copy: &Path, dir: &Path, key: &FileKey, rename: Rename<'_>) -> Result<u64> {
    let n_entries = check_file(&Parts::of(copy, dir).file, key)?;
    fs::create_dir_all(dir)?;
    let _lock = lock::take(dir)?;
    // Of a try that was cut off: the desk from before that try is the one to set aside.
    put_back(dir)?;
    if let Err(error) = prepare(copy, dir, key).and_then(|()| swap(dir, rename)) {
        if let Err(error) = put_back(dir) {
            tracing::warn!(%error, "A restore that failed is finished at the next start");
        }
        return Err(error);
    }
    Ok(n_entries)
}

/// Whether a copy came whole and waits to take the desk's place.
pub(crate) fn is_cut_off(dir: &Path) -> bool {
    dir.join(READY).is_file()
}

/// Goes on with a restore that was cut off. Before the desk or its slots are read.
pub fn resume(dir: &Path) -> Result<()> {
    if !is_cut_off(dir) {
        return Ok(());
    }
    match lock::take(dir) {
        // Somebody is at it.
        Err(StoreError::OpenElsewhere) => Ok(()),
        Err(error) => Err(error),
        Ok(_lock) if is_cut_off(dir) => swap(dir, &held::rename),
        Ok(_) => Ok(()),
    }
}

/// Where the parts of a copy lie.
struct Parts {
    file: PathBuf,
    slots: PathBuf,
    blobs: PathBuf,
}

impl Parts {
    /// In a folder of its own, its attachments beside it, shared by all copies. What an upgrade left is a file beside the desk,
    /// under the keys and with the attachments that the desk has now.
    fn of(copy: &Path, dir: &Path) -> Self {
        match copy.is_file() {
            true => Self { file: copy.into(), slots: dir.join(SIDE_FILE), blobs: dir.into() },
            false => Self {
                file: copy.join(FILE),
                slots: copy.join(SIDE_FILE),
                blobs: copy.parent().unwrap_or(copy).into(),
            },
        }
    }
}

/// Touches nothing that is in use.
pub(super) fn prepare(copy: &Path, dir: &Path, key: &FileKey) -> Result<()> {
    let coming = dir.join(COMING);
    let parts = Parts::of(copy, dir);
    bring(&parts.file, &coming)?;
    keep_private(&coming)?;
    if parts.slots.exists() {
        bring(&parts.slots, &dir.join(SLOTS_READY))?;
        keep_private(&dir.join(SLOTS_READY))?;
    }
    bring_blobs(&parts, dir, key)?;
    if !is_unused(dir)? {
        // From here on, what lies aside under its own name is of this restore.
        number_aside(dir)?;
    }
    sync_dir(dir)?;
    held::rename(&coming, &dir.join(READY))?;
    sync_dir(dir)
}

/// What a restore before this one has set aside stays, too: it may hold what is nowhere else, and nobody has said that it may go.
fn number_aside(dir: &Path) -> Result<()> {
    let last_acts = format!("{ASIDE}-wal");
    let names: Vec<&str> = MOVED.iter().map(|(_, aside)| *aside).chain([last_acts.as_str()]).collect();
    let mut n = 1;
    while names.iter().any(|name| dir.join(numbered(name, n)).exists()) {
        n += 1;
    }
    for name in names.into_iter().filter(|name| dir.join(name).exists()) {
        held::rename(&dir.join(name), &dir.join(numbered(name, n)))?;
    }
    remove_beside(&dir.join(ASIDE))
}

fn numbered(name: &str, n: u32) -> String {
    name.replacen("before-restore", &format!("before-restore-{n}"), 1)
}

/// What is there was brought back itself and nobody has come in: whoever tries again, by another name or from another copy, sets the
/// desk aside that people worked in, and not the copy that took its place.
fn is_unused(dir: &Path) -> Result<bool> {
    let is_adopted = Mark::load(dir)?.is_some_and(|mark| !mark.mark.is_empty());
    Ok([FILE, ASIDE].iter().all(|name| dir.join(name).is_file()) && !is_adopted)
}

/// However often this is begun, each step is done once.
pub(super) fn swap(dir: &Path, rename: Rename<'_>) -> Result<()> {
    let at = |name: &str| dir.join(name);
    for (name, aside) in MOVED {
        if at(name).exists() && !at(aside).exists() {
            rename(&at(name), &at(aside))?;
        }
    }
    // A desk that was killed has its last acts there.
    if wal(dir, FILE).exists() && !at(FILE).exists() {
        rename(&wal(dir, FILE), &wal(dir, ASIDE))?;
    }
    remove_beside(&at(FILE))?;
    if at(SLOTS_READY).exists() {
        let beside = at(SLOTS_COMING);
        bring(&at(SLOTS_READY), &beside)?;
        keep_private(&beside)?;
        rename(&beside, &at(SIDE_FILE))?;
    }
    rename(&at(READY), &at(FILE))?;
    sync_dir(dir)?;
    if let Err(error) = held::remove(&at(SLOTS_READY)) {
        tracing::warn!(%error, "What a restore brought could not be cleared away");
    }
    Ok(())
}

/// What a restore that did not come to its end has moved has its name again; what it brought goes.
fn put_back(dir: &Path) -> Result<()> {
    let at = |name: &str| dir.join(name);
    if is_cut_off(dir) {
        if wal(dir, ASIDE).exists() {
            held::rename(&wal(dir, ASIDE), &wal(dir, FILE))?;
        }
        for (name, aside) in MOVED {
            if at(aside).exists() {
                held::rename(&at(aside), &at(name))?;
            }
        }
    }
    remove_all(&at(READY))?;
    remove_all(&at(COMING))?;
    held::remove(&at(SLOTS_READY))?;
    held::remove(&at(SLOTS_COMING))
}

fn wal(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}-wal"))
}

fn bring_blobs(parts: &Parts, desk_dir: &Path, key: &FileKey) -> Result<()> {
    for address in addresses(&parts.file, key)? {
        let (from, to) = (blobs::path(&parts.blobs, &address), blobs::path(desk_dir, &address));
        if from.exists() && !to.exists() {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            // Half of one under its name would count as there for good.
            let beside = to.with_extension("new");
            bring(&from, &beside)?;
            held::rename(&beside, &to)?;
        }
    }
    Ok(())
}

fn addresses(file: &Path, key: &FileKey) -> Result<Vec<Vec<u8>>> {
    let conn = connect::reader(file, key)?;
    let mut list = conn.prepare("select distinct address from blob")?;
    let rows = list.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The bytes alone: what lies on a disc is marked as not to be written, and would stay so in the desk.
pub(super) fn bring(from: &Path, to: &Path) -> Result<()> {
    let mut brought = BufWriter::with_capacity(PIECE, File::create(to)?);
    io::copy(&mut held::open(from)?, &mut brought)?;
    brought.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(())
}
