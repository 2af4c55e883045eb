//! Point 9: what the head sees. Every number opens exactly the list behind it; any list goes out masked.

use serde_json::{Value, json};
use tests::paper;

use super::{Day, LIAISON, PROSECUTOR, SECTION};

pub fn every_number_opens_its_list(day: &Day) {
    let page = day.desk.done(SECTION, "overview", json!({ "from": "2026-08-01", "to": "2026-12-31" }));
    let mut numbers: Vec<Value> = page["numbers"].as_array().unwrap().clone();
    numbers.extend(page["loops"].as_array().unwrap().iter().map(|step| step["number"].clone()));
    numbers.extend(["late", "near"].iter().flat_map(|key| page[*key].as_array().unwrap().clone()));
    for rate in page["rates"].as_array().unwrap() {
        numbers.extend([&rate["over"], &rate["under"], &rate["left_out"]].map(Clone::clone));
    }
    numbers.retain(|number| !number.is_null());
    assert!(numbers.len() > 20, "{}", numbers.len());
    for number in &numbers {
        let list = format!("list_{}s", number["noun"].as_str().unwrap());
        let listed = day.desk.done(SECTION, &list, number["list"].clone());
        assert_eq!(listed["count"], number["n"], "{}", number["key"]);
    }
    counted_by_hand(&page);
    stations(day, &page);
    assert_eq!(
        day.desk.refused(LIAISON, "overview", json!({ "from": "2026-08-01", "to": "2026-12-31" })),
        "denied"
    );
}

/// 满意, 基本满意 and 不满意, each ÷ 已评价. Rated: the consultation (满意), the reworked appeal (不满意, once).
fn counted_by_hand(page: &Value) {
    let rate =
        |key: &str| page["rates"].as_array().unwrap().iter().find(|r| r["key"] == key).unwrap().clone();
    for (key, over, per_mille) in
        [("satisfied", 1, 500), ("fairly_satisfied", 0, 0), ("dissatisfied", 1, 500)]
    {
        let rate = rate(key);
        let said = (&rate["over"]["n"], &rate["under"]["n"], &rate["per_mille"]);
        assert_eq!(said, (&json!(over), &json!(2), &json!(per_mille)), "{key}");
    }
    let concluded = rate("concluded_in_time");
    // R12d of the settled appeal lies in December and has not come; nothing else has fallen due.
    assert_eq!((&concluded["under"]["n"], &concluded["per_mille"]), (&json!(0), &Value::Null));
}

fn stations(day: &Day, page: &Value) {
    let lines = page["stations"].as_array().unwrap();
    assert_eq!(json!(lines.len()), page["n_stations"]);
    let until: chrono::NaiveDate = page["today"].as_str().unwrap().parse().unwrap();
    for line in lines {
        let due = json!({ "states": ["running"], "to": until.pred_opt(), "excluded": false });
        let list = json!({ "stations": [line["record"]], "due": due });
        let count = |call: &str| day.desk.done(SECTION, call, list.clone())["count"].as_u64().unwrap();
        let sum: u64 =
            ["list_appeals", "list_voices", "list_activities", "list_obligations"].map(count).iter().sum();
        assert_eq!(line["n_late"], sum, "{}", line["name"]);
    }
    let line = |station: &str| lines.iter().find(|l| l["record"] == station).unwrap();
    let (ours, quiet) = (line(&day.station), line(&day.desk.station(5)));
    assert_eq!((&ours["silent"], &quiet["silent"]), (&json!(false), &json!(true)));
    // The reception of August and the visit of September.
    assert_eq!(ours["n_visits"], 2);
    for line in lines.iter().filter(|l| l["silent"] == false) {
        let listed = |call: &str, what: &str| {
            let tally = json!({ "what": what, "from": "2026-08-01", "to": "2026-12-31" });
            let list = json!({ "stations": [line["record"]], "tally": tally });
            day.desk.done(SECTION, call, list)["count"].as_u64().unwrap()
        };
        assert_eq!(line["n_visits"], listed("list_visits", "visit.logged"), "{}", line["name"]);
        assert_eq!(line["n_activities"], listed("list_activities", "activity.held"), "{}", line["name"]);
        let collected = listed("list_appeals", "appeal.collected") + listed("list_voices", "voice.collected");
        assert_eq!(line["n_collected"], collected, "{}", line["name"]);
    }
}

