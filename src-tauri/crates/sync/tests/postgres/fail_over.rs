//! A primary that dies, a standby that had or had not followed, and a hub put back to an older backup.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ledger::EntryId;
use sync::session::Mailbox;

use crate::cluster::Cluster;
use crate::conformance::keeps_every_promise;
use crate::scene::{CITY, OFFICE, STATION, Scene, st};

/// A hub whose desks have read everything, and its standby.
fn with_standby(database: &str) -> (Scene, Cluster, Cluster) {
    let primary = Cluster::start();
    let mut scene = Scene::on(Arc::new(Cluster::borrowed(&primary)), database);
    scene.write(STATION);
    for desk in [STATION, OFFICE, CITY] {
        assert!(scene.exchange(desk).complete());
    }
    let mut standby = primary.copy();
    standby.run();
    (scene, primary, standby)
}

fn write_and_exchange(scene: &mut Scene, n: usize) -> Vec<EntryId> {
    (0..n)
        .map(|_| {
            let id = scene.write(STATION);
            assert_eq!(scene.exchange(STATION).stream(&st()).unwrap().confirmed, 1);
            id
        })
        .collect()
}

/// The hub goes on from another server.
fn move_to(scene: &mut Scene, server: &Cluster) {
    scene.cluster = Arc::new(Cluster::borrowed(server));
}

fn promote(standby: &Cluster) {
    standby.admin("postgres").batch("SELECT pg_promote()").unwrap();
}

fn ids(scene: &Scene) -> Vec<EntryId> {
    let page = scene.mailbox(CITY).pull(&st(), sync::session::Cursor::START, 1_000).unwrap();
    page.entries.into_iter().map(|placed| placed.id).collect()
}

fn all_there(scene: &Scene, lost: &[EntryId]) {
    let ids = ids(scene);
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "nothing twice");
    assert!(lost.iter().all(|id| ids.contains(id)), "nothing missing");
    assert!(lost.iter().all(|id| scene.desks[CITY].holds(id)));
}

#[test]
fn a_standby_that_lagged_is_brought_the_tail_by_the_desks() {
    let (mut scene, mut primary, standby) = with_standby("async");
    let kept = write_and_exchange(&mut scene, 2);
    follow(&primary, &standby);
    // From here on the standby hears nothing more.
    standby.admin("postgres").batch("ALTER SYSTEM SET primary_conninfo = ''").unwrap();
    standby.admin("postgres").batch("SELECT pg_reload_conf()").unwrap();
    wait(|| {
        standby.admin("postgres").batch("SELECT 1/(count(*) = 0)::int FROM pg_stat_wal_receiver").is_ok()
    });
    let lost = write_and_exchange(&mut scene, 3);
    scene.exchange(CITY);
    primary.kill();
    promote(&standby);
    move_to(&mut scene, &standby);
    assert_eq!(ids(&scene).len(), 1 + kept.len());
    // The city, which wrote none of them, relays what it had read.
    let told = scene.exchange(CITY).stream(&st()).cloned().unwrap();
    assert_eq!(told.stepped_back.map(|(to, undelivered)| (to.pos, undelivered)), Some((3, 3)));
    assert_eq!((told.pushed, told.accepted, told.confirmed), (3, 3, 3));
    let told = scene.exchange(STATION).stream(&st()).cloned().unwrap();
    assert_eq!(
        (told.stepped_back.map(|(to, n)| (to.pos, n)), told.pushed, told.confirmed),
        (Some((3, 3)), 0, 3)
    );
    assert_eq!(scene.exchange(OFFICE).stream(&st()).map(|told| told.new), Some(5));
    all_there(&scene, &[kept, lost].concat());
    // What took over without its tail is a hub like any other.
    standby.admin("postgres").batch("CREATE DATABASE conformance").unwrap();
    keeps_every_promise(&standby);
}

#[test]
fn a_synchronous_standby_loses_nothing() {
    let (mut scene, mut primary, standby) = with_standby("sync");
    wait_for_each(&primary);
    let written = write_and_exchange(&mut scene, 4);
    primary.kill();
    promote(&standby);
    move_to(&mut scene, &standby);
    let told = scene.exchange(STATION);
    assert_eq!((told.round_trips, told.total(|told| told.pushed)), (1, 0));
    assert_eq!(scene.exchange(CITY).stream(&st()).map(|told| (told.new, told.stepped_back)), Some((4, None)));
    all_there(&scene, &written);
}

#[test]
fn a_hub_put_back_to_an_older_backup_is_brought_up_by_the_desks() {
    let mut primary = Cluster::start();
    let mut scene = Scene::on(Arc::new(Cluster::borrowed(&primary)), "restored");
    let before = write_and_exchange(&mut scene, 2);
    scene.exchange(CITY);
    let mut backup = primary.copy();
    backup.forget_primary();
    let after = write_and_exchange(&mut scene, 3);
    primary.kill();
    backup.run();
    move_to(&mut scene, &backup);
    let told = scene.exchange(STATION).stream(&st()).cloned().unwrap();
    assert_eq!(told.stepped_back.map(|(to, undelivered)| (to.pos, undelivered)), Some((2, 3)));
    assert_eq!(scene.exchange(CITY).stream(&st()).map(|told| (told.new, told.stepped_back)), Some((3, None)));
    all_there(&scene, &[before, after].concat());
}

/// From here on a commit is one once the standby has it.
pub fn wait_for_each(primary: &Cluster) {
    primary.admin("postgres").batch("ALTER SYSTEM SET synchronous_standby_names = '*'").unwrap();
    primary.admin("postgres").batch("SELECT pg_reload_conf()").unwrap();
    let sync = "SELECT 1/(count(*) FILTER (WHERE sync_state = 'sync'))::int FROM pg_stat_replication";
    wait(|| primary.admin("postgres").batch(sync).is_ok());
}

/// Until the standby has replayed all that the primary has written.
fn follow(primary: &Cluster, standby: &Cluster) {
    let at =
        "SELECT 1/(count(*) FILTER (WHERE replay_lsn = pg_current_wal_lsn()))::int FROM pg_stat_replication";
    wait(|| primary.admin("postgres").batch(at).is_ok());
    standby.admin("postgres").batch("SELECT 1/pg_is_in_recovery()::int").unwrap();
}

fn wait(mut reached: impl FnMut() -> bool) {
    let began = Instant::now();
    while !reached() {
        assert!(began.elapsed() < Duration::from_secs(20), "it does not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}
