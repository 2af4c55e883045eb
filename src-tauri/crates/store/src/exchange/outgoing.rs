//! What a peer does not have yet: entries of a stream after a mark, without those it has brought itself.

use ledger::{EntryId, RecordId, Stream};
use rusqlite::{Row, params};

use super::{Peer, Reached};
use crate::desk::Reader;
use crate::error::Result;

/// An entry's bytes as they go out, with its place in this file. An empty body was deleted with its keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    pub n: i64,
    pub id: EntryId,
    pub stream: Stream,
    pub hdr: Vec<u8>,
    pub sig: Vec<u8>,
    pub usig: Option<Vec<u8>>,
    pub body: Vec<u8>,
}

impl Outgoing {
    /// Columns: n, id, hdr, sig, usig, items.
    pub(super) fn read(r: &Row<'_>, stream: &Stream) -> rusqlite::Result<Self> {
        Ok(Self {
            n: r.get(0)?,
            id: EntryId(r.get(1)?),
            stream: stream.clone(),
            hdr: r.get(2)?,
            sig: r.get(3)?,
            usig: r.get(4)?,
            body: r.get::<_, Option<Vec<u8>>>(5)?.unwrap_or_default(),
        })
    }
}

impl Reader<'_> {
    /// The next of a stream after `n`, in the order they came: parents stand before what names them.
    pub fn outgoing(
        &self,
        peer: Option<Peer>,
        stream: &Stream,
        (after, limit): (i64, u32),
    ) -> Result<Vec<Outgoing>> {
        let mut list = self.conn.prepare_cached(include_str!("outgoing.sql"))?;
        let rows = list
            .query_map(params![stream.0, after, limit, peer.map(|p| p.0)], |r| Outgoing::read(r, stream))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many a peer has not said it has.
    pub fn n_outgoing(&self, peer: Option<Peer>, stream: &Stream) -> Result<u64> {
        let after = peer.map(|peer| self.reached(peer, stream, Reached::Confirmed)).transpose()?;
        let mut count = self.conn.prepare_cached(include_str!("n_outgoing.sql"))?;
        Ok(count.query_row(params![stream.0, after.unwrap_or(0), peer.map(|p| p.0)], |r| r.get(0))?)
    }

    /// Every stream of which something is here.
    pub fn streams(&self) -> Result<Vec<Stream>> {
        let mut list = self.conn.prepare_cached("select name from stream order by name")?;
        let rows = list.query_map([], |r| r.get(0).map(Stream))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether something of a record was here when the file ended at `upto`.
    pub fn was_here(&self, record: RecordId, upto: i64) -> Result<bool> {
        Ok(self.first_n(record)?.is_some_and(|n| n <= upto))
    }

    /// The last entry of this file.
    pub fn last_n(&self) -> Result<i64> {
        Ok(self.conn.query_row("select coalesce(max(n), 0) from entry", [], |r| r.get(0))?)
    }
}
