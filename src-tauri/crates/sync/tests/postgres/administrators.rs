//! Who keeps a hub: of which cell, and with fewer rights than a superuser has.

use std::sync::Arc;
use std::time::Duration;

use sync::hub::{Admin, HubError};

use crate::cluster::Cluster;
use crate::hostile::prompt;
use crate::scene::{STATION, Scene};

const CELL: [u8; 32] = [1; 32];

/// A bug: the list of another cell, a demonstration's too, took a hub over and shut all of its desks out.
#[test]
fn a_hub_takes_no_list_of_another_cell() {
    let scene = Scene::new("another_cell");
    scene.admin().keep_to(&CELL).unwrap();
    scene.admin().keep_to(&CELL).unwrap();
    let other = scene.admin().keep_to(&[2; 32]).unwrap_err();
    assert!(matches!(other, HubError::OtherCell), "{other}");
    // Also by a newer program's set-up it stays whose it is.
    scene.admin().init().unwrap();
    assert!(scene.admin().keep_to(&[2; 32]).is_err());
    scene.admin().keep_to(&CELL).unwrap();
}

/// Bugs: who may not see a desk's session was told that none hangs; one that could not be ended when its desk was shut out made the
/// whole list look refused, and no watchdog found it any more.
#[test]
fn a_session_that_an_administrator_may_not_end_is_told_and_the_watchdog_finds_it() {
    let scene = Scene::on(Arc::new(Cluster::start()), "lesser_keeps");
    let lesser = "CREATE ROLE lesser LOGIN CREATEROLE PASSWORD 'only-for-this-test' IN ROLE gonglian_hub";
    scene.admin().batch(lesser).unwrap();
    scene.admin().batch("GRANT CONNECT ON DATABASE lesser_keeps TO lesser").unwrap();
    let url = scene.cluster.url(&scene.database).replace("admin:", "lesser:");
    let mut lesser = Admin::connect(&url, None).unwrap();
    let mut hanging = prompt(&scene, STATION);
    hanging.batch("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0").unwrap();
    hanging.batch("BEGIN; SELECT 1; SAVEPOINT here").unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    let blind = lesser.end_hanging(1).unwrap_err();
    assert!(matches!(blind, HubError::Blind), "{blind}");
    let mut list = scene.accesses();
    list.remove(STATION);
    let applied = lesser.apply(&list).unwrap();
    assert_eq!((&applied.shut_out, &applied.still_in), (&vec![scene.role(STATION)], &applied.shut_out));
    assert!(hanging.batch("SELECT * FROM hub.pull_v1('st/x', 0, '', 1)").is_err());
    hanging.batch("ROLLBACK TO here").unwrap();
    let ended = scene.admin().end_hanging(1).unwrap();
    assert_eq!(ended.iter().map(|ended| &ended.role).collect::<Vec<_>>(), [&scene.role(STATION)]);
    assert!(hanging.batch("SELECT 1").is_err());
}

/// A bug: what a superuser's `init` closes to desks was closed to whoever only watches, although PostgreSQL's two roles were said to be
/// enough: the timer ended nothing, and the whole of the hub's own rights did not help.
#[test]
fn two_roles_of_postgresql_are_enough_to_watch_and_open_nothing_else() {
    let scene = Scene::on(Arc::new(Cluster::start()), "watched");
    let lesser =
        "CREATE ROLE lesser LOGIN PASSWORD 'only-for-this-test' IN ROLE pg_read_all_stats, pg_signal_backend";
    scene.admin().batch(lesser).unwrap();
    let url = scene.cluster.url(&scene.database).replace("admin:", "lesser:");
    let mut lesser = Admin::connect(&url, None).unwrap();
    let mut hanging = prompt(&scene, STATION);
    hanging.batch("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0").unwrap();
    hanging.batch("BEGIN; SELECT 1").unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(lesser.end_hanging(60).unwrap(), []);
    let ended = lesser.end_hanging(1).unwrap();
    assert_eq!(ended.iter().map(|ended| &ended.role).collect::<Vec<_>>(), [&scene.role(STATION)]);
    assert!(hanging.batch("SELECT 1").is_err());
    for table in ["stream", "desk_grant", "entry", "seg", "blob_chunk"] {
        assert!(lesser.batch(&format!("SELECT * FROM hub.{table}")).is_err(), "{table}");
    }
    assert!(lesser.batch("DELETE FROM hub.quota").is_err());
    let told = prompt(&scene, STATION).batch("SELECT * FROM pg_catalog.pg_stat_get_activity(NULL)");
    assert!(told.is_err(), "a desk still sees no other session");
}
