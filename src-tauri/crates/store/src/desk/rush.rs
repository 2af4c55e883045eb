//! Making a file that nobody has worked in yet and that can be made again: a power cut meanwhile may spoil it, so until
//! `settle` it must not be shown as a desk.

use std::sync::atomic::Ordering;

use super::{Desk, connect};
use crate::error::Result;

impl Desk {
    /// From here on `bulk` waits for no disk; `act` neither. Call `settle` before anybody works here.
    pub fn rush(&self) -> Result<()> {
        connect::hurried(&self.writer())?;
        self.rushing.store(true, Ordering::Relaxed);
        self.behind.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Everything is on the disk when this returns, and from here on every act waits for it again.
    pub fn settle(&self) -> Result<()> {
        let conn = self.writer();
        self.rushing.store(false, Ordering::Relaxed);
        connect::steady(&conn)?;
        conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        self.behind.store(false, Ordering::Relaxed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::kit::{self, act, case, id};

    fn synchronous(desk: &crate::Desk) -> i64 {
        desk.writer().query_row("pragma synchronous", [], |r| r.get(0)).unwrap()
    }

    fn wal(desk: &crate::Desk) -> u64 {
        std::fs::metadata(desk.dir().join("desk.db-wal")).map_or(0, |file| file.len())
    }

    #[test]
    fn after_a_rush_acts_wait_for_the_disk_again() {
        let (_dir, desk) = kit::desk();
        desk.rush().unwrap();
        desk.bulk(|tx| kit::write(tx, id(1), case("甲", "2026-03-01"))).unwrap();
        act(&desk, id(4), case("丁", "2026-03-01"));
        assert_eq!((synchronous(&desk), wal(&desk) > 0, desk.is_behind()), (0, true, true));
        desk.settle().unwrap();
        assert_eq!((synchronous(&desk), wal(&desk), desk.is_behind()), (2, 0, false));
        desk.bulk(|tx| kit::write(tx, id(2), case("乙", "2026-03-01"))).unwrap();
        act(&desk, id(3), case("丙", "2026-03-01"));
        assert_eq!(synchronous(&desk), 2);
        for n in 1..=4 {
            assert!(desk.read(|r| r.card(id(n))).unwrap().is_some(), "{n}");
        }
    }
}
