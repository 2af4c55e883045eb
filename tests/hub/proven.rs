//! The hub proven from nothing: good, with a row taken out or changed behind its back, with its tail lost, and gone.

use ledger::{RecordId, Stream};
use serde_json::{Value, json};
use store::exchange::{PeerKind, Placed};
use sync::session::Mailbox;
use tests::{FOUNDER, TestDesk};

use super::broken::broken_beside;
use super::files::mail;
use super::{ISLAND, Scene, appeal, exchange, silent};

/// By whoever sits there; how it stands with the hub is the same before and after.
pub(super) fn prove(desk: &TestDesk, who: &str) -> Value {
    let state = || desk.done(who, "hub_state", json!({}));
    let before = state();
    let mut far = (0, 0);
    let proved = desk.host.with(|office, who| {
        actions::prove_hub(office, who, &mut |done, of| {
            assert!(done >= far.0, "{done} after {far:?}");
            far = (done, of);
        })
    });
    assert_eq!(state(), before);
    json!(proved.unwrap())
}

fn station(scene: &Scene) -> Stream {
    let station: RecordId = scene.island.station(0).parse().unwrap();
    Stream::station(station)
}

/// Of the island's station.
fn of_station<'a>(proved: &'a Value, scene: &Scene) -> &'a Value {
    let streams = proved["streams"].as_array().unwrap();
    streams.iter().find(|one| one["stream"] == station(scene).0.as_str()).unwrap()
}

#[track_caller]
pub(super) fn is_good(proved: &Value) {
    assert_eq!((&proved["verdict"], &proved["end"]), (&json!("good"), &json!("reached")), "{proved}");
}

/// An appeal of the island lies on the hub, and both desks have read it.
fn both_read() -> Scene {
    let scene = Scene::met();
    appeal(&scene.island, ISLAND, "护栏锈断");
    exchange(&scene.island, ISLAND);
    exchange(&scene.county, FOUNDER);
    scene
}

/// In the rows of the island's station.
fn change(scene: &Scene, (what, place): (&str, &str)) {
    let name = station(scene).0;
    let of_it = format!("stream_id = (SELECT stream_id FROM hub.stream WHERE name = '{name}')");
    scene.hub.admin("postgres").batch(&format!("{what} WHERE {of_it} AND {place}")).unwrap();
}

#[test]
fn a_good_hub_is_proven_and_what_is_on_its_way_is_no_fault() {
    let scene = both_read();
    let Scene { county, island, .. } = &scene;
    for (desk, who) in [(county, FOUNDER), (island, ISLAND)] {
        let proved = prove(desk, who);
        is_good(&proved);
        assert!(proved["n_copies"].as_u64() > Some(2) && proved["report"]["n_bad"] == 0, "{proved}");
        assert!(
            of_station(&proved, &scene)["n_copies"].as_u64() >= Some(2),
            "the appeal and its party: {proved}"
        );
    }
    appeal(island, ISLAND, "还没有送出");
    let proved = prove(island, ISLAND);
    is_good(&proved);
    assert!(proved["n_to_send"].as_u64() >= Some(2), "{proved}");
    exchange(island, ISLAND);
    let proved = prove(county, FOUNDER);
    is_good(&proved);
    assert!(proved["n_to_come"].as_u64() >= Some(2), "{proved}");
}

#[test]
fn a_copy_that_somebody_broke_beside_a_good_one_is_none_of_its_faults() {
    let scene = Scene::met();
    broken_beside(&scene);
    is_good(&prove(&scene.county, FOUNDER));
    exchange(&scene.county, FOUNDER);
    is_good(&prove(&scene.county, FOUNDER));
}

