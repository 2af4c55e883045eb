//! Point 7: a deputy's voice each way, under internal limits; only a formal proposal has those of the law on deputies.

use serde_json::{Value, json};
use tests::{clock, over, paper};

use super::{DEPUTY, Day, HANDLER, LIAISON, OTHER, PROSECUTOR, SECTION};

pub fn each_way(day: &Day) {
    studied_and_settled(day);
    about_a_case(day);
    formal_proposal(day);
}

fn sort(route: &str, more: Value) -> Value {
    let free = json!({ "passes_on_petition": false, "about_open_case": false, "own_interest": false });
    over(json!({ "route": route, "answers": free }), more)
}

fn raised(day: &Day, title: &str, kind: &str) -> String {
    let input = json!({
        "station": day.station, "deputy": day.deputy, "title": title, "content": "详见附页", "received_on": day.today(), "kind": kind,
    });
    day.desk.made(LIAISON, "register_voice", input)
}

/// Collected, studied, adopted in part, answered, rated by another; dissatisfied twice, then settled.
fn studied_and_settled(day: &Day) {
    let desk = &day.desk;
    let on = ("voice", day.voice.as_str());
    // Raised on 24 September; 25 to 27 are 中秋; 28, 29, 30, then 8 and 9 October.
    assert_eq!(clock(&desk.page(LIAISON, on), "N01")["due_on"], "2026-10-09");
    assert_eq!(desk.held_back(LIAISON, "sort_voice", on, sort("study", json!({}))), "denied");
    let page = desk.steps(PROSECUTOR, "sort_voice", on, sort("study", json!({})));
    assert_eq!((&page["state"], &clock(&page, "N01")["state"]), (&json!("studying"), &json!("late")));
    // Tuesday 13 October and three months; no limit of a proposal.
    assert_eq!(clock(&page, "N02")["due_on"], "2027-01-13");
    assert!(!page.to_string().contains("R14"), "{page}");
    let partly = |reason: Value| json!({ "adoption": "partly", "reason": reason });
    assert_eq!(desk.held_back(SECTION, "decide_voice", on, partly(Value::Null)), "required");
    desk.steps(SECTION, "decide_voice", on, partly(json!("巡查记录部分公开")));
    let answer = json!({
        "class": "B", "text": "正在推动公开", "how": "oral", "on": day.today(), "proof": paper::kept("当面答复记录"),
    });
    assert_eq!(desk.held_back(PROSECUTOR, "answer_voice", on, answer.clone()), "lacks");
    let talk = json!({ "phase": "before", "on": day.today(), "how": "phone", "text": "电话沟通" });
    desk.steps(HANDLER, "communicate_voice", on, talk);
    let rated = json!({ "level": "dissatisfied", "on": day.today(), "how": "phone", "reason": "未见公开" });
    for round in ["reworking", "evaluated"] {
        desk.steps(PROSECUTOR, "answer_voice", on, answer.clone());
        assert_eq!(desk.held_back(PROSECUTOR, "evaluate_voice", on, rated.clone()), "own_work");
        assert_eq!(desk.steps(OTHER, "evaluate_voice", on, rated.clone())["state"], round);
    }
    // One month for the rework: 13 November, a Friday.
    assert_eq!(clock(&desk.page(LIAISON, on), "N03")["due_on"], "2026-11-13");
    assert_eq!(desk.held_back(OTHER, "archive_voice", on, json!({})), "lacks");
    let finding = json!({ "finding": "已尽到职责" });
    assert_eq!(desk.held_back(SECTION, "settle_voice", on, finding.clone()), "needs_level");
    desk.steps(DEPUTY, "settle_voice", on, finding);
    assert_eq!(desk.steps(OTHER, "archive_voice", on, json!({}))["state"], "archived");
}

/// Boundary rule 2: what is about a case may not stay a proposal, whichever of the three questions says so.
fn about_a_case(day: &Day) {
    let by_kind = raised(day, "某案久拖不决", "matter");
    let on = ("voice", by_kind.as_str());
    for route in ["study", "to_proposal"] {
        assert_eq!(day.desk.held_back(PROSECUTOR, "sort_voice", on, sort(route, json!({}))), "case_specific");
    }
    let appeal = json!({ "title": "某案久拖不决", "way": "deputy", "request": "请督促", "anonymous": true });
    let page = day.desk.steps(PROSECUTOR, "sort_voice", on, sort("to_appeal", json!({ "appeal": appeal })));
    let became = page["became"].as_str().unwrap();
    let made = day.desk.page(LIAISON, ("appeal", became));
    assert_eq!((&page["state"], &made["state"]), (&json!("became_appeal"), &json!("registered")));
    for question in ["passes_on_petition", "about_open_case", "own_interest"] {
        let voice = raised(day, question, "work");
        let answers = json!({ "answers": { question: true } });
        let fault =
            day.desk.step(PROSECUTOR, "sort_voice", ("voice", &voice), sort("study", answers)).unwrap_err();
        assert_eq!(
            (&fault["code"], &fault["values"]["grounds"]),
            (&json!("case_specific"), &json!([question]))
        );
    }
}

/// 代表法 51: three months from 交办, six where it is hard; ten days to give it back, seven to say it was taken.
fn formal_proposal(day: &Day) {
    let assigned = |difficult: bool| json!({ "assigned_on": day.today(), "assigned_by": "市人大常委会", "number": "台人建〔2026〕12号", "difficult": difficult });
    for (difficult, rule, due) in [(false, "R14a.1", "2027-01-13"), (true, "R14a.2", "2027-04-13")] {
        let voice = raised(day, "关于规范涉渔检察的建议", "work");
        let on = ("voice", voice.as_str());
        day.desk.steps(PROSECUTOR, "sort_voice", on, sort("to_proposal", json!({})));
        let page = day.desk.steps(HANDLER, "assign_proposal", on, assigned(difficult));
        assert_eq!(clock(&page, rule)["due_on"], due);
        // Tuesday 13 October and ten days: Friday 23 October.
        assert_eq!(clock(&page, "R14b")["due_on"], "2026-10-23");
        let page = day.desk.steps(PROSECUTOR, "accept_proposal", on, json!({ "on": day.today() }));
        assert_eq!(
            (&clock(&page, "R14e")["due_on"], &clock(&page, "R14b")["state"]),
            (&json!("2026-10-20"), &json!("in_time"))
        );
        let talk = |phase: &str, how: &str| json!({ "phase": phase, "on": day.today(), "how": how, "text": "听取意见" });
        assert_eq!(
            day.desk.held_back(HANDLER, "communicate_voice", on, talk("before", "visit")),
            "not_in_list"
        );
        let answer = json!({
            "class": "A", "text": "已采纳", "how": "oral", "on": day.today(), "proof": paper::kept("送达回证"),
        });
        for phase in ["before", "during"] {
            assert_eq!(
                day.desk.held_back(PROSECUTOR, "answer_voice", on, answer.clone()),
                "lacks",
                "{phase}"
            );
            day.desk.steps(HANDLER, "communicate_voice", on, talk(phase, "in_person"));
        }
        let oral = day.desk.step(PROSECUTOR, "answer_voice", on, answer.clone()).unwrap_err();
        assert_eq!(oral["values"]["lacks"], json!(["written_reply"]));
        let page = day.desk.steps(PROSECUTOR, "answer_voice", on, over(answer, json!({ "how": "written" })));
        assert_eq!((&page["state"], &clock(&page, rule)["state"]), (&json!("answered"), &json!("in_time")));
    }
}
