//! What two desks wrote apart: a paper that shows it waits for a decision; of two steps both are kept, the earliest day counts, and what
//! its office does not decide within three working days goes to the one above.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, Newcomer, TestDesk, over, paper};

use super::{ISLAND, appeal, with_an_island};

const HANDLER: &str = "陈雅静";
const SECTION: &str = "林志远";
/// A Tuesday: the third working day after it is Friday the 4th.
const TODAY: &str = "2026-09-01";

fn conflicts(desk: &TestDesk, who: &str) -> Vec<Value> {
    desk.done(who, "list_conflicts", json!({})).as_array().unwrap().clone()
}

/// The open row of a field; of the steps without one.
fn open(desk: &TestDesk, who: &str, field: Option<&str>) -> Value {
    let rows = conflicts(desk, who);
    let found = rows.iter().find(|row| row["field"].as_str() == field);
    found.unwrap_or_else(|| panic!("{field:?} is not open: {rows:?}")).clone()
}

fn decision(row: &Value, side: &Value) -> Value {
    let about = json!({ "record": row["record"], "seen": row["seen"], "side": side["entry"], "reason": "核对过登记簿" });
    if row["field"].is_null() { about } else { over(about, json!({ "field": row["field"] })) }
}

/// By what stands meanwhile.
fn decide(desk: &TestDesk, who: &str, field: Option<&str>) {
    let row = open(desk, who, field);
    desk.done(who, "resolve_conflict", decision(&row, &row["sides"][0]));
}

fn letter(record: &str) -> Value {
    json!({
        "record": record, "no": "椒检控告〔2026〕7号", "basis": ["《信访工作条例》第二十三条"], "remedies": ["可以申请复查。"],
        "department": "第六检察部", "phone": "0576-12309",
    })
}

fn notice(record: &str) -> Value {
    over(letter(record), json!({ "next": "六十日内办结并书面答复。" }))
}

fn two() -> (TestDesk, TestDesk) {
    with_an_island(TestDesk::founded_at("331002", Arc::new(Days::from(TODAY))).with(tests::STAFF))
}

fn waits_for(desk: &TestDesk, call: &str, input: Value) -> Value {
    let fault = desk.call(FOUNDER, call, input).expect_err(call);
    assert_eq!(fault["code"], "contested", "{call}: {fault}");
    fault["values"]["fields"].clone()
}

fn rename(desk: &TestDesk, who: &str, (on, name): ((&str, &str), &str)) {
    let party = desk.page(who, on)["parties"][0].clone();
    let input = json!({ "record": party["party"]["record"], "seen": party["seen"], "name": name });
    desk.done(who, "amend_party", input);
}

/// An appeal whose request and whose petitioner's name were written on two desks apart, at the county's.
fn contested_appeal(county: &TestDesk, island: &TestDesk) -> String {
    let record = appeal(island, ISLAND, (&county.station(0), "护栏"));
    island.carry(ISLAND, (county, FOUNDER));
    let on = ("appeal", record.as_str());
    for (desk, who, request, name) in
        [(island, ISLAND, "一周内修好", "王阿波"), (county, FOUNDER, "月底前修好", "汪阿婆")]
    {
        desk.steps(who, "amend_appeal", on, json!({ "request": request }));
        rename(desk, who, (on, name));
    }
    island.carry(ISLAND, (county, FOUNDER));
    record
}

#[test]
fn another_value_has_as_many_signs_as_the_field_takes_and_no_more() {
    let (county, island) = two();
    contested_appeal(&county, &island);
    for (field, signs) in [("name", 200), ("request", 20_000)] {
        let row = open(&county, FOUNDER, Some(field));
        assert_eq!(row["most"], signs, "the page promises as much");
        let about =
            json!({ "record": row["record"], "seen": row["seen"], "field": field, "reason": "核对过登记簿" });
        let other = |n: usize| over(about.clone(), json!({ "other": "字".repeat(n) }));
        let fault = county.call(FOUNDER, "resolve_conflict", other(signs + 1)).unwrap_err();
        assert_eq!(fault, json!({ "code": "too_long", "values": { "field": "other", "most": signs } }));
        county.done(FOUNDER, "resolve_conflict", other(signs));
    }
    assert!(conflicts(&county, FOUNDER).is_empty());
}

