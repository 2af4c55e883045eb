//! What each step of a deputy's voice says no to, and that only a formal 代表建议 has the limits of the deputies' law.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, over, paper};

const HANDLER: &str = "陈雅静";
const OTHER: &str = "徐国平";
const SECTION: &str = "林志远";
const DEPUTY: &str = "王晓东";
const RAISED: &str = "2026-09-01";
const TODAY: &str = "2026-09-03";
const TOMORROW: &str = "2026-09-04";
const BEFORE: &str = "2026-08-31";

struct Scene {
    desk: TestDesk,
    deputy: String,
}

impl Scene {
    fn found() -> Self {
        let days = Arc::new(Days::from(RAISED));
        let desk = TestDesk::founded_at("331002", days.clone()).with(STAFF);
        let deputy = json!({ "station": desk.station(0), "name": "林海燕", "levels": ["city"], "from_on": "2022-01-01" });
        let deputy = desk.made(FOUNDER, "register_deputy", deputy);
        days.move_to(TODAY);
        Self { desk, deputy }
    }

    fn form(&self, more: Value) -> Value {
        let base = json!({
            "station": self.desk.station(0), "deputy": self.deputy, "title": "建议公开巡查记录", "content": "每季公开一次",
            "kind": "work", "received_on": RAISED,
        });
        over(base, more)
    }

    fn raised(&self) -> String {
        self.desk.made(FOUNDER, "register_voice", self.form(json!({})))
    }

    fn sorted(&self, route: &str) -> String {
        let voice = self.raised();
        self.desk.steps(FOUNDER, "sort_voice", ("voice", &voice), sort(route, json!({})));
        voice
    }

    fn answered(&self) -> String {
        let voice = self.sorted("study");
        let on = ("voice", voice.as_str());
        self.desk.steps(SECTION, "decide_voice", on, json!({ "adoption": "adopted" }));
        self.desk.steps(HANDLER, "communicate_voice", on, talk(json!({})));
        self.desk.steps(FOUNDER, "answer_voice", on, answer(json!({})));
        voice
    }

