//! A desk with somebody of every role, and one record of every noun at each of two stations.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, paper};

/// Somebody of each role and of no other.
pub const ROLES: &[(&str, &str)] = &[
    ("liaison", "金菊香"),
    ("assistant", "陈雅静"),
    ("prosecutor", "沈立"),
    ("head", "郑海波"),
    ("registrar", "叶登记"),
    ("system_admin", "系统员甲"),
    ("security_admin", "安全员乙"),
    ("audit_admin", "审计员丙"),
];

const MORE: &[(&str, &str, Option<&str>)] =
    &[("沈立", "prosecutor", None), ("叶登记", "registrar", None), ("审计员丙", "audit_admin", None)];

/// A desk on 1 September 2026, founded in August so that there are days behind it.
pub fn desk() -> TestDesk {
    let days = Arc::new(Days::from("2026-08-03"));
    let desk = TestDesk::founded_at("331002", days.clone()).with(STAFF).with(MORE);
    let me = ("person", &*desk.person(FOUNDER));
    desk.steps(FOUNDER, "amend_person", me, json!({ "department": "第六检察部" }));
    days.move_to("2026-09-01");
    desk.sit_again(FOUNDER);
    desk
}

/// One record of every noun at a station.
pub struct Scene {
    pub station: String,
    pub appeal: String,
    pub visit: String,
    pub party: String,
    pub voice: String,
    pub activity: String,
    pub template: String,
    pub obligation: String,
    pub subpoint: String,
    pub deputy: String,
    pub post: String,
    pub person: String,
    pub sealed: String,
    pub file: String,
    pub draft: String,
    pub deed: String,
    pub account: String,
}

/// An entry that nobody wrote.
pub const NOTHING: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// What nobody has.
pub const NOBODY: &str = "018f2f3e-0000-7000-8000-000000000000";

impl Scene {
    /// Made by the founder, who may do everything that a prosecutor or a registrar may.
    pub fn at(desk: &TestDesk, n: usize) -> Self {
        desk.sit(FOUNDER);
        let station = desk.station(n);
        let at = |more: Value| tests::over(json!({ "station": station }), more);
        let made = |call: &str, input: Value| desk.made(FOUNDER, call, input);
        let deputy = made(
            "register_deputy",
            at(json!({ "name": "林海燕", "levels": ["city"], "from_on": "2022-01-01" })),
        );
        let point = json!({ "name": "接待点", "address": "文化礼堂" });
        let subpoint = made("add_subpoint", at(point));
        let person = desk.person("徐国平");
        let post = made(
            "appoint_post",
            at(json!({ "person": person, "kind": "assistant", "from_on": "2026-08-03" })),
        );
        let (appeal, deed, file) = appeal(desk, &station);
        let party = desk.page(FOUNDER, ("appeal", &appeal))["parties"][0]["party"]["record"].clone();
        let visit = json!({ "visited_on": "2026-09-01", "kind": "reception" });
        let voice = json!({ "deputy": deputy, "title": "建议普法", "content": "多讲", "kind": "work", "received_on": "2026-09-01" });
        let hearing = json!({ "kind": "HD02", "topic": "听证", "scheduled_on": "2026-09-20", "openness": "public", "invited": [{ "part": "host", "name": FOUNDER }] });
        let template = template(desk, &station);
        let sealed = at(
            json!({ "title": "举报", "way": "visit", "received_on": "2026-09-01", "request": "查", "category": "report", "anonymous": true }),
        );
        Self {
            visit: made("log_visit", at(visit)),
            voice: made("register_voice", at(voice)),
            activity: made("plan_activity", at(hearing)),
            obligation: obligation(desk, &template),
            sealed: sealed_at(desk, &made("register_appeal", sealed)),
            draft: text(&desk.ok("save_draft", json!({ "noun": "log_visit", "body": {} }))["id"]),
            account: account_of(desk, "徐国平"),
            party: text(&party),
            station,
            appeal,
            template,
            subpoint,
            deputy,
            post,
            person,
            file,
            deed,
        }
    }

    /// The record that a call named `…_noun` is about.
    pub fn record(&self, noun: &str) -> &str {
        match noun {
            "appeal" => &self.appeal,
            "visit" => &self.visit,
            "party" => &self.party,
            "voice" => &self.voice,
            "activity" => &self.activity,
            "template" => &self.template,
            "obligation" => &self.obligation,
            "subpoint" => &self.subpoint,
            "deputy" => &self.deputy,
            "post" => &self.post,
            "person" => &self.person,
            "station" => &self.station,
            other => panic!("no record of {other}"),
        }
    }
}

/// An appeal with its person and a scan; its deed; the scan.
fn appeal(desk: &TestDesk, station: &str) -> (String, String, String) {
    let scan = desk.ok("attach_file", paper::file("来信.pdf", b"%PDF-1.7\nscan"));
    let materials = json!([{ "name": "来信", "kept": "file", "file": scan["file"] }]);
    let input = json!({
        "station": station, "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改", "category": "other",
        "materials": materials, "people": [{ "part": "petitioner", "kind": "person", "name": "徐金法", "phone": "13805761234" }],
    });
    let made = desk.done(FOUNDER, "register_appeal", input);
    (text(&made["value"]["record"]), text(&made["deed"]), text(&scan["file"]))
}

fn template(desk: &TestDesk, station: &str) -> String {
    desk.made(FOUNDER, "issue_template", json!({
        "kind": "fixed", "title": "每月接待日", "recurrence": "monthly", "rest_policy": "later", "from_on": "2026-09-01",
        "stations": [station], "local_actions": true,
        "items": [{ "key": "visit", "text": "接待", "proof": "visit", "kind": null, "least": 1, "required": true }],
    }))
}

fn obligation(desk: &TestDesk, template: &str) -> String {
    desk.ok("generate_obligations", json!({ "template": template, "period": "2026-09" }));
    let grid = json!({ "template": template, "from": "2026-09-01", "to": "2026-09-30" });
    text(&desk.ok("task_grid", grid)["rows"][0]["cells"][0]["record"])
}

/// The matter itself: the station has its stub only.
fn sealed_at(desk: &TestDesk, stub: &str) -> String {
    let all = desk.ok("list_sealed", json!({}));
    let of_stub = |id: &&Value| desk.ok("open_sealed", json!({ "record": id["record"] }))["stub"] == stub;
    text(&all.as_array().unwrap().iter().find(of_stub).unwrap()["record"])
}

fn account_of(desk: &TestDesk, name: &str) -> String {
    let all = desk.ok("list_accounts", json!({}));
    let row = all.as_array().unwrap().iter().find(|a| a["name"] == name).unwrap().clone();
    text(&row["account"])
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
