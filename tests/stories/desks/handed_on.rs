//! What one desk cannot judge is handed on to another: it goes along byte for byte with the next disc, is judged there, and stays where it
//! was until it is taken in or refused.

use ledger::{Entry, RecordId, Stream};
use serde_json::{Value, json};
use store::exchange::PeerKind;
use tests::{FOUNDER, Newcomer, TestDesk};

use super::{ISLAND, appeal, titles, with_an_island};

const HALL: &str = "沈立";
const HANDLER: &str = "林海霞";
const NOBODY: &str = "01900000-0000-7000-8000-000000000000";

/// Entries of a record, as they lie at a desk.
fn entries(desk: &TestDesk, who: &str, record: &str) -> Vec<Entry> {
    desk.sit(who);
    let record: RecordId = record.parse().unwrap();
    desk.host.with(|office, _| Ok(office.desk.read(|r| r.entries(record))?)).unwrap()
}

/// As a disc of somebody's brings them.
fn bring(desk: &TestDesk, who: &str, (from, entries): (&str, &[Entry])) {
    desk.sit(who);
    let from: RecordId = from.parse().unwrap();
    let take = |tx: &mut store::Tx<'_>| -> Result<(), store::StoreError> {
        let peer = tx.peer(PeerKind::Desk, *from.bytes())?;
        tx.take_in(entries, (peer, 1)).map(|_| ())
    };
    let put = desk.host.with(|office, _| {
        office.desk.act(take)?;
        Ok(())
    });
    put.unwrap();
}

fn forged(entry: &Entry) -> Entry {
    let mut forged = entry.clone();
    forged.sig[0] ^= 1;
    forged
}

fn held(desk: &TestDesk, who: &str) -> Vec<Value> {
    desk.done(who, "list_held", json!({})).as_array().unwrap().clone()
}

/// Header, signatures and body of everything set aside, as they lie at a desk.
fn bytes(desk: &TestDesk, who: &str) -> Vec<[Vec<u8>; 4]> {
    desk.sit(who);
    let held = desk.host.with(|office, _| Ok(office.desk.read(|r| r.held())?)).unwrap();
    held.into_iter().map(|held| held.parts).collect()
}

/// The numbers of these rows, as the page gives them back.
fn rows(held: &[Value]) -> Vec<Value> {
    held.iter().map(|row| row["row"].clone()).collect()
}

fn hand_on(rows: &[Value], to: &str, reason: &str) -> Value {
    json!({ "rows": rows, "to": to, "reason": reason })
}

/// What the next disc to a desk takes along.
fn handed(desk: &TestDesk, who: &str, to: &str) -> u64 {
    let state = desk.done(who, "exchange_state", json!({}));
    let others = state["others"].as_array().unwrap();
    others.iter().find(|one| one["desk"]["desk"] == to).unwrap()["handed"].as_u64().unwrap()
}

/// A county, its island, and the desk of the hall, which the county knows and the island has never heard of.
fn three() -> (TestDesk, TestDesk, TestDesk) {
    let (mut county, island) = with_an_island(TestDesk::staffed());
    let stations = vec![county.station(0)];
    let hall =
        county.join(&Newcomer { name: HALL, role: "liaison", level: None, stations, office: "331002" });
    hall.carry(HALL, (&county, FOUNDER));
    (county, island, hall)
}

#[test]
fn what_an_island_cannot_judge_goes_on_to_the_county_and_is_judged_there() {
    let (county, island, hall) = three();
    let station = county.station(0);
    let unknown = appeal(&hall, HALL, (&station, "路灯"));
    let from = hall.desk_id(HALL);
    bring(&island, ISLAND, (&from, &entries(&hall, HALL, &unknown)));
    let known = appeal(&island, ISLAND, (&station, "护栏"));
    let bad = forged(&entries(&island, ISLAND, &known)[0]);
    bring(&island, ISLAND, (&from, std::slice::from_ref(&bad)));
    let before = held(&island, ISLAND);
    let told: Vec<[&Value; 3]> =
        before.iter().map(|row| [&row["cause"], &row["class"], &row["travels"]]).collect();
    assert_eq!(
        told,
        [[&json!("unknown"), &json!("st"), &json!(true)], [&json!("forged"), &json!("st"), &json!(true)]]
    );
    assert!(before[0]["wrote"].is_null(), "nobody it knows");
    assert_eq!(before[1]["wrote"]["people"], json!([ISLAND]), "in whose name");

    let to = county.desk_id(FOUNDER);
    island.done(ISLAND, "hand_on_held", hand_on(&rows(&before), &to, "请县院核对"));
    stay_listed(&island, &to);
    assert_eq!(handed(&island, ISLAND, &to), 2);
    assert_eq!(island.done(ISLAND, "retry_held", json!({}))["value"].as_array().unwrap().len(), 2);
    assert_eq!(handed(&island, ISLAND, &to), 2, "judged again it is the same copy");

    let ours = bytes(&island, ISLAND);
    let folder = tempfile::tempdir().unwrap();
    let sent = island.burn(ISLAND, (&county, FOUNDER), folder.path());
    let went: Vec<Value> = held(&island, ISLAND).iter().map(|row| row["handed"].clone()).collect();
    assert!(went.iter().all(|told| told["disc"] == sent["number"] && told["received"] == false), "{went:?}");
    let taken = county.take(FOUNDER, folder.path(), sent["id"].as_str().unwrap());
    assert_eq!((&taken["n_held"], &taken["n_unread"]), (&json!(1), &json!(0)), "{taken}");
    assert_eq!(titles(&county, FOUNDER), ["护栏", "路灯"], "whom the county knows is taken in there");
    let there = held(&county, FOUNDER);
    assert_eq!((there.len(), &there[0]["cause"]), (1, &json!("forged")), "and no power comes with it");
    assert_eq!(there[0]["from"]["people"], json!([ISLAND]), "who handed it on");
    assert!(ours.contains(&bytes(&county, FOUNDER)[0]), "byte for byte");

    // The receipt comes back, and with it the hall's certificate: the copy that stayed here counts now.
    county.carry(FOUNDER, (&island, ISLAND));
    assert_eq!(titles(&island, ISLAND), ["护栏", "路灯"]);
    let left = held(&island, ISLAND);
    assert_eq!((left.len(), &left[0]["handed"]["received"]), (1, &json!(true)), "{left:?}");
    assert_eq!(handed(&island, ISLAND, &to), 0, "and does not go out again");
    for (desk, who) in [(&county, FOUNDER), (&island, ISLAND)] {
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good", "{who}");
    }
}