    fn refuses(&self, voice: &str, rows: Vec<(&str, &str, Value, Value)>) {
        let mut wrong = vec![];
        for (who, verb, input, fault) in rows {
            let answer = self.desk.step(who, verb, ("voice", voice), input.clone());
            let said = answer.map_or_else(|fault| fault, |page| json!({ "taken": page["state"] }));
            if said != fault {
                wrong.push(format!("{verb} {input}\n  meant {fault}\n  said  {said}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

fn sort(route: &str, more: Value) -> Value {
    let answers = json!({ "passes_on_petition": false, "about_open_case": false, "own_interest": false });
    over(json!({ "route": route, "answers": answers }), more)
}

fn talk(more: Value) -> Value {
    over(json!({ "phase": "before", "on": TODAY, "how": "phone", "text": "听取意见" }), more)
}

fn answer(more: Value) -> Value {
    let proof = paper::kept("送达回证");
    over(json!({ "class": "A", "text": "已采纳", "how": "written", "on": TODAY, "proof": proof }), more)
}

fn rating(more: Value) -> Value {
    over(json!({ "level": "satisfied", "on": TODAY, "how": "phone" }), more)
}

fn required(field: &str) -> Value {
    json!({ "code": "required", "values": { "field": field } })
}

fn not_in(field: &str, list: &str, value: &str) -> Value {
    json!({ "code": "not_in_list", "values": { "field": field, "list": list, "value": value } })
}

fn ahead(field: &str) -> Value {
    json!({ "code": "in_future", "values": { "field": field, "on": TOMORROW } })
}

fn early(field: &str, from: &str) -> Value {
    json!({ "code": "end_before_start", "values": { "field": field, "from": from, "to": BEFORE } })
}

fn lacks(verb: &str, what: &str) -> Value {
    json!({ "code": "lacks", "values": { "verb": verb, "lacks": [what] } })
}

/// One desk for all of it: what is refused leaves nothing behind.
#[test]
fn a_voice_from_registering_to_its_end() {
    let scene = Scene::found();
    registering(&scene);
    sorting(&scene);
    sorted_to_who_works_on_matters(&scene);
    deciding_and_amending(&scene);
    found_to_be_a_case(&scene);
    answering(&scene);
    evaluating_and_settling(&scene);
    only_a_formal_proposal_has_the_limits_of_the_law(&scene);
}

fn registering(scene: &Scene) {
    let nobody = "018f2f3e-0000-7000-8000-000000000000";
    for (more, fault) in [
        (json!({ "title": " " }), required("title")),
        (json!({ "content": null }), required("content")),
        (json!({ "received_on": null }), required("received_on")),
        (json!({ "received_on": TOMORROW }), ahead("received_on")),
        (json!({ "kind": "odd" }), not_in("kind", "voice_kind", "odd")),
        (json!({ "way": "pigeon" }), not_in("way", "way", "pigeon")),
        (json!({ "function": "odd" }), not_in("function", "function", "odd")),
        (json!({ "urgency": "odd" }), not_in("urgency", "urgency", "odd")),
        (json!({ "topics": ["odd"] }), not_in("topics", "content", "odd")),
        (
            json!({ "title": "长".repeat(201) }),
            json!({ "code": "too_long", "values": { "field": "title", "most": 200 } }),
        ),
    ] {
        let said = scene.desk.call(FOUNDER, "register_voice", scene.form(more.clone())).unwrap_err();
        assert_eq!(said, fault, "{more}");
    }
    assert_eq!(
        scene.desk.refused(FOUNDER, "register_voice", scene.form(json!({ "deputy": nobody }))),
        "missing"
    );
    // Of another station, or a term that had not begun.
    let input = json!({ "station": scene.desk.station(1), "name": "陈代表", "levels": ["township"], "from_on": TODAY });
    let late = scene.desk.made(FOUNDER, "register_deputy", input);
    let theirs = scene.form(json!({ "station": scene.desk.station(1), "deputy": late }));
    assert_eq!(scene.desk.refused(FOUNDER, "register_voice", theirs), "not_deputy", "raised before her term");
    assert_eq!(scene.desk.done(FOUNDER, "list_voices", json!({}))["count"], 0);
}

fn sorting(scene: &Scene) {
    let raised = scene.raised();
    let ground = |ground: &str| json!({ "code": "case_specific", "values": { "grounds": [ground] } });
    scene.refuses(
        &raised,
        vec![
            (FOUNDER, "sort_voice", sort("to_other", json!({})), required("unit")),
            (FOUNDER, "sort_voice", sort("to_clue", json!({})), required("reason")),
            (FOUNDER, "sort_voice", sort("study", json!({ "reason": " " })), required("reason")),
            (
                FOUNDER,
                "sort_voice",
                sort("to_appeal", json!({ "became": scene.desk.station(0) })),
                json!({ "code": "missing", "values": { "what": "appeal" } }),
            ),
            // 浙江省代表建议办理规定 6.
            (
                FOUNDER,
                "sort_voice",
                sort("study", json!({ "answers": { "own_interest": true } })),
                ground("own_interest"),
            ),
            (
                FOUNDER,
                "sort_voice",
                sort("to_proposal", json!({ "answers": { "about_open_case": true } })),
                ground("about_open_case"),
            ),
            (HANDLER, "communicate_voice", talk(json!({ "text": "" })), required("text")),
            (
                HANDLER,
                "communicate_voice",
                talk(json!({ "how": "pigeon" })),
                not_in("how", "delivery", "pigeon"),
            ),
            (HANDLER, "communicate_voice", talk(json!({ "on": TOMORROW })), ahead("on")),
            (HANDLER, "communicate_voice", talk(json!({ "on": BEFORE })), early("on", RAISED)),
            (
                HANDLER,
                "communicate_voice",
                talk(json!({ "phase": "after" })),
                json!({ "code": "not_now", "values": { "verb": "communicate_voice", "state": "collected" } }),
            ),
        ],
    );
}

/// A bug: who could be handed none could be given one when it was sorted.
fn sorted_to_who_works_on_matters(scene: &Scene) {
    let given = sort("study", json!({ "holder": scene.desk.person("金菊香") }));
    let fault = json!({ "code": "cannot_hold", "values": { "name": "金菊香" } });
    scene.refuses(&scene.raised(), vec![(FOUNDER, "sort_voice", given, fault)]);
}

fn deciding_and_amending(scene: &Scene) {
    let studying = scene.sorted("study");
    scene.refuses(
        &studying,
        vec![
            (SECTION, "decide_voice", json!({ "adoption": "partly" }), required("reason")),
            (
                SECTION,
                "decide_voice",
                json!({ "adoption": "not_adopted", "reason": " " }),
                required("reason"),
            ),
            (
                FOUNDER,
                "sort_voice",
                sort("study", json!({})),
                json!({ "code": "not_now", "values": { "verb": "sort_voice", "state": "studying" } }),
            ),
            (
                FOUNDER,
                "amend_voice",
                json!({ "received_on": RAISED }),
                json!({ "code": "fixed", "values": { "field": "received_on" } }),
            ),
            (
                FOUNDER,
                "amend_voice",
                json!({ "title": "建议公开巡查记录" }),
                json!({ "code": "nothing_changed" }),
            ),
        ],
    );
}

/// 浙江省代表建议办理规定 6: found out while it is studied, it goes on as an appeal, registered in the same deed.
fn found_to_be_a_case(scene: &Scene) {
    let voice = scene.sorted("study");
    let appeal = json!({ "title": "某案久拖不决", "way": "deputy", "request": "请督促", "anonymous": true });
    let case = |more: Value| over(json!({ "answers": { "about_open_case": true } }), more);
    let not_hers = scene.desk.held_back(HANDLER, "convert_voice", ("voice", &voice), case(json!({})));
    assert_eq!(not_hers, "denied");
    scene.refuses(
        &voice,
        vec![
            (FOUNDER, "convert_voice", json!({ "appeal": appeal }), required("answers")),
            (FOUNDER, "convert_voice", case(json!({})), required("became")),
            (
                FOUNDER,
                "convert_voice",
                case(json!({ "became": scene.desk.station(0) })),
                json!({ "code": "missing", "values": { "what": "appeal" } }),
            ),
            (FOUNDER, "convert_voice", case(json!({ "appeal": appeal, "reason": " " })), required("reason")),
        ],
    );
    let done = case(json!({ "appeal": appeal, "reason": "涉未办结案件" }));
    let page = scene.desk.steps(FOUNDER, "convert_voice", ("voice", &voice), done);
    assert_eq!(page["state"], "became_appeal");
    assert_eq!(page["sorted"][1]["grounds"], json!(["about_open_case"]));
    let made = scene.desk.page(FOUNDER, ("appeal", page["became"].as_str().unwrap()));
    assert_eq!((&made["state"], &made["facts"]["way"]), (&json!("registered"), &json!("deputy")));
    // Raised on Tuesday the 1st: the appeal's seven days count from there, not from the day it was found out.
    assert_eq!(tests::clock(&made, "R01")["due_on"], "2026-09-08");
}

fn answering(scene: &Scene) {
    let adopted = scene.sorted("study");
    scene.desk.steps(SECTION, "decide_voice", ("voice", &adopted), json!({ "adoption": "adopted" }));
    scene.refuses(
        &adopted,
        vec![(FOUNDER, "answer_voice", answer(json!({})), lacks("answer_voice", "contact"))],
    );
    scene.desk.steps(HANDLER, "communicate_voice", ("voice", &adopted), talk(json!({})));
    scene.refuses(
        &adopted,
        vec![
            (FOUNDER, "answer_voice", answer(json!({ "class": "E" })), not_in("class", "answer_class", "E")),
            (FOUNDER, "answer_voice", answer(json!({ "how": "odd" })), not_in("how", "reply_form", "odd")),
            (FOUNDER, "answer_voice", answer(json!({ "text": "\n" })), required("text")),
            (FOUNDER, "answer_voice", answer(json!({ "proof": null })), lacks("answer_voice", "delivery")),
            (FOUNDER, "answer_voice", answer(json!({ "on": TOMORROW })), ahead("on")),
            (FOUNDER, "answer_voice", answer(json!({ "on": BEFORE })), early("on", RAISED)),
        ],
    );
}

fn evaluating_and_settling(scene: &Scene) {
    let answered = scene.answered();
    scene.refuses(
        &answered,
        vec![
            (OTHER, "evaluate_voice", rating(json!({ "on": TOMORROW })), ahead("on")),
            (OTHER, "evaluate_voice", rating(json!({ "on": BEFORE })), early("on", TODAY)),
            (OTHER, "evaluate_voice", rating(json!({ "how": "odd" })), not_in("how", "delivery", "odd")),
            (OTHER, "evaluate_voice", rating(json!({ "level": "dissatisfied" })), required("reason")),
            (
                FOUNDER,
                "evaluate_voice",
                rating(json!({})),
                json!({ "code": "own_work", "values": { "verb": "evaluate_voice" } }),
            ),
        ],
    );
    let unhappy = rating(json!({ "level": "dissatisfied", "reason": "答非所问" }));
    assert_eq!(
        scene.desk.steps(OTHER, "evaluate_voice", ("voice", &answered), unhappy)["state"],
        "reworking"
    );
    let pleased = scene.answered();
    scene.desk.steps(OTHER, "evaluate_voice", ("voice", &pleased), rating(json!({})));
    scene.refuses(
        &pleased,
        vec![
            (DEPUTY, "settle_voice", json!({ "finding": "已尽职" }), lacks("settle_voice", "dissatisfied")),
            (
                SECTION,
                "settle_voice",
                json!({ "finding": "已尽职" }),
                json!({ "code": "needs_level", "values": { "verb": "settle_voice", "level": "deputy" } }),
            ),
        ],
    );
}

/// A proposal of the congress counts from its assignment (R14); everything else runs under the office's own limits.
fn only_a_formal_proposal_has_the_limits_of_the_law(scene: &Scene) {
    let rules = |voice: &str| {
        let page = scene.desk.page(FOUNDER, ("voice", voice));
        let rule = |c: &Value| c["rule"].as_str().unwrap().to_owned();
        let mut rules: Vec<String> = page["clocks"].as_array().unwrap().iter().map(rule).collect();
        rules.sort();
        rules
    };
    assert_eq!(rules(&scene.raised()), ["N01"]);
    assert_eq!(rules(&scene.sorted("study")), ["N01", "N02"]);
    let formal = scene.sorted("to_proposal");
    assert_eq!(rules(&formal), ["N01"], "nothing counts before it is assigned");
    let assigned = |more: Value| {
        let base = json!({ "assigned_on": TODAY, "assigned_by": "市人大常委会", "number": "12", "difficult": false });
        over(base, more)
    };
    scene.refuses(
        &formal,
        vec![
            (HANDLER, "assign_proposal", assigned(json!({ "assigned_on": TOMORROW })), ahead("assigned_on")),
            (
                HANDLER,
                "assign_proposal",
                assigned(json!({ "assigned_on": BEFORE })),
                early("assigned_on", RAISED),
            ),
            (HANDLER, "assign_proposal", assigned(json!({ "assigned_by": "" })), required("assigned_by")),
            (HANDLER, "assign_proposal", assigned(json!({ "number": " " })), required("number")),
        ],
    );
    scene.desk.steps(HANDLER, "assign_proposal", ("voice", &formal), assigned(json!({})));
    assert_eq!(rules(&formal), ["N01", "R14a.1", "R14b"]);
    scene.refuses(
        &formal,
        vec![
            (FOUNDER, "return_proposal", json!({ "on": TODAY, "reason": " " }), required("reason")),
            (FOUNDER, "return_proposal", json!({ "on": BEFORE, "reason": "不属" }), early("on", TODAY)),
            (FOUNDER, "accept_proposal", json!({ "on": TOMORROW }), ahead("on")),
            (FOUNDER, "accept_proposal", json!({ "on": BEFORE }), early("on", TODAY)),
        ],
    );
}
