//! 转交 between three offices by disc: 椒江 gives, the city decides, 黄岩 takes in and works, and 椒江's station tells.

use std::sync::Arc;

use actions::SystemWall;
use serde_json::{Value, json};
use tests::{FOUNDER, Newcomer, TestDesk, paper};

const GIVER: &str = "沈立";
const TELLER: &str = "金菊香";
const GIVERS_DESK: &str = "椒江登记员";
const TAKER: &str = "徐国平";
const TAKERS_HEAD: &str = "林志远";
const TAKERS_DESK: &str = "黄岩登记员";
const ABOVE: &str = "郑海波";

/// A desk an office, each with its own people.
struct Cell {
    city: TestDesk,
    giver: TestDesk,
    taker: TestDesk,
    here: String,
    there: String,
}

impl Cell {
    fn new() -> Self {
        let staff = [
            ("系统员甲", "system_admin", None),
            ("安全员乙", "security_admin", None),
            (ABOVE, "head", Some("section")),
        ];
        let mut city = TestDesk::founded_at("331000", Arc::new(SystemWall)).with(&staff);
        let (here, there) = (station_of(&city, "331002"), station_of(&city, "331003"));
        let mut of = |name, office| {
            city.join(&Newcomer { name, role: "registrar", level: None, stations: vec![], office })
        };
        let giver =
            of(GIVERS_DESK, "331002").with(&[(GIVER, "prosecutor", None), (TELLER, "assistant", None)]);
        let people = [(TAKER, "prosecutor", None), (TAKERS_HEAD, "head", Some("chief"))];
        let taker = of(TAKERS_DESK, "331003").with(&people);
        Self { city, giver, taker, here, there }
    }

    fn up(&self) {
        self.giver.carry(GIVER, (&self.city, FOUNDER));
        self.taker.carry(TAKER, (&self.city, FOUNDER));
    }

    fn down(&self) {
        self.city.carry(FOUNDER, (&self.giver, GIVER));
        self.city.carry(FOUNDER, (&self.taker, TAKER));
    }

    /// Registered and accepted at 椒江's station, asked for, and approved by the city: the old record and the new one.
    fn handed(&self) -> (String, String) {
        let old = register(&self.giver, &self.here);
        self.giver.steps(GIVER, "accept_appeal", ("appeal", &old), sorting(&self.giver));
        let asked = json!({ "office": "331003", "reason": "工程在黄岩澄江" });
        self.giver.steps(GIVER, "ask_hand_over", ("appeal", &old), asked);
        self.up();
        let page =
            self.city.steps(ABOVE, "approve_hand_over", ("appeal", &old), json!({ "station": self.there }));
        let new = page["hand_over"]["record"].as_str().expect("the record over there").to_owned();
        (old, new)
    }
}

fn station_of(city: &TestDesk, office: &str) -> String {
    let page = city.done(FOUNDER, "list_stations", json!({ "limit": 200 }));
    let mut all = page["rows"].as_array().unwrap().iter().map(|row| row["record"].as_str().unwrap());
    let of = |record: &&str| city.page(FOUNDER, ("station", record))["facts"]["office"] == office;
    all.find(of).expect("a station of the office").to_owned()
}

fn today(desk: &TestDesk) -> Value {
    desk.ok("desk_state", json!({}))["today"].clone()
}

