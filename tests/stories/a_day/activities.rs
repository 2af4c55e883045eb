//! Point 8: the twelve kinds, opinions that become appeals and voices, and what a hearing must have before it is held.

use serde_json::{Value, json};
use tests::{clock, over};

use super::{CHIEF, Day, HANDLER, LIAISON, PROSECUTOR, SECTION};

fn plan(day: &Day, kind: &str, more: Value) -> Value {
    let base = json!({
        "station": day.station, "kind": kind, "topic": "送法进渔村", "scheduled_on": day.today(), "place": "文化礼堂",
        "invited": [{ "part": "host", "name": PROSECUTOR }],
    });
    over(base, more)
}

/// What is special about the file of a kind (law.md §1.2); nothing where it is not named.
const KINDS: &[(&str, Option<(&str, &str)>)] = &[
    ("HD01", None),
    ("HD03", Some(("agreement", "双方自愿和解"))),
    ("HD04", Some(("n_public", ""))),
    ("HD05", None),
    ("HD06", None),
    ("HD07", Some(("object", "某某水产加工厂"))),
    ("HD08", None),
    ("HD09", Some(("publication", "台州检察公众号"))),
    ("HD10", Some(("object", "救助申请人"))),
    ("HD11", Some(("recommendation_no", "台检建〔2026〕1号"))),
    ("HD12", Some(("deputy_attended", ""))),
];

pub fn held_with_opinions(day: &Day) {
    for (kind, special) in KINDS {
        let came = json!([{ "part": "host", "name": PROSECUTOR }]);
        let held =
            plan(day, kind, json!({ "held_on": day.today(), "attended": came, "minutes": "照议程进行" }));
        let record = day.desk.made(LIAISON, "hold_activity", held);
        let on = ("activity", record.as_str());
        let Some((lacks, text)) = special else {
            assert_eq!(day.desk.steps(LIAISON, "close_activity", on, json!({}))["state"], "closed", "{kind}");
            continue;
        };
        let fault = day.desk.step(LIAISON, "close_activity", on, json!({})).unwrap_err();
        assert_eq!(fault["values"]["lacks"], json!([lacks]), "{kind}");
        let rest = match *lacks {
            "n_public" => json!({ "n_public": 40 }),
            "deputy_attended" => json!({ "attended": [{ "part": "deputy", "name": "林海燕" }] }),
            field => json!({ field: text }),
        };
        assert_eq!(day.desk.steps(LIAISON, "close_activity", on, rest)["state"], "closed", "{kind}");
    }
    opinions(day);
}

/// An opinion becomes an appeal or a voice in one step, before the activity is closed.
fn opinions(day: &Day) {
    let desk = &day.desk;
    let planned = desk.made(LIAISON, "plan_activity", plan(day, "HD01", json!({})));
    let on = ("activity", planned.as_str());
    let held = json!({
        "record": planned, "seen": desk.page(LIAISON, on)["seen"], "held_on": day.today(), "minutes": "三人发言", "n_public": 12,
        "attended": [{ "part": "host", "name": PROSECUTOR }, { "part": "deputy", "record": day.deputy }],
        "opinions": [
            { "text": "有人被电信诈骗", "becomes": "appeal" }, { "text": "建议定期宣讲", "becomes": "voice", "deputy": day.deputy },
            { "text": "讲得好", "becomes": "nothing", "reason": "当场致谢" },
        ],
    });
    desk.done(LIAISON, "hold_activity", held);
    assert_eq!(desk.held_back(LIAISON, "close_activity", on, json!({})), "lacks");
    let appeal = json!({ "title": "被骗求助", "way": "outreach", "request": "请指引", "anonymous": true });
    desk.steps(LIAISON, "settle_opinion", on, json!({ "n": 1, "appeal": appeal.clone() }));
    assert_eq!(desk.held_back(LIAISON, "settle_opinion", on, json!({ "n": 1, "appeal": appeal })), "not_now");
    let voice =
        json!({ "deputy": day.deputy, "title": "建议定期宣讲", "content": "每季一次", "kind": "work" });
    desk.steps(LIAISON, "settle_opinion", on, json!({ "n": 2, "voice": voice }));
    let page = desk.steps(LIAISON, "close_activity", on, json!({}));
    let nouns: Vec<&str> =
        page["became"].as_array().unwrap().iter().map(|b| b["noun"].as_str().unwrap()).collect();
    assert_eq!((&page["state"], nouns), (&json!("closed"), vec!["appeal", "voice"]));
}

