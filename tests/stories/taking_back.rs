//! Taking a deed back: by who did it while nobody has built on it, by a head afterwards, whole or not at all, and never
//! what somebody outside was told or said.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, over, paper};

const HANDLER: &str = "陈雅静";
const OTHER: &str = "徐国平";
const SECTION: &str = "林志远";
const LIAISON: &str = "金菊香";
const TODAY: &str = "2026-09-01";

struct Scene {
    desk: TestDesk,
}

impl Scene {
    fn found() -> Self {
        Self { desk: TestDesk::founded_at("331002", Arc::new(Days::from(TODAY))).with(STAFF) }
    }

    fn appeal(&self, station: usize) -> (String, String) {
        let input = json!({
            "station": self.desk.station(station), "way": "visit", "received_on": TODAY, "title": "反映占道", "request": "请查",
            "category": "other", "people": [{ "part": "petitioner", "kind": "person", "name": "柯美芳" }],
        });
        let made = self.desk.done(FOUNDER, "register_appeal", input);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&made["value"]["record"]), text(&made["deed"]))
    }

    /// A step as somebody; its deed.
    fn deed(&self, who: &str, verb: &str, appeal: &str, input: Value) -> String {
        let seen = self.desk.page(who, ("appeal", appeal))["seen"].clone();
        let done = self.desk.done(who, verb, over(input, json!({ "record": appeal, "seen": seen })));
        done["deed"].as_str().unwrap().to_owned()
    }

    fn preview(&self, who: &str, deed: &str) -> Result<Value, Value> {
        self.desk.call(who, "preview_undo", json!({ "deed": deed }))
    }

    /// As the question before it shows it.
    fn undo(&self, who: &str, deed: &str, reason: &str) -> Result<Value, Value> {
        let preview = self.preview(who, deed)?;
        let on = |r: &Value| json!({ "record": r["record"], "seen": r["seen"] });
        let on: Vec<Value> = preview["records"].as_array().unwrap().iter().map(on).collect();
        self.desk.call(who, "undo", json!({ "deed": deed, "reason": reason, "on": on }))
    }

    fn state(&self, appeal: &str) -> String {
        self.desk.page(FOUNDER, ("appeal", appeal))["state"].as_str().unwrap().to_owned()
    }
}

fn accept() -> Value {
    json!({ "nature": "ordinary", "on": TODAY })
}

fn cannot(act: &str, reason: &str) -> Value {
    json!({ "code": "cannot_undo", "values": { "act": act, "reason": reason } })
}

/// One desk; the deed that leaves nothing behind first.
#[test]
fn deeds_of_one_desk() {
    let scene = Scene::found();
    whole_or_not_at_all(&scene);
    by_who_did_it_while_nobody_built_on_it(&scene);
    once_somebody_built_on_it_only_a_head_may(&scene);
    what_was_told_outside_stays(&scene);
    whose_it_is_not(&scene);
}

fn by_who_did_it_while_nobody_built_on_it(scene: &Scene) {
    let (appeal, _) = scene.appeal(0);
    let deed = scene.deed(FOUNDER, "accept_appeal", &appeal, accept());
    let asked = scene.preview(FOUNDER, &deed).unwrap();
    assert_eq!(
        (&asked["act"], &asked["by_name"], &asked["may"]),
        (&json!("accept_appeal"), &json!(FOUNDER), &json!(true))
    );
    assert_eq!(asked["records"].as_array().unwrap().len(), 1);
    for (reason, code) in [("", "required"), ("  ", "required"), (&*"长".repeat(201), "too_long")] {
        assert_eq!(scene.undo(FOUNDER, &deed, reason).unwrap_err()["code"], code);
    }
    assert_eq!(scene.undo(HANDLER, &deed, "误点").unwrap_err(), cannot("accept_appeal", "not_yours"));
    assert_eq!(scene.state(&appeal), "accepted");
    scene.undo(FOUNDER, &deed, "误点").unwrap();
    assert_eq!(scene.state(&appeal), "registered");
    assert_eq!(scene.undo(FOUNDER, &deed, "再来").unwrap_err(), json!({ "code": "nothing_changed" }));
    scene.deed(FOUNDER, "accept_appeal", &appeal, accept());
    assert_eq!(scene.state(&appeal), "accepted", "and it may be done anew");
}

