//! Stored rows as they are, for `verify`.

use rusqlite::{Row, params};

use crate::desk::Reader;
use crate::error::Result;

/// An entry's stored bytes with the columns beside them: nothing is trusted or decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct RawEntry {
    pub n: i64,
    pub id: Vec<u8>,
    pub stream: String,
    pub rec: Vec<u8>,
    pub writer: Vec<u8>,
    pub seq: i64,
    pub hdr: Vec<u8>,
    pub sig: Vec<u8>,
    pub usig: Option<Vec<u8>>,
    /// `None`: the body was deleted as a whole.
    pub body: Option<Vec<u8>>,
    /// Its signature was checked on this desk.
    pub checked: bool,
}

impl Reader<'_> {
    /// In the order they came, after `after` (0 to begin).
    pub fn raw_entries(&self, after: i64, limit: u32) -> Result<Vec<RawEntry>> {
        let mut list = self.conn.prepare_cached(include_str!("raw_entries.sql"))?;
        let rows = list.query_map(params![after, limit], raw)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn n_entries(&self) -> Result<u64> {
        Ok(self.conn.query_row("select count(*) from entry", [], |r| r.get(0))?)
    }
}

fn raw(r: &Row<'_>) -> rusqlite::Result<RawEntry> {
    Ok(RawEntry {
        n: r.get(0)?,
        id: r.get(1)?,
        stream: r.get(2)?,
        rec: r.get(3)?,
        writer: r.get(4)?,
        seq: r.get(5)?,
        hdr: r.get(6)?,
        sig: r.get(7)?,
        usig: r.get(8)?,
        body: r.get(9)?,
        checked: r.get(10)?,
    })
}
