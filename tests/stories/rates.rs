//! The rates of law.md §7 over appeals counted on the fingers: what is above the line, what below, what is left out.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::{Days, FOUNDER, STAFF, TestDesk, clock, over, paper};

const HANDLER: &str = "陈雅静";
const OTHER: &str = "徐国平";
const SECTION: &str = "林志远";

struct Month {
    desk: TestDesk,
    days: Arc<Days>,
}

/// Received on Tuesday 1 September: seven days end on Tuesday the 8th, no rest day between.
fn september(staff: &[(&str, &str, Option<&str>)]) -> Month {
    let days = Arc::new(Days::from("2026-09-01"));
    let desk = TestDesk::founded_at("331002", days.clone()).with(staff);
    Month { desk, days }
}

impl Month {
    fn today(&self) -> String {
        actions::Wall::today(&*self.days).to_string()
    }

    fn appeal(&self, title: &str, more: Value) -> String {
        let base = json!({
            "station": self.desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": title, "request": "请查",
            "category": "other", "people": [{ "part": "petitioner", "kind": "person", "name": "柯美芳" }],
        });
        self.desk.made(FOUNDER, "register_appeal", over(base, more))
    }

    fn replied(&self, appeal: &str) {
        let told = json!({ "about": "accepted", "on": self.today(), "how": "phone" });
        self.desk.steps(FOUNDER, "reply_procedurally", ("appeal", appeal), told);
    }

    fn accepted(&self, appeal: &str) {
        let sort = json!({ "nature": "ordinary", "purpose": "suggestion", "on": self.today() });
        self.desk.steps(FOUNDER, "accept_appeal", ("appeal", appeal), sort);
        self.desk.steps(HANDLER, "take_on_appeal", ("appeal", appeal), json!({}));
    }

    fn delivered(&self, appeal: &str) {
        let on = ("appeal", appeal);
        let conclusion = json!({
            "outcome": "support", "reply": "已整改", "explanation": "说明规定", "how": "written", "proofs": [paper::kept("照片")],
        });
        self.desk.steps(HANDLER, "propose_conclusion", on, conclusion);
        self.desk.steps(SECTION, "approve_conclusion", on, json!({}));
        let party = self.desk.page(HANDLER, on)["parties"][0]["party"]["record"].clone();
        let delivery =
            json!({ "to": party, "how": "in_person", "on": self.today(), "proof": paper::kept("送达回证") });
        self.desk.steps(HANDLER, "deliver_appeal", on, delivery);
    }

    fn rated(&self, appeal: &str, level: &str) {
        let rating = json!({ "level": level, "on": self.today(), "how": "phone", "reason": "如实记录" });
        self.desk.steps(OTHER, "evaluate_appeal", ("appeal", appeal), rating);
    }

    fn overview(&self) -> Value {
        self.desk.done(FOUNDER, "overview", json!({ "from": "2026-09-01", "to": "2026-09-30" }))
    }
}

/// Above, below, left out, and tenths of a per cent.
#[track_caller]
fn rate(page: &Value, key: &str) -> (u64, u64, Option<u64>, Option<u64>) {
    let rates = page["rates"].as_array().unwrap();
    let rate = rates.iter().find(|r| r["key"] == key).unwrap_or_else(|| panic!("no rate {key}"));
    let n = |side: &str| rate[side]["n"].as_u64();
    (n("over").unwrap(), n("under").unwrap(), n("left_out"), rate["per_mille"].as_u64())
}

fn number(page: &Value, key: &str) -> u64 {
    let numbers = page["numbers"].as_array().unwrap();
    numbers.iter().find(|n| n["key"] == key).unwrap()["n"].as_u64().unwrap()
}

