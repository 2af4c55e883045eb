//! Attachments between this desk and a hub: which are to go up, which lie there, which are to come down.
//! It does not know how they travel (`sync`), nor which streams a desk may have (`actions`).
//! Called by `actions` after an exchange, and for the pages that show where a file is.

use ledger::{Entry, Stream};
use rusqlite::{OptionalExtension, Row, params};
use serde_json::json;

use super::Peer;
use crate::desk::{Reader, Tx};
use crate::error::Result;

/// Where an attachment lies, as far as this desk knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Here, and to go up.
    Here = 1,
    /// On the hub, whole.
    There = 2,
    /// Not here, and not asked for yet.
    Wanted = 3,
    /// Not here; it was asked for, and did not lie there whole.
    Absent = 4,
    /// Not here; what lay there under its name was another file.
    Forged = 5,
}

/// One attachment of one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    pub address: [u8; 32],
    pub stream: Stream,
    /// The newest entry that names it.
    pub n: i64,
    pub place: Place,
    /// How often it was asked for in vain.
    pub tries: u32,
}

impl Place {
    fn of(n: i64) -> Self {
        match n {
            1 => Self::Here,
            2 => Self::There,
            3 => Self::Wanted,
            4 => Self::Absent,
            _ => Self::Forged,
        }
    }
}

