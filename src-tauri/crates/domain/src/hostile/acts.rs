//! The acts on records that are there: each input spoilt field by field, in the state where the act is allowed.

use chrono::NaiveDate;
use ledger::Record;
use rstest::rstest;

use super::*;
use crate::Person;
use crate::activity::hearing::*;
use crate::activity::*;
use crate::facts::Kept;
use crate::party::{Party, PartyFacts, amend_party};
use crate::scene::then;
use crate::staff::*;
use crate::station::post::{Post, relieve_post};
use crate::station::{close_station, deputy::end_deputy};
use crate::task::obligation::*;
use crate::task::template::{Template, stop_template};
use crate::visit::{Visit, VisitFacts, amend_visit, complete_visit};
use crate::voice::*;

/// The good input is good, and every field of it may be anything.
fn spoil_act<I: DeserializeOwned>(good: serde_json::Value, ask: impl FnMut(I) -> super::Answer) {
    spoil(&good, &good, ask);
}

/// A record of a station that stands in a state, with fields.
fn standing(noun: &str, state: &str, fields: &[(&str, Value)]) -> Record {
    let mut ops: Vec<Op> = fields.iter().map(|(field, value)| Op::set(field, value.clone())).collect();
    ops.extend([Op::set("office", "331002"), Op::go("main", "", state)]);
    record(noun, &ops)
}

fn on(text: &str) -> Value {
    day(text).keep()
}

fn chief() -> Person {
    Person { record: id(70), level: Some(crate::Level::Chief), ..person(Role::Head) }
}

