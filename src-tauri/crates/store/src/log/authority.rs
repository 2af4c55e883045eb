//! Who may write what, folded from `admin` and kept until `admin` grows.

use std::sync::Arc;

use ledger::{Authority, Entry};

use super::read::read;
use crate::desk::{Reader, Tx, traits};
use crate::error::{Result, StoreError};

const ROOT: &str = "root";

impl Reader<'_> {
    pub fn authority(&self) -> Result<Arc<Authority>> {
        let mut newest =
            self.conn.prepare_cached("select coalesce(max(n), 0) from entry where stream = 1")?;
        let upto: i64 = newest.query_row([], |r| r.get(0))?;
        let before = self.authority.borrow().clone();
        let found = match before {
            Some((n, kept)) if n == upto => return Ok(kept),
            before => match self.shared.authority(upto) {
                Some(shared) => shared,
                None => Arc::new(self.found(before.map(|(_, kept)| kept))?),
            },
        };
        *self.authority.borrow_mut() = Some((upto, found.clone()));
        Ok(found)
    }

    /// What the one before it knows of signatures is not asked again.
    fn found(&self, before: Option<Arc<Authority>>) -> Result<Authority> {
        let entries = self.admin_entries()?;
        Ok(match self.root()? {
            Some(root) => before.unwrap_or_default().grown(root, &entries),
            None => Authority::of(&entries),
        })
    }

    /// The cell's root, as this desk was founded or enrolled with; another root among the entries counts for nothing.
    pub fn root(&self) -> Result<Option<[u8; 32]>> {
        Ok(traits::get(self.conn, ROOT)?.and_then(|root| root.try_into().ok()))
    }

    pub fn admin_entries(&self) -> Result<Vec<Entry>> {
        let mut list = self.conn.prepare_cached(include_str!("admin_entries.sql"))?;
        let entries = list.query_map([], |r| Ok(read(r)))?;
        entries.map(|e| e.map_err(StoreError::from)?).collect()
    }
}

impl Tx<'_> {
    /// Said once, by founding or by the enrolment.
    pub fn set_root(&mut self, root: [u8; 32]) -> Result<()> {
        traits::set(self.conn, ROOT, &root)
    }
}
