//! Every call with an input that is well formed, and who may ask for it: written from the rules, not from the program.
//! Steps on a record stand in `steps.rs`.

use serde_json::{Value, json};
use tests::{TestDesk, paper};

use super::lists::list;
use super::scene::{NOBODY, NOTHING, Scene};

pub type Roles = &'static [&'static str];

pub const ANYBODY: Roles = &[
    "liaison",
    "assistant",
    "prosecutor",
    "head",
    "registrar",
    "system_admin",
    "security_admin",
    "audit_admin",
];
/// Administrators read no business data.
pub const BUSINESS: Roles = &["liaison", "assistant", "prosecutor", "head", "registrar"];
/// What lies at no station is not in a liaison's scope.
pub const OFFICE: Roles = &["assistant", "prosecutor", "head", "registrar"];
pub const INTAKE: Roles = &["liaison", "assistant", "prosecutor", "head"];
pub const STAFF: Roles = &["assistant", "prosecutor", "head"];
pub const SORTERS: Roles = &["prosecutor", "head"];
pub const HEADS: Roles = &["head"];
pub const KEEPERS: Roles = &["prosecutor", "head", "registrar"];
pub const REGISTRAR: Roles = &["registrar"];
/// Accounts and reference files.
pub const ADMINISTERS: Roles = &["registrar", "system_admin"];
/// Sealed matters are opened by those who are named, whatever their role.
pub const NAMED: Roles = &[];

pub struct Form {
    pub call: &'static str,
    pub input: Value,
    pub who: Roles,
}

pub fn form(call: &'static str, who: Roles, input: Value) -> Form {
    Form { call, input, who }
}

/// Every call of the list but those that need nobody signed in and those that end a session.
pub fn all(desk: &TestDesk, scene: &Scene) -> Vec<Form> {
    let mut forms = reads(scene);
    forms.extend(looks(scene));
    forms.extend(super::deletions::all(scene));
    forms.extend(exchanges(scene));
    forms.extend(hub());
    forms.extend(super::desks::all());
    forms.extend(lists());
    forms.extend(registers(scene));
    forms.extend(keeps(scene));
    forms.extend(office(scene));
    forms.extend(super::steps::all(desk, scene));
    forms
}

/// Calls before anybody is signed in, or that end, begin or replace a session.
pub const APART: &[&str] = &[
    "found_desk",
    "confirm_sheet",
    "make_demo",
    "remove_account",
    "open_by_sheet",
    "copies_in",
    "restore_by_sheet",
    "rekey_file",
    "renew_sheet",
    "restore_backup",
    "desk_place",
    "move_desk",
    "join_desk",
    "request_again",
    "take_enrolment",
    "sign_in",
    "sign_out",
];

fn lists() -> Vec<Form> {
    let mut forms: Vec<Form> = [
        "list_appeals",
        "list_stations",
        "list_deputies",
        "list_people",
        "list_visits",
        "list_voices",
        "list_activities",
        "list_templates",
        "list_obligations",
    ]
    .map(|call| form(call, BUSINESS, json!({ "text": "站", "limit": 5 })))
    .into();
    for call in [
        "desk_state",
        "offices",
        "list_rules",
        "list_calendars",
        "list_backups",
        "counts",
        "verify",
        "list_drafts",
    ] {
        forms.push(form(call, ANYBODY, json!({})));
    }
    forms
}

fn reads(scene: &Scene) -> Vec<Form> {
    [
        ("open_appeal", "appeal", BUSINESS),
        ("open_station", "station", BUSINESS),
        ("open_deputy", "deputy", BUSINESS),
        ("open_person", "person", OFFICE),
        ("open_visit", "visit", BUSINESS),
        ("open_voice", "voice", BUSINESS),
        ("open_activity", "activity", BUSINESS),
        ("open_template", "template", OFFICE),
        ("open_obligation", "obligation", BUSINESS),
        ("sign_in_sheet", "activity", BUSINESS),
        ("record_travel", "appeal", BUSINESS),
        ("record_received", "appeal", BUSINESS),
        ("record_files", "appeal", BUSINESS),
    ]
    .map(|(call, noun, who)| form(call, who, json!({ "record": scene.record(noun) })))
    .into()
}

/// Whoever works with what travels, and those who keep the desks.
pub const CARRIERS: Roles = &["liaison", "assistant", "prosecutor", "head", "registrar", "system_admin"];