fn as_chief<T>(ask: impl FnOnce(&Ctx<'_>) -> T) -> T {
    let who = chief();
    ask(&ctx(&who, "2026-09-01"))
}

fn here() -> Person {
    person(Role::Assistant)
}

#[test]
fn on_a_visit() {
    let fields = [("visited_on", on("2026-08-21")), ("kind", "reception".into()), ("summary", "咨询".into())];
    let visit = Visit::of(&standing("visit", "incomplete", &fields));
    let names = super::fields::<VisitFacts>();
    with(Role::Liaison, |c| {
        spoil(&json!({"intent": "转办"}), &names, |i| amend_visit(&visit, &station(), i, c));
        let good = json!({"present": [{"part": "prosecutor", "record": null, "name": "王敏", "unit": null}]});
        spoil(&good, &names, |i| complete_visit(&visit, &station(), i, c));
    });
}

#[test]
fn on_a_party() {
    let fields = [("kind", "person".into()), ("name", "徐国平".into()), ("phone", "13805761234".into())];
    let party = Party::of(&standing("party", "known", &fields));
    with(Role::Prosecutor, |c| {
        spoil(&json!({"work": "木工"}), &super::fields::<PartyFacts>(), |i| amend_party(&party, i, c));
    });
}

fn activity(state: &str, kind: &str) -> Activity {
    let fields = [
        ("kind", kind.into()),
        ("topic", "听证".into()),
        ("scheduled_on", on("2026-09-20")),
        ("openness", "public".into()),
        ("held_on", if state == "held" { on("2026-08-20") } else { Value::Null }),
    ];
    let said = json!({"n": 1, "text": "堵塞", "becomes": "voice"});
    let line = crate::activity::Opinion {
        n: 1,
        text: said["text"].as_str().map(str::to_owned),
        deputy: None,
        speaker: None,
        becomes: Outcome::Voice,
        reason: None,
    };
    Activity::of(&then(standing("activity", state, &fields), &[Op::line("opinion", line.keep())]))
}

#[test]
fn on_an_activity() {
    let (planned, held) = (activity("planned", "HD06"), activity("held", "HD01"));
    with(Role::Assistant, |c| {
        spoil_act(json!({"on": "2026-08-30", "how": "公告", "to": "群众"}), |i| {
            give_notice(&planned, i, c)
        });
        spoil_act(json!({"reason": "台风"}), |i| cancel_activity(&planned, i, c));
        spoil_act(json!({"n": 1, "record": id(50).to_string(), "noun": "voice"}), |i| {
            settle_opinion(&held, i, c)
        });
        let names = super::fields::<ActivityFacts>();
        spoil(&json!({"place": "二楼会议室"}), &names, |i| amend_activity(&planned, &station(), i, c));
    });
}

#[test]
fn on_a_hearing() {
    let (planned, held) = (activity("planned", "HD02"), activity("held", "HD02"));
    let hearer = |name: &str| {
        json!({
            "name": name, "unit": null, "born_on": "1980-01-01", "record": null, "declared_on": "2026-08-20",
            "interest": null, "excluded_by": null,
        })
    };
    let paper = json!({
        "name": "呈批表", "kept": "paper", "file": null, "volume": "1", "page": "2", "n_copies": null, "n_pages": null,
        "original": null,
    });
    with(Role::Assistant, |c| {
        let three = json!({"hearers": [hearer("甲"), hearer("乙"), hearer("丙")]});
        spoil_act(three, |i| name_hearers(&planned, &[], i, c));
        spoil_act(json!({"matter": "place", "reason": "就地"}), |i| ask_hearing_approval(&planned, i, c));
        let record =
            json!({"matter": "place", "approver": id(70).to_string(), "on": "2026-08-30", "paper": paper});
        spoil_act(record, |i| record_hearing_approval(&planned, i, c));
        let minutes =
            json!({"recording_no": "LX-1", "steps": [{"step": "case", "text": "案情"}], "opinions": []});
        spoil_act(minutes, |i| record_hearing(&held, i, c));
    });
    let asked = Activity::of(&then(planned.record.clone(), &[Op::go(Matter::Place.flow(), "", "asked")]));
    as_chief(|c| {
        spoil_act(json!({"matter": "place"}), |i| approve_hearing(&asked, i, c));
        spoil_act(json!({"matter": "place", "reason": "改期"}), |i| send_back_hearing(&asked, i, c));
    });
}

fn voice(state: &str) -> Voice {
    let formal = ["proposed", "assigned"].contains(&state);
    let fields = [
        ("title", "建议".into()),
        ("received_on", on("2026-08-01")),
        ("formal", formal.into()),
        ("assigned_on", if formal { on("2026-08-10") } else { Value::Null }),
    ];
    let talked = crate::voice::Contact {
        phase: Phase::Before,
        on: day("2026-08-02"),
        how: "phone".into(),
        text: "沟通".into(),
        by: id(3),
    };
    Voice::of(&then(standing("voice", state, &fields), &[Op::line("contact", talked.keep())]))
}

#[rstest]
#[case::to_study(json!({"route": "study", "answers": {}, "became": null, "unit": null, "reason": null, "holder": null}))]
#[case::as_an_appeal(json!({"route": "to_appeal", "answers": {"about_open_case": true}, "became": id(5).to_string()}))]
#[case::elsewhere(json!({"route": "to_other", "answers": {}, "unit": "民政局", "reason": "属其职责"}))]
fn on_sorting_a_voice(#[case] good: serde_json::Value) {
    with(Role::Prosecutor, |c| spoil_act(good, |i| sort_voice(&voice("collected"), i, c)));
}

#[test]
fn on_a_voice() {
    as_chief(|c| {
        spoil_act(json!({"adoption": "partly", "reason": "试点"}), |i| {
            decide_voice(&voice("studying"), i, c)
        });
        let case =
            json!({"answers": {"about_open_case": true}, "became": id(5).to_string(), "reason": "个案"});
        spoil_act(case, |i| convert_voice(&voice("studying"), i, c));
        let assigned =
            json!({"assigned_on": "2026-08-10", "assigned_by": "区人大", "number": "12", "difficult": false});
        spoil_act(assigned, |i| assign_proposal(&voice("proposed"), i, &ctx(&here(), "2026-09-01")));
        spoil_act(json!({"on": "2026-08-12"}), |i| accept_proposal(&voice("assigned"), i, c));
        spoil_act(json!({"on": "2026-08-12", "reason": "不属职责"}), |i| {
            return_proposal(&voice("assigned"), i, c)
        });
        let talk = json!({"phase": "during", "on": "2026-08-20", "how": "phone", "text": "进展"});
        spoil_act(talk, |i| communicate_voice(&voice("adopted"), i, c));
        let answer = json!({
            "class": "A", "text": "已办", "how": "written", "on": "2026-08-25",
            "proof": {"name": "送达回证", "kept": "paper", "volume": "1", "page": "3"},
        });
        spoil_act(answer, |i| answer_voice(&voice("adopted"), i, c));
        let said = json!({"level": "dissatisfied", "attitude": null, "on": "2026-08-30", "how": "phone", "reason": "未改"});
        spoil_act(said, |i| evaluate_voice(&voice("answered"), i, c));
        spoil_act(json!({"volume": "2026-1"}), |i| archive_voice(&voice("evaluated"), i, c));
    });
}

fn obligation(state: &str) -> Obligation {
    let fields = [
        ("from_on", on("2026-08-01")),
        ("to_on", on("2026-08-31")),
        ("plain_due_on", on("2026-08-31")),
        ("rest_policy", "later".into()),
        ("issuer_office", "331002".into()),
        ("issuer_department", "控告申诉检察部".into()),
        ("local_actions", true.into()),
    ];
    let proof = Proof { record: id(30), noun: "visit".into(), item: None, on: day("2026-08-20") };
    Obligation::of(&then(standing("obligation", state, &fields), &[Op::add("proof", proof.keep())]))
}

#[test]
fn on_an_obligation() {
    let shown = crate::project(&visited("2026-08-20"), law(), &mut |_| None).card.expect("a row");
    with(Role::Prosecutor, |c| {
        spoil_act(json!({"holder": null}), |i| acknowledge_obligation(&obligation("issued"), i, c));
        let proof = json!({"record": id(31).to_string(), "item": null});
        spoil_act(proof, |i| prove_obligation(&obligation("doing"), &shown, i, c));
        spoil_act(json!({"text": "已开展"}), |i| submit_obligation(&obligation("doing"), i, c));
        spoil_act(json!({"remark": "很好"}), |i| pass_obligation(&obligation("submitted"), i, c));
        spoil_act(json!({"code": "unclear", "reason": "补"}), |i| {
            send_back_obligation(&obligation("submitted"), i, c)
        });
        spoil_act(json!({"code": "other", "reason": "台风"}), |i| {
            excuse_obligation(&obligation("issued"), i, c)
        });
        let local = json!({"text": "进村", "on": "2026-08-20", "record": null});
        spoil_act(local, |i| add_local_action(&obligation("doing"), i, c));
    });
}

fn visited(day_text: &str) -> Record {
    standing("visit", "complete", &[("visited_on", on(day_text)), ("kind", "village".into())])
}

fn colleague(n: u8) -> Staff {
    let fields = [("name", "李强".into()), ("department", "办公室".into())];
    Staff { id: id(n), ..Staff::of(&standing("person", "working", &fields)) }
}

#[test]
fn on_people_and_posts() {
    let (absent, by) = (colleague(1), colleague(2));
    let post =
        Post::of(&standing("post", "standing", &[("from_on", on("2026-01-01")), ("kind", "leader".into())]));
    let served = Deputy::of(&standing("deputy", "serving", &[("from_on", on("2022-01-01"))]));
    let work = [OpenWork {
        record: id(10),
        noun: "appeal".into(),
        title: "欠薪".into(),
        station: None,
        holder: id(1),
    }];
    with(Role::Registrar, |c| {
        spoil_act(json!({"left_on": "2026-09-30", "reason": "调任"}), |i| leave_person(&absent, i, c));
        let cover = json!({"by": id(2).to_string(), "from_on": "2026-09-02", "to_on": "2026-09-09", "reason": "休假"});
        spoil_act(cover, |i| substitute_person(&absent, &by, i, c));
        spoil_act(json!({"to_on": "2026-08-31", "reason": "调离"}), |i| relieve_post(&post, i, c));
        spoil_act(json!({"to_on": "2026-08-31", "reason": "届满"}), |i| end_deputy(&served, i, c));
        spoil_act(json!({"from_on": "2026-10-01", "reason": "撤并"}), |i| close_station(&station(), i, c));
        let deed =
            json!({"from": id(1).to_string(), "to": id(2).to_string(), "reason": "调离", "except": []});
        spoil_act(deed, |i: HandOver| {
            hand_over(&work, (&absent, &by), &i, c)
                .map(|deed| deed.into_iter().flat_map(|(_, ops)| ops).collect())
        });
    });
}

#[test]
fn on_a_template() {
    let fields =
        [("from_on", on("2026-01-01")), ("department", "控告申诉检察部".into()), ("kind", "fixed".into())];
    let template = Template::of(&standing("template", "issued", &fields));
    with(Role::Prosecutor, |c| {
        spoil_act(json!({"stopped_on": "2026-09-30", "reason": "改为季度"}), |i| {
            stop_template(&template, i, c)
        });
    });
}

/// Days at the ends of the calendar move nothing out of range.
#[rstest]
#[case::first(NaiveDate::MIN)]
#[case::last(NaiveDate::MAX)]
fn records_with_impossible_days_are_still_read(#[case] far: NaiveDate) {
    let far = Value::Text(far.to_string());
    for field in [
        "visited_on",
        "scheduled_on",
        "held_on",
        "received_on",
        "born_on",
        "from_on",
        "to_on",
        "plain_due_on",
        "left_on",
    ] {
        for noun in [
            "visit",
            "activity",
            "voice",
            "party",
            "post",
            "deputy",
            "obligation",
            "template",
            "person",
            "station",
        ] {
            let spoilt = standing(
                noun,
                "planned",
                &[(field, far.clone()), ("kind", "HD02".into()), ("rest_policy", "later".into())],
            );
            crate::project(&spoilt, law(), &mut |_| None);
        }
    }
}
