//! Facts that cannot be: each is refused beside its field, and nothing of the form is written.

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk, over};

use super::scene::{Scene, desk};

/// What is changed in a good form; the code; the field that the hint stands beside.
type Row = (Value, &'static str, &'static str);

fn appeal(desk: &TestDesk) -> Value {
    json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改", "category": "other",
        "people": [someone(json!({}))],
    })
}

fn someone(more: Value) -> Value {
    over(json!({ "part": "petitioner", "kind": "person", "name": "柯美芳" }), more)
}

fn with(more: Value) -> Value {
    json!({ "people": [someone(more)] })
}

fn visit(desk: &TestDesk) -> Value {
    json!({ "station": desk.station(0), "visited_on": "2026-09-01", "kind": "reception", "summary": "接待" })
}

fn refused(desk: &TestDesk, call: &str, base: &Value, rows: Vec<Row>) {
    for (wrong, code, field) in rows {
        let fault =
            desk.call(FOUNDER, call, over(base.clone(), wrong.clone())).expect_err(&wrong.to_string());
        let said = (fault["code"].as_str(), fault["values"]["field"].as_str().unwrap_or_default());
        assert_eq!(said, (Some(code), field), "{wrong}: {fault}");
        assert!(!fault.to_string().contains("柯美芳"), "a fault holds nobody's name: {fault}");
    }
}

#[test]
fn people_are_checked_and_an_unverified_number_needs_its_reason() {
    let desk = desk();
    let base = appeal(&desk);
    let unit = |code: &str| json!({ "people": [{ "part": "petitioner", "kind": "unit", "name": "某厂", "company_code": code }] });
    refused(
        &desk,
        "register_appeal",
        &base,
        vec![
            (with(json!({ "id_number": "110105194912310021" })), "check_failed", "id_number"),
            // Right by its last digit, but there is no 31 February, no year 0000, and nobody is born in 2099.
            (with(json!({ "id_number": FEBRUARY_31 })), "check_failed", "id_number"),
            (with(json!({ "id_number": YEAR_0 })), "check_failed", "id_number"),
            (with(json!({ "id_number": BORN_2099 })), "check_failed", "id_number"),
            (with(json!({ "id_number": "1101051949123100" })), "check_failed", "id_number"),
            (with(json!({ "phone": "1380576123" })), "check_failed", "phone"),
            (with(json!({ "phone": "一三八零五七六" })), "check_failed", "phone"),
            (with(json!({ "born_on": "2099-01-01" })), "in_future", "born_on"),
            (with(json!({ "born_on": "2026-02-30" })), "bad_input", ""),
            (with(json!({ "sex": "7" })), "not_in_list", "sex"),
            (with(json!({ "name": " " })), "required", "name"),
            (unit("91350100M000100Y44"), "check_failed", "company_code"),
            (unit("91350100M000100Y4I"), "check_failed", "company_code"),
        ],
    );
    assert_eq!(desk.ok("list_appeals", json!({}))["count"], 0, "nothing of it was written");
    let kept = with(json!({ "id_number": "110105194912310021", "id_unverified": "证件模糊" }));
    let made = desk.made(FOUNDER, "register_appeal", over(base, kept));
    let page = desk.page(FOUNDER, ("appeal", &made));
    assert_eq!(page["parties"][0]["party"]["id_unverified"], "证件模糊");
    assert!(page["parties"][0]["party"]["age"].is_null(), "no birth date comes out of a wrong number");
}

const FEBRUARY_31: &str = "110105194902310026";
const YEAR_0: &str = "110105000000000020";
const BORN_2099: &str = "110105209912310029";