fn register(desk: &TestDesk, station: &str) -> String {
    let input = json!({
        "station": station, "way": "visit", "received_on": today(desk), "category": "other", "title": "反映工程欠薪",
        "facts": "在黄岩工地做工，家在椒江。", "request": "请求支付工资", "n_people": 1, "materials": [paper::kept("工资条")],
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    desk.made(GIVER, "register_appeal", input)
}

fn sorting(desk: &TestDesk) -> Value {
    let notice = json!({ "about": "accepted", "on": today(desk), "how": "phone", "text": "已受理" });
    json!({ "nature": "ordinary", "on": today(desk), "notice": notice })
}

/// Worked on over there up to the approval by its head.
fn conclude(cell: &Cell, new: &str) {
    let on = ("appeal", new);
    cell.taker.steps(TAKER, "take_on_appeal", on, json!({}));
    let conclusion = json!({
        "outcome": "support", "reply": "工资已付清。", "explanation": "依据保障农民工工资支付条例。", "how": "written",
        "proofs": [paper::kept("付款凭证")],
    });
    cell.taker.steps(TAKER, "propose_conclusion", on, conclusion);
    cell.taker.steps(TAKERS_HEAD, "approve_conclusion", on, json!({}));
    cell.up();
}

#[test]
fn it_goes_through_the_city_and_what_came_of_it_is_told_at_the_first_station() {
    let cell = Cell::new();
    let (old, new) = cell.handed();
    unaware(&cell, &old);
    cell.down();
    arrives(&cell, (&old, &new));
    let on = ("appeal", new.as_str());
    let taken = cell.taker.steps(TAKER, "take_in_appeal", on, json!({}));
    assert!(taken["no"].is_string());
    cell.taker.steps(TAKER, "accept_appeal", on, sorting(&cell.taker));
    cell.up();
    let given = cell.city.page(FOUNDER, ("appeal", &old));
    assert_eq!(
        (given["state"].as_str(), given["hand_over"]["there_no"].as_str()),
        (Some("handed_over"), taken["no"].as_str())
    );
    let acts =
        |late: &Value| late.as_array().unwrap().iter().map(|one| one["act"].clone()).collect::<Vec<_>>();
    assert_eq!(acts(&given["hand_over"]["late"]), ["take_on_appeal", "note_progress"]);
    cell.down();
    let known = cell.taker.page(TAKER, on);
    assert_eq!(acts(&known["handed_in"]["late"]), ["take_on_appeal", "note_progress"], "nothing is lost");
    assert!(known["handed_in"]["story"].to_string().contains("已与包工头联系"));
    assert_eq!(cell.giver.page(GIVER, ("appeal", &old))["state"], "handed_over");

    conclude(&cell, &new);
    cell.down();
    let told = cell.giver.page(GIVER, ("appeal", &old));
    assert_eq!(
        (told["state"].as_str(), told["hand_over"]["at"].as_str()),
        (Some("concluded"), Some("answered"))
    );
    assert_eq!(told["replies"][0]["text"], "工资已付清。");
    assert_eq!(
        cell.taker.held_back(TAKER, "deliver_appeal", on, delivery(&cell.taker, &known)),
        "told_there"
    );
    feed_back(&cell, (&old, &told));
    let closed = cell.taker.page(TAKER, on);
    assert_eq!(closed["state"], "evaluated");
    for (desk, who) in [(&cell.city, FOUNDER), (&cell.giver, GIVER), (&cell.taker, TAKER)] {
        assert_eq!(desk.done(who, "verify", json!({}))["verdict"], "good", "{who}");
        let doubtful = desk.done(who, "list_appeals", json!({ "flag": "doubtful" }));
        assert_eq!(doubtful["count"], 0, "{who}");
    }
}

/// 椒江 does not know yet: its people work on in the old office's name.
fn unaware(cell: &Cell, old: &str) {
    cell.giver.steps(GIVER, "take_on_appeal", ("appeal", old), json!({}));
    let progress = json!({ "text": "已与包工头联系", "on": today(&cell.giver), "how": "phone" });
    cell.giver.steps(GIVER, "note_progress", ("appeal", old), progress);
}

/// What 黄岩 sees before it has taken it in.
fn arrives(cell: &Cell, (old, new): (&str, &str)) {
    let arrived = cell.taker.page(TAKER, ("appeal", new));
    assert_eq!((arrived["state"].as_str(), arrived["no"].is_null()), (Some("arrived"), true));
    let group = cell.taker.done(TAKER, "today", json!({ "mine": false }))["groups"][0].clone();
    assert_eq!((group["key"].as_str(), group["n"].as_u64()), (Some("arrived"), Some(1)));
    let came = &arrived["handed_in"];
    assert_eq!(came["from_office"], "331002");
    let n_proofs = came["n_proofs"].as_u64().unwrap();
    assert!(n_proofs >= 3, "registered, accepted, asked: {came}");
    assert_eq!(came["n_good"], n_proofs, "each as its writer signed it");
    assert!(came["story"].to_string().contains("工程在黄岩澄江"));
    assert_eq!(arrived["parties"][0]["party"]["name"], "王○○", "its people are records of its own");
    assert_eq!(
        cell.taker.refused(TAKER, "open_appeal", json!({ "record": old })),
        "missing",
        "椒江's own stays 椒江's"
    );
    let received = |page: &Value| tests::clock(page, "R01")["due_on"].clone();
    assert_eq!(received(&arrived), received(&cell.giver.page(GIVER, ("appeal", old))), "nobody gains time");
}

fn delivery(desk: &TestDesk, page: &Value) -> Value {
    json!({ "to": page["parties"][0]["party"]["record"], "how": "mail", "on": today(desk), "proof": paper::kept("回执") })
}

fn feed_back(cell: &Cell, (old, page): (&str, &Value)) {
    cell.giver.steps(GIVER, "deliver_appeal", ("appeal", old), delivery(&cell.giver, page));
    let rating =
        json!({ "level": "satisfied", "on": today(&cell.giver), "how": "phone", "reason": "钱到了" });
    // The one who worked on it meanwhile does not write down what the petitioner thinks of it.
    assert_eq!(cell.giver.held_back(GIVER, "evaluate_appeal", ("appeal", old), rating.clone()), "own_work");
    cell.giver.steps(TELLER, "evaluate_appeal", ("appeal", old), rating);
    cell.up();
    cell.down();
}

#[test]
fn what_was_wrongly_received_goes_back_only_through_the_office_above() {
    let cell = Cell::new();
    let (old, new) = cell.handed();
    cell.down();
    cell.taker.steps(TAKER, "take_in_appeal", ("appeal", &new), json!({}));
    let reason = json!({ "reason": "工地在椒江界内" });
    assert_eq!(cell.taker.held_back(TAKER, "return_hand_over", ("appeal", &new), reason.clone()), "denied");
    let by_head = cell.taker.held_back(TAKERS_HEAD, "return_hand_over", ("appeal", &new), reason.clone());
    assert_eq!(by_head, "not_now", "not even by its head");
    cell.up();
    let page = cell.city.steps(ABOVE, "return_hand_over", ("appeal", &old), reason);
    assert_eq!(
        (page["state"].as_str(), page["hand_over"]["at"].as_str()),
        (Some("accepted"), Some("sent_back"))
    );
    cell.down();
    let back = cell.taker.page(TAKER, ("appeal", &new));
    assert_eq!(
        (back["state"].as_str(), back["handed_in"]["back_why"].as_str()),
        (Some("handed_back"), Some("工地在椒江界内"))
    );
    assert!(back["steps"].as_array().unwrap().iter().all(|step| step["may"] == false), "its work ends");
    let own = cell.giver.steps(GIVER, "take_on_appeal", ("appeal", &old), json!({}));
    assert_eq!(own["state"], "handling", "椒江's again");
    let again = json!({ "office": "331004", "reason": "实为路桥" });
    let asked = cell.giver.steps(GIVER, "ask_hand_over", ("appeal", &old), again);
    assert_eq!(
        (asked["hand_over"]["at"].as_str(), asked["hand_over"]["to_office"].as_str()),
        (Some("asked"), Some("331004"))
    );
}
