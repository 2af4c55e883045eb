//! Three offices of a cell, each at a desk of its own, and an appeal that one hands to another through the city.
//! It does not know how what they write travels: whoever tells the story says so (`Handing::by`).
//! Called by `stories/` and `hub/`.

use std::sync::Arc;

use actions::SystemWall;
use serde_json::{Value, json};

use crate::{FOUNDER, Newcomer, TestDesk, paper};

pub const GIVER: &str = "沈立";
pub const TELLER: &str = "金菊香";
pub const GIVERS_DESK: &str = "椒江登记员";
pub const TAKER: &str = "徐国平";
pub const TAKERS_HEAD: &str = "林志远";
pub const TAKERS_DESK: &str = "黄岩登记员";
pub const ABOVE: &str = "郑海波";

/// From the two offices to the city, and back from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    Up,
    Down,
}

/// Carries everything one leg, by disc or by hub.
type Way = Box<dyn Fn(&Handing, Leg)>;

/// 椒江 gives, the city decides, 黄岩 takes.
pub struct Handing {
    pub city: TestDesk,
    pub giver: TestDesk,
    pub taker: TestDesk,
    /// A station of each.
    pub here: String,
    pub there: String,
    way: Way,
}

impl Handing {
    pub fn by_disc() -> Self {
        Self::by(|all, leg| {
            let to = [(&all.giver, GIVER), (&all.taker, TAKER)];
            to.into_iter().for_each(|(desk, who)| match leg {
                Leg::Up => drop(desk.carry(who, (&all.city, FOUNDER))),
                Leg::Down => drop(all.city.carry(FOUNDER, (desk, who))),
            });
        })
    }

    pub fn by(way: impl Fn(&Self, Leg) + 'static) -> Self {
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
        Self { city, giver, taker, here, there, way: Box::new(way) }
    }

    pub fn up(&self) {
        (self.way)(self, Leg::Up);
    }

    pub fn down(&self) {
        (self.way)(self, Leg::Down);
    }

    /// Registered and accepted at 椒江's station, asked for, and approved by the city: the old record and the new one.
    pub fn handed(&self) -> (String, String) {
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

    /// Worked on over there up to the approval by its head.
    pub fn conclude(&self, new: &str) {
        let on = ("appeal", new);
        self.taker.steps(TAKER, "take_on_appeal", on, json!({}));
        let conclusion = json!({
            "outcome": "support", "reply": "工资已付清。", "explanation": "依据保障农民工工资支付条例。", "how": "written",
            "proofs": [paper::kept("付款凭证")],
        });
        self.taker.steps(TAKER, "propose_conclusion", on, conclusion);
        self.taker.steps(TAKERS_HEAD, "approve_conclusion", on, json!({}));
        self.up();
    }
}

fn station_of(city: &TestDesk, office: &str) -> String {
    let page = city.done(FOUNDER, "list_stations", json!({ "limit": 200 }));
    let rows = page["rows"].as_array().expect("rows");
    let mut all = rows.iter().map(|row| row["record"].as_str().expect("a record"));
    let of = |record: &&str| city.page(FOUNDER, ("station", record))["facts"]["office"] == office;
    all.find(of).expect("a station of the office").to_owned()
}

pub fn today(desk: &TestDesk) -> Value {
    desk.ok("desk_state", json!({}))["today"].clone()
}

pub fn register(desk: &TestDesk, station: &str) -> String {
    let input = json!({
        "station": station, "way": "visit", "received_on": today(desk), "category": "other", "title": "反映工程欠薪",
        "facts": "在黄岩工地做工，家在椒江。", "request": "请求支付工资", "n_people": 1, "materials": [paper::kept("工资条")],
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    desk.made(GIVER, "register_appeal", input)
}

pub fn sorting(desk: &TestDesk) -> Value {
    let notice = json!({ "about": "accepted", "on": today(desk), "how": "phone", "text": "已受理" });
    json!({ "nature": "ordinary", "on": today(desk), "notice": notice })
}

pub fn delivery(desk: &TestDesk, page: &Value) -> Value {
    json!({ "to": page["parties"][0]["party"]["record"], "how": "mail", "on": today(desk), "proof": paper::kept("回执") })
}
