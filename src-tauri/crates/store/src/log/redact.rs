//! Taking personal data out of a stored body (ledger.md §5.3): the leaf stays, so chain and signature hold.

use ledger::{Entry, EntryId, Item, Op};
use rusqlite::params;

use super::append::name_blobs;
use crate::desk::Tx;
use crate::error::{Result, StoreError};

impl Tx<'_> {
    /// Keeps the approver's signature that an entry has been given (`Entry::approved_by`); nothing else of it changes.
    pub fn keep_approval(&mut self, entry: &Entry) -> Result<()> {
        self.fresh.forget(entry.header.record);
        let mut put = self.conn.prepare_cached("update entry set usig = ?2 where id = ?1")?;
        match put.execute(params![&entry.id.0[..], entry.usig])? {
            1 => Ok(()),
            _ => Err(StoreError::Missing(format!("entry {}", entry.id))),
        }
    }

    /// Reduces these items to their leaves and lets go of attachments that only they named.
    /// The caller makes sure that the redaction stands, and refreshes the record's projection afterwards.
    pub fn redact(&mut self, id: EntryId, items: &[u32]) -> Result<()> {
        let Some(entry) = self.entry(id)? else {
            return Err(StoreError::Missing(format!("entry {id}")));
        };
        let left = entry.redacted(items);
        self.fresh.forget(entry.header.record);
        self.conn
            .prepare_cached("update body set items = ?2 where n = (select n from entry where id = ?1)")?
            .execute(params![&id.0[..], left.body])?;
        let before = self.dropped.len();
        for item in entry.items.iter().filter(|i| items.contains(&i.n())) {
            self.unname(id, item)?;
        }
        for address in &self.dropped[before..] {
            self.note_redacted(id, Some(address))?;
        }
        self.leave_remnants()?;
        self.note_redacted(id, None)
    }

    /// Puts in the place of a body that lost something on its way here what another copy of the entry has brought. Both were held
    /// against the header; the caller makes sure that nobody has ordered the loss, and refreshes the record's projection afterwards.
    pub fn fill(&mut self, whole: &Entry) -> Result<()> {
        self.fresh.forget(whole.header.record);
        let sql = "select n from entry where id = ?1";
        let n: i64 = self.conn.prepare_cached(sql)?.query_row([&whole.id.0[..]], |r| r.get(0))?;
        let sql = "insert into body (n, items) values (?1, ?2) on conflict (n) do update set items = excluded.items";
        self.conn.prepare_cached(sql)?.execute(params![n, whole.body])?;
        name_blobs(self.conn, whole, n)
    }

    fn unname(&mut self, id: EntryId, item: &Item) -> Result<()> {
        let Some(Op::Blob { address, .. }) = item.op() else { return Ok(()) };
        self.conn
            .prepare_cached(
                "delete from blob where address = ?2 and n = (select n from entry where id = ?1)",
            )?
            .execute(params![&id.0[..], address])?;
        if !self.conn.prepare_cached("select 1 from blob where address = ?1")?.exists([address])? {
            self.conn.prepare_cached("delete from parcel where address = ?1")?.execute([address])?;
            self.dropped.push(address.clone());
        }
        Ok(())
    }
}