impl Tx<'_> {
    /// Takes up what entries name that were not looked at yet.
    pub fn see_parcels(&mut self, peer: Peer, here: &dyn Fn(&[u8]) -> bool) -> Result<()> {
        let mut list = self.conn.prepare_cached(include_str!("unseen.sql"))?;
        let rows = list.query_map([peer.0], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let new: Vec<(Vec<u8>, i64, i64)> = rows.collect::<Result<_, _>>()?;
        let mut see = self.conn.prepare_cached(include_str!("see.sql"))?;
        for (address, n, stream) in new {
            let place = if here(&address) { Place::Here } else { Place::Wanted };
            see.execute(params![peer.0, stream, address, n, place as i64])?;
        }
        Ok(())
    }

    /// What became of one. What was absent or forged is not asked for again before `after_ms`. Also of one that was not looked
    /// at: a sealed entry names its files once somebody opens it, and later ones may have been seen by then.
    pub fn put_parcel(&mut self, peer: Peer, parcel: &Parcel, (place, after_ms): (Place, u64)) -> Result<()> {
        let mut put = self.conn.prepare_cached(include_str!("put.sql"))?;
        put.execute(params![peer.0, parcel.stream.0, parcel.address, place as i64, after_ms])?;
        Ok(())
    }

    /// It came another way: whoever waits for it on a hub may have it from here.
    pub fn parcel_came(&mut self, address: &[u8]) -> Result<()> {
        let mut put = self
            .conn
            .prepare_cached("update parcel set place = 1, after_ms = 0 where address = ?1 and place > 2")?;
        put.execute([address])?;
        Ok(())
    }

    /// A hub that lost its tail may have lost attachments of the stream too.
    pub(super) fn doubt_parcels(&mut self, peer: Peer, stream: &Stream) -> Result<()> {
        let mut doubt = self.conn.prepare_cached(
            "update parcel set place = 1
             where peer = ?1 and place = 2 and stream = (select id from stream where name = ?2)",
        )?;
        doubt.execute(params![peer.0, stream.0])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Whether entries name something that was not looked at yet.
    pub fn has_unseen_parcels(&self, peer: Peer) -> Result<bool> {
        let new = "select 1 from blob where n > (select coalesce(max(n), 0) from parcel where peer = ?1)";
        Ok(self.conn.prepare_cached(new)?.exists([peer.0])?)
    }

    /// Of these streams, the newest first: what is to go up (`Here`), or what is to come down (anything else).
    pub fn parcels(
        &self,
        peer: Peer,
        (place, streams): (Place, &[Stream]),
        (now_ms, limit): (u64, u32),
    ) -> Result<Vec<Parcel>> {
        let names: Vec<&str> = streams.iter().map(|stream| stream.0.as_str()).collect();
        let names = json!(names).to_string();
        let mut list = self.conn.prepare_cached(include_str!("open.sql"))?;
        let rows = list.query_map(params![peer.0, place == Place::Here, now_ms, names, limit], parcel)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many do not lie there yet or are not here yet, by stream.
    pub fn n_parcels(&self, peer: Peer) -> Result<Vec<(Stream, Place, u64)>> {
        let mut list = self.conn.prepare_cached(include_str!("count.sql"))?;
        let rows = list.query_map([peer.0], |r| Ok((Stream(r.get(0)?), Place::of(r.get(1)?), r.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One file, in every stream that names it.
    pub fn parcels_of(&self, peer: Peer, address: &[u8]) -> Result<Vec<Parcel>> {
        let mut list = self.conn.prepare_cached(include_str!("of_file.sql"))?;
        let rows = list.query_map(params![peer.0, address], parcel)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entry at a place in this file.
    pub fn entry_at(&self, n: i64) -> Result<Option<Entry>> {
        let mut find = self.conn.prepare_cached("select id from entry where n = ?1")?;
        let id = find.query_row([n], |r| r.get(0).map(ledger::EntryId)).optional()?;
        id.map_or(Ok(None), |id| self.entry(id))
    }
}

fn parcel(r: &Row<'_>) -> rusqlite::Result<Parcel> {
    let (stream, place) = (Stream(r.get(1)?), Place::of(r.get(3)?));
    Ok(Parcel { address: r.get(0)?, stream, n: r.get(2)?, place, tries: r.get(4)? })
}

#[cfg(test)]
mod tests {
    use ledger::Op;

    use super::*;
    use crate::Desk;
    use crate::exchange::PeerKind;
    use crate::kit::{self, act, case, id};

    fn file(address: [u8; 32]) -> Op {
        let (mime, name) = ("image/png".into(), "照片".into());
        Op::Blob {
            address: address.to_vec(),
            key: vec![1; 32],
            size: 5,
            mime,
            name,
            about: ledger::Value::Null,
        }
    }

    fn open(desk: &Desk, peer: Peer, place: Place) -> Vec<(u8, Place)> {
        let stream = [Stream::station(id(0))];
        let found = desk.read(|r| r.parcels(peer, (place, &stream), (1000, 10))).unwrap();
        found.iter().map(|one| (one.address[0], one.place)).collect()
    }

    fn one(desk: &Desk, peer: Peer, address: u8) -> Parcel {
        let streams = [Stream::station(id(0))];
        let both = [Place::Here, Place::Wanted]
            .map(|place| desk.read(|r| r.parcels(peer, (place, &streams), (u64::MAX >> 1, 10))).unwrap());
        both.concat().into_iter().find(|parcel| parcel.address[0] == address).unwrap()
    }

    /// Files 1 and 2 are here, 3 and 4 are not.
    fn scene() -> (tempfile::TempDir, Desk, Peer) {
        let (dir, desk) = kit::desk();
        for n in 1..=4u8 {
            act(&desk, id(u64::from(n)), [case("一", "2026-03-01"), vec![file([n; 32])]].concat());
        }
        let peer = desk.act(|tx| tx.peer(PeerKind::Hub, [5; 16])).unwrap();
        desk.act(|tx| tx.see_parcels(peer, &|address| address[0] < 3)).unwrap();
        (dir, desk, peer)
    }

    #[test]
    fn what_is_here_goes_up_and_what_is_not_comes_down_the_newest_first() {
        let (_dir, desk, peer) = scene();
        assert_eq!(open(&desk, peer, Place::Here), [(2, Place::Here), (1, Place::Here)]);
        assert_eq!(open(&desk, peer, Place::Wanted), [(4, Place::Wanted), (3, Place::Wanted)]);
        let other = desk.read(|r| r.parcels(peer, (Place::Here, &[Stream::admin()]), (0, 10))).unwrap();
        assert!(other.is_empty(), "of the streams asked for only");
        let up = one(&desk, peer, 2);
        desk.act(|tx| tx.put_parcel(peer, &up, (Place::There, 0))).unwrap();
        assert_eq!(open(&desk, peer, Place::Here), [(1, Place::Here)]);
        let counted = desk.read(|r| r.n_parcels(peer)).unwrap();
        let station = Stream::station(id(0));
        assert_eq!(counted, [(station.clone(), Place::Here, 1), (station, Place::Wanted, 2)]);
    }

    #[test]
    fn what_was_absent_waits_and_counts_its_tries_until_it_comes_another_way() {
        let (_dir, desk, peer) = scene();
        for tries in 1..=2 {
            let absent = one(&desk, peer, 4);
            desk.act(|tx| tx.put_parcel(peer, &absent, (Place::Absent, 2000))).unwrap();
            assert_eq!(one(&desk, peer, 4).tries, tries);
            assert_eq!(desk.read(|r| r.parcels_of(peer, &[4; 32])).unwrap(), [one(&desk, peer, 4)]);
        }
        assert_eq!(open(&desk, peer, Place::Wanted), [(3, Place::Wanted)], "not before its time");
        desk.act(|tx| tx.parcel_came(&[4; 32])).unwrap();
        assert_eq!(open(&desk, peer, Place::Here)[0], (4, Place::Here));
    }

    /// A bug: what was fetched of a sealed matter, behind other files, was told to wait for its way up for ever.
    #[test]
    fn a_file_that_is_named_after_later_ones_were_looked_at_has_its_place() {
        let (_dir, desk, peer) = scene();
        let first = one(&desk, peer, 1);
        let entry = desk.read(|r| r.entry_at(first.n)).unwrap().unwrap();
        desk.act(|tx| tx.keep_blob(entry.id, &[7; 32])).unwrap();
        desk.act(|tx| tx.see_parcels(peer, &|_| true)).unwrap();
        assert_eq!(desk.read(|r| r.parcels_of(peer, &[7; 32])).unwrap(), [], "not among the new");
        let named = Parcel { address: [7; 32], n: 0, ..first.clone() };
        desk.act(|tx| tx.put_parcel(peer, &named, (Place::There, 0))).unwrap();
        let placed = Parcel { n: first.n, place: Place::There, ..named };
        assert_eq!(desk.read(|r| r.parcels_of(peer, &[7; 32])).unwrap(), [placed]);
        assert_eq!(one(&desk, peer, 1), first, "the other of that entry stays where it was");
    }

    #[test]
    fn a_hub_that_lost_its_tail_is_asked_again_and_what_is_named_no_more_is_forgotten() {
        let (_dir, desk, peer) = scene();
        let up = one(&desk, peer, 1);
        desk.act(|tx| tx.put_parcel(peer, &up, (Place::There, 0))).unwrap();
        let stream = Stream::station(id(0));
        desk.act(|tx| tx.step_back((peer, &stream), 0)).unwrap();
        assert_eq!(open(&desk, peer, Place::Here), [(2, Place::Here), (1, Place::Here)]);
        let entry = desk.read(|r| r.entry_at(up.n)).unwrap().unwrap();
        let item = entry.ops().find(|(_, op)| matches!(op, Op::Blob { .. })).map(|(n, _)| n).unwrap();
        desk.act(|tx| tx.redact(entry.id, &[item])).unwrap();
        assert_eq!(open(&desk, peer, Place::Here), [(2, Place::Here)]);
        let left = desk.read(|r| r.parcels_of(peer, &[1; 32])).unwrap();
        assert_eq!(left, [], "nothing keeps its name");
        assert!(!desk.read(|r| r.has_unseen_parcels(peer)).unwrap());
        desk.act(|tx| tx.see_parcels(peer, &|_| true)).unwrap();
        assert_eq!(open(&desk, peer, Place::Wanted).len(), 2, "what was seen is not looked at again");
        act(&desk, id(9), [case("一", "2026-03-01"), vec![file([9; 32])]].concat());
        assert!(desk.read(|r| r.has_unseen_parcels(peer)).unwrap());
    }
}
