//! Every station comes back on the same morning: 133 desks with 200 new entries each, all at the same moment.

use std::sync::Barrier;
use std::time::Duration;

use sync::session::{Cursor, Mailbox};

use crate::cluster::Cluster;
use crate::corpus::Dice;
use crate::figure::{Figures, at, timed};
use crate::served::{Hub, station, unread};

const STATIONS: usize = 133;
const NEW: usize = 200;

pub fn all_stations(cluster: &Cluster, figures: &mut Figures) {
    let hub = Hub::new(cluster, "at_once", (0..STATIONS).map(station).collect());
    let before = hub.cpu_seconds();
    let ready = Barrier::new(STATIONS);
    let (mut times, all) = timed(|| {
        std::thread::scope(|scope| {
            let (hub, ready) = (&hub, &ready);
            let desks: Vec<_> = (0..STATIONS).map(|n| scope.spawn(move || one(hub, n, ready))).collect();
            desks.into_iter().map(|desk| desk.join().unwrap()).collect::<Vec<Duration>>()
        })
    });
    let n = (STATIONS * NEW) as u64;
    figures.push(n, "133 desks at once, 200 new entries each: p95 of a desk, ms", at(&mut times, 0.95));
    figures.push(n, "133 desks at once: until the last is done, s", all.as_secs_f64());
    figures.push(n, "133 desks at once: processor seconds of the hub", hub.cpu_seconds() - before);
}

/// Heads, push, and what it pushed read back, as an exchange does it.
fn one(hub: &Hub<'_>, n: usize, ready: &Barrier) -> Duration {
    let stream = &hub.streams[n];
    let entries = unread(&mut Dice(n as u64 + 1), stream, NEW);
    let mut mailbox = hub.mailbox(n);
    ready.wait();
    let (back, took) = timed(|| {
        mailbox.heads().unwrap();
        assert_eq!(mailbox.push(stream, &entries).unwrap(), NEW as u64);
        mailbox.pull(stream, Cursor::START, NEW).unwrap()
    });
    assert_eq!(back.entries.len(), NEW);
    took
}
