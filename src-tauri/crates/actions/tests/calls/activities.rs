//! An activity is planned, held and closed; its opinions become appeals and voices; a hearing keeps its rules.

use crate::crew::{Crew, extend};
use serde_json::{Value, json};

const OPEN: &str = "open_activity";

fn plan(crew: &Crew, more: Value) -> Value {
    let mut input = json!({
        "station": crew.station, "kind": "HD04", "topic": "防诈骗普法", "scheduled_on": "2026-09-01", "place": "文化礼堂",
        "invited": [{ "part": "host", "name": "周敏" }],
    });
    extend(&mut input, more);
    input
}

#[test]
fn opinions_become_an_appeal_and_a_voice_before_it_is_closed() {
    let crew = Crew::found();
    let deputy = crew.deputy();
    let (record, seen) = crew.made("plan_activity", plan(&crew, json!({})));
    let sheet = crew.kit.ok("sign_in_sheet", json!({ "record": record }));
    assert_eq!(sheet["rows"][0]["name"], "周敏");
    crew.kit.ok(
        "hold_activity",
        json!({
            "record": record, "seen": seen, "held_on": "2026-09-01", "n_public": 40, "minutes": "讲解反诈",
            "attended": [{ "part": "host", "name": "周敏" }],
            "opinions": [
                { "text": "有人被骗", "becomes": "appeal" }, { "text": "建议常来", "becomes": "voice", "deputy": deputy },
                { "text": "讲得好", "becomes": "nothing", "reason": "当场致谢" },
            ],
        }),
    );
    assert_eq!(crew.refused(OPEN, &record, ("close_activity", json!({}))), "lacks");
    let appeal = json!({ "title": "被骗求助", "way": "visit", "request": "请指引", "anonymous": true });
    crew.step(OPEN, &record, ("settle_opinion", json!({ "n": 1, "appeal": appeal.clone() })));
    assert_eq!(
        crew.refused(OPEN, &record, ("settle_opinion", json!({ "n": 1, "appeal": appeal.clone() }))),
        "not_now"
    );
    assert_eq!(
        crew.refused(OPEN, &record, ("settle_opinion", json!({ "n": 2, "appeal": appeal }))),
        "required"
    );
    let voice = json!({ "deputy": deputy, "title": "建议常来", "content": "每季一次" });
    let settled = crew.step(OPEN, &record, ("settle_opinion", json!({ "n": 2, "voice": voice })));
    assert_eq!(settled["seen"].as_object().unwrap().len(), 2);
    crew.step(OPEN, &record, ("close_activity", json!({})));
    let page = crew.kit.ok(OPEN, json!({ "record": record }));
    assert_eq!((&page["state"], page["became"].as_array().unwrap().len()), (&json!("closed"), 2));
    let made = crew.kit.ok("list_voices", json!({}));
    assert_eq!(made["count"], 1);
    let voice = crew.kit.ok("open_voice", json!({ "record": made["rows"][0]["record"] }));
    assert_eq!((&voice["facts"]["origin"], &voice["facts"]["origin_opinion"]), (&record, &json!(2)));
}

#[test]
fn a_hearing_needs_the_chief_notice_and_three_hearers() {
    let crew = Crew::found();
    let hearing =
        json!({ "kind": "HD02", "topic": "赔偿听证", "scheduled_on": "2026-09-10", "openness": "public" });
    let (record, seen) = crew.made("plan_activity", plan(&crew, hearing));
    let hold = json!({ "record": record, "seen": seen, "held_on": "2026-09-01", "n_public": 3 });
    assert_eq!(crew.kit.code("hold_activity", hold), "lacks");
    let hearer = |name: &str| json!({ "name": name, "born_on": "1980-01-01", "declared_on": "2026-09-01", "unit": null, "record": null, "interest": null, "excluded_by": null });
    let two = json!({ "hearers": [hearer("甲一"), hearer("乙二")] });
    assert_eq!(crew.refused(OPEN, &record, ("name_hearers", two)), "hearer_count");
    let three = json!({ "hearers": [hearer("甲一"), hearer("乙二"), hearer("丙三")] });
    crew.step(OPEN, &record, ("name_hearers", three));
    crew.step(OPEN, &record, ("give_notice", json!({ "on": "2026-09-01", "how": "张贴" })));
    crew.step(OPEN, &record, ("ask_hearing_approval", json!({ "matter": "place", "reason": "便于群众" })));
    let approve = ("approve_hearing", json!({ "matter": "place" }));
    assert_eq!(crew.refused(OPEN, &record, approve.clone()), "denied");
    crew.sign_in("王洁");
    crew.step(OPEN, &record, approve);
    let page = crew.kit.ok(OPEN, json!({ "record": record }));
    assert_eq!(page["hearing"]["lacks_before"], json!([]));
    assert_eq!(page["hearing"]["hearers"].as_array().unwrap().len(), 3);
}

#[test]
fn notice_of_a_hearing_is_three_days_before_at_the_latest() {
    let crew = Crew::found();
    let soon =
        json!({ "kind": "HD02", "topic": "赔偿听证", "scheduled_on": "2026-09-03", "openness": "public" });
    let (record, _) = crew.made("plan_activity", plan(&crew, soon));
    let notice = ("give_notice", json!({ "on": "2026-09-01", "how": "张贴" }));
    assert_eq!(crew.refused(OPEN, &record, notice), "notice_too_late");
}

#[test]
fn what_was_never_planned_is_held_and_a_plan_is_cancelled() {
    let crew = Crew::found();
    crew.sign_in("李联");
    let held = plan(&crew, json!({ "held_on": "2026-08-31", "n_public": 12 }));
    let (record, _) = crew.made("hold_activity", held.clone());
    assert_eq!(crew.kit.ok(OPEN, json!({ "record": record }))["state"], "held");
    let mut elsewhere = held;
    elsewhere["station"] = crew.other.clone();
    assert_eq!(crew.kit.code("hold_activity", elsewhere), "denied");
    assert_eq!(crew.kit.code("hold_activity", json!({ "held_on": "2026-08-31" })), "missing");
    let (planned, _) = crew.made("plan_activity", plan(&crew, json!({ "scheduled_on": "2026-09-20" })));
    crew.step(OPEN, &planned, ("amend_activity", json!({ "place": "二楼" })));
    crew.step(OPEN, &planned, ("cancel_activity", json!({ "reason": "台风" })));
    assert_eq!(crew.refused(OPEN, &planned, ("cancel_activity", json!({ "reason": "再次" }))), "not_now");
    assert_eq!(crew.kit.ok("list_activities", json!({}))["count"], 2);
}
