//! Lists and the box for everything: pages without gap or double while others write, counts that are the list, filters
//! that leave what they say, and what is found by a sign, an initial or a word.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, over, paper};

fn desk() -> TestDesk {
    TestDesk::founded_at("331002", Arc::new(Days::from("2026-09-01")))
}

fn appeal(desk: &TestDesk, title: &str, more: Value) -> String {
    let base = json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": title, "request": "请查", "category": "other",
        "anonymous": true,
    });
    desk.made(FOUNDER, "register_appeal", over(base, more))
}

/// Taken back by who did it.
fn undo(desk: &TestDesk, deed: &Value) {
    let preview = desk.done(FOUNDER, "preview_undo", json!({ "deed": deed }));
    let on = |r: &Value| json!({ "record": r["record"], "seen": r["seen"] });
    let on: Vec<Value> = preview["records"].as_array().unwrap().iter().map(on).collect();
    desk.done(FOUNDER, "undo", json!({ "deed": deed, "reason": "重复登记", "on": on }));
}

fn records(page: &Value) -> Vec<String> {
    page["rows"].as_array().unwrap().iter().map(|r| r["record"].as_str().unwrap().to_owned()).collect()
}

/// Page after page while a colleague registers: nothing twice, nothing left out, the count exact at every step.
#[test]
fn pages_follow_on_while_others_write() {
    let desk = desk();
    let there: Vec<String> = (0..7).map(|n| appeal(&desk, &format!("第{n}件"), json!({}))).collect();
    let mut seen = vec![];
    let mut cursor = Value::Null;
    let mut total = 7;
    loop {
        let page = desk.ok("list_appeals", json!({ "limit": 2, "cursor": cursor }));
        assert_eq!(page["count"], total, "the count is of the whole list");
        seen.extend(records(&page));
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
        appeal(&desk, "其间登记", json!({}));
        total += 1;
    }
    let old: Vec<&String> = seen.iter().filter(|r| there.contains(r)).collect();
    let once: std::collections::BTreeSet<&String> = old.iter().copied().collect();
    assert_eq!((old.len(), once.len()), (7, 7), "each once: {seen:?}");
}

/// A bug: they ran downwards by their codes, as they had been entered.
#[test]
fn stations_run_upwards_by_code_while_others_are_added() {
    let desk = desk();
    let codes = |page: &Value| -> Vec<String> {
        page["rows"].as_array().unwrap().iter().map(|row| row["no"].as_str().unwrap().to_owned()).collect()
    };
    let add = |code: &str| {
        let input = json!({ "name": "渔港站", "code": code, "office": "331002", "opened_on": "2026-09-01" });
        desk.made(FOUNDER, "add_station", input);
    };
    let (mut seen, mut cursor) = (vec![], Value::Null);
    for (total, added) in [(10, "AA01"), (11, "ZZ01"), (12, "JJ4")] {
        let page = desk.ok("list_stations", json!({ "limit": 4, "cursor": cursor }));
        assert_eq!(page["count"], total);
        seen.extend(codes(&page));
        cursor = page["next"].clone();
        add(added);
    }
    let own =
        |numbers: std::ops::RangeInclusive<u32>| numbers.map(|n| format!("JJ{n:02}")).collect::<Vec<_>>();
    let late = vec!["ZZ01".to_owned()];
    assert_eq!((seen, cursor), ([own(1..=10), late.clone()].concat(), Value::Null));
    let first = [vec!["AA01".to_owned()], own(1..=4), vec!["JJ4".to_owned()]].concat();
    assert_eq!(codes(&desk.ok("list_stations", json!({}))), [first, own(5..=10), late].concat());
    assert_eq!(codes(&desk.ok("list_stations", json!({ "text": "渔港" }))), ["AA01", "JJ4", "ZZ01"]);
}

