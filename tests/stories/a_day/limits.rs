//! Point 5: extension, pause and resumption, each with reason, approval and an end; they replay and never overwrite.

use serde_json::{Value, json};
use tests::clock;

use super::{CHIEF, DEPUTY, Day, HANDLER, OTHER, PROSECUTOR, SECTION};

pub fn extended_paused_resumed(day: &Day) {
    for appeal in [&day.ordinary, &day.litigation] {
        day.desk.steps(HANDLER, "take_on_appeal", ("appeal", appeal), json!({}));
    }
    extended(day);
    paused_and_resumed(day);
}

/// 信访条例 34: once, by at most 30 days, by a leader of the office.
fn extended(day: &Day) {
    let on = ("appeal", day.ordinary.as_str());
    let ask =
        |amount: u32, reason: &str| json!({ "clock": "clock/R12d/0", "amount": amount, "reason": reason });
    let not_hers = day.desk.held_back(OTHER, "request_extension", on, ask(30, "需现场监测"));
    assert_eq!(not_hers, "not_holder");
    assert_eq!(day.desk.held_back(HANDLER, "request_extension", on, ask(30, " ")), "required");
    assert_eq!(day.desk.held_back(HANDLER, "request_extension", on, ask(31, "需现场监测")), "out_of_range");
    let page = day.desk.steps(HANDLER, "request_extension", on, ask(30, "需现场监测"));
    let id = page["waiting"][0]["id"].clone();
    assert_eq!(clock(&page, "R12d")["due_on"], "2026-11-27", "asking changes nothing");
    let grant = json!({ "id": id });
    assert_eq!(day.desk.held_back(HANDLER, "grant_request", on, grant.clone()), "denied");
    assert_eq!(day.desk.held_back(SECTION, "grant_request", on, grant.clone()), "needs_level");
    let page = day.desk.steps(DEPUTY, "grant_request", on, grant.clone());
    // 28 September and 90 days: Sunday 27 December, so Monday the 28th.
    assert_eq!(clock(&page, "R12d")["due_on"], "2026-12-28");
    assert_eq!((&page["waiting"], &clock(&page, "R12d")["started_on"]), (&json!([]), &json!("2026-09-28")));
    assert_eq!(day.desk.held_back(DEPUTY, "grant_request", on, grant), "not_now");
    assert_eq!(day.desk.held_back(HANDLER, "request_extension", on, ask(1, "再延")), "lacks");
}

/// 民事监督: three months to conclude, without the days on which the file is being called in.
fn paused_and_resumed(day: &Day) {
    let on = ("appeal", day.litigation.as_str());
    let page = told_of_acceptance(day, on);
    let flow = clock(&page, "R11.3")["flow"].clone();
    // Monday 28 September and three months: Monday 28 December.
    assert_eq!(clock(&page, "R11.3")["due_on"], "2026-12-28");
    let ask = |reason: &str, until: &str| json!({ "clock": flow, "reason": reason, "from_on": "2026-10-12", "until_on": until });
    let no_end = day.desk.held_back(HANDLER, "request_pause", on, ask("case_file", "2026-10-12"));
    assert_eq!(no_end, "end_before_start");
    assert_eq!(
        day.desk.held_back(HANDLER, "request_pause", on, ask("hearing", "2026-10-22")),
        "clock_cannot"
    );
    let page = day.desk.steps(HANDLER, "request_pause", on, ask("case_file", "2026-10-22"));
    let page = granted(day, on, &page);
    // Ten days later: 7 January, a Thursday, in a year whose notice has not come.
    let paused = clock(&page, "R11.3");
    assert_eq!((&paused["due_on"], &paused["deadline"]["provisional"]), (&json!("2027-01-07"), &json!(true)));
    assert!(
        paused["deadline"]["strip"].to_string().contains("\"paused\""),
        "the strip shows the days left out"
    );
    day.days.move_to("2026-10-13");
    let resume = json!({ "clock": flow, "on": "2026-10-13", "reason": "已调阅卷宗" });
    let page = day.desk.steps(HANDLER, "request_resume", on, resume);
    let page = granted(day, on, &page);
    // One day was not counted: Tuesday 29 December.
    assert_eq!(
        (&clock(&page, "R11.3")["due_on"], &clock(&page, "R11.3")["state"]),
        (&json!("2026-12-29"), &json!("running"))
    );
    refused_on_paper(day, on, &flow);
}

/// 程序事项: an event is entered with its proof; the limit that waited for it is met, and the desk names what may come next.
fn told_of_acceptance(day: &Day, on: (&str, &str)) -> Value {
    let served =
        json!({ "event": "acceptance_served", "on": "2026-09-28", "proof": tests::paper::kept("送达回证") });
    assert_eq!(day.desk.held_back(OTHER, "record_event", on, served.clone()), "not_holder");
    let page = day.desk.steps(PROSECUTOR, "record_event", on, served);
    assert_eq!(clock(&page, "R11.1")["state"], "in_time");
    let offered = page["events"].as_array().unwrap();
    let decided = offered.iter().find(|e| e["event"] == "supervision_decided").unwrap();
    assert_eq!(
        (&decided["starts"], &decided["meets"]),
        (&json!(["民事监督文书制发"]), &json!(["民事监督审查终结"]))
    );
    page
}

/// The department's head decides on a pause.
fn granted(day: &Day, on: (&str, &str), page: &Value) -> Value {
    let id = page["waiting"][0]["id"].clone();
    day.desk.steps(SECTION, "grant_request", on, json!({ "id": id }))
}

/// A request may be refused with a reason, and a paper may grant another; the leader then confirms the paper.
fn refused_on_paper(day: &Day, on: (&str, &str), flow: &Value) {
    let ask = json!({ "clock": flow, "reason": "expert", "from_on": "2026-10-13", "until_on": "2026-10-15" });
    let page = day.desk.steps(HANDLER, "request_pause", on, ask.clone());
    let id = page["waiting"][0]["id"].clone();
    let page = day.desk.steps(SECTION, "refuse_request", on, json!({ "id": id, "reason": "不必咨询" }));
    assert_eq!((&page["waiting"], &clock(&page, "R11.3")["due_on"]), (&json!([]), &json!("2026-12-29")));
    let page = day.desk.steps(HANDLER, "request_pause", on, ask);
    let id = page["waiting"][0]["id"].clone();
    let paper = json!({ "id": id, "approver": day.desk.person(SECTION), "on": day.today(), "paper": tests::paper::kept("审批表") });
    let page = day.desk.steps(HANDLER, "record_paper_grant", on, paper);
    assert_eq!(clock(&page, "R11.3")["due_on"], "2026-12-31");
    assert_eq!((&page["waiting"], &page["recorded"][0]["id"]), (&json!([]), &id), "it waits for its leader");
    let confirm = json!({ "id": id });
    assert_eq!(day.desk.held_back(CHIEF, "confirm_paper_grant", on, confirm.clone()), "not_yours");
    let page = day.desk.steps(SECTION, "confirm_paper_grant", on, confirm);
    assert_eq!(page["recorded"], json!([]));
}