#[test]
fn a_row_taken_out_or_changed_behind_its_back_is_bad_and_named() {
    let scene = both_read();
    let good = prove(&scene.county, FOUNDER);
    is_good(&good);
    // With the mark of a redaction the chain holds, and what was signed does not.
    change(&scene, ("UPDATE hub.entry SET redacted = true, body = substr(body, 2)", "pos = 1"));
    let proved = prove(&scene.county, FOUNDER);
    let told = of_station(&proved, &scene);
    assert_eq!((&proved["verdict"], &told["broken"]["n"]), (&json!("bad"), &json!(1)), "{proved}");
    assert_eq!(
        (told["broken"]["first"].as_str().map(str::len), &told["contradiction"]),
        (Some(64), &Value::Null)
    );

    change(&scene, ("UPDATE hub.entry SET redacted = false", "pos = 1"));
    let proved = prove(&scene.county, FOUNDER);
    let told = &of_station(&proved, &scene)["contradiction"];
    assert!(proved["verdict"] == "bad" && told.as_str().unwrap().contains("at 1"), "{proved}");

    change(&scene, ("DELETE FROM hub.entry", "pos = 1"));
    let proved = prove(&scene.island, ISLAND);
    let told = &of_station(&proved, &scene)["contradiction"];
    assert!(proved["verdict"] == "bad" && told.as_str().unwrap().contains("position 1"), "{proved}");
    change(&scene, ("DELETE FROM hub.entry", "pos > 0"));
    let proved = prove(&scene.island, ISLAND);
    let told = &of_station(&proved, &scene)["contradiction"];
    assert!(proved["verdict"] == "bad" && told.as_str().unwrap().contains("nothing behind 0"), "{proved}");
}

#[test]
fn a_lost_tail_is_incomplete_and_another_past_in_its_place_is_bad() {
    let mut scene = Scene::met();
    scene.meet();
    let copy = scene.copied();
    appeal(&scene.island, ISLAND, "复制之后登记");
    exchange(&scene.island, ISLAND);
    scene.goes_on_from(copy);
    let proved = prove(&scene.island, ISLAND);
    let told = of_station(&proved, &scene);
    assert_eq!((&proved["verdict"], &told["gone"]["n"]), (&json!("incomplete"), &json!(2)), "{proved}");
    assert!(told["cut_at"].is_u64() && told["other_past"].is_null(), "{proved}");

    appeal(&scene.county, FOUNDER, "别人的在那个位置");
    exchange(&scene.county, FOUNDER);
    let proved = prove(&scene.island, ISLAND);
    let told = of_station(&proved, &scene);
    assert!(proved["verdict"] == "bad" && told["other_past"].is_u64(), "{proved}");
    exchange(&scene.island, ISLAND);
    is_good(&prove(&scene.island, ISLAND));
}

#[test]
fn what_this_desk_has_read_past_and_does_not_hold_is_missing_here() {
    let scene = both_read();
    let Scene { county, island, .. } = &scene;
    appeal(island, ISLAND, "越过去了");
    exchange(island, ISLAND);
    let heads = mail(&scene, county, FOUNDER).heads().unwrap();
    let head = heads.streams.iter().find(|head| head.stream == station(&scene)).unwrap();
    let passed = county.host.with(|office, _| {
        office.desk.act(|tx| {
            let peer = tx.peer(PeerKind::Hub, heads.hub.0)?;
            let none: [Placed; 0] = [];
            tx.place((peer, &head.stream), &none, &[(head.at.pos, head.at.seg_hash)])?;
            Ok::<_, actions::Error>(())
        })
    });
    passed.unwrap();
    let proved = prove(county, FOUNDER);
    let told = of_station(&proved, &scene);
    assert_eq!((&proved["verdict"], &told["lacking"]["n"]), (&json!("incomplete"), &json!(2)), "{proved}");
    let of_all = "role_name IN (SELECT role_name FROM hub.desk_grant)";
    change(&scene, ("DELETE FROM hub.desk_grant", of_all));
    let proved = prove(island, ISLAND);
    assert_eq!(
        (&proved["verdict"], &of_station(&proved, &scene)["shut_out"]),
        (&json!("incomplete"), &json!(true))
    );
}

#[test]
fn a_hub_that_cannot_be_reached_is_not_looked_at() {
    let Scene { island, .. } = &both_read();
    let (listener, port) = silent();
    drop(listener);
    island.done(ISLAND, "set_hub", json!({ "host": "127.0.0.1", "port": port, "database": "postgres" }));
    let proved = prove(island, ISLAND);
    assert_eq!((&proved["verdict"], &proved["end"]), (&json!("unseen"), &json!("link")), "{proved}");
    assert_ne!(proved["said"], "");
}
