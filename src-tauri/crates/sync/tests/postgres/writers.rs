//! Many at once, serialisation failures, and a server that stops in the middle.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use ledger::EntryId;
use sync::hub::{DeskAccess, Identity, PgMailbox, Target, Trust};
use sync::session::{Cursor, Mailbox};

use crate::cluster::{Cluster, trust};
use crate::scene::{CITY, STATION, Scene, identity, raw, role, st};

const WRITERS: usize = 16;
const PUSHES: u32 = 12;
const EACH: u32 = 5;

#[test]
fn sixteen_writers_on_one_stream_and_a_reader_that_polls_skips_nothing() {
    let scene = Scene::new("sixteen");
    let list: Vec<DeskAccess> = (0..WRITERS)
        .map(|n| DeskAccess {
            role: role("sixteen", n),
            reads: vec![st()],
            writes: vec![st()],
            redacts: Vec::new(),
            last_days: BTreeMap::new(),
            quota: 1_000_000,
        })
        .collect();
    scene.admin().apply(&list).unwrap();
    let done = AtomicBool::new(false);
    let seen = Mutex::new((Cursor::START, Vec::<(u64, EntryId)>::new()));
    thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|n| {
                let mut mailbox = mailbox_of(&scene, n);
                let batches = (0..PUSHES).map(move |push| (n as u32) * 10_000 + push * EACH);
                scope.spawn(move || {
                    batches.for_each(|from| {
                        let batch: Vec<_> = (from..from + EACH).map(raw).collect();
                        assert_eq!(mailbox.push(&st(), &batch), Ok(u64::from(EACH)));
                    })
                })
            })
            .collect();
        let mut mailbox = mailbox_of(&scene, 0);
        let (done, seen) = (&done, &seen);
        let reader = scope.spawn(move || {
            while !done.load(Ordering::SeqCst) {
                read_on(&mut mailbox, &mut seen.lock().unwrap());
            }
        });
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        done.store(true, Ordering::SeqCst);
        reader.join().unwrap();
    });
    let mut seen = seen.into_inner().unwrap();
    let mut mailbox = mailbox_of(&scene, 1);
    while read_on(&mut mailbox, &mut seen) > 0 {}
    let all = WRITERS as u64 * u64::from(PUSHES * EACH);
    assert!(seen.1.iter().map(|(pos, _)| *pos).eq(1..=all), "dense, in order, none skipped");
    let mut ids: Vec<EntryId> = seen.1.iter().map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len() as u64, all);
}

fn read_on(mailbox: &mut PgMailbox, seen: &mut (Cursor, Vec<(u64, EntryId)>)) -> usize {
    let page = mailbox.pull(&st(), seen.0, 50).unwrap();
    seen.1.extend(page.entries.iter().map(|placed| (placed.pos, placed.id)));
    seen.0 = page.cursors.last().copied().unwrap_or(seen.0);
    page.entries.len()
}

fn mailbox_of(scene: &Scene, n: usize) -> PgMailbox {
    let role = role(&scene.database, n);
    let own: Identity = identity(&role);
    PgMailbox::new(Target { trust: Trust { identity: Some(own), ..trust() }, role, ..scene.target(STATION) })
        .unwrap()
}

#[test]
fn a_serialisation_failure_is_tried_again_and_doubles_nothing() {
    let scene = Scene::new("serialisation");
    // The first two pushes fail as a distributed engine would let them; a sequence counts across the roll-back.
    let inject = include_str!("inject_40001.sql");
    scene.admin().batch(inject).unwrap();
    let mut station = scene.mailbox(STATION);
    assert_eq!(station.push(&st(), &[raw(1), raw(2)]), Ok(2));
    assert_eq!(scene.admin().status().unwrap().n_entries, 2);
    // One that never ends is reported after the last try.
    scene.admin().batch("ALTER SEQUENCE hub.failures RESTART; UPDATE hub.failing SET times = 1000").unwrap();
    let fault = station.push(&st(), &[raw(3)]).unwrap_err().to_string();
    assert!(fault.ends_with("(40001)"), "{fault}");
}

#[test]
fn a_server_that_restarts_in_mid_push_loses_and_doubles_nothing() {
    let mut cluster = Cluster::start();
    let scene = Scene::on(std::sync::Arc::new(Cluster::borrowed(&cluster)), "restart");
    let batches: Vec<_> = (0..30u32).map(|n| scene.raws(n * 10, 10)).collect();
    let mut target = scene.target(STATION);
    target.patience.tries = 12;
    let mut city =
        PgMailbox::new(Target { role: scene.role(CITY), trust: scene.target(CITY).trust, ..target.clone() })
            .unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(move || {
            let mut station = PgMailbox::new(target).unwrap();
            let pushed = |batch: &Vec<_>| station.push(&st(), batch).unwrap();
            batches.iter().map(pushed).sum::<u64>()
        });
        thread::sleep(std::time::Duration::from_millis(150));
        for _ in 0..2 {
            cluster.kill();
            cluster.run();
            thread::sleep(std::time::Duration::from_millis(100));
        }
        // A push that was taken in and not answered counts as known the second time.
        assert!(writer.join().unwrap() <= 300);
    });
    let page = city.pull(&st(), Cursor::START, 1_000).unwrap();
    assert_eq!(page.entries.len(), 300);
    let expected: Vec<EntryId> = (0..300).map(|n| raw(n).id).collect();
    assert_eq!(page.entries.iter().map(|placed| placed.id).collect::<Vec<_>>(), expected);
}
