//! Point 4 and the entry of point 5: a visit in one deed, slips typed in later, an answer on the spot, what is sealed.

use serde_json::{Value, json};
use tests::{clock, over, paper};

use super::{CHIEF, Day, HANDLER, LIAISON, OTHER, PROSECUTOR};

/// The sample of GB 11643: born 31 December 1949, a woman.
const ID: &str = "11010519491231002X";
/// The sample of GB 32100.
const UNIT: &str = "91350100M000100Y43";

/// The registration form as it is filled in at the station, beside what makes one appeal differ from another.
pub fn form(day: &Day, more: Value) -> Value {
    let base = json!({
        "station": day.station, "way": "visit", "received_on": day.today(), "title": "反映沿街店铺占道", "facts": "占道三月有余。",
        "request": "请督促整改", "category": "other", "n_people": 1,
        "people": [{ "part": "petitioner", "kind": "person", "name": "柯美芳", "phone": "13905767788" }],
    });
    over(base, more)
}

pub fn visit(day: &mut Day) {
    day.days.move_to("2026-09-24");
    checks_say_only_that_it_is_wrong(day);
    let unknown = day.desk.done(LIAISON, "known_party", json!({ "id_number": ID }));
    assert_eq!((&unknown["nth"], &unknown["same"]), (&json!(1), &json!([])));
    let logged = day.desk.done(LIAISON, "log_visit", two_appeals_and_a_voice(day));
    assert_eq!(logged["value"]["state"], "complete");
    // The visit, two people, two appeals, a voice: one deed.
    assert_eq!(logged["seen"].as_object().unwrap().len(), 6);
    let record = |value: &Value| value["record"].as_str().unwrap().to_owned();
    day.ordinary = record(&logged["value"]["appeals"][0]);
    day.litigation = record(&logged["value"]["appeals"][1]);
    day.voice = record(&logged["value"]["voices"][0]);

    let page = day.desk.page(LIAISON, ("appeal", &day.ordinary));
    let party = &petitioner(&page)["party"];
    assert_eq!((&party["sex"], &party["age"], &party["name"]), (&json!("2"), &json!(76), &json!("徐○○")));
    assert!(!page.to_string().contains(ID) && !page.to_string().contains("13805761234"));
    assert_eq!(page["clocks"].as_array().unwrap().len(), 1, "one clock opens at registration");
    why_that_day(&page);
    let known = day.desk.done(LIAISON, "known_party", json!({ "id_number": ID.to_lowercase() }));
    // Two appeals are there: the next is the third, as far as this desk knows today.
    assert_eq!((&known["nth"], &known["as_of"]), (&json!(3), &json!("2026-09-24")));
    // And by the form that papers of before 1999 have.
    let old = day.desk.done(LIAISON, "known_party", json!({ "id_number": "110105491231002" }));
    assert_eq!((&old["nth"], &old["same"]), (&known["nth"], &known["same"]));
    let found = day.desk.done(LIAISON, "find", json!({ "text": "110105491231002" }));
    assert_eq!(found["by_number"], true);
    assert!(!found["page"]["rows"].as_array().unwrap().is_empty(), "{found}");
}

fn checks_say_only_that_it_is_wrong(day: &Day) {
    let said = day.desk.done(LIAISON, "check_identity", json!({ "id_number": ID }));
    assert_eq!((&said["born_on"], &said["sex"]), (&json!("1949-12-31"), &json!("2")));
    day.desk.done(LIAISON, "check_identity", json!({ "company_code": UNIT }));
    for wrong in [
        json!({ "id_number": "110105194912310021" }),
        json!({ "phone": "1380576123" }),
        json!({ "company_code": "91350100M000100Y44" }),
    ] {
        let fault = day.desk.call(LIAISON, "check_identity", wrong).unwrap_err();
        assert_eq!(fault["code"], "check_failed");
        assert_eq!(fault["values"].as_object().unwrap().len(), 1, "never the right digit: {fault}");
    }
}