#[test]
fn nothing_out_of_nothing_is_no_rate() {
    let month = september(&[]);
    let page = month.overview();
    for key in [
        "procedural_reply_7_days",
        "reply_3_months",
        "concluded_in_time",
        "satisfied",
        "fairly_satisfied",
        "dissatisfied",
    ] {
        let (over, under, left_out, per_mille) = rate(&page, key);
        assert_eq!((over, under, per_mille), (0, 0, None), "{key}: neither nought nor all");
        assert_eq!(left_out.unwrap_or(0), 0, "{key}");
    }
    for key in ["collected", "accepted", "concluded", "closed", "reworked"] {
        assert_eq!(number(&page, key), 0, "{key}");
    }
}

/// Four appeals of one day: told on the seventh day, told on the eighth, never told, and one without a name.
#[test]
fn seven_days_are_kept_missed_and_not_owed() {
    let month = september(&[]);
    let kept = month.appeal("第七日答复", json!({}));
    let missed = month.appeal("第八日答复", json!({}));
    month.appeal("未答复", json!({}));
    month.appeal("匿名", json!({ "anonymous": true, "people": [] }));
    assert_eq!(rate(&month.overview(), "procedural_reply_7_days").1, 0, "nothing has fallen due yet");
    month.days.move_to("2026-09-08");
    month.replied(&kept);
    let page = month.overview();
    assert_eq!(rate(&page, "procedural_reply_7_days").1, 0, "what is due today is not missed today");
    month.days.move_to("2026-09-09");
    month.replied(&missed);
    // 1 ÷ 3: 333 tenths of a per cent; the letter without a name stands beside it.
    let page = month.overview();
    assert_eq!(rate(&page, "procedural_reply_7_days"), (1, 3, Some(1), Some(333)));
    assert_eq!((number(&page, "collected"), number(&page, "accepted")), (4, 0));
    let late = page["late"][0]["n"].as_u64().unwrap();
    assert_eq!(late, 1, "only what still waits is late; what was told late is told");
    // A period that ends before the due day holds none of them.
    let before = month.desk.done(FOUNDER, "overview", json!({ "from": "2026-08-01", "to": "2026-09-07" }));
    assert_eq!(rate(&before, "procedural_reply_7_days"), (0, 0, Some(0), None));
}

/// A bug: a consultation of the 1st, answered on the spot, was a reply of the day its slip was typed in, and late.
#[test]
fn a_consultation_typed_in_from_a_slip_kept_the_seven_days() {
    let month = september(STAFF);
    month.days.move_to("2026-09-15");
    let by = month.desk.person(HANDLER);
    let answered = json!({ "answer": "已告知", "how": "oral", "answered_by": by, "rating": "satisfied" });
    let spot = month.appeal("咨询养老金", json!({ "category": "consultation", "answered": answered }));
    let page = month.desk.page(FOUNDER, ("appeal", &spot));
    assert_eq!((&clock(&page, "R01")["state"], &page["candidate"]), (&json!("in_time"), &Value::Null));
    let page = month.overview();
    assert_eq!(rate(&page, "procedural_reply_7_days"), (1, 1, Some(0), Some(1000)));
    assert_eq!((number(&page, "closed"), rate(&page, "satisfied").1), (1, 1));
}

/// 满意, 基本满意 and 不满意 each ÷ 已评价; who could not be asked is in neither.
#[test]
fn the_three_levels_are_told_apart_and_the_unasked_left_out() {
    let month = september(STAFF);
    for (title, level) in
        [("甲", "satisfied"), ("乙", "satisfied"), ("丙", "fairly_satisfied"), ("丁", "dissatisfied")]
    {
        let appeal = month.appeal(title, json!({}));
        month.accepted(&appeal);
        month.delivered(&appeal);
        month.rated(&appeal, level);
    }
    let silent = month.appeal("戊", json!({}));
    month.accepted(&silent);
    month.delivered(&silent);
    month.rated(&silent, "declined");
    let page = month.overview();
    // 2, 1 and 1 of 4.
    assert_eq!(rate(&page, "satisfied"), (2, 4, None, Some(500)));
    assert_eq!(rate(&page, "fairly_satisfied"), (1, 4, None, Some(250)));
    assert_eq!(rate(&page, "dissatisfied"), (1, 4, None, Some(250)));
    assert_eq!((number(&page, "concluded"), number(&page, "reworked")), (5, 1));
}