/// More rows than are read at once: each is in the workbook once, where the list has it.
#[test]
fn a_long_list_goes_out_whole_and_in_its_order() {
    let desk = desk();
    let rows: String = (0..520).map(|n| format!("X{n:04},第{n}站,331002\n")).collect();
    let file = paper::file("站点.csv", format!("站点编号,站点名称,检察院代码\n{rows}").as_bytes());
    desk.done(FOUNDER, "import_stations", file);
    let (mut listed, mut cursor) = (vec![], Value::Null);
    loop {
        let page = desk.ok("list_stations", json!({ "limit": 200, "cursor": cursor }));
        listed.extend(page["rows"].as_array().unwrap().iter().map(|row| row["title"].clone()));
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    let out = desk.ok("export_list", json!({ "noun": "station" }));
    assert_eq!(out["count"], listed.len());
    let cells = paper::cells(&paper::plain(&out["bytes_base64"]));
    let written: Vec<&str> = cells
        .iter()
        .filter_map(|row| row.get(1))
        .map(String::as_str)
        .skip_while(|cell| *cell != "站点名称")
        .skip(1)
        .collect();
    let names: Vec<&str> = listed.iter().map(|name| name.as_str().unwrap()).collect();
    let entered: Vec<String> = (0..520).map(|n| format!("第{n}站")).collect();
    assert_eq!(names[10..], entered, "behind the townships, upwards by code");
    assert_eq!(written.get(..names.len()), Some(names.as_slice()));
    // What went out comes back as the same list: its title and its footer are no stations.
    let back = json!({ "name": out["name"], "bytes_base64": out["bytes_base64"] });
    let seen = desk.ok("preview_station_import", back);
    assert_eq!(
        seen["counts"],
        json!({ "new": 0, "same": listed.len(), "changed": 0, "refused": 0 }),
        "{seen}"
    );
}

#[test]
fn a_page_holds_at_least_one_and_at_most_two_hundred_rows() {
    let desk = desk();
    (0..3).for_each(|n| drop(appeal(&desk, &format!("第{n}件"), json!({}))));
    for (limit, rows) in [(json!(0), 1), (json!(1), 1), (json!(2), 2), (json!(100_000), 3), (Value::Null, 3)]
    {
        assert_eq!(records(&desk.ok("list_appeals", json!({ "limit": limit }))).len(), rows, "{limit}");
    }
    for wrong in [json!("三"), json!(-1), json!(1.5), json!(4_294_967_296_u64)] {
        assert_eq!(desk.refused(FOUNDER, "list_appeals", json!({ "limit": wrong })), "bad_input", "{wrong}");
    }
    for cursor in ["", "x", "-", "1;drop table item", "99999999999999999999999"] {
        assert_eq!(
            desk.refused(FOUNDER, "list_appeals", json!({ "cursor": cursor })),
            "bad_input",
            "{cursor:?}"
        );
    }
}

#[test]
fn a_filter_leaves_what_it_says() {
    let desk = desk().with(STAFF);
    let plain = appeal(&desk, "反映占道", json!({}));
    let half = appeal(&desk, "只知一半", json!({ "request": null, "anonymous": false }));
    let other = appeal(&desk, "另一站点", json!({ "station": desk.station(1), "category": "consultation" }));
    let accept = json!({ "nature": "ordinary", "on": "2026-09-01" });
    desk.steps(FOUNDER, "accept_appeal", ("appeal", &plain), accept);
    desk.steps("陈雅静", "take_on_appeal", ("appeal", &plain), json!({}));
    for (case, filter, left) in [
        ("nothing", json!({}), vec![&other, &half, &plain]),
        ("a state", json!({ "states": ["handling"] }), vec![&plain]),
        ("two states", json!({ "states": ["handling", "incomplete"] }), vec![&half, &plain]),
        ("no such state", json!({ "states": ["flying"] }), vec![]),
        ("a stage", json!({ "stages": ["collect"] }), vec![&other, &half]),
        ("a kind", json!({ "kinds": ["consultation"] }), vec![&other]),
        ("a station", json!({ "stations": [desk.station(1)] }), vec![&other]),
        ("days", json!({ "from": "2026-09-01", "to": "2026-09-01" }), vec![&other, &half, &plain]),
        ("days before", json!({ "to": "2026-08-31" }), vec![]),
        ("words", json!({ "text": "占道" }), vec![&plain]),
        ("spaces", json!({ "text": "   " }), vec![&other, &half, &plain]),
        (
            "due by the seventh day",
            json!({ "due": { "rules": ["R01"], "to": "2026-09-08" } }),
            vec![&other, &half, &plain],
        ),
        ("due before", json!({ "due": { "rules": ["R01"], "to": "2026-09-07" } }), vec![]),
    ] {
        let page = desk.done(FOUNDER, "list_appeals", filter);
        let mut found = records(&page);
        let mut wanted: Vec<String> = left.into_iter().cloned().collect();
        found.sort();
        wanted.sort();
        assert_eq!((found, &page["count"]), (wanted.clone(), &json!(wanted.len())), "{case}");
    }
    // What nobody has in hand is everybody's to take on; what a colleague holds is not.
    for (who, wanted) in [("陈雅静", vec![&other, &half, &plain]), ("徐国平", vec![&other, &half])] {
        let mine = desk.done(who, "list_appeals", json!({ "mine": true }));
        let (mut found, mut wanted): (Vec<String>, Vec<String>) =
            (records(&mine), wanted.into_iter().cloned().collect());
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{who}");
    }
    assert_eq!(desk.refused(FOUNDER, "list_appeals", json!({ "states": "handling" })), "bad_input");
    assert_eq!(desk.refused(FOUNDER, "list_appeals", json!({ "stages": ["flying"] })), "bad_input");
    assert_eq!(desk.refused(FOUNDER, "list_appeals", json!({ "colour": "red" })), "bad_input");
}

#[test]
fn what_was_written_is_found_and_nothing_typed_is_syntax() {
    let desk = desk();
    let title = "反映三山村雨污水直排入河（含“黑水”），共1,280元";
    let record = appeal(&desk, title, json!({ "facts": "每逢下雨东侧雨水口有黑水外排𠮷。" }));
    appeal(&desk, "咨询养老金", json!({}));
    let found = |text: &str| {
        let answer = desk.done(FOUNDER, "find", json!({ "text": text, "nouns": ["appeal"] }));
        assert_eq!(answer["page"]["count"], json!(records(&answer["page"]).len()), "{text}");
        records(&answer["page"])
    };
    for text in
        ["污", "雨污水", "三山村", "黑水", "1,280", "𠮷", " 雨污水  黑水 ", "雨水口有黑水", "直排入河（含"]
    {
        assert_eq!(found(text), vec![record.clone()], "{text}");
    }
    for text in [
        "",
        "  ",
        "雨污水 养老金",
        "山三",
        "\"",
        "*",
        "title:雨",
        "NEAR(雨 水)",
        "雨 OR 养老金",
        "%",
        "_",
        "' or 1=1 --",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text:?}");
    }
}

