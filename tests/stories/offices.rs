//! What the registrar is told no about: stations, sub-points, teams, deputies, colleagues, and who stands in for whom.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, over};

const HANDLER: &str = "陈雅静";
const OTHER: &str = "徐国平";
const NOBODY: &str = "018f2f3e-0000-7000-8000-000000000000";

fn desk() -> TestDesk {
    TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01"))).with(STAFF)
}

fn required(field: &str) -> Value {
    json!({ "code": "required", "values": { "field": field } })
}

fn check(field: &str) -> Value {
    json!({ "code": "check_failed", "values": { "field": field } })
}

fn not_in(field: &str, list: &str, value: &str) -> Value {
    json!({ "code": "not_in_list", "values": { "field": field, "list": list, "value": value } })
}

fn crossed(field: &str, from: &str, to: &str) -> Value {
    json!({ "code": "end_before_start", "values": { "field": field, "from": from, "to": to } })
}

#[track_caller]
fn all_refused(desk: &TestDesk, call: &str, form: &Value, rows: &[(Value, Value)]) {
    for (more, fault) in rows {
        let said = desk.call(FOUNDER, call, over(form.clone(), more.clone()));
        assert_eq!(said.map(|_| ()), Err(fault.clone()), "{call} {more}");
    }
}

/// One desk for all of it: a refusal leaves nothing behind.
#[test]
fn what_the_registrar_keeps() {
    let desk = desk();
    a_station_by_hand(&desk);
    a_station_that_is_amended_closed_and_opened_again(&desk);
    a_team(&desk);
    a_deputy_and_a_subpoint(&desk);
    a_colleague(&desk);
    work_that_cannot_be_handed_over(&desk);
    who_stands_in_and_who_leaves(&desk);
}

/// A bug: registration refused such a day, and an amendment put it there all the same. Closed in March and April.
#[test]
fn a_day_is_not_corrected_into_a_time_when_the_station_was_closed() {
    let desk = desk();
    let station = desk.station(1);
    let turn = |on: &str| json!({ "from_on": on, "reason": "修缮" });
    desk.steps(FOUNDER, "close_station", ("station", &station), turn("2026-03-01"));
    desk.steps(FOUNDER, "reopen_station", ("station", &station), turn("2026-05-01"));
    let form = json!({
        "station": station, "way": "visit", "received_on": "2026-06-01", "title": "补录来访", "request": "请查", "category": "other",
        "people": [{ "part": "petitioner", "kind": "person", "name": "柯美芳" }],
    });
    let shut = over(form.clone(), json!({ "received_on": "2026-04-01" }));
    assert_eq!(desk.refused(FOUNDER, "register_appeal", shut), "station_closed");
    let appeal = desk.made(FOUNDER, "register_appeal", form);
    let on = ("appeal", appeal.as_str());
    for day in ["2026-03-01", "2026-04-30", "2025-12-31"] {
        let moved = json!({ "received_on": day });
        assert_eq!(desk.held_back(FOUNDER, "amend_appeal", on, moved), "station_closed", "{day}");
    }
    let page = desk.steps(FOUNDER, "amend_appeal", on, json!({ "received_on": "2026-02-27" }));
    assert_eq!(page["facts"]["received_on"], "2026-02-27");
}

fn a_station_by_hand(desk: &TestDesk) {
    let form = json!({ "name": "前所联络站", "code": "QS01", "office": "331002", "opened_on": "2026-09-01" });
    let taken = desk.ok("open_station", json!({ "record": desk.station(0) }))["facts"]["code"].clone();
    all_refused(
        desk,
        "add_station",
        &form,
        &[
            (json!({ "name": " " }), required("name")),
            (json!({ "code": null }), required("code")),
            (json!({ "office": null }), required("office")),
            // Two to six capitals or digits: it stands in every number of the station.
            (json!({ "code": "Q" }), check("code")),
            (json!({ "code": "QS00001" }), check("code")),
            (json!({ "code": "qs01" }), check("code")),
            (json!({ "code": "前所" }), check("code")),
            (json!({ "code": "Q-01" }), check("code")),
            (json!({ "division": "33100200" }), check("division")),
            (json!({ "division": "33100200X" }), check("division")),
            (json!({ "level": "odd" }), not_in("level", "station_level", "odd")),
            (json!({ "open_days": [1, 8] }), check("open_days")),
            (json!({ "lon_e6": 121_400_000 }), required("lat_e6")),
            (json!({ "lat_e6": 28_700_000 }), required("lon_e6")),
            (json!({ "lon_e6": 0, "lat_e6": 0 }), check("lon_e6")),
            (json!({ "lon_e6": 181_000_000, "lat_e6": 28_700_000 }), check("lon_e6")),
            (json!({ "lon_e6": 121_400_000, "lat_e6": -91_000_000 }), check("lat_e6")),
        ],
    );
    let twice = over(form.clone(), json!({ "code": taken }));
    assert_eq!(desk.refused(FOUNDER, "add_station", twice), "code_taken", "{taken}");
    let elsewhere = over(form.clone(), json!({ "office": "331003" }));
    assert_eq!(desk.refused(FOUNDER, "add_station", elsewhere), "denied", "another office's station");
    desk.made(FOUNDER, "add_station", form.clone());
    assert_eq!(desk.refused(FOUNDER, "add_station", form), "code_taken");
}

