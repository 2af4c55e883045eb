//! What a person must look at, day by day, counted on the fingers; and that the limits shown while a form is filled in are
//! the limits that registering opens.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, over};

const HANDLER: &str = "陈雅静";
const OTHER: &str = "徐国平";
const LIAISON: &str = "金菊香";

struct Scene {
    desk: TestDesk,
    days: Arc<Days>,
}

/// Tuesday 1 September 2026.
fn scene(staff: &[(&str, &str, Option<&str>)]) -> Scene {
    let days = Arc::new(Days::from("2026-09-01"));
    let desk = TestDesk::founded_at("331002", days.clone()).with(staff);
    Scene { desk, days }
}

impl Scene {
    fn appeal(&self, station: usize, more: Value) -> String {
        let base = json!({
            "station": self.desk.station(station), "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请查",
            "category": "other", "people": [{ "part": "petitioner", "kind": "person", "name": "柯美芳" }],
        });
        self.desk.made(FOUNDER, "register_appeal", over(base, more))
    }

    /// `late`, `today`, `near`, `waiting` and `returned`, in that order.
    fn groups(&self, who: &str, mine: Value) -> Vec<u64> {
        let view = self.desk.done(who, "today", json!({ "mine": mine }));
        let groups = view["groups"].as_array().unwrap();
        let keys: Vec<&str> = groups.iter().map(|g| g["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["late", "today", "near", "waiting", "returned"]);
        groups.iter().map(|g| self.opens(who, g)).collect()
    }

    /// A group's number is the sum of its lists, and each list holds just that many.
    fn opens(&self, who: &str, group: &Value) -> u64 {
        let parts = group["parts"].as_array().unwrap();
        for part in parts {
            let noun = part["noun"].as_str().unwrap();
            let call = if noun == "activity" { "list_activities".into() } else { format!("list_{noun}s") };
            let listed = self.desk.done(who, &call, part["list"].clone());
            assert_eq!(listed["count"], part["n"], "{} {noun}", group["key"]);
        }
        let sum: u64 = parts.iter().map(|p| p["n"].as_u64().unwrap()).sum();
        assert_eq!(group["n"], sum, "{}", group["key"]);
        sum
    }
}

/// One appeal through the days: its seven days end on Tuesday the 8th.
#[test]
fn what_presses_moves_from_near_to_today_to_late() {
    let scene = scene(&[]);
    assert_eq!(scene.groups(FOUNDER, Value::Null), [0, 0, 0, 0, 0]);
    let appeal = scene.appeal(0, json!({}));
    for (day, groups) in [
        // Seven days ahead counts as near; on the day itself it is today's; after it, late.
        ("2026-09-01", [0, 0, 1, 0, 0]),
        ("2026-09-07", [0, 0, 1, 0, 0]),
        ("2026-09-08", [0, 1, 0, 0, 0]),
        ("2026-09-09", [1, 0, 0, 0, 0]),
    ] {
        scene.days.move_to(day);
        assert_eq!(scene.groups(FOUNDER, Value::Null), groups, "{day}");
    }
    let told = json!({ "about": "accepted", "on": "2026-09-09", "how": "phone" });
    scene.desk.steps(FOUNDER, "reply_procedurally", ("appeal", &appeal), told);
    assert_eq!(scene.groups(FOUNDER, Value::Null), [0, 0, 0, 0, 0], "told late, but told");
}

/// A bug: the seven days of who cannot be answered were counted as late, though the overview left them out.
#[test]
fn what_is_owed_to_nobody_presses_nobody() {
    let scene = scene(&[]);
    scene.appeal(0, json!({ "anonymous": true, "people": [] }));
    for day in ["2026-09-02", "2026-09-08", "2026-09-10"] {
        scene.days.move_to(day);
        assert_eq!(scene.groups(FOUNDER, Value::Null), [0, 0, 0, 0, 0], "{day}");
    }
}

#[test]
fn what_waits_for_others_and_what_came_back() {
    let scene = scene(STAFF);
    let appeal = scene.appeal(0, json!({}));
    let on = ("appeal", appeal.as_str());
    let told = json!({ "about": "accepted", "on": "2026-09-01", "how": "phone" });
    let accept = json!({ "nature": "ordinary", "on": "2026-09-01", "notice": told });
    scene.desk.steps(FOUNDER, "accept_appeal", on, accept);
    scene.desk.steps(HANDLER, "take_on_appeal", on, json!({}));
    assert_eq!(scene.groups(HANDLER, json!(true)), [0, 0, 0, 0, 0]);
    let conclusion = json!({
        "outcome": "support", "reply": "已整改", "explanation": "说明", "how": "written", "proofs": [tests::paper::kept("照片")],
    });
    scene.desk.steps(HANDLER, "propose_conclusion", on, conclusion);
    assert_eq!(scene.groups(HANDLER, json!(true)), [0, 0, 0, 1, 0], "it waits for the head");
    scene.desk.steps("林志远", "send_back_conclusion", on, json!({ "reason": "补充" }));
    assert_eq!(scene.groups(HANDLER, json!(true)), [0, 0, 0, 0, 1], "it came back");
    assert_eq!(scene.groups(OTHER, json!(true)), [0, 0, 0, 0, 0], "nothing of it is another's");
    assert_eq!(scene.groups(OTHER, Value::Null), [0, 0, 0, 0, 1], "though she may see it");
}

/// A bug: what lies sealed stands in no list, and its limits pressed nobody. R01 of a report ends on Tuesday 8 September.
#[test]
fn a_sealed_matter_presses_its_handlers_and_nobody_else() {
    let scene = scene(STAFF);
    let sealed = |who: &str| scene.desk.done(who, "today", json!({}))["sealed"].clone();
    let pressing =
        |late: u32, today: u32, near: u32| json!({ "decide": 0, "late": late, "today": today, "near": near });
    assert_eq!(sealed(FOUNDER), pressing(0, 0, 0));
    scene.appeal(0, json!({ "category": "report" }));
    assert_eq!(sealed(FOUNDER), pressing(0, 0, 1));
    for who in [HANDLER, "郑海波", LIAISON] {
        assert_eq!(sealed(who), Value::Null, "{who} opens none");
    }
    scene.days.move_to("2026-09-08");
    assert_eq!(sealed(FOUNDER), pressing(0, 1, 0));
    scene.days.move_to("2026-09-09");
    assert_eq!(sealed(FOUNDER), pressing(1, 0, 0), "it lies with nobody yet");
    let matter = scene.desk.done(FOUNDER, "list_sealed", json!({}))[0]["record"].clone();
    let page = scene.desk.done(FOUNDER, "open_sealed", json!({ "record": matter }));
    let told = json!({ "about": "accepted", "on": "2026-09-09", "how": "phone", "record": matter, "seen": page["seen"] });
    scene.desk.done(FOUNDER, "reply_procedurally", told);
    assert_eq!(sealed(FOUNDER), pressing(0, 0, 0), "told, late as it was");
}

#[test]
fn a_scope_ends_where_it_ends() {
    let scene = scene(STAFF);
    scene.appeal(0, json!({}));
    scene.appeal(1, json!({}));
    assert_eq!(scene.groups(FOUNDER, Value::Null), [0, 0, 2, 0, 0]);
    assert_eq!(scene.groups(LIAISON, Value::Null), [0, 0, 1, 0, 0]);
    let nothing = scene.desk.done("系统员甲", "today", json!({}));
    assert_eq!((&nothing["groups"], &nothing["n_drafts"]), (&json!([]), &json!(0)));
    scene.desk.done(LIAISON, "save_draft", json!({ "noun": "log_visit", "body": { "title": "打到一半" } }));
    assert_eq!(scene.desk.done(LIAISON, "today", json!({}))["n_drafts"], 1);
    assert_eq!(scene.desk.done(FOUNDER, "today", json!({}))["n_drafts"], 0);
}

/// 信访条例 or 刑诉规则, named or not, from above or not: what is shown before is what counts after.
#[test]
fn the_limits_shown_are_the_limits_opened() {
    let scene = scene(&[]);
    for (case, more) in [
        ("a visit", json!({})),
        ("a letter without a name", json!({ "way": "letter", "anonymous": true, "people": [] })),
        ("from above", json!({ "way": "upper" })),
        ("redress", json!({ "purpose": "redress" })),
        (
            "a petition against a judgment",
            json!({ "category": "civil_supervision", "case_no": "（2026）浙1002民初1号" }),
        ),
    ] {
        let form = over(
            json!({ "station": scene.desk.station(0), "received_on": "2026-09-01", "way": "visit", "category": "other" }),
            more.clone(),
        );
        let mut asked = form;
        asked.as_object_mut().unwrap().remove("people");
        let shown = scene.desk.done(FOUNDER, "preview_limits", asked);
        let page = scene.desk.page(FOUNDER, ("appeal", &scene.appeal(0, more)));
        let of = |all: &Value, rule: fn(&Value) -> Value| {
            let mut dues: Vec<(String, String)> = all
                .as_array()
                .unwrap()
                .iter()
                .map(|l| (rule(l).as_str().unwrap().to_owned(), l["due_on"].to_string()))
                .collect();
            dues.sort();
            dues
        };
        assert_eq!(
            of(&shown["limits"], |l| l["rule"]["id"].clone()),
            of(&page["clocks"], |c| c["rule"].clone()),
            "{case}"
        );
        assert_eq!(
            shown["candidate"]["deadline"]["due_on"], page["candidate"]["deadline"]["due_on"],
            "{case}"
        );
    }
}

/// The vectors of law.md §2.2, asked through the front door.
#[test]
fn a_day_is_explained_as_the_law_counts_it() {
    let scene = scene(&[]);
    for (started, unit, amount, due, provisional) in [
        ("2026-02-10", "natural", 7, "2026-02-24", false),
        ("2026-02-21", "natural", 7, "2026-02-28", false),
        ("2026-09-24", "natural", 7, "2026-10-08", false),
        ("2026-04-24", "natural", 7, "2026-05-06", false),
        ("2026-06-12", "natural", 7, "2026-06-22", false),
        ("2026-09-25", "natural", 15, "2026-10-10", false),
        ("2026-01-19", "natural", 30, "2026-02-24", false),
        ("2026-08-02", "natural", 60, "2026-10-08", false),
        ("2026-02-12", "working", 5, "2026-02-26", false),
        ("2026-02-13", "working", 10, "2026-03-05", false),
        ("2026-04-28", "working", 10, "2026-05-14", false),
        ("2026-09-18", "working", 5, "2026-09-24", false),
        ("2026-09-29", "working", 2, "2026-10-08", false),
        ("2026-09-29", "working", 5, "2026-10-12", false),
        ("2025-12-30", "working", 5, "2026-01-07", false),
        ("2025-11-30", "months", 3, "2026-02-28", false),
        ("2026-08-01", "months", 2, "2026-10-08", false),
        ("2026-01-31", "months", 3, "2026-04-30", false),
        ("2026-11-30", "months", 3, "2027-03-01", true),
    ] {
        let asked = json!({ "unit": unit, "amount": amount, "started_on": started });
        let view = scene.desk.done(FOUNDER, "explain_deadline", asked);
        assert_eq!(
            (&view["due_on"], &view["provisional"]),
            (&json!(due), &json!(provisional)),
            "{started} {amount} {unit}"
        );
        let strip = view["strip"].as_array().unwrap();
        let (first, last) = (&strip[0], &strip[strip.len() - 1]);
        assert_eq!(
            (&first["from"], &last["to"]),
            (&json!(started), &json!(due)),
            "the strip runs from the event to the day"
        );
    }
}
