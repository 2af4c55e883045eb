//! Attachments by the hub: apart from the entries that name them, gone on from where they broke off, never another's file.

use std::path::PathBuf;

use actions::hub_accesses;
use ledger::{RecordId, Stream};
use serde_json::{Value, json};
use sync::hub::{Admin, Identity, Patience, PgMailbox, Target, ca};
use sync::session::{Cursor, Mailbox};
use tests::{FOUNDER, TestDesk, over, paper};

use super::cluster::{AUTHORITY, Cluster, VALID, trust};
use super::{ISLAND, Scene, exchange, silent};

const MIB: usize = 1 << 20;

/// An appeal of the island with one file.
struct Filed {
    record: String,
    file: String,
}

impl Filed {
    fn at(island: &TestDesk, bytes: &[u8]) -> Self {
        Self::by((island, ISLAND), bytes)
    }

    fn by(at: (&TestDesk, &str), bytes: &[u8]) -> Self {
        Self::with(at, bytes, json!({}))
    }

    fn with((desk, who): (&TestDesk, &str), bytes: &[u8], more: Value) -> Self {
        let attached = desk.done(who, "attach_file", paper::file("护栏照片.pdf", bytes));
        let file = attached["file"].as_str().unwrap().to_owned();
        let today = desk.ok("desk_state", json!({}))["today"].clone();
        let input = json!({
            "station": desk.station(0), "way": "visit", "received_on": today, "category": "other",
            "title": "护栏锈断", "facts": "码头引桥护栏锈断。", "request": "尽快修好", "n_people": 1,
            "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
            "materials": [{ "name": "护栏照片", "kept": "file", "file": file }],
        });
        Self { record: desk.made(who, "register_appeal", over(input, more)), file }
    }

    fn of(&self) -> Value {
        json!({ "record": self.record, "file": self.file })
    }

    /// What the page says of it.
    #[track_caller]
    fn told(&self, desk: &TestDesk, who: &str) -> Value {
        desk.done(who, "record_files", json!({ "record": self.record }))[0].clone()
    }

    #[track_caller]
    fn opened(&self, desk: &TestDesk, who: &str) -> Vec<u8> {
        paper::plain(&desk.done(who, "open_file", self.of())["bytes_base64"])
    }

    fn address(&self) -> Vec<u8> {
        (0..64).step_by(2).map(|at| u8::from_str_radix(&self.file[at..at + 2], 16).unwrap()).collect()
    }

    /// Under what the hub keeps it.
    fn place(&self, desk: &TestDesk) -> (Stream, Vec<u8>) {
        let station: RecordId = desk.station(0).parse().unwrap();
        (Stream::station(station), self.address())
    }

    /// Where a desk keeps the ciphertext.
    fn kept(&self, desk: &TestDesk) -> PathBuf {
        desk.dir().join("blobs").join(&self.file[..2]).join(&self.file)
    }
}

#[track_caller]
fn carried(desk: &TestDesk, who: &str) -> Value {
    desk.done(who, "exchange_files", json!({}))
}

fn numbers(told: &Value, names: [&str; 3]) -> (u64, u64, u64) {
    let [a, b, c] = names.map(|name| told[name].as_u64().unwrap());
    (a, b, c)
}

#[test]
fn a_file_of_one_desk_is_opened_at_the_other_and_the_record_does_not_wait_for_it() {
    let Scene { county, island, .. } = &Scene::new();
    for (desk, who) in [(county, FOUNDER), (island, ISLAND)] {
        exchange(desk, who);
        assert_eq!(numbers(&carried(desk, who), ["up", "down", "bytes_up"]), (0, 0, 0), "nothing to carry");
    }
    let bytes = paper::scan();
    let filed = Filed::at(island, &bytes);
    exchange(island, ISLAND);
    exchange(county, FOUNDER);
    // The entry is there, its file is not: the record is read and changed all the same.
    let on = ("appeal", filed.record.as_str());
    assert_eq!(county.page(FOUNDER, on)["state"], "registered");
    county.steps(FOUNDER, "amend_appeal", on, json!({ "request": "月底前修好" }));
    let fault = county.call(FOUNDER, "open_file", filed.of()).unwrap_err();
    let office = filed.told(county, FOUNDER)["from"]["office_name"].clone();
    assert_eq!(fault, json!({ "code": "file_not_here", "values": { "place": "wanted", "office": office } }));
    let fetched = county.done(FOUNDER, "fetch_file", filed.of());
    assert_eq!(fetched["end"], "absent", "the island has sent no file yet");
    assert_eq!(filed.told(county, FOUNDER)["hub"], "absent");
    assert_eq!(filed.told(island, ISLAND)["hub"], "to_go");
    for (desk, who, hub) in [(island, ISLAND, "to_go"), (county, FOUNDER, "absent")] {
        let row = desk.done(who, "waiting_files", json!({}))[0].clone();
        assert_eq!((&row["name"], &row["hub"]), (&json!("护栏照片.pdf"), &json!(hub)));
        assert_eq!(
            json!({ "record": row["record"], "file": row["file"] }),
            filed.of(),
            "as it is fetched by"
        );
    }

    stopped((county, FOUNDER), ("fetch_file", "down"), &filed);
    let sent = carried(island, ISLAND);
    // Three pieces with a seal of 16 bytes each.
    assert_eq!(numbers(&sent, ["up", "down", "bytes_up"]), (1, 0, bytes.len() as u64 + 48), "{sent}");
    assert_eq!(filed.told(island, ISLAND)["hub"], "there");
    assert_eq!(carried(island, ISLAND)["up"], 0, "once");
    // Asked for in vain a moment ago: not by itself again at once. A person who opens it need not wait.
    assert_eq!(carried(county, FOUNDER)["down"], 0);
    assert_eq!(county.done(FOUNDER, "fetch_file", filed.of())["end"], "here");
    assert!(filed.opened(county, FOUNDER) == bytes);
    let told = filed.told(county, FOUNDER);
    assert_eq!((&told["here"], &told["hub"], &told["from"]), (&json!(true), &json!("there"), &Value::Null));
    let files = county.done(FOUNDER, "hub_state", json!({}))["files"].clone();
    assert_eq!(numbers(&files, ["up", "down", "absent"]), (0, 0, 0));
}

