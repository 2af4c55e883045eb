//! How far the log reaches: of each stream and writer the last entry and how many there are; and one writer's chain.
//! It does not know what that is compared with (`domain::checkpoint`).
//! Called through `Reader`.

use domain::checkpoint::{Link, Tail};
use ledger::{EntryId, Stream, WriterId};
use rusqlite::{Row, named_params};

use crate::desk::Reader;
use crate::error::Result;

impl Reader<'_> {
    /// By stream, then by writer.
    pub fn tails(&self) -> Result<Vec<Tail>> {
        let mut list = self.conn.prepare_cached(include_str!("tails.sql"))?;
        let rows = list.query_map([], tail)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All that is here of one writer, in the order of its numbers; both sides of a fork.
    pub fn chain(&self, writer: WriterId) -> Result<Vec<Link>> {
        let mut list = self.conn.prepare_cached(include_str!("chain.sql"))?;
        let rows = list.query_map(named_params! { ":writer": &writer.0[..] }, link)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Next to `max` the other columns are those of its row.
fn tail(r: &Row<'_>) -> rusqlite::Result<Tail> {
    Ok(Tail {
        stream: Stream(r.get(0)?),
        writer: WriterId(r.get(1)?),
        n: r.get(2)?,
        seq: r.get(3)?,
        id: EntryId(r.get(4)?),
    })
}

fn link(r: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link { seq: r.get(0)?, id: EntryId(r.get(1)?), stream: Stream(r.get(2)?) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StoreError;
    use crate::kit::{self, WRITER, act, case, id, trace};

    #[test]
    fn a_stream_ends_with_its_writers_last_entry_and_a_chain_runs_through_all_streams() {
        let (_dir, desk) = kit::desk();
        let first = act(&desk, id(1), case("一", "2026-03-01"));
        let second = act(&desk, id(2), case("二", "2026-03-02"));
        let line = trace(&desk, id(9));
        desk.read(|r| {
            let tails = r.tails()?;
            let of = |stream: &Stream| tails.iter().find(|t| t.stream == *stream).unwrap();
            let station = of(&second.header.stream);
            assert_eq!((station.writer, station.n), (WRITER, 2));
            assert_eq!((station.seq, station.id), (second.header.seq, second.id));
            let log = of(&line.header.stream);
            assert_eq!((log.n, log.seq, log.id), (1, line.header.seq, line.id));
            let chain = r.chain(WRITER)?;
            assert!(chain.windows(2).all(|pair| pair[0].seq + 1 == pair[1].seq), "{chain:?}");
            assert_eq!(chain.last().map(|l| (l.seq, l.id)), Some((line.header.seq, line.id)));
            let of_station = chain.iter().filter(|l| l.stream == first.header.stream);
            assert_eq!(of_station.map(|l| l.id).collect::<Vec<_>>(), [first.id, second.id]);
            assert_eq!(r.chain(WriterId([99; 16]))?, []);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    }
}
