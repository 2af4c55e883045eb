//! Another desk's program is newer: what it wrote is carried on as it is, shown as far as it is understood, and where it must be
//! understood the record is only read until this program is updated.

use ledger::{Clk, DeedId, Draft, Op, RecordId, Value, flag};
use serde_json::{Value as Json, json};
use store::keys::{Login, Slots};
use store::{Desk, StoreError};
use tests::{FOUNDER, Newcomer, PASSWORD, TestDesk};

const ISLAND: &str = "陈阿海";
const HALL: &str = "沈立";

fn appeal(desk: &TestDesk) -> String {
    let today = desk.ok("desk_state", json!({}))["today"].clone();
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": today, "category": "other", "title": "护栏",
        "facts": "护栏锈断。", "request": "尽快修好", "n_people": 1, "anonymous": true,
    });
    desk.made(ISLAND, "register_appeal", input)
}

/// As the program of next year writes: an op that nobody here knows beside one that everybody does.
fn written_by_a_newer_program(desk: TestDesk, record: &str, (flags, facts): (u32, &str)) -> TestDesk {
    let record: RecordId = record.parse().expect("a record");
    let ops = vec![
        Op::Unknown { kind: "place.pin".into(), v: 1, args: Value::List(vec!["28.45,121.89".into()]) },
        Op::set("facts", facts),
    ];
    desk.restart_after(|dir| {
        let mut slots = Slots::load(dir).expect("the side file");
        let unlocked = slots.unlock(Login { name: ISLAND, password: PASSWORD }, 0).expect("the password");
        let (desk, _) = Desk::open_any(dir, &unlocked.file_keys.keys).expect("the desk");
        let write = |tx: &mut store::Tx<'_>| {
            let before = tx.entries(record)?;
            let last = before.last().expect("it was registered");
            let own = before.first().expect("it was registered");
            let draft = Draft {
                stream: last.header.stream.clone(),
                record,
                noun: "appeal".into(),
                act: "pin_place".into(),
                parents: tx.heads(record)?,
                wall_ms: last.header.wall_ms + 1,
                clk: Clk::InStep,
                account: unlocked.account,
                grant: own.header.grant,
                flags,
                deed: DeedId::from_bytes([flags as u8 + 1; 16]),
                k: 1,
                n: 1,
                ops,
            };
            let mut pen = tx.pen()?.expect("a writer").pen("9.0.0+ops7");
            tx.append(&pen.write(draft, None).expect("it fits"))
        };
        desk.act::<_, StoreError>(write).expect("it is written");
    })
}

fn marks(page: &Json) -> (Option<bool>, Option<bool>) {
    (page["newer"].as_bool(), page["locked"].as_bool())
}

#[test]
fn what_is_not_understood_is_carried_on_shown_in_part_and_locks_only_where_it_must() {
    let mut county = TestDesk::staffed();
    let stations = vec![county.station(0)];
    let island =
        county.join(&Newcomer { name: ISLAND, role: "liaison", level: None, stations, office: "331002" });
    let record = appeal(&island);
    let on = ("appeal", record.as_str());
    assert_eq!(marks(&island.page(ISLAND, on)), (Some(false), Some(false)));

    let island = written_by_a_newer_program(island, &record, (0, "护栏锈断，已拍照定位。"));
    island.carry(ISLAND, (&county, FOUNDER));
    let page = county.page(FOUNDER, on);
    assert_eq!(marks(&page), (Some(true), Some(false)));
    assert!(page["facts"].to_string().contains("已拍照定位"), "the part that is understood counts");
    let may =
        |page: &Json| page["steps"].as_array().unwrap().iter().filter(|step| step["may"] == true).count();
    assert!(may(&page) > 0);
    county.steps(FOUNDER, "amend_appeal", on, json!({ "request": "月底前修好" }));

    // From there to a third desk, byte for byte: only whole entries keep their id and signature.
    let hall = county.join(&Newcomer {
        name: HALL,
        role: "prosecutor",
        level: None,
        stations: vec![],
        office: "331002",
    });
    assert_eq!(marks(&hall.page(HALL, on)), (Some(true), Some(false)));
    assert_eq!(hall.done(HALL, "verify", json!({}))["verdict"], "good");

    county.carry(FOUNDER, (&island, ISLAND));
    let island = written_by_a_newer_program(island, &record, (flag::CRIT, "护栏锈断，已按新版登记。"));
    island.carry(ISLAND, (&county, FOUNDER));
    let page = county.page(FOUNDER, on);
    assert_eq!(marks(&page), (Some(true), Some(true)));
    assert_eq!(may(&page), 0);
    let why = |step: &Json| step["why"]["code"] == "newer_record";
    let steps = page["steps"].as_array().unwrap();
    assert!(!steps.is_empty() && steps.iter().all(why), "the reason stands at every button");
    assert_eq!(county.held_back(FOUNDER, "amend_appeal", on, json!({ "request": "尽快" })), "newer_record");
    assert!(page["facts"].to_string().contains("月底前修好"), "and everything is still read");
    county.carry(FOUNDER, (&hall, HALL));
    assert_eq!(marks(&hall.page(HALL, on)), (Some(true), Some(true)));
    let other = appeal(&island);
    island.steps(ISLAND, "amend_appeal", ("appeal", &other), json!({ "request": "别的照办" }));
}
