//! A desk is stolen. What was written at it before stays; what came after waits on every desk, whatever way it came, until
//! somebody who keeps the desks adopts it or refuses it with a reason.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{FOUNDER, Newcomer, PASSWORD, TestDesk};

const ISLAND: &str = "陈阿海";
const HALL: &str = "沈立";

/// A county's desk, one at an island's station, and a prosecutor's in another room of the county's office.
struct Cell {
    county: TestDesk,
    island: TestDesk,
    hall: TestDesk,
}

fn cell() -> Cell {
    let mut county = TestDesk::staffed();
    let stations = vec![county.station(0)];
    let liaison = Newcomer { name: ISLAND, role: "liaison", level: None, stations, office: "331002" };
    let island = county.join(&liaison);
    let prosecutor =
        Newcomer { name: HALL, role: "prosecutor", level: None, stations: vec![], office: "331002" };
    let hall = county.join(&prosecutor);
    county.carry(FOUNDER, (&island, ISLAND));
    Cell { county, island, hall }
}

fn appeal(desk: &TestDesk, who: &str, title: &str) -> String {
    let today = desk.ok("desk_state", json!({}))["today"].clone();
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": today, "category": "other", "title": title,
        "facts": "护栏锈断。", "request": "尽快修好", "n_people": 1,
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    desk.made(who, "register_appeal", input)
}

