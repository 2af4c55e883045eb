//! How far the log reaches: of each stream and writer the last entry and how many there are; and one writer's chain.
//! It does not know what that is compared with (`domain::checkpoint`).
//! Called through `Reader`.

mod forked;

use domain::checkpoint::{Link, Tail};
use ledger::{EntryId, Stream, WriterId};
use rusqlite::{Row, named_params};

use crate::desk::Reader;
use crate::error::Result;

impl Reader<'_> {
    /// Of these streams, in their order, then by writer. Of the log no more is read than these hold of it.
    pub fn tails(&self, streams: &[Stream]) -> Result<Vec<Tail>> {
        let mut list = self.conn.prepare_cached(include_str!("tails.sql"))?;
        let mut tails = Vec::new();
        for stream in streams {
            for row in list.query_map(named_params! { ":stream": stream.0 }, tail)? {
                tails.push(row?);
            }
        }
        Ok(tails)
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
    use zeroize::Zeroizing;

    use super::*;
    use crate::kit::{self, WRITER, act, case, id, trace};
    use crate::{PenState, StoreError};

    #[test]
    fn a_stream_ends_with_its_writers_last_entry_and_a_chain_runs_through_all_streams() {
        let (_dir, desk) = kit::desk();
        let first = act(&desk, id(1), case("一", "2026-03-01"));
        let second = act(&desk, id(2), case("二", "2026-03-02"));
        let line = trace(&desk, id(9));
        desk.read(|r| {
            let tails = r.tails(&r.streams()?)?;
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

    /// A bug: the whole log was read for every bundle, whatever it was about. Now as the chains tell it, stream by stream.
    #[test]
    fn a_streams_ends_are_what_the_chains_of_its_writers_say_and_the_log_is_not_read_whole() {
        let (_dir, desk) = kit::desk();
        for n in 1..=3 {
            act(&desk, id(n), case("一", "2026-03-01"));
        }
        trace(&desk, id(9));
        let (second, desk_key) = (WriterId([15; 16]), Zeroizing::new([31; 32]));
        let pen = PenState { writer: second, next_seq: 1, prev: None, desk_key };
        let entry = kit::entry_of(&pen, id(4), vec![], case("二", "2026-03-02"));
        desk.act(|tx| tx.append(&entry)).unwrap();
        desk.read(|r| {
            let streams = r.streams()?;
            let mut told: Vec<Tail> = vec![];
            for writer in [WRITER, second] {
                for link in r.chain(writer)? {
                    match told.iter_mut().find(|t| t.writer == writer && t.stream == link.stream) {
                        Some(end) => (end.n, end.seq, end.id) = (end.n + 1, link.seq, link.id),
                        None => {
                            let Link { seq, id, stream } = link;
                            told.push(Tail { stream, writer, n: 1, seq, id });
                        }
                    }
                }
            }
            told.sort_by(|a, b| (&a.stream.0, a.writer.0).cmp(&(&b.stream.0, b.writer.0)));
            let mut all = r.tails(&streams)?;
            all.sort_by(|a, b| (&a.stream.0, a.writer.0).cmp(&(&b.stream.0, b.writer.0)));
            assert_eq!(all, told);
            let station = entry.header.stream.clone();
            let own: Vec<Tail> = told.into_iter().filter(|t| t.stream == station).collect();
            assert_eq!((r.tails(&[station])?, own.len()), (own, 2));
            assert_eq!(r.tails(&[])?, []);
            let sql = concat!("explain query plan ", include_str!("tails.sql"));
            let mut plan = r.conn.prepare(sql)?;
            let steps = plan.query_map(named_params! { ":stream": "x" }, |row| row.get::<_, String>(3))?;
            let steps: Vec<String> = steps.collect::<Result<_, _>>()?;
            assert!(steps.iter().all(|step| !step.starts_with("SCAN")), "{steps:?}");
            Ok::<_, StoreError>(())
        })
        .unwrap();
    }
}
