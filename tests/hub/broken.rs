//! Copies that somebody broke on the way: each is judged by itself, and the good one beside it is enough.

use ledger::{RecordId, Stream};
use serde_json::json;
use sync::session::{Cursor, Mailbox};
use tests::{FOUNDER, TestDesk};

use super::files::mail;
use super::{ISLAND, Scene, appeal, exchange, sum};

/// Beside the good copy of a record's first entry one with a wrong signature and one with a cut body, in the island's name.
fn broken_beside(scene: &Scene, record: &str) {
    let (station, record): (RecordId, RecordId) =
        (scene.island.station(0).parse().unwrap(), record.parse().unwrap());
    let stream = Stream::station(station);
    let mut mail = mail(scene, &scene.island, ISLAND);
    let page = mail.pull(&stream, Cursor::START, 500).unwrap();
    let mut raws = page.entries.into_iter().filter_map(|placed| placed.raw);
    let good = raws.find(|raw| raw.read().is_ok_and(|entry| entry.header.record == record)).unwrap();
    let (mut forged, mut cut) = (good.clone(), good);
    forged.sig[0] ^= 1;
    cut.body.pop();
    for copy in [forged, cut] {
        assert_eq!(mail.push(&stream, &[copy]).unwrap(), 1, "another copy is a further row");
    }
}

fn confirmed(desk: &TestDesk, who: &str, record: &str) -> [Option<u64>; 3] {
    let travel = desk.done(who, "record_travel", json!({ "record": record }));
    [&travel["n"], &travel["hub"]["confirmed"], &travel["hub"]["here_only"]].map(|n| n.as_u64())
}

#[test]
fn a_broken_copy_beside_a_good_one_leaves_nothing_undelivered_at_a_third_desk() {
    let scene = Scene::new();
    let Scene { county, island, .. } = &scene;
    exchange(county, FOUNDER);
    exchange(island, ISLAND);
    let record = appeal(island, ISLAND, "护栏锈断");
    exchange(island, ISLAND);
    broken_beside(&scene, &record);
    let first = exchange(county, FOUNDER);
    assert_eq!(sum(&first, "aside"), 2, "{first}");
    assert_eq!(county.page(FOUNDER, ("appeal", &record))["state"], "registered");
    let second = exchange(county, FOUNDER);
    assert_eq!((second["round_trips"].as_u64(), sum(&second, "pushed")), (Some(1), 0), "{second}");
    assert_eq!(confirmed(county, FOUNDER, &record), [Some(1), Some(1), Some(0)]);
    assert_eq!(county.done(FOUNDER, "hub_state", json!({}))["waiting"], 0);
    // Whoever wrote it had its own copy read back before.
    exchange(island, ISLAND);
    assert_eq!(exchange(island, ISLAND)["round_trips"], 1);
    assert_eq!(confirmed(island, ISLAND, &record), [Some(1), Some(1), Some(0)]);
    for (desk, who) in [(county, FOUNDER), (island, ISLAND)] {
        assert_eq!(desk.done(who, "list_held", json!({})).as_array().unwrap().len(), 2);
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good", "{who}");
    }
}