fn once_somebody_built_on_it_only_a_head_may(scene: &Scene) {
    let (appeal, _) = scene.appeal(0);
    let deed = scene.deed(FOUNDER, "accept_appeal", &appeal, accept());
    scene.deed(HANDLER, "take_on_appeal", &appeal, json!({}));
    let why = cannot("accept_appeal", "built_on");
    assert_eq!(
        scene.preview(FOUNDER, &deed).unwrap()["why"],
        why,
        "the question says it before the answer does"
    );
    assert_eq!(scene.undo(FOUNDER, &deed, "误点").unwrap_err(), why);
    assert_eq!(scene.preview(SECTION, &deed).unwrap()["may"], true);
    scene.undo(SECTION, &deed, "不应受理").unwrap();
    let page = scene.desk.page(FOUNDER, ("appeal", &appeal));
    assert!(page["timeline"].to_string().contains("不应受理"), "why it was taken back stays to be read");
    assert_eq!(scene.desk.ok("verify", json!({}))["verdict"], "good");
}

/// What went out of the office, or what somebody outside said, was said: a head cannot unsay it either.
fn what_was_told_outside_stays(scene: &Scene) {
    let (appeal, _) = scene.appeal(0);
    let reply = json!({ "about": "accepted", "on": TODAY, "how": "phone" });
    let replied = scene.deed(LIAISON, "reply_procedurally", &appeal, reply.clone());
    let told = over(accept(), json!({ "notice": { "about": "accepted", "on": TODAY, "how": "phone" } }));
    let (second, _) = scene.appeal(0);
    let accepted = scene.deed(FOUNDER, "accept_appeal", &second, told);
    scene.deed(FOUNDER, "accept_appeal", &appeal, accept());
    scene.deed(HANDLER, "take_on_appeal", &appeal, json!({}));
    let progress = scene.deed(
        HANDLER,
        "note_progress",
        &appeal,
        json!({ "text": "已联系", "on": TODAY, "how": "phone" }),
    );
    for who in [LIAISON, FOUNDER, SECTION] {
        assert_eq!(
            scene.undo(who, &replied, "误记").unwrap_err(),
            cannot("reply_procedurally", "told_outside"),
            "{who}"
        );
    }
    for (deed, act) in [(&progress, "note_progress"), (&accepted, "accept_appeal")] {
        assert_eq!(scene.undo(SECTION, deed, "误记").unwrap_err(), cannot(act, "told_outside"), "{act}");
    }
    let conclusion = json!({ "outcome": "support", "reply": "已整改", "explanation": "说明", "how": "written", "proofs": [paper::kept("照片")] });
    scene.deed(HANDLER, "propose_conclusion", &appeal, conclusion);
    let approved = scene.deed(SECTION, "approve_conclusion", &appeal, json!({}));
    let party = scene.desk.page(HANDLER, ("appeal", &appeal))["parties"][0]["party"]["record"].clone();
    let delivery = json!({ "to": party, "how": "in_person", "on": TODAY, "proof": paper::kept("回证") });
    let delivered = scene.deed(HANDLER, "deliver_appeal", &appeal, delivery);
    // A bug: the reply went from under its delivery.
    assert_eq!(
        scene.undo(SECTION, &approved, "误批").unwrap_err(),
        cannot("approve_conclusion", "told_outside")
    );
    let rated = scene.deed(
        OTHER,
        "evaluate_appeal",
        &appeal,
        json!({ "level": "satisfied", "on": TODAY, "how": "phone" }),
    );
    assert_eq!(
        scene.undo(SECTION, &delivered, "误记").unwrap_err(),
        cannot("deliver_appeal", "told_outside")
    );
    assert_eq!(scene.undo(SECTION, &rated, "误记").unwrap_err(), cannot("evaluate_appeal", "said_outside"));
    assert_eq!(scene.state(&appeal), "evaluated");
}

