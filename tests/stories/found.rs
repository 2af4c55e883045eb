//! What a story once found, each under its own name, so that it stays mended.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use tests::{Days, FOUNDER, PASSWORD, STAFF, TestDesk};

const LIAISON: &str = "金菊香";

fn desk(office: &str) -> TestDesk {
    TestDesk::founded_at(office, Arc::new(Days::from("2026-09-01"))).with(STAFF)
}

fn appeal(desk: &TestDesk, station: usize, more: Value) -> Value {
    let base = json!({
        "station": desk.station(station), "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改",
        "anonymous": true,
    });
    tests::over(base, more)
}

/// The city's desk has no key of the counties' offices: the matter lies with the office whose key is there.
#[test]
fn a_citys_desk_seals_a_matter_taken_down_at_a_countys_station() {
    let desk = desk("331000");
    let made = desk.done(FOUNDER, "register_appeal", appeal(&desk, 0, json!({ "category": "report" })));
    assert_eq!(made["value"]["sealed"], true);
    let listed = desk.done(FOUNDER, "list_sealed", json!({}));
    let matter = desk.done(FOUNDER, "open_sealed", json!({ "record": listed[0]["record"] }));
    assert_eq!((&matter["facts"]["title"], &matter["stub"]), (&json!("反映占道"), &made["value"]["record"]));
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// Visits gave to one counter and the overview read another.
#[test]
fn a_station_with_visits_only_is_not_silent() {
    let desk = desk("331002");
    let visit = json!({ "station": desk.station(0), "visited_on": "2026-09-01", "kind": "reception", "summary": "接待日" });
    desk.made(LIAISON, "log_visit", visit);
    let page = desk.done(FOUNDER, "overview", json!({ "from": "2026-09-01", "to": "2026-09-30" }));
    let lines = page["stations"].as_array().unwrap();
    let busy: Vec<&Value> = lines.iter().filter(|line| line["silent"] == false).collect();
    assert_eq!(
        (busy.len(), &busy[0]["record"], &busy[0]["n_visits"]),
        (1, &json!(desk.station(0)), &json!(1))
    );
}

/// The last thirty days were thirty-one.
#[test]
fn a_station_is_silent_when_thirty_days_have_seen_nothing_there() {
    let days = Arc::new(Days::from("2026-09-01"));
    let desk = TestDesk::founded_at("331002", days.clone());
    let visit = json!({ "station": desk.station(0), "visited_on": "2026-09-01", "kind": "reception", "summary": "接待日" });
    desk.made(FOUNDER, "log_visit", visit);
    for (day, silent) in [("2026-09-30", false), ("2026-10-01", true)] {
        days.move_to(day);
        let page = desk.ok("overview", json!({ "from": "2026-09-01", "to": day }));
        let lines = page["stations"].as_array().unwrap();
        let own = lines.iter().find(|line| line["record"] == desk.station(0)).unwrap();
        assert_eq!(own["silent"], silent, "{day}");
    }
}

/// Whoever knew a deed's id was told the titles of what it touched.
#[test]
fn the_question_before_an_undo_tells_nothing_of_another_station() {
    let desk = desk("331002");
    let deed = desk.done(FOUNDER, "register_appeal", appeal(&desk, 1, json!({})))["deed"].clone();
    for who in [LIAISON, "系统员甲"] {
        for (call, input) in [
            ("preview_undo", json!({ "deed": deed })),
            ("undo", json!({ "deed": deed, "reason": "填错", "on": [] })),
        ] {
            let fault = desk.call(who, call, input).unwrap_err();
            assert_eq!(fault["code"], "denied", "{who} {call}");
            assert!(!fault.to_string().contains("占道"), "{who} {call}: {fault}");
        }
    }
    let own = desk.done(LIAISON, "register_appeal", appeal(&desk, 0, json!({})))["deed"].clone();
    assert_eq!(
        desk.done(LIAISON, "preview_undo", json!({ "deed": own }))["may"],
        true,
        "her own she takes back"
    );
}

/// The page of a matter showed the title of the same matter at a station that its reader has nothing to do with.
#[test]
fn a_page_tells_nothing_of_what_is_linked_with_it_at_another_station() {
    let desk = desk("331002");
    let own = desk.made(FOUNDER, "register_appeal", appeal(&desk, 0, json!({})));
    let more = json!({ "title": "另一站的同一事" });
    let other = desk.made(FOUNDER, "register_appeal", appeal(&desk, 1, more));
    let whole = desk.steps("陈雅静", "link_same", ("appeal", &own), json!({ "same": other }));
    assert!(whole["links"].to_string().contains("另一站的同一事"), "{whole}");
    let page = desk.page(LIAISON, ("appeal", &own));
    assert!(!page.to_string().contains("另一站的同一事"), "{page}");
    assert_eq!(desk.refused(LIAISON, "open_appeal", json!({ "record": other })), "denied");
}

/// Which opinions an activity has was told before it was asked who wants to know.
#[test]
fn an_opinion_of_another_station_is_denied_whether_it_is_there_or_not() {
    let desk = desk("331002");
    let held = json!({
        "station": desk.station(1), "kind": "HD01", "topic": "座谈", "held_on": "2026-09-01", "n_public": 3,
        "opinions": [{ "text": "建议常来", "becomes": "appeal" }],
    });
    let activity = desk.made(FOUNDER, "hold_activity", held);
    let seen = desk.page(FOUNDER, ("activity", &activity))["seen"].clone();
    for n in [1, 2] {
        let appeal = json!({ "title": "常来", "way": "visit", "request": "请常来", "anonymous": true });
        let input = json!({ "record": activity, "seen": seen, "n": n, "appeal": appeal });
        assert_eq!(desk.refused(LIAISON, "settle_opinion", input), "denied", "{n}");
    }
    assert_eq!(desk.done(FOUNDER, "list_appeals", json!({}))["count"], 0);
}

/// A phone under a misspelt name was dropped, and the person stood there without one.
#[test]
fn a_misspelt_field_of_a_person_is_not_dropped_in_silence() {
    let desk = desk("331002");
    let person = json!({ "part": "petitioner", "kind": "person", "name": "柯美芳", "phnoe": "13905767788" });
    let input = appeal(&desk, 0, json!({ "people": [person.clone()] }));
    let fault = desk.call(LIAISON, "register_appeal", input).unwrap_err();
    assert_eq!(
        (&fault["code"], &fault["values"]["problem"]),
        (&json!("bad_input"), &json!("unknown field people.phnoe"))
    );
    let visit = json!({ "station": desk.station(0), "visited_on": "2026-09-01", "kind": "reception", "people": [person] });
    assert_eq!(desk.refused(LIAISON, "log_visit", visit), "bad_input");
    assert_eq!(desk.done(LIAISON, "list_visits", json!({}))["count"], 0);
}

/// A row of a list that belongs to another office was refused without saying where.
#[test]
fn a_row_of_another_office_names_its_column() {
    let desk = desk("331002");
    let list = "站点编号,站点名称,检察院代码\nYY01,外院站,331003\n";
    let seen = desk.done(FOUNDER, "preview_station_import", tests::paper::file("a.csv", list.as_bytes()));
    let row = &seen["rows"][0];
    assert_eq!((&row["fate"], &row["line"], &row["column"]), (&json!("refused"), &json!(2), &json!("C")));
}

/// After an update that makes the lists anew the desk stood without its law: no office had a name, no limit a rule.
#[test]
fn a_rebuild_that_was_cut_off_is_made_good_under_the_desks_own_law() {
    let desk = TestDesk::staffed();
    let before = desk.ok("desk_state", json!({}))["office"]["name"].clone();
    let cut = std::panic::AssertUnwindSafe(|| {
        let _ =
            desk.host.with(|office, _| Ok(office.desk.rebuild(&|_, _| panic!("cut off"), &mut |_| ())?));
    });
    assert!(std::panic::catch_unwind(cut).is_err());
    let desk = desk.restart();
    desk.sit(FOUNDER);
    assert_eq!(desk.ok("desk_state", json!({}))["office"]["name"], before);
    assert!(desk.ok("list_rules", json!({})).to_string().contains("R01"));
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// What is told of a long work while somebody signs in, asked without end.
fn told_while_signing_in(desk: &TestDesk) -> Vec<Value> {
    let (host, over) = (&desk.host, AtomicBool::new(false));
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            let mut told = vec![];
            while !over.load(Ordering::SeqCst) {
                let far = host.answer("work_progress", json!({})).unwrap()["running"].clone();
                if !far.is_null() && told.last() != Some(&far) {
                    told.push(far);
                }
            }
            told
        });
        let answer = host.answer("sign_in", json!({ "name": FOUNDER, "password": PASSWORD }));
        over.store(true, Ordering::SeqCst);
        answer.unwrap();
        looking.join().unwrap()
    })
}

