//! One desk: its folder, its lock, its connections, and the ways to touch the file: `act`, `bulk` and `read`.
//! It does not know what is written; `Tx` and `Reader` carry the verbs of the other modules.
//! Called by `actions::Host`.

mod claim;
pub(crate) mod connect;
pub(crate) mod lock;
pub(crate) mod mark;
pub(crate) mod migrate;
mod open;
mod pool;
mod reached;
mod reader;
mod rewrite;
mod rush;
mod shared;
pub(crate) mod traits;
mod tx;

#[cfg(test)]
mod killed;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod upgraded;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

pub use claim::Claim;
pub(crate) use mark::{FILE as MARK, Mark};
pub(crate) use open::{BEFORE_UPGRADE, hex, keep_private, remove_all, remove_beside, sync_dir, unhex};
pub use reader::Reader;
pub(crate) use shared::Shared;
pub use tx::Tx;

use crate::error::{Result, StoreError};
use crate::keys::FileKey;
use pool::Pool;

pub(crate) const FILE: &str = "desk.db";

/// Whether this file is still where its writer left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Go on with the writer that `Reader::pen` gives.
    Same,
    /// No writer was opened yet.
    Fresh,
    /// Restored or copied: open a new writer before the first act, then call `Desk::adopt`.
    Moved,
}

/// Readers go before the writer and the lock last: fields are dropped in this order.
pub struct Desk {
    pool: Pool,
    writer: Mutex<Connection>,
    pub(crate) shared: Shared,
    pub(crate) key: FileKey,
    dir: PathBuf,
    /// Between `rush` and `settle`.
    rushing: AtomicBool,
    /// A batch was written since the disk was last waited for.
    behind: AtomicBool,
    _lock: File,
}

impl Desk {
    /// One act of a person: one transaction, on the disk when this returns.
    pub fn act<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.writer();
        let before = conn.total_changes();
        let value = self.write(&mut conn, f)?;
        // The log beside the file is waited for as a whole, and only where something was written into it.
        if conn.total_changes() > before && !self.rushing.load(Ordering::Relaxed) {
            self.behind.store(false, Ordering::Relaxed);
        }
        Ok(value)
    }

    /// The same for what can be had or made again, such as a page of the hub: after a power cut the file is whole, but the last batches
    /// may be missing.
    pub fn bulk<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.writer();
        if self.rushing.load(Ordering::Relaxed) {
            return self.write(&mut conn, f);
        }
        self.behind.store(true, Ordering::Relaxed);
        connect::eased(&conn)?;
        // Also where it panics: the next act would be answered before it is on the disk.
        let done = catch_unwind(AssertUnwindSafe(|| self.write(&mut conn, f)));
        connect::steady(&conn)?;
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// Whether a power cut may still take the last batches away: no act was written after them.
    pub fn is_behind(&self) -> bool {
        self.behind.load(Ordering::Relaxed)
    }

    fn write<T, E: From<StoreError>>(
        &self,
        conn: &mut Connection,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let open =
            conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let mut tx = Tx::new(Reader::new(&open, &self.shared));
        let value = f(&mut tx)?;
        let done = tx.finish()?;
        open.commit().map_err(StoreError::from)?;
        self.shared.publish(done, &self.dir);
        Ok(value)
    }

    /// A snapshot; never waits for the writer.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let lent = self.pool.lend()?;
        let conn = lent.conn().ok_or_else(|| StoreError::Broken("a reader without connection".into()))?;
        let open = conn.unchecked_transaction().map_err(StoreError::from)?;
        let value = f(&Reader::new(&open, &self.shared))?;
        open.finish().map_err(StoreError::from)?;
        Ok(value)
    }

    /// For a further slot or a copy: whoever has an open desk has its key.
    pub fn key(&self) -> FileKey {
        self.key.clone()
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Readings of characters that the dictionary gives wrongly for local names, such as 峤 in 温峤: "q".
    /// Rebuild after a change.
    pub fn set_readings(&self, readings: impl IntoIterator<Item = (String, String)>) {
        self.shared.set_readings(readings);
    }

    /// The writing connection; what a panic left half done was rolled back.
    pub(crate) fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
