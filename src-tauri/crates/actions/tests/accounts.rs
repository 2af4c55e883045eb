//! Accounts, copies and the paper sheet.

#![allow(clippy::unwrap_used)] // a story that cannot go on must stop

mod desk_kit;

use desk_kit::{Kit, PASSWORD};
use serde_json::json;

/// System and security administrators first, then a prosecutor.
fn with_colleague(kit: &Kit) -> String {
    for (name, role) in [("何管", "system_admin"), ("安管", "security_admin"), ("王洁", "prosecutor")] {
        let person = kit.person(name);
        let input = json!({ "person": person, "roles": [role], "password": format!("{name}的口令2026") });
        kit.ok("add_account", input);
    }
    let all = kit.ok("list_accounts", json!({}));
    let row = all.as_array().unwrap().iter().find(|a| a["name"] == "王洁").unwrap();
    assert_eq!(row["can_sign_in"], true);
    row["account"].as_str().unwrap().to_owned()
}

#[test]
fn a_reset_password_opens_and_the_old_one_does_not() {
    let kit = Kit::found();
    let account = with_colleague(&kit);
    let weak = json!({ "account": account, "password": "12345678" });
    assert_eq!(kit.code("reset_password", weak), "weak_password");
    kit.ok("reset_password", json!({ "account": account, "password": "新的口令2026" }));
    kit.ok("sign_out", json!({}));
    assert_eq!(
        kit.code("sign_in", json!({ "name": "王洁", "password": "王洁的口令2026" })),
        "wrong_password"
    );
    kit.ok("sign_in", json!({ "name": "王洁", "password": "新的口令2026" }));
    // The new pair is in `admin`: a person's act stands.
    let (record, seen) = kit.appeal();
    kit.ok(
        "accept_appeal",
        json!({ "record": record, "seen": seen, "nature": "ordinary", "on": "2026-09-01" }),
    );
    assert_eq!(
        kit.code("reset_password", json!({ "account": account, "password": "新的口令2027" })),
        "denied"
    );
}

#[test]
fn a_removed_account_neither_signs_in_nor_keeps_the_key() {
    let kit = Kit::found();
    let account = with_colleague(&kit);
    kit.ok("remove_account", json!({ "account": account }));
    // The session goes on under the new key.
    kit.person("陈刚");
    let all = kit.ok("list_accounts", json!({}));
    let row = all.as_array().unwrap().iter().find(|a| a["name"] == "王洁").unwrap();
    assert_eq!((&row["can_sign_in"], &row["in_force"]), (&json!(false), &json!(false)));
    kit.ok("sign_out", json!({}));
    assert_eq!(
        kit.code("sign_in", json!({ "name": "王洁", "password": "王洁的口令2026" })),
        "wrong_password"
    );
    assert_eq!(kit.code("remove_account", json!({ "account": account })), "not_signed_in");
}

#[test]
fn nobody_removes_themselves() {
    let kit = Kit::found();
    let me = kit.ok("desk_state", json!({}))["person"]["account"].clone();
    assert_eq!(kit.code("remove_account", json!({ "account": me })), "own_work");
}

#[test]
fn the_paper_sheet_opens_when_every_password_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let host = actions::Host::new(dir.path(), std::sync::Arc::new(actions::SystemWall), None);
    let founded = host
        .answer("found_desk", json!({ "office": "331002", "person": "周敏", "password": PASSWORD }))
        .unwrap();
    host.answer("sign_out", json!({})).unwrap();
    let open = |groups: serde_json::Value| {
        host.answer(
            "open_by_sheet",
            json!({ "groups": groups, "name": "周敏", "password": "另一个口令2026" }),
        )
    };
    let mut wrong = founded["sheet"].clone();
    wrong[2] = json!("AAAAA");
    assert_eq!(open(wrong).unwrap_err().code(), "sheet_group");
    open(founded["sheet"].clone()).unwrap();
    host.answer("sign_out", json!({})).unwrap();
    host.answer("sign_in", json!({ "name": "周敏", "password": "另一个口令2026" })).unwrap();
}

#[test]
fn a_copy_is_made_listed_and_taken_back() {
    let kit = Kit::found();
    let to = kit.dir.path().join("copies");
    assert_eq!(kit.code("backup_now", json!({ "dir": kit.dir.path().join("desk/copies") })), "check_failed");
    assert_eq!(kit.code("backup_now", json!({})), "required");
    kit.ok("set_backup", json!({ "dir": to, "every_hours": 24 }));
    std::fs::create_dir_all(&to).unwrap();
    assert_eq!(kit.ok("list_backups", json!({}))["due"], true);
    let copy = kit.ok("backup_now", json!({}));
    let listed = kit.ok("list_backups", json!({}));
    assert_eq!((listed["copies"].as_array().unwrap().len(), &listed["due"]), (1, &json!(false)));
    kit.person("之后登记的人");
    assert_eq!(kit.ok("list_people", json!({}))["count"], 2);
    let wrong = json!({ "copy": copy["dir"], "name": "周敏", "password": "不是这个口令1" });
    assert_eq!(kit.code("restore_backup", wrong), "wrong_password");
    std::thread::sleep(std::time::Duration::from_millis(2100));
    kit.ok("restore_backup", json!({ "copy": copy["dir"], "name": "周敏", "password": PASSWORD }));
    assert_eq!(kit.ok("list_people", json!({}))["count"], 1);
    // A new writer goes on.
    kit.person("恢复后登记的人");
    let verified = kit.ok("verify", json!({}));
    assert_eq!(verified["verdict"], "good", "{verified}");
}
