//! How far each stream is the same here and on a hub, by a mark below which nothing is looked at again.
//! It does not know which of the streams a desk may have (`actions`).
//! Called at the beginning of an exchange and by the page of the hub: with nothing new it costs a look into an index a stream.

use std::collections::BTreeMap;

use ledger::{EntryId, RecordId, Stream};
use rusqlite::{OptionalExtension, Row, params};

use super::super::{Peer, Reached};
use crate::desk::{Reader, Tx};
use crate::error::Result;

/// A stream of which something is here, as it stands with one hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubStanding {
    pub stream: Stream,
    /// The end of the newest segment that was verified.
    pub cursor: Option<(u64, [u8; 32])>,
    /// Entries that the hub has not shown yet and may still take.
    pub undelivered: u64,
    /// Entries that it did not take: they are here only, and offered again only when somebody asks for it.
    pub not_taken: Option<NotTaken>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    pub n: u64,
    /// Of the first of them: its place in this file, and what the hub said.
    pub first: i64,
    pub why: String,
}

/// A record of which something is here only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    pub record: RecordId,
    /// How many of its entries.
    pub n: u64,
    /// What the hub said of one that it did not take, and one of these: `not_taken_with` finds the record by it.
    pub not_taken: Option<(String, EntryId)>,
}