fn titles(desk: &TestDesk, who: &str) -> BTreeSet<String> {
    let page = desk.done(who, "list_appeals", json!({}));
    page["rows"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

fn set<const N: usize>(texts: [&str; N]) -> BTreeSet<String> {
    texts.map(str::to_owned).into()
}

/// What waits, as (act, noun) in the order it was written.
fn waiting(desk: &TestDesk, who: &str) -> (Value, Vec<(String, String)>) {
    let listed = desk.done(who, "list_quarantine", json!({}));
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let rows = listed["rows"].as_array().unwrap();
    let told = rows.iter().map(|row| (text(row, "act"), text(row, "noun"))).collect();
    (listed, told)
}

fn entries(listed: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
    let rows = listed["rows"].as_array().unwrap();
    rows.iter().filter(|row| wanted(row)).map(|row| row["entry"].clone()).collect()
}

/// The last good entry of each writer: the newest that is here.
fn all_that_is_here(preview: &Value) -> Vec<Value> {
    let writers = preview["writers"].as_array().unwrap();
    writers.iter().map(|w| json!({ "writer": w["writer"], "seq": w["last"] })).collect()
}

#[test]
fn earlier_work_stays_later_work_waits_on_every_desk_and_one_decision_holds_on_all() {
    let cell = cell();
    let Cell { county, island, hall } = &cell;
    let good = appeal(island, ISLAND, "失窃之前登记的");
    island.carry(ISLAND, (county, FOUNDER));
    county.carry(FOUNDER, (hall, HALL));
    // The night of the theft; this comes to one desk before anybody knows.
    let late = appeal(island, ISLAND, "其实是真的");
    island.steps(ISLAND, "amend_appeal", ("appeal", &good), json!({ "facts": "无此事。" }));
    island.carry(ISLAND, (hall, HALL));
    assert_eq!(titles(hall, HALL), set(["失窃之前登记的", "其实是真的"]));

    revoke(county, island);
    county.carry(FOUNDER, (hall, HALL));
    assert_eq!(titles(hall, HALL), set(["失窃之前登记的"]));
    assert!(hall.page(HALL, ("appeal", &good)).to_string().contains("护栏锈断。"));
    let (_, at_hall) = waiting(hall, HALL);
    let acts: BTreeSet<&str> = at_hall.iter().map(|(act, _)| act.as_str()).collect();
    assert_eq!(acts, ["register_appeal", "amend_appeal"].into());

    a_copied_file_is_known(&cell, at_hall.len());
    decide_and_agree(&cell, (&good, &late));
}

/// Nothing of the night is there yet when the keeper of the desks says where the good work ends.
fn revoke(county: &TestDesk, island: &TestDesk) {
    let desk = json!({ "desk": island.desk_id(ISLAND) });
    let preview = county.done(FOUNDER, "preview_revoke_desk", desk.clone());
    let writers = preview["writers"].as_array().unwrap();
    assert_eq!(
        (preview["revoked"].as_bool(), writers.len(), writers[0]["letter"].as_str()),
        (Some(false), 1, Some("B"))
    );
    let newest = &writers[0]["newest"][0];
    assert_eq!((newest["act"].as_str(), newest["by_name"].as_str()), (Some("register_appeal"), Some(ISLAND)));
    assert!(newest["came_ms"].is_u64(), "when it came here");
    let last = all_that_is_here(&preview);
    let mut input = tests::over(desk.clone(), json!({ "last": last, "reason": "11月28日夜站点失窃" }));
    let done = county.done(FOUNDER, "revoke_desk", input.clone());
    assert_eq!(done["value"]["n_waiting"], 0, "nothing of the night is here yet");
    assert_eq!(county.refused(FOUNDER, "revoke_desk", input.clone()), "nothing_changed");
    input["reason"] = json!(" ");
    assert_eq!(county.refused(FOUNDER, "revoke_desk", input), "required", "why is written down");
    assert_eq!(
        county.refused(FOUNDER, "export_bundle", json!({ "to": desk["desk"], "dir": std::env::temp_dir() })),
        "revoked"
    );
}

/// Another disc, and a file copied at the stolen desk, which opens a writer nobody had heard of.
fn a_copied_file_is_known(Cell { county, island, .. }: &Cell, fewer: usize) {
    let stick = tempfile::tempdir().unwrap();
    let copy = island.done(ISLAND, "backup_now", json!({ "dir": stick.path() }));
    island.ok("restore_backup", json!({ "copy": copy["dir"], "name": ISLAND, "password": PASSWORD }));
    appeal(island, ISLAND, "假的");
    island.carry(ISLAND, (county, FOUNDER));
    assert_eq!(titles(county, FOUNDER), set(["失窃之前登记的"]));
    let state = county.done(FOUNDER, "exchange_state", json!({}));
    assert_eq!(state["held"], 0, "known whose it is, and not for ever unknown: {state}");
    let (listed, told) = waiting(county, FOUNDER);
    assert_eq!(state["quarantined"].as_u64(), Some(told.len() as u64));
    assert!(told.len() > fewer);
    let row = &listed["rows"][0];
    assert_eq!(
        (row["cause"].as_str(), row["reason"].as_str()),
        (Some("desk_cut"), Some("11月28日夜站点失窃"))
    );
}

fn decide_and_agree(cell: &Cell, (good, late): (&str, &str)) {
    let Cell { county, hall, .. } = cell;
    let (listed, _) = waiting(county, FOUNDER);
    // The appeal and its petitioner were written in one act.
    let of_late: Vec<u64> = listed["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["changes"].to_string().contains("其实是真的"))
        .map(|row| row["written_ms"].as_u64().unwrap())
        .collect();
    let adopt = entries(&listed, |row| of_late.contains(&row["written_ms"].as_u64().unwrap()));
    let refuse = entries(&listed, |row| !of_late.contains(&row["written_ms"].as_u64().unwrap()));
    assert!(!adopt.is_empty() && !refuse.is_empty());
    assert_eq!(county.refused("陈雅静", "adopt_entries", json!({ "entries": adopt })), "denied");
    let done = county.done(FOUNDER, "adopt_entries", json!({ "entries": adopt }));
    assert!(done["changed"].as_array().unwrap().contains(&json!("appeals")), "open lists ask again");
    assert_eq!(county.refused(FOUNDER, "adopt_entries", json!({ "entries": adopt })), "nothing_changed");
    assert_eq!(
        county.refused(FOUNDER, "refuse_entries", json!({ "entries": refuse, "reason": "" })),
        "required"
    );
    county.done(FOUNDER, "refuse_entries", json!({ "entries": refuse, "reason": "登记簿上没有" }));
    county.carry(FOUNDER, (hall, HALL));
    for (desk, who) in [(county, FOUNDER), (hall, HALL)] {
        assert_eq!(titles(desk, who), set(["失窃之前登记的", "其实是真的"]));
        assert!(desk.page(who, ("appeal", good)).to_string().contains("护栏锈断。"));
        let page = desk.page(who, ("appeal", late));
        assert_eq!(page["parties"].as_array().unwrap().len(), 1, "with the people it names");
        let (listed, told) = waiting(desk, who);
        assert_eq!((told.len(), listed["n_refused"].as_u64()), (0, Some(refuse.len() as u64)));
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good");
    }
    let page = |desk: &TestDesk, who: &str| {
        let page = desk.page(who, ("appeal", late));
        (page["seen"].clone(), page["clocks"].clone(), page["no"].clone())
    };
    assert_eq!(page(county, FOUNDER), page(hall, HALL));
}

#[test]
fn who_may_revoke_what_and_where_good_work_may_end() {
    let Cell { county, island, .. } = cell();
    let desk = island.desk_id(ISLAND);
    let preview = county.done(FOUNDER, "preview_revoke_desk", json!({ "desk": desk }));
    let last = all_that_is_here(&preview);
    let revoke = |desk: &str, last: &[Value]| json!({ "desk": desk, "last": last, "reason": "失窃" });
    let writer = &last[0]["writer"];
    let seq = last[0]["seq"].as_u64().unwrap();
    let own = county.desk_id(FOUNDER);
    let stranger = json!({ "writer": "00112233445566778899aabbccddeeff", "seq": 0 });
    for (case, input, code) in [
        ("a desk that is none", revoke(&county.station(0), &last), "missing"),
        ("the desk one sits at", revoke(&own, &last), "own_work"),
        ("a writer that nobody answers for", revoke(&desk, &[]), "required"),
        (
            "work that nobody has seen",
            revoke(&desk, &[json!({ "writer": writer, "seq": seq + 1 })]),
            "check_failed",
        ),
        ("another desk's writer", revoke(&desk, &[last[0].clone(), stranger]), "check_failed"),
    ] {
        assert_eq!(county.refused(FOUNDER, "revoke_desk", input), code, "{case}");
    }
    assert_eq!(county.refused("陈雅静", "revoke_desk", revoke(&desk, &last)), "denied");
    county.done("系统员甲", "revoke_desk", revoke(&desk, &last));
    // The end may be moved back afterwards, never forward.
    let earlier = [json!({ "writer": writer, "seq": seq - 1 })];
    county.done(FOUNDER, "revoke_desk", revoke(&desk, &earlier));
    assert_eq!(county.refused(FOUNDER, "revoke_desk", revoke(&desk, &last)), "nothing_changed");
}

#[test]
fn a_colleagues_rights_end_and_the_others_at_the_desk_go_on() {
    let Cell { county, hall, .. } = cell();
    let before = appeal(&county, "徐国平", "离岗之前登记的");
    let accounts = county.done(FOUNDER, "list_accounts", json!({}));
    let account =
        accounts.as_array().unwrap().iter().find(|a| a["name"] == "徐国平").unwrap()["account"].clone();
    let preview = county.done(FOUNDER, "preview_revoke_person", json!({ "account": account }));
    let lines = preview["writers"][0]["newest"].as_array().unwrap();
    assert!(lines.iter().all(|line| line["by_name"] == "徐国平"), "of that person only");
    let upto = lines.iter().find(|line| line["noun"] == "appeal").unwrap()["seq"].clone();
    let last: Vec<Value> = preview["writers"].as_array().unwrap().iter()
        .map(|w| json!({ "writer": w["writer"], "seq": upto.as_u64().unwrap().max(lines[0]["seq"].as_u64().unwrap()) }))
        .collect();
    appeal(&county, "徐国平", "离岗之后登记的");
    appeal(&county, "陈雅静", "别人登记的");
    let revoke = json!({ "account": account, "last": last, "reason": "调离" });
    let done = county.done(FOUNDER, "revoke_person", revoke.clone());
    assert_eq!(done["value"]["n_waiting"], 2, "the appeal and its petitioner");
    assert_eq!(county.refused(FOUNDER, "revoke_person", revoke), "nothing_changed");
    assert_eq!(
        county.host.answer("sign_in", json!({ "name": "徐国平", "password": PASSWORD })).unwrap_err().code(),
        "no_grant"
    );
    county.sit_again(FOUNDER);
    county.carry(FOUNDER, (&hall, HALL));
    for (desk, who) in [(&county, FOUNDER), (&hall, HALL)] {
        assert_eq!(titles(desk, who), set(["离岗之前登记的", "别人登记的"]));
        assert_eq!(waiting(desk, who).0["rows"][0]["cause"], "grant_cut");
    }
    let page = hall.page(HALL, ("appeal", &before));
    let timeline = page["timeline"].as_array().unwrap();
    assert!(!timeline.is_empty() && timeline.iter().all(|entry| entry["powerless"] == false), "{page}");
}
