//! Activities and hearings (law.md R16): the chief's word, notice in time, three to seven fit hearers, the seven steps, and
//! what the file of each must hold before it is closed.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, over, paper};

const HANDLER: &str = "陈雅静";
const SECTION: &str = "林志远";
const CHIEF: &str = "郑海波";
const LIAISON: &str = "金菊香";
/// Tuesday; the hearing is held on Friday the 11th.
const TODAY: &str = "2026-09-01";
const TOMORROW: &str = "2026-09-02";
const HEARD: &str = "2026-09-11";

struct Scene {
    desk: TestDesk,
    days: Arc<Days>,
}

impl Scene {
    fn found() -> Self {
        let days = Arc::new(Days::from(TODAY));
        let desk = TestDesk::founded_at("331002", days.clone()).with(STAFF);
        Self { desk, days }
    }

    fn form(&self, kind: &str, more: Value) -> Value {
        let base = json!({
            "station": self.desk.station(0), "kind": kind, "topic": "占道一事听证", "scheduled_on": HEARD,
            "invited": [{ "part": "host", "name": FOUNDER }],
        });
        over(base, more)
    }

    fn hearing(&self) -> String {
        self.desk.made(FOUNDER, "plan_activity", self.form("HD02", json!({ "openness": "public" })))
    }

    fn said(&self, who: &str, verb: &str, record: &str, input: Value) -> Result<Value, Value> {
        self.desk.step(who, verb, ("activity", record), input)
    }

    fn hold(&self, record: &str, more: Value) -> Result<Value, Value> {
        let seen = self.desk.page(FOUNDER, ("activity", record))["seen"].clone();
        let base =
            json!({ "record": record, "seen": seen, "held_on": HEARD, "n_public": 5, "minutes": "笔录附后" });
        self.desk.call(FOUNDER, "hold_activity", over(base, more))
    }

    fn lacks(&self, record: &str) -> Value {
        self.desk.page(FOUNDER, ("activity", record))["hearing"]["lacks_before"].clone()
    }
}

fn hearer(name: &str, more: Value) -> Value {
    let base = json!({
        "name": name, "born_on": "1980-01-01", "declared_on": TODAY, "unit": null, "record": null, "interest": null, "excluded_by": null,
    });
    over(base, more)
}

fn required(field: &str) -> Value {
    json!({ "code": "required", "values": { "field": field } })
}

/// One desk, its days going forward from Tuesday 1 September to the day of the hearing.
#[test]
fn activities_and_hearings() {
    let scene = Scene::found();
    planning(&scene);
    what_is_planned_is_amended_told_or_cancelled(&scene);
    hearers(&scene);
    the_chiefs_word(&scene);
    a_word_on_paper_is_confirmed_by_whose_it_is(&scene);
    notice_three_days_before(&scene);
    held_and_closed_with_everything_there(&scene);
}

fn planning(scene: &Scene) {
    let not_in = |field: &str, list: &str, value: &str| json!({ "code": "not_in_list", "values": { "field": field, "list": list, "value": value } });
    for (more, fault) in [
        (json!({ "topic": " " }), required("topic")),
        (json!({ "kind": null }), required("kind")),
        (json!({ "kind": "HD13" }), not_in("kind", "activity", "HD13")),
        (json!({ "scheduled_on": null }), required("scheduled_on")),
        (json!({ "topics": ["odd"] }), not_in("topics", "content", "odd")),
        (json!({ "invited": [{ "part": "odd", "name": "甲" }] }), not_in("invited", "attendance", "odd")),
        (json!({ "invited": [{ "part": "host" }] }), required("invited")),
        (
            json!({ "from_at": "10:00:00", "to_at": "09:00:00" }),
            json!({ "code": "times_crossed", "values": { "field": "to_at", "from": "10:00:00", "to": "09:00:00" } }),
        ),
    ] {
        let said = scene.desk.call(FOUNDER, "plan_activity", scene.form("HD01", more.clone()));
        assert_eq!(said.map(|_| ()), Err(fault), "{more}");
    }
}

