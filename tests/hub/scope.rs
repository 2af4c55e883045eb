//! What a desk may hold changes: more of it is pulled from its beginning, what ended goes up first and is then put away.

use serde_json::{Value, json};
use sync::hub::Admin;
use tests::{FOUNDER, TestDesk};

use super::{ISLAND, Scene, exchange};

const KEEPER: &str = "系统员甲";

fn titles(desk: &TestDesk, who: &str) -> Vec<String> {
    let rows = desk.done(who, "list_appeals", json!({}))["rows"].clone();
    let mut titles: Vec<String> =
        rows.as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

fn at(desk: &TestDesk, who: &str, (station, title): (&str, &str)) {
    let today = desk.ok("desk_state", json!({}))["today"].clone();
    let input = json!({
        "station": station, "way": "visit", "received_on": today, "category": "other", "title": title,
        "facts": "护栏锈断。", "request": "修好", "n_people": 1,
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    desk.made(who, "register_appeal", input);
}

impl Scene {
    fn islander(&self) -> Value {
        let list = self.county.done(KEEPER, "list_desks", json!({}));
        let people =
            list["rows"].as_array().unwrap().iter().flat_map(|row| row["people"].as_array().unwrap());
        people.clone().find(|person| person["name"] == ISLAND).unwrap().clone()
    }

    /// The grant, the hub's list, and both desks told.
    fn told(&self) {
        self.apply();
        self.meet();
        self.apply();
        exchange(&self.island, ISLAND);
        self.island.sit_again(ISLAND);
    }
}

#[test]
fn more_is_pulled_from_its_beginning_and_what_ended_goes_up_and_then_away() {
    let scene = Scene::new();
    let (county, island) = (&scene.county, &scene.island);
    let there = county.station(1);
    at(county, FOUNDER, (&there, "别站的旧事"));
    exchange(county, FOUNDER);
    exchange(island, ISLAND);
    let give = || json!({ "account": scene.islander()["account"], "station": there, "reason": "代管" });
    county.done(KEEPER, "grant_stream", give());
    scene.told();
    assert_eq!(titles(island, ISLAND), ["别站的旧事"], "what was there before came from its beginning");
    let row = county.done(KEEPER, "list_desks", json!({}));
    let heard =
        row["rows"].as_array().unwrap().iter().find(|row| row["people"][0]["name"] == ISLAND).unwrap();
    assert_eq!(heard["silence"], "heard");

    // Written while the end is on its way.
    at(island, ISLAND, (&there, "代管时登记"));
    let grant = scene.islander()["further"][0]["grant"].clone();
    county.done(KEEPER, "end_stream", json!({ "grant": grant, "reason": "代管期满" }));
    scene.told();
    let away = island.done(ISLAND, "list_put_away", json!({}));
    assert_eq!(
        (away["waiting"].as_array().unwrap().len(), away["done"].as_array().unwrap().len()),
        (0, 1),
        "{away}"
    );
    exchange(county, FOUNDER);
    assert_eq!(titles(county, FOUNDER), ["代管时登记", "别站的旧事"], "and nothing of it is lost");
    assert_eq!(island.done(ISLAND, "verify", json!({}))["verdict"], "good");

    county.done(KEEPER, "grant_stream", give());
    scene.told();
    assert_eq!(titles(island, ISLAND), ["代管时登记", "别站的旧事"]);
    exchange(island, ISLAND);
    let idle = exchange(island, ISLAND);
    assert_eq!(idle["round_trips"], 1, "nothing is left to tell: {idle}");
    assert_eq!(island.done(ISLAND, "verify", json!({}))["verdict"], "good");
}

/// A bug: at the hub a grant outlived its last day until somebody ran `hub apply`.
#[test]
fn what_is_given_until_a_day_is_read_at_the_hub_no_longer_than_that_by_the_hubs_own_clock() {
    let scene = Scene::new();
    let (county, island) = (&scene.county, &scene.island);
    let there = county.station(1);
    let account = scene.islander()["account"].clone();
    let give = json!({ "account": account, "station": there, "until": "2099-12-31", "reason": "代管" });
    county.done(KEEPER, "grant_stream", give);
    scene.told();
    at(county, FOUNDER, (&there, "代管期间"));
    scene.meet();
    assert_eq!(titles(island, ISLAND), ["代管期间"]);
    // The hub's day comes to it. The island's clock still says that it may.
    let mut hub = Admin::connect(&scene.hub.url("postgres"), None).unwrap();
    let set = |day: &str| format!("UPDATE hub.desk_grant SET last_day = {day} WHERE last_day IS NOT NULL");
    hub.batch(&set("0")).unwrap();
    at(county, FOUNDER, (&there, "期满之后"));
    at(island, ISLAND, (&there, "期满时登记"));
    scene.meet();
    assert_eq!(titles(island, ISLAND), ["代管期间", "期满时登记"]);
    exchange(county, FOUNDER);
    assert_eq!(
        titles(county, FOUNDER),
        ["代管期间", "期满之后", "期满时登记"],
        "what it wrote still goes up"
    );
    // It is given again: nothing of the time between is missing.
    hub.batch(&set("47481")).unwrap();
    exchange(island, ISLAND);
    assert_eq!(titles(island, ISLAND), ["代管期间", "期满之后", "期满时登记"]);
    assert_eq!(island.done(ISLAND, "verify", json!({}))["verdict"], "good");
}

/// The word that access ended comes by disc, while the hub has lost what the desk once read back from it.
#[test]
fn what_the_hub_lost_is_brought_back_before_it_is_put_away() {
    let mut scene = Scene::new();
    let there = scene.county.station(1);
    exchange(&scene.county, FOUNDER);
    exchange(&scene.island, ISLAND);
    let give = json!({ "account": scene.islander()["account"], "station": there, "reason": "代管" });
    scene.county.done(KEEPER, "grant_stream", give);
    scene.told();
    let copy = scene.copied();
    at(&scene.island, ISLAND, (&there, "代管时登记"));
    exchange(&scene.island, ISLAND);
    let grant = scene.islander()["further"][0]["grant"].clone();
    scene.county.done(KEEPER, "end_stream", json!({ "grant": grant, "reason": "代管期满" }));
    scene.goes_on_from(copy);
    scene.county.carry(FOUNDER, (&scene.island, ISLAND));
    let away = |scene: &Scene| {
        let away = scene.island.done(ISLAND, "list_put_away", json!({}));
        ["waiting", "done"].map(|list| away[list].as_array().unwrap().len())
    };
    assert_eq!(away(&scene), [1, 0], "a disc asks no hub: what lay there once may be gone");
    exchange(&scene.island, ISLAND);
    assert_eq!(away(&scene), [0, 1]);
    exchange(&scene.county, FOUNDER);
    assert_eq!(titles(&scene.county, FOUNDER), ["代管时登记"], "and nothing of it is lost");
    assert_eq!(scene.island.done(ISLAND, "verify", json!({}))["verdict"], "good");
}
