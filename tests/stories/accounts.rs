//! Accounts: what may be held together, who may give what, which passwords are none, and whose drafts are whose.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Asking, Days, FOUNDER, Newcomer, PASSWORD, STAFF, TestDesk, over};

const REGISTRAR: &str = FOUNDER;
const HANDLER: &str = "陈雅静";
const SYSTEM: &str = "系统员甲";
const SECURITY: &str = "安全员乙";

fn desk() -> TestDesk {
    TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01")))
}

fn staffed() -> TestDesk {
    desk().with(STAFF)
}

fn account(person: &str, roles: &[&str]) -> Value {
    json!({ "person": person, "roles": roles, "password": PASSWORD })
}

/// Signs in by name and password; the code when it did not open.
fn sign_in(desk: &TestDesk, name: &str, password: &str) -> String {
    let answer = desk.host.answer("sign_in", json!({ "name": name, "password": password }));
    answer.map_or_else(|fault| fault.code(), |_| "open".into())
}

/// One desk for all of it; signing out comes last.
#[test]
fn accounts_on_one_desk() {
    let mut desk = staffed();
    an_administrators_role_goes_with_no_other(&mut desk);
    accounts_are_given_by_registrar_and_system_administrator_only(&mut desk);
    a_weak_password_is_none(&mut desk);
    spaces_around_a_name_are_no_part_of_it(&mut desk);
    what_an_account_names_must_be_there(&mut desk);
    a_draft_is_its_authors_alone(&mut desk);
    after_signing_out_nothing_is_answered(&mut desk);
}

/// A bug: the only one who keeps the accounts left, and nobody was let in any more, by password or by sheet.
#[test]
fn the_last_who_keeps_the_accounts_does_not_leave() {
    let mut desk = desk();
    let founder = desk.person(FOUNDER);
    let left = json!({ "left_on": "2026-09-01", "reason": "调离" });
    let on = ("person", founder.as_str());
    assert_eq!(desk.held_back(FOUNDER, "leave_person", on, left.clone()), "last_account");
    let other = desk.hire("何立", "政治部");
    desk.done(FOUNDER, "add_account", account(&other, &["system_admin"]));
    desk.steps(FOUNDER, "leave_person", on, left);
}

/// A bug: of two who keep the accounts each left because the other was still there, who was to leave later; and who had written down
/// their own leaving let the other go.
#[test]
fn of_those_who_keep_the_accounts_not_all_leave_one_after_the_other() {
    let mut desk = desk().with(&STAFF[..2]);
    let (founder, system) = (desk.person(FOUNDER), desk.person(SYSTEM));
    let second = desk.hire("何立", "政治部");
    desk.done(FOUNDER, "add_account", account(&second, &["registrar"]));
    let left = |on: &str| json!({ "left_on": on, "reason": "调离" });
    desk.steps(FOUNDER, "leave_person", ("person", &founder), left("2026-09-30"));
    desk.steps(FOUNDER, "leave_person", ("person", &system), left("2026-09-10"));
    for who in ["何立", FOUNDER] {
        let code = desk.held_back(who, "leave_person", ("person", &second), left("2026-09-20"));
        assert_eq!(code, "last_account", "{who}");
    }
}