/// A deed that touched several records goes back whole; one that names only some of them is no answer to the question.
fn whole_or_not_at_all(scene: &Scene) {
    let (appeal, deed) = scene.appeal(0);
    let asked = scene.preview(FOUNDER, &deed).unwrap();
    let records = asked["records"].as_array().unwrap();
    assert_eq!(records.len(), 2, "the appeal and who brought it: {asked}");
    let on = |r: &Value| json!({ "record": r["record"], "seen": r["seen"] });
    let half = json!({ "deed": deed, "reason": "误登", "on": [on(&records[0])] });
    assert_eq!(scene.desk.refused(FOUNDER, "undo", half), "bad_input");
    assert_eq!(scene.state(&appeal), "registered");
    scene.undo(FOUNDER, &deed, "误登").unwrap();
    let list = scene.desk.done(FOUNDER, "list_appeals", json!({}));
    assert_eq!(list["count"], 0, "what was never there is in no list: {list}");
    assert_eq!(scene.desk.done(FOUNDER, "find", json!({ "text": "占道" }))["page"]["count"], 0);
}

/// A bug: with the registration the whole matter went, the reply that somebody had been given by telephone with it.
#[test]
fn a_registration_stays_once_somebody_outside_was_told() {
    let scene = Scene::found();
    let (appeal, deed) = scene.appeal(0);
    assert_eq!(scene.preview(FOUNDER, &deed).unwrap()["may"], true);
    let reply = json!({ "about": "accepted", "on": TODAY, "how": "phone" });
    scene.deed(LIAISON, "reply_procedurally", &appeal, reply);
    let why = cannot("register_appeal", "told_outside");
    for who in [FOUNDER, SECTION] {
        assert_eq!(scene.preview(who, &deed).unwrap()["why"], why, "{who}");
        assert_eq!(scene.undo(who, &deed, "误登").unwrap_err(), why, "{who}");
    }
    assert_eq!(scene.state(&appeal), "registered");
    // What nobody outside heard of is no hindrance.
    let (other, deed) = scene.appeal(0);
    let accepted = scene.deed(FOUNDER, "accept_appeal", &other, accept());
    scene.undo(FOUNDER, &accepted, "误点").unwrap();
    scene.undo(FOUNDER, &deed, "误登").unwrap();
}