#[test]
fn a_paper_waits_until_what_it_shows_is_decided() {
    let (county, island) = two();
    let record = contested_appeal(&county, &island);
    let (on, sheet) = (("appeal", record.as_str()), json!({ "record": record }));
    county.steps(
        FOUNDER,
        "accept_appeal",
        on,
        json!({ "nature": "ordinary", "purpose": "redress", "on": TODAY }),
    );
    assert_eq!(waits_for(&county, "print_visit_sheet", sheet.clone()), json!(["name"]));
    assert_eq!(
        waits_for(&county, "print_notice", notice(&record)),
        json!(["name"]),
        "to whom is not decided"
    );

    decide(&county, FOUNDER, Some("name"));
    let copy = |call: &str, input: Value| county.done(FOUNDER, call, input)["value"]["copy_no"].clone();
    assert_eq!(
        copy("print_notice", notice(&record)),
        1,
        "it does not tell what was asked for; a refusal is no copy"
    );
    assert_eq!(waits_for(&county, "print_visit_sheet", sheet.clone()), json!(["request"]));

    county.steps(HANDLER, "take_on_appeal", on, json!({}));
    let conclusion = json!({
        "outcome": "support", "reply": "已督促整改。", "explanation": "依据城市市容管理规定。", "how": "written", "proofs": [paper::kept("照片")],
    });
    county.steps(HANDLER, "propose_conclusion", on, conclusion);
    county.steps(SECTION, "approve_conclusion", on, json!({}));
    assert_eq!(waits_for(&county, "print_reply", letter(&record)), json!(["request"]));
    // The strip shows only the day, which nobody wrote twice.
    assert_eq!(copy("print_deadline", json!({ "record": record, "flow": "clock/R01/0" })), 1);

    decide(&county, FOUNDER, Some("request"));
    assert_eq!(
        (copy("print_reply", letter(&record)), copy("print_visit_sheet", sheet)),
        (json!(1), json!(1))
    );
    assert!(conflicts(&county, FOUNDER).is_empty());
}

/// A bug: every page of a record asked for all that was open on the desk.
#[test]
fn a_record_is_asked_for_what_is_open_at_it_alone() {
    let (county, island) = two();
    let records = [contested_appeal(&county, &island), contested_appeal(&county, &island)];
    let all = conflicts(&county, FOUNDER);
    assert_eq!(all.len(), 4, "{all:?}");
    let at = |who: &str, record: &str| -> Vec<Value> {
        county.done(who, "list_conflicts", json!({ "record": record })).as_array().unwrap().clone()
    };
    for record in &records {
        let mut own: Vec<Value> = all.iter().filter(|row| row["at"] == record.as_str()).cloned().collect();
        own.sort_by_key(|row| row["noun"].to_string());
        assert_eq!(at(FOUNDER, record), own, "its own first, then whom it names");
        assert_eq!(own.iter().map(|row| &row["field"]).collect::<Vec<_>>(), ["request", "name"]);
        assert!(at("系统员甲", record).is_empty(), "administrators read nothing of it");
    }
    let agreed = appeal(&county, FOUNDER, (&county.station(0), "都一致"));
    assert!(at(FOUNDER, &agreed).is_empty());
}

#[test]
fn a_sign_in_sheet_waits_for_the_day_it_bears() {
    let (county, island) = two();
    let held = json!({
        "station": county.station(0), "kind": "HD01", "topic": "座谈", "held_on": TODAY, "n_public": 3,
        "opinions": [{ "text": "好", "becomes": "nothing", "reason": "致谢" }],
    });
    let record = island.made(ISLAND, "hold_activity", held);
    island.carry(ISLAND, (&county, FOUNDER));
    let on = ("activity", record.as_str());
    island.steps(ISLAND, "amend_activity", on, json!({ "held_on": "2026-08-28" }));
    county.steps(FOUNDER, "amend_activity", on, json!({ "held_on": "2026-08-31" }));
    let sheet = json!({ "record": record });
    county.done(FOUNDER, "print_sign_in", sheet.clone());
    island.carry(ISLAND, (&county, FOUNDER));
    assert_eq!(waits_for(&county, "print_sign_in", sheet.clone()), json!(["held_on"]));
    decide(&county, FOUNDER, Some("held_on"));
    assert_eq!(county.done(FOUNDER, "print_sign_in", sheet)["value"]["copy_no"], 2);
}

