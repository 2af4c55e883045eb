//! Redactions that a hub has to follow: which of its entries still hold there what was taken out of them here.
//! It does not know who may order it there (`actions`). What is told counts once; a hub that stepped back is told again.
//! Called through `Tx` and `Reader`, by the exchange with a hub.

use ledger::{EntryId, Stream};
use rusqlite::params;

use super::Peer;
use crate::desk::{Reader, Tx};
use crate::error::Result;

/// One entry, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    pub row: i64,
    pub id: EntryId,
    /// What is left of its body; empty where all of it went.
    pub body: Vec<u8>,
    /// An attachment that nothing here names any more.
    pub address: Option<Vec<u8>>,
}

impl Reader<'_> {
    /// Streams in which there is something to tell, whoever may tell it.
    pub fn untold_streams(&self, hub: Peer) -> Result<Vec<Stream>> {
        let mut list = self.conn.prepare_cached(include_str!("untold_streams.sql"))?;
        let rows = list.query_map([hub.0], |r| r.get(0).map(Stream))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The oldest first.
    pub fn untold_redactions(&self, (hub, stream): (Peer, &Stream), limit: u32) -> Result<Vec<Untold>> {
        let mut list = self.conn.prepare_cached(include_str!("untold.sql"))?;
        let rows = list.query_map(params![hub.0, stream.0, limit], |r| {
            Ok(Untold { row: r.get(0)?, id: EntryId(r.get(1)?), body: r.get(2)?, address: r.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Something was taken out of it here.
    pub(super) fn was_redacted(&self, id: EntryId) -> Result<bool> {
        Ok(self.conn.prepare_cached("select 1 from redacted where id = ?1")?.exists([&id.0[..]])?)
    }
}

impl Tx<'_> {
    pub fn redaction_told(&mut self, hub: Peer, row: i64) -> Result<()> {
        let sql = "insert or ignore into redacted_told (peer, redacted) values (?1, ?2)";
        self.conn.prepare_cached(sql)?.execute(params![hub.0, row])?;
        Ok(())
    }

    /// Told once, and perhaps lost there since: it is told again.
    pub fn doubt_redaction(&mut self, hub: Peer, row: i64) -> Result<()> {
        let sql = "delete from redacted_told where peer = ?1 and redacted = ?2";
        self.conn.prepare_cached(sql)?.execute(params![hub.0, row])?;
        Ok(())
    }

    /// A hub that lost its tail may have lost what it was told, too.
    pub(super) fn doubt_redactions(&mut self, hub: Peer) -> Result<()> {
        self.conn.prepare_cached("delete from redacted_told where peer = ?1")?.execute([hub.0])?;
        Ok(())
    }

    /// Somebody has brought a copy that is whole: it is told once more, unless that is due anyway.
    pub(super) fn note_whole_again(&self, id: EntryId) -> Result<()> {
        self.conn.prepare_cached(include_str!("note_again.sql"))?.execute([&id.0[..]])?;
        Ok(())
    }

    pub(crate) fn note_redacted(&self, id: EntryId, address: Option<&[u8]>) -> Result<()> {
        let sql = "insert into redacted (id, address) values (?1, ?2)";
        self.conn.prepare_cached(sql)?.execute(params![&id.0[..], address])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ledger::{Entry, Stream};

    use crate::exchange::{Cause, PeerKind, Placed};
    use crate::kit::{act, blob, case, desk, id};

    #[test]
    fn a_hub_is_told_what_lies_there_once_and_again_after_it_stepped_back() {
        let (_dir, desk) = desk();
        let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
        let entry = act(&desk, id(1), [case("一", "2026-03-01"), vec![blob(&put)]].concat());
        let hub = desk.act(|tx| tx.peer(PeerKind::Hub, [9; 16])).unwrap();
        let items: Vec<u32> = entry.items.iter().map(|item| item.n()).collect();
        desk.act(|tx| tx.redact(entry.id, &items)).unwrap();
        let stream = entry.header.stream.clone();
        let streams = || desk.read(|r| r.untold_streams(hub)).unwrap();
        let untold = || desk.read(|r| r.untold_redactions((hub, &stream), 10)).unwrap();
        assert_eq!(untold(), [], "nothing of it lies there");
        let placed = [Placed { pos: 1, id: entry.id, good: true, held: None }];
        desk.act(|tx| tx.place((hub, &stream), &placed, &[(1, [1; 32])])).unwrap();
        let told = untold();
        assert_eq!(streams(), std::slice::from_ref(&stream));
        let other = desk.read(|r| r.untold_redactions((hub, &Stream::admin()), 10)).unwrap();
        assert_eq!(other, [], "of one stream only");
        assert_eq!(
            told.iter().map(|one| one.address.clone()).collect::<Vec<_>>(),
            [Some(put.address.to_vec()), None]
        );
        assert!(told.iter().all(|one| one.id == entry.id));
        assert!(!told[0].body.windows(4).any(|part| part == b"text"), "what is told is what is left");
        desk.act(|tx| told.iter().try_for_each(|one| tx.redaction_told(hub, one.row))).unwrap();
        assert_eq!(untold(), []);
        let elsewhere = desk.act(|tx| tx.peer(PeerKind::Hub, [8; 16])).unwrap();
        desk.act(|tx| tx.doubt_redaction(elsewhere, told[0].row)).unwrap();
        assert_eq!(untold(), [], "another hub's doubt is not this one's");
        desk.act(|tx| tx.doubt_redaction(hub, told[0].row)).unwrap();
        assert_eq!(untold(), [told[0].clone()], "what is in doubt, and nothing else");
        desk.act(|tx| tx.redaction_told(hub, told[0].row)).unwrap();
        assert_eq!(untold(), []);
        desk.act(|tx| tx.step_back((hub, &stream), 1)).unwrap();
        assert_eq!(untold().len(), 2);
    }

    #[test]
    fn what_somebody_brought_whole_again_is_told_again() {
        let (_dir, desk) = desk();
        let entry = act(&desk, id(1), case("一", "2026-03-01"));
        let hub = desk.act(|tx| tx.peer(PeerKind::Hub, [9; 16])).unwrap();
        desk.act(|tx| tx.redact(entry.id, &[0])).unwrap();
        let stream = entry.header.stream.clone();
        let placed = [Placed { pos: 1, id: entry.id, good: true, held: None }];
        desk.act(|tx| tx.place((hub, &stream), &placed, &[(1, [1; 32])])).unwrap();
        let untold = || desk.read(|r| r.untold_redactions((hub, &stream), 10)).unwrap();
        let tell = || {
            let all = untold();
            desk.act(|tx| all.iter().try_for_each(|one| tx.redaction_told(hub, one.row)))
        };
        let bring = |copy: &Entry| desk.act(|tx| tx.take_in(std::slice::from_ref(copy), (hub, 1))).unwrap();
        tell().unwrap();
        assert_eq!(untold(), []);
        let left = desk.read(|r| r.entry(entry.id)).unwrap().unwrap();
        assert_eq!(bring(&left).n_known, 1);
        assert_eq!(untold(), [], "a copy without the value says nothing");
        for _ in 0..2 {
            assert_eq!(bring(&entry).n_known, 1);
            assert_eq!(untold().len(), 1, "however often it comes");
        }
        assert_eq!(untold()[0].body, left.body, "what is told is what is left, not what came");
        tell().unwrap();
        assert_eq!(untold(), []);
        assert_eq!(desk.read(|r| r.entry(entry.id)).unwrap().unwrap(), left, "the value has not come back");
    }

    /// A bug: whoever passed an entry on without its body, or with a piece cut out of it, kept the whole one out for good.
    #[test]
    fn what_was_cut_out_on_the_way_comes_back_with_a_whole_copy() {
        let (_there_dir, there) = desk();
        let entry = act(&there, id(1), case("一", "2026-03-01"));
        for cut in [entry.without_body(), entry.redacted(&[0])] {
            let (_dir, here) = desk();
            let hub = here.act(|tx| tx.peer(PeerKind::Hub, [9; 16])).unwrap();
            let bring =
                |copy: &Entry| here.act(|tx| tx.take_in(std::slice::from_ref(copy), (hub, 1))).unwrap();
            let kept = || here.read(|r| r.entry(entry.id)).unwrap().unwrap();
            assert_eq!(bring(&cut).n_new, 1);
            assert_eq!(kept().body, cut.body);
            let batch = bring(&entry);
            assert_eq!((batch.n_known, batch.touched.contains(&id(1))), (1, true), "it is folded again");
            assert_eq!(kept(), entry);
            assert_eq!(bring(&cut).touched.len(), 0);
            assert_eq!(kept(), entry, "and no cut one takes it away");
        }
    }

    /// A bug: a revocation passed on without its body was taken in as one that says nothing, and never came again.
    #[test]
    fn what_gives_or_takes_power_is_set_aside_where_a_piece_of_it_is_missing() {
        let (_there_dir, there) = desk();
        let admin = there.read(|r| r.admin_entries()).unwrap();
        let dir = tempfile::TempDir::new().unwrap();
        let here = crate::Desk::create(dir.path(), &crate::kit::KEY).unwrap();
        let root = there.read(|r| r.authority()).unwrap().root().unwrap();
        here.act(|tx| tx.set_root(root)).unwrap();
        let hub = here.act(|tx| tx.peer(PeerKind::Hub, [9; 16])).unwrap();
        let bring = |copies: &[Entry]| here.act(|tx| tx.take_in(copies, (hub, 1))).unwrap();
        let last = admin.len() - 1;
        for cut in [admin[last].without_body(), admin[last].redacted(&[0])] {
            let batch = bring(&[&admin[..last], &[cut]].concat());
            assert_eq!(batch.held.into_values().collect::<Vec<_>>(), [Cause::Unreadable]);
        }
        assert_eq!(here.read(|r| r.n_held()).unwrap(), 2);
        assert_eq!(bring(&admin[last..]).n_new, 1, "the whole one is taken in");
    }
}
