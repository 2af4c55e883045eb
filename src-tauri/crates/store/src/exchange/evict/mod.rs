//! Putting a stream away that this desk may hold no longer: entries, bodies, lists, search rows and attachments go, once every entry
//! surely lies elsewhere. What its own writers wrote leaves its header behind.
//! It does not know who may hold what (`actions`). Invariant: the file's last entry never goes, or its place would be given
//! to the next one and count as known to whoever has heard of the old.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Entry, EntryId, RecordId, Stream, WriterId};
use rusqlite::{Row, named_params, params};

use super::Peer;
use crate::desk::{Reader, Tx, hex};
use crate::error::{Result, StoreError};
use crate::shelf::Made;

/// How much of a stream goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    Whole,
    /// Records of which nothing was written here: to the stream itself everybody may append.
    Brought,
}

/// Where a copy counts: the hub of today, and desks that may still hold the stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holders {
    pub hub: Option<Peer>,
    pub desks: Vec<Peer>,
}

/// What would go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub records: BTreeSet<RecordId>,
    pub n_entries: u64,
    /// Of them, those of which nobody else surely has a copy.
    pub n_unconfirmed: u64,
}

/// What went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evicted {
    pub n_files: u64,
    /// Records of other streams whose rows show something of it: they are to be projected anew.
    pub naming: BTreeSet<RecordId>,
}

