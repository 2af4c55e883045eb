//! Where the entries of one record have been: from whom they came, whether a hub has shown them, what other desks have said.
//! It does not know who may see it (`actions`).
//! Called for the page of a record.

use ledger::{RecordId, Stream};
use rusqlite::params;

use super::{Peer, Reached};
use crate::desk::Reader;
use crate::error::Result;

/// One entry on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Travelled {
    /// Its place in this file.
    pub n: i64,
    pub stream: Stream,
    /// From whom it came, and when; `None` was written here.
    pub from: Option<(Peer, u64)>,
    pub hub: AtHub,
}

/// How surely a hub has an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtHub {
    Nothing,
    /// Acknowledged, and not read back yet.
    Sent,
    /// It did not take it.
    Refused,
    ReadBack,
}

/// Up to where a desk has a stream, as far as is known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskMark {
    pub peer: Peer,
    pub desk: RecordId,
    pub how: Reached,
    pub upto: i64,
}

impl Reader<'_> {
    /// The entries of a record, in the order they came here.
    pub fn travelled(&self, record: RecordId, hub: Option<Peer>) -> Result<Vec<Travelled>> {
        let mut list = self.conn.prepare_cached(include_str!("travel.sql"))?;
        let rows = list.query_map(params![&record.bytes()[..], hub.map(|hub| hub.0)], |r| {
            let from = r.get::<_, Option<i64>>(2)?.map(Peer).zip(r.get::<_, Option<u64>>(3)?);
            let hub = match r.get(4)? {
                3 => AtHub::ReadBack,
                2 => AtHub::Refused,
                1 => AtHub::Sent,
                _ => AtHub::Nothing,
            };
            Ok(Travelled { n: r.get(0)?, stream: Stream(r.get(1)?), from, hub })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What other desks were handed of a stream, and what they have said they have.
    pub fn desk_marks(&self, stream: &Stream) -> Result<Vec<DeskMark>> {
        let mut list = self.conn.prepare_cached(include_str!("desk_marks.sql"))?;
        let rows = list.query_map([&stream.0], |r| {
            let how =
                if r.get::<_, i64>(2)? == Reached::Sent as i64 { Reached::Sent } else { Reached::Confirmed };
            Ok(DeskMark {
                peer: Peer(r.get(0)?),
                desk: RecordId::from_bytes(r.get(1)?),
                how,
                upto: r.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use ledger::EntryId;

    use super::*;
    use crate::exchange::{PeerKind, Placed};
    use crate::kit::{self, act, case, id};

    #[test]
    fn each_entry_tells_how_surely_the_hub_has_it() {
        let (_dir, desk) = kit::desk();
        let stream = Stream::station(id(0));
        let entries: Vec<EntryId> = (1..=4).map(|_| act(&desk, id(1), case("一", "2026-03-01")).id).collect();
        let hub = desk.act(|tx| tx.peer(PeerKind::Hub, [5; 16])).unwrap();
        desk.act(|tx| {
            tx.mark_sent((hub, &stream), &entries[..3])?;
            tx.note_refused(hub, entries[1], "too large")?;
            let placed = [Placed { pos: 1, id: entries[0], good: true, held: None }];
            tx.place((hub, &stream), &placed, &[(1, [1; 32])])
        })
        .unwrap();
        let at = |hub| -> Vec<AtHub> {
            let found = desk.read(|r| r.travelled(id(1), hub)).unwrap();
            assert!(found.iter().all(|one| one.from.is_none() && one.stream == stream));
            found.into_iter().map(|one| one.hub).collect()
        };
        assert_eq!(at(Some(hub)), [AtHub::ReadBack, AtHub::Refused, AtHub::Sent, AtHub::Nothing]);
        assert_eq!(at(None), [AtHub::Nothing; 4], "with no hub all of it is here only");
    }

    #[test]
    fn a_desk_has_what_it_was_handed_and_what_it_has_said() {
        let (_dir, desk) = kit::desk();
        let stream = Stream::station(id(0));
        act(&desk, id(1), case("一", "2026-03-01"));
        let other = [6; 16];
        desk.act(|tx| {
            let peer = tx.peer(PeerKind::Desk, other)?;
            tx.mark_reached(peer, &stream, (Reached::Sent, 9))?;
            tx.mark_reached(peer, &stream, (Reached::Confirmed, 4))?;
            let hub = tx.peer(PeerKind::Hub, [5; 16])?;
            tx.mark_reached(hub, &stream, (Reached::Sent, 9))
        })
        .unwrap();
        let marks = desk.read(|r| r.desk_marks(&stream)).unwrap();
        let told: Vec<_> = marks.iter().map(|mark| (mark.desk, mark.how, mark.upto)).collect();
        let desk_of = RecordId::from_bytes(other);
        assert_eq!(told, [(desk_of, Reached::Sent, 9), (desk_of, Reached::Confirmed, 4)]);
    }
}
