//! Desks that meet at a hub: a real PostgreSQL, certificates of an own authority, and the program through its calls.

mod broken;
#[allow(dead_code)] // the suite of `sync` uses all of it
#[path = "../../src-tauri/crates/sync/tests/postgres/cluster.rs"]
mod cluster;
mod copied;
mod fail_over;
mod files;
mod fleet;
mod full;
mod hand_over;
mod lines;
mod proven;
mod received;
mod redaction;
mod refused;
mod scope;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cluster::{AUTHORITY, Cluster, VALID};
use serde_json::{Value, json};
use sync::hub::{Admin, ca};
use tests::{Days, FOUNDER, Newcomer, TestDesk};

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
        connect(&scene.hub, &scene.county, FOUNDER);
        connect(&scene.hub, &scene.island, ISLAND);
        scene
    }

    /// Both desks have read what was there before.
    fn met() -> Self {
        let scene = Self::new();
        scene.meet();
        scene
    }

    fn meet(&self) {
        exchange(&self.county, FOUNDER);
        exchange(&self.island, ISLAND);
    }

    /// What `gonglian hub apply` does: the accesses come from the list of desks and from nowhere else.
    fn apply(&self) {
        self.county.sit(FOUNDER);
        let accesses = self.county.host.with(actions::hub_accesses).unwrap();
        let mut admin = Admin::connect(&self.hub.url("postgres"), None).unwrap();
        admin.keep_to(&cell_of(&self.county)).unwrap();
        admin.apply(&accesses).unwrap();
    }
}

fn cell_of(desk: &TestDesk) -> [u8; 32] {
    desk.host.with(|office, _| actions::hub_cell(office)).unwrap()
}

/// A bug: whoever keeps another cell's desks, or a demonstration's, took the hub over with one command.
#[test]
fn a_hub_is_of_one_cell_and_every_desk_of_it_says_the_same() {
    let scene = Scene::new();
    scene.island.sit(ISLAND);
    let mut admin = Admin::connect(&scene.hub.url("postgres"), None).unwrap();
    admin.keep_to(&cell_of(&scene.island)).unwrap();
    let other = admin.keep_to(&cell_of(&TestDesk::founded())).unwrap_err();
    assert!(matches!(other, sync::hub::HubError::OtherCell), "{other}");
}

fn connect(hub: &Cluster, desk: &TestDesk, who: &str) {
    let asked = desk.done(who, "request_hub", json!({}));
    let csr = STANDARD.decode(asked["request"]["bytes_base64"].as_str().unwrap()).unwrap();
    let role = asked["role"].as_str().unwrap();
    let cert = ca::desk(&AUTHORITY, (role, &String::from_utf8(csr).unwrap()), &VALID).unwrap();
    let input = json!({
        "host": "127.0.0.1", "port": hub.port, "database": "postgres",
        "ca_pem": AUTHORITY.cert_pem, "cert_pem": cert,
    });
    desk.done(who, "set_hub", input);
}

/// Something listens where the hub should be, and never says a word.
fn silent() -> (std::net::TcpListener, u16) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

#[test]
fn while_the_network_is_waited_for_the_desk_works_and_the_exchange_can_be_stopped() {
    let Scene { island, .. } = &Scene::new();
    let (_listener, port) = silent();
    let there = json!({ "host": "127.0.0.1", "port": port, "database": "postgres" });
    island.done(ISLAND, "set_hub", there);
    std::thread::scope(|scope| {
        // The host alone goes to the other thread; who is signed in stays this one's matter.
        let host = &island.host;
        let exchange = scope.spawn(move || host.answer("exchange_now", json!({})).unwrap());
        while island.ok("hub_state", json!({}))["running"].is_null() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let second = island.refused(ISLAND, "exchange_now", json!({}));
        assert_eq!(second, "exchanging", "never two at once");
        appeal(island, ISLAND, "交换时登记");
        island.ok("stop_exchange", json!({}));
        assert_eq!(exchange.join().unwrap()["value"]["end"], "stopped");
    });
    assert!(island.ok("hub_state", json!({}))["running"].is_null());
    assert_eq!(island.done(ISLAND, "verify", json!({}))["verdict"], "good");
}

/// A clock that a test moves.
struct Hand(std::sync::atomic::AtomicU64);