/// Any list: numbers as text, people masked as the viewer sees them, with the rule, the author and the time.
pub fn lists_go_out(day: &Day) {
    for (noun, call) in [
        ("appeal", "list_appeals"),
        ("voice", "list_voices"),
        ("visit", "list_visits"),
        ("activity", "list_activities"),
        ("obligation", "list_obligations"),
        ("template", "list_templates"),
        ("station", "list_stations"),
        ("person", "list_people"),
        ("deputy", "list_deputies"),
    ] {
        let out = day.desk.done(PROSECUTOR, "export_list", json!({ "noun": noun, "listed": {} }));
        let listed = day.desk.done(PROSECUTOR, call, json!({}));
        assert_eq!(out["count"], listed["count"], "{noun}");
        let cells = paper::cells(&paper::plain(&out["bytes_base64"]));
        let text: Vec<&str> = cells.iter().flatten().map(String::as_str).collect();
        let all = text.join("\n");
        assert!(all.contains(PROSECUTOR) && all.contains("2026"), "{noun}: who and when");
        for whole in ["11010519491231002X", "13805761234", "徐金法"] {
            assert!(!all.contains(whole), "{noun}: {whole}");
        }
        if let Some(no) = listed["rows"][0]["no"].as_str() {
            assert!(text.contains(&no), "{noun}: {no} is text");
        }
    }
    boards_go_out(day);
}

/// What a head reads across a table goes out with the same numbers as on the screen.
fn boards_go_out(day: &Day) {
    let days = json!({ "from": "2026-08-01", "to": "2026-12-31" });
    let page = day.desk.done(SECTION, "overview", days.clone());
    let sheet = |call: &str, more: Value| {
        let out = day.desk.done(SECTION, call, tests::over(days.clone(), more));
        (out["count"].clone(), paper::cells(&paper::plain(&out["bytes_base64"])))
    };
    let (n, rates) = sheet("export_overview", json!({ "board": "rates" }));
    assert_eq!(n, json!(page["rates"].as_array().unwrap().len()));
    // 满意 1, 已评价 2: counted by hand above.
    let satisfied = rates.iter().find(|row| row.contains(&"满意率".to_owned())).unwrap();
    assert_eq!(satisfied[1..4], ["50.0%", "1", "2"], "{satisfied:?}");
    let (n, stations) = sheet("export_overview", json!({ "board": "stations" }));
    assert_eq!(n, page["n_stations"]);
    let name = page["stations"].as_array().unwrap().iter().find(|l| l["record"] == day.station).unwrap();
    let ours = stations.iter().find(|row| row.contains(&name["name"].as_str().unwrap().to_owned())).unwrap();
    // Two visits; the last column says 未开展, and is empty.
    assert_eq!((ours[2].as_str(), ours.len()), ("2", 6), "{ours:?}");
    let two = [day.desk.station(5), day.station.clone()];
    assert_eq!(sheet("export_overview", json!({ "board": "stations", "stations": two })).0, 2);
    let strange = tests::over(days.clone(), json!({ "board": "stations", "stations": ["0".repeat(32)] }));
    assert_eq!(day.desk.refused(SECTION, "export_overview", strange), "missing");
    the_grid_goes_out(day, &sheet);
}

/// The count told and the cells read back.
type Told = (Value, Vec<Vec<String>>);

fn the_grid_goes_out(day: &Day, sheet: &dyn Fn(&str, Value) -> Told) {
    let templates = day.desk.done(SECTION, "list_templates", json!({}));
    let template = templates["rows"][0]["record"].clone();
    let asked = json!({ "template": template, "from": "2026-08-01", "to": "2026-12-31" });
    let grid = day.desk.done(SECTION, "task_grid", asked);
    let (n, cells) = sheet("export_grid", json!({ "template": template }));
    assert_eq!(n, json!(grid["rows"].as_array().unwrap().len()));
    let columns = cells.iter().find(|row| row[0] == "站点").unwrap();
    let periods: Vec<&str> =
        grid["periods"].as_array().unwrap().iter().map(|p| p["key"].as_str().unwrap()).collect();
    assert_eq!(columns[1..=periods.len()], periods);
}