/// GB/T 22239-2019 8.1.5: the three administrators exclude each other and every business role.
fn an_administrators_role_goes_with_no_other(desk: &mut TestDesk) {
    let person = desk.hire("沈立", "控告申诉检察部");
    for (roles, code) in [
        (&["system_admin", "security_admin"] as &[&str], "roles_exclude"),
        (&["system_admin", "audit_admin"], "roles_exclude"),
        (&["security_admin", "audit_admin"], "roles_exclude"),
        (&["system_admin", "prosecutor"], "roles_exclude"),
        (&["security_admin", "registrar"], "roles_exclude"),
        (&["audit_admin", "liaison"], "roles_exclude"),
        (&["audit_admin", "head"], "roles_exclude"),
        (&["system_admin", "security_admin", "audit_admin"], "roles_exclude"),
        (&[], "required"),
        (&["emperor"], "bad_input"),
    ] {
        assert_eq!(desk.refused(REGISTRAR, "add_account", account(&person, roles)), code, "{roles:?}");
    }
    // Business roles go together: a small office's prosecutor keeps its stations too.
    desk.done(REGISTRAR, "add_account", account(&person, &["prosecutor", "registrar", "head"]));
    assert_eq!(sign_in(desk, "沈立", PASSWORD), "open");
    let me = desk.ok("desk_state", json!({}))["person"].clone();
    assert_eq!(me["roles"], json!(["prosecutor", "head", "registrar"]));
    assert_eq!(me["level"], Value::Null, "a head without a level approves nothing");
    desk.sit_again(REGISTRAR);
}

/// ledger.md §1.1: before a second business account there must be somebody who looks after the desk.
#[test]
fn the_administrators_come_before_the_second_account() {
    let mut desk = desk();
    let (colleague, system, security) =
        (desk.hire("沈立", "甲"), desk.hire("系统员", "乙"), desk.hire("安全员", "丙"));
    let business = account(&colleague, &["prosecutor"]);
    assert_eq!(desk.refused(REGISTRAR, "add_account", business.clone()), "administrators_first");
    desk.done(REGISTRAR, "add_account", account(&system, &["system_admin"]));
    assert_eq!(desk.refused(REGISTRAR, "add_account", business.clone()), "administrators_first");
    desk.done(REGISTRAR, "add_account", account(&security, &["security_admin"]));
    desk.done(REGISTRAR, "add_account", business);
}

fn accounts_are_given_by_registrar_and_system_administrator_only(desk: &mut TestDesk) {
    for (n, (who, may)) in [
        (REGISTRAR, true),
        (SYSTEM, true),
        (SECURITY, false),
        (HANDLER, false),
        ("郑海波", false),
        ("金菊香", false),
    ]
    .into_iter()
    .enumerate()
    {
        desk.sit(REGISTRAR);
        let person = desk.hire(&format!("新人{n}"), "甲");
        let answer = desk.call(who, "add_account", account(&person, &["assistant"]));
        assert_eq!(answer.is_ok(), may, "{who}: {answer:?}");
        let code = desk.call(who, "list_accounts", json!({})).err().map(|f| f["code"].clone());
        assert_eq!(code.is_none(), may, "{who} lists: {code:?}");
    }
}

fn a_weak_password_is_none(desk: &mut TestDesk) {
    desk.sit(REGISTRAR);
    let person = desk.hire("沈弱", "甲");
    for (password, why) in [
        ("", "nothing"),
        ("短口令", "three signs"),
        ("潮水退去啊", "five signs"),
        ("1234567890", "digits"),
        ("20260901", "a day"),
        ("aaaaaaaa", "one letter"),
        ("abababab", "two letters"),
        ("哈哈哈哈哈哈哈哈哈", "one sign"),
    ] {
        let input = over(account(&person, &["assistant"]), json!({ "password": password }));
        assert_eq!(desk.refused(REGISTRAR, "add_account", input), "weak_password", "{why}");
        let change = json!({ "old": PASSWORD, "new": password });
        assert_eq!(desk.refused(HANDLER, "change_password", change), "weak_password", "{why}");
    }
    desk.done(REGISTRAR, "add_account", account(&person, &["assistant"]));
}

#[test]
fn a_password_is_changed_by_who_knows_it() {
    let desk = desk().with(&STAFF[..3]);
    let new = "另一个口令2026";
    assert_eq!(
        desk.refused(HANDLER, "change_password", json!({ "old": "不是这个口令1", "new": new })),
        "wrong_password"
    );
    desk.done(HANDLER, "change_password", json!({ "old": PASSWORD, "new": new }));
    let desk = desk.restart();
    assert_eq!(sign_in(&desk, HANDLER, PASSWORD), "wrong_password");
    assert_eq!(sign_in(&desk, HANDLER, new), "open");
    // The same pairs under a new password: what was hers to sign still is.
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
    assert_eq!(sign_in(&desk, REGISTRAR, PASSWORD), "open", "nobody else's changed");
}

