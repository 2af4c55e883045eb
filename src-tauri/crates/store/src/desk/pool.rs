//! A few reading connections, lent out one at a time.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::connect;
use crate::error::Result;
use crate::keys::FileKey;

const MOST: usize = 3;

pub(crate) struct Pool {
    file: PathBuf,
    key: FileKey,
    idle: Mutex<Idle>,
    back: Condvar,
}

#[derive(Default)]
struct Idle {
    ready: Vec<Connection>,
    lent: usize,
}

impl Pool {
    pub fn new(file: PathBuf, key: FileKey) -> Self {
        Self { file, key, idle: Mutex::default(), back: Condvar::new() }
    }

    /// Waits when all are lent. A connection that failed to open is not counted as lent.
    pub fn lend(&self) -> Result<Lent<'_>> {
        let mut idle = self.locked();
        while idle.ready.is_empty() && idle.lent >= MOST {
            idle = self.back.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
        let ready = idle.ready.pop();
        idle.lent += 1;
        drop(idle);
        let mut lent = Lent { pool: self, conn: ready };
        if lent.conn.is_none() {
            lent.conn = Some(connect::reader(&self.file, &self.key)?);
        }
        Ok(lent)
    }

    fn locked(&self) -> MutexGuard<'_, Idle> {
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
        let mut idle = self.pool.locked();
        idle.lent -= 1;
        // One that is still inside a transaction (a panic) is closed rather than lent again.
        idle.ready.extend(self.conn.take().filter(Connection::is_autocommit));
        self.pool.back.notify_one();
    }
}
