//! A later desk of an office, enrolled by another office's keeper: with the sheet, or it would be a desk that nobody believes.

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