fn what_is_planned_is_amended_told_or_cancelled(scene: &Scene) {
    let talk = scene.desk.made(FOUNDER, "plan_activity", scene.form("HD01", json!({})));
    let said = |verb: &str, input: Value| scene.said(FOUNDER, verb, &talk, input).unwrap_err();
    assert_eq!(
        said("amend_activity", json!({ "kind": "HD02" })),
        json!({ "code": "fixed", "values": { "field": "kind" } })
    );
    assert_eq!(
        said("amend_activity", json!({ "held_on": TODAY })),
        json!({ "code": "fixed", "values": { "field": "held_on" } })
    );
    assert_eq!(
        said("amend_activity", json!({ "topic": "占道一事听证" })),
        json!({ "code": "nothing_changed" })
    );
    assert_eq!(said("cancel_activity", json!({ "reason": " " })), required("reason"));
    let ahead = json!({ "code": "in_future", "values": { "field": "on", "on": TOMORROW } });
    assert_eq!(said("give_notice", json!({ "on": TOMORROW, "how": "张贴" })), ahead);
    assert_eq!(said("give_notice", json!({ "on": TODAY, "how": "" })), required("how"));
    // What only a hearing has.
    for (verb, input) in [
        ("name_hearers", json!({ "hearers": [] })),
        ("ask_hearing_approval", json!({ "matter": "place", "reason": "便民" })),
    ] {
        assert_eq!(
            scene.said(HANDLER, verb, &talk, input).unwrap_err(),
            json!({ "code": "only_for_hearings" }),
            "{verb}"
        );
    }
    let tomorrow = json!({ "code": "in_future", "values": { "field": "held_on", "on": HEARD } });
    assert_eq!(scene.hold(&talk, json!({})).unwrap_err(), tomorrow);
}

/// R16a: the day of the hearing is not counted, so three days before Friday the 11th is Tuesday the 8th.
fn notice_three_days_before(scene: &Scene) {
    let hearing = scene.hearing();
    let page = scene.desk.page(FOUNDER, ("activity", &hearing));
    assert_eq!(tests::clock(&page, "R16a")["due_on"], "2026-09-08");
    scene.days.move_to("2026-09-09");
    let late = scene
        .said(FOUNDER, "give_notice", &hearing, json!({ "on": "2026-09-09", "how": "张贴公告" }))
        .unwrap_err();
    let values = json!({ "event_on": HEARD, "notice_on": "2026-09-09", "latest_on": "2026-09-08" });
    assert_eq!(late, json!({ "code": "notice_too_late", "values": values }));
    let page = scene
        .said(FOUNDER, "give_notice", &hearing, json!({ "on": "2026-09-08", "how": "张贴公告" }))
        .unwrap();
    assert_eq!(tests::clock(&page, "R16a")["state"], "in_time");
    // Moved to a day for which no notice was given, it lacks one again.
    let page =
        scene.said(FOUNDER, "amend_activity", &hearing, json!({ "scheduled_on": "2026-09-18" })).unwrap();
    let again = tests::clock(&page, "R16a");
    assert_eq!((&again["state"], &again["due_on"]), (&json!("running"), &json!("2026-09-15")));
    assert!(scene.lacks(&hearing).as_array().unwrap().contains(&json!("notice")));
}

/// R16b: three to seven, of 23 years on the day, free of interest and of whatever excludes. How many is data, and in doubt: page
/// and refusal say so.
fn hearers(scene: &Scene) {
    let hearing = scene.hearing();
    let bounds = scene.desk.page(FOUNDER, ("activity", &hearing))["hearing"]["bounds"].clone();
    assert_eq!(bounds, json!({ "least": 3, "most": 7, "wording": "unverified" }));
    let name =
        |hearers: Vec<Value>| scene.said(HANDLER, "name_hearers", &hearing, json!({ "hearers": hearers }));
    let some = |n: usize| (0..n).map(|n| hearer(&format!("听证员{n}"), json!({}))).collect::<Vec<_>>();
    for n in [0, 1, 2, 8, 9] {
        let count = json!({ "code": "hearer_count", "values": { "n": n, "least": 3, "most": 7, "wording": "unverified" } });
        assert_eq!(name(some(n)).unwrap_err(), count, "{n}");
    }
    let with = |last: Value| [some(2), vec![last]].concat();
    for (last, why) in [
        (hearer("甲", json!({ "declared_on": null })), "not_declared"),
        (hearer("甲", json!({ "declared_on": TOMORROW })), "not_declared"),
        (hearer("甲", json!({ "interest": "当事人之兄" })), "interest"),
        (hearer("甲", json!({ "excluded_by": "dishonest" })), "excluded"),
        (hearer("甲", json!({ "born_on": "2003-09-12" })), "too_young"),
        (hearer("听证员0", json!({})), "named_twice"),
        (hearer("听 证 员 0", json!({})), "named_twice"),
        // A bug: whoever holds the hearing could be named to hear it.
        (hearer(FOUNDER, json!({})), "takes_part"),
    ] {
        let fault = name(with(last.clone())).unwrap_err();
        assert_eq!(
            (&fault["code"], &fault["values"]["why"]),
            (&json!("hearer_unfit"), &json!(why)),
            "{last}"
        );
    }
    // 23 on the very day of the hearing is old enough; three and seven are enough.
    name(with(hearer("甲", json!({ "born_on": "2003-09-11" })))).unwrap();
    name(some(7)).unwrap();
    assert!(!scene.lacks(&hearing).as_array().unwrap().contains(&json!("hearers")));
}

