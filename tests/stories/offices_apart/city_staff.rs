//! A county's matter that somebody of the city's office works on: given at the city's desk, worked on there, told at the
//! county's station. They know no rule; what a call answers is what a story says about it.
//! Run with the stories.

use serde_json::{Value, json};
use tests::handing::{ABOVE, GIVER, GIVERS_DESK, Handing, TAKER, TELLER, delivery, register, sorting, today};
use tests::{FOUNDER, PASSWORD, paper};

/// Accepted at 椒江, and by the city's head given to a prosecutor of the city.
fn given() -> (Handing, String) {
    let cell = Handing::by_disc();
    let appeal = register(&cell.giver, &cell.here);
    let on = ("appeal", appeal.as_str());
    cell.giver.steps(GIVER, "accept_appeal", on, sorting(&cell.giver));
    cell.up();
    let stranger = json!({ "handler": cell.taker.person(TAKER) });
    assert_eq!(
        cell.city.held_back(ABOVE, "assign_handler", on, stranger),
        "cannot_hold",
        "of another county"
    );
    let page = cell.city.steps(ABOVE, "assign_handler", on, json!({ "handler": cell.city.person(FOUNDER) }));
    assert_eq!((&page["state"], &page["holder_name"]), (&json!("handling"), &json!(FOUNDER)));
    (cell, appeal)
}

#[test]
fn somebody_of_the_city_works_on_a_countys_matter_and_its_station_tells() {
    let (cell, appeal) = given();
    let (city, giver, on) = (&cell.city, &cell.giver, ("appeal", appeal.as_str()));
    let mine = |text: &str| json!({ "mine": true, "text": text });
    assert_eq!(city.done(FOUNDER, "list_appeals", mine("欠薪"))["count"], 1, "it is on her list");
    cell.down();
    let known = giver.page(GIVER, on);
    assert_eq!((&known["state"], &known["holder_name"]), (&json!("handling"), &json!(FOUNDER)));
    let progress = json!({ "text": "已与包工头联系", "on": today(giver), "how": "phone" });
    assert_eq!(giver.held_back(GIVER, "note_progress", on, progress.clone()), "not_holder");

    city.steps(FOUNDER, "note_progress", on, progress);
    let conclusion = json!({
        "outcome": "support", "reply": "工资已付清。", "explanation": "依据保障农民工工资支付条例。", "how": "written",
        "proofs": [paper::kept("付款凭证")],
    });
    city.steps(FOUNDER, "propose_conclusion", on, conclusion);
    assert_eq!(city.steps(ABOVE, "approve_conclusion", on, json!({}))["state"], "concluded");
    cell.down();
    let told = giver.page(GIVER, on);
    assert_eq!((&told["state"], &told["replies"][0]["text"]), (&json!("concluded"), &json!("工资已付清。")));
    giver.steps(GIVER, "deliver_appeal", on, delivery(giver, &told));
    let rating = json!({ "level": "satisfied", "on": today(giver), "how": "phone" });
    giver.steps(TELLER, "evaluate_appeal", on, rating);
    cell.up();
    for (desk, who) in [(city, FOUNDER), (giver, GIVER)] {
        assert_eq!(desk.page(who, on)["state"], "evaluated", "{who}");
        assert_eq!(desk.done(who, "list_appeals", json!({ "flag": "doubtful" }))["count"], 0, "{who}");
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good", "{who}");
    }
}

/// Her work goes to a colleague of the city's with the rest, and from there back to the county.
#[test]
fn a_countys_matter_is_handed_over_with_the_rest_and_goes_back_to_the_county() {
    let (cell, appeal) = given();
    let (city, giver, on) = (&cell.city, &cell.giver, ("appeal", appeal.as_str()));
    let (from, to) = (city.person(FOUNDER), city.person(ABOVE));
    let rows = city.done(ABOVE, "preview_hand_over", json!({ "from": from }))["rows"].clone();
    let seen = |row: &Value| json!({ "record": row["work"]["record"], "seen": row["seen"] });
    let seen: Vec<Value> = rows.as_array().unwrap().iter().map(seen).collect();
    let input = json!({ "from": from, "to": to, "reason": "调任", "except": [], "on": seen });
    assert_eq!(city.done(ABOVE, "hand_over", input)["value"]["n"], 1);
    cell.down();
    assert_eq!(giver.page(GIVER, on)["holder_name"], ABOVE);
    let back = json!({ "to": giver.person(TELLER), "reason": "由本院办理" });
    assert_eq!(giver.steps(GIVER, "hand_over_appeal", on, back)["holder_name"], TELLER);
    cell.up();
    assert_eq!(city.page(FOUNDER, on)["holder_name"], TELLER);
    assert_eq!(city.done(FOUNDER, "list_appeals", json!({ "mine": true }))["count"], 0);
}

/// A bug: the answer was yes, the login was made, and no desk followed what had been written.
#[test]
fn a_county_lets_nobody_of_the_city_in_and_changes_nobodys_rights_there() {
    let cell = Handing::by_disc();
    let (city, giver) = (&cell.city, &cell.giver);
    let hired = json!({ "name": "市院新人", "department": "第六检察部" });
    let person = city.made(FOUNDER, "register_person", hired);
    cell.down();
    let accounts = || giver.done(GIVERS_DESK, "list_accounts", json!({}));
    let before = accounts();
    let head = json!({ "roles": ["head"], "level": "chief", "stations": [] });
    let new = tests::over(head.clone(), json!({ "person": person, "password": PASSWORD }));
    assert_eq!(giver.refused(GIVERS_DESK, "add_account", new.clone()), "denied");
    let above = before.as_array().unwrap().iter().find(|row| row["name"] == ABOVE).unwrap();
    let more = tests::over(head, json!({ "account": above["account"], "level": "deputy" }));
    assert_eq!(giver.refused(GIVERS_DESK, "amend_account", more.clone()), "denied");
    assert_eq!(accounts(), before);
    let login = json!({ "name": "市院新人", "password": PASSWORD });
    assert_eq!(giver.refused(GIVERS_DESK, "sign_in", login), "wrong_password", "nor is there a login");
    // Its own office may, and the one above.
    city.done(FOUNDER, "amend_account", more);
    city.done(FOUNDER, "add_account", new);
}
