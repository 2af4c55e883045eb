//! Dropping every projection and making it anew from the log.

use std::collections::BTreeMap;

use ledger::RecordId;
use rusqlite::params;

use super::refresh::Project;
use crate::desk::{Desk, Reader, Tx, migrate, traits};
use crate::error::Result;

/// Records a transaction.
const BATCH: u32 = 1_000;

impl Desk {
    /// The projections are of an older program, or a rebuild was cut off: call `rebuild` before showing anything.
    pub fn is_stale(&self) -> Result<bool> {
        Ok(traits::get(&self.writer(), "stale")?.is_some())
    }

    /// Nobody may show lists meanwhile. `seen` hears how far along the log it is (`last_n`). Cut off, it begins again.
    pub fn rebuild(&self, project: &Project<'_>, seen: &mut dyn FnMut(u64)) -> Result<()> {
        self.act(|tx| {
            tx.set_stale()?;
            Ok::<_, crate::StoreError>(tx.conn.execute_batch(migrate::projections())?)
        })?;
        let mut after = 0;
        loop {
            let batch = self.read(|r| r.records_after(after, BATCH))?;
            let Some((last, _)) = batch.last() else { break };
            after = *last;
            let records = batch.iter().map(|(_, record)| *record).collect();
            self.bulk(|tx| tx.project_all(records, &mut BTreeMap::new(), project))?;
            seen(after.unsigned_abs());
        }
        self.act(|tx| traits::unset(tx.conn, "stale"))
    }
}

impl Tx<'_> {
    /// Rules that move every due day are written here: where the program ends before `rebuild` has, the next start asks for it.
    pub fn set_stale(&mut self) -> Result<()> {
        traits::set(self.conn, "stale", &[1])
    }
}

impl Reader<'_> {
    /// Records by their first entry, with its `n`.
    pub fn records_after(&self, after: i64, limit: u32) -> Result<Vec<(i64, RecordId)>> {
        let mut list = self.conn.prepare_cached(include_str!("records_after.sql"))?;
        let rows =
            list.query_map(params![after, limit], |r| Ok((r.get(0)?, RecordId::from_bytes(r.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
