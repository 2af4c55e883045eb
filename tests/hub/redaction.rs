//! What is deleted by law at the county goes from the hub and from the island: at once where it lies, and for whoever reads it later.

use ledger::{RecordId, Stream};
use serde_json::{Value, json};
use sync::session::{Cursor, Mailbox};
use tests::{FOUNDER, TestDesk};

use super::files::mail;
use super::{ISLAND, Scene, exchange};

const PHONE: &str = "13805761234";
const CHIEF: &str = "郑海波";

fn register(island: &TestDesk) -> String {
    let today = island.ok("desk_state", json!({}))["today"].clone();
    let input = json!({
        "station": island.station(0), "way": "visit", "received_on": today, "category": "other", "title": "护栏锈断",
        "request": "尽快修好", "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": PHONE }],
    });
    island.made(ISLAND, "register_appeal", input)
}

fn petitioner(desk: &TestDesk, who: &str, appeal: &str) -> Value {
    desk.page(who, ("appeal", appeal))["parties"][0].clone()
}

/// A telephone is asked for by one and signed for by another.
fn delete_phone(county: &TestDesk, appeal: &str) {
    let party = petitioner(county, FOUNDER, appeal);
    let input = json!({
        "record": party["party"]["record"], "seen": party["seen"], "field": "phone", "ground": "withdrawn",
        "approver": county.person(CHIEF),
    });
    county.done(FOUNDER, "redact_field", input);
    let waiting = county.done(CHIEF, "list_redactions", json!({}))[0].clone();
    county.done(CHIEF, "approve_redaction", json!({ "record": waiting["record"], "seen": waiting["seen"] }));
}

/// How many entries the hub gives of the island's stream, and how many of them have the telephone in them.
fn on_hub(scene: &Scene) -> (usize, usize) {
    let station: RecordId = scene.island.station(0).parse().unwrap();
    let mut mail = mail(scene, &scene.island, ISLAND);
    let page = mail.pull(&Stream::station(station), Cursor::START, 500).unwrap();
    let has = |body: &[u8]| body.windows(PHONE.len()).any(|part| part == PHONE.as_bytes());
    let bodies = page.entries.iter().filter_map(|placed| placed.raw.as_ref());
    (page.entries.len(), bodies.filter(|raw| has(&raw.body)).count())
}

#[test]
fn a_telephone_that_was_deleted_goes_from_the_hub_and_from_the_other_desk() {
    let scene = Scene::new();
    let Scene { county, island, .. } = &scene;
    let appeal = register(island);
    exchange(island, ISLAND);
    exchange(county, FOUNDER);
    let (n, with) = on_hub(&scene);
    assert!(n > 0 && with == 1, "{n} {with}");
    delete_phone(county, &appeal);
    assert_eq!(on_hub(&scene).1, 1, "nothing is told before the desks meet");
    let told = exchange(county, FOUNDER);
    assert!(told["streams"].as_array().unwrap().iter().all(|stream| stream["faults"] == json!([])), "{told}");
    let (now, with) = on_hub(&scene);
    assert!(now > n && with == 0, "{now} {with}");
    exchange(island, ISLAND);
    assert_eq!(petitioner(island, ISLAND, &appeal)["party"]["redacted"], json!(["phone"]));
    for (desk, who) in [(county, FOUNDER), (island, ISLAND)] {
        assert_eq!(desk.done(who, "find", json!({ "text": "1234" }))["page"]["count"], 0);
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good");
        assert_eq!(exchange(desk, who)["new"], 0, "told once, and nothing comes back");
    }
    assert_eq!(on_hub(&scene).1, 0);
}