/// A line a station: what was logged, held and collected there, what is late, and who was silent for thirty days.
#[test]
fn a_line_for_each_station() {
    let month = september(&[]);
    let desk = &month.desk;
    let first = desk.station(0);
    month.appeal("甲", json!({}));
    month.appeal("乙", json!({ "way": "letter" }));
    let deputy = json!({ "station": first, "name": "林海燕", "levels": ["city"], "from_on": "2022-01-01" });
    let deputy = desk.made(FOUNDER, "register_deputy", deputy);
    let voice = json!({ "station": first, "deputy": deputy, "title": "建议普法", "content": "多讲", "kind": "work", "received_on": "2026-09-01" });
    desk.made(FOUNDER, "register_voice", voice);
    let visit = json!({ "station": first, "visited_on": "2026-09-01", "kind": "reception" });
    desk.made(FOUNDER, "log_visit", visit);
    let held = json!({
        "station": desk.station(1), "kind": "HD04", "topic": "普法", "held_on": "2026-09-01", "scheduled_on": "2026-09-01", "n_public": 30,
        "invited": [],
    });
    desk.made(FOUNDER, "hold_activity", held);
    month.days.move_to("2026-09-20");
    let page = month.overview();
    let line = |station: usize| {
        let station = desk.station(station);
        let lines = page["stations"].as_array().unwrap();
        let line = lines.iter().find(|l| l["record"] == station.as_str()).unwrap();
        let n = |key: &str| line[key].as_u64().unwrap();
        (n("n_visits"), n("n_activities"), n("n_collected"), n("n_late"), line["silent"].as_bool().unwrap())
    };
    // Two appeals and a voice; both appeals wait since the 8th, the voice since the 8th too (five working days).
    assert_eq!(line(0), (1, 0, 3, 3, false));
    assert_eq!(line(1), (0, 1, 0, 0, false));
    assert_eq!(line(2), (0, 0, 0, 0, true), "nobody was there");
    let all = page["stations"].as_array().unwrap().len();
    assert_eq!(page["n_stations"], all, "a line for each");
    let late: Vec<(&Value, &Value)> =
        page["late"].as_array().unwrap().iter().map(|n| (&n["noun"], &n["n"])).collect();
    assert_eq!(late, [(&json!("appeal"), &json!(2)), (&json!("voice"), &json!(1))]);
}

/// A bug: a station that is to close next week had left the head's page already.
#[test]
fn a_station_has_its_line_until_the_day_it_closes() {
    let month = september(&[]);
    let station = month.desk.station(2);
    let close = json!({ "from_on": "2026-09-15", "reason": "撤并" });
    month.desk.steps(FOUNDER, "close_station", ("station", &station), close);
    for (day, there) in [("2026-09-01", true), ("2026-09-14", true), ("2026-09-15", false)] {
        month.days.move_to(day);
        let page = month.overview();
        let lines = page["stations"].as_array().unwrap();
        assert_eq!(lines.iter().any(|l| l["record"] == station.as_str()), there, "{day}");
        assert_eq!(page["n_stations"], lines.len());
    }
}

/// A bug: a closed station that opens again next week stood on the head's page as one where nothing is done.
#[test]
fn a_station_has_its_line_from_the_day_it_opens_again() {
    let month = september(&[]);
    let station = month.desk.station(2);
    for (verb, on) in [("close_station", "2026-09-01"), ("reopen_station", "2026-09-15")] {
        let turn = json!({ "from_on": on, "reason": "修缮" });
        month.desk.steps(FOUNDER, verb, ("station", &station), turn);
    }
    for (day, there) in [("2026-09-01", false), ("2026-09-14", false), ("2026-09-15", true)] {
        month.days.move_to(day);
        let page = month.overview();
        let lines = page["stations"].as_array().unwrap();
        assert_eq!(lines.iter().any(|l| l["record"] == station.as_str()), there, "{day}");
        let list = month.desk.ok("list_stations", json!({ "limit": 200 }));
        let row = list["rows"].as_array().unwrap().iter().find(|r| r["record"] == station.as_str()).unwrap();
        let ahead = if there { Value::Null } else { json!("2026-09-15") };
        assert_eq!((&row["state"], &row["more"]["ahead_on"]), (&json!("open"), &ahead), "{day}");
    }
}