fn a_station_that_is_amended_closed_and_opened_again(desk: &TestDesk) {
    let input =
        json!({ "name": "前所街道联络站", "code": "QA01", "office": "331002", "opened_on": "2026-09-01" });
    let station = desk.made(FOUNDER, "add_station", input);
    let on = ("station", station.as_str());
    let said =
        |verb: &str, input: Value| desk.step(FOUNDER, verb, on, input).map(|page| page["state"].clone());
    let fixed = |field: &str| Err(json!({ "code": "fixed", "values": { "field": field } }));
    assert_eq!(said("amend_station", json!({ "code": "QA02" })), fixed("code"));
    assert_eq!(said("amend_station", json!({ "office": "331003" })), fixed("office"));
    assert_eq!(
        said("amend_station", json!({ "name": "前所街道联络站" })),
        Err(json!({ "code": "nothing_changed" }))
    );
    assert_eq!(said("amend_station", json!({ "name": "" })), Err(required("name")));
    let itself = json!({ "code": "row_unclear", "values": { "field": "parent", "value": "QA01" } });
    assert_eq!(said("amend_station", json!({ "parent": station })), Err(itself));
    let turn = |on: &str, reason: &str| json!({ "from_on": on, "reason": reason });
    assert_eq!(said("close_station", turn("2026-10-01", " ")), Err(required("reason")));
    assert_eq!(
        said("close_station", turn("2026-08-31", "撤并")),
        Err(crossed("from_on", "2026-09-01", "2026-08-31"))
    );
    assert_eq!(desk.held_back(FOUNDER, "reopen_station", on, turn("2026-10-01", "恢复")), "not_now");
    assert_eq!(said("close_station", turn("2026-10-01", "撤并")), Ok(json!("closed")));
    assert_eq!(desk.held_back(FOUNDER, "close_station", on, turn("2026-10-02", "撤并")), "not_now");
    assert_eq!(
        said("reopen_station", turn("2026-09-30", "恢复")),
        Err(crossed("from_on", "2026-10-01", "2026-09-30"))
    );
    assert_eq!(said("reopen_station", turn("2026-12-01", "恢复")), Ok(json!("open")));
    // Open in September, closed in October and November.
    for (day, open) in
        [("2026-09-30", true), ("2026-10-01", false), ("2026-11-30", false), ("2026-12-01", true)]
    {
        let answer = desk.done(FOUNDER, "answerable_on", json!({ "station": station, "day": day }));
        assert_eq!(answer["open"], open, "{day}");
    }
}

fn a_team(desk: &TestDesk) {
    let (leader, second) = (desk.person(HANDLER), desk.person(OTHER));
    let form = json!({ "station": desk.station(0), "person": leader, "kind": "leader", "from_on": "2026-09-01", "to_on": "2026-09-30" });
    all_refused(
        desk,
        "appoint_post",
        &form,
        &[
            (json!({ "to_on": "2026-08-31" }), crossed("to_on", "2026-09-01", "2026-08-31")),
            (json!({ "person": NOBODY }), json!({ "code": "missing", "values": { "what": "person" } })),
            (
                json!({ "person": desk.station(0) }),
                json!({ "code": "missing", "values": { "what": "person" } }),
            ),
            (json!({ "station": NOBODY }), json!({ "code": "missing", "values": { "what": "station" } })),
        ],
    );
    desk.made(FOUNDER, "appoint_post", form.clone());
    let taken = json!({ "code": "post_taken", "values": { "kind": "leader", "from": "2026-09-01", "to": "2026-09-30" } });
    all_refused(
        desk,
        "appoint_post",
        &form,
        &[
            // One leader a day, whoever it is.
            (json!({ "person": second, "from_on": "2026-09-30", "to_on": null }), taken.clone()),
            (json!({ "person": second, "from_on": "2026-08-01", "to_on": "2026-09-01" }), taken.clone()),
            (json!({ "from_on": "2026-09-10", "to_on": "2026-09-12" }), taken),
        ],
    );
    desk.made(
        FOUNDER,
        "appoint_post",
        over(form.clone(), json!({ "person": second, "from_on": "2026-10-01", "to_on": null })),
    );
    // Several assistants may stand side by side, each once.
    let assistant = |person: &str| over(form.clone(), json!({ "person": person, "kind": "assistant" }));
    desk.made(FOUNDER, "appoint_post", assistant(&leader));
    desk.made(FOUNDER, "appoint_post", assistant(&second));
    assert_eq!(desk.refused(FOUNDER, "appoint_post", assistant(&second)), "post_taken");
}