/// The exchange with the hub.
fn hub() -> Vec<Form> {
    vec![
        form("hub_state", CARRIERS, json!({})),
        form("request_hub", CARRIERS, json!({})),
        form("try_hub", CARRIERS, json!({})),
        form("set_hub_rhythm", CARRIERS, json!({ "minutes": 10 })),
        form("exchange_now", CARRIERS, json!({})),
        form("exchange_record", CARRIERS, json!({ "refused": NOTHING })),
        form("stop_exchange", CARRIERS, json!({})),
        form("waiting_records", CARRIERS, json!({ "stream": "admin" })),
        form("waiting_files", CARRIERS, json!({})),
        form("stop_files", CARRIERS, json!({})),
        form("set_files_room", CARRIERS, json!({ "fetch_mib": 50, "keep_free_mib": 1024 })),
        // The open page's beat: the machine exchanges, whoever sits there.
        form("exchange_if_due", ANYBODY, json!({})),
        form("exchange_files", ANYBODY, json!({})),
        form(
            "set_hub",
            CARRIERS,
            json!({ "host": "hub", "port": 5432, "database": "hub", "ca_pem": "-", "cert_pem": "-" }),
        ),
    ]
}

/// Discs and what two desks wrote apart. Carried by whoever works with what is on them, and by those who keep desks.
fn exchanges(scene: &Scene) -> Vec<Form> {
    let (nowhere, bundle) = ("/no/such/folder", "00112233445566778899aabbccddeeff");
    let request = json!({ "bytes_base64": "R0xKUg==" });
    let person = scene.record("person");
    let decision = json!({ "reason": "核对过登记簿" });
    vec![
        form("exchange_state", CARRIERS, json!({})),
        form("bundles_in", CARRIERS, json!({ "dir": nowhere })),
        form("preview_bundle", CARRIERS, json!({ "dir": nowhere, "id": bundle })),
        form("take_bundle", CARRIERS, json!({ "dir": nowhere, "id": bundle })),
        form("export_bundle", CARRIERS, json!({ "to": NOBODY, "dir": nowhere })),
        form("list_discs", CARRIERS, json!({})),
        form("confirm_disc", CARRIERS, json!({ "id": bundle, "desk": NOBODY, "code": "AAAA" })),
        form("list_held", CARRIERS, json!({})),
        form("retry_held", CARRIERS, json!({})),
        form(
            "refuse_held",
            &["head", "registrar", "system_admin"],
            json!({ "row": 1, "reason": "查无此件" }),
        ),
        form("list_quarantine", CARRIERS, json!({})),
        form("preview_revoke_desk", ADMINISTERS, json!({ "desk": NOBODY })),
        form("preview_revoke_person", ADMINISTERS, json!({ "account": NOBODY })),
        form("revoke_desk", ADMINISTERS, json!({ "desk": NOBODY, "last": [], "reason": "失窃" })),
        form("revoke_person", ADMINISTERS, json!({ "account": NOBODY, "last": [], "reason": "调离" })),
        form("adopt_entries", ADMINISTERS, json!({ "entries": [NOTHING] })),
        form("refuse_entries", ADMINISTERS, json!({ "entries": [NOTHING], "reason": "对不上登记簿" })),
        form("open_request", ADMINISTERS, request.clone()),
        form(
            "enrol_desk",
            ADMINISTERS,
            json!({ "request": request, "person": person, "roles": ["liaison"] }),
        ),
        form("list_conflicts", ANYBODY, json!({ "record": scene.appeal })),
        form("resolve_conflict", &["head", "registrar"], tests::over(unseen(&scene.appeal), decision)),
    ]
}

