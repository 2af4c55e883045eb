//! Dropping every projection and making it anew from the log.

use std::collections::BTreeMap;

use ledger::RecordId;
use rusqlite::params;

use super::refresh::Project;
use crate::desk::{Desk, Reader, migrate, traits};
use crate::error::Result;

/// Records a transaction.
const BATCH: u32 = 1_000;

impl Desk {
    /// The projections are of an older program, or a rebuild was cut off: call `rebuild` before showing anything.
    pub fn is_stale(&self) -> Result<bool> {
        Ok(traits::get(&self.writer(), "stale")?.is_some())
    }

    /// Asks for a rebuild at the next start, for instance after new rules that move every due day.
    pub fn set_stale(&self) -> Result<()> {
        traits::set(&self.writer(), "stale", &[1])
    }

    /// Nobody may show lists meanwhile. `seen` hears how far along the log it is (`last_n`). Cut off, it begins again.
    pub fn rebuild(&self, project: &Project<'_>, seen: &mut dyn FnMut(u64)) -> Result<()> {
        self.act(|tx| {
            traits::set(tx.conn, "stale", &[1])?;
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

impl Reader<'_> {
    /// Records by their first entry, with its `n`.
    pub fn records_after(&self, after: i64, limit: u32) -> Result<Vec<(i64, RecordId)>> {
        let mut list = self.conn.prepare_cached(include_str!("records_after.sql"))?;
        let rows =
            list.query_map(params![after, limit], |r| Ok((r.get(0)?, RecordId::from_bytes(r.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
