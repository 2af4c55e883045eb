//! What governs the rest: who is what from when on, rules that an office brings itself, the log and who reads it, keys
//! and letters that are given anew.

use std::sync::Arc;

use crate::crew::Crew;
use crate::desk_kit::{self, Kit, PASSWORD};
use actions::{Cost, FixedWall, Host};
use chrono::NaiveDate;
use serde_json::{Value, json};

fn account(kit: &Kit, name: &str) -> Value {
    let all = kit.ok("list_accounts", json!({}));
    all.as_array().unwrap().iter().find(|a| a["name"] == name).unwrap()["account"].clone()
}

fn person(kit: &Kit, name: &str) -> Value {
    let all = kit.ok("list_people", json!({}));
    all["rows"].as_array().unwrap().iter().find(|r| r["title"] == name).unwrap()["record"].clone()
}

/// The same desk on another day.
fn on(crew: Crew, day: &str) -> Kit {
    let Crew { kit: Kit { host, dir }, .. } = crew;
    drop(host);
    let day: NaiveDate = day.parse().unwrap();
    let host = Host::new(&dir.path().join("desk"), Arc::new(FixedWall { day }), None).costing(Cost::BARE);
    Kit { host, dir }
}

#[test]
fn another_role_begins_with_the_next_sign_in_and_the_old_grant_ends() {
    let crew = Crew::found();
    let appeal = crew.kit.appeal().0;
    let input = json!({ "account": account(&crew.kit, "张助"), "roles": ["prosecutor"], "stations": [] });
    crew.kit.ok("amend_account", input.clone());
    assert_eq!(crew.kit.code("amend_account", input), "nothing_changed");
    let own = json!({ "account": account(&crew.kit, "周敏"), "roles": ["head"], "level": "chief" });
    assert_eq!(crew.kit.code("amend_account", own), "own_work");
    let mixed = json!({ "account": account(&crew.kit, "张助"), "roles": ["prosecutor", "audit_admin"] });
    assert_eq!(crew.kit.code("amend_account", mixed), "roles_exclude");
    crew.sign_in("张助");
    crew.step("open_appeal", &appeal, ("accept_appeal", json!({ "nature": "ordinary", "on": "2026-09-01" })));
    let other =
        json!({ "account": account_as_registrar(&crew, "李联"), "roles": ["head"], "level": "chief" });
    crew.sign_in("张助");
    assert_eq!(crew.kit.code("amend_account", other), "denied");
    assert_eq!(crew.kit.ok("verify", json!({}))["verdict"], "good");
}

fn account_as_registrar(crew: &Crew, name: &str) -> Value {
    account(crew.sign_in("周敏"), name)
}

#[test]
fn a_liaison_who_moves_sees_the_new_station_only() {
    let crew = Crew::found();
    let input =
        json!({ "account": account(&crew.kit, "李联"), "roles": ["liaison"], "stations": [crew.other] });
    crew.kit.ok("amend_account", input);
    crew.sign_in("李联");
    let rows = crew.kit.ok("list_stations", json!({}));
    assert_eq!((&rows["count"], &rows["rows"][0]["record"]), (&json!(1), &crew.other));
}

#[test]
fn who_has_left_does_not_sign_in_from_the_day_after() {
    let crew = Crew::found();
    let leaving = person(&crew.kit, "张助");
    crew.step(
        "open_person",
        &leaving,
        ("leave_person", json!({ "left_on": "2026-09-04", "reason": "调离" })),
    );
    crew.sign_in("张助");
    let kit = on(crew, "2026-09-05");
    assert_eq!(kit.code("sign_in", json!({ "name": "张助", "password": PASSWORD })), "no_grant");
    kit.ok("sign_in", json!({ "name": "周敏", "password": PASSWORD }));
    let seen = kit.ok("open_person", json!({ "record": leaving }))["seen"].clone();
    kit.ok("return_person", json!({ "record": leaving, "seen": seen, "on": "2026-09-05", "reason": "调回" }));
    kit.ok("sign_in", json!({ "name": "张助", "password": PASSWORD }));
}

