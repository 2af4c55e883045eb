//! Work that is not an act yet: kept so that a kill in mid-typing costs at most what was typed since.

use ledger::{AccountId, RecordId};
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use crate::desk::{Reader, Tx};
use crate::error::Result;

#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub id: Uuid,
    pub noun: String,
    pub account: AccountId,
    pub json: String,
    pub updated_ms: u64,
}

impl Tx<'_> {
    pub fn save_draft(&mut self, draft: &Draft) -> Result<()> {
        self.write_draft(draft, None)?;
        Ok(())
    }

    /// Over the words of `over_ms` alone: where others stand there they stay, and the answer is no.
    pub fn save_draft_over(&mut self, draft: &Draft, over_ms: i64) -> Result<bool> {
        Ok(self.write_draft(draft, Some(over_ms))? > 0)
    }

    fn write_draft(&mut self, draft: &Draft, over_ms: Option<i64>) -> Result<usize> {
        let n = self.conn.prepare_cached(include_str!("save_draft.sql"))?.execute(params![
            draft.id.as_bytes(),
            draft.noun,
            &draft.account.bytes()[..],
            draft.json,
            draft.updated_ms,
            over_ms,
        ])?;
        Ok(n)
    }

    /// In the same transaction as the act it became, or as the sealing that must leave no trace of it.
    pub fn drop_draft(&mut self, id: Uuid) -> Result<()> {
        self.conn.prepare_cached("delete from draft where id = ?1")?.execute([&id.as_bytes()[..]])?;
        Ok(())
    }

    /// Whatever anybody was typing about this record.
    pub fn drop_drafts_about(&mut self, record: RecordId) -> Result<()> {
        let mut drop = self.conn.prepare_cached("delete from draft where instr(json, ?1) > 0")?;
        drop.execute([record.to_string()])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Newest first.
    pub fn drafts(&self, account: AccountId) -> Result<Vec<Draft>> {
        let mut list = self.conn.prepare_cached(include_str!("drafts.sql"))?;
        let rows = list.query_map([&account.bytes()[..]], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether anybody's draft holds this.
    pub fn is_drafted(&self, text: &str) -> Result<bool> {
        let mut find = self.conn.prepare_cached("select 1 from draft where instr(json, ?1) > 0")?;
        Ok(find.exists([text])?)
    }

    pub fn draft(&self, id: Uuid) -> Result<Option<Draft>> {
        let mut find = self.conn.prepare_cached(include_str!("draft.sql"))?;
        Ok(find.query_row([&id.as_bytes()[..]], read).optional()?)
    }
}

fn read(r: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: Uuid::from_bytes(r.get(0)?),
        noun: r.get(1)?,
        account: AccountId::from_bytes(r.get(2)?),
        json: r.get(3)?,
        updated_ms: r.get(4)?,
    })
}
