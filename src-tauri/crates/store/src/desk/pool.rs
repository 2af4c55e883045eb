//! Reading connections, lent out one at a time and kept for the next.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::connect;
use crate::error::Result;
use crate::keys::FileKey;

/// Kept when nobody reads: each holds its pages in memory.
const KEPT: usize = 2;

pub(crate) struct Pool {
    file: PathBuf,
    key: FileKey,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub fn new(file: PathBuf, key: FileKey) -> Self {
        Self { file, key, idle: Mutex::default() }
    }

    /// Never waits: a reader that asks for another reader must not wait for itself.
    pub fn lend(&self) -> Result<Lent<'_>> {
        let ready = self.locked().pop();
        let conn = ready.map_or_else(|| connect::reader(&self.file, &self.key), Ok)?;
        Ok(Lent { pool: self, conn: Some(conn) })
    }

    fn locked(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) struct Lent<'a> {
    pool: &'a Pool,
    conn: Option<Connection>,
}

impl Lent<'_> {
    pub fn conn(&self) -> Option<&Connection> {
        self.conn.as_ref()
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        // One that is still inside a transaction (a panic) is closed rather than lent again.
        let Some(back) = self.conn.take().filter(Connection::is_autocommit) else { return };
        let mut idle = self.pool.locked();
        if idle.len() < KEPT {
            idle.push(back);
        }
    }
}