#[test]
fn paper_is_signed_by_a_head_who_can_confirm_it() {
    let crew = Crew::found();
    let appeal = crew.kit.appeal().0;
    crew.step("open_appeal", &appeal, ("accept_appeal", json!({ "nature": "ordinary", "on": "2026-09-01" })));
    crew.sign_in("张助");
    crew.step("open_appeal", &appeal, ("take_on_appeal", json!({})));
    let draft = json!({
        "outcome": "explain", "how": "written", "reply": "已清理", "explanation": "依照物业管理条例",
        "proofs": [{ "name": "照片", "kept": "paper", "volume": "1", "page": "2" }],
    });
    crew.step("open_appeal", &appeal, ("propose_conclusion", draft));
    let paper = |who: &str| json!({ "approver": person(&crew.kit, who), "on": "2026-09-01", "paper": { "name": "批示", "kept": "paper", "volume": "1", "page": "1" } });
    assert_eq!(
        crew.refused("open_appeal", &appeal, ("record_paper_approval", paper("李联"))),
        "not_approver"
    );
    let mut early = paper("王洁");
    early["on"] = json!("2026-08-31");
    assert_eq!(crew.refused("open_appeal", &appeal, ("record_paper_approval", early)), "end_before_start");
    crew.step("open_appeal", &appeal, ("record_paper_approval", paper("王洁")));
    assert_eq!(crew.kit.ok("open_appeal", json!({ "record": appeal }))["state"], "concluded");
}

#[test]
fn a_post_ends_no_later_than_it_was_to_end() {
    let crew = Crew::found();
    let who = person(&crew.kit, "张助");
    let input = json!({ "station": crew.station, "person": who, "kind": "leader", "from_on": "2026-08-03", "to_on": "2026-09-30" });
    let post = crew.kit.ok("appoint_post", input)["value"]["record"].clone();
    let seen = crew.kit.ok("open_station", json!({ "record": crew.station }))["team"].clone();
    let row = seen.as_array().unwrap().iter().find(|p| p["record"] == post).unwrap().clone();
    let end = |to: &str| json!({ "record": post, "seen": row["seen"], "to_on": to, "reason": "调整" });
    assert_eq!(crew.kit.code("relieve_post", end("2026-10-15")), "end_before_start");
    crew.kit.ok("relieve_post", end("2026-09-15"));
}

#[test]
fn a_station_is_found_to_have_opened_earlier_and_older_slips_are_entered() {
    let kit = Kit::found();
    let (station, _) = kit.station();
    let visit =
        |on: &str| json!({ "station": station, "visited_on": on, "kind": "reception", "summary": "咨询" });
    kit.ok("log_visit", visit("2026-01-05"));
    assert_eq!(kit.code("log_visit", visit("2025-11-05")), "station_closed");
    let seen = kit.ok("open_station", json!({ "record": station }))["seen"].clone();
    let opened = |on: &str, seen: &Value| json!({ "record": station, "seen": seen, "opened_on": on });
    assert_eq!(kit.code("amend_station", opened("2026-03-01", &seen)), "end_before_start");
    kit.ok("amend_station", opened("2024-06-01", &seen));
    kit.ok("log_visit", visit("2025-11-05"));
    assert_eq!(kit.code("log_visit", visit("2024-05-31")), "station_closed");
}

#[test]
fn founding_is_told_since_when_its_stations_are_open() {
    let dir = tempfile::tempdir().unwrap();
    let host = Host::new(&dir.path().join("desk"), Arc::new(FixedWall { day: desk_kit::day() }), None)
        .costing(Cost::BARE);
    let kit = Kit { host, dir };
    let input =
        json!({ "office": "331002", "person": "周敏", "password": PASSWORD, "stations_since": "2023-05-04" });
    kit.ok("found_desk", input);
    let (station, _) = kit.station();
    let visit =
        |on: &str| json!({ "station": station, "visited_on": on, "kind": "reception", "summary": "咨询" });
    kit.ok("log_visit", visit("2023-05-04"));
    assert_eq!(kit.code("log_visit", visit("2023-05-03")), "station_closed");
}

#[test]
fn founding_is_told_which_stations_are_kept_here() {
    let dir = tempfile::tempdir().unwrap();
    let host = Host::new(&dir.path().join("desk"), Arc::new(FixedWall { day: desk_kit::day() }), None)
        .costing(Cost::BARE);
    let kit = Kit { host, dir };
    let offices = kit.ok("offices", json!({}));
    let own = offices.as_array().unwrap().iter().find(|office| office["code"] == "331002").unwrap();
    let all = own["townships"].as_array().unwrap();
    // 椒江区: nine 街道 and a town; the city's choice is all of the prefecture's.
    assert_eq!((all.len(), offices[0]["townships"].as_array().unwrap().len()), (10, 130));
    let found = |stations: Value| json!({ "office": "331002", "person": "周敏", "password": PASSWORD, "stations": stations });
    assert_eq!(kit.code("found_desk", found(json!(["331081001"]))), "not_in_list", "of another county");
    kit.ok("found_desk", found(json!([all[8]["code"]])));
    let listed = kit.ok("list_stations", json!({}));
    assert_eq!((&listed["count"], &listed["rows"][0]["title"]), (&json!(1), &all[8]["name"]));
}