/// A bug: whoever lists by stations, and the city, who lists all, kept a row that said nothing, and counted it.
#[test]
fn what_was_taken_back_from_its_beginning_is_in_nobodys_list() {
    let scene = Scene::found();
    let desk = &scene.desk;
    let count = |who: &str, list: &str| desk.done(who, list, json!({}))["count"].clone();
    let visit = json!({ "station": desk.station(0), "visited_on": TODAY, "kind": "reception", "summary": "误记一次" });
    let logged = desk.done(LIAISON, "log_visit", visit.clone());
    assert_eq!(count(LIAISON, "list_visits"), 1);
    scene.undo(LIAISON, logged["deed"].as_str().unwrap(), "误记").unwrap();
    for who in [LIAISON, FOUNDER, SECTION] {
        assert_eq!(count(who, "list_visits"), 0, "{who}");
    }
    let page = desk.page(LIAISON, ("visit", logged["value"]["record"].as_str().unwrap()));
    assert!(page["timeline"].to_string().contains("误记"), "its page tells what happened: {page}");
    desk.done(LIAISON, "log_visit", visit);
    assert_eq!(count(LIAISON, "list_visits"), 1, "and it may be logged anew");
    let (_, deed) = scene.appeal(0);
    assert_eq!(count(LIAISON, "list_appeals"), 1);
    scene.undo(FOUNDER, &deed, "误登").unwrap();
    assert_eq!(count(LIAISON, "list_appeals"), 0);
    assert_eq!(desk.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

/// A bug: what had been decided on top of a registration that a head took back stood on without it. And another station's number
/// is nobody else's to ask for.
#[test]
fn nothing_goes_on_from_a_void_number_and_none_is_told_outside_its_station() {
    let scene = Scene::found();
    let desk = &scene.desk;
    let (taken, deed) = scene.appeal(0);
    scene.deed(FOUNDER, "accept_appeal", &taken, accept());
    scene.undo(SECTION, &deed, "重复登记").unwrap();
    assert_eq!(scene.state(&taken), "void");
    assert_eq!(desk.held_back(HANDLER, "take_on_appeal", ("appeal", &taken), json!({})), "not_now");
    assert_eq!(desk.done(SECTION, "list_appeals", json!({}))["count"], 0);
    let (elsewhere, deed) = scene.appeal(1);
    let no = desk.page(FOUNDER, ("appeal", &elsewhere))["no"].clone();
    scene.undo(FOUNDER, &deed, "重复登记").unwrap();
    let void = json!({ "states": ["void"] });
    assert_eq!(desk.done(SECTION, "list_appeals", void.clone())["count"], 2);
    assert_eq!(desk.done(LIAISON, "list_appeals", void)["count"], 1, "that of her own station");
    assert_eq!(desk.done(LIAISON, "find", json!({ "text": no }))["page"]["count"], 0);
    assert_eq!(desk.refused(LIAISON, "open_appeal", json!({ "record": elsewhere })), "denied");
    assert_eq!(desk.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

/// A bug: the beginning of what others name went, and a visit, a post, a matter named nobody and lay nowhere.
#[test]
fn who_and_what_others_name_stays_until_they_do_no_more() {
    let scene = Scene::found();
    let desk = &scene.desk;
    let made = |call: &str, input: Value| {
        let done = desk.done(FOUNDER, call, input);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&done["value"]["record"]), text(&done["deed"]))
    };
    let (person, hired) = made("register_person", json!({ "name": "应误登", "department": "第六检察部" }));
    let station = json!({ "name": "误设站", "code": "ZZ01", "office": "331002", "opened_on": TODAY });
    let (station, opened) = made("add_station", station);
    let post = json!({ "station": station, "person": person, "kind": "liaison", "from_on": TODAY });
    let (_, appointed) = made("appoint_post", post);
    let visit = json!({
        "station": station, "visited_on": TODAY, "kind": "reception", "summary": "接待日",
        "present": [{ "part": "host", "name": "应误登", "record": person }],
    });
    let (_, logged) = made("log_visit", visit);
    let named =
        |act: &str, what: &[&str]| json!({ "code": "still_named", "values": { "act": act, "what": what } });
    for (deed, why) in [
        (&hired, named("register_person", &["post", "visit"])),
        (&opened, named("open_station", &["post", "visit"])),
    ] {
        for who in [FOUNDER, SECTION] {
            assert_eq!(scene.preview(who, deed).unwrap()["why"], why, "{who}");
            assert_eq!(scene.undo(who, deed, "误登").unwrap_err(), why, "{who}");
        }
    }
    scene.undo(FOUNDER, &logged, "误记").unwrap();
    assert_eq!(scene.preview(FOUNDER, &hired).unwrap()["why"], named("register_person", &["post"]));
    scene.undo(FOUNDER, &appointed, "误任").unwrap();
    for deed in [&hired, &opened] {
        assert_eq!(scene.preview(FOUNDER, deed).unwrap()["may"], true);
        scene.undo(FOUNDER, deed, "误登").unwrap();
    }
    assert_eq!(desk.done(FOUNDER, "list_people", json!({ "text": "应误登" }))["count"], 0);
    // Whoever can sign in is somebody.
    let (person, hired) = made("register_person", json!({ "name": "应有户", "department": "第六检察部" }));
    let account =
        json!({ "person": person, "roles": ["assistant"], "stations": [], "password": tests::PASSWORD });
    desk.done(FOUNDER, "add_account", account);
    assert_eq!(scene.undo(FOUNDER, &hired, "误登").unwrap_err(), named("register_person", &["account"]));
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// A bug: the voice that had become an appeal led nowhere, and a task was proven by a visit that never was.
#[test]
fn what_a_voice_became_and_what_proves_a_task_stay_while_they_do() {
    let scene = Scene::found();
    let desk = &scene.desk;
    let named =
        |act: &str, what: &str| json!({ "code": "still_named", "values": { "act": act, "what": [what] } });
    let (appeal, deed) = scene.appeal(0);
    let deputy =
        json!({ "station": desk.station(0), "name": "林海燕", "levels": ["city"], "from_on": "2022-01-01" });
    let deputy = desk.made(FOUNDER, "register_deputy", deputy);
    let voice = json!({
        "station": desk.station(0), "deputy": deputy, "title": "反映占道", "content": "请查占道", "kind": "work", "received_on": TODAY,
    });
    let voice = desk.made(FOUNDER, "register_voice", voice);
    let sort = json!({ "route": "to_appeal", "answers": {}, "became": appeal });
    desk.steps(FOUNDER, "sort_voice", ("voice", &voice), sort);
    assert_eq!(scene.preview(SECTION, &deed).unwrap()["why"], named("register_appeal", "voice"));
    assert_eq!(scene.undo(SECTION, &deed, "误登").unwrap_err(), named("register_appeal", "voice"));
    assert_eq!(scene.state(&appeal), "registered");

    let me = desk.person(FOUNDER);
    desk.steps(FOUNDER, "amend_person", ("person", &me), json!({ "department": "第六检察部" }));
    desk.sit_again(FOUNDER);
    let monthly = json!({
        "kind": "fixed", "title": "每月接待日", "recurrence": "monthly", "rest_policy": "later", "from_on": TODAY,
        "stations": [desk.station(0)],
        "items": [{ "key": "visit", "text": "接待一次", "proof": "visit", "kind": null, "least": 1, "required": true }],
    });
    let template = desk.made(FOUNDER, "issue_template", monthly);
    desk.done(FOUNDER, "generate_obligations", json!({ "template": template, "period": "2026-09" }));
    let owed = desk.done(FOUNDER, "list_obligations", json!({}))["rows"][0]["record"].clone();
    let visit = json!({
        "station": desk.station(0), "visited_on": TODAY, "kind": "reception", "summary": "接待日",
        "present": [{ "part": "host", "name": FOUNDER }],
    });
    let logged = desk.done(FOUNDER, "log_visit", visit);
    let (on, proof) = (owed.as_str().unwrap(), json!({ "by": logged["value"]["record"], "item": "visit" }));
    desk.steps(FOUNDER, "prove_obligation", ("obligation", on), proof);
    let deed = logged["deed"].as_str().unwrap();
    assert_eq!(scene.undo(FOUNDER, deed, "误记").unwrap_err(), named("log_visit", "obligation"));
    let proofs = desk.page(FOUNDER, ("obligation", on))["proofs"].clone();
    desk.steps(FOUNDER, "withdraw_proof", ("obligation", on), json!({ "proof": proofs[0] }));
    scene.undo(FOUNDER, deed, "误记").unwrap();
}

fn whose_it_is_not(scene: &Scene) {
    let (_, elsewhere) = scene.appeal(1);
    assert_eq!(scene.preview(LIAISON, &elsewhere).unwrap_err()["code"], "denied", "of another station");
    assert_eq!(scene.preview("系统员甲", &elsewhere).unwrap_err()["code"], "denied");
    let nobody = "018f2f3e-0000-7000-8000-000000000000";
    assert_eq!(scene.preview(FOUNDER, nobody).unwrap_err()["code"], "missing");
    let input = json!({ "deed": nobody, "reason": "误登", "on": [] });
    assert_eq!(scene.desk.refused(FOUNDER, "undo", input), "missing");
}