/// A bug: the map and the workbook told the state to come as today's.
#[test]
fn a_station_that_closes_next_week_is_open_on_the_map_and_says_its_day_in_the_workbook() {
    let month = september(&[]);
    let station = month.desk.station(2);
    let close = json!({ "from_on": "2026-09-15", "reason": "撤并" });
    month.desk.steps(FOUNDER, "close_station", ("station", &station), close);
    for (day, state, said) in [("2026-09-14", "open", "停用 2026-09-15 起"), ("2026-09-15", "closed", "停用")]
    {
        month.days.move_to(day);
        let map = month.desk.ok("station_map", json!({}));
        let mut all =
            ["stations", "without_point"].into_iter().flat_map(|part| map[part].as_array().unwrap());
        let drawn = all.find(|one| one["record"] == station.as_str()).unwrap();
        assert_eq!(drawn["state"], state, "{day}");
        let out = month.desk.ok("export_list", json!({ "noun": "station" }));
        let cells = paper::cells(&paper::plain(&out["bytes_base64"]));
        let code = drawn["code"].as_str().unwrap();
        let line = cells.iter().find(|line| line.first().is_some_and(|cell| cell == code)).unwrap();
        assert!(line.iter().any(|cell| cell == said), "{day}: {line:?}");
        let others = cells.iter().flatten().filter(|cell| cell.starts_with("停用")).count();
        assert_eq!(others, 1, "of the others nothing is said");
    }
}

/// The head's page and the list of stations read cards alone: what acts left in them is what a rebuild makes of the log.
#[test]
fn when_stations_were_open_is_told_the_same_after_a_rebuild() {
    let month = september(&[]);
    let n_stations = month.overview()["n_stations"].as_u64().unwrap();
    let step = |n: usize, verb: &str, input: Value| {
        month.desk.steps(FOUNDER, verb, ("station", &month.desk.station(n)), input);
    };
    let turn = |on: &str| json!({ "from_on": on, "reason": "修缮" });
    step(0, "close_station", turn("2026-09-10"));
    step(1, "close_station", turn("2026-09-01"));
    step(1, "reopen_station", turn("2026-09-15"));
    step(2, "close_station", turn("2026-09-01"));
    step(3, "amend_station", json!({ "opened_on": "2010-05-01" }));
    let told = || (month.overview(), month.desk.done(FOUNDER, "list_stations", json!({ "limit": 200 })));
    for (day, closed) in [("2026-09-01", 2), ("2026-09-10", 3), ("2026-09-15", 2)] {
        month.days.move_to(day);
        let (page, list) = told();
        assert_eq!(page["n_stations"], n_stations - closed, "{day}");
        assert_eq!(month.desk.ok("verify", json!({}))["verdict"], "good", "{day}");
        month.desk.ok("rebuild", json!({}));
        assert_eq!(told(), (page, list), "{day}");
    }
}