/// Both, with to whom they go, by whom and why.
fn stay_listed(island: &TestDesk, to: &str) {
    let marked = held(island, ISLAND);
    assert_eq!(marked.len(), 2);
    for row in &marked {
        let told = &row["handed"];
        assert_eq!((&told["to"]["desk"], &told["by_name"]), (&json!(to), &json!(ISLAND)), "{told}");
        assert_eq!((&told["reason"], &told["disc"]), (&json!("请县院核对"), &Value::Null), "{told}");
    }
}

#[test]
fn nothing_is_handed_on_without_a_reason_to_nobody_or_by_halves() {
    let (county, island, hall) = three();
    let record = appeal(&hall, HALL, (&county.station(0), "路灯"));
    bring(&island, ISLAND, (&hall.desk_id(HALL), &entries(&hall, HALL, &record)));
    let all = rows(&held(&island, ISLAND));
    let (to, own) = (county.desk_id(FOUNDER), island.desk_id(ISLAND));
    let and_another = [all[0].clone(), json!(987_654)];
    for (input, code) in [
        (hand_on(&all, &to, "  "), "required"),
        (hand_on(&all, &to, &"长".repeat(201)), "too_long"),
        (hand_on(&[], &to, "请核对"), "required"),
        (hand_on(&and_another, &to, "请核对"), "missing"),
        (hand_on(&all, NOBODY, "请核对"), "missing"),
        (hand_on(&all, &own, "请核对"), "check_failed"),
    ] {
        assert_eq!(island.refused(ISLAND, "hand_on_held", input.clone()), code, "{input}");
    }
    assert!(held(&island, ISLAND)[0]["handed"].is_null());
    assert_eq!(handed(&island, ISLAND, &to), 0);
}

/// A bug: a desk that joined and then exchanged by the hub alone counted as one that has yet to join. Its discs were called enrolments,
/// and what was handed on to it was said to go with the next one and never went.
#[test]
fn what_waits_for_a_desk_to_join_says_so_and_goes_once_its_work_came_by_any_way() {
    let (mut county, island) = with_an_island(TestDesk::staffed());
    let station = county.station(0);
    let stations = vec![station.clone()];
    let hall =
        county.join(&Newcomer { name: HALL, role: "liaison", level: None, stations, office: "331002" });
    let (to, from) = (hall.desk_id(HALL), island.desk_id(ISLAND));
    let known = appeal(&island, ISLAND, (&station, "护栏"));
    bring(&county, FOUNDER, (&from, &[forged(&entries(&island, ISLAND, &known)[0])]));
    county.done(FOUNDER, "hand_on_held", hand_on(&rows(&held(&county, FOUNDER)), &to, "请核对"));
    let told = |name: &str| held(&county, FOUNDER)[0]["handed"][name].clone();
    let burn = || {
        let folder = tempfile::tempdir().unwrap();
        county.burn(FOUNDER, (&hall, HALL), folder.path())
    };
    assert_eq!((told("joined"), handed(&county, FOUNDER, &to)), (json!(false), 0));
    assert_eq!((&burn()["enrolment"], told("disc")), (&json!(true), Value::Null), "it takes nothing along");

    let work = appeal(&hall, HALL, (&station, "路灯"));
    bring(&county, FOUNDER, (&from, &entries(&hall, HALL, &work)));
    assert_eq!((told("joined"), handed(&county, FOUNDER, &to)), (json!(true), 1));
    let sent = burn();
    assert_eq!((&sent["enrolment"], told("disc")), (&json!(false), sent["number"].clone()));
}

