//! A medium that leaves the inner network: nothing sealed goes along, also to a desk whose people may open it, and the next one asks the same.

use serde_json::{Value, json};
use tests::{FOUNDER, Newcomer, TestDesk, over, paper};

use super::{appeal, titles};

const HANDLER: &str = "林海霞";

/// A county with a sealed matter and an open one, and another desk whose prosecutor was named for sealed matters.
fn scene() -> (TestDesk, TestDesk) {
    let mut county = TestDesk::staffed();
    let stations = vec![];
    let newcomer = Newcomer { name: HANDLER, role: "prosecutor", level: None, stations, office: "331002" };
    let other = county.join(&newcomer);
    let account = other.done(HANDLER, "desk_state", json!({}))["person"]["account"].clone();
    county.done(FOUNDER, "name_handler", json!({ "account": account }));
    let station = county.station(0);
    appeal(&county, FOUNDER, (&station, "护栏"));
    let today = county.ok("desk_state", json!({}))["today"].clone();
    let sealed = json!({
        "station": station, "way": "visit", "received_on": today, "title": "举报", "request": "请查", "category": "report",
        "anonymous": true,
    });
    county.done(FOUNDER, "register_appeal", sealed);
    (county, other)
}

/// A disc to the other desk, taken in there; `crossing` as it is said at the writing desk.
fn carry((county, other): (&TestDesk, &TestDesk), crossing: Value) {
    let folder = tempfile::tempdir().unwrap();
    let input = json!({ "to": other.desk_id(HANDLER), "dir": folder.path() });
    let sent = county.done(FOUNDER, "export_bundle", over(input, crossing));
    other.take(HANDLER, folder.path(), sent["id"].as_str().unwrap());
}

fn n_sealed(desk: &TestDesk) -> usize {
    desk.done(HANDLER, "list_sealed", json!({})).as_array().unwrap().len()
}

/// What the county's register and its list of desks say of the other.
fn told(county: &TestDesk) -> (Value, Value, Value) {
    let state = county.done(FOUNDER, "exchange_state", json!({}));
    let disc = county.done(FOUNDER, "list_discs", json!({}))[0]["crossing"].clone();
    (disc, state["others"][0]["crossing"].clone(), state["others"][0]["waiting"].clone())
}

#[test]
fn nothing_sealed_leaves_the_inner_network_and_the_next_medium_remembers() {
    let (county, other) = scene();
    assert_eq!(told(&county).1, "within", "until somebody says otherwise");
    carry((&county, &other), json!({ "crossing": "outward" }));
    // Of the sealed matter the station's record goes along: its number, without a title.
    assert_eq!((titles(&other, HANDLER), n_sealed(&other)), (["", "护栏"].map(str::to_owned).to_vec(), 0));
    // What stayed inside does not wait for that desk, and the medium that comes back confirms what went.
    other.carry(HANDLER, (&county, FOUNDER));
    let remembered = told(&county);
    assert_eq!(
        (&remembered.0, &remembered.1),
        (&json!("within"), &json!("outward")),
        "the newest row came in"
    );
    assert_eq!(remembered.2, 0);
    appeal(&county, FOUNDER, (&county.station(0), "路灯"));
    carry((&county, &other), json!({}));
    assert_eq!((titles(&other, HANDLER).len(), n_sealed(&other)), (3, 0));
    assert_eq!(told(&county).0, "outward", "the register tells where it went");

    // Within the inner network the same desk is given all it may have: nothing was told as delivered that never went.
    carry((&county, &other), json!({ "crossing": "within" }));
    assert_eq!(n_sealed(&other), 1);
    assert_eq!(told(&county).1, "within");
    let odd = json!({ "to": other.desk_id(HANDLER), "dir": "/tmp", "crossing": "sideways" });
    assert_eq!(county.refused(FOUNDER, "export_bundle", odd), "bad_input");
}

/// The register of media is kept on paper, too (ledger.md §4): whoever carries discs prints it.
#[test]
fn the_register_goes_out_as_a_workbook_with_every_medium_and_its_hash() {
    let (county, other) = scene();
    let medium =
        json!({ "number": "U-031", "approved_by": "郑海波", "scan": "已查毒，无异常", "carried_by": "周敏" });
    carry((&county, &other), json!({ "crossing": "outward", "medium": medium }));
    other.carry(HANDLER, (&county, FOUNDER));
    let listed = county.done(FOUNDER, "list_discs", json!({}));
    let listed = listed.as_array().unwrap();
    let row = listed.iter().find(|row| row["medium"]["number"] == "U-031").unwrap();
    let out = county.done(FOUNDER, "export_discs", json!({}));
    assert_eq!(out["count"].as_u64(), Some(listed.len() as u64));
    let rows = paper::cells(&paper::plain(&out["bytes_base64"]));
    let sent = rows.iter().find(|row| row.contains(&"U-031".to_owned())).unwrap();
    let hash = row["parts"][0].as_str().unwrap();
    assert_eq!(hash.len(), 64);
    for said in ["郑海波", "已查毒，无异常", hash, row["id"].as_str().unwrap()] {
        assert!(sent.contains(&said.to_owned()), "{said}: {sent:?}");
    }
}
