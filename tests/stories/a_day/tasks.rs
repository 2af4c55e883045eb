//! Point 3: a fixed task, a campaign and one out of a case, from issue to review, on the grid.

use serde_json::{Value, json};

use super::{CHIEF, COLLEAGUE, Day, HANDLER, LIAISON, PROSECUTOR};

/// Open stations on the day of issue: 130 townships, three by hand, three from lists.
const STATIONS: u64 = 136;

fn item(key: &str, proof: &str) -> Value {
    json!({ "key": key, "text": "完成一次", "proof": proof, "kind": null, "least": 1, "required": true })
}

pub fn issued_done_and_reviewed(day: &Day) {
    let fixed = day.desk.made(PROSECUTOR, "issue_template", json!({
        "kind": "fixed", "title": "每月接待日", "recurrence": "monthly", "rest_policy": "later", "from_on": "2026-08-01",
        "all_stations": true, "items": [item("visit", "visit")],
    }));
    let generate = json!({ "template": fixed, "period": "2026-08" });
    let made = |answer: &Value| (answer["value"]["n_made"].as_u64(), answer["value"]["n_there"].as_u64());
    let first = day.desk.done(PROSECUTOR, "generate_obligations", generate.clone());
    assert_eq!(made(&first), (Some(STATIONS), Some(0)));
    let again = day.desk.done(COLLEAGUE, "generate_obligations", generate.clone());
    assert_eq!(made(&again), (Some(0), Some(STATIONS)));
    assert_eq!(day.desk.refused(HANDLER, "generate_obligations", generate), "denied");

    day.days.move_to("2026-08-24");
    done_by_the_liaison(day, &cell(day, &fixed, &day.station)["record"]);
    reviewed_by_another(day, &cell(day, &fixed, &day.elsewhere)["record"]);
    campaign(day);

    // The month's last day, 31 August 2026, is a Monday: due that day, late the next.
    day.days.move_to("2026-08-31");
    assert_eq!(cell(day, &fixed, &day.desk.station(2))["state"], "open");
    day.days.move_to("2026-09-01");
    let excused = cell(day, &fixed, &day.desk.station(3))["record"].as_str().unwrap().to_owned();
    let why = json!({ "code": "disaster", "reason": "台风停办" });
    day.desk.steps(PROSECUTOR, "excuse_obligation", ("obligation", &excused), why);
    assert_eq!(grid(day, &fixed)["totals"], json!({ "done": 2, "excused": 1, "late": STATIONS - 3 }));
}

/// Acknowledged, proven by a visit, submitted, sent back with a reason, submitted again, passed.
fn done_by_the_liaison(day: &Day, owed: &Value) {
    let desk = &day.desk;
    let on = ("obligation", owed.as_str().unwrap());
    desk.steps(LIAISON, "acknowledge_obligation", on, json!({}));
    let submit = json!({ "text": "八月接待日已接待三人" });
    assert_eq!(desk.held_back(LIAISON, "submit_obligation", on, submit.clone()), "lacks");
    let foreign = reception(day, PROSECUTOR, &day.elsewhere);
    let proof = json!({ "by": foreign, "item": "visit" });
    assert_eq!(desk.held_back(PROSECUTOR, "prove_obligation", on, proof), "proof_elsewhere");
    let visit = reception(day, LIAISON, &day.station);
    desk.steps(LIAISON, "prove_obligation", on, json!({ "by": visit, "item": "visit" }));
    let page = desk.steps(LIAISON, "submit_obligation", on, submit.clone());
    assert_eq!(page["standing"], "in_review");
    assert_eq!(desk.held_back(LIAISON, "pass_obligation", on, json!({})), "denied");
    // A head of another department did not issue it.
    assert_eq!(desk.held_back(CHIEF, "pass_obligation", on, json!({})), "not_issuer");
    let back = json!({ "code": "unclear", "reason": "请补接待人数" });
    let page = desk.steps(PROSECUTOR, "send_back_obligation", on, back);
    assert_eq!(page["reviews"][0]["reason"], "请补接待人数");
    desk.steps(LIAISON, "submit_obligation", on, submit);
    assert_eq!(desk.steps(PROSECUTOR, "pass_obligation", on, json!({}))["standing"], "done");
}

