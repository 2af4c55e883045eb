//! Point 5: sorting each way, each with the clocks that the law opens for it and no other.

use serde_json::{Value, json};
use tests::{clock, over, paper};

use super::intake::{form, petitioner};
use super::{Day, HANDLER, LIAISON, PROSECUTOR};

pub fn each_way(day: &Day) {
    accepted_ordinary(day);
    accepted_litigation(day);
    turned_away(day);
    referred(day);
    materials(day);
    objected(day);
    assigned_downward(day);
}

fn sorting(day: &Day, nature: &str, more: Value) -> Value {
    over(json!({ "nature": nature, "on": day.today() }), more)
}

fn notice(day: &Day, about: &str) -> Value {
    json!({ "about": about, "on": day.today(), "how": "mail", "proof": paper::kept("送达回证") })
}

/// A new appeal of this morning, received at the liaison's station.
fn fresh(day: &Day, title: &str) -> String {
    day.desk.made(LIAISON, "register_appeal", form(day, json!({ "title": title })))
}

fn rules(page: &Value) -> Vec<&str> {
    let mut rules: Vec<&str> =
        page["clocks"].as_array().unwrap().iter().map(|c| c["rule"].as_str().unwrap()).collect();
    rules.sort_unstable();
    rules
}

#[track_caller]
fn due(page: &Value, dues: &[(&str, &str, &str)]) {
    for (rule, on, state) in dues {
        let clock = clock(page, rule);
        assert_eq!((clock["due_on"].as_str(), clock["state"].as_str()), (Some(*on), Some(*state)), "{rule}");
    }
}

/// 信访条例: 15 days to sort and to tell from the day of receipt, 60 from acceptance, 3 months to answer.
fn accepted_ordinary(day: &Day) {
    let on = ("appeal", day.ordinary.as_str());
    assert_eq!(
        day.desk.held_back(LIAISON, "accept_appeal", on, sorting(day, "ordinary", json!({}))),
        "denied"
    );
    assert_eq!(
        day.desk.held_back(HANDLER, "accept_appeal", on, sorting(day, "ordinary", json!({}))),
        "denied"
    );
    let page = day.desk.steps(
        PROSECUTOR,
        "accept_appeal",
        on,
        sorting(day, "ordinary", json!({ "purpose": "redress" })),
    );
    assert_eq!(page["state"], "accepted");
    assert_eq!(rules(&page), ["R01", "R03", "R12a", "R12b", "R12d"]);
    due(
        &page,
        &[
            ("R01", "2026-10-08", "running"),
            // Thursday 24 September and three months: Thursday 24 December.
            ("R03", "2026-12-24", "running"),
            // 24 September and 15 days: Friday 9 October.
            ("R12a", "2026-10-09", "in_time"),
            ("R12b", "2026-10-09", "running"),
            // Monday 28 September and 60 days: Friday 27 November.
            ("R12d", "2026-11-27", "running"),
        ],
    );
    let told = json!({ "about": "accepted", "on": day.today(), "how": "phone" });
    let page = day.desk.steps(LIAISON, "reply_procedurally", on, told.clone());
    due(&page, &[("R01", "2026-10-08", "in_time"), ("R12b", "2026-10-09", "in_time")]);
    assert_eq!(day.desk.held_back(LIAISON, "reply_procedurally", on, told), "nothing_owed");
}

/// 涉诉讼权利救济: seven days to sort, none of the limits of 信访条例, and those of 民事监督 by themselves.
fn accepted_litigation(day: &Day) {
    let on = ("appeal", day.litigation.as_str());
    let page = day.desk.steps(PROSECUTOR, "accept_appeal", on, sorting(day, "litigation", json!({})));
    assert_eq!(rules(&page), ["R01", "R02", "R03", "R11.1", "R11.3"]);
    due(&page, &[("R02", "2026-10-08", "in_time"), ("R03", "2026-12-24", "running")]);
    // Three days and three months from Monday 28 September; the three end in the holiday.
    due(&page, &[("R11.1", "2026-10-08", "running"), ("R11.3", "2026-12-28", "running")]);
}

fn turned_away(day: &Day) {
    let refused = fresh(day, "不属本院管辖的事项");
    let on = ("appeal", refused.as_str());
    let odd = sorting(day, "ordinary", json!({ "reason": "because" }));
    assert_eq!(day.desk.held_back(PROSECUTOR, "refuse_appeal", on, odd), "not_in_list");
    let refuse = sorting(day, "ordinary", json!({ "reason": "not_ours", "notice": notice(day, "refused") }));
    assert_eq!(day.desk.steps(PROSECUTOR, "refuse_appeal", on, refuse)["state"], "refused");
    let guided = fresh(day, "应当申请行政复议的事项");
    let guide =
        sorting(day, "ordinary", json!({ "path": "向区政府申请行政复议", "notice": notice(day, "guided") }));
    let page = day.desk.steps(PROSECUTOR, "guide_appeal", ("appeal", &guided), guide);
    // Received on Monday 28 September: seven days end in the holiday, told the same day.
    assert_eq!(page["state"], "guided");
    due(&page, &[("R01", "2026-10-08", "in_time")]);
}

