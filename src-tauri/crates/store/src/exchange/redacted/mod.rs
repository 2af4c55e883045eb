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
    pub stream: Stream,
    /// What is left of its body; empty where all of it went.
    pub body: Vec<u8>,
    /// An attachment that nothing here names any more.
    pub address: Option<Vec<u8>>,
}

impl Reader<'_> {
    /// The oldest first.
    pub fn untold_redactions(&self, hub: Peer, limit: u32) -> Result<Vec<Untold>> {
        let mut list = self.conn.prepare_cached(include_str!("untold.sql"))?;
        let rows = list.query_map(params![hub.0, limit], |r| {
            let (id, stream) = (EntryId(r.get(1)?), Stream(r.get(2)?));
            Ok(Untold { row: r.get(0)?, id, stream, body: r.get(3)?, address: r.get(4)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    pub fn redaction_told(&mut self, hub: Peer, row: i64) -> Result<()> {
        let sql = "insert or ignore into redacted_told (peer, redacted) values (?1, ?2)";
        self.conn.prepare_cached(sql)?.execute(params![hub.0, row])?;
        Ok(())
    }

    /// A hub that lost its tail may have lost what it was told, too.
    pub(super) fn doubt_redactions(&mut self, hub: Peer) -> Result<()> {
        self.conn.prepare_cached("delete from redacted_told where peer = ?1")?.execute([hub.0])?;
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
    use ledger::{Op, Value};

    use crate::exchange::{PeerKind, Placed};
    use crate::kit::{act, case, desk, id};

    #[test]
    fn a_hub_is_told_what_lies_there_once_and_again_after_it_stepped_back() {
        let (_dir, desk) = desk();
        let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
        let blob = Op::Blob {
            address: put.address.to_vec(),
            key: put.key.to_vec(),
            size: put.size,
            mime: "text/plain".into(),
            name: "n".into(),
            about: Value::Null,
        };
        let entry = act(&desk, id(1), [case("一", "2026-03-01"), vec![blob]].concat());
        let hub = desk.act(|tx| tx.peer(PeerKind::Hub, [9; 16])).unwrap();
        let items: Vec<u32> = entry.items.iter().map(|item| item.n()).collect();
        desk.act(|tx| tx.redact(entry.id, &items)).unwrap();
        let untold = || desk.read(|r| r.untold_redactions(hub, 10)).unwrap();
        assert_eq!(untold(), [], "nothing of it lies there");
        let stream = entry.header.stream.clone();
        let placed = [Placed { pos: 1, id: entry.id, good: true }];
        desk.act(|tx| tx.place((hub, &stream), &placed, &[(1, [1; 32])])).unwrap();
        let told = untold();
        assert_eq!(
            told.iter().map(|one| one.address.clone()).collect::<Vec<_>>(),
            [Some(put.address.to_vec()), None]
        );
        assert!(told.iter().all(|one| one.id == entry.id && one.stream == stream));
        assert!(!told[0].body.windows(4).any(|part| part == b"text"), "what is told is what is left");
        desk.act(|tx| told.iter().try_for_each(|one| tx.redaction_told(hub, one.row))).unwrap();
        assert_eq!(untold(), []);
        desk.act(|tx| tx.step_back((hub, &stream), 1)).unwrap();
        assert_eq!(untold().len(), 2);
    }
}