/// They stand in the head of a sheet, and were taken from a list of names that knows one of each.
#[test]
fn a_sheet_waits_for_the_names_of_its_station_and_of_who_leads_it() {
    let mut county = TestDesk::founded_at("331002", Arc::new(Days::from(TODAY))).with(tests::STAFF);
    let registrar =
        Newcomer { name: "周登记", role: "registrar", level: None, stations: vec![], office: "331002" };
    let other = county.join(&registrar);
    let (station, host) = (county.station(0), county.person(SECTION));
    let record = appeal(&county, FOUNDER, (&station, "护栏"));
    let held = json!({
        "station": station, "kind": "HD01", "topic": "座谈", "held_on": TODAY, "n_public": 3, "host": host,
        "opinions": [{ "text": "好", "becomes": "nothing", "reason": "致谢" }],
    });
    let activity = county.made(FOUNDER, "hold_activity", held);
    for (desk, who, names) in
        [(&other, registrar.name, ["大陈联络一站", "林志运"]), (&county, FOUNDER, ["大陈联络二站", "林智远"])]
    {
        desk.steps(who, "amend_station", ("station", &station), json!({ "name": names[0] }));
        desk.steps(
            who,
            "amend_person",
            ("person", &host),
            json!({ "name": names[1], "department": "第六检察部" }),
        );
    }
    other.carry(registrar.name, (&county, FOUNDER));
    let sheets = [("print_visit_sheet", record), ("print_sign_in", activity)];
    for (call, record) in &sheets {
        assert_eq!(waits_for(&county, call, json!({ "record": record })), json!(["name"]), "{call}");
    }
    decide(&county, FOUNDER, Some("name"));
    decide(&county, FOUNDER, Some("name"));
    for (call, record) in &sheets {
        let printed = county.done(FOUNDER, call, json!({ "record": record }));
        assert_eq!(printed["value"]["copy_no"], 1, "{call}");
    }
}

const HALL: &str = "椒江的郑海";
const ROOM: &str = "椒江的沈立";

/// The city's desk, and two of a county of it: a head's and a prosecutor's.
struct Three {
    days: Arc<Days>,
    city: TestDesk,
    hall: TestDesk,
    room: TestDesk,
}

fn three() -> Three {
    let days = Arc::new(Days::from(TODAY));
    let admins = [("系统员甲", "system_admin", None), ("安全员乙", "security_admin", None)];
    let mut city = TestDesk::founded_at("331000", days.clone()).with(&admins);
    let of = |name, role, level| Newcomer { name, role, level, stations: vec![], office: "331002" };
    let hall = city.join(&of(HALL, "head", Some("chief")));
    let room = city.join(&of(ROOM, "prosecutor", None));
    city.carry(FOUNDER, (&hall, HALL));
    Three { days, city, hall, room }
}

/// Accepted at one desk and refused at the other, by people who had not seen each other's step; both have both.
fn contested_step(Three { hall, room, .. }: &Three) -> String {
    let stations = room.done(ROOM, "list_stations", json!({}));
    let station = stations["rows"][0]["record"].as_str().unwrap();
    let record = appeal(room, ROOM, (station, "占道"));
    room.carry(ROOM, (hall, HALL));
    let on = ("appeal", record.as_str());
    hall.steps(HALL, "accept_appeal", on, json!({ "nature": "ordinary", "purpose": "redress", "on": TODAY }));
    let refuse =
        json!({ "nature": "ordinary", "on": TODAY, "reason": "not_ours", "text": "应由行政机关处理。" });
    room.steps(ROOM, "refuse_appeal", on, refuse);
    room.carry(ROOM, (hall, HALL));
    hall.carry(HALL, (room, ROOM));
    record
}