impl actions::Wall for Hand {
    fn now_ms(&self) -> u64 {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    }
}

#[test]
fn it_exchanges_by_itself_when_its_time_has_come_and_more_rarely_after_failures() {
    const MINUTE: u64 = 60_000;
    // Nine in the morning of 2026-09-01.
    let wall = std::sync::Arc::new(Hand(1_788_224_400_000.into()));
    let desk = TestDesk::founded_at("331002", wall.clone());
    let later = |minutes: u64| wall.0.fetch_add(minutes * MINUTE, std::sync::atomic::Ordering::Relaxed);
    let beat = || desk.done(FOUNDER, "exchange_if_due", json!({}))["value"].clone();
    later(60);
    assert!(beat()["exchanged"].is_null(), "without a hub nothing is due");
    let hub = Cluster::start();
    let mut admin = Admin::connect(&hub.url("postgres"), None).unwrap();
    admin.init().unwrap();
    admin.apply(&desk.host.with(actions::hub_accesses).unwrap()).unwrap();
    connect(&hub, &desk, FOUNDER);
    assert!(beat()["exchanged"].is_null(), "not in the moment somebody signs in");
    later(1);
    let first = beat();
    assert_eq!(first["exchanged"]["end"], "complete");
    // The hub here tells the machine's own time; the desk's hand stands on 2026-09-01.
    let apart = i128::from(first["exchanged"]["clock_off_ms"].as_i64().unwrap());
    let machine = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis() as i128;
    assert!((apart + machine - 1_788_228_060_000).abs() < 120_000, "{apart}");
    later(3);
    assert!(beat()["exchanged"].is_null(), "five minutes are at least four");
    later(3);
    assert_eq!(beat()["exchanged"]["round_trips"], 1, "and at most six; nothing had changed");
    // Away: twice is borne, then the status line is told; and each wait is longer.
    let (listener, port) = silent();
    drop(listener);
    desk.done(FOUNDER, "set_hub", json!({ "host": "127.0.0.1", "port": port, "database": "postgres" }));
    beat();
    later(1);
    let once = beat();
    assert_eq!((&once["exchanged"]["end"], &once["failing"]), (&json!("link"), &Value::Null));
    later(6);
    assert!(beat()["exchanged"].is_null(), "ten minutes are at least eight");
    later(6);
    assert_eq!(beat()["failing"], "link");
    desk.done(FOUNDER, "set_hub_rhythm", json!({ "minutes": 0 }));
    later(600);
    assert!(beat()["exchanged"].is_null(), "only by hand");
    let rare = desk.refused(FOUNDER, "set_hub_rhythm", json!({ "minutes": 241 }));
    assert_eq!(rare, "out_of_range");
}

