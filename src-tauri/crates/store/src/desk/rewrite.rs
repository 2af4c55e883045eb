//! The whole file written anew: under another key, or without what was deleted.

use std::fs::File;

use super::mark::Mark;
use super::open::{keep_private, remove_all, remove_beside, sync_dir};
use super::{Desk, FILE, Tx, connect, traits};
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::FileKey;
use crate::keys::seal::check_of;

/// A file that is being written; left over, it is worth nothing.
pub(super) const NEXT: &str = "desk.next.db";
/// Something was deleted since the file was written.
const REMNANTS: &str = "remnants";

impl Desk {
    /// Closes this desk and opens it under `new`. Cut off at any point, the file in place opens with one of both keys.
    pub(crate) fn rewrite(self, new: &FileKey) -> Result<Self> {
        let (dir, old) = (self.dir.clone(), self.key.clone());
        let next = dir.join(NEXT);
        remove_all(&next)?;
        self.export(new)?;
        let mut mark = Mark::load(&dir)?.unwrap_or_default();
        mark.checks = vec![check_of(&old), check_of(new)];
        mark.clone().save(&dir)?;
        self.close()?;
        remove_beside(&dir.join(FILE))?;
        held::rename(&next, &dir.join(FILE))?;
        sync_dir(&dir)?;
        let desk = Self::open(&dir, new)?;
        mark.checks = vec![check_of(new)];
        mark.save(&dir)?;
        desk.act(|tx| traits::unset(tx.conn, REMNANTS))?;
        Ok(desk)
    }

    /// Something was deleted for good, and the file was not written anew since. What is deleted is overwritten where it stands; where
    /// SQLite had moved it from one page to another before, a piece may have stayed behind.
    pub fn has_remnants(&self) -> Result<bool> {
        Ok(traits::get(&self.writer(), REMNANTS)?.is_some())
    }

    /// For quiet time: the file written anew without its free pages, under the key it has. Not `vacuum`, which would
    /// build the whole file in memory.
    pub fn compact(self) -> Result<Self> {
        let key = self.key.clone();
        self.rewrite(&key)
    }

    fn export(&self, new: &FileKey) -> Result<()> {
        let next = self.dir.join(NEXT);
        let conn = self.writer();
        conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        // Our connections open files and never make one by themselves.
        File::create_new(&next)?;
        keep_private(&next)?;
        conn.execute(
            "attach ?1 as next key ?2",
            (connect::on_disk(&next).to_string_lossy(), connect::raw(new).as_str()),
        )?;
        let done = conn.query_row("select sqlcipher_export('next')", [], |_| Ok(()));
        conn.execute_batch("detach next")?;
        done?;
        File::options().write(true).open(&next)?.sync_all()?;
        // The new file must open before the old one goes.
        connect::reader(&next, new).map(drop)
    }

    /// Lets go of every connection; the lock goes last.
    pub fn close(self) -> Result<()> {
        let Self { pool, writer, .. } = self;
        drop(pool);
        let conn = writer.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        conn.close().map_err(|(_, e)| StoreError::from(e))
    }
}

impl Tx<'_> {
    /// In the transaction that deletes.
    pub(crate) fn leave_remnants(&mut self) -> Result<()> {
        traits::set(self.conn, REMNANTS, &[1])
    }
}