/// Who submitted does not review, though of the issuing department.
fn reviewed_by_another(day: &Day, owed: &Value) {
    let on = ("obligation", owed.as_str().unwrap());
    let visit = reception(day, PROSECUTOR, &day.elsewhere);
    day.desk.steps(PROSECUTOR, "prove_obligation", on, json!({ "by": visit, "item": "visit" }));
    day.desk.steps(PROSECUTOR, "submit_obligation", on, json!({ "text": "检察官接待" }));
    assert_eq!(day.desk.held_back(PROSECUTOR, "pass_obligation", on, json!({})), "own_work");
    assert_eq!(day.desk.steps(COLLEAGUE, "pass_obligation", on, json!({}))["state"], "passed");
}

/// Two targets, a window, something of one's own beside what is required.
fn campaign(day: &Day) {
    let desk = &day.desk;
    let input = json!({
        "kind": "campaign", "title": "知识产权保护进站", "rest_policy": "earlier", "from_on": "2026-08-10", "to_on": "2026-09-30",
        "stations": [day.station, day.elsewhere], "local_actions": true, "items": [item("talk", "activity")],
    });
    let crossed = tests::over(input.clone(), json!({ "to_on": "2026-08-09" }));
    assert_eq!(desk.refused(PROSECUTOR, "issue_template", crossed), "end_before_start");
    let campaign = desk.made(PROSECUTOR, "issue_template", input);
    let made = desk.done(PROSECUTOR, "generate_obligations", json!({ "template": campaign }));
    assert_eq!(made["value"], json!({ "n_made": 2, "n_there": 0, "periods": ["once"] }));
    let owed = cell(day, &campaign, &day.station);
    // 30 September 2026 is a Wednesday at work.
    assert_eq!(owed["due_on"], "2026-09-30");
    let on = ("obligation", owed["record"].as_str().unwrap());
    desk.steps(LIAISON, "acknowledge_obligation", on, json!({}));
    let own = json!({ "text": "为渔民画商标维权漫画", "on": "2026-08-24" });
    let page = desk.steps(LIAISON, "add_local_action", on, own);
    assert_eq!(page["local_actions"][0]["text"], "为渔民画商标维权漫画");
}

/// A dynamic task names the matter it comes out of.
pub fn out_of_a_case(day: &Day) {
    let input = json!({
        "kind": "dynamic", "title": "雨污水直排现场回访", "rest_policy": "later", "from_on": day.today(), "to_on": "2026-10-31",
        "stations": [day.station], "items": [item("visit", "visit")],
    });
    assert_eq!(day.desk.refused(PROSECUTOR, "issue_template", input.clone()), "required");
    let input = tests::over(input, json!({ "origin": day.ordinary }));
    let dynamic = day.desk.made(PROSECUTOR, "issue_template", input);
    day.desk.done(PROSECUTOR, "generate_obligations", json!({ "template": dynamic }));
    // 31 October 2026 is a Saturday: later means Monday 2 November.
    assert_eq!(cell(day, &dynamic, &day.station)["due_on"], "2026-11-02");
}

fn reception(day: &Day, who: &str, station: &str) -> String {
    day.desk.made(
        who,
        "log_visit",
        json!({
            "station": station, "visited_on": day.today(), "kind": "reception", "summary": "接待日",
            "present": [{ "part": "host", "name": who }],
        }),
    )
}

fn grid(day: &Day, template: &str) -> Value {
    let input = json!({ "template": template, "from": "2026-08-01", "to": "2026-12-31" });
    day.desk.done(PROSECUTOR, "task_grid", input)
}

fn cell(day: &Day, template: &str, station: &str) -> Value {
    let grid = grid(day, template);
    let row = grid["rows"].as_array().unwrap().iter().find(|r| r["station"] == station).unwrap();
    row["cells"][0].clone()
}
