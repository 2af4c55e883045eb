//! The register of discs (介质摆渡登记): what went out to whom and came in from whom, and how far that is.

use ledger::{AccountId, Stream};
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value as Json;

use super::{Peer, Reached};
use crate::desk::{Reader, Tx};
use crate::error::Result;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Out = 1,
    In = 2,
}

/// One bundle and one desk it went to or came from.
#[derive(Clone, Debug, PartialEq)]
pub struct BundleRow {
    pub id: [u8; 16],
    pub way: Way,
    pub peer: Peer,
    /// Counted by its sender for its recipient.
    pub number: u64,
    /// Out: its receipt came. In: all of it was taken in.
    pub done: bool,
    /// Out: the last entry it may hold. In: the next block.
    pub upto: i64,
    pub at_ms: u64,
    pub account: AccountId,
    /// Medium, approval, scan, hand-over, counts and hashes, as a person reads them.
    pub about: Json,
}

impl Tx<'_> {
    /// A row is put again as it moves on.
    pub fn put_bundle(&mut self, row: &BundleRow) -> Result<()> {
        let mut put = self.conn.prepare_cached(include_str!("put_bundle.sql"))?;
        put.execute(rusqlite::named_params! {
            ":id": &row.id[..],
            ":way": row.way as i64,
            ":peer": row.peer.0,
            ":number": row.number,
            ":state": 1 + i64::from(row.done),
            ":upto": row.upto,
            ":at_ms": row.at_ms,
            ":account": &row.account.bytes()[..],
            ":json": row.about.to_string(),
        })?;
        Ok(())
    }

    /// The streams an outgoing bundle told all of, up to its mark; they count as sent.
    pub fn put_bundle_streams(&mut self, row: &BundleRow, streams: &[Stream]) -> Result<()> {
        for stream in streams {
            let mut put = self.conn.prepare_cached(include_str!("put_bundle_stream.sql"))?;
            put.execute(params![&row.id[..], row.peer.0, stream.0])?;
            self.mark_reached(row.peer, stream, (Reached::Sent, row.upto))?;
        }
        Ok(())
    }

    /// Its receipt came: what it told is there. `false`: no such bundle went to this peer.
    pub fn confirm_bundle(&mut self, id: [u8; 16], peer: Peer) -> Result<bool> {
        let Some(row) = self.bundle(Way::Out, id, peer)? else { return Ok(false) };
        for stream in self.streams_of_bundle(id, peer)? {
            self.mark_reached(peer, &stream, (Reached::Confirmed, row.upto))?;
        }
        self.put_bundle(&BundleRow { done: true, ..row })?;
        Ok(true)
    }
}

impl Reader<'_> {
    pub fn bundle(&self, way: Way, id: [u8; 16], peer: Peer) -> Result<Option<BundleRow>> {
        let mut find = self.conn.prepare_cached(include_str!("bundle.sql"))?;
        Ok(find.query_row(params![way as i64, &id[..], peer.0], row).optional()?)
    }

    /// The newest first.
    pub fn bundles(&self) -> Result<Vec<BundleRow>> {
        let mut list = self.conn.prepare_cached(include_str!("bundles.sql"))?;
        let rows = list.query_map([], row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The number the next bundle to this peer has, from 1.
    pub fn next_bundle_number(&self, peer: Peer) -> Result<u64> {
        let sql = "select coalesce(max(number), 0) + 1 from bundle where way = 1 and peer = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([peer.0], |r| r.get(0))?)
    }

    fn streams_of_bundle(&self, id: [u8; 16], peer: Peer) -> Result<Vec<Stream>> {
        let mut list = self.conn.prepare_cached(include_str!("streams_of_bundle.sql"))?;
        let rows = list.query_map(params![&id[..], peer.0], |r| r.get(0).map(Stream))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn row(r: &Row<'_>) -> rusqlite::Result<BundleRow> {
    let json: String = r.get(8)?;
    Ok(BundleRow {
        id: r.get(0)?,
        way: if r.get::<_, i64>(1)? == Way::Out as i64 { Way::Out } else { Way::In },
        peer: Peer(r.get(2)?),
        number: r.get(3)?,
        done: r.get::<_, i64>(4)? > 1,
        upto: r.get(5)?,
        at_ms: r.get(6)?,
        account: AccountId::from_bytes(r.get(7)?),
        about: serde_json::from_str(&json).unwrap_or_default(),
    })
}
