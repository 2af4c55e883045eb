//! A lone desk is founded, left and entered again.

use std::sync::Arc;

use actions::{Cost, Host, SystemWall};
use serde_json::json;

const OFFICE: &str = "331002";

fn host(dir: &std::path::Path) -> Host {
    Host::new(dir, Arc::new(SystemWall), None).costing(Cost::BARE)
}

#[test]
fn a_founded_desk_holds_its_townships_and_opens_with_the_password_only() {
    let dir = tempfile::tempdir().unwrap();
    let desk = dir.path().join("desk");
    let first = host(&desk);
    assert_eq!(first.answer("desk_state", json!({})).unwrap()["state"], "none");
    let founded = first
        .answer("found_desk", json!({ "office": OFFICE, "person": "周敏", "password": "潮水退去2026" }))
        .unwrap();
    let page = first.answer("list_stations", json!({})).unwrap();
    // 椒江区 has nine streets and one town (NBS 2023).
    assert_eq!(page["count"], 10);
    let groups: Vec<String> = serde_json::from_value(founded["sheet"].clone()).unwrap();
    let asked: Vec<usize> = serde_json::from_value(founded["confirm"].clone()).unwrap();
    let wrong =
        json!({ "groups": { asked[0].to_string(): "AAAAA", asked[1].to_string(): groups[asked[1]] } });
    assert_eq!(first.answer("confirm_sheet", wrong).unwrap_err().code(), "sheet_group");
    let right = json!({ "groups": { asked[0].to_string(): groups[asked[0]], asked[1].to_string(): groups[asked[1]] } });
    first.answer("confirm_sheet", right).unwrap();
    assert_eq!(first.answer("desk_state", json!({})).unwrap()["sheet_confirmed"], true);
    first.answer("sign_out", json!({})).unwrap();
    drop(first);

    let second = host(&desk);
    assert_eq!(second.answer("desk_state", json!({})).unwrap()["state"], "locked");
    assert_eq!(second.answer("list_stations", json!({})).unwrap_err().code(), "not_signed_in");
    let wrong = second.answer("sign_in", json!({ "name": "周敏", "password": "不是这个密码1" }));
    assert_eq!(wrong.unwrap_err().code(), "wrong_password");
    second.answer("sign_in", json!({ "name": "周敏", "password": "潮水退去2026" })).unwrap();
    assert_eq!(second.answer("list_stations", json!({})).unwrap()["count"], 10);
}

/// A bug: on a slow disk whoever came next was told that the file is busy until they had pressed often enough.
#[test]
fn who_signs_in_next_waits_for_what_the_one_before_had_begun() {
    let dir = tempfile::tempdir().unwrap();
    let host = host(dir.path());
    let me = json!({ "name": "周敏", "password": "潮水退去2026" });
    let founded = json!({ "office": OFFICE, "person": me["name"], "password": me["password"] });
    host.answer("found_desk", founded).unwrap();
    let (begun, begins) = std::sync::mpsc::channel();
    std::thread::scope(|threads| {
        threads.spawn(|| {
            let long = host.with(|_, _| {
                begun.send(()).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(700));
                Ok(())
            });
            long.unwrap();
        });
        begins.recv().unwrap();
        host.answer("sign_out", json!({})).unwrap();
        host.answer("sign_in", me).unwrap();
    });
    assert_eq!(host.answer("list_stations", json!({})).unwrap()["count"], 10);
}

#[test]
fn a_second_founding_in_the_same_folder_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let input = json!({ "office": OFFICE, "person": "周敏", "password": "潮水退去2026" });
    host(dir.path()).answer("found_desk", input.clone()).unwrap();
    assert_eq!(host(dir.path()).answer("found_desk", input).unwrap_err().code(), "desk_exists");
}

#[test]
fn a_weak_password_founds_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let input = json!({ "office": OFFICE, "person": "周敏", "password": "12345678" });
    assert_eq!(host(dir.path()).answer("found_desk", input).unwrap_err().code(), "weak_password");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

/// 温峤镇 is read Wenqiao there, not Wenjiao: the desk's own readings decide what finds it.
#[test]
fn a_place_is_found_by_the_initials_people_there_use() {
    let dir = tempfile::tempdir().unwrap();
    let desk = host(dir.path());
    let input = json!({ "office": "331081", "person": "周敏", "password": "潮水退去2026" });
    desk.answer("found_desk", input).unwrap();
    let found = desk.answer("find", json!({ "text": "wqz" })).unwrap();
    let names: Vec<&str> =
        found["places"].as_array().unwrap().iter().filter_map(|p| p["title"].as_str()).collect();
    assert_eq!(names, ["温峤镇"]);
}

#[test]
fn before_anybody_signs_in_the_program_tells_how_it_writes() {
    let dir = tempfile::tempdir().unwrap();
    let told = host(dir.path()).answer("about", json!({})).unwrap();
    // Format 1 with SHA-256 and Ed25519 is what ledger.md §1.2 froze.
    assert_eq!((&told["format"], &told["suite"]), (&json!(1), &json!(1)));
    assert_eq!(told["version"], env!("CARGO_PKG_VERSION"));
}

/// Before anything can be read there is something to read it with: `OTTO` is how an OpenType font with outlines begins.
#[test]
fn before_anybody_signs_in_a_page_without_chinese_is_lent_a_font() {
    let dir = tempfile::tempdir().unwrap();
    let lent = host(dir.path()).answer("spare_font", json!({})).unwrap();
    assert!(lent["bytes_base64"].as_str().unwrap().starts_with("T1RUTw"));
}

/// OWASP asks for 46 MiB and one pass at least of Argon2id; tests alone may say less.
#[test]
fn a_password_costs_64_mib_and_three_passes_a_try() {
    let dir = tempfile::tempdir().unwrap();
    let usual = Host::new(dir.path(), Arc::new(SystemWall), None);
    usual
        .answer("found_desk", json!({ "office": OFFICE, "person": "周敏", "password": "潮水退去2026" }))
        .unwrap();
    let kept: serde_json::Value =
        serde_json::from_slice(&std::fs::read(dir.path().join("slots.json")).unwrap()).unwrap();
    assert_eq!(kept["cost"], json!({ "m_kib": 65536, "t": 3, "p": 1 }));
}
