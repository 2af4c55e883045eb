//! Entries and records out of the log.

use ledger::{DeedId, Entry, EntryId, Record, RecordId, Stream, fold};
use rusqlite::{OptionalExtension, Row, params};

use crate::desk::Reader;
use crate::error::{Result, StoreError};

impl Reader<'_> {
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>> {
        let mut find = self.conn.prepare_cached(include_str!("entry.sql"))?;
        find.query_row([&id.0[..]], |r| Ok(read(r))).optional()?.transpose()
    }

    pub fn has(&self, id: EntryId) -> Result<bool> {
        super::append::has(self.conn, id)
    }

    /// A record's entries as they came.
    pub fn entries(&self, record: RecordId) -> Result<Vec<Entry>> {
        self.listed(include_str!("entries_of_record.sql"), record.bytes())
    }

    /// The entry of a record that came first: it tells noun and stream as every other does.
    pub fn first_entry(&self, record: RecordId) -> Result<Option<Entry>> {
        let mut find = self.conn.prepare_cached(include_str!("first_of_record.sql"))?;
        find.query_row([&record.bytes()[..]], |r| Ok(read(r))).optional()?.transpose()
    }

    /// Every entry of a deed that is here.
    pub fn deed(&self, deed: DeedId) -> Result<Vec<Entry>> {
        self.listed(include_str!("entries_of_deed.sql"), deed.bytes())
    }

    /// Of one stream the newest first, before `n` (`i64::MAX` to begin), each with its `n`.
    pub fn entries_of_stream(&self, stream: &Stream, before: i64, limit: u32) -> Result<Vec<(i64, Entry)>> {
        let mut list = self.conn.prepare_cached(include_str!("entries_of_stream.sql"))?;
        let rows = list.query_map(params![stream.0, before, limit], |r| Ok((r.get(5)?, read(r))))?;
        rows.map(|row| row.map_err(StoreError::from).and_then(|(n, entry)| Ok((n, entry?)))).collect()
    }

    /// Folded under the authority of this snapshot. `None`: nothing of it is here.
    pub fn record(&self, record: RecordId) -> Result<Option<Record>> {
        let entries = self.entries(record)?;
        if entries.is_empty() {
            return Ok(None);
        }
        Ok(fold(&entries, &*self.authority()?))
    }

    pub fn heads(&self, record: RecordId) -> Result<Vec<EntryId>> {
        let mut list = self.conn.prepare_cached("select id from head where rec = ?1 order by id")?;
        let ids = list.query_map([&record.bytes()[..]], |r| r.get(0).map(EntryId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The `n` of a record's first entry: its short name in this file.
    pub(crate) fn first_n(&self, record: RecordId) -> Result<Option<i64>> {
        let mut find = self.conn.prepare_cached("select min(n) from entry where rec = ?1")?;
        Ok(find.query_row([&record.bytes()[..]], |r| r.get(0))?)
    }

    fn listed(&self, sql: &str, key: &[u8; 16]) -> Result<Vec<Entry>> {
        let mut list = self.conn.prepare_cached(sql)?;
        let entries = list.query_map([&key[..]], |r| Ok(read(r)))?;
        entries.map(|e| e.map_err(StoreError::from)?).collect()
    }
}

/// Columns: id, hdr, sig, usig, items. What is not what was signed is named, never shown as if it were.
pub(crate) fn read(row: &Row<'_>) -> Result<Entry> {
    let id = EntryId(row.get(0)?);
    let (hdr, sig, usig) = (row.get(1)?, row.get(2)?, row.get(3)?);
    let read = match row.get::<_, Option<Vec<u8>>>(4)? {
        Some(body) => Entry::read(hdr, sig, usig, body),
        None => Entry::read_gone(hdr, sig, usig),
    };
    read.ok().filter(|e| e.id == id).ok_or(StoreError::BadEntry(id))
}