/// Two colleagues of one name keep two passwords; the same one would let the second in as the first.
#[test]
fn two_people_of_one_name_never_share_a_password() {
    let mut desk = desk().with(&STAFF[..2]);
    let (first, second) = (desk.hire("王敏", "甲"), desk.hire("王敏", "乙"));
    assert_ne!(first, second);
    desk.done(REGISTRAR, "add_account", account(&first, &["assistant"]));
    assert_eq!(desk.refused(REGISTRAR, "add_account", account(&second, &["prosecutor"])), "name_taken");
    let own = over(account(&second, &["prosecutor"]), json!({ "password": "她自己的口令2026" }));
    desk.done(REGISTRAR, "add_account", own);
    for (password, person) in [(PASSWORD, &first), ("她自己的口令2026", &second)] {
        assert_eq!(sign_in(&desk, "王敏", password), "open");
        assert_eq!(desk.ok("desk_state", json!({}))["person"]["record"], json!(person));
    }
    // Nor may the second one change hers to it.
    let change = json!({ "old": "她自己的口令2026", "new": PASSWORD });
    let code = desk.host.answer("change_password", change).map_err(|f| f.code());
    assert_eq!(code, Err("name_taken".into()));
    assert_eq!(sign_in(&desk, "王敏", "她自己的口令2026"), "open", "and keeps her own");
}