/// R16c: nobody but the chief, who may refuse with a reason; asked again it may be given, and given it is not asked again.
fn the_chiefs_word(scene: &Scene) {
    let hearing = scene.hearing();
    let said = |who: &str, verb: &str, more: Value| {
        scene.said(who, verb, &hearing, over(json!({ "matter": "place" }), more)).map(|_| ())
    };
    let needs =
        |verb: &str| Err(json!({ "code": "needs_level", "values": { "verb": verb, "level": "chief" } }));
    assert_eq!(said(HANDLER, "ask_hearing_approval", json!({ "reason": " " })), Err(required("reason")));
    assert_eq!(said(CHIEF, "approve_hearing", json!({})).unwrap_err()["code"], "not_now", "nobody has asked");
    assert_eq!(said(HANDLER, "ask_hearing_approval", json!({ "reason": "便于群众参加" })), Ok(()));
    assert_eq!(said(SECTION, "approve_hearing", json!({})), needs("approve_hearing"));
    assert_eq!(said(SECTION, "send_back_hearing", json!({ "reason": "改期" })), needs("send_back_hearing"));
    assert_eq!(said(CHIEF, "send_back_hearing", json!({ "reason": "" })), Err(required("reason")));
    assert_eq!(said(CHIEF, "send_back_hearing", json!({ "reason": "改在检察听证室" })), Ok(()));
    assert!(scene.lacks(&hearing).as_array().unwrap().contains(&json!("approval")));
    assert_eq!(said(HANDLER, "ask_hearing_approval", json!({ "reason": "听证室维修" })), Ok(()));
    assert_eq!(said(CHIEF, "approve_hearing", json!({})), Ok(()));
    assert!(!scene.lacks(&hearing).as_array().unwrap().contains(&json!("approval")));
    assert_eq!(
        said(HANDLER, "ask_hearing_approval", json!({ "reason": "再问" })).unwrap_err()["code"],
        "not_now"
    );
    // A deviation from the hearers' opinion is asked for after the hearing, not before.
    let early = scene.said(
        HANDLER,
        "ask_hearing_approval",
        &hearing,
        json!({ "matter": "deviation", "reason": "不采纳" }),
    );
    assert_eq!(early.unwrap_err()["code"], "not_now");
}

/// A bug: who was added after the hearers were named was not held against them.
fn nobody_hears_who_was_added_since(scene: &Scene, hearing: &str) {
    let added = json!({ "people": [{ "part": "accused", "kind": "person", "name": "甲 一" }] });
    let fault = scene.hold(hearing, added).unwrap_err();
    assert_eq!(fault["values"], json!({ "name": "甲一", "why": "is_party" }));
}

/// A bug: held as it was told, and by an amendment on a day of which nobody had been told.
fn it_was_held_on_the_day_that_was_told(scene: &Scene, hearing: &str) {
    let fault =
        scene.said(FOUNDER, "amend_activity", hearing, json!({ "held_on": "2026-09-10" })).unwrap_err();
    assert_eq!(fault, json!({ "code": "lacks", "values": { "verb": "hold_activity", "lacks": ["notice"] } }));
}