/// The hub says nothing: who waits for the file stops waiting, and the desk goes on.
fn stopped((desk, who): (&TestDesk, &str), (call, way): (&str, &str), filed: &Filed) {
    let port = desk.done(who, "hub_state", json!({}))["port"].clone();
    let (_listener, nobody) = silent();
    let there = |port: Value| json!({ "host": "127.0.0.1", "port": port, "database": "postgres" });
    desk.done(who, "set_hub", there(json!(nobody)));
    std::thread::scope(|scope| {
        let host = &desk.host;
        let asked = scope.spawn(|| host.answer(call, filed.of()).unwrap());
        while filed.told(desk, who)["far"].is_null() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert_eq!(filed.told(desk, who)["far"]["way"], way);
        desk.ok("stop_fetch", filed.of());
        assert_eq!(asked.join().unwrap()["end"], "stopped");
    });
    assert!(filed.told(desk, who)["far"].is_null());
    desk.done(who, "set_hub", there(port));
}

#[test]
fn by_itself_while_there_is_room_and_from_where_it_broke_off() {
    let mut scene = Scene::met();
    let bytes = paper::scan();
    let filed = Filed::at(&scene.island, &bytes);
    exchange(&scene.island, ISLAND);
    let sealed = std::fs::read(filed.kept(&scene.island)).unwrap();
    // The line broke after the first chunk.
    let (stream, address) = filed.place(&scene.island);
    let first = (0, &sealed[..MIB]);
    assert!(mail(&scene, &scene.island, ISLAND).put_chunk((&stream, &address), first).unwrap());
    exchange(&scene.county, FOUNDER);
    assert_eq!(carried(&scene.county, FOUNDER)["down"], 0, "half a file is none");
    let small = Filed::at(&scene.island, b"%PDF-1.7\nsmall");
    let newest = Filed::at(&scene.island, &bytes);
    exchange(&scene.island, ISLAND);
    let sent = carried(&scene.island, ISLAND);
    // The small one has 14 bytes and one seal.
    let all = 2 * sealed.len() + 30;
    assert_eq!(numbers(&sent, ["up", "down", "bytes_up"]), (3, 0, (all - MIB) as u64), "{sent}");

    let county = &scene.county;
    exchange(county, FOUNDER);
    let no_room = json!({ "fetch_mib": 10, "keep_free_mib": 1 << 20 });
    county.done(FOUNDER, "set_files_room", no_room);
    let full = carried(county, FOUNDER);
    assert_eq!((&full["down"], &full["faults"][0]["code"]), (&json!(0), &json!("full")), "{full}");
    county.done(FOUNDER, "set_files_room", json!({ "fetch_mib": 0, "keep_free_mib": 0 }));
    assert_eq!(carried(county, FOUNDER)["down"], 0, "only what somebody opens");
    county.done(FOUNDER, "set_files_room", json!({ "fetch_mib": 1, "keep_free_mib": 0 }));
    let got = carried(county, FOUNDER);
    let (_, down, came) = numbers(&got, ["up", "down", "bytes_down"]);
    assert_eq!((down, came), (1, sealed.len() as u64), "the newest may go over the room: {got}");
    assert!(newest.opened(county, FOUNDER) == bytes);
    assert_eq!(carried(county, FOUNDER)["bytes_down"], 30, "then the next; what was half there waits");
    assert_eq!(small.told(county, FOUNDER)["here"], true);

    // Cut while it came: the first chunk is here, and the hub is gone.
    std::fs::write(county.dir().join("blobs").join(format!("{}.part", filed.file)), &sealed[..MIB]).unwrap();
    scene.hub.kill();
    assert_eq!(scene.county.done(FOUNDER, "fetch_file", filed.of())["end"], "link");
    scene.hub.run();
    let rest = scene.county.done(FOUNDER, "fetch_file", filed.of());
    assert_eq!((&rest["end"], rest["bytes"].as_u64()), (&json!("here"), Some((sealed.len() - MIB) as u64)));
    assert!(filed.opened(&scene.county, FOUNDER) == bytes);
}