fn two_appeals_and_a_voice(day: &Day) -> Value {
    let appeal = |title: &str, more: Value| {
        over(json!({ "title": title, "way": "visit", "request": "请督促整改", "n_people": 1 }), more)
    };
    json!({
        "station": day.station, "visited_on": day.today(), "from_at": "09:10:00", "to_at": "09:40:00", "kind": "reception",
        "n_people": 1, "summary": "反映雨污水直排", "intent": "拟转第六检察部研究",
        "present": [
            { "part": "host", "record": day.desk.person(LIAISON) }, { "part": "prosecutor", "record": day.prosecutor },
            { "part": "deputy", "record": day.deputy },
        ],
        "people": [
            { "part": "petitioner", "kind": "person", "name": "徐金法", "id_number": ID, "phone": "13805761234", "address": "三山村 8 号" },
            { "part": "accused", "kind": "unit", "name": "某某水产加工厂", "company_code": UNIT },
        ],
        "appeals": [
            appeal("反映三山村雨污水直排入河", json!({
                "category": "other", "purpose": "redress", "facts": "每逢下雨东侧雨水口有黑水外排。", "told_privacy": true,
                "materials": [paper::kept("现场照片")], "opinion": "拟转第六检察部", "present": [day.desk.person(LIAISON)],
            })),
            appeal("不服民事判决申请监督", json!({
                "category": "civil_supervision", "case_no": "（2026）浙1002民初100号", "case_office": "椒江区人民法院",
            })),
        ],
        "voices": [{ "deputy": day.deputy, "title": "建议河长巡查留痕", "content": "巡查记录公开", "kind": "governance" }],
    })
}

/// Received on Thursday 24 September 2026: the seventh day is 1 October, a holiday up to the 7th; Thursday 8 October is due.
fn why_that_day(page: &Value) {
    let reply = clock(page, "R01");
    assert_eq!((&reply["started_on"], &reply["due_on"]), (&json!("2026-09-24"), &json!("2026-10-08")));
    assert_eq!(page["candidate"]["rule"], "R02", "the earliest limit that sorting may bring");
    assert_eq!(page["candidate"]["deadline"]["due_on"], "2026-10-08");
    let strip = reply["deadline"]["strip"].as_array().unwrap();
    let kinds: Vec<&str> = strip.iter().map(|s| s["kind"].as_str().unwrap()).collect();
    assert_eq!((kinds.first(), kinds.last()), (Some(&"start"), Some(&"due")));
    let rolled = strip.iter().find(|s| s["kind"] == "rolled").expect("the holiday is shown");
    assert_eq!(rolled["to"], "2026-10-07");
    assert_eq!(strip.last().unwrap()["to"], "2026-10-08");
}

/// 补录: the clock counts from the day the slip was received, not from the day it is typed in.
pub fn slips_and_answers(day: &Day) {
    day.days.move_to("2026-09-28");
    let slip = form(day, json!({ "received_on": "2026-09-21", "title": "纸条：反映路灯不亮" }));
    let late = day.desk.made(LIAISON, "register_appeal", slip);
    let page = day.desk.page(LIAISON, ("appeal", &late));
    // Monday to Monday.
    assert_eq!(clock(&page, "R01")["due_on"], "2026-09-28");
    assert_eq!(page["registered_on"], "2026-09-28");
    assert_eq!(flagged(day, "late_entry"), 1);

    let half = form(day, json!({ "title": "只知一半", "request": null, "people": [] }));
    let half = day.desk.made(LIAISON, "register_appeal", half);
    let on = ("appeal", half.as_str());
    assert_eq!(day.desk.page(LIAISON, on)["state"], "incomplete");
    assert_eq!(day.desk.held_back(LIAISON, "complete_appeal", on, json!({ "anonymous": true })), "lacks");
    let rest = json!({ "anonymous": true, "request": "请修路灯" });
    assert_eq!(day.desk.steps(LIAISON, "complete_appeal", on, rest)["state"], "registered");

    // One team works at several stations; the liaison at her own.
    let other = form(day, json!({ "station": day.elsewhere, "title": "另一站点的诉求" }));
    assert_eq!(day.desk.refused(LIAISON, "register_appeal", other.clone()), "denied");
    day.desk.made(PROSECUTOR, "register_appeal", other);
    on_the_spot(day);
}