/// A county with a report that is sealed, its first entry, an island, and the desk of one who was named for such.
fn with_a_report() -> (TestDesk, TestDesk, TestDesk, Entry) {
    let (mut county, island) = with_an_island(TestDesk::staffed());
    let stations = vec![];
    let newcomer = Newcomer { name: HANDLER, role: "prosecutor", level: None, stations, office: "331002" };
    let other = county.join(&newcomer);
    let account = other.done(HANDLER, "desk_state", json!({}))["person"]["account"].clone();
    county.done(FOUNDER, "name_handler", json!({ "account": account }));
    // Who has brought something is in the cell; a desk that only joined is given nothing but what its office vouches for.
    appeal(&other, HANDLER, (&county.station(0), "路灯"));
    other.carry(HANDLER, (&county, FOUNDER));
    let today = county.ok("desk_state", json!({}))["today"].clone();
    let report = json!({
        "station": county.station(0), "way": "visit", "received_on": today, "title": "举报", "request": "请查", "category": "report",
        "anonymous": true,
    });
    county.done(FOUNDER, "register_appeal", report);
    let sealed = Stream::sealed("331002");
    let lines =
        county.host.with(|office, _| Ok(office.desk.read(|r| r.entries_of_stream(&sealed, i64::MAX, 9))?));
    let (_, entry) = lines.unwrap().remove(0);
    (county, island, other, entry)
}

#[test]
fn a_sealed_copy_goes_to_its_handlers_alone_and_never_out_of_the_inner_network() {
    let (county, island, other, entry) = with_a_report();
    let to = other.desk_id(HANDLER);
    bring(&county, FOUNDER, (&to, &[forged(&entry)]));
    let all = held(&county, FOUNDER);
    assert_eq!((all.len(), &all[0]["class"]), (1, &json!("sealed")));
    let there = hand_on(&rows(&all), &island.desk_id(ISLAND), "请核对");
    let refused = county.call(FOUNDER, "hand_on_held", there).unwrap_err();
    assert_eq!(
        (&refused["code"], &refused["values"]["value"]),
        (&json!("not_in_list"), &json!("sealed/331002"))
    );

    county.done(FOUNDER, "hand_on_held", hand_on(&rows(&all), &to, "请核对"));
    assert_eq!(handed(&county, FOUNDER, &to), 1);
    let disc = |crossing: &str| {
        let folder = tempfile::tempdir().unwrap();
        let input = json!({ "to": to, "dir": folder.path(), "crossing": crossing });
        let sent = county.done(FOUNDER, "export_bundle", input);
        other.take(HANDLER, folder.path(), sent["id"].as_str().unwrap());
        sent["number"].clone()
    };
    disc("outward");
    assert!(held(&county, FOUNDER)[0]["handed"]["disc"].is_null(), "it did not go");
    assert_eq!(
        (handed(&county, FOUNDER, &to), held(&other, HANDLER).len()),
        (0, 0),
        "nor with the next of these"
    );
    let number = disc("within");
    assert_eq!(held(&county, FOUNDER)[0]["handed"]["disc"], number);
    let came = held(&other, HANDLER);
    assert_eq!((came.len(), &came[0]["cause"]), (1, &json!("forged")));
    assert_eq!(came[0]["from"]["desk"], county.desk_id(FOUNDER).as_str());

    county.done(FOUNDER, "refuse_held", json!({ "row": all[0]["row"], "reason": "已转办理人" }));
    assert_eq!(
        (held(&county, FOUNDER).len(), handed(&county, FOUNDER, &to)),
        (0, 0),
        "what is refused goes nowhere"
    );
}

#[test]
fn what_was_deleted_by_law_does_not_go_on_in_another_copy() {
    let (county, island) = with_an_island(TestDesk::staffed());
    appeal(&island, ISLAND, (&county.station(0), "护栏"));
    island.carry(ISLAND, (&county, FOUNDER));
    let record = appeal(&county, FOUNDER, (&county.station(0), "路灯"));
    let entry = entries(&county, FOUNDER, &record).remove(0);
    let to = island.desk_id(ISLAND);
    bring(&county, FOUNDER, (&to, &[forged(&entry)]));
    let all = held(&county, FOUNDER);
    county.done(FOUNDER, "hand_on_held", hand_on(&rows(&all), &to, "请核对"));
    assert_eq!((&all[0]["travels"], handed(&county, FOUNDER, &to)), (&json!(true), 1));
    let (item, _) = entry.ops().next().unwrap();
    let redacted = county.host.with(|office, _| {
        office.desk.act(|tx| tx.redact(entry.id, &[item]))?;
        Ok(())
    });
    redacted.unwrap();
    assert_eq!((&held(&county, FOUNDER)[0]["travels"], handed(&county, FOUNDER, &to)), (&json!(false), 0));
    assert_eq!(county.refused(FOUNDER, "hand_on_held", hand_on(&rows(&all), &to, "请核对")), "check_failed");
}
