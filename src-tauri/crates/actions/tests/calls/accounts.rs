//! Accounts, copies and the paper sheet.

use crate::desk_kit::{Kit, PASSWORD};
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
fn an_administrator_opens_accounts_without_seeing_business() {
    let kit = Kit::found();
    let choices = |kit: &Kit| kit.ok("account_choices", json!({}));
    let names = |choices: &serde_json::Value| -> Vec<String> {
        let people = choices["people"].as_array().unwrap().iter();
        people.map(|p| p["name"].as_str().unwrap().to_owned()).collect()
    };
    let before = choices(&kit);
    assert_eq!((names(&before), &before["administrators"]), (vec![], &json!(false)));
    kit.person("陈刚");
    assert_eq!(names(&choices(&kit)), ["陈刚"]);
    with_colleague(&kit);
    kit.ok("sign_out", json!({}));
    kit.ok("sign_in", json!({ "name": "何管", "password": "何管的口令2026" }));
    let seen = choices(&kit);
    assert_eq!((names(&seen), &seen["administrators"]), (vec!["陈刚".to_owned()], &json!(true)));
    assert!(!seen["stations"].as_array().unwrap().is_empty());
    assert_eq!(kit.code("list_people", json!({})), "denied");
    kit.ok("sign_out", json!({}));
    kit.ok("sign_in", json!({ "name": "王洁", "password": "王洁的口令2026" }));
    assert_eq!(kit.code("account_choices", json!({})), "denied");
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
    let host = actions::Host::new(dir.path(), std::sync::Arc::new(actions::SystemWall), None)
        .costing(actions::Cost::BARE);
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

#[test]
fn copies_are_found_by_their_folder_and_by_their_own() {
    let kit = Kit::found();
    let to = kit.dir.path().join("copies");
    std::fs::create_dir_all(&to).unwrap();
    let copy = kit.ok("backup_now", json!({ "dir": to }));
    assert!(copy["n_bytes"].as_u64().unwrap() > 100_000, "{copy}");
    assert_eq!(copy["kept_as"], "day");
    kit.ok("sign_out", json!({}));
    let found = |dir: &serde_json::Value| kit.ok("copies_in", json!({ "dir": dir }));
    let all = found(&json!(to));
    assert_eq!((&all["unreachable"], &all["copies"][0]["dir"]), (&json!(false), &copy["dir"]));
    let one = found(&copy["dir"]);
    assert_eq!(one["copies"].as_array().unwrap().len(), 1);
    assert_eq!(found(&json!(kit.dir.path().join("nowhere")))["unreachable"], true);
    assert_eq!(found(&json!("copies"))["unreachable"], true);
}

#[test]
fn a_copy_whose_passwords_are_lost_opens_by_the_sheet() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| {
        actions::Host::new(&dir.path().join(name), std::sync::Arc::new(actions::SystemWall), None)
            .costing(actions::Cost::BARE)
    };
    let host = at("desk");
    let founded = host
        .answer("found_desk", json!({ "office": "331002", "person": "周敏", "password": PASSWORD }))
        .unwrap();
    let copy = host.answer("backup_now", json!({ "dir": dir.path().join("copies") })).unwrap();
    // On another machine there is nothing but the copy and the paper.
    let fresh = at("elsewhere");
    let restore = |groups: &serde_json::Value, password: &str| {
        let input = json!({ "copy": copy["dir"], "groups": groups, "name": "周敏", "password": password });
        fresh.answer("restore_by_sheet", input)
    };
    assert_eq!(restore(&founded["sheet"], "12345678").unwrap_err().code(), "weak_password");
    let mut wrong = founded["sheet"].clone();
    wrong[0] = json!("00000");
    assert_eq!(restore(&wrong, "恢复后的口令2026").unwrap_err().code(), "sheet_group");
    assert_eq!(fresh.answer("desk_state", json!({})).unwrap()["state"], "none");
    restore(&founded["sheet"], "恢复后的口令2026").unwrap();
    assert_eq!(fresh.answer("verify", json!({})).unwrap()["verdict"], "good");
    fresh.answer("sign_out", json!({})).unwrap();
    fresh.answer("sign_in", json!({ "name": "周敏", "password": "恢复后的口令2026" })).unwrap();
}

#[test]
fn the_last_check_is_remembered_with_who_made_it() {
    let kit = Kit::found();
    assert_eq!(kit.ok("last_verify", json!({}))["last"], json!(null));
    let verified = kit.ok("verify", json!({}));
    let last = kit.ok("last_verify", json!({}))["last"].clone();
    assert_eq!((&last["verdict"], &last["by"]), (&json!("good"), &json!("周敏")));
    assert_eq!(last["n_entries"], verified["n_entries"]);
    assert!(last["at"].as_str().unwrap().starts_with("2026-09-01T"), "{last}");
}
