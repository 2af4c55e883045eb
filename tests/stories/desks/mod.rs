//! The desks of a cell as whoever keeps them sees them: who was silent for how long, what each holds, what is given and ended.

mod checkpoints;
mod checkup;
mod contested;
mod damaged;
mod doubles;
mod forked;
mod formats;
mod given;
mod handed_on;
mod listed;
mod moved;
mod new_keys;
mod opening;
mod outward;
mod proven;
mod put_away;
mod reference;
mod stale;
mod stopped;

use serde_json::{Value, json};
use tests::{Newcomer, TestDesk};

/// Who works on the island.
const ISLAND: &str = "陈阿海";

/// A county's desk, and that of its first station's liaison, which joined it.
fn with_an_island(mut county: TestDesk) -> (TestDesk, TestDesk) {
    let stations = vec![county.station(0)];
    let island =
        county.join(&Newcomer { name: ISLAND, role: "liaison", level: None, stations, office: "331002" });
    (county, island)
}

fn listed(desk: &TestDesk, who: &str) -> Value {
    desk.done(who, "list_desks", json!({}))
}

/// The row of whoever works there.
fn row<'a>(list: &'a Value, person: &str) -> &'a Value {
    let rows = list["rows"].as_array().unwrap();
    let works = |row: &&Value| row["people"].as_array().unwrap().iter().any(|p| p["name"] == person);
    rows.iter().find(works).unwrap_or_else(|| panic!("nobody is {person}: {list}"))
}

/// Somebody as their desk's row tells of them.
fn person<'a>(list: &'a Value, name: &str) -> &'a Value {
    row(list, name)["people"].as_array().unwrap().iter().find(|p| p["name"] == name).unwrap()
}

fn appeal(desk: &TestDesk, who: &str, (station, title): (&str, &str)) -> String {
    let today = desk.ok("desk_state", json!({}))["today"].clone();
    let input = json!({
        "station": station, "way": "visit", "received_on": today, "category": "other", "title": title,
        "facts": "引桥护栏锈断。", "request": "尽快修好", "n_people": 1,
        "people": [{ "part": "petitioner", "kind": "person", "name": "王阿婆", "phone": "13805761234" }],
    });
    desk.made(who, "register_appeal", input)
}

fn titles(desk: &TestDesk, who: &str) -> Vec<String> {
    let page = desk.done(who, "list_appeals", json!({}));
    let rows = page["rows"].as_array().unwrap().iter();
    let mut titles: Vec<String> = rows.map(|row| row["title"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}