/// A bug: the desk's sheet reset whoever of the two stood first, and the other's way in was gone with nobody knowing why.
#[test]
fn of_two_people_of_one_name_the_sheet_resets_the_one_that_is_chosen() {
    let mut desk = desk().with(&STAFF[..2]);
    let (first, second) = (desk.hire("王敏", "甲"), desk.hire("王敏", "乙"));
    desk.done(REGISTRAR, "add_account", account(&first, &["assistant"]));
    let own = over(account(&second, &["prosecutor"]), json!({ "password": "她自己的口令2026" }));
    let second_account = desk.done(REGISTRAR, "add_account", own)["value"]["account"].clone();
    let registrar = desk.ok("desk_state", json!({}))["person"]["account"].clone();
    let groups = desk.sheet()["sheet"].clone();
    let new = "用恢复单设的口令2026";
    let by_sheet = json!({ "groups": groups, "name": "王敏", "password": new });
    let asked = desk.host.answer("open_by_sheet", by_sheet.clone()).unwrap_err();
    assert_eq!(asked.code(), "which_account");
    let told = serde_json::to_value(&asked).unwrap()["values"]["accounts"].clone();
    let mut roles: Vec<String> =
        told.as_array().unwrap().iter().map(|row| row["roles"].to_string()).collect();
    roles.sort();
    assert_eq!(roles, [r#"["assistant"]"#, r#"["prosecutor"]"#]);
    let stranger = over(by_sheet.clone(), json!({ "account": registrar }));
    assert_eq!(desk.host.answer("open_by_sheet", stranger).map_err(|f| f.code()), Err("missing".into()));
    desk.host.answer("open_by_sheet", over(by_sheet, json!({ "account": second_account }))).unwrap();
    assert_eq!(sign_in(&desk, "王敏", "她自己的口令2026"), "wrong_password");
    for (password, person) in [(PASSWORD, &first), (new, &second)] {
        assert_eq!(sign_in(&desk, "王敏", password), "open");
        assert_eq!(desk.ok("desk_state", json!({}))["person"]["record"], json!(person));
    }
}

/// A name typed with a space before or after it is that name, when it is registered and when somebody signs in.
fn spaces_around_a_name_are_no_part_of_it(desk: &mut TestDesk) {
    let person = desk.hire(" 沈空 ", "甲");
    desk.done(REGISTRAR, "add_account", account(&person, &["assistant"]));
    for typed in ["沈空", " 沈空", "沈空  "] {
        assert_eq!(sign_in(desk, typed, PASSWORD), "open", "{typed:?}");
    }
    desk.sit_again(REGISTRAR);
}

fn what_an_account_names_must_be_there(desk: &mut TestDesk) {
    let nobody = "018f2f3e-0000-7000-8000-000000000000";
    assert_eq!(desk.refused(REGISTRAR, "add_account", account(nobody, &["assistant"])), "missing");
    let station = desk.station(0);
    assert_eq!(
        desk.refused(REGISTRAR, "add_account", account(&station, &["assistant"])),
        "missing",
        "a station is no person"
    );
    for (call, input) in [
        ("reset_password", json!({ "account": nobody, "password": "另一个口令2026" })),
        ("remove_account", json!({ "account": nobody })),
    ] {
        assert_eq!(desk.refused(REGISTRAR, call, input), "missing", "{call}");
    }
}

/// Signed out is signed out: nothing is answered until somebody signs in again, and the log goes on.
fn after_signing_out_nothing_is_answered(desk: &mut TestDesk) {
    desk.sit(REGISTRAR);
    let n = desk.ok("verify", json!({}))["n_entries"].as_u64().unwrap();
    desk.ok("sign_out", json!({}));
    for call in ["list_appeals", "find", "overview", "verify", "export_list", "unmask", "backup_now"] {
        assert_eq!(desk.host.answer(call, json!({})).unwrap_err().code(), "not_signed_in", "{call}");
    }
    assert_eq!(desk.ok("desk_state", json!({}))["state"], "locked");
    assert_eq!(desk.host.answer("sign_out", json!({})).map(|_| ()), Ok(()), "twice does no harm");
    assert_eq!(sign_in(desk, REGISTRAR, PASSWORD), "open");
    assert!(desk.ok("verify", json!({}))["n_entries"].as_u64().unwrap() > n, "the sign-in is written down");
}

/// One draft open in two windows: whoever goes on from older words writes beside the newer ones, not over them.
fn two_windows_lose_neither_words(desk: &TestDesk, id: &Value) {
    let opened = desk.done(HANDLER, "open_draft", json!({ "id": id }))["saved_ms"].clone();
    let save = |title: &str, over: &Value| {
        let input = json!({ "id": id, "noun": "register_appeal", "body": { "title": title }, "over": over });
        desk.done(HANDLER, "save_draft", input)
    };
    let first = save("先打的", &opened);
    assert_eq!(first["id"], *id);
    let next = save("先打的，接着打", &first["saved_ms"]);
    assert_eq!(next["id"], *id, "each goes on from its own");
    assert_eq!(save("先打的，接着打", &opened), next, "the same words sent twice are one draft");
    let other = save("另一窗口打的", &opened);
    assert_ne!(other["id"], *id);
    let title = |id: &Value| desk.done(HANDLER, "open_draft", json!({ "id": id }))["body"]["title"].clone();
    assert_eq!(title(id), "先打的，接着打");
    assert_eq!(title(&other["id"]), "另一窗口打的");
    desk.done(HANDLER, "drop_draft", json!({ "id": other["id"] }));
}

/// A draft belongs to who types it: not to the next at the same desk, nor to a head, nor to an administrator.
fn a_draft_is_its_authors_alone(desk: &mut TestDesk) {
    let body = json!({ "title": "反映占道", "facts": "打到一半", "people": [{ "name": "柯美芳" }] });
    let draft = desk.done(HANDLER, "save_draft", json!({ "noun": "register_appeal", "body": body }));
    let id = &draft["id"];
    let row = &desk.done(HANDLER, "list_drafts", json!({}))[0];
    // 反映占道, 打到一半, 柯美芳: four, four and three signs.
    assert_eq!((&row["title"], &row["n_chars"]), (&json!("反映占道"), &json!(11)));
    for other in [REGISTRAR, "郑海波", SYSTEM, "金菊香"] {
        assert_eq!(desk.done(other, "list_drafts", json!({})), json!([]), "{other}");
        for (call, input) in [
            ("open_draft", json!({ "id": id })),
            ("drop_draft", json!({ "id": id })),
            ("save_draft", json!({ "id": id, "noun": "register_appeal", "body": {} })),
        ] {
            assert_eq!(desk.refused(other, call, input), "missing", "{other} {call}");
        }
    }
    let again = json!({ "id": id, "noun": "register_appeal", "body": { "title": "反映占道经营" } });
    assert_eq!(desk.done(HANDLER, "save_draft", again)["id"], *id, "written over, not beside");
    let drafts = desk.done(HANDLER, "list_drafts", json!({}));
    assert_eq!((drafts.as_array().unwrap().len(), &drafts[0]["title"]), (1, &json!("反映占道经营")));
    two_windows_lose_neither_words(desk, id);
    desk.done(HANDLER, "drop_draft", json!({ "id": id }));
    assert_eq!(desk.refused(HANDLER, "open_draft", json!({ "id": id })), "missing");
    assert_eq!(desk.refused(HANDLER, "drop_draft", json!({ "id": id })), "missing");
}

/// Who was reset gets a new password from the administrator; the old one opens nothing, and sealed matters stay shut.
#[test]
fn a_reset_is_an_administrators_and_leaves_the_sealed_shut() {
    let desk = staffed();
    let sealed = json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "举报", "request": "请查",
        "category": "report", "anonymous": true,
    });
    desk.done(REGISTRAR, "register_appeal", sealed);
    let matters = desk.done(REGISTRAR, "list_sealed", json!({}));
    let me = desk.done(REGISTRAR, "desk_state", json!({}))["person"]["account"].clone();
    let new = json!({ "account": me, "password": "另一个口令2026" });
    for who in [HANDLER, SECURITY, "郑海波"] {
        assert_eq!(desk.refused(who, "reset_password", new.clone()), "denied", "{who}");
    }
    desk.done(SYSTEM, "reset_password", new);
    assert_eq!(sign_in(&desk, REGISTRAR, PASSWORD), "wrong_password");
    assert_eq!(sign_in(&desk, REGISTRAR, "另一个口令2026"), "open");
    let opened = desk.host.answer("open_sealed", json!({ "record": matters[0]["record"] }));
    assert!(
        opened.is_err(),
        "an administrator who resets a password does not read what was sealed: {opened:?}"
    );
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// A bug: who was enrolled at a second desk had two accounts, and could be named to sign what they had asked for themselves.
#[test]
fn nobody_is_named_to_sign_a_deletion_of_their_own_with_a_second_account() {
    const CHIEF: &str = "郑海波";
    let desk = staffed();
    let chief =
        Newcomer { name: CHIEF, role: "head", level: Some("chief"), stations: vec![], office: "331002" };
    let asking = Asking::of(&desk, &chief);
    let own = json!({ "request": asking.request(), "person": desk.person(CHIEF), "roles": ["head"], "level": "chief" });
    desk.done(FOUNDER, "enrol_desk", own);
    let input = json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改",
        "category": "other",
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    let appeal = desk.made(FOUNDER, "register_appeal", input);
    let party = desk.page(CHIEF, ("appeal", &appeal))["parties"][0].clone();
    let asked = |approver: &str| {
        json!({
            "record": party["party"]["record"], "seen": party["seen"], "field": "phone", "ground": "withdrawn",
            "approver": desk.person(approver),
        })
    };
    assert_eq!(desk.refused(CHIEF, "redact_field", asked(CHIEF)), "not_approver");
    assert_eq!(desk.refused(FOUNDER, "redact_field", asked(FOUNDER)), "not_approver");
    desk.done(FOUNDER, "redact_field", asked(CHIEF));
}
