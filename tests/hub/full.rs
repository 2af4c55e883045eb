//! The hub's disk is full: it is told in words, nothing is lost, and what waited goes up once there is room.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tests::FOUNDER;

use super::cluster::Cluster;
use super::files::lie_there_once;
use super::{ISLAND, Scene, appeal, exchange, sum};

/// The file in which the hub keeps entries, while nothing is in it.
fn kept_in(hub: &Cluster) -> PathBuf {
    let said = hub.data().join("said");
    let ask = format!("COPY (SELECT pg_relation_filepath('hub.entry')) TO '{}'", said.display());
    hub.admin("postgres").batch(&ask).unwrap();
    hub.data().join(std::fs::read_to_string(&said).unwrap().trim())
}

/// Stopped, something done, and started again.
fn between(hub: &mut Cluster, change: impl FnOnce()) {
    hub.admin("postgres").batch("CHECKPOINT").unwrap();
    hub.kill();
    change();
    hub.run();
}

/// Every write to it answers that no room is left on the device.
fn fill(file: &Path, aside: &Path) {
    assert_eq!(std::fs::metadata(file).unwrap().len(), 0, "nothing was pushed yet");
    std::fs::rename(file, aside).unwrap();
    std::os::unix::fs::symlink("/dev/full", file).unwrap();
}

fn codes(exchanged: &Value) -> Vec<&str> {
    let streams = exchanged["streams"].as_array().unwrap().iter();
    streams
        .flat_map(|one| one["faults"].as_array().unwrap())
        .map(|fault| fault["code"].as_str().unwrap())
        .collect()
}

#[test]
fn a_full_disk_of_the_hub_is_told_and_everything_arrives_once_when_there_is_room() {
    let mut scene = Scene::new();
    let (file, aside) = (kept_in(&scene.hub), scene.hub.data().join("aside"));
    between(&mut scene.hub, || fill(&file, &aside));
    let record = appeal(&scene.island, ISLAND, "磁盘满时登记");
    for _ in 0..2 {
        let told = exchange(&scene.island, ISLAND);
        let codes = codes(&told);
        assert!(codes.len() > 1 && codes.iter().all(|code| *code == "hub_full"), "{told}");
        assert_eq!(sum(&told, "confirmed"), 0);
    }
    let failing =
        |scene: &Scene| scene.island.done(ISLAND, "exchange_if_due", json!({}))["value"]["failing"].clone();
    assert_eq!(failing(&scene), "hub_full", "twice in a row: the status line says so");
    let waiting =
        |scene: &Scene| scene.island.done(ISLAND, "hub_state", json!({}))["waiting"].as_u64().unwrap();
    assert!(waiting(&scene) >= 2, "the appeal and its party wait");

    between(&mut scene.hub, || {
        std::fs::remove_file(&file).unwrap();
        std::fs::rename(&aside, &file).unwrap();
    });
    let told = exchange(&scene.island, ISLAND);
    assert_eq!((codes(&told).len(), failing(&scene)), (0, Value::Null));
    assert_eq!(waiting(&scene), 0);
    exchange(&scene.county, FOUNDER);
    assert_eq!(scene.county.page(FOUNDER, ("appeal", &record))["state"], "registered");
    lie_there_once(&scene);
}