/// 转送 to a unit without a desk: letter, signature, reply.
fn referred(day: &Day) {
    let appeal = fresh(day, "应由公安机关处理的事项");
    let on = ("appeal", appeal.as_str());
    let refer = sorting(
        day,
        "ordinary",
        json!({
            "kind": "refer", "unit": "police", "letter_no": "台检转〔2026〕1号", "notice": notice(day, "transferred"),
        }),
    );
    assert_eq!(day.desk.steps(PROSECUTOR, "refer_appeal", on, refer)["state"], "referred");
    let delivery =
        json!({ "to": party(day, &appeal), "how": "mail", "on": day.today(), "proof": paper::kept("回执") });
    assert_eq!(day.desk.held_back(LIAISON, "deliver_appeal", on, delivery), "lacks");
    let signed = json!({ "id": "1", "on": day.today(), "proof": paper::kept("签收单") });
    day.desk.steps(LIAISON, "sign_for_referral", on, signed);
    let reply = json!({ "id": "1", "on": day.today(), "text": "已受理", "proof": paper::kept("复函") });
    day.desk.steps(LIAISON, "record_referral_reply", on, reply.clone());
    assert_eq!(day.desk.held_back(LIAISON, "record_referral_reply", on, reply), "not_now");
}

/// 材料不齐: the seven days count from the day it was supplemented.
fn materials(day: &Day) {
    let appeal = fresh(day, "材料不齐的监督申请");
    let on = ("appeal", appeal.as_str());
    let wanted = json!({ "wanted": "生效裁判文书", "notice": notice(day, "materials") });
    assert_eq!(day.desk.steps(PROSECUTOR, "request_materials", on, wanted)["state"], "awaiting_materials");
    day.days.move_to("2026-10-12");
    let brought = json!({ "on": day.today(), "materials": [paper::kept("民事判决书")] });
    assert_eq!(day.desk.steps(LIAISON, "supplement_materials", on, brought)["state"], "registered");
    let page = day.desk.steps(PROSECUTOR, "accept_appeal", on, sorting(day, "litigation", json!({})));
    // Monday 12 October and seven days: Monday 19 October.
    due(&page, &[("R02", "2026-10-19", "in_time")]);
}

/// What came by referral may be objected to within five working days.
fn objected(day: &Day) {
    let came = form(day, json!({ "title": "上级转来的事项", "way": "upper", "received_on": "2026-09-24" }));
    let appeal = day.desk.made(LIAISON, "register_appeal", came);
    let on = ("appeal", appeal.as_str());
    // 25 to 27 September are 中秋; 28, 29, 30, then 8 and 9 October.
    due(&day.desk.page(LIAISON, on), &[("R12c", "2026-10-09", "running")]);
    let object = sorting(
        day,
        "ordinary",
        json!({ "unit": "petition_bureau", "letter_no": "台检异〔2026〕1号", "reason": "不属本院职责" }),
    );
    let page = day.desk.steps(PROSECUTOR, "object_referral", on, object.clone());
    // Objected on the 12th: three days too late, and the strip says so.
    due(&page, &[("R12c", "2026-10-09", "late")]);
    let ours = ("appeal", day.ordinary.as_str());
    assert_eq!(day.desk.held_back(PROSECUTOR, "object_referral", ours, object), "not_now");
}

/// 交办 to a county's office: its report is an internal limit and marked so.
fn assigned_downward(day: &Day) {
    let appeal = fresh(day, "交办区院核查的事项");
    let on = ("appeal", appeal.as_str());
    day.desk.steps(PROSECUTOR, "accept_appeal", on, sorting(day, "ordinary", json!({})));
    let page = day.desk.steps(
        PROSECUTOR,
        "assign_appeal",
        on,
        json!({ "office": "331003", "on": day.today(), "reason": "属地核查" }),
    );
    assert_eq!(page["state"], "assigned");
    // Monday 12 October and two months: Saturday 12 December, so Monday the 14th.
    due(&page, &[("N05", "2026-12-14", "running")]);
    assert_eq!(
        (&clock(&page, "N05")["internal"], &clock(&page, "R03")["internal"]),
        (&json!(true), &json!(false))
    );
    let page = day.desk.steps(PROSECUTOR, "return_assignment", on, json!({ "reason": "改由本院办理" }));
    assert_eq!(page["state"], "accepted");
}

pub fn party(day: &Day, appeal: &str) -> Value {
    petitioner(&day.desk.page(PROSECUTOR, ("appeal", appeal)))["party"]["record"].clone()
}