impl Reader<'_> {
    /// Of a stream the records that wait for a hub, those that wait longest first.
    pub fn undelivered(&self, (peer, stream): (Peer, &Stream), limit: u32) -> Result<Vec<Undelivered>> {
        let seen = self.reached(peer, stream, Reached::ReadBack)?;
        let mut list = self.conn.prepare_cached(include_str!("undelivered.sql"))?;
        let rows = list.query_map(params![peer.0, stream.0, seen, limit], undelivered)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The same of one record; none where all of it was shown.
    pub fn undelivered_of(
        &self,
        (peer, stream): (Peer, &Stream),
        record: RecordId,
    ) -> Result<Option<Undelivered>> {
        let seen = self.reached(peer, stream, Reached::ReadBack)?;
        let mut find = self.conn.prepare_cached(include_str!("undelivered_of.sql"))?;
        let found =
            find.query_row(params![peer.0, stream.0, seen, &record.bytes()[..]], undelivered).optional()?;
        Ok(found)
    }

    pub fn hub_standings(&self, peer: Peer) -> Result<Vec<HubStanding>> {
        Ok(self.hub_marks(peer)?.into_iter().map(|(standing, _)| standing).collect())
    }

    /// With each the entry up to which it has no gap.
    fn hub_marks(&self, peer: Peer) -> Result<Vec<(HubStanding, Mark)>> {
        let mut list = self.conn.prepare_cached(include_str!("standing.sql"))?;
        let rows = list.query_map([peer.0], |r| {
            let cursor = match (r.get::<_, Option<u64>>(3)?, r.get::<_, Option<[u8; 32]>>(4)?) {
                (Some(pos), Some(hash)) => Some((pos, hash)),
                _ => None,
            };
            let standing = HubStanding { stream: Stream(r.get(0)?), cursor, undelivered: 0, not_taken: None };
            Ok((standing, Mark { kept: r.get(1)?, last: r.get(2)? }))
        })?;
        let mut found = rows.collect::<Result<Vec<_>, _>>()?;
        let mut not_taken = self.not_taken(peer)?;
        found.iter_mut().for_each(|(one, _)| one.not_taken = not_taken.remove(&one.stream));
        for (standing, mark) in found.iter_mut().filter(|(_, mark)| mark.last > mark.kept) {
            let (n, first) = self.lost(peer, &standing.stream, (mark.kept, mark.last))?;
            standing.undelivered = n;
            mark.last = first.map_or(mark.last, |first| first - 1);
        }
        Ok(found)
    }

    /// By stream, where there is something.
    pub(super) fn not_taken(&self, peer: Peer) -> Result<BTreeMap<Stream, NotTaken>> {
        let mut list = self.conn.prepare_cached(include_str!("not_taken.sql"))?;
        let rows = list.query_map([peer.0], |r| {
            Ok((Stream(r.get(0)?), NotTaken { n: r.get(1)?, first: r.get(2)?, why: r.get(3)? }))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Entries of a stream, above one and up to another, that this hub has not shown: how many, and the first.
    pub(super) fn lost(
        &self,
        peer: Peer,
        stream: &Stream,
        (above, upto): (i64, i64),
    ) -> Result<(u64, Option<i64>)> {
        let mut lost = self.conn.prepare_cached(include_str!("lost.sql"))?;
        Ok(lost.query_row(params![peer.0, stream.0, above, upto], |r| Ok((r.get(0)?, r.get(1)?)))?)
    }
}

struct Mark {
    kept: i64,
    /// The last entry here; once counted, the last without a gap.
    last: i64,
}

fn undelivered(r: &Row<'_>) -> rusqlite::Result<Undelivered> {
    let one: Option<[u8; 32]> = r.get(3)?;
    let not_taken = r.get::<_, Option<String>>(2)?.zip(one.map(EntryId));
    Ok(Undelivered { record: RecordId::from_bytes(r.get(0)?), n: r.get(1)?, not_taken })
}

impl Tx<'_> {
    /// The same, and what has no gap is remembered.
    pub fn settle_hub(&mut self, peer: Peer) -> Result<Vec<HubStanding>> {
        let found = self.hub_marks(peer)?;
        for (standing, mark) in found.iter().filter(|(_, mark)| mark.last > mark.kept) {
            self.mark_reached(peer, &standing.stream, (Reached::ReadBack, mark.last))?;
        }
        Ok(found.into_iter().map(|(standing, _)| standing).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Desk;
    use crate::exchange::{PeerKind, Placed};
    use crate::kit::{self, act, case, id};

    fn write(desk: &Desk, n: u64) -> EntryId {
        act(desk, id(n), case("一", "2026-03-01")).id
    }

    fn place(desk: &Desk, peer: Peer, (pos, entry): (u64, EntryId)) {
        let stream = Stream::station(id(0));
        let placed = [Placed { pos, id: entry, good: true, held: None }];
        desk.act(|tx| tx.place((peer, &stream), &placed, &[(pos, [1; 32])])).unwrap();
    }

    /// Of the station's stream: what is undelivered, the cursor's place, and the mark.
    fn settled(desk: &Desk, peer: Peer) -> (u64, Option<u64>, i64) {
        let stream = Stream::station(id(0));
        let all = desk.act(|tx| tx.settle_hub(peer)).unwrap();
        let read = desk.read(|r| r.hub_standings(peer)).unwrap();
        assert_eq!(read, all, "a look says the same as settling");
        let one = all.into_iter().find(|one| one.stream == stream).unwrap();
        let mark = desk.read(|r| r.reached(peer, &stream, Reached::ReadBack)).unwrap();
        (one.undelivered, one.cursor.map(|(pos, _)| pos), mark)
    }

    #[test]
    fn the_mark_stops_before_the_first_gap_and_goes_back_with_the_hub() {
        let (_dir, desk) = kit::desk();
        let entries: Vec<EntryId> = (1..=3).map(|n| write(&desk, n)).collect();
        let last = desk.read(|r| r.last_n()).unwrap();
        let peer = desk.act(|tx| tx.peer(PeerKind::Hub, [5; 16])).unwrap();
        assert_eq!(settled(&desk, peer).0, 3);
        place(&desk, peer, (1, entries[0]));
        place(&desk, peer, (2, entries[2]));
        assert_eq!(settled(&desk, peer), (1, Some(2), last - 2), "the second is missing there");
        place(&desk, peer, (3, entries[1]));
        assert_eq!(settled(&desk, peer), (0, Some(3), last));
        let other = write(&desk, 4);
        assert_eq!(settled(&desk, peer), (1, Some(3), last), "what was written since is seen");
        place(&desk, peer, (4, other));
        assert_eq!(settled(&desk, peer).0, 0);
        let stream = Stream::station(id(0));
        desk.act(|tx| tx.step_back((peer, &stream), 1)).unwrap();
        assert_eq!(
            settled(&desk, peer),
            (3, Some(1), last - 2),
            "the hub lost its tail, and all of it is missed"
        );
    }

    #[test]
    fn what_waits_is_told_by_record_with_what_the_hub_said_of_it() {
        let (_dir, desk) = kit::desk();
        let entries: Vec<EntryId> = (1..=3).map(|n| write(&desk, n)).collect();
        let peer = desk.act(|tx| tx.peer(PeerKind::Hub, [5; 16])).unwrap();
        let waiting = |most| {
            let stream = Stream::station(id(0));
            let found = desk.read(|r| r.undelivered((peer, &stream), most)).unwrap();
            found.into_iter().map(|one| (one.record, one.n, one.not_taken)).collect::<Vec<_>>()
        };
        let one = |n| {
            let stream = Stream::station(id(0));
            let found = desk.read(|r| r.undelivered_of((peer, &stream), id(n))).unwrap();
            found.map(|one| (one.record, one.n, one.not_taken))
        };
        assert_eq!(waiting(9), [(id(1), 1, None), (id(2), 1, None), (id(3), 1, None)], "the oldest first");
        assert_eq!(waiting(2).len(), 2);
        place(&desk, peer, (1, entries[0]));
        desk.act(|tx| tx.note_refused(peer, entries[1], "too large")).unwrap();
        let refused = (id(2), 1, Some(("too large".to_owned(), entries[1])));
        assert_eq!(waiting(9), [refused.clone(), (id(3), 1, None)]);
        assert_eq!([1, 2, 3].map(one), [None, Some(refused.clone()), Some((id(3), 1, None))]);
        place(&desk, peer, (2, entries[2]));
        settled(&desk, peer);
        assert_eq!(waiting(9).len(), 1, "what was not taken is told also behind the mark");
        assert_eq!(one(2), Some(refused));
        place(&desk, peer, (3, entries[1]));
        assert_eq!((waiting(9), one(2)), (vec![], None));
    }

    #[test]
    fn another_hub_has_marks_of_its_own() {
        let (_dir, desk) = kit::desk();
        let entry = write(&desk, 1);
        let [one, other] = [[5; 16], [6; 16]].map(|tag| desk.act(|tx| tx.peer(PeerKind::Hub, tag)).unwrap());
        place(&desk, one, (1, entry));
        assert_eq!((settled(&desk, one).0, settled(&desk, other).0), (0, 1));
    }
}
