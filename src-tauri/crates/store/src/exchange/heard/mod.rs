//! The last that was heard of a writer: its newest entry that came here, when it came and who brought it.
//! It does not know whose writer it is (`ledger::Authority`), nor how long is too long (`actions`).
//! Called by the list of desks.

use ledger::{Entry, RecordId, WriterId};
use rusqlite::OptionalExtension;

use super::PeerKind;
use crate::desk::Reader;
use crate::error::{Result, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastFrom {
    pub at_ms: u64,
    /// A hub, or the desk whose disc it lay on: not always the one that wrote it.
    pub by: (PeerKind, RecordId),
    /// As its writer's clock said.
    pub written_ms: u64,
}

impl Reader<'_> {
    /// By its number and not by its day: a stream that is read from its beginning brings years-old work today.
    pub fn last_from(&self, writer: WriterId) -> Result<Option<LastFrom>> {
        let mut find = self.conn.prepare_cached(include_str!("last_from.sql"))?;
        let found = find.query_row([&writer.0[..]], |r| {
            let kind =
                if r.get::<_, i64>(1)? == PeerKind::Hub as i64 { PeerKind::Hub } else { PeerKind::Desk };
            let by = (kind, RecordId::from_bytes(r.get(2)?));
            Ok((r.get(0)?, by, Entry::read_gone(r.get(3)?, r.get(4)?, r.get(5)?)))
        });
        let Some((at_ms, by, entry)) = found.optional()? else { return Ok(None) };
        let entry = entry.map_err(|_| StoreError::Missing("a header".into()))?;
        Ok(Some(LastFrom { at_ms, by, written_ms: entry.header.wall_ms }))
    }
}

#[cfg(test)]
mod tests {
    use ledger::Entry;

    use super::*;
    use crate::kit::{self, act, case, id};

    #[test]
    fn the_newest_of_a_writer_that_came_is_what_was_heard_of_it() {
        let (_there_dir, there) = kit::desk();
        for day in ["2026-03-01", "2026-03-02"] {
            act(&there, id(1), case("一", day));
        }
        let entries: Vec<Entry> = there.read(|r| r.entries(id(1))).unwrap();
        let (first, second) = (&entries[0], &entries[1]);
        let (_dir, here) = kit::desk();
        let heard = || here.read(|r| r.last_from(first.header.writer)).unwrap();
        assert_eq!(heard(), None);
        let bring = |entry: &Entry, (kind, tag, at_ms): (PeerKind, [u8; 16], u64)| {
            here.act(|tx| {
                let peer = tx.peer(kind, tag)?;
                tx.came = Some(crate::log::Came { peer: peer.0, at_ms });
                let appended = tx.append(entry);
                tx.came = None;
                appended.map(drop)
            })
            .unwrap();
        };
        bring(first, (PeerKind::Desk, [6; 16], 1_000));
        assert_eq!(
            heard().map(|last| (last.at_ms, last.by)),
            Some((1_000, (PeerKind::Desk, RecordId::from_bytes([6; 16]))))
        );
        bring(second, (PeerKind::Hub, [5; 16], 9_000));
        let last = heard().unwrap();
        assert_eq!((last.at_ms, last.by.0, last.written_ms), (9_000, PeerKind::Hub, second.header.wall_ms));
    }
}