/// Two bugs: a county's handler was told that its files lay outside of what the county sees, and one that was fetched where other
/// files had come was told to wait for its way up for ever.
#[test]
fn whoever_may_open_a_sealed_matter_gets_its_files_from_the_hub() {
    let Scene { county, island, .. } = &Scene::met();
    let bytes = paper::scan();
    let sealed = json!({ "category": "report", "people": [], "anonymous": true });
    let report = Filed::with((island, ISLAND), &bytes, sealed);
    for (up, down) in [(1, 0), (1, 1)] {
        exchange(island, ISLAND);
        exchange(county, FOUNDER);
        assert_eq!(carried(island, ISLAND)["up"], up);
        assert_eq!(carried(county, FOUNDER)["down"], down, "a sealed entry names no file by itself");
        if down == 0 {
            Filed::at(island, b"%PDF-1.7\nsmall");
        }
    }
    let matter = county.done(FOUNDER, "list_sealed", json!({}))[0]["record"].as_str().unwrap().to_owned();
    let filed = Filed { record: matter, file: report.file };
    let told = filed.told(county, FOUNDER);
    assert_eq!((&told["here"], &told["hub"]), (&json!(false), &json!("wanted")), "{told}");
    assert_eq!(island.refused(ISLAND, "fetch_file", filed.of()), "denied");
    assert_eq!(county.done(FOUNDER, "fetch_file", filed.of())["end"], "here");
    assert!(filed.opened(county, FOUNDER) == bytes);
    let told = filed.told(county, FOUNDER);
    assert_eq!((&told["here"], &told["hub"]), (&json!(true), &json!("there")), "{told}");
    assert_eq!(carried(county, FOUNDER)["up"], 0, "it is not sent back");
}

#[test]
fn a_forged_chunk_is_refused_and_named_and_a_full_quota_is_told() {
    let scene = Scene::met();
    let Scene { county, island, hub } = &scene;
    let bytes = paper::scan();
    let filed = Filed::at(island, &bytes);
    exchange(island, ISLAND);
    exchange(county, FOUNDER);
    // The day's quota is used up by the file: told, and the rest of the exchange goes on.
    allow((county, hub), Some(MIB as u64));
    let stuck = carried(island, ISLAND);
    assert_eq!((&stuck["up"], &stuck["faults"][0]["code"]), (&json!(0), &json!("quota")), "{stuck}");
    assert_eq!(filed.told(island, ISLAND)["hub"], "to_go");
    allow((county, hub), None);

    // Somebody with the island's certificate was faster: the right length, and one byte that is not the file's.
    let sealed = std::fs::read(filed.kept(island)).unwrap();
    let mut forged = sealed.clone();
    forged[MIB + 70] ^= 1;
    let (stream, address) = filed.place(island);
    mail(&scene, island, ISLAND).put_blob((&stream, &address), &forged).unwrap();
    let refused = county.done(FOUNDER, "fetch_file", filed.of());
    let office =
        county.done(FOUNDER, "exchange_state", json!({}))["others"][0]["desk"]["office_name"].clone();
    assert_eq!(refused["end"], "forged", "{refused}");
    assert_eq!((&refused["piece"], &refused["office"]), (&json!(2), &office));
    let told = filed.told(county, FOUNDER);
    assert_eq!((&told["here"], &told["hub"]), (&json!(false), &json!("forged")));
    let fault = county.call(FOUNDER, "open_file", filed.of()).unwrap_err();
    assert_eq!((&fault["code"], &fault["values"]["place"]), (&json!("file_not_here"), &json!("forged")));
    // A disc brings the right one. Whoever took it in puts it beside the forged one, which hides nothing any more.
    island.carry(ISLAND, (county, FOUNDER));
    let told = filed.told(county, FOUNDER);
    assert_eq!((&told["here"], &told["hub"]), (&json!(true), &json!("to_go")));
    assert_eq!(carried(county, FOUNDER)["up"], 1);
    std::fs::remove_file(filed.kept(county)).unwrap();
    assert_eq!(county.done(FOUNDER, "fetch_file", filed.of())["end"], "here");
    assert!(filed.opened(county, FOUNDER) == bytes);
    let other = over(filed.of(), json!({ "file": "00".repeat(32) }));
    assert_eq!(county.refused(FOUNDER, "fetch_file", other), "missing");
}