/// 诉求类别 of an accepted appeal is corrected: the page says what came and what went, and nothing that went is late or counted.
/// Accepted on Tuesday 1 September: three days to Friday the 4th, three months to 1 December (民事诉讼监督规则 33, 52).
#[test]
fn a_corrected_category_brings_its_limits_and_takes_them_away() {
    let month = september(STAFF);
    let appeal = month.appeal("不服民事判决", json!({}));
    let on = ("appeal", appeal.as_str());
    let sort = json!({ "nature": "litigation", "on": month.today() });
    month.desk.steps(FOUNDER, "accept_appeal", on, sort);
    month.replied(&appeal);
    month.days.move_to("2026-09-15");
    let amend =
        |category: &str| month.desk.steps(FOUNDER, "amend_appeal", on, json!({ "category": category }));
    let page = amend("civil_supervision");
    let day = |rule: &str, key: &str| clock(&page, rule)[key].as_str().unwrap().to_owned();
    assert_eq!((day("R11.1", "due_on"), day("R11.3", "due_on")), ("2026-09-04".into(), "2026-12-01".into()));
    let came = json!({ "on": "2026-09-15", "change": "category:other>civil_supervision" });
    assert_eq!(clock(&page, "R11.1")["came"], came);
    assert_eq!(month.overview()["late"][0]["n"], 1, "no day was given away by finding out late");
    let page = amend("other");
    let went = json!({ "on": "2026-09-15", "change": "category:civil_supervision>other" });
    for rule in ["R11.1", "R11.3"] {
        assert_eq!(clock(&page, rule)["went"], went, "{rule}");
    }
    assert_eq!(clock(&page, "R11.3")["due_on"], "2026-12-01", "its day stays on record");
    assert_eq!(month.overview()["late"][0]["n"], 0);
}

/// 按期办结 ÷ 应办结, each matter by its own limit, and each side is the size of the list behind it. Received and accepted on
/// Tuesday 1 September. 申诉求决: sixty days, to Saturday 31 October, and so to Monday 2 November. 不服民事判决 and what has no limit
/// of its own: three months, to 1 December.
#[test]
fn each_matter_is_to_be_concluded_by_its_own_limit() {
    let month = september(STAFF);
    let made = |title: &str, category: &str, nature: &str| {
        let appeal = month.appeal(title, json!({ "category": category }));
        let sort = json!({ "nature": nature, "purpose": "redress", "on": month.today() });
        month.desk.steps(FOUNDER, "accept_appeal", ("appeal", &appeal), sort);
        month.desk.steps(HANDLER, "take_on_appeal", ("appeal", &appeal), json!({}));
        appeal
    };
    let kept = made("求决甲", "other", "ordinary");
    made("求决乙", "other", "ordinary");
    let civil = made("不服民事判决", "civil_supervision", "litigation");
    let plain = made("其他涉诉", "other", "litigation");
    let told = made("其他涉诉，已告知进展", "other", "litigation");
    made("其他涉诉，未办", "other", "litigation");
    month.days.move_to("2026-11-02");
    month.delivered(&kept);
    assert_eq!(concluded(&month), (0, 0, Some(0), None), "sixty days end today");
    month.days.move_to("2026-11-20");
    assert_eq!(concluded(&month), (1, 2, Some(0), Some(500)));
    let progress = json!({ "text": "已调取卷宗", "on": "2026-11-20", "how": "phone" });
    month.desk.steps(HANDLER, "note_progress", ("appeal", &told), progress);
    month.days.move_to("2026-12-01");
    month.delivered(&plain);
    month.days.move_to("2026-12-02");
    let decided =
        json!({ "event": "supervision_decided", "on": "2026-12-02", "proof": paper::kept("决定书") });
    month.desk.steps(FOUNDER, "record_event", ("appeal", &civil), decided);
    // In time: 求决甲, 其他涉诉. Not in time: 求决乙, the civil matter a day late, the one that nobody touched.
    assert_eq!(concluded(&month), (2, 5, Some(1), Some(400)));
}

/// The rate of the year, and that each of its numbers opens as many rows.
fn concluded(month: &Month) -> (u64, u64, Option<u64>, Option<u64>) {
    let page = month.desk.done(FOUNDER, "overview", json!({ "from": "2026-01-01", "to": "2026-12-31" }));
    let rate_of = page["rates"].as_array().unwrap().iter().find(|r| r["key"] == "concluded_in_time").unwrap();
    for side in ["over", "under", "left_out"] {
        let listed = month.desk.done(FOUNDER, "list_appeals", rate_of[side]["list"].clone());
        assert_eq!(listed["count"], rate_of[side]["n"], "{side}");
    }
    rate(&page, "concluded_in_time")
}