fn looks(scene: &Scene) -> Vec<Form> {
    let days = json!({ "from": "2026-08-01", "to": "2026-09-30" });
    let of_file = json!({ "record": scene.appeal, "file": scene.file });
    vec![
        form("answerable_on", BUSINESS, json!({ "station": scene.station, "day": "2026-08-31" })),
        form("station_map", BUSINESS, json!({})),
        form("preview_hand_over", BUSINESS, json!({ "from": scene.person })),
        form("known_party", BUSINESS, json!({ "name": "徐金法", "phone": "13805761234" })),
        form("check_identity", ANYBODY, json!({ "phone": "13805761234" })),
        form(
            "preview_limits",
            ANYBODY,
            json!({ "station": scene.station, "received_on": "2026-09-01", "way": "visit" }),
        ),
        form("task_grid", OFFICE, tests::over(days.clone(), json!({ "template": scene.template }))),
        form("today", ANYBODY, json!({ "mine": true })),
        form(
            "export_overview",
            OFFICE,
            tests::over(days.clone(), json!({ "board": "stations", "stations": [] })),
        ),
        form("export_grid", OFFICE, tests::over(days.clone(), json!({ "template": scene.template }))),
        form("export_list", BUSINESS, json!({ "noun": "appeal", "listed": { "text": "占道" } })),
        form("open_file", BUSINESS, of_file.clone()),
        form("export_file", BUSINESS, of_file.clone()),
        form("fetch_file", BUSINESS, of_file.clone()),
        form("send_file", BUSINESS, of_file.clone()),
        form("stop_fetch", BUSINESS, of_file),
        form("preview_undo", BUSINESS, json!({ "deed": scene.deed })),
        form("list_sealed", NAMED, json!({})),
        form("list_sealings", ANYBODY, json!({})),
        form("approve_sealing", &["head", "registrar"], unseen(&scene.appeal)),
        form("open_sealed", NAMED, json!({ "record": scene.sealed })),
        form("overview", OFFICE, days),
        form("codes", ANYBODY, json!({ "list": "way" })),
        form("explain_deadline", ANYBODY, json!({ "rule": "R01", "started_on": "2026-02-10" })),
        form("find", BUSINESS, json!({ "text": "占道", "nouns": ["appeal"] })),
        form("count_found", BUSINESS, json!({ "text": "占道", "nouns": ["appeal"] })),
        form("unmask", BUSINESS, json!({ "record": scene.party, "fields": ["phone"], "purpose": "contact" })),
        form("print_visit_sheet", BUSINESS, json!({ "record": scene.appeal })),
        form(
            "print_notice",
            BUSINESS,
            letter(scene, json!({ "next": "三个月内办结。", "materials": ["身份证"] })),
        ),
        form("print_reply", BUSINESS, letter(scene, json!({}))),
        form("print_sign_in", BUSINESS, json!({ "record": scene.activity })),
        form("print_deadline", BUSINESS, json!({ "record": scene.appeal, "flow": "clock/R01/0" })),
    ]
}

fn letter(scene: &Scene, more: Value) -> Value {
    let base = json!({
        "record": scene.appeal, "no": "椒检控告〔2026〕1号", "basis": ["《信访工作条例》"], "remedies": ["可申请复查"], "department": "控申部门",
        "phone": "0576-12309", "receipt": true,
    });
    tests::over(base, more)
}

fn registers(scene: &Scene) -> Vec<Form> {
    let person = json!({ "part": "petitioner", "kind": "person", "name": "柯美芳" });
    let at = |more: Value| tests::over(json!({ "station": scene.station }), more);
    let held = json!({ "kind": "HD01", "topic": "座谈", "held_on": "2026-09-01", "n_public": 3, "opinions": [{ "text": "好", "becomes": "nothing", "reason": "致谢" }] });
    vec![
        form(
            "register_appeal",
            INTAKE,
            at(json!({
                "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改", "people": [person.clone()],
                "materials": [paper::kept("照片")],
            })),
        ),
        form(
            "log_visit",
            INTAKE,
            at(json!({
                "visited_on": "2026-09-01", "kind": "reception", "people": [person], "appeals": [{ "title": "占道", "way": "visit" }],
                "voices": [{ "deputy": scene.deputy, "title": "建议", "content": "多讲", "kind": "work" }],
            })),
        ),
        form(
            "register_voice",
            INTAKE,
            at(
                json!({ "deputy": scene.deputy, "title": "建议", "content": "多讲", "received_on": "2026-09-01" }),
            ),
        ),
        form(
            "plan_activity",
            INTAKE,
            at(json!({ "kind": "HD01", "topic": "座谈", "scheduled_on": "2026-09-20" })),
        ),
        form("hold_activity", INTAKE, at(held)),
    ]
}

