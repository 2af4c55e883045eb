//! Desks that meet at a hub: a real PostgreSQL, certificates of an own authority, and the program through its calls.

#[allow(dead_code)] // the suite of `sync` uses all of it
#[path = "../../src-tauri/crates/sync/tests/postgres/cluster.rs"]
mod cluster;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cluster::{AUTHORITY, Cluster, VALID};
use serde_json::{Value, json};
use sync::hub::{Admin, ca};
use tests::{FOUNDER, Newcomer, TestDesk};

const ISLAND: &str = "陈阿海";

/// A county's desk, its island's, and the hub they both know.
struct Scene {
    county: TestDesk,
    island: TestDesk,
    hub: Cluster,
}

impl Scene {
    fn new() -> Self {
        let mut county = TestDesk::staffed();
        let stations = vec![county.station(0)];
        let newcomer = Newcomer { name: ISLAND, role: "liaison", level: None, stations, office: "331002" };
        let island = county.join(&newcomer);
        let hub = Cluster::start();
        let scene = Self { county, island, hub };
        let mut admin = Admin::connect(&scene.hub.url("postgres"), None).unwrap();
        admin.init().unwrap();
        scene.apply();
        scene.connect(&scene.county, FOUNDER);
        scene.connect(&scene.island, ISLAND);
        scene
    }

    /// What `gonglian hub apply` does: the accesses come from the list of desks and from nowhere else.
    fn apply(&self) {
        self.county.sit(FOUNDER);
        let accesses = self.county.host.with(actions::hub_accesses).unwrap();
        Admin::connect(&self.hub.url("postgres"), None).unwrap().apply(&accesses).unwrap();
    }

    fn connect(&self, desk: &TestDesk, who: &str) {
        let asked = desk.done(who, "request_hub", json!({}));
        let csr = STANDARD.decode(asked["request"]["bytes_base64"].as_str().unwrap()).unwrap();
        let role = asked["role"].as_str().unwrap();
        let cert = ca::desk(&AUTHORITY, (role, &String::from_utf8(csr).unwrap()), &VALID).unwrap();
        let input = json!({
            "host": "127.0.0.1", "port": self.hub.port, "database": "postgres",
            "ca_pem": AUTHORITY.cert_pem, "cert_pem": cert,
        });
        desk.done(who, "set_hub", input);
    }
}

#[track_caller]
fn exchange(desk: &TestDesk, who: &str) -> Value {
    let done = desk.done(who, "exchange_now", json!({}));
    assert_eq!(done["value"]["end"], "complete", "{}", done["value"]);
    done["value"].clone()
}

fn sum(exchanged: &Value, what: &str) -> u64 {
    exchanged["streams"].as_array().unwrap().iter().map(|s| s[what].as_u64().unwrap()).sum()
}

fn appeal(desk: &TestDesk, who: &str, title: &str) -> String {
    let today = desk.ok("desk_state", json!({}))["today"].clone();
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": today, "category": "other",
        "title": title, "facts": "码头引桥护栏锈断。", "request": "尽快修好", "n_people": 1,
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    desk.made(who, "register_appeal", input)
}

#[test]
fn what_one_desk_writes_is_at_the_other_after_both_have_exchanged() {
    let Scene { county, island, .. } = &Scene::new();
    let first = exchange(county, FOUNDER);
    assert!(
        sum(&first, "pushed") > 0 && sum(&first, "pushed") == sum(&first, "confirmed"),
        "read back: {first}"
    );
    exchange(island, ISLAND);
    let record = appeal(island, ISLAND, "反映大陈码头引桥护栏锈断");
    let sent = exchange(island, ISLAND);
    assert!(sum(&sent, "confirmed") >= 2, "the appeal and its party: {sent}");
    let came = exchange(county, FOUNDER);
    assert_eq!(sum(&came, "aside"), 0);
    assert_eq!(county.page(FOUNDER, ("appeal", &record))["state"], "registered");
    let on = ("appeal", record.as_str());
    county.steps(FOUNDER, "amend_appeal", on, json!({ "request": "月底前修好" }));
    exchange(county, FOUNDER);
    exchange(island, ISLAND);
    assert!(island.page(ISLAND, on).to_string().contains("月底前修好"));
    for (desk, who) in [(county, FOUNDER), (island, ISLAND)] {
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good", "{who}");
    }
}

#[test]
fn an_exchange_with_nothing_to_tell_is_one_round_trip() {
    let Scene { county, island, .. } = &Scene::new();
    for _ in 0..2 {
        exchange(county, FOUNDER);
        exchange(island, ISLAND);
    }
    let idle = exchange(county, FOUNDER);
    assert_eq!((idle["round_trips"].as_u64(), sum(&idle, "new")), (Some(1), 0), "{idle}");
    let state = county.done(FOUNDER, "hub_state", json!({}));
    assert_eq!((state["ready"].as_bool(), state["last"]["end"].as_str()), (Some(true), Some("complete")));
}

#[test]
fn a_hub_that_is_away_is_told_and_loses_nothing() {
    let mut scene = Scene::new();
    exchange(&scene.county, FOUNDER);
    exchange(&scene.island, ISLAND);
    scene.hub.kill();
    let record = appeal(&scene.island, ISLAND, "断网时登记");
    let away = scene.island.done(ISLAND, "exchange_now", json!({}));
    assert_ne!(away["value"]["end"], "complete");
    scene.hub.run();
    exchange(&scene.island, ISLAND);
    exchange(&scene.county, FOUNDER);
    assert_eq!(scene.county.page(FOUNDER, ("appeal", &record))["state"], "registered");
}
