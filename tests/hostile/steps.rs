//! Every step on a record, with an input that is well formed, and who may ask for it.

use serde_json::{Value, json};
use tests::{TestDesk, paper};

use super::forms::{Form, HEADS, INTAKE, KEEPERS, REGISTRAR, Roles, SORTERS, STAFF};
use super::scene::{NOBODY, Scene};

type Row = (&'static str, Roles, Value);

const ON: &str = "2026-09-01";

pub fn all(desk: &TestDesk, scene: &Scene) -> Vec<Form> {
    let mut forms = vec![];
    for (noun, rows) in [
        (
            "appeal",
            [entering(scene), sorting(), handing(scene), handling(scene), limits(scene), closing(scene)]
                .concat(),
        ),
        ("visit", visits()),
        ("party", vec![("amend_party", INTAKE, json!({ "address": "三山村" }))]),
        ("voice", voices(scene)),
        ("activity", [activities(scene), hearings(scene)].concat()),
        ("template", templates()),
        ("obligation", obligations(scene)),
        ("station", stations()),
        ("subpoint", subpoints()),
        ("deputy", deputies()),
        ("post", vec![("relieve_post", REGISTRAR, json!({ "to_on": ON, "reason": "调岗" }))]),
        ("person", people()),
    ] {
        let (record, seen) = (scene.record(noun), seen(desk, scene, noun));
        for (call, who, input) in rows {
            let on = json!({ "record": record, "seen": seen });
            forms.push(Form { call, who, input: tests::over(input, on) });
        }
    }
    forms
}

/// Heads as the page that shows the record gives them.
fn seen(desk: &TestDesk, scene: &Scene, noun: &str) -> Value {
    let page = |noun: &str, record: &str| desk.page(tests::FOUNDER, (noun, record));
    match noun {
        "party" => page("appeal", &scene.appeal)["parties"][0]["seen"].clone(),
        "post" => {
            let team = page("station", &scene.station)["team"].clone();
            team.as_array().unwrap().iter().find(|p| p["record"] == scene.post.as_str()).unwrap()["seen"]
                .clone()
        }
        // The list shows sub-points without their heads.
        "subpoint" => json!([]),
        noun => page(noun, scene.record(noun))["seen"].clone(),
    }
}

fn entering(scene: &Scene) -> Vec<Row> {
    let answer = json!({ "answer": "告知途径", "how": "oral", "answered_by": scene.person, "rating": "satisfied", "reason": "好" });
    vec![
        ("answer_on_spot", INTAKE, answer),
        (
            "complete_appeal",
            INTAKE,
            json!({ "title": "反映占道", "parties": [{ "record": scene.party, "part": "petitioner" }] }),
        ),
        (
            "amend_appeal",
            INTAKE,
            json!({ "title": "反映占道经营", "add_parties": [], "remove_parties": [], "flags": ["elderly"] }),
        ),
    ]
}

fn sorting() -> Vec<Row> {
    let notice = json!({ "about": "accepted", "on": ON, "how": "phone", "text": "已受理", "proof": paper::kept("记录") });
    let sort = |more: Value| {
        tests::over(
            json!({ "nature": "ordinary", "purpose": "redress", "on": ON, "text": "说明", "notice": notice }),
            more,
        )
    };
    let signed = json!({ "id": "1", "on": ON, "proof": paper::kept("回执") });
    vec![
        ("accept_appeal", SORTERS, sort(json!({}))),
        ("refuse_appeal", SORTERS, sort(json!({ "reason": "not_ours" }))),
        ("decline_appeal", HEADS, sort(json!({ "reason": "已依法终结" }))),
        ("guide_appeal", SORTERS, sort(json!({ "path": "申请行政复议" }))),
        ("refer_appeal", SORTERS, sort(json!({ "kind": "refer", "unit": "police", "letter_no": "1号" }))),
        (
            "object_referral",
            SORTERS,
            sort(json!({ "unit": "police", "letter_no": "1号", "reason": "不属本院" })),
        ),
        ("request_materials", SORTERS, json!({ "wanted": "判决书", "notice": notice })),
        ("supplement_materials", INTAKE, json!({ "on": ON, "materials": [paper::kept("判决书")] })),
        ("assign_appeal", SORTERS, json!({ "office": "331003", "on": ON, "reason": "属地" })),
        ("return_assignment", SORTERS, json!({ "reason": "改由本院" })),
        ("sign_for_referral", INTAKE, signed.clone()),
        ("record_referral_reply", INTAKE, tests::over(signed, json!({ "text": "已办" }))),
        ("return_referral", SORTERS, json!({ "id": "1", "on": ON, "reason": "退回" })),
    ]
}

fn handing(scene: &Scene) -> Vec<Row> {
    vec![
        ("ask_hand_over", SORTERS, json!({ "office": "331003", "reason": "属黄岩" })),
        // The office above decides; at a county's desk no head does.
        ("approve_hand_over", HEADS, json!({ "station": scene.station })),
        ("refuse_hand_over", HEADS, json!({ "reason": "应自办" })),
        ("return_hand_over", HEADS, json!({ "reason": "误转" })),
        ("take_in_appeal", SORTERS, json!({})),
    ]
}

fn handling(scene: &Scene) -> Vec<Row> {
    vec![
        ("take_on_appeal", STAFF, json!({})),
        ("assign_handler", SORTERS, json!({ "handler": scene.person, "reason": "分案" })),
        ("hand_over_appeal", KEEPERS, json!({ "to": scene.person, "reason": "调岗" })),
        ("declare_recusal", STAFF, json!({ "reason": "近亲属" })),
        ("clear_conflict", HEADS, json!({ "person": scene.person, "reason": "不构成回避" })),
        ("reply_procedurally", INTAKE, json!({ "about": "accepted", "on": ON, "how": "phone" })),
        (
            "note_progress",
            STAFF,
            json!({ "text": "已联系", "on": ON, "how": "phone", "next_on": "2026-09-10" }),
        ),
        ("urge_appeal", SORTERS, json!({ "kind": "urge", "text": "请抓紧" })),
        ("link_same", STAFF, json!({ "same": NOBODY })),
        ("unlink_same", STAFF, json!({ "same": NOBODY })),
        ("tell_apart", STAFF, json!({ "appeal": NOBODY, "reason": "另一处护栏" })),
        ("set_external_no", STAFF, json!({ "number": "台检控申受[2026]33100000031号", "unusual": "旧号" })),
    ]
}

fn limits(scene: &Scene) -> Vec<Row> {
    let pause =
        json!({ "clock": "clock/R12d/0", "reason": "materials", "from_on": ON, "until_on": "2026-09-05" });
    vec![
        (
            "record_event",
            STAFF,
            json!({ "event": "review_requested", "on": ON, "proof": paper::kept("申请书"), "note": "补正后收到" }),
        ),
        ("request_extension", STAFF, json!({ "clock": "clock/R12d/0", "amount": 10, "reason": "复杂" })),
        ("request_pause", STAFF, pause),
        ("request_resume", STAFF, json!({ "clock": "clock/R12d/0", "on": ON, "reason": "已补齐" })),
        ("grant_request", HEADS, json!({ "id": "1" })),
        ("refuse_request", HEADS, json!({ "id": "1", "reason": "不必" })),
        ("record_paper_grant", STAFF, tests::over(on_paper(scene), json!({ "id": "1" }))),
        ("confirm_paper_grant", HEADS, json!({ "id": "1" })),
    ]
}

fn on_paper(scene: &Scene) -> Value {
    json!({ "approver": scene.person, "on": ON, "paper": paper::kept("审批表") })
}

fn rating() -> Value {
    json!({ "level": "satisfied", "on": ON, "how": "phone", "reason": "好" })
}

fn closing(scene: &Scene) -> Vec<Row> {
    let conclusion = json!({
        "outcome": "support", "reply": "已整改", "explanation": "说明规定", "how": "written", "proofs": [paper::kept("照片")],
        "three_in_place": null, "resolution": null,
    });
    vec![
        ("propose_conclusion", STAFF, conclusion),
        ("reply_sealed", STAFF, json!({ "on": ON })),
        ("seal_appeal", HEADS, json!({ "reason": "report", "approver": scene.person })),
        ("approve_conclusion", HEADS, json!({})),
        ("send_back_conclusion", HEADS, json!({ "reason": "补充" })),
        ("record_paper_approval", STAFF, on_paper(scene)),
        ("confirm_paper_approval", HEADS, json!({})),
        ("dispute_paper_approval", HEADS, json!({ "reason": "未签" })),
        (
            "log_contact_attempt",
            INTAKE,
            json!({ "on": ON, "how": "phone", "result": "no_answer", "note": "上午" }),
        ),
        (
            "deliver_appeal",
            INTAKE,
            json!({ "to": scene.party, "how": "phone", "on": ON, "proof": paper::kept("回证"), "note": "本人" }),
        ),
        ("evaluate_appeal", INTAKE, rating()),
        ("sample_appeal", INTAKE, rating()),
        ("settle_appeal", HEADS, json!({ "finding": "已尽职" })),
        ("archive_appeal", STAFF, json!({ "volume": "1" })),
    ]
}

fn visits() -> Vec<Row> {
    vec![
        ("amend_visit", INTAKE, json!({ "place": "二楼" })),
        (
            "complete_visit",
            INTAKE,
            json!({ "summary": "反映占道", "present": [{ "part": "host", "record": null, "name": "周敏", "unit": null }] }),
        ),
    ]
}

fn voices(scene: &Scene) -> Vec<Row> {
    let answers = json!({ "passes_on_petition": false, "about_open_case": false, "own_interest": false });
    vec![
        ("amend_voice", INTAKE, json!({ "title": "建议常来" })),
        ("sort_voice", SORTERS, json!({ "route": "study", "answers": answers, "reason": "研究" })),
        (
            "convert_voice",
            SORTERS,
            json!({ "answers": { "about_open_case": true }, "became": scene.appeal, "reason": "涉具体个案" }),
        ),
        ("decide_voice", HEADS, json!({ "adoption": "adopted", "reason": "可行" })),
        (
            "assign_proposal",
            STAFF,
            json!({ "assigned_on": ON, "assigned_by": "人大", "number": "1", "difficult": false }),
        ),
        ("accept_proposal", SORTERS, json!({ "on": ON })),
        ("return_proposal", SORTERS, json!({ "on": ON, "reason": "不属职责" })),
        (
            "record_voice_event",
            STAFF,
            json!({ "event": "report_passed_on", "on": ON, "proof": paper::kept("转交通知"), "note": "含三条意见" }),
        ),
        ("communicate_voice", STAFF, json!({ "phase": "before", "on": ON, "how": "phone", "text": "沟通" })),
        (
            "answer_voice",
            SORTERS,
            json!({ "class": "A", "text": "已采纳", "how": "written", "on": ON, "proof": paper::kept("送达回证") }),
        ),
        ("evaluate_voice", INTAKE, tests::over(rating(), json!({ "attitude": "satisfied" }))),
        ("settle_voice", HEADS, json!({ "finding": "已尽职" })),
        ("archive_voice", STAFF, json!({ "volume": "1" })),
    ]
}

fn activities(scene: &Scene) -> Vec<Row> {
    let voice = json!({ "deputy": scene.deputy, "title": "建议", "content": "多讲" });
    vec![
        ("amend_activity", INTAKE, json!({ "place": "二楼" })),
        ("give_notice", INTAKE, json!({ "on": ON, "how": "张贴", "to": null })),
        ("settle_opinion", INTAKE, json!({ "n": 1, "voice": voice })),
        ("close_activity", INTAKE, json!({ "minutes": "三人发言" })),
        ("cancel_activity", INTAKE, json!({ "reason": "台风" })),
    ]
}

fn hearings(scene: &Scene) -> Vec<Row> {
    let place = json!({ "matter": "place" });
    let with = |more: Value| tests::over(place.clone(), more);
    let hearer = json!({ "name": "甲一", "unit": null, "born_on": "1980-01-01", "record": null, "declared_on": ON, "interest": null, "excluded_by": null });
    vec![
        ("name_hearers", STAFF, json!({ "hearers": [hearer] })),
        (
            "record_hearing",
            STAFF,
            json!({ "steps": [{ "step": "case", "text": "介绍案情" }], "opinions": [{ "name": "甲一", "text": "同意" }] }),
        ),
        ("ask_hearing_approval", STAFF, with(json!({ "reason": "便民" }))),
        ("approve_hearing", HEADS, place.clone()),
        ("send_back_hearing", HEADS, with(json!({ "reason": "改期" }))),
        ("record_hearing_approval", STAFF, with(on_paper(scene))),
        ("confirm_hearing_approval", HEADS, with(json!({ "answer": "confirm", "reason": null }))),
    ]
}

fn templates() -> Vec<Row> {
    vec![
        ("amend_template", SORTERS, json!({ "title": "每月接待" })),
        ("stop_template", SORTERS, json!({ "stopped_on": "2026-09-30", "reason": "改季度" })),
    ]
}

fn obligations(scene: &Scene) -> Vec<Row> {
    let proof = json!({ "record": scene.visit, "noun": "visit", "item": "visit", "on": ON });
    vec![
        ("acknowledge_obligation", INTAKE, json!({ "holder": scene.person })),
        ("prove_obligation", INTAKE, json!({ "by": scene.visit, "item": "visit" })),
        ("withdraw_proof", INTAKE, json!({ "proof": proof })),
        ("add_local_action", INTAKE, json!({ "text": "漫画", "on": ON, "by": scene.visit })),
        ("submit_obligation", INTAKE, json!({ "text": "已办" })),
        ("pass_obligation", SORTERS, json!({ "remark": "合格" })),
        ("send_back_obligation", SORTERS, json!({ "code": "unclear", "reason": "补" })),
        ("excuse_obligation", SORTERS, json!({ "code": "disaster", "reason": "台风" })),
    ]
}

fn stations() -> Vec<Row> {
    let turn = json!({ "from_on": "2026-10-01", "reason": "撤并" });
    vec![
        ("amend_station", REGISTRAR, json!({ "address": "文化礼堂" })),
        ("close_station", REGISTRAR, turn.clone()),
        ("reopen_station", REGISTRAR, turn),
    ]
}

fn subpoints() -> Vec<Row> {
    vec![
        ("amend_subpoint", REGISTRAR, json!({ "name": "新名" })),
        ("close_subpoint", REGISTRAR, json!({ "reason": "撤并" })),
    ]
}

fn deputies() -> Vec<Row> {
    vec![
        ("amend_deputy", REGISTRAR, json!({ "unit": "渔业公司" })),
        ("end_deputy", REGISTRAR, json!({ "to_on": ON, "reason": "届满" })),
    ]
}

fn people() -> Vec<Row> {
    let cover = json!({ "by": NOBODY, "from_on": ON, "to_on": ON, "reason": null });
    vec![
        ("amend_person", REGISTRAR, json!({ "title": "主任" })),
        ("leave_person", REGISTRAR, json!({ "left_on": "2026-12-31", "reason": "调任" })),
        ("return_person", REGISTRAR, json!({ "on": ON, "reason": "返岗" })),
        ("end_substitute", &["registrar", "head"], json!({ "cover": cover, "to_on": ON })),
    ]
}