/// After an update of a large desk its lists were made anew for ten minutes behind a busy button, and nothing was told.
#[test]
fn whoever_signs_in_is_told_how_far_the_lists_are_where_they_are_made_anew_and_nowhere_else() {
    let mut desk = TestDesk::staffed();
    // It takes no time here: until somebody has looked when it was at its end.
    for _ in 0..50 {
        desk = desk.restart();
        assert!(desk.ok("work_progress", json!({}))["running"].is_null(), "nobody is signed in");
        let told = told_while_signing_in(&desk);
        assert!(told.iter().all(|far| far["stage"] != "lists" && far["of"] == 0), "{told:?}");
        desk.host.with(|office, _| Ok(office.desk.act(|tx| tx.set_stale())?)).unwrap();
        desk = desk.restart();
        let told = told_while_signing_in(&desk);
        assert!(desk.ok("work_progress", json!({}))["running"].is_null(), "it is over");
        let lists: Vec<&Value> = told.iter().filter(|far| far["stage"] == "lists").collect();
        assert!(told.iter().all(|far| far["work"] == "open_desk"), "{told:?}");
        assert!(lists.iter().all(|far| far["of"] == 100), "how much lies here is not told: {lists:?}");
        let parts: Vec<u64> = lists.iter().map(|far| far["done"].as_u64().unwrap()).collect();
        assert!(parts.is_sorted(), "{parts:?}");
        if parts.last() == Some(&100) {
            return;
        }
    }
    panic!("the lists were made fifty times before anybody looked");
}

