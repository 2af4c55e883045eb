//! Schema steps: whole numbers, forward only, kept with their hash. A copy is made before a file is changed.

use std::fs::File;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{connect, keep_private, remove_all, remove_beside, sync_dir, traits};
use crate::backup::COUNT;
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::FileKey;

pub(crate) struct Step {
    pub id: u32,
    pub name: &'static str,
    pub sql: &'static str,
}

macro_rules! steps {
    ($($id:literal $name:literal),* $(,)?) => {
        &[$(Step { id: $id, name: $name, sql: include_str!(concat!("../../migrations/", $name, ".sql")) }),*]
    };
}

pub(crate) const STEPS: &[Step] = steps![
    1 "0001_log",
    2 "0002_projections",
    3 "0003_exchange",
    4 "0004_projections",
    5 "0005_parcels",
    6 "0006_evicted",
    7 "0007_redacted",
    8 "0008_set_aside",
    9 "0009_projections",
    10 "0010_projections",
    11 "0011_anew",
];

/// The newest step that makes the projections: `rebuild` runs it again.
pub(crate) const PROJECTIONS: u32 = 10;

pub(crate) fn projections() -> &'static str {
    STEPS.iter().find(|s| s.id == PROJECTIONS).map_or("", |s| s.sql)
}

/// Brings a file to this program's schema, all of it or nothing. `copy` is the file as it was, under the same key. Where the
/// projections are made anew, the file itself says that they wait for `rebuild`.
pub(crate) fn migrate(conn: &mut Connection, steps: &[Step], copy: &Path, key: &FileKey) -> Result<()> {
    let done = check(conn, steps)?;
    let due: Vec<_> = steps.iter().filter(|s| s.id > done).collect();
    if due.is_empty() {
        return Ok(());
    }
    if done > 0 {
        copy_to(conn, copy, key)?;
    }
    let tx = conn.transaction()?;
    for step in &due {
        tx.execute_batch(step.sql)?;
        tx.execute(
            "insert into migration (id, name, sha256) values (?1, ?2, ?3)",
            params![step.id, step.name, digest(step)],
        )?;
    }
    if done > 0 && due.iter().any(|s| s.id == PROJECTIONS) {
        // Not after the commit: a program that is ended in between would show empty lists for good.
        traits::set(&tx, "stale", &[1])?;
    }
    Ok(tx.commit()?)
}

/// The last step in the file. A newer file is refused, and a step that was edited after it ran.
fn check(conn: &Connection, steps: &[Step]) -> Result<u32> {
    conn.execute_batch(include_str!("migration.sql"))?;
    let program = steps.last().map_or(0, |s| s.id);
    let file: u32 = conn.query_row("select coalesce(max(id), 0) from migration", [], |r| r.get(0))?;
    if file > program {
        return Err(StoreError::Newer { file, program });
    }
    for step in steps.iter().filter(|s| s.id <= file) {
        let kept: Option<Vec<u8>> = conn
            .query_row("select sha256 from migration where id = ?1", [step.id], |r| r.get(0))
            .optional()?;
        if kept.as_deref() != Some(digest(step).as_slice()) {
            return Err(StoreError::Broken(format!(
                "migration {} is not the one this file was made with",
                step.name
            )));
        }
    }
    Ok(file)
}

fn digest(step: &Step) -> Vec<u8> {
    Sha256::digest(step.sql).to_vec()
}

/// Whole, on the disk and tried before it takes the place of the one before it.
fn copy_to(conn: &Connection, copy: &Path, key: &FileKey) -> Result<()> {
    let mut name = copy.as_os_str().to_owned();
    name.push(".new");
    let fresh = Path::new(&name);
    remove_all(fresh)?;
    let made = write_copy(conn, fresh, key).and_then(|()| held::rename(fresh, copy));
    if let Err(error) = made {
        // Half a copy is of no use to anybody, and perhaps what filled the disk.
        if let Err(error) = remove_all(fresh) {
            tracing::warn!(%error, "A copy that was not finished could not be deleted");
        }
        return Err(error);
    }
    let n_entries: u64 = conn.query_row("select count(*) from entry", [], |r| r.get(0))?;
    held::put(&copy.with_extension(COUNT), n_entries.to_string().as_bytes())?;
    copy.parent().map_or(Ok(()), sync_dir)
}

fn write_copy(conn: &Connection, fresh: &Path, key: &FileKey) -> Result<()> {
    // Made before it is filled, so that it is never for others to read.
    File::create_new(fresh)?;
    keep_private(fresh)?;
    conn.execute("vacuum into ?1", [connect::on_disk(fresh).to_string_lossy()])?;
    File::options().write(true).open(fresh)?.sync_all()?;
    let tried = connect::reader(fresh, key)?;
    let found: String = tried.query_row("pragma quick_check(1)", [], |r| r.get(0))?;
    drop(tried);
    remove_beside(fresh)?;
    if found == "ok" { Ok(()) } else { Err(StoreError::Damaged(found)) }
}