/// 当场答复: one line, fed back and evaluated at once; who answered does not write down what was thought of it.
fn on_the_spot(day: &Day) {
    let answer = |by: &str| json!({ "answer": "告知向社保部门申请及所需材料", "how": "oral", "answered_by": day.desk.person(by), "rating": "satisfied" });
    let ask = |by: &str| {
        form(day, json!({ "title": "咨询养老金", "category": "consultation", "answered": answer(by) }))
    };
    assert_eq!(day.desk.refused(HANDLER, "register_appeal", ask(HANDLER)), "own_work");
    let spot = day.desk.made(LIAISON, "register_appeal", ask(HANDLER));
    let page = day.desk.page(LIAISON, ("appeal", &spot));
    assert_eq!((&page["state"], &page["stage"]), (&json!("answered_on_spot"), &json!("closed")));
    assert_eq!(clock(&page, "R01")["state"], "in_time");
    let asked = json!({ "level": "fairly_satisfied", "on": day.today(), "how": "phone" });
    assert_eq!(day.desk.held_back(HANDLER, "sample_appeal", ("appeal", &spot), asked.clone()), "own_work");
    let page = day.desk.steps(OTHER, "sample_appeal", ("appeal", &spot), asked);
    assert_eq!(page["state"], "answered_on_spot", "what is asked later stands beside the loop");
}

/// Reports, matters about staff and minors: the station keeps the fact, the number and the limit.
pub fn sealed(day: &Day) {
    for (n, secret) in [
        json!({ "category": "report" }),
        json!({ "category": "staff_report" }),
        json!({ "people": [{ "part": "petitioner", "kind": "person", "name": "罗小雨", "born_on": "2012-05-01" }] }),
    ]
    .into_iter()
    .enumerate()
    {
        let matter = over(json!({ "title": "反映挪用村集体款项", "facts": "经手人为会计甲" }), secret);
        let made = day.desk.done(LIAISON, "register_appeal", form(day, matter));
        assert_eq!(made["value"]["sealed"], true, "{n}");
        let stub = made["value"]["record"].as_str().unwrap();
        for who in [LIAISON, HANDLER, CHIEF] {
            let page = day.desk.page(who, ("appeal", stub));
            assert_eq!((&page["state"], &page["no"]), (&json!("sealed"), &made["value"]["no"]));
            // Monday 28 September and seven days: 5 October is a holiday, 8 October is due.
            assert_eq!(clock(&page, "R01")["due_on"], "2026-10-08");
            let text = page.to_string();
            assert!(!["挪用", "会计甲", "罗", "柯"].iter().any(|word| text.contains(word)), "{who}: {text}");
        }
        assert_eq!(day.desk.done(LIAISON, "find", json!({ "text": "挪用" }))["page"]["count"], 0);
    }
    let listed = day.desk.done(PROSECUTOR, "list_sealed", json!({}));
    assert_eq!(listed.as_array().unwrap().len(), 3);
    let matter = json!({ "record": listed[0]["record"] });
    assert_eq!(day.desk.done(PROSECUTOR, "open_sealed", matter.clone())["facts"]["facts"], "经手人为会计甲");
    for who in [LIAISON, HANDLER, CHIEF] {
        assert_eq!(day.desk.refused(who, "open_sealed", matter.clone()), "denied", "{who}");
    }
}

/// Who speaks, beside who is complained of.
pub fn petitioner(page: &Value) -> &Value {
    page["parties"].as_array().unwrap().iter().find(|p| p["part"] == "petitioner").unwrap()
}

pub fn flagged(day: &Day, flag: &str) -> u64 {
    let page = day.desk.done(PROSECUTOR, "list_appeals", json!({ "flag": flag }));
    page["count"].as_u64().unwrap()
}