#[test]
fn days_and_hours_stand_in_order() {
    let desk = desk();
    let (appeal, visit) = (appeal(&desk), visit(&desk));
    refused(
        &desk,
        "register_appeal",
        &appeal,
        vec![
            (json!({ "received_on": "2026-09-02" }), "in_future", "received_on"),
            (json!({ "received_on": "2026-13-01" }), "bad_input", ""),
            (json!({ "received_on": null }), "required", "received_on"),
            (json!({ "way": "pigeon" }), "not_in_list", "way"),
            (json!({ "flags": ["made_up"] }), "not_in_list", "flags"),
            (json!({ "n_people": -1 }), "bad_input", ""),
            (json!({ "n_people": 0 }), "out_of_range", "n_people"),
            (json!({ "n_people": 4_294_967_295_u32 }), "out_of_range", "n_people"),
            (json!({ "materials": [{ "name": "照片", "kept": "paper" }] }), "required", "materials"),
        ],
    );
    refused(
        &desk,
        "log_visit",
        &visit,
        vec![
            (json!({ "visited_on": "2026-09-02" }), "in_future", "visited_on"),
            (json!({ "from_at": "10:00:00", "to_at": "09:00:00" }), "times_crossed", "to_at"),
            (json!({ "from_at": "25:00:00" }), "bad_input", ""),
            (json!({ "kind": "party" }), "not_in_list", "kind"),
            (json!({ "company_code": "1" }), "check_failed", "company_code"),
        ],
    );
    let scene = Scene::at(&desk, 0);
    let post = json!({ "station": scene.station, "person": scene.person, "kind": "leader", "from_on": "2026-09-10", "to_on": "2026-09-09" });
    let campaign = json!({
        "kind": "campaign", "title": "专项", "rest_policy": "later", "from_on": "2026-09-10", "to_on": "2026-09-09", "stations": [scene.station],
    });
    for (call, input) in [
        ("appoint_post", post),
        ("issue_template", campaign),
        ("task_grid", json!({ "template": scene.template, "from": "2026-09-10", "to": "2026-09-09" })),
        ("overview", json!({ "from": "2026-09-10", "to": "2026-09-09" })),
        ("export_overview", json!({ "board": "rates", "from": "2026-09-10", "to": "2026-09-09" })),
        ("export_grid", json!({ "template": scene.template, "from": "2026-09-10", "to": "2026-09-09" })),
    ] {
        assert_eq!(desk.refused(FOUNDER, call, input), "end_before_start", "{call}");
    }
}

/// 信访条例 20: a group sends five at most; R12g.
#[test]
fn no_more_speak_for_a_group_than_the_law_lets() {
    let desk = desk();
    let speakers = |n: usize| {
        let people: Vec<Value> = (0..n)
            .map(|i| json!({ "part": "representative", "kind": "person", "name": format!("代表人{i}") }))
            .collect();
        over(appeal(&desk), json!({ "people": people, "n_people": 30 }))
    };
    assert_eq!(desk.refused(FOUNDER, "register_appeal", speakers(6)), "too_many");
    desk.made(FOUNDER, "register_appeal", speakers(5));
}

#[test]
fn a_closed_station_takes_nothing_from_the_day_it_closed() {
    let desk = desk();
    let on = ("station", &*desk.station(0));
    desk.steps(FOUNDER, "close_station", on, json!({ "from_on": "2026-08-25", "reason": "撤并" }));
    let deputy =
        json!({ "station": desk.station(1), "name": "林海燕", "levels": ["city"], "from_on": "2022-01-01" });
    let deputy = desk.made(FOUNDER, "register_deputy", deputy);
    let voice = json!({ "station": desk.station(0), "deputy": deputy, "title": "建议", "content": "多讲", "received_on": "2026-09-01" });
    let activity =
        json!({ "station": desk.station(0), "kind": "HD01", "topic": "座谈", "scheduled_on": "2026-09-20" });
    for (call, input) in [
        ("register_appeal", appeal(&desk)),
        ("log_visit", visit(&desk)),
        ("plan_activity", activity),
        ("register_voice", voice),
    ] {
        let code = desk.refused(FOUNDER, call, input);
        assert!(
            code == "station_closed" || call == "register_voice" && code == "not_deputy",
            "{call}: {code}"
        );
    }
    // A slip from before is typed in all the same.
    desk.made(FOUNDER, "register_appeal", over(appeal(&desk), json!({ "received_on": "2026-08-24" })));
    let same_day = over(appeal(&desk), json!({ "received_on": "2026-08-25" }));
    assert_eq!(desk.refused(FOUNDER, "register_appeal", same_day), "station_closed");
}