fn a_deputy_and_a_subpoint(desk: &TestDesk) {
    let form =
        json!({ "station": desk.station(0), "name": "林海燕", "levels": ["city"], "from_on": "2022-01-01" });
    all_refused(
        desk,
        "register_deputy",
        &form,
        &[
            (json!({ "name": null }), required("name")),
            (json!({ "levels": [] }), required("levels")),
            (json!({ "sex": "x" }), not_in("sex", "sex", "x")),
            (json!({ "phone": "1380576123" }), check("phone")),
            (json!({ "to_on": "2021-12-31" }), crossed("to_on", "2022-01-01", "2021-12-31")),
        ],
    );
    assert_eq!(
        desk.refused(FOUNDER, "register_deputy", over(form.clone(), json!({ "levels": ["galactic"] }))),
        "bad_input"
    );
    let deputy = desk.made(FOUNDER, "register_deputy", form);
    let on = ("deputy", deputy.as_str());
    let said =
        |verb: &str, input: Value| desk.step(FOUNDER, verb, on, input).map(|page| page["state"].clone());
    assert_eq!(said("end_deputy", json!({ "to_on": "2026-09-01", "reason": "" })), Err(required("reason")));
    let early = json!({ "to_on": "2021-12-31", "reason": "届满" });
    assert_eq!(said("end_deputy", early), Err(crossed("to_on", "2022-01-01", "2021-12-31")));
    assert_eq!(said("amend_deputy", json!({ "phone": "打不通" })), Err(check("phone")));
    assert_eq!(said("amend_deputy", json!({ "to_on": "2027-01-31" })), Ok(json!("serving")));
    let again = json!({ "to_on": "2031-01-31", "reason": "连任" });
    let term = crossed("to_on", "2031-01-31", "2027-01-31");
    assert_eq!(said("end_deputy", again), Err(term), "another term is no end of this one");
    assert_eq!(said("end_deputy", json!({ "to_on": "2026-09-01", "reason": "届满" })), Ok(json!("ended")));
    assert_eq!(desk.held_back(FOUNDER, "amend_deputy", on, json!({ "unit": "渔业公司" })), "not_now");
    let point = json!({ "station": desk.station(0), "name": " " });
    assert_eq!(desk.call(FOUNDER, "add_subpoint", point), Err(required("name")));
}

fn a_colleague(desk: &TestDesk) {
    let form = json!({ "name": "沈立", "department": "第一检察部" });
    all_refused(
        desk,
        "register_person",
        &form,
        &[
            (json!({ "name": "" }), required("name")),
            (json!({ "department": " " }), required("department")),
            (json!({ "kind": "king" }), not_in("kind", "staff_kind", "king")),
            (json!({ "sex": "x" }), not_in("sex", "sex", "x")),
            (json!({ "phone": "110" }), check("phone")),
        ],
    );
    assert_eq!(desk.refused(FOUNDER, "register_person", over(form, json!({ "office": "331003" }))), "denied");
}