/// Stations are found as people there say and type them.
#[test]
fn a_station_is_found_by_name_code_and_initials() {
    let desk = desk();
    let input =
        json!({ "name": "葭沚街道联络站", "code": "JZ88", "office": "331002", "opened_on": "2026-09-01" });
    let station = desk.made(FOUNDER, "add_station", input);
    for text in ["葭沚街道联络站", "联络站", "JZ88", "jz88", "jzjdllz"] {
        let places = desk.done(FOUNDER, "find", json!({ "text": text }))["places"].clone();
        let hit = places.as_array().unwrap().iter().any(|p| p["record"] == station.as_str());
        assert!(hit, "{text}: {places}");
    }
    let places = desk.done(FOUNDER, "find", json!({ "text": "JZ8" }))["places"].clone();
    assert!(
        places.as_array().unwrap().iter().all(|p| p["noun"] != "station" || p["record"] == station.as_str())
    );
}

/// Numbers of one station and year follow each other, start anew at another, and one that was taken back is not given again.
#[test]
fn numbers_follow_each_other_and_none_comes_twice() {
    let desk = desk();
    let number = |station: usize| {
        let record = appeal(&desk, "取号", json!({ "station": desk.station(station) }));
        desk.page(FOUNDER, ("appeal", &record))["no"].as_str().unwrap().to_owned()
    };
    let (first, second, elsewhere) = (number(0), number(0), number(1));
    assert!(first.contains("-SQ-2026-") && first.ends_with("0001"), "{first}");
    assert_eq!(second, first.replace("0001", "0002"));
    assert!(elsewhere.ends_with("0001") && elsewhere != first, "{elsewhere}");
    let taken = desk.done(FOUNDER, "register_appeal", json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "误登", "request": "请查", "category": "other",
        "anonymous": true,
    }));
    undo(&desk, &taken["deed"]);
    assert!(number(0).ends_with("0004"), "0003 is void for ever");
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// A gap: the number of an undone registration stood in the log only, and nobody could say what had become of it.
#[test]
fn a_number_that_was_taken_back_is_told_as_void() {
    const TODAY: &str = "2026-09-01";
    let desk = desk().with(STAFF);
    let station = desk.station(0);
    let deputy = json!({ "station": station, "name": "林海燕", "levels": ["city"], "from_on": "2022-01-01" });
    let deputy = desk.made(FOUNDER, "register_deputy", deputy);
    let appeal = json!({ "way": "visit", "received_on": TODAY, "title": "误登一件", "request": "请查", "anonymous": true });
    let visit = json!({ "visited_on": TODAY, "kind": "reception", "summary": "误登一件" });
    let voice = json!({ "deputy": deputy, "title": "误登一件", "content": "请查", "kind": "work", "received_on": TODAY });
    let activity = json!({ "kind": "HD04", "topic": "误登一件", "held_on": TODAY, "scheduled_on": TODAY, "n_public": 30 });
    for (noun, list, call, input) in [
        ("appeal", "list_appeals", "register_appeal", appeal),
        ("visit", "list_visits", "log_visit", visit),
        ("voice", "list_voices", "register_voice", voice),
        ("activity", "list_activities", "hold_activity", activity),
    ] {
        let made = desk.done(FOUNDER, call, over(input, json!({ "station": station })));
        let record = made["value"]["record"].as_str().unwrap();
        let no = desk.page(FOUNDER, (noun, record))["no"].as_str().unwrap().to_owned();
        // A bug: visits and activities were not found by their numbers at all.
        let found = desk.done(FOUNDER, "find", json!({ "text": no }))["page"]["rows"].clone();
        assert_eq!(found[0]["record"], record, "{noun} {no}: {found}");
        undo(&desk, &made["deed"]);
        for who in [FOUNDER, "金菊香"] {
            told_as_void(&desk, who, (noun, list), (record, &no));
        }
        if noun == "activity" {
            let again = json!({ "record": record, "seen": desk.page(FOUNDER, (noun, record))["seen"], "held_on": TODAY });
            assert_eq!(desk.refused(FOUNDER, call, again), "missing", "nothing begins anew on it");
        }
        let words = desk.done(FOUNDER, "find", json!({ "text": "误登一件" }));
        assert_eq!(words["page"]["count"], 0, "{noun}: nothing of what it said is found");
    }
    let page = desk.done(FOUNDER, "overview", json!({ "from": TODAY, "to": TODAY }));
    let lines = page["stations"].as_array().unwrap();
    let own = lines.iter().find(|line| line["record"] == station).unwrap();
    assert_eq!((&own["n_visits"], &own["silent"]), (&json!(0), &json!(true)), "it counts nowhere");
    assert_eq!(desk.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

/// In its list where it is asked for, by its number or the end of it, and on its page.
fn told_as_void(desk: &TestDesk, who: &str, (noun, list): (&str, &str), (record, no): (&str, &str)) {
    assert_eq!(desk.done(who, list, json!({}))["count"], 0, "{who} {list}: not unless it is asked for");
    let listed = desk.done(who, list, json!({ "states": ["void"] }));
    let row = &listed["rows"][0];
    let shown = (&listed["count"], &row["no"], &row["title"]);
    assert_eq!(shown, (&json!(1), &json!(no), &json!("")), "{who} {noun}");
    for text in [no, no.rsplit('-').next().unwrap()] {
        let found = desk.done(who, "find", json!({ "text": text }))["page"]["rows"].clone();
        let own = found.as_array().unwrap().iter().find(|row| row["record"] == record);
        assert_eq!(own.map(|row| &row["state"]), Some(&json!("void")), "{who} {text}: {found}");
    }
    let page = desk.page(who, (noun, record));
    assert_eq!((&page["state"], &page["no"], &page["steps"]), (&json!("void"), &json!(no), &json!([])));
    let said = json!({ "by_name": FOUNDER, "on": "2026-09-01", "reason": "重复登记" });
    assert_eq!(page["voided"], said, "{who} {noun}");
}