#[test]
fn the_log_is_the_audit_administrators_and_names_no_values() {
    let crew = Crew::found();
    let who = crew.kit.person("审管");
    crew.kit.ok("add_account", json!({ "person": who, "roles": ["audit_admin"], "password": PASSWORD }));
    let input = json!({
        "station": crew.station, "title": "欠薪", "way": "visit", "received_on": "2026-08-31", "category": "other",
        "facts": "工程完工半年", "request": "请督促支付",
        "people": [{ "part": "petitioner", "kind": "person", "name": "秦雨桐", "sex": "2", "phone": "13805761234" }],
    });
    let appeal = crew.made("register_appeal", input).0;
    let party =
        crew.kit.ok("open_appeal", json!({ "record": appeal }))["parties"][0]["party"]["record"].clone();
    crew.kit.ok("unmask", json!({ "record": party, "fields": ["name", "phone"], "purpose": "contact" }));
    assert_eq!(crew.kit.code("list_log", json!({})), "denied");
    crew.sign_in("审管");
    let looks = crew.kit.ok("list_log", json!({ "act": "unmask" }));
    let line = &looks["lines"][0];
    assert_eq!((line["by_name"].as_str(), line["what"]["purpose"].as_str()), (Some("周敏"), Some("contact")));
    assert_eq!(line["what"]["fields"], json!(["name", "phone"]));
    let all = crew.kit.ok("list_log", json!({}));
    let acts: Vec<&str> =
        all["lines"].as_array().unwrap().iter().map(|l| l["act"].as_str().unwrap()).collect();
    assert!(acts.contains(&"denied") && acts[0] == "sign_in", "{acts:?}");
    assert!(!all.to_string().contains("13805761234") && !all.to_string().contains("秦雨桐"));
    assert_eq!(crew.kit.code("open_appeal", json!({ "record": appeal })), "denied");
}

#[test]
fn the_log_comes_in_pages() {
    let crew = Crew::found();
    let who = crew.kit.person("审管");
    crew.kit.ok("add_account", json!({ "person": who, "roles": ["audit_admin"], "password": PASSWORD }));
    crew.sign_in("李联");
    for _ in 0..120 {
        assert_eq!(crew.kit.code("list_accounts", json!({})), "denied");
    }
    crew.sign_in("审管");
    let first = crew.kit.ok("list_log", json!({ "act": "denied" }));
    assert_eq!(first["lines"].as_array().unwrap().len(), 100);
    let rest = crew.kit.ok("list_log", json!({ "act": "denied", "before": first["next"] }));
    assert_eq!((rest["lines"].as_array().unwrap().len(), &rest["next"]), (20, &Value::Null));
    // A bug: the log alone of all lists could not be given out. All its pages go into one workbook, and that stands in it, too.
    let out = crew.kit.ok("export_log", json!({ "act": "denied" }));
    assert_eq!(out["count"], 120);
    let given = crew.kit.ok("list_log", json!({ "act": "export" }));
    assert_eq!(given["lines"][0]["what"], json!({ "noun": "log", "count": 120, "filters": "denied" }));
    crew.sign_in("李联");
    assert_eq!(crew.kit.code("export_log", json!({})), "denied");
}

#[test]
fn a_restored_desk_is_given_the_next_letter() {
    let kit = Kit::found();
    assert_eq!(kit.code("give_letter", json!({})), "nothing_changed");
    let to = kit.dir.path().join("copies");
    std::fs::create_dir_all(&to).unwrap();
    let copy = kit.ok("backup_now", json!({ "dir": to }));
    kit.ok("sign_out", json!({}));
    kit.ok("restore_backup", json!({ "copy": copy["dir"], "name": "周敏", "password": PASSWORD }));
    kit.appeal();
    assert_eq!(kit.ok("give_letter", json!({}))["value"]["letter"], "B");
    assert_eq!(kit.code("give_letter", json!({})), "nothing_changed");
    let (appeal, _) = kit.appeal();
    let no = kit.ok("open_appeal", json!({ "record": appeal }))["no"].clone();
    assert!(no.as_str().unwrap().contains("-B"), "{no}");
    assert_eq!(kit.ok("verify", json!({}))["verdict"], "good");
}