fn who_stands_in_and_who_leaves(desk: &TestDesk) {
    let (absent, by) = (desk.person(HANDLER), desk.person(OTHER));
    let on = ("person", absent.as_str());
    let cover = |more: Value| {
        over(json!({ "by": by, "from_on": "2026-09-10", "to_on": "2026-09-20", "reason": "培训" }), more)
    };
    let said = |verb: &str, input: Value| desk.step(FOUNDER, verb, on, input).map(|_| ());
    assert_eq!(said("substitute_person", cover(json!({ "reason": " " }))), Err(required("reason")));
    assert_eq!(
        said("substitute_person", cover(json!({ "to_on": "2026-09-09" }))),
        Err(crossed("to_on", "2026-09-10", "2026-09-09"))
    );
    let herself = json!({ "code": "cannot_substitute", "values": { "name": HANDLER } });
    assert_eq!(said("substitute_person", cover(json!({ "by": absent }))), Err(herself));
    let nobody = json!({ "code": "missing", "values": { "what": "person" } });
    assert_eq!(said("substitute_person", cover(json!({ "by": NOBODY }))), Err(nobody));
    assert_eq!(said("substitute_person", cover(json!({}))), Ok(()));
    let taken = json!({ "code": "post_taken", "values": { "kind": "cover", "from": "2026-09-10", "to": "2026-09-20" } });
    assert_eq!(
        said("substitute_person", cover(json!({ "from_on": "2026-09-20", "to_on": "2026-09-25" }))),
        Err(taken)
    );
    assert_eq!(
        said("leave_person", json!({ "left_on": "2026-09-30", "reason": "" })),
        Err(required("reason"))
    );
    assert_eq!(
        said("return_person", json!({ "on": "2026-09-01", "reason": "回任" })).unwrap_err()["code"],
        "not_now"
    );
    assert_eq!(said("leave_person", json!({ "left_on": "2026-09-30", "reason": "调任" })), Ok(()));
    let until_then = |to: &str| cover(json!({ "from_on": "2026-09-21", "to_on": to }));
    let longer = crossed("to_on", "2026-10-01", "2026-09-30");
    assert_eq!(said("substitute_person", until_then("2026-10-01")), Err(longer));
    assert_eq!(said("substitute_person", until_then("2026-09-30")), Ok(()));
    nobody_begins_a_post_after_leaving(desk, &absent);
    assert_eq!(said("amend_person", json!({ "title": "主任" })).unwrap_err()["code"], "not_now");
    assert_eq!(
        said("return_person", json!({ "on": "2026-09-29", "reason": "回任" })),
        Err(crossed("on", "2026-09-30", "2026-09-29"))
    );
}

/// A bug: who had left could be appointed, and the station's page showed nobody in that post.
fn nobody_begins_a_post_after_leaving(desk: &TestDesk, gone: &str) {
    let form =
        json!({ "station": desk.station(1), "person": gone, "kind": "assistant", "from_on": "2026-09-30" });
    let late = over(form.clone(), json!({ "from_on": "2026-10-01" }));
    let why = json!({ "code": "cannot_substitute", "values": { "name": HANDLER } });
    assert_eq!(desk.call(FOUNDER, "appoint_post", late).unwrap_err(), why);
    desk.made(FOUNDER, "appoint_post", form);
}

/// Work is handed over by a head or the registrar of the office, or by whose it is; to somebody who can take it.
fn work_that_cannot_be_handed_over(desk: &TestDesk) {
    let (from, to) = (desk.person(HANDLER), desk.person(OTHER));
    let hand = |who: &str, more: Value| {
        let base = json!({ "from": from, "to": to, "reason": "调任", "except": [], "on": [] });
        desk.call(who, "hand_over", over(base, more)).unwrap_err()
    };
    assert_eq!(
        hand("林志远", json!({})),
        json!({ "code": "nothing_changed" }),
        "there is nothing to hand over"
    );
    assert_eq!(hand("林志远", json!({ "reason": " " })), required("reason"));
    assert_eq!(hand("林志远", json!({ "to": from }))["code"], "cannot_substitute");
    assert_eq!(
        hand("林志远", json!({ "to": NOBODY })),
        json!({ "code": "missing", "values": { "what": "person" } })
    );
    assert_eq!(hand(OTHER, json!({}))["code"], "denied", "a colleague's work is not hers to give");
    let appeal = desk.made(FOUNDER, "register_appeal", json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "占道", "request": "请查", "category": "other",
        "anonymous": true,
    }));
    let on = ("appeal", appeal.as_str());
    desk.steps(FOUNDER, "accept_appeal", on, json!({ "nature": "ordinary", "on": "2026-09-01" }));
    desk.steps(HANDLER, "take_on_appeal", on, json!({}));
    assert_eq!(hand(HANDLER, json!({}))["code"], "moved_on", "what was not looked at is not given away");
    assert_eq!(hand(HANDLER, json!({ "except": [appeal] })), json!({ "code": "nothing_changed" }));
    let seen = desk.page(HANDLER, on)["seen"].clone();
    let mine = json!({ "from": from, "to": to, "reason": "请假", "except": [], "on": [{ "record": appeal, "seen": seen }] });
    assert_eq!(desk.done(HANDLER, "hand_over", mine)["value"]["n"], 1, "her own work she hands over herself");
    assert_eq!(desk.page(OTHER, on)["holder"], json!(to));
}
