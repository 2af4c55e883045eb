//! The others, by a number that is short in this file, and how far each of them has come.

use ledger::{RecordId, Stream};
use rusqlite::{OptionalExtension, params};

use crate::desk::{Reader, Tx};
use crate::error::Result;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerKind {
    Hub = 1,
    Desk = 2,
}

/// A hub or a desk, by the number it has in this file only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Peer(pub(crate) i64);

/// How surely a peer has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// Handed over; nothing was heard since.
    Sent = 1,
    /// The peer has said so.
    Confirmed = 2,
    /// Of a hub: everything up to here was read back from it, or was not taken. `step_back` forgets it.
    ReadBack = 3,
    /// It put away what it had up to here, or its file was put back: where it may hold the stream it is handed all of it, also what it
    /// had brought.
    Anew = 4,
}

impl Tx<'_> {
    /// The number of a peer, given to it when it is first met.
    pub fn peer(&mut self, kind: PeerKind, tag: [u8; 16]) -> Result<Peer> {
        if let Some(peer) = self.known_peer(tag)? {
            return Ok(peer);
        }
        let mut put = self.conn.prepare_cached("insert into peer (kind, tag) values (?1, ?2)")?;
        Ok(Peer(put.insert(params![kind as i64, &tag[..]])?))
    }

    /// A desk may hold a stream no longer and puts it away: what it had and what it brought counts no more, and neither does a receipt
    /// for a disc that went before. Receipts come with every disc again.
    pub fn begin_anew(&mut self, peer: Peer, stream: &Stream) -> Result<()> {
        for sql in [
            "delete from reached where peer = ?1 and stream = (select id from stream where name = ?2) and how in (1, 2)",
            "delete from bundle_stream where peer = ?1 and stream = (select id from stream where name = ?2)",
        ] {
            self.conn.prepare_cached(sql)?.execute(params![peer.0, stream.0])?;
        }
        self.conn.prepare_cached(include_str!("evict/begin_anew.sql"))?.execute(params![peer.0, stream.0])?;
        Ok(())
    }

    /// A peer never has less than it had: lower marks say nothing.
    pub fn mark_reached(&mut self, peer: Peer, stream: &Stream, (how, upto): (Reached, i64)) -> Result<()> {
        let mut put = self.conn.prepare_cached(include_str!("mark_reached.sql"))?;
        put.execute(params![peer.0, stream.0, how as i64, upto])?;
        Ok(())
    }
}

impl Reader<'_> {
    pub fn known_peer(&self, tag: [u8; 16]) -> Result<Option<Peer>> {
        let mut find = self.conn.prepare_cached("select id from peer where tag = ?1")?;
        Ok(find.query_row([&tag[..]], |r| r.get(0).map(Peer)).optional()?)
    }

    /// Who a peer is: a desk's record or a hub's id.
    pub fn tag_of(&self, peer: Peer) -> Result<(PeerKind, RecordId)> {
        let mut find = self.conn.prepare_cached("select kind, tag from peer where id = ?1")?;
        Ok(find.query_row([peer.0], |r| {
            let kind =
                if r.get::<_, i64>(0)? == PeerKind::Hub as i64 { PeerKind::Hub } else { PeerKind::Desk };
            Ok((kind, RecordId::from_bytes(r.get(1)?)))
        })?)
    }

    /// Everything up to here is there; 0 for a stream that was never told.
    pub fn reached(&self, peer: Peer, stream: &Stream, how: Reached) -> Result<i64> {
        let mut find = self.conn.prepare_cached(include_str!("reached.sql"))?;
        Ok(find.query_row(params![peer.0, stream.0, how as i64], |r| r.get(0)).optional()?.unwrap_or(0))
    }

    /// Every desk that was handed something of a stream, and the stream.
    pub fn desks_told(&self) -> Result<Vec<(Peer, RecordId, Stream)>> {
        let mut list = self.conn.prepare_cached(include_str!("evict/desks_told.sql"))?;
        let told = list
            .query_map([], |r| Ok((Peer(r.get(0)?), RecordId::from_bytes(r.get(1)?), Stream(r.get(2)?))))?;
        Ok(told.collect::<Result<_, _>>()?)
    }

    /// Whether anything here came from it.
    pub fn has_brought(&self, peer: Peer) -> Result<bool> {
        Ok(self.conn.prepare_cached("select 1 from came where peer = ?1 limit 1")?.exists([peer.0])?)
    }

    /// From whom each of a record's entries came; those written here are not among them.
    pub fn came_from(&self, record: RecordId) -> Result<Vec<(ledger::EntryId, Peer, u64)>> {
        let mut list = self.conn.prepare_cached(include_str!("came_from.sql"))?;
        let rows = list.query_map([&record.bytes()[..]], |r| {
            Ok((ledger::EntryId(r.get(0)?), Peer(r.get(1)?), r.get::<_, u64>(2)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