impl Reader<'_> {
    pub fn load(&self, (stream, leaving): (&Stream, Leaving), holders: &Holders) -> Result<Load> {
        let desks: Vec<i64> = holders.desks.iter().map(|peer| peer.0).collect();
        let desks = serde_json::to_string(&desks).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let mut list = self.conn.prepare_cached(include_str!("weigh.sql"))?;
        let hub = holders.hub.map(|hub| hub.0);
        let asked = named_params! { ":stream": stream.0, ":holders": desks, ":hub": hub };
        let mut records: BTreeMap<RecordId, Weighed> = BTreeMap::new();
        for row in list.query_map(asked, weighed)? {
            let (record, one) = row?;
            let all = records.entry(record).or_default();
            all.n += one.n;
            all.own |= one.own;
            all.unconfirmed += one.unconfirmed;
        }
        records.retain(|_, all| leaving == Leaving::Whole || !all.own);
        Ok(Load {
            n_entries: records.values().map(|all| all.n).sum(),
            n_unconfirmed: records.values().map(|all| all.unconfirmed).sum(),
            records: records.into_keys().collect(),
        })
    }

    /// Headers of this desk's own that were put away and have not come back.
    pub fn evicted(&self) -> Result<Vec<Entry>> {
        let mut list = self.conn.prepare_cached(include_str!("evicted.sql"))?;
        let rows = list.query_map([], |r| Ok(Entry::read_gone(r.get(0)?, r.get(1)?, r.get(2)?)))?;
        rows.map(|row| row?.map_err(|_| StoreError::Missing("a header".into()))).collect()
    }

    pub(super) fn was_evicted(&self, id: EntryId) -> Result<bool> {
        Ok(self.conn.prepare_cached("select 1 from evicted where id = ?1")?.exists([&id.0[..]])?)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Weighed {
    n: u64,
    own: bool,
    unconfirmed: u64,
}

fn weighed(r: &Row<'_>) -> rusqlite::Result<(RecordId, Weighed)> {
    let safe: bool = r.get(3)?;
    Ok((RecordId::from_bytes(r.get(1)?), Weighed { n: 1, own: r.get(2)?, unconfirmed: u64::from(!safe) }))
}

impl Tx<'_> {
    /// `own` are the writers whose headers stay. The caller has weighed the load in this transaction.
    pub fn evict(
        &mut self,
        (stream, leaving): (&Stream, Leaving),
        load: &Load,
        own: &[WriterId],
    ) -> Result<Evicted> {
        if load.n_unconfirmed > 0 || self.ends_with(load)? {
            return Err(StoreError::Broken(format!("{} cannot be put away", stream.0)));
        }
        let own: Vec<String> = own.iter().map(|writer| hex(&writer.0).to_uppercase()).collect();
        let own = serde_json::to_string(&own).map_err(|e| StoreError::Damaged(e.to_string()))?;
        self.leave_remnants()?;
        let mut evicted = Evicted::default();
        let before = self.dropped.len();
        for record in &load.records {
            evicted.naming.extend(self.naming(*record)?);
            self.put_projection(*record, &Made::default())?;
            self.fresh.forget(*record);
            let asked = named_params! { ":rec": &record.bytes()[..], ":stream": stream.0, ":writers": own };
            self.conn.prepare_cached(include_str!("keep_headers.sql"))?.execute(asked)?;
            self.drop_record(*record)?;
        }
        evicted.naming.retain(|record| !load.records.contains(record));
        evicted.n_files = (self.dropped.len() - before) as u64;
        if leaving == Leaving::Whole {
            crate::log::drop_waiting(self.conn, stream)?;
            self.forget_stream(stream)?;
        }
        Ok(evicted)
    }

    fn ends_with(&self, load: &Load) -> Result<bool> {
        let sql = "select rec from entry order by n desc limit 1";
        let last: [u8; 16] = self.conn.prepare_cached(sql)?.query_row([], |r| r.get(0))?;
        Ok(load.records.contains(&RecordId::from_bytes(last)))
    }

    fn drop_record(&mut self, record: RecordId) -> Result<()> {
        let rec = &record.bytes()[..];
        let files: Vec<Vec<u8>> = {
            let sql = "select distinct address from blob where n in (select n from entry where rec = ?1)";
            let mut list = self.conn.prepare_cached(sql)?;
            list.query_map([rec], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        for sql in [
            "delete from blob where n in (select n from entry where rec = ?1)",
            "delete from came where n in (select n from entry where rec = ?1)",
            "delete from deed where n in (select n from entry where rec = ?1)",
            "delete from body where n in (select n from entry where rec = ?1)",
            "delete from head where rec = ?1",
            "delete from entry where rec = ?1",
        ] {
            self.conn.prepare_cached(sql)?.execute([rec])?;
        }
        for address in files {
            if !self.conn.prepare_cached("select 1 from blob where address = ?1")?.exists([&address])? {
                self.dropped.push(address);
            }
        }
        Ok(())
    }

    /// Should it be given back, it is read from its beginning. Also for one that was only appended to, and may be read now.
    pub fn forget_stream(&mut self, stream: &Stream) -> Result<()> {
        self.conn.prepare_cached(include_str!("forget_marks.sql"))?.execute([&stream.0])?;
        for sql in [
            "delete from place where stream = (select id from stream where name = ?1)",
            "delete from segment where stream = (select id from stream where name = ?1)",
            "delete from bundle_stream where stream = (select id from stream where name = ?1)",
            "delete from parcel where stream = (select id from stream where name = ?1)",
        ] {
            self.conn.prepare_cached(sql)?.execute(params![stream.0])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::Desk;
    use crate::exchange::{Parcel, PeerKind, Place, Placed, Reached};
    use crate::kit::{self, WRITER, act, case, id, trace};

    fn stream() -> Stream {
        Stream::station(id(0))
    }

    /// Two records that name each other's party, a file on one, and a line of the log behind them.
    fn filled() -> (tempfile::TempDir, Desk, Vec<Entry>) {
        let (dir, desk) = kit::desk();
        let file = desk.put_blob(&mut &b"a picture"[..]).unwrap();
        let with_file = [case("一", "2026-03-01"), vec![kit::blob(&file)]].concat();
        let entries = vec![act(&desk, id(1), with_file), act(&desk, id(2), case("二", "2026-03-02"))];
        trace(&desk, id(9));
        (dir, desk, entries)
    }

    fn load(desk: &Desk, holders: &Holders) -> Load {
        desk.read(|r| r.load((&stream(), Leaving::Whole), holders)).unwrap()
    }

    fn evict(desk: &Desk, holders: &Holders) -> Result<Evicted> {
        desk.act(|tx| {
            let load = tx.load((&stream(), Leaving::Whole), holders)?;
            tx.evict((&stream(), Leaving::Whole), &load, &[WRITER])
        })
    }

    #[test]
    fn nothing_goes_that_lies_here_only_be_it_an_entry_or_its_file() {
        let (_dir, desk, entries) = filled();
        let hub = desk.act(|tx| tx.peer(PeerKind::Hub, [5; 16])).unwrap();
        let other = desk.act(|tx| tx.peer(PeerKind::Desk, [6; 16])).unwrap();
        let at_hub = Holders { hub: Some(hub), desks: vec![] };
        assert_eq!(load(&desk, &at_hub).n_unconfirmed, 2);
        assert!(evict(&desk, &at_hub).is_err());
        let placed = |pos: u64| Placed { pos, id: entries[pos as usize - 1].id, good: true, held: None };
        desk.act(|tx| tx.place((hub, &stream()), &[placed(1), placed(2)], &[(2, [1; 32])])).unwrap();
        assert_eq!(load(&desk, &at_hub).n_unconfirmed, 1, "the hub has the entry and not its file");
        let the_file = |place| {
            desk.act(|tx| {
                tx.see_parcels(hub, &|_| true)?;
                let address = tx.blob_addresses()?.into_iter().next().unwrap().try_into().unwrap();
                let parcel = Parcel { address, stream: stream(), n: 0, place: Place::Here, tries: 0 };
                tx.put_parcel(hub, &parcel, (place, 0))
            })
            .unwrap();
            load(&desk, &at_hub).n_unconfirmed
        };
        assert_eq!((the_file(Place::There), the_file(Place::Here)), (0, 1), "and then has both");
        assert_eq!(
            load(&desk, &Holders::default()).n_unconfirmed,
            2,
            "a hub that is ours no longer counts for nothing"
        );
        let both = Holders { desks: vec![other], ..at_hub };
        let last = desk.read(|r| r.last_n()).unwrap();
        desk.act(|tx| tx.mark_reached(other, &stream(), (Reached::Sent, last))).unwrap();
        assert_eq!(load(&desk, &both).n_unconfirmed, 1, "handed over is not said to be there");
        desk.act(|tx| tx.mark_reached(other, &stream(), (Reached::Confirmed, last))).unwrap();
        assert_eq!(load(&desk, &both).n_unconfirmed, 0);
    }

    #[test]
    fn what_goes_leaves_headers_and_comes_back_as_ones_own() {
        let (_dir, desk, entries) = filled();
        let other = desk.act(|tx| tx.peer(PeerKind::Desk, [6; 16])).unwrap();
        let holders = Holders { hub: None, desks: vec![other] };
        let last = desk.read(|r| r.last_n()).unwrap();
        desk.act(|tx| tx.mark_reached(other, &stream(), (Reached::Confirmed, last))).unwrap();
        let gone = evict(&desk, &holders).unwrap();
        assert_eq!(gone.n_files, 1);
        assert!(desk.has_remnants().unwrap());
        assert!(desk.read(|r| r.blob_addresses()).unwrap().is_empty());
        desk.read(|r| -> Result<()> {
            assert_eq!((r.record(id(1))?, r.card(id(1))?.is_some(), r.last_n()?), (None, false, last));
            assert_eq!(r.reached(other, &stream(), Reached::Confirmed)?, 0);
            let left: BTreeSet<EntryId> = r.evicted()?.into_iter().map(|entry| entry.id).collect();
            assert_eq!(left, entries.iter().map(|entry| entry.id).collect());
            Ok(())
        })
        .unwrap();
        let next = act(&desk, id(3), case("三", "2026-03-03"));
        assert_eq!(next.header.seq, entries[1].header.seq + 2, "the numbers go on");
        let batch = desk.act(|tx| tx.take_in(&entries, (other, 7))).unwrap();
        assert_eq!((batch.n_new, batch.own_future), (2, false));
        assert!(!desk.read(|r| r.own_future()).unwrap(), "nor does the log say so tomorrow");
        assert!(desk.read(|r| r.evicted()).unwrap().is_empty(), "what is here again is not told as gone");
    }

    #[test]
    fn of_a_stream_that_is_still_appended_to_only_what_others_wrote_goes() {
        let (_there_dir, there) = kit::desk();
        let theirs = trace(&there, id(7));
        let (_dir, desk) = kit::desk();
        let other = desk.act(|tx| tx.peer(PeerKind::Desk, [6; 16])).unwrap();
        desk.act(|tx| tx.take_in(std::slice::from_ref(&theirs), (other, 7))).unwrap();
        let log = Stream::log(kit::OFFICE);
        let holders = Holders { hub: None, desks: vec![other] };
        let goes = |desk: &Desk| {
            desk.act(|tx| {
                let load = tx.load((&log, Leaving::Brought), &holders)?;
                tx.evict((&log, Leaving::Brought), &load, &[WRITER])?;
                Ok::<_, StoreError>(load.n_entries)
            })
        };
        assert!(goes(&desk).is_err(), "its place would be given to the next entry");
        trace(&desk, id(9));
        assert_eq!((goes(&desk).unwrap(), goes(&desk).unwrap()), (1, 0));
        assert_eq!(desk.read(|r| r.n_outgoing(None, &log)).unwrap(), 1, "its own line stays");
    }

    #[test]
    fn a_desk_that_put_a_stream_away_is_handed_all_of_it_anew() {
        let (_dir, desk, entries) = filled();
        let other = desk.act(|tx| tx.peer(PeerKind::Desk, [6; 16])).unwrap();
        let last = desk.read(|r| r.last_n()).unwrap();
        desk.act(|tx| tx.mark_reached(other, &stream(), (Reached::Confirmed, last))).unwrap();
        let waiting = || desk.read(|r| r.n_outgoing(Some(other), &stream())).unwrap();
        assert_eq!(waiting(), 0);
        desk.act(|tx| tx.begin_anew(other, &stream())).unwrap();
        assert_eq!(waiting(), 2);
        assert_eq!(desk.read(|r| r.outgoing(Some(other), &stream(), (0, 10))).unwrap().len(), entries.len());
    }

    #[test]
    fn what_a_desk_brought_lies_nowhere_for_sure_once_it_begins_anew() {
        let (_there_dir, there) = kit::desk();
        let theirs = act(&there, id(7), case("七", "2026-03-01"));
        let (_dir, desk) = kit::desk();
        let other = desk.act(|tx| tx.peer(PeerKind::Desk, [6; 16])).unwrap();
        desk.act(|tx| tx.take_in(std::slice::from_ref(&theirs), (other, 7))).unwrap();
        let (stream, holders) = (&theirs.header.stream, Holders { hub: None, desks: vec![other] });
        let unsure = || desk.read(|r| r.load((stream, Leaving::Whole), &holders)).unwrap().n_unconfirmed;
        assert_eq!(unsure(), 0);
        desk.act(|tx| tx.begin_anew(other, stream)).unwrap();
        assert_eq!(unsure(), 1);
    }
}
