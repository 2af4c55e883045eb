//! The hub's disk dies and a copy that lacks its tail goes on in its place: the desks notice by their cursors, bring the tail back
//! by themselves, and it is told.

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk};

use super::cluster::Cluster;
use super::files::lie_there_once;
use super::{ISLAND, Scene, appeal, exchange, sum};

impl Scene {
    /// A copy of the hub as it is now, which goes on by itself one day.
    pub(super) fn copied(&self) -> Cluster {
        let copy = self.hub.copy();
        copy.forget_primary();
        copy
    }

    /// The hub is gone, and both desks are told where its copy is.
    pub(super) fn goes_on_from(&mut self, mut copy: Cluster) {
        self.hub.kill();
        copy.run();
        self.hub = copy;
        for (desk, who) in [(&self.county, FOUNDER), (&self.island, ISLAND)] {
            let there = json!({ "host": "127.0.0.1", "port": self.hub.port, "database": "postgres" });
            desk.done(who, "set_hub", there);
        }
    }
}

/// Of the island's station in an exchange.
fn at_station(exchanged: &Value, what: &str) -> Option<u64> {
    let streams = exchanged["streams"].as_array().unwrap();
    streams.iter().find(|one| one["stream"].as_str().unwrap().starts_with("st/"))?[what].as_u64()
}

fn well(desk: &TestDesk, who: &str) {
    let idle = exchange(desk, who);
    assert_eq!((idle["round_trips"].as_u64(), sum(&idle, "lost")), (Some(1), 0), "{who}: {idle}");
    let state = desk.done(who, "hub_state", json!({}));
    assert_eq!(state["waiting"], 0, "{who}: {state}");
    assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good", "{who}");
}

#[test]
fn a_copy_of_the_hub_that_lost_its_tail_is_brought_it_by_the_desks() {
    let mut scene = Scene::met();
    scene.meet();
    let copy = scene.copied();
    let record = appeal(&scene.island, ISLAND, "复制之后登记");
    let sent = exchange(&scene.island, ISLAND);
    // The appeal and its party.
    assert_eq!(at_station(&sent, "confirmed"), Some(2), "{sent}");
    exchange(&scene.county, FOUNDER);
    scene.goes_on_from(copy);

    let told = exchange(&scene.island, ISLAND);
    assert_eq!(["lost", "pushed", "confirmed"].map(|what| at_station(&told, what)), [Some(2); 3], "{told}");
    let told = exchange(&scene.county, FOUNDER);
    assert_eq!(at_station(&told, "new"), None, "nothing moved there: {told}");
    for _ in 0..2 {
        exchange(&scene.island, ISLAND);
        exchange(&scene.county, FOUNDER);
    }
    well(&scene.island, ISLAND);
    well(&scene.county, FOUNDER);
    assert_eq!(scene.county.page(FOUNDER, ("appeal", &record))["state"], "registered");
    lie_there_once(&scene);
}

#[test]
fn a_desk_that_wrote_none_of_the_tail_brings_it_back_as_well() {
    let mut scene = Scene::met();
    scene.meet();
    let copy = scene.copied();
    appeal(&scene.island, ISLAND, "复制之后登记");
    exchange(&scene.island, ISLAND);
    exchange(&scene.county, FOUNDER);
    scene.goes_on_from(copy);
    let told = exchange(&scene.county, FOUNDER);
    assert_eq!(["pushed", "confirmed"].map(|what| at_station(&told, what)), [Some(2); 2], "{told}");
    let told = exchange(&scene.island, ISLAND);
    assert_eq!(at_station(&told, "lost"), None, "nothing moved there: {told}");
}