/// What each desk may send a day; `None`: as much as ever.
fn allow((county, hub): (&TestDesk, &Cluster), quota: Option<u64>) {
    county.sit(FOUNDER);
    let mut all = county.host.with(hub_accesses).unwrap();
    all.iter_mut().for_each(|access| access.quota = quota.unwrap_or(access.quota));
    Admin::connect(&hub.url("postgres"), None).unwrap().apply(&all).unwrap();
}

#[test]
fn one_file_that_waits_goes_up_alone_and_what_stands_in_its_way_is_said() {
    let Scene { county, island, hub } = &Scene::new();
    exchange(county, FOUNDER);
    exchange(island, ISLAND);
    let large = Filed::at(island, &paper::scan());
    let small = Filed::at(island, b"%PDF-1.7\nsmall");
    exchange(island, ISLAND);
    exchange(county, FOUNDER);
    let send = |filed: &Filed| island.done(ISLAND, "send_file", filed.of());
    stopped((island, ISLAND), ("send_file", "up"), &large);
    assert_eq!(large.told(island, ISLAND)["hub"], "to_go");
    let sent = send(&small);
    assert_eq!((&sent["end"], &sent["bytes"]), (&json!("there"), &json!(30)), "with its seal: {sent}");
    let rows = island.done(ISLAND, "waiting_files", json!({}));
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["record"]), (1, &json!(large.record)), "{rows}");
    assert_eq!(send(&small)["bytes"], 0, "once");
    assert_eq!(county.done(FOUNDER, "fetch_file", small.of())["end"], "here");
    assert_eq!(county.done(FOUNDER, "send_file", large.of())["end"], "not_here");

    allow((county, hub), Some(MIB as u64));
    assert_eq!(send(&large)["end"], "quota");
    assert_eq!(large.told(island, ISLAND)["hub"], "to_go");
    allow((county, hub), None);
    // What was damaged is not tried by itself for hours. A person who has put it right need not wait.
    let whole = std::fs::read(large.kept(island)).unwrap();
    std::fs::write(large.kept(island), &whole[1..]).unwrap();
    assert_eq!(send(&large)["end"], "damaged");
    std::fs::write(large.kept(island), &whole).unwrap();
    assert_eq!(carried(island, ISLAND)["up"], 0);
    assert_eq!(send(&large)["end"], "there");
    assert_eq!(island.done(ISLAND, "waiting_files", json!({})), json!([]));
    assert_eq!(county.done(FOUNDER, "fetch_file", large.of())["end"], "here");
    let other = over(small.of(), json!({ "file": "00".repeat(32) }));
    assert_eq!(island.refused(ISLAND, "send_file", other), "missing");
}

#[test]
fn a_desk_without_a_hub_sends_no_file_and_says_so() {
    let desk = TestDesk::staffed();
    let filed = Filed::by((&desk, FOUNDER), b"%PDF-1.7\nsmall");
    let fault = desk.call(FOUNDER, "send_file", filed.of()).unwrap_err();
    assert_eq!(fault, json!({ "code": "missing", "values": { "what": "hub" } }));
}

/// The hub as a desk's role sees it, by whoever got a certificate for it.
pub(super) fn mail(scene: &Scene, desk: &TestDesk, who: &str) -> PgMailbox {
    let role = desk.done(who, "hub_state", json!({}))["role"].as_str().unwrap().to_owned();
    let asked = ca::request(&role).unwrap();
    let cert_pem = ca::desk(&AUTHORITY, (&role, &asked.csr_pem), &VALID).unwrap();
    let identity = Some(Identity { cert_pem, key_pem: asked.key_pem });
    let target = Target {
        host: "127.0.0.1".into(),
        port: scene.hub.port,
        database: "postgres".into(),
        role,
        trust: sync::hub::Trust { identity, ..trust() },
        app: "test".into(),
        patience: Patience::default(),
    };
    PgMailbox::new(target).unwrap()
}

/// Every entry of the island's station lies on the hub, and none of them twice.
pub(super) fn lie_there_once(scene: &Scene) {
    let station: RecordId = scene.island.station(0).parse().unwrap();
    let page =
        mail(scene, &scene.island, ISLAND).pull(&Stream::station(station), Cursor::START, 500).unwrap();
    let mut ids: Vec<_> = page.entries.iter().map(|placed| placed.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), page.entries.len(), "each of them once");
}