/// R16: the chief's approval, notice three days before, three to seven hearers of 23 years without interest.
pub fn hearing(day: &Day) {
    let desk = &day.desk;
    let never = plan(day, "HD02", json!({ "held_on": day.today(), "n_public": 3, "openness": "public" }));
    assert_eq!(desk.refused(LIAISON, "hold_activity", never), "lacks");
    let soon = plan(day, "HD02", json!({ "scheduled_on": "2026-10-15", "openness": "public" }));
    let soon = desk.made(PROSECUTOR, "plan_activity", soon);
    let notice = json!({ "on": day.today(), "how": "张贴公告" });
    let late = desk.held_back(PROSECUTOR, "give_notice", ("activity", &soon), notice.clone());
    assert_eq!(late, "notice_too_late", "two days before");

    let people = json!([{ "part": "petitioner", "kind": "person", "name": "徐金法" }]);
    let input = json!({ "scheduled_on": "2026-10-16", "openness": "public", "people": people });
    let record = desk.made(PROSECUTOR, "plan_activity", plan(day, "HD02", input));
    let on = ("activity", record.as_str());
    let page = desk.page(PROSECUTOR, on);
    // The day itself is not counted: three days before Friday the 16th is Tuesday the 13th.
    assert_eq!(clock(&page, "R16a")["due_on"], "2026-10-13");
    assert_eq!(page["hearing"]["lacks_before"].as_array().unwrap().len(), 3, "{}", page["hearing"]);
    // How many hear, and that not following them is the chief's to agree to, was not read in the source itself.
    assert_eq!(
        page["hearing"]["doubted"],
        json!(["hearers", "deviation_approved"]),
        "待核 is shown where it is used"
    );
    desk.steps(PROSECUTOR, "give_notice", on, notice);
    hearers(day, on);
    approved(day, on);
    day.days.move_to("2026-10-16");
    let seen = desk.page(PROSECUTOR, on)["seen"].clone();
    let hold = json!({ "record": record, "seen": seen, "held_on": "2026-10-16", "n_public": 5, "minutes": "听证笔录附后" });
    desk.done(PROSECUTOR, "hold_activity", hold);
    assert_eq!(desk.page(PROSECUTOR, on)["state"], "held");
}

fn hearer(name: &str, born_on: &str) -> Value {
    json!({
        "name": name, "born_on": born_on, "declared_on": "2026-10-13", "unit": null, "record": null, "interest": null, "excluded_by": null,
    })
}

fn hearers(day: &Day, on: (&str, &str)) {
    let fit: Vec<Value> = ["甲一", "乙二", "丙三"].map(|n| hearer(n, "1980-01-01")).into();
    let eight: Vec<Value> = (0..8).map(|n| hearer(&format!("听证员{n}"), "1980-01-01")).collect();
    // 23 on the day of the hearing at the earliest.
    let with = |last: Value| [fit[0].clone(), fit[1].clone(), last];
    for (wrong, code) in [
        (json!(fit[..2]), "hearer_count"),
        (json!(eight), "hearer_count"),
        (json!(with(hearer("丁四", "2003-10-17"))), "hearer_unfit"),
        (json!(with(hearer("徐金法", "1980-01-01"))), "hearer_unfit"),
        (
            json!(with(over(hearer("戊五", "1980-01-01"), json!({ "interest": "当事人之兄" })))),
            "hearer_unfit",
        ),
        (json!(with(over(hearer("己六", "1980-01-01"), json!({ "declared_on": null })))), "hearer_unfit"),
        (json!(with(fit[0].clone())), "hearer_unfit"),
    ] {
        let named = day.desk.held_back(PROSECUTOR, "name_hearers", on, json!({ "hearers": wrong }));
        assert_eq!(named, code, "{wrong}");
    }
    let youngest = with(hearer("庚七", "2003-10-16"));
    day.desk.steps(HANDLER, "name_hearers", on, json!({ "hearers": youngest }));
}

fn approved(day: &Day, on: (&str, &str)) {
    let place = json!({ "matter": "place" });
    let seen = day.desk.page(PROSECUTOR, on)["seen"].clone();
    let ask = json!({ "matter": "place", "reason": "便于群众参加" });
    day.desk.steps(PROSECUTOR, "ask_hearing_approval", on, ask);
    let unapproved = json!({ "record": on.1, "seen": seen, "held_on": day.today(), "n_public": 5 });
    assert_eq!(day.desk.refused(PROSECUTOR, "hold_activity", unapproved), "lacks");
    assert_eq!(day.desk.held_back(PROSECUTOR, "approve_hearing", on, place.clone()), "denied");
    assert_eq!(day.desk.held_back(SECTION, "approve_hearing", on, place.clone()), "needs_level");
    let page = day.desk.steps(CHIEF, "approve_hearing", on, place);
    assert_eq!(page["hearing"]["lacks_before"], json!([]));
}