#[test]
fn a_certificate_that_is_another_desks_is_told_at_once_and_the_old_one_goes_on() {
    let Scene { county, island, hub } = &Scene::new();
    exchange(county, FOUNDER);
    let before = county.done(FOUNDER, "hub_state", json!({}));
    assert_eq!(before["streams"].as_array().unwrap().iter().filter(|s| s["at_ms"].is_null()).count(), 0);
    // Asked for anew: until the answer comes the desk exchanges as it did.
    county.done(FOUNDER, "request_hub", json!({}));
    assert_eq!(county.done(FOUNDER, "hub_state", json!({}))["asked"], true);
    exchange(county, FOUNDER);
    let role = island.done(ISLAND, "request_hub", json!({}));
    let csr = STANDARD.decode(role["request"]["bytes_base64"].as_str().unwrap()).unwrap();
    let name = role["role"].as_str().unwrap();
    let other = ca::desk(&AUTHORITY, (name, &String::from_utf8(csr).unwrap()), &VALID).unwrap();
    let there = |cert: &str| json!({ "host": "127.0.0.1", "port": hub.port, "database": "postgres", "cert_pem": cert });
    assert_eq!(county.refused(FOUNDER, "set_hub", there(&other)), "bad_file");
    assert_eq!(county.refused(FOUNDER, "set_hub", there("nothing")), "bad_file");
    assert_eq!(county.done(FOUNDER, "try_hub", json!({}))["end"], "reached");
    assert!(county.done(FOUNDER, "try_hub", json!({}))["n_streams"].as_u64().unwrap() > 2);
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
    let travel = |desk: &TestDesk, who: &str| desk.done(who, "record_travel", json!({ "record": record }));
    let here = travel(island, ISLAND);
    assert_eq!((here["n"].as_u64(), here["hub"]["here_only"].as_u64()), (Some(1), Some(1)), "{here}");
    let sent = exchange(island, ISLAND);
    assert!(sum(&sent, "confirmed") >= 2, "the appeal and its party: {sent}");
    let came = exchange(county, FOUNDER);
    assert_eq!(sum(&came, "aside"), 0);
    let (wrote, read) = (travel(island, ISLAND), travel(county, FOUNDER));
    assert_eq!((wrote["hub"]["confirmed"].as_u64(), wrote["from"].as_array().unwrap().len()), (Some(1), 0));
    assert_eq!(read["hub"]["confirmed"], 1, "what the hub brought it surely has: {read}");
    assert_eq!((read["from"][0]["n"].as_u64(), read["from"][0]["desk"].is_null()), (Some(1), true));
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

/// A page that comes waits for no disk. What an exchange answers must not be taken back by a power cut.
#[test]
fn what_an_exchange_brought_is_on_the_disk_before_it_is_answered() {
    let Scene { county, island, .. } = &Scene::new();
    exchange(island, ISLAND);
    appeal(island, ISLAND, "断电之前");
    exchange(island, ISLAND);
    let came = exchange(county, FOUNDER);
    assert!(sum(&came, "new") > 0, "{came}");
    for desk in [county, island] {
        assert!(!desk.host.with(|office, _| Ok(office.desk.is_behind())).unwrap());
    }
}

#[test]
fn an_exchange_with_nothing_to_tell_is_one_round_trip() {
    let scene = Scene::met();
    scene.meet();
    let idle = exchange(&scene.county, FOUNDER);
    assert!(idle["clock_off_ms"].is_null(), "the same machine's clock");
    assert_eq!((idle["round_trips"].as_u64(), sum(&idle, "new")), (Some(1), 0), "{idle}");
    let state = scene.county.done(FOUNDER, "hub_state", json!({}));
    assert_eq!((state["ready"].as_bool(), state["last"]["end"].as_str()), (Some(true), Some("complete")));
}

#[test]
fn a_hub_that_is_away_is_told_and_loses_nothing() {
    let mut scene = Scene::met();
    scene.hub.kill();
    let record = appeal(&scene.island, ISLAND, "断网时登记");
    let away = scene.island.done(ISLAND, "exchange_now", json!({}));
    assert_eq!(away["value"]["end"], "link", "{away}");
    let state = scene.island.done(ISLAND, "hub_state", json!({}));
    assert!(state["waiting"].as_u64().unwrap() >= 2, "the appeal and its party wait: {state}");
    assert!(state["last"]["complete_ms"].is_u64(), "and it is known when all was well: {state}");
    scene.hub.run();
    exchange(&scene.island, ISLAND);
    exchange(&scene.county, FOUNDER);
    assert_eq!(scene.county.page(FOUNDER, ("appeal", &record))["state"], "registered");
}

/// A bug: what one desk wrote half a year ahead made every other desk's clock doubtful for half a year, whatever the hub said.
#[test]
fn a_desk_whose_clock_is_ahead_makes_no_other_clock_doubtful_for_long() {
    let Scene { county, island, hub: _runs } = Scene::met();
    let today = county.ok("desk_state", json!({}))["today"].clone();
    let today: chrono::NaiveDate = today.as_str().unwrap().parse().unwrap();
    let ahead = today + chrono::TimeDelta::days(200);
    let island = island.restart_at(std::sync::Arc::new(Days::from(&ahead.to_string())));
    appeal(&island, ISLAND, "钟快半年");
    exchange(&island, ISLAND);
    exchange(&county, FOUNDER);
    let doubtful = |title: &str| {
        let record = appeal(&county, FOUNDER, title);
        county.page(FOUNDER, ("appeal", &record))["timeline"][0]["suspect_clock"].clone()
    };
    assert_eq!(doubtful("刚收到"), true);
    exchange(&county, FOUNDER);
    assert_eq!(doubtful("又交换过"), false, "the hub has said what time it is");
}