/// What is missing is named all at once, before and after; with everything there it is held and closed.
fn held_and_closed_with_everything_there(scene: &Scene) {
    let hearing = scene.hearing();
    let on = ("activity", hearing.as_str());
    let mut lacks: Vec<String> = serde_json::from_value(scene.lacks(&hearing)).unwrap();
    lacks.sort();
    assert_eq!(lacks, ["approval", "hearers", "notice"]);
    let hearers = ["甲一", "乙二", "丙三"].map(|name| hearer(name, json!({})));
    scene.desk.steps(HANDLER, "name_hearers", on, json!({ "hearers": hearers }));
    scene.desk.steps(FOUNDER, "give_notice", on, json!({ "on": TODAY, "how": "张贴公告" }));
    scene.desk.steps(
        HANDLER,
        "ask_hearing_approval",
        on,
        json!({ "matter": "place", "reason": "便于群众参加" }),
    );
    scene.desk.steps(CHIEF, "approve_hearing", on, json!({ "matter": "place" }));
    scene.days.move_to(HEARD);
    nobody_hears_who_was_added_since(scene, &hearing);
    scene.hold(&hearing, json!({})).unwrap();
    it_was_held_on_the_day_that_was_told(scene, &hearing);
    let fault = scene.said(FOUNDER, "close_activity", &hearing, json!({})).unwrap_err();
    let wanted = json!(["seven_steps", "hearer_opinions", "recording_no", "signed_on", "adopts"]);
    assert_eq!(fault["values"]["lacks"], wanted);
    let record = |more: Value| scene.said(HANDLER, "record_hearing", &hearing, more);
    let stranger = json!({ "opinions": [{ "name": "丁四", "text": "同意" }] });
    assert_eq!(record(stranger).unwrap_err()["values"]["why"], "not_a_hearer");
    let unsigned = json!({ "code": "in_future", "values": { "field": "signed_on", "on": "2026-09-12" } });
    assert_eq!(record(json!({ "signed_on": "2026-09-12" })).unwrap_err(), unsigned);
    let crossed = json!({ "code": "end_before_start", "values": { "field": "signed_on", "from": HEARD, "to": "2026-09-10" } });
    assert_eq!(record(json!({ "signed_on": "2026-09-10" })).unwrap_err(), crossed);
    assert_eq!(record(json!({ "steps": [{ "step": "case", "text": " " }] })).unwrap_err(), required("steps"));
    let steps = ["case", "statements", "questions", "discussion", "opinions", "last_words", "summary"];
    let spoke = ["甲一", "乙二", "丙三"].map(|name| json!({ "name": name, "text": "应当整改" }));
    let whole = json!({
        "steps": steps.map(|step| json!({ "step": step, "text": "照录" })),
        "opinions": spoke,
        "recording_no": "2026-录-7", "signed_on": HEARD, "majority": "应当整改", "adopts": "not_adopted",
    });
    record(whole).unwrap();
    // R16d: not to follow the majority takes the chief's word again.
    let fault = scene.said(FOUNDER, "close_activity", &hearing, json!({})).unwrap_err();
    assert_eq!(fault["values"]["lacks"], json!(["deviation_approved"]));
    let deviation = json!({ "matter": "deviation", "reason": "与已查明事实不符" });
    scene.desk.steps(HANDLER, "ask_hearing_approval", on, deviation);
    let level =
        scene.said(SECTION, "approve_hearing", &hearing, json!({ "matter": "deviation" })).unwrap_err();
    assert_eq!(level["values"]["level"], "chief");
    scene.desk.steps(CHIEF, "approve_hearing", on, json!({ "matter": "deviation" }));
    assert_eq!(scene.said(FOUNDER, "close_activity", &hearing, json!({})).unwrap()["state"], "closed");
}

/// 代录批示: a paper counts, marked, and the file is not closed before whose signature it is has confirmed it.
fn a_word_on_paper_is_confirmed_by_whose_it_is(scene: &Scene) {
    let hearing = scene.hearing();
    let on_paper = |more: Value| {
        let base = json!({ "matter": "place", "approver": scene.desk.person(CHIEF), "on": TODAY, "paper": paper::kept("呈批表") });
        scene.said(HANDLER, "record_hearing_approval", &hearing, over(base, more)).map(|_| ())
    };
    let lacks =
        json!({ "code": "lacks", "values": { "verb": "record_hearing_approval", "lacks": ["paper"] } });
    assert_eq!(on_paper(json!({ "paper": { "name": "呈批表", "kept": "paper" } })), Err(lacks));
    let ahead = json!({ "code": "in_future", "values": { "field": "on", "on": TOMORROW } });
    assert_eq!(on_paper(json!({ "on": TOMORROW })), Err(ahead));
    assert_eq!(on_paper(json!({})), Ok(()));
    assert!(
        !scene.lacks(&hearing).as_array().unwrap().contains(&json!("approval")),
        "it counts while it waits"
    );
    let confirm = |who: &str, more: Value| {
        let base = json!({ "matter": "place", "answer": "confirm", "reason": null });
        scene.said(who, "confirm_hearing_approval", &hearing, over(base, more)).map(|_| ())
    };
    assert_eq!(confirm(SECTION, json!({})).unwrap_err()["code"], "needs_level");
    assert_eq!(confirm(CHIEF, json!({ "answer": "dispute" })), Err(required("reason")));
    assert_eq!(confirm(CHIEF, json!({ "answer": "dispute", "reason": "本人未签" })), Ok(()));
    assert!(
        scene.lacks(&hearing).as_array().unwrap().contains(&json!("approval")),
        "and not once it is disputed"
    );
    assert_eq!(confirm(CHIEF, json!({})).unwrap_err()["code"], "not_now");
    assert_eq!(
        scene
            .said(LIAISON, "ask_hearing_approval", &hearing, json!({ "matter": "place", "reason": "再请示" }))
            .unwrap_err()["code"],
        "denied"
    );
}
