//! How a desk stands with a hub: what was read back, along which segments, what is still to go up.
//! It does not know a hub (`sync`), nor which streams a desk may have (`actions`).
//! Called by `actions` during an exchange.

mod standing;

pub use standing::{HubStanding, NotTaken, Undelivered};

use ledger::{Entry, EntryId, RecordId, Stream};
use rusqlite::{OptionalExtension, Row, params};

use super::held::parts_of;
use super::{Cause, Fate, HeldHash, Outgoing, Peer, Reached, held_hash};
use crate::desk::{Reader, Tx};
use crate::error::Result;

/// One id as it stands on the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    pub pos: u64,
    pub id: EntryId,
    /// The copy that lies there is the one that is here, or nobody here may read it.
    pub good: bool,
    /// Of a copy that was set aside here: should it be judged otherwise one day, its place is known by this.
    pub held: Option<HeldHash>,
}

impl Tx<'_> {
    /// What a page of a hub said, with the ends of its segments.
    pub fn place(
        &mut self,
        (peer, stream): (Peer, &Stream),
        placed: &[Placed],
        segments: &[(u64, [u8; 32])],
    ) -> Result<()> {
        let stream = self.stream_number(stream)?;
        let mut put = self.conn.prepare_cached(include_str!("place.sql"))?;
        for Placed { pos, id, good, held } in placed {
            let held = held.as_ref().map(|hash| &hash[..]);
            put.execute(params![peer.0, stream, pos, &id.0[..], good, held])?;
        }
        let mut put = self.conn.prepare_cached(include_str!("put_segment.sql"))?;
        for (to_pos, hash) in segments {
            put.execute(params![peer.0, stream, to_pos, &hash[..]])?;
        }
        Ok(())
    }

    /// A copy that was set aside once is judged again: where it lies on a hub it delivers now, or no longer.
    pub(super) fn judge_places(&mut self, entry: &Entry, fate: &Fate) -> Result<()> {
        let id = &entry.id.0[..];
        let mut any = self.conn.prepare_cached("select 1 from place where id = ?1 and held is not null")?;
        if !any.exists([id])? {
            return Ok(());
        }
        let none = Vec::new();
        let hash = held_hash(parts_of(entry, &none));
        let good = !matches!(fate, Fate::Held(Cause::Forged | Cause::Unreadable));
        self.conn.prepare_cached(include_str!("judge.sql"))?.execute(params![id, &hash[..], good])?;
        Ok(())
    }

    /// The hub no longer has what stands above `to`: it is undelivered again. Says how many entries that were.
    pub fn step_back(&mut self, (peer, stream): (Peer, &Stream), to: u64) -> Result<u64> {
        // The mark rests on what stood there: from here on all of it is looked at again.
        let mut gone = self.conn.prepare_cached(include_str!("forget_seen.sql"))?;
        gone.execute(params![peer.0, stream.0])?;
        self.doubt_parcels(peer, stream)?;
        self.doubt_redactions(peer)?;
        let mut gone = self.conn.prepare_cached(include_str!("forget_segments.sql"))?;
        gone.execute(params![peer.0, stream.0, to])?;
        let mut gone = self.conn.prepare_cached(include_str!("forget_places.sql"))?;
        Ok(gone.execute(params![peer.0, stream.0, to])? as u64)
    }

    /// Acknowledged up to here. That is not final: only `place` delivers.
    pub fn mark_sent(&mut self, (peer, stream): (Peer, &Stream), ids: &[EntryId]) -> Result<()> {
        let mut last = 0;
        for id in ids {
            let mut find = self.conn.prepare_cached("select n from entry where id = ?1")?;
            last = last.max(find.query_row([&id.0[..]], |r| r.get(0)).optional()?.unwrap_or(0));
        }
        self.mark_reached(peer, stream, (Reached::Sent, last))
    }

    /// What was acknowledged and did not come back is to be sent again. Says how many entries that are.
    pub fn send_again(&mut self, (peer, stream): (Peer, &Stream)) -> Result<u64> {
        let sent = self.reached(peer, stream, Reached::Sent)?;
        let seen = self.reached(peer, stream, Reached::ReadBack)?;
        let (n, first) = self.lost(peer, stream, (seen, sent))?;
        if let Some(first) = first {
            let mut back = self.conn.prepare_cached(include_str!("unsend.sql"))?;
            back.execute(params![peer.0, stream.0, first - 1])?;
        }
        Ok(n)
    }

    pub fn note_refused(&mut self, peer: Peer, id: EntryId, why: &str) -> Result<()> {
        let mut put = self
            .conn
            .prepare_cached("insert or ignore into hub_refused (peer, id, why) values (?1, ?2, ?3)")?;
        put.execute(params![peer.0, &id.0[..], why])?;
        Ok(())
    }

    /// The hub's limits may have been raised: what it did not take is offered once more.
    pub fn offer_refused(&mut self, peer: Peer) -> Result<()> {
        for (stream, not_taken) in self.not_taken(peer)? {
            self.look_again_from(peer, &stream, not_taken.first)?;
        }
        self.conn.prepare_cached("delete from hub_refused where peer = ?1")?.execute([peer.0])?;
        Ok(())
    }

    /// One item of the queue alone is offered once more: all that it did not take of this record in this stream. Not a single
    /// entry, because a later one of a record waits at every reader for the earlier ones, its parents. No entry waits for one of
    /// another record, also where a writer's numbers leave a gap there for now, so what was not taken of others stays as it is.
    pub fn offer_record(&mut self, peer: Peer, (stream, record): (&Stream, RecordId)) -> Result<()> {
        let item = (peer.0, &stream.0, &record.bytes()[..]);
        let mut find = self.conn.prepare_cached(include_str!("first_refused.sql"))?;
        let first: Option<i64> = find.query_row(item, |r| r.get(0))?;
        let Some(first) = first else { return Ok(()) };
        self.look_again_from(peer, stream, first)?;
        let mut gone = self.conn.prepare_cached(include_str!("forget_refused.sql"))?;
        gone.execute(item)?;
        Ok(())
    }

    fn look_again_from(&mut self, peer: Peer, stream: &Stream, first: i64) -> Result<()> {
        let mut back = self.conn.prepare_cached(include_str!("offer.sql"))?;
        back.execute(params![peer.0, stream.0, first - 1])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Ends of segments that were verified, the newest first.
    pub fn segments(&self, peer: Peer, stream: &Stream) -> Result<Vec<(u64, [u8; 32])>> {
        let mut list = self.conn.prepare_cached(include_str!("segments.sql"))?;
        let rows = list.query_map(params![peer.0, stream.0], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The next entries of a stream that the hub was not sent and has not shown, parents first.
    pub fn unsent(&self, (peer, stream): (Peer, &Stream), limit: u32) -> Result<Vec<Outgoing>> {
        let sent = self.reached(peer, stream, Reached::Sent)?;
        let above = sent.max(self.reached(peer, stream, Reached::ReadBack)?);
        let mut list = self.conn.prepare_cached(include_str!("unsent.sql"))?;
        let rows = list.query_map(params![peer.0, stream.0, above, limit], |r| Outgoing::read(r, stream))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Entries of a stream that this hub has not shown yet.
    pub fn n_undelivered(&self, peer: Peer, stream: &Stream) -> Result<u64> {
        let seen = self.reached(peer, stream, Reached::ReadBack)?;
        Ok(self.lost(peer, stream, (seen, i64::MAX))?.0)
    }

    /// Hubs on which an entry was read back, with its place there.
    pub fn places_of(&self, id: EntryId) -> Result<Vec<(Peer, u64)>> {
        let mut list = self.conn.prepare_cached("select peer, pos from place where id = ?1 and good = 1")?;
        let rows = list.query_map([&id.0[..]], |r| Ok((Peer(r.get(0)?), r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn hub_refused(&self, peer: Peer) -> Result<Vec<(EntryId, String)>> {
        let mut list = self.conn.prepare_cached("select id, why from hub_refused where peer = ?1")?;
        let rows = list.query_map([peer.0], |r| Ok((EntryId(r.get(0)?), r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The item of the queue that an entry this hub did not take belongs to; none once it lies there, or is offered again.
    pub fn not_taken_with(&self, peer: Peer, id: EntryId) -> Result<Option<(Stream, RecordId)>> {
        let mut find = self.conn.prepare_cached(include_str!("not_taken_with.sql"))?;
        let item = |r: &Row<'_>| Ok((Stream(r.get(0)?), RecordId::from_bytes(r.get(1)?)));
        Ok(find.query_row(params![peer.0, &id.0[..]], item).optional()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::PeerKind;
    use crate::kit::{self, act, case, id};
    use crate::{Desk, StoreError};

    const HUB: [u8; 16] = [5; 16];

    fn hub(desk: &Desk) -> Peer {
        desk.act(|tx| tx.peer(PeerKind::Hub, HUB)).unwrap()
    }

    fn unsent(desk: &Desk, peer: Peer, stream: &Stream) -> Vec<EntryId> {
        let out = desk.read(|r| r.unsent((peer, stream), 10)).unwrap();
        out.into_iter().map(|o| o.id).collect()
    }

    fn placed(pos: u64, id: EntryId) -> Placed {
        Placed { pos, id, good: true, held: None }
    }

    #[test]
    fn an_acknowledgement_is_not_final_and_reading_back_is() {
        let (_dir, desk) = kit::desk();
        let entries: Vec<EntryId> = (1..=3).map(|n| act(&desk, id(n), case("一", "2026-03-01")).id).collect();
        let (peer, stream) = (hub(&desk), Stream::station(id(0)));
        assert_eq!(unsent(&desk, peer, &stream), entries);
        desk.act(|tx| tx.mark_sent((peer, &stream), &entries)).unwrap();
        assert_eq!(unsent(&desk, peer, &stream), [], "not offered twice in one exchange");
        assert_eq!(desk.read(|r| r.n_undelivered(peer, &stream)).unwrap(), 3, "and not delivered");
        // Two came back; the third was lost with the hub's tail.
        let back = [placed(1, entries[0]), placed(2, entries[2])];
        desk.act(|tx| tx.place((peer, &stream), &back, &[(2, [2; 32])])).unwrap();
        assert_eq!(desk.act(|tx| tx.send_again((peer, &stream))).unwrap(), 1);
        assert_eq!(unsent(&desk, peer, &stream), [entries[1]]);
        assert_eq!(desk.read(|r| r.places_of(entries[2])).unwrap(), [(peer, 2)]);
    }

    #[test]
    fn stepping_back_makes_undelivered_what_stood_above() {
        let (_dir, desk) = kit::desk();
        let entries: Vec<EntryId> = (1..=2).map(|n| act(&desk, id(n), case("一", "2026-03-01")).id).collect();
        let (peer, stream) = (hub(&desk), Stream::station(id(0)));
        desk.act(|tx| {
            tx.mark_sent((peer, &stream), &entries)?;
            tx.place((peer, &stream), &[placed(1, entries[0])], &[(1, [1; 32])])?;
            tx.place((peer, &stream), &[placed(2, entries[1])], &[(2, [2; 32])])
        })
        .unwrap();
        assert_eq!(desk.read(|r| r.segments(peer, &stream)).unwrap(), [(2, [2; 32]), (1, [1; 32])]);
        assert_eq!(desk.act(|tx| tx.step_back((peer, &stream), 1)).unwrap(), 1);
        assert_eq!(desk.read(|r| r.segments(peer, &stream)).unwrap(), [(1, [1; 32])]);
        desk.act(|tx| tx.send_again((peer, &stream))).unwrap();
        assert_eq!(unsent(&desk, peer, &stream), [entries[1]]);
    }

    #[test]
    fn a_bad_copy_on_the_hub_delivers_nothing_and_a_refused_entry_is_not_offered_again() {
        let (_dir, desk) = kit::desk();
        let entries: Vec<EntryId> = (1..=2).map(|n| act(&desk, id(n), case("一", "2026-03-01")).id).collect();
        let (peer, stream) = (hub(&desk), Stream::station(id(0)));
        let bad = Placed { good: false, ..placed(1, entries[0]) };
        desk.act(|tx| {
            tx.place((peer, &stream), &[bad], &[(1, [1; 32])])?;
            tx.note_refused(peer, entries[1], "quota")
        })
        .unwrap();
        assert_eq!(unsent(&desk, peer, &stream), [entries[0]]);
        let refused = desk.read(|r| r.hub_refused(peer)).unwrap();
        assert_eq!(refused, [(entries[1], "quota".to_owned())]);
        let standings = desk.act(|tx| tx.settle_hub(peer)).unwrap();
        let one = standings.into_iter().find(|one| one.stream == stream).unwrap();
        let not_taken = one.not_taken.map(|not_taken| (not_taken.n, not_taken.why));
        assert_eq!((one.undelivered, not_taken), (1, Some((1, "quota".to_owned()))), "it is here only");
        // What was written after it went up; then the limit is raised.
        desk.act(|tx| {
            tx.mark_sent((peer, &stream), &entries)?;
            tx.place((peer, &stream), &[placed(2, entries[0])], &[(2, [2; 32])])?;
            tx.settle_hub(peer)?;
            tx.offer_refused(peer)
        })
        .unwrap();
        assert_eq!(unsent(&desk, peer, &stream), [entries[1]]);
        assert!(desk.read(|r| r.hub_refused(peer)).unwrap().is_empty());
    }

    #[test]
    fn one_record_is_offered_again_whole_and_what_was_not_taken_of_others_stays_refused() {
        let (_dir, desk) = kit::desk();
        let entries: Vec<EntryId> =
            [1, 2, 1, 3].map(|n| act(&desk, id(n), case("一", "2026-03-01")).id).into();
        let (peer, stream) = (hub(&desk), Stream::station(id(0)));
        desk.act(|tx| {
            tx.place((peer, &stream), &[placed(1, entries[3])], &[(1, [1; 32])])?;
            entries[..3].iter().try_for_each(|entry| tx.note_refused(peer, *entry, "too large"))?;
            tx.settle_hub(peer)
        })
        .unwrap();
        assert_eq!(unsent(&desk, peer, &stream), []);
        let item = |entry| desk.read(|r| r.not_taken_with(peer, entry)).unwrap();
        assert_eq!(item(entries[2]), Some((stream.clone(), id(1))));
        assert_eq!(item(entries[3]), None, "it was never refused");
        desk.act(|tx| tx.offer_record(peer, (&Stream::admin(), id(1)))).unwrap();
        assert_eq!(unsent(&desk, peer, &stream), [], "nothing of it is there");
        desk.act(|tx| tx.offer_record(peer, (&stream, id(1)))).unwrap();
        assert_eq!(unsent(&desk, peer, &stream), [entries[0], entries[2]], "the earlier one first");
        assert_eq!([entries[0], entries[2]].map(item), [None, None]);
        let refused = || desk.read(|r| r.hub_refused(peer)).unwrap();
        assert_eq!(refused(), [(entries[1], "too large".to_owned())]);
        // Refused again, with other words; the other record's are those it had.
        desk.act(|tx| tx.note_refused(peer, entries[0], "still too large")).unwrap();
        assert_eq!(unsent(&desk, peer, &stream), [entries[2]]);
        let mut said: Vec<String> = refused().into_iter().map(|(_, why)| why).collect();
        said.sort();
        assert_eq!(said, ["still too large", "too large"]);
        // Read back after all: by another desk, which had it by disc.
        desk.act(|tx| tx.place((peer, &stream), &[placed(2, entries[1])], &[(2, [2; 32])])).unwrap();
        assert_eq!(item(entries[1]), None);
    }

    #[test]
    fn two_hubs_are_told_apart() {
        let (_dir, desk) = kit::desk();
        let entry = act(&desk, id(1), case("一", "2026-03-01")).id;
        let stream = Stream::station(id(0));
        let (one, other) = (hub(&desk), desk.act(|tx| tx.peer(PeerKind::Hub, [6; 16])).unwrap());
        desk.act(|tx| tx.place((one, &stream), &[placed(1, entry)], &[(1, [1; 32])])).unwrap();
        assert_eq!((unsent(&desk, one, &stream).len(), unsent(&desk, other, &stream).len()), (0, 1));
        assert!(desk.read(|r| Ok::<_, StoreError>(r.segments(other, &stream)?.is_empty())).unwrap());
    }
}
