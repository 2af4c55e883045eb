//! A later desk of an office, enrolled by another office's keeper: with the sheet, or it would be a desk that nobody believes. And
//! what the registrar of an office below brings: limits of that office, and none for its neighbours.

use std::sync::Arc;

use actions::SystemWall;
use serde_json::json;
use tests::{Asking, FOUNDER, Newcomer, TestDesk};

const COUNTY: &str = "331002";

#[test]
fn the_city_enrols_a_countys_second_desk_with_the_sheet_only() {
    let staff = [("系统员甲", "system_admin", None), ("安全员乙", "security_admin", None)];
    let mut city = TestDesk::founded_at("331000", Arc::new(SystemWall)).with(&staff);
    let newcomer = |name, role| Newcomer { name, role, level: None, stations: vec![], office: COUNTY };
    city.join(&newcomer("陈雅静", "registrar"));

    let second = newcomer("沈立", "prosecutor");
    let request = Asking::of(&city, &second).request();
    let view = city.done(FOUNDER, "open_request", request.clone());
    assert_eq!(view["needs_sheet"], true, "only who holds the county's sealed matters hands them on");
    let hired = json!({ "name": "沈立", "department": "第六检察部", "office": COUNTY });
    let person = city.made(FOUNDER, "register_person", hired);
    let bare = json!({ "request": request, "person": person, "roles": ["prosecutor"], "stations": [] });
    assert_eq!(city.refused(FOUNDER, "enrol_desk", bare), "required");

    let desk = city.join(&newcomer("郑海波", "prosecutor"));
    assert_eq!(desk.done("郑海波", "list_appeals", json!({}))["rows"], json!([]), "signed in, and at work");
}

/// A bug: one stream of rules counts in the whole cell, and any county's registrar wrote it for all.
#[test]
fn a_county_brings_its_own_limits_and_none_that_bind_the_others() {
    let staff = [("系统员甲", "system_admin", None), ("安全员乙", "security_admin", None)];
    let mut city = TestDesk::founded_at("331000", Arc::new(SystemWall)).with(&staff);
    let keeper =
        Newcomer { name: "陈雅静", role: "registrar", level: None, stations: vec![], office: COUNTY };
    let county = city.join(&keeper);
    let levels = "# id: rules/approvals\n# version: 900\n# source: 本院审批权限\n\
        act,level,source,wording,valid_from,valid_to\nrefuse_appeal,deputy,本院审批权限,verified,,\n";
    let limit = |office: &str, version: u32| {
        format!(
            "# id: rules/deadlines\n# version: {version}\n# source: 本院内部规定\n\
             id,version,noun,matter,article,unit,amount,direction,opened_by,counts_from,recounts_from,met_by,applies_when,extension,\
             extension_level,pauses,exclusions,standing,wording,enabled,by_itself,office,valid_from,valid_to,note\n\
             JJ01,{version},appeal,内部分流时限,本院内部规定,working,3,forward,registered,received,,sorted,always,,,,,internal,verified,true,\
             true,{office},2026-01-01,,\n"
        )
    };
    let day = "date,kind,name\n2026-09-07,off,测试\n".to_owned();
    let top = city.done(FOUNDER, "list_rules", json!({}))["above"].clone();
    let above = county.done("陈雅静", "list_rules", json!({}))["above"].clone();
    assert_eq!(
        (top.is_null(), above.as_str().is_some_and(|name| name.contains("台州"))),
        (true, true),
        "{above}"
    );
    for (call, text) in [
        ("import_rules", levels.to_owned()),
        ("preview_rules", limit("331003", 901)),
        ("import_rules", limit("", 902)),
        ("import_calendar", day),
    ] {
        assert_eq!(county.refused("陈雅静", call, json!({ "text": text })), "only_by_office", "{text}");
    }
    let offered = json!({ "hashes": ["00"] });
    assert_eq!(county.refused("陈雅静", "take_over_rules", offered), "only_by_office");
    county.done("陈雅静", "import_rules", json!({ "text": limit(COUNTY, 903) }));
    city.done(FOUNDER, "import_rules", json!({ "text": levels }));
}