#[test]
fn a_new_key_and_a_new_sheet_open_and_the_old_sheet_does_not() {
    let kit = Kit::found();
    kit.ok("rekey_file", json!({}));
    kit.person("换钥后登记的人");
    let old = kit.ok("renew_sheet", json!({}));
    let sheet = kit.ok("renew_sheet", json!({}));
    assert_ne!(old["sheet"], sheet["sheet"]);
    let [a, b] = [0, 1].map(|n| sheet["confirm"][n].as_u64().unwrap());
    let groups = |a: u64, b: u64| json!({ "groups": { a.to_string(): sheet["sheet"][a as usize], b.to_string(): sheet["sheet"][b as usize] } });
    kit.ok("confirm_sheet", groups(a, b));
    kit.ok("sign_out", json!({}));
    let by = |sheet: &Value| json!({ "groups": sheet["sheet"], "name": "周敏", "password": "新的口令2026" });
    assert_eq!(kit.code("open_by_sheet", by(&old)), "wrong_sheet");
    std::thread::sleep(std::time::Duration::from_millis(2100));
    kit.ok("open_by_sheet", by(&sheet));
    assert_eq!(kit.ok("verify", json!({}))["verdict"], "good");
}

/// The three administrators were kept apart for a login and not for a person.
#[test]
fn one_person_has_one_account() {
    let crew = Crew::found();
    let again =
        |roles: Value| json!({ "person": person(&crew.kit, "张助"), "roles": roles, "password": PASSWORD });
    assert_eq!(crew.kit.code("add_account", again(json!(["audit_admin"]))), "has_account");
    crew.kit.ok("remove_account", json!({ "account": account(&crew.kit, "张助") }));
    crew.kit.ok("add_account", again(json!(["prosecutor"])));
}

/// A matter stood with somebody who could do nothing about it, or with nobody at all.
#[test]
fn a_matter_is_given_only_to_somebody_who_can_work_on_it() {
    let crew = Crew::found();
    let appeal = crew.kit.appeal().0;
    crew.step("open_appeal", &appeal, ("accept_appeal", json!({ "nature": "ordinary", "on": "2026-09-01" })));
    let nobody = json!("018f2f3e-0000-7000-8000-000000000000");
    for (who, to) in
        [("李联", person(&crew.kit, "李联")), ("何管", person(&crew.kit, "何管")), ("nobody", nobody)]
    {
        let given = ("assign_handler", json!({ "handler": to }));
        assert_eq!(crew.refused("open_appeal", &appeal, given), "cannot_hold", "{who}");
    }
    let assistant = person(&crew.kit, "张助");
    crew.step("open_appeal", &appeal, ("assign_handler", json!({ "handler": assistant })));
    let given = ("hand_over_appeal", json!({ "to": person(&crew.kit, "李联"), "reason": "调岗" }));
    assert_eq!(crew.refused("open_appeal", &appeal, given), "cannot_hold");
}

/// It could be given to the team of another station, who was then refused the page of what they held.
#[test]
fn a_matter_is_given_to_nobody_who_works_for_another_station_only() {
    let crew = Crew::found();
    let colleague = |name: &str, station: &Value| {
        let person = crew.kit.person(name);
        let account =
            json!({ "person": person, "roles": ["prosecutor"], "stations": [station], "password": PASSWORD });
        crew.kit.ok("add_account", account);
        person
    };
    let (far, near) = (colleague("程检", &crew.other), colleague("金检", &crew.station));
    let appeal = crew.kit.appeal().0;
    assert_eq!(
        crew.kit.ok("open_appeal", json!({ "record": appeal }))["station"]["record"],
        crew.station,
        "the scene"
    );
    crew.step("open_appeal", &appeal, ("accept_appeal", json!({ "nature": "ordinary", "on": "2026-09-01" })));
    let assigned = |to: &Value| ("assign_handler", json!({ "handler": to }));
    let handed = |to: &Value| ("hand_over_appeal", json!({ "to": to, "reason": "调岗" }));
    assert_eq!(crew.refused("open_appeal", &appeal, assigned(&far)), "cannot_hold");
    crew.step("open_appeal", &appeal, assigned(&near));
    assert_eq!(crew.refused("open_appeal", &appeal, handed(&far)), "cannot_hold");
    // A bug: with all the rest she could be given it.
    let rows = crew.kit.ok("preview_hand_over", json!({ "from": near }))["rows"].clone();
    let on = |row: &Value| json!({ "record": row["work"]["record"], "seen": row["seen"] });
    let on: Vec<Value> = rows.as_array().unwrap().iter().map(on).collect();
    let all = json!({ "from": near, "to": far, "reason": "调岗", "except": [], "on": on });
    assert_eq!(crew.kit.code("hand_over", all), "cannot_hold");
    crew.sign_in("程检");
    assert_eq!(crew.kit.code("open_appeal", json!({ "record": appeal })), "denied");
    crew.sign_in("金检");
    assert_eq!(crew.kit.ok("open_appeal", json!({ "record": appeal }))["holder"], near);
}

