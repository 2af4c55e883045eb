//! Writers that lived twice: where an entry comes whose number another one bears here, the writer's name is kept.
//! It does not know what is to be done about it (`domain::conflict`).
//! Called by `append` for what others wrote, and through `Reader`.

use std::collections::BTreeSet;

use ledger::{Entry, WriterId};
use rusqlite::params;
use serde_json::json;

use crate::desk::{Reader, Tx};
use crate::error::Result;

const FORKED: &str = "forked";

impl Tx<'_> {
    /// A list that hardly ever grows, so that the inbox need not look through the log.
    pub(in crate::log) fn note_fork(&mut self, entry: &Entry, writer: i64) -> Result<()> {
        let h = &entry.header;
        let seq = i64::try_from(h.seq).unwrap_or(i64::MAX);
        let sql = "select 1 from entry where writer = ?1 and seq = ?2 and id <> ?3";
        let mut find = self.conn.prepare_cached(sql)?;
        if !find.exists(params![writer, seq, &entry.id.0[..]])? {
            return Ok(());
        }
        drop(find);
        let mut writers = self.forked()?;
        if writers.insert(h.writer) {
            self.set_setting(FORKED, &json!(writers))?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Of which two different entries of one number are here.
    pub fn forked(&self) -> Result<BTreeSet<WriterId>> {
        let kept = self.setting(FORKED)?;
        Ok(kept.map(serde_json::from_value).transpose()?.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::PeerKind;
    use crate::kit::{self, WRITER, act, case, id};

    #[test]
    fn what_comes_under_a_number_that_is_taken_here_is_told_and_what_comes_again_is_not() {
        // Two files of one desk, each written on.
        let ((_dir, desk), (_other, copy)) = (kit::desk(), kit::desk());
        let ours = act(&desk, id(1), case("一", "2026-03-01"));
        let theirs = act(&copy, id(2), case("二", "2026-03-02"));
        assert_eq!((ours.header.writer, ours.header.seq), (theirs.header.writer, theirs.header.seq));
        let take = |entry: &Entry| {
            let entries = [entry.clone()];
            desk.act(|tx| {
                let peer = tx.peer(PeerKind::Desk, [6; 16])?;
                tx.take_in(&entries, (peer, 5))
            })
            .unwrap();
            desk.read(|r| r.forked()).unwrap()
        };
        assert_eq!(take(&ours), [].into());
        assert_eq!(take(&theirs), [WRITER].into());
        assert_eq!(take(&theirs), [WRITER].into());
    }
}
