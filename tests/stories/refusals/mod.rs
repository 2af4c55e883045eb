//! What each step of an appeal says no to, and what it names: the field, the list, the day, what is missing. One desk
//! with an appeal in each of the states where the question comes up; nothing of it moves, for every answer is a no.

mod closing;
mod handling;
mod sorting;

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, over, paper};

const HANDLER: &str = "陈雅静";
const OTHER: &str = "徐国平";
const SECTION: &str = "林志远";
const DEPUTY: &str = "王晓东";
const LIAISON: &str = "金菊香";

/// Received on Tuesday 1 September, and it is Thursday the 3rd.
const RECEIVED: &str = "2026-09-01";
const TODAY: &str = "2026-09-03";
const TOMORROW: &str = "2026-09-04";
const BEFORE: &str = "2026-08-31";

/// Who asks for which step with what, and the whole fault that is meant.
type Rows = Vec<(&'static str, &'static str, Value, Value)>;

struct Scene {
    desk: TestDesk,
    registered: String,
    handling: String,
    concluding: String,
    delivered: String,
    evaluated: String,
    referred: String,
}

impl Scene {
    fn found() -> Self {
        let days = Arc::new(Days::from(RECEIVED));
        let desk = TestDesk::founded_at("331002", days.clone()).with(STAFF);
        let made = |title: &str| {
            let input = json!({
                "station": desk.station(0), "way": "visit", "received_on": RECEIVED, "title": title, "request": "请查",
                "category": "other", "people": [{ "part": "petitioner", "kind": "person", "name": "柯美芳" }],
            });
            desk.made(FOUNDER, "register_appeal", input)
        };
        let all: Vec<String> = ["已登记", "办理中", "拟办结", "已送达", "已评价", "已转送"].map(made).into();
        days.move_to(TODAY);
        let [registered, handling, concluding, delivered, evaluated, referred] = all.try_into().unwrap();
        let scene = Self { desk, registered, handling, concluding, delivered, evaluated, referred };
        scene.walk();
        scene
    }

    fn walk(&self) {
        for appeal in [&self.handling, &self.concluding, &self.delivered, &self.evaluated] {
            let on = ("appeal", appeal.as_str());
            self.desk.steps(FOUNDER, "accept_appeal", on, sort(json!({ "purpose": "redress" })));
            self.desk.steps(HANDLER, "take_on_appeal", on, json!({}));
        }
        for appeal in [&self.concluding, &self.delivered, &self.evaluated] {
            self.desk.steps(HANDLER, "propose_conclusion", ("appeal", appeal), conclusion(json!({})));
        }
        for appeal in [&self.delivered, &self.evaluated] {
            let on = ("appeal", appeal.as_str());
            self.desk.steps(SECTION, "approve_conclusion", on, json!({}));
            self.desk.steps(HANDLER, "deliver_appeal", on, delivery(&self.petitioner(appeal), json!({})));
        }
        self.desk.steps(OTHER, "evaluate_appeal", ("appeal", &self.evaluated), rating(json!({})));
        let refer = json!({ "kind": "refer", "unit": "police", "letter_no": "台检转〔2026〕1号" });
        self.desk.steps(FOUNDER, "refer_appeal", ("appeal", &self.referred), sort(refer));
    }

    fn petitioner(&self, appeal: &str) -> String {
        let page = self.desk.page(FOUNDER, ("appeal", appeal));
        page["parties"][0]["party"]["record"].as_str().unwrap().to_owned()
    }

    /// Each asked as somebody who may; the whole fault is compared.
    fn refuses(&self, appeal: &str, rows: Rows) {
        let state = || self.desk.page(FOUNDER, ("appeal", appeal))["state"].clone();
        let before = state();
        let mut wrong = vec![];
        for (who, verb, input, fault) in rows {
            match self.desk.step(who, verb, ("appeal", appeal), input.clone()) {
                Err(said) if said == fault => {}
                Err(said) => wrong.push(format!("{verb} {input}\n  meant {fault}\n  said  {said}")),
                Ok(_) => wrong.push(format!("{verb} {input}\n  meant {fault}\n  was taken")),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(state(), before);
    }
}

fn sort(more: Value) -> Value {
    over(json!({ "nature": "ordinary", "on": TODAY }), more)
}

fn notice(more: Value) -> Value {
    over(json!({ "about": "accepted", "on": TODAY, "how": "phone" }), more)
}

fn conclusion(more: Value) -> Value {
    let base = json!({
        "outcome": "support", "reply": "已整改", "explanation": "说明规定", "how": "written", "proofs": [paper::kept("照片")],
    });
    over(base, more)
}

fn delivery(to: &str, more: Value) -> Value {
    over(json!({ "to": to, "how": "in_person", "on": TODAY, "proof": paper::kept("送达回证") }), more)
}

fn rating(more: Value) -> Value {
    over(json!({ "level": "satisfied", "on": TODAY, "how": "phone" }), more)
}

fn fault(code: &str, values: Value) -> Value {
    json!({ "code": code, "values": values })
}

/// A no that has nothing to name.
fn bare(code: &str) -> Value {
    json!({ "code": code })
}

fn required(field: &str) -> Value {
    fault("required", json!({ "field": field }))
}

fn not_in(field: &str, list: &str, value: &str) -> Value {
    fault("not_in_list", json!({ "field": field, "list": list, "value": value }))
}

fn ahead(field: &str) -> Value {
    fault("in_future", json!({ "field": field, "on": TOMORROW }))
}

/// A day before the one it must follow.
fn early(field: &str, from: &str) -> Value {
    fault("end_before_start", json!({ "field": field, "from": from, "to": BEFORE }))
}

fn lacks(verb: &str, what: &str) -> Value {
    fault("lacks", json!({ "verb": verb, "lacks": [what] }))
}

/// A text of one sign more than its field holds.
fn long(most: usize) -> String {
    "长".repeat(most + 1)
}

fn too_long(field: &str, most: u32) -> Value {
    fault("too_long", json!({ "field": field, "most": most }))
}

/// One desk for every state: what is refused moves nothing.
#[test]
fn every_step_of_an_appeal_says_what_it_says_no_to() {
    let scene = Scene::found();
    sorting::a_registered_appeal(&scene);
    handling::an_appeal_under_way(&scene);
    closing::approving_and_paper(&scene);
    closing::delivering_evaluating_settling(&scene);
    closing::evaluated_once(&scene);
    closing::what_lies_outside(&scene);
}