/// A gap: nobody found a matter by what its handlers had noted of it. And whoever may read no notes is told nothing of them, not
/// even a number.
#[test]
fn a_note_is_found_by_who_may_read_it_and_by_nobody_else() {
    const HANDLER: &str = "陈雅静";
    let mut desk = desk("331002");
    let own = desk.made(FOUNDER, "register_appeal", appeal(&desk, 0, json!({})));
    let note = |desk: &TestDesk, text: &str| {
        desk.done(HANDLER, "write_note", json!({ "appeal": own, "kind": "note", "text": text }))
    };
    let first = note(&desk, "拟调取监控录像，见A栋");
    note(&desk, "监控录像已复核");
    let noted = |desk: &TestDesk, who: &str, text: &str| {
        let found = desk.done(who, "find", json!({ "text": text }));
        let rows = found["noted"].as_array().unwrap().iter();
        let rows: Vec<String> = rows.map(|row| row["record"].as_str().unwrap().to_owned()).collect();
        assert_eq!(found["page"]["count"], 0, "{who} {text}: it is no word of the matter itself");
        assert_eq!(desk.done(who, "count_found", json!({ "text": text })), 0, "{who} {text}");
        let listed = desk.done(who, "list_appeals", json!({ "text": text }));
        assert_eq!(listed["count"], 0, "{who} {text}");
        rows
    };
    for rebuilt in [false, true] {
        if rebuilt {
            desk.host.with(|office, _| Ok(office.desk.act(|tx| tx.set_stale())?)).unwrap();
            desk = desk.restart();
        }
        for who in [HANDLER, FOUNDER, "林志远"] {
            for text in ["监控", "调取监控", "a栋", "监控 复核"] {
                assert_eq!(noted(&desk, who, text), [own.as_str()], "{who} {text}");
            }
            assert_eq!(noted(&desk, who, "拟调取 复核"), [""; 0], "no note says both");
        }
        for text in ["监控", "a栋", "h监", "监控 复核"] {
            assert_eq!(noted(&desk, LIAISON, text), [""; 0], "{text}");
        }
    }
    let preview = desk.done(HANDLER, "preview_undo", json!({ "deed": first["deed"] }));
    let on = json!([{ "record": preview["records"][0]["record"], "seen": preview["records"][0]["seen"] }]);
    desk.done(HANDLER, "undo", json!({ "deed": first["deed"], "reason": "误记", "on": on }));
    assert_eq!(noted(&desk, HANDLER, "调取"), [""; 0], "what was taken back is not there");
    assert_eq!(noted(&desk, HANDLER, "监控"), [own.as_str()]);
    assert_eq!(desk.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}
