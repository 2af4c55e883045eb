//! Whose telephone may be seen, by whom, and that the look is written down.

#![allow(clippy::unwrap_used)] // a story that cannot go on must stop

mod crew;
mod desk_kit;

use crew::Crew;
use serde_json::json;

#[test]
fn a_deputys_and_a_colleagues_telephone_is_shown_for_a_purpose_and_nothing_else_of_them() {
    let crew = Crew::found();
    let input = json!({ "station": crew.station, "name": "陈代表", "phone": "13805761234", "levels": ["township"], "from_on": "2022-01-01" });
    let deputy = crew.made("register_deputy", input).0;
    let colleague = crew
        .made("register_person", json!({ "name": "徐姐", "department": "办公室", "phone": "13957612345" }))
        .0;
    for (record, phone) in [(&deputy, "13805761234"), (&colleague, "13957612345")] {
        let ask = |purpose: &str| json!({ "record": record, "fields": ["phone"], "purpose": purpose });
        let told = crew.kit.ok("unmask", ask("contact"));
        assert_eq!(told["values"], json!({ "phone": phone }));
        assert_eq!(crew.kit.code("unmask", ask(" ")), "required");
        let name = json!({ "record": record, "fields": ["phone", "name"], "purpose": "contact" });
        assert_eq!(crew.kit.code("unmask", name), "bad_input", "a name that stands in the open is no secret");
    }
    assert_eq!(
        crew.kit.code("unmask", json!({ "record": crew.station, "fields": ["phone"], "purpose": "contact" })),
        "denied"
    );
}

#[test]
fn a_liaison_sees_the_deputies_of_her_own_station_only() {
    let crew = Crew::found();
    let at = |station: &serde_json::Value| {
        let input = json!({ "station": station, "name": "陈代表", "phone": "13805761234", "levels": ["township"], "from_on": "2022-01-01" });
        crew.made("register_deputy", input).0
    };
    let (mine, other) = (at(&crew.station), at(&crew.other));
    crew.sign_in("李联");
    let ask =
        |record: &serde_json::Value| json!({ "record": record, "fields": ["phone"], "purpose": "contact" });
    assert_eq!(crew.kit.ok("unmask", ask(&mine))["values"]["phone"], "13805761234");
    assert_eq!(crew.kit.code("unmask", ask(&other)), "denied");
}

#[test]
fn a_sub_point_is_amended_and_closed_from_its_stations_page() {
    let crew = Crew::found();
    crew.kit.ok(
        "add_subpoint",
        json!({ "station": crew.station, "name": "三山村接待点", "address": "村文化礼堂" }),
    );
    let point = || crew.kit.ok("open_station", json!({ "record": crew.station }))["subpoints"][0].clone();
    let on = |more: serde_json::Value| {
        let point = point();
        let mut input = json!({ "record": point["record"], "seen": point["seen"] });
        crew::extend(&mut input, more);
        input
    };
    assert!(
        point()["steps"]
            .as_array()
            .unwrap()
            .iter()
            .any(|s| s["verb"] == "amend_subpoint" && s["may"] == true)
    );
    crew.kit.ok("amend_subpoint", on(json!({ "address": "村委会一楼" })));
    assert_eq!(point()["facts"]["address"], "村委会一楼");
    crew.kit.ok("close_subpoint", on(json!({ "reason": "合并到站点" })));
    assert_eq!(point()["state"], "closed");
}

#[test]
fn a_copy_is_made_before_a_list_is_taken_in() {
    let crew = Crew::found();
    let folder = tempfile::tempdir().unwrap();
    crew.kit.ok("set_backup", json!({ "dir": folder.path(), "every_hours": 24 }));
    let text = "站点编号,站点名称,检察院代码,启用日期\nZZ01,前所联络站,331002,2026-09-01\n";
    let file = json!({ "name": "站点.csv", "bytes_base64": desk_kit::base64(text.as_bytes()) });
    crew.kit.ok("preview_station_import", file.clone());
    let copies = || crew.kit.ok("list_backups", json!({}))["copies"].as_array().unwrap().len();
    assert_eq!(copies(), 0, "a dry run copies nothing");
    crew.kit.ok("import_stations", file);
    assert_eq!(copies(), 1);
}