/// Any id could be named, so that the one who answered recorded the rating in person.
#[test]
fn an_answer_on_the_spot_is_by_somebody_of_the_staff() {
    let crew = Crew::found();
    let input = |by: Value| {
        json!({
            "station": crew.station, "title": "咨询", "way": "visit", "received_on": "2026-09-01", "category": "consultation",
            "facts": "问流程", "request": "请告知", "anonymous": true,
            "answered": { "answer": "告知途径", "how": "oral", "answered_by": by, "rating": "satisfied" },
        })
    };
    let code = crew.kit.code("register_appeal", input(json!("018f2f3e-0000-7000-8000-000000000000")));
    assert_eq!(code, "missing");
    assert_eq!(crew.kit.code("register_appeal", input(crew.station.clone())), "missing");
}

/// A liaison is often the township's own: reasons for asking for time are the office's.
#[test]
fn a_liaison_reads_every_act_and_none_of_the_offices_words() {
    let crew = Crew::found();
    let appeal = crew.kit.appeal().0;
    crew.step("open_appeal", &appeal, ("accept_appeal", json!({ "nature": "ordinary", "on": "2026-09-01" })));
    crew.step("open_appeal", &appeal, ("urge_appeal", json!({ "kind": "urge", "text": "内部研判后尽快办" })));
    let told = |kit: &Kit| kit.ok("open_appeal", json!({ "record": appeal }))["timeline"].clone();
    assert!(told(&crew.kit).to_string().contains("内部研判后尽快办"));
    crew.sign_in("李联");
    let seen = told(&crew.kit);
    assert!(seen.to_string().contains("urge_appeal"), "{seen}");
    assert!(!seen.to_string().contains("内部研判后尽快办"), "{seen}");
}

/// What was sealed was lost for ever with the founder's password.
#[test]
fn the_paper_sheet_opens_what_was_sealed() {
    let dir = tempfile::tempdir().unwrap();
    let host = Host::new(&dir.path().join("desk"), Arc::new(FixedWall { day: desk_kit::day() }), None)
        .costing(Cost::BARE);
    let kit = Kit { host, dir };
    let founded = kit.ok("found_desk", json!({ "office": "331002", "person": "周敏", "password": PASSWORD }));
    let (station, _) = kit.station();
    let input = json!({
        "station": station, "title": "反映受贿", "way": "visit", "received_on": "2026-08-31", "category": "report",
        "facts": "多年收受", "request": "请查处",
    });
    kit.ok("register_appeal", input);
    let facts = |kit: &Kit| {
        let row = kit.ok("list_sealed", json!({}))[0]["record"].clone();
        kit.ok("open_sealed", json!({ "record": row }))["facts"]["facts"].clone()
    };
    let by = |sheet: &Value, password: &str| json!({ "groups": sheet, "name": "周敏", "password": password });
    kit.ok("open_by_sheet", by(&founded["sheet"], "新的口令2026"));
    assert_eq!(facts(&kit), "多年收受");
    let renewed = kit.ok("renew_sheet", json!({}));
    kit.ok("open_by_sheet", by(&renewed["sheet"], "再新口令2026"));
    assert_eq!(facts(&kit), "多年收受");
    assert_eq!(kit.ok("verify", json!({}))["verdict"], "good");
}

/// A slip of the hand in the year was kept as a day no calendar reaches.
#[test]
fn a_year_beyond_all_work_is_refused_with_its_field() {
    let kit = Kit::found();
    let (station, _) = kit.station();
    for on in ["1026-08-31", "9999-01-01", "-262143-01-01"] {
        let input = json!({ "station": station, "title": "占道", "way": "visit", "received_on": on });
        let fault = kit.host.answer("register_appeal", input).unwrap_err();
        let told = serde_json::to_value(&fault).unwrap();
        assert_eq!(
            (fault.code().as_str(), &told["values"]["field"]),
            ("out_of_range", &json!("received_on")),
            "{on}"
        );
    }
}