/// The days of the limits that run on a page.
fn running(page: &Value) -> Vec<String> {
    let clocks = page["clocks"].as_array().unwrap().iter();
    let runs = clocks.filter(|clock| clock["state"] == "running" || clock["contested"] == true);
    runs.filter_map(|clock| clock["due_on"].as_str().map(str::to_owned)).collect()
}

#[test]
fn of_two_steps_taken_apart_both_are_kept_and_the_earliest_day_counts() {
    let three = three();
    let record = contested_step(&three);
    let on = ("appeal", record.as_str());
    let rows = [(&three.hall, HALL), (&three.room, ROOM)].map(|(desk, who)| {
        let (row, page) = (open(desk, who, None), desk.page(who, on));
        let mut acts: Vec<&str> =
            row["sides"].as_array().unwrap().iter().map(|s| s["act"].as_str().unwrap()).collect();
        acts.sort_unstable();
        assert_eq!(acts, ["accept_appeal", "refuse_appeal"], "{who}");
        let told = page["timeline"].to_string();
        assert!(
            told.contains("accept_appeal") && told.contains("refuse_appeal"),
            "{who}: neither is dropped"
        );
        assert_eq!(row["due_on"].as_str().map(str::to_owned), running(&page).into_iter().min(), "{who}");
        assert!(row["due_on"].is_string(), "a limit runs on in one of the branches");
        row
    });
    let same = |key: &str| rows[0][key] == rows[1][key];
    assert!(["record", "seen", "due_on", "own_until", "escalated"].into_iter().all(same), "{rows:?}");
    assert_eq!(rows[0]["sides"][0]["entry"], rows[1]["sides"][0]["entry"], "the same stands on both");
    assert_eq!(
        (&rows[0]["may_decide"], &rows[1]["may_decide"]),
        (&json!(true), &json!(false)),
        "a head decides"
    );
    let fault = three.hall.call(HALL, "print_notice", notice(&record)).unwrap_err();
    assert_eq!(
        fault,
        json!({ "code": "contested", "values": { "fields": ["steps"] } }),
        "nothing is told outside"
    );
}

#[test]
fn its_own_office_decides_and_the_one_above_not_before_three_working_days() {
    let three = three();
    contested_step(&three);
    let Three { days, city, hall, room } = &three;
    hall.carry(HALL, (city, FOUNDER));
    for (day, escalated) in [("2026-09-01", false), ("2026-09-04", false), ("2026-09-05", true)] {
        days.move_to(day);
        let (above, own) = (open(city, FOUNDER, None), open(hall, HALL, None));
        assert_eq!(
            (&above["own_until"], &above["escalated"]),
            (&json!("2026-09-04"), &json!(escalated)),
            "{day}"
        );
        assert_eq!((&above["may_decide"], &own["may_decide"]), (&json!(escalated), &json!(true)), "{day}");
        assert_eq!(own["escalated"], json!(escalated), "{day}: both lists say the same");
        if !escalated {
            let early = city.call(FOUNDER, "resolve_conflict", decision(&above, &above["sides"][0]));
            let told = json!({ "code": "not_escalated", "values": { "until": "2026-09-04" } });
            assert_eq!(early.unwrap_err(), told, "{day}");
        }
    }
    assert_eq!(conflicts(room, ROOM).len(), 1, "it is listed wherever the matter is");
}

#[test]
fn one_decision_from_above_clears_it_on_every_desk() {
    let three = three();
    let record = contested_step(&three);
    let Three { days, city, hall, room } = &three;
    hall.carry(HALL, (city, FOUNDER));
    days.move_to("2026-09-07");
    let row = open(city, FOUNDER, None);
    let sides = row["sides"].as_array().unwrap();
    let refused = sides.iter().find(|side| side["act"] == "refuse_appeal").unwrap();
    city.done(FOUNDER, "resolve_conflict", decision(&row, refused));
    city.carry(FOUNDER, (hall, HALL));
    city.carry(FOUNDER, (room, ROOM));
    for (desk, who) in [(city, FOUNDER), (hall, HALL), (room, ROOM)] {
        assert!(conflicts(desk, who).is_empty(), "{who}");
        assert_eq!(desk.page(who, ("appeal", &record))["state"], "refused", "{who}");
    }
}
