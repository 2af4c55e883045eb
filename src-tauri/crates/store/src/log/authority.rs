//! Who may write what, folded from `admin` and kept until `admin` grows.

use std::sync::Arc;

use ledger::{Authority, Entry, RecordId, WriterId};

use super::read::read;
use crate::desk::Reader;
use crate::error::{Result, StoreError};

impl Reader<'_> {
    pub fn authority(&self) -> Result<Arc<Authority>> {
        let mut newest =
            self.conn.prepare_cached("select coalesce(max(n), 0) from entry where stream = 1")?;
        let upto: i64 = newest.query_row([], |r| r.get(0))?;
        let kept = self.authority.borrow().as_ref().filter(|(n, _)| *n == upto).map(|(_, a)| a.clone());
        if let Some(kept) = kept.or_else(|| self.shared.authority(upto)) {
            return Ok(kept);
        }
        let fresh = Arc::new(Authority::of(&self.admin_entries()?));
        *self.authority.borrow_mut() = Some((upto, fresh.clone()));
        Ok(fresh)
    }

    pub fn admin_entries(&self) -> Result<Vec<Entry>> {
        let mut list = self.conn.prepare_cached(include_str!("admin_entries.sql"))?;
        let entries = list.query_map([], |r| Ok(read(r)))?;
        entries.map(|e| e.map_err(StoreError::from)?).collect()
    }

    /// Records this writer wrote in: those an `admin` entry about it folds again.
    pub fn records_of_writer(&self, writer: WriterId) -> Result<Vec<RecordId>> {
        let mut list = self.conn.prepare_cached(include_str!("records_of_writer.sql"))?;
        let records = list.query_map([&writer.0[..]], |r| r.get(0).map(RecordId::from_bytes))?;
        Ok(records.collect::<Result<_, _>>()?)
    }
}