fn keeps(scene: &Scene) -> Vec<Form> {
    let at = |more: Value| tests::over(json!({ "station": scene.station }), more);
    vec![
        form(
            "issue_template",
            SORTERS,
            json!({
                "kind": "campaign", "title": "专项", "rest_policy": "later", "from_on": "2026-09-01", "to_on": "2026-09-30", "stations": [scene.station],
            }),
        ),
        form("generate_obligations", SORTERS, json!({ "template": scene.template, "period": "2026-09" })),
        form(
            "add_station",
            REGISTRAR,
            json!({ "name": "新站", "code": "ZZ01", "office": "331002", "opened_on": "2026-09-01" }),
        ),
        form("add_subpoint", REGISTRAR, at(json!({ "name": "新接待点" }))),
        form("register_deputy", REGISTRAR, at(json!({ "name": "代表", "levels": ["city"] }))),
        form(
            "appoint_post",
            REGISTRAR,
            at(json!({ "person": scene.person, "kind": "liaison", "from_on": "2026-09-01" })),
        ),
        form("register_person", REGISTRAR, json!({ "name": "新人", "department": "第一检察部" })),
        form(
            "substitute_person",
            &["registrar", "head"],
            json!({
                "record": scene.person, "seen": [], "by": scene.person, "from_on": "2026-09-01", "to_on": "2026-09-02", "reason": "培训",
            }),
        ),
        form(
            "hand_over",
            &["registrar", "head"],
            json!({ "from": scene.person, "to": scene.person, "reason": "调岗", "except": [], "on": [] }),
        ),
        form("preview_station_import", REGISTRAR, list()),
        form("preview_station_rows", REGISTRAR, json!({ "list": NOBODY, "fate": "refused", "from": 100 })),
        form("import_stations", REGISTRAR, tests::over(list(), json!({ "without_refused": true }))),
        form("attach_file", BUSINESS, paper::file("来信.pdf", b"%PDF-1.7\nscan")),
        form("write_note", STAFF, json!({ "appeal": scene.appeal, "kind": "note", "text": "内部研判" })),
        form(
            "undo",
            BUSINESS,
            json!({ "deed": scene.deed, "reason": "填错", "on": [unseen(&scene.appeal), unseen(&scene.party)] }),
        ),
    ]
}

/// Heads that nobody has: whoever may, still changes nothing.
pub fn unseen(record: &str) -> Value {
    json!({ "record": record, "seen": ["0".repeat(64)] })
}

/// A file that nobody takes for rules: whoever may bring one is told so.
const RULES: &str = "# id: rules/wishes\n# version: 1\n# source: 本院\nid\n";

fn office(scene: &Scene) -> Vec<Form> {
    let notice = json!({ "text": "date,kind,name\n2026-09-07,off,测试\n" });
    vec![
        form("preview_calendar", ADMINISTERS, notice.clone()),
        form("import_calendar", ADMINISTERS, notice),
        form("take_over_rules", ADMINISTERS, json!({ "hashes": ["00"] })),
        form("preview_take_over", ADMINISTERS, json!({ "hashes": ["00"] })),
        form("account_choices", ADMINISTERS, json!({})),
        form("last_verify", ANYBODY, json!({})),
        form("about", ANYBODY, json!({})),
        form("preview_rules", ADMINISTERS, json!({ "text": RULES })),
        form("import_rules", ADMINISTERS, json!({ "text": RULES })),
        form("give_letter", ADMINISTERS, json!({})),
        form("rebuild", ANYBODY, json!({})),
        form("name_handler", NAMED, json!({ "account": NOBODY })),
        form("amend_account", ADMINISTERS, json!({ "account": NOBODY, "roles": ["assistant"] })),
        form("list_accounts", ADMINISTERS, json!({})),
        form("list_new_keys", ADMINISTERS, json!({})),
        form(
            "add_account",
            ADMINISTERS,
            json!({ "person": NOBODY, "roles": ["assistant"], "stations": [], "password": "另一个口令2026" }),
        ),
        form("reset_password", ADMINISTERS, json!({ "account": NOBODY, "password": "另一个口令2026" })),
        form("backup_now", ANYBODY, json!({ "dir": "" })),
        form("set_backup", ANYBODY, json!({ "dir": "", "every_hours": 24 })),
        form("change_password", ANYBODY, json!({ "old": "不是这个口令1", "new": "另一个口令2026" })),
        form("save_draft", ANYBODY, json!({ "noun": "log_visit", "body": { "title": "草稿" } })),
        form("open_draft", ANYBODY, json!({ "id": scene.draft })),
        form("drop_draft", ANYBODY, json!({ "id": NOBODY })),
    ]
}
