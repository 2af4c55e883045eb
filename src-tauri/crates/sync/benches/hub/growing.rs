//! The hub at every size that was asked for: what 500 entries cost to pull, what 10,000 cost to push, and what it weighs.

use ledger::Stream;
use sync::session::{BATCH, Cursor, Mailbox};

use crate::cluster::Cluster;
use crate::corpus::Dice;
use crate::figure::{Figures, at, timed};
use crate::served::{Bare, Hub, station, unread};

pub const PULL: &str = "pull of 500, ms (median)";
const STATIONS: usize = 133;
const PULLS: usize = 200;
const PUSHED: usize = 10_000;
const WEIGHT: &str = "SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                       WHERE n.nspname = 'hub' AND c.relkind = 'r'";
/// Ends of segments behind which there are at least as many entries as are pulled.
const PLACES: &str =
    "SELECT s.name, g.to_pos, g.seg_hash FROM hub.seg g JOIN hub.stream s ON s.stream_id = g.stream_id
                       WHERE g.to_pos + $1 <= s.head ORDER BY md5(g.seg_hash::text) LIMIT $2";

pub fn to_each(cluster: &Cluster, rows: &[u64], figures: &mut Figures) {
    let hub = Hub::new(cluster, "growing", (0..STATIONS).map(station).collect());
    let (mut bare, mut mailbox) = (hub.bare(), hub.mailbox(hub.everybodys()));
    let (mut dice, mut held) = (Dice(7), 0u64);
    for size in rows {
        for stream in hub.streams.iter().cycle().take(batches(size.saturating_sub(held))) {
            held += mailbox.push(stream, &unread(&mut dice, stream, BATCH)).unwrap();
        }
        bare.run("VACUUM ANALYZE hub.entry, hub.seg");
        figures.push(*size, "bytes of the hub an entry", bare.number(WEIGHT) as f64 / held as f64);
        let mut pulls = pulls(&mut bare, &mut mailbox);
        figures.push(*size, PULL, at(&mut pulls, 0.5));
        let before = hub.cpu_seconds();
        for stream in hub.streams.iter().take(batches(PUSHED as u64)) {
            held += mailbox.push(stream, &unread(&mut dice, stream, BATCH)).unwrap();
        }
        figures.push(*size, "processor seconds of the hub for 10,000 more", hub.cpu_seconds() - before);
    }
}

fn batches(n: u64) -> usize {
    (n as usize).div_ceil(BATCH)
}

fn pulls(bare: &mut Bare, mailbox: &mut impl Mailbox) -> Vec<std::time::Duration> {
    let places = bare.places();
    assert!(!places.is_empty());
    let pull = |(stream, at): &(Stream, Cursor)| {
        let (page, took) = timed(|| mailbox.pull(stream, *at, BATCH).unwrap());
        assert_eq!(page.entries.len(), BATCH);
        took
    };
    places.iter().map(pull).collect()
}

impl Bare {
    pub fn run(&mut self, sql: &str) {
        self.runtime.block_on(self.client.batch_execute(sql)).unwrap();
    }

    fn number(&mut self, sql: &str) -> i64 {
        self.runtime.block_on(self.client.query_one(sql, &[])).unwrap().get(0)
    }

    fn places(&mut self) -> Vec<(Stream, Cursor)> {
        let asked: [i64; 2] = [BATCH as i64, PULLS as i64];
        let rows = self.runtime.block_on(self.client.query(PLACES, &[&asked[0], &asked[1]])).unwrap();
        let place = |row: &tokio_postgres::Row| {
            let seg_hash = row.get::<_, &[u8]>(2).try_into().unwrap();
            (Stream(row.get(0)), Cursor { pos: row.get::<_, i64>(1) as u64, seg_hash })
        };
        rows.iter().map(place).collect()
    }
}
