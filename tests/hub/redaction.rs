//! What is deleted by law at the county goes from the hub and from the island: at once where it lies, and for whoever reads it later.

use ledger::{RecordId, Stream};
use serde_json::{Value, json};
use sync::Raw;
use sync::session::{Cursor, Mailbox};
use tests::{FOUNDER, TestDesk};

use super::files::mail;
use super::proven::{is_good, prove};
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

/// How many entries the hub gives of the island's stream, and those of them that have the telephone in them.
fn with_phone(scene: &Scene) -> (usize, Vec<Raw>) {
    let station: RecordId = scene.island.station(0).parse().unwrap();
    let mut mail = mail(scene, &scene.island, ISLAND);
    let page = mail.pull(&Stream::station(station), Cursor::START, 500).unwrap();
    let has = |raw: &Raw| raw.body.windows(PHONE.len()).any(|part| part == PHONE.as_bytes());
    let n = page.entries.len();
    (n, page.entries.into_iter().filter_map(|placed| placed.raw).filter(has).collect())
}

fn on_hub(scene: &Scene) -> (usize, usize) {
    let (n, with) = with_phone(scene);
    (n, with.len())
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
    county.delete_phone(&appeal, CHIEF);
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
        is_good(&prove(desk, who));
        assert_eq!(exchange(desk, who)["new"], 0, "told once, and nothing comes back");
    }
    assert_eq!(on_hub(&scene).1, 0);
}

/// The hub as a standby had it that followed up to the moment before the deletion: each entry is there, so no cursor tells of it.
fn lose_the_deletion_alone(scene: &Scene, whole: &Raw) {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let (id, body) = (hex(&whole.id.0), hex(&whole.body));
    let sql = format!(
        "UPDATE hub.entry SET body = decode('{body}', 'hex'), redacted = false WHERE id = decode('{id}', 'hex')"
    );
    scene.hub.admin("postgres").batch(&sql).unwrap();
}

/// An exchange before which something was written: whoever signs in leaves a line in the office's log.
fn exchange_with_news(scene: &Scene) {
    scene.county.sit_again(FOUNDER);
    let told = exchange(&scene.county, FOUNDER);
    assert!(told["confirmed"].as_u64() > Some(0), "{told}");
}

#[test]
fn a_standby_that_lost_the_deletion_alone_is_told_it_again() {
    let scene = Scene::new();
    let appeal = register(&scene.island);
    exchange(&scene.island, ISLAND);
    exchange(&scene.county, FOUNDER);
    let (_, whole) = with_phone(&scene);
    scene.county.delete_phone(&appeal, CHIEF);
    exchange(&scene.county, FOUNDER);
    assert_eq!(on_hub(&scene).1, 0);
    lose_the_deletion_alone(&scene, &whole[0]);
    assert_eq!(on_hub(&scene).1, 1, "it is there again, as if nobody had deleted it");
    exchange_with_news(&scene);
    assert_eq!(on_hub(&scene).1, 0, "told again, although no cursor had changed");
    // Lost once more before anything was found done: it is told a third time.
    lose_the_deletion_alone(&scene, &whole[0]);
    exchange_with_news(&scene);
    assert_eq!(on_hub(&scene).1, 0);
    exchange_with_news(&scene);
    assert_eq!(on_hub(&scene).1, 0);
    assert_eq!(scene.county.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

#[test]
fn a_standby_that_lost_the_order_and_the_deletion_is_brought_both() {
    let mut scene = Scene::new();
    let appeal = register(&scene.island);
    for _ in 0..2 {
        exchange(&scene.island, ISLAND);
        exchange(&scene.county, FOUNDER);
    }
    let copy = scene.copied();
    scene.county.delete_phone(&appeal, CHIEF);
    // Twice with news behind it: what was told is sure, as far as this hub's own past goes.
    exchange(&scene.county, FOUNDER);
    exchange_with_news(&scene);
    let (n, with) = on_hub(&scene);
    assert_eq!(with, 0);
    scene.goes_on_from(copy);
    let (fewer, with) = on_hub(&scene);
    assert!(
        fewer < n && with == 1,
        "the copy has neither the order nor the deletion: {fewer} of {n}, {with}"
    );
    exchange(&scene.county, FOUNDER);
    assert_eq!(on_hub(&scene), (n, 0), "both came back with the tail");
    exchange(&scene.island, ISLAND);
    assert_eq!(petitioner(&scene.island, ISLAND, &appeal)["party"]["redacted"], json!(["phone"]));
    for (desk, who) in [(&scene.county, FOUNDER), (&scene.island, ISLAND)] {
        assert_eq!(desk.done(who, "find", json!({ "text": "1234" }))["page"]["count"], 0, "{who}");
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good", "{who}");
    }
    assert_eq!(on_hub(&scene).1, 0);
}
