//! Every form of the nouns fed with what no form should hold: no panic, nothing changed on the way, a refusal with a code.
//! It knows one good input a form and spoils it field by field.
//! Called by the tests of this crate only.

mod acts;

use ledger::{Op, RecordId, Value};
use serde::de::DeserializeOwned;
use serde_json::{Map, json};

use crate::scene::{ctx, day, id, law, person, record};
use crate::station::deputy::{Deputy, DeputyFacts};
use crate::station::{Station, Turn};
use crate::{Ctx, Refusal, Role};

type Answer = Result<Vec<Op>, Refusal>;

/// Texts as people, papers and attackers bring them.
fn texts() -> Vec<String> {
    let fixed = [
        "",
        " ",
        "\u{3000}",
        "\0",
        "a\0b",
        "\u{1b}[2J",
        "\u{feff}",
        "\u{202e}txt.exe",
        "𠮷䶮",
        "👩‍⚖️",
        "é\u{301}\u{301}",
        "=cmd|'/c calc'!A1",
        "+1",
        "-1",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "'; drop table entry; --",
        "{\"code\":1}",
        "null",
        "0",
        "2026-02-30",
        "9999-12-31",
        "99999999999999999999",
        "../../etc/passwd",
        "HD99",
        "11010519491231002X",
        "13805761234",
        "\r\n\t",
        "１２３",
    ];
    let long =
        ["长".repeat(200), "长".repeat(201), "长".repeat(20_000), "长".repeat(20_001), "𠮷".repeat(100_000)];
    fixed.iter().map(|t| (*t).to_owned()).chain(long).collect()
}

fn values() -> Vec<serde_json::Value> {
    let mut deep = json!([]);
    for _ in 0..100 {
        deep = json!([deep]);
    }
    let others = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(i64::MIN),
        json!([]),
        json!([null]),
        json!([""]),
        json!({}),
        json!({"record": "x"}),
        json!([{"part": "public", "name": "\0"}]),
        deep,
        json!("1949-10-01"),
        json!("0000-01-01"),
        json!("-262143-01-01"),
        json!("+262142-12-31"),
        json!("24:00:00"),
        json!(id(77).to_string()),
        json!([id(77).to_string(), id(77).to_string()]),
    ];
    texts().into_iter().map(serde_json::Value::from).chain(others).collect()
}

/// The good input with one field spoilt, for every field the form has and every value.
fn spoil<I: DeserializeOwned>(
    good: &serde_json::Value,
    fields: &serde_json::Value,
    mut ask: impl FnMut(I) -> Answer,
) {
    let fields: Map<String, serde_json::Value> = fields.as_object().cloned().unwrap_or_default();
    assert!(!fields.is_empty(), "a form has fields");
    assert!(
        serde_json::from_value::<I>(good.clone()).is_ok_and(|i| ask(i).is_ok()),
        "the good input is good"
    );
    for field in fields.keys() {
        for value in values() {
            let mut input = good.clone();
            input[field] = value.clone();
            let Ok(input) = serde_json::from_value::<I>(input) else { continue };
            match ask(input) {
                Ok(ops) => {
                    can_be_written(field, &ops);
                    kept_as_typed(field, &value, &ops);
                }
                Err(refusal) => has_a_code(&refusal),
            }
        }
    }
}

/// Whatever was let through holds no control sign and no text longer than a field, wherever it stands.
fn can_be_written(field: &str, ops: &[Op]) {
    for op in ops {
        let (Op::SetField { value, .. }
        | Op::Add { value, .. }
        | Op::Remove { value, .. }
        | Op::Line { value, .. }) = op
        else {
            continue;
        };
        let fits = crate::facts::fits(field, value, crate::facts::LONG);
        assert_eq!(fits, Ok(()), "{field} was spoilt and let through");
    }
}

/// Numbers are kept tidy; every other text stands as it was typed, and what is written can be projected.
fn kept_as_typed(field: &str, value: &serde_json::Value, ops: &[Op]) {
    // The office and department are those of the person or the station, whatever was sent.
    let tidy = ["phone", "company_code", "id_number", "office", "department"].contains(&field);
    let set = ops.iter().find_map(|op| match op {
        Op::SetField { field: f, value: Value::Text(text) } if f == field => Some(text),
        _ => None,
    });
    if let (Some(set), Some(typed), false) = (set, value.as_str(), tidy) {
        let same_time = typed.starts_with(set.as_str());
        assert!(set == typed || same_time, "{field}: {typed:?} was kept as {set:?}");
    }
    // An act's moves go on from where its record stood; the fields and lines can be looked at alone.
    let begins = |op: &&Op| !matches!(op, Op::Move { from, .. } if !from.is_empty());
    let ops: Vec<Op> = ops.iter().filter(begins).cloned().collect();
    for noun in [
        "visit",
        "party",
        "activity",
        "voice",
        "station",
        "deputy",
        "subpoint",
        "person",
        "template",
        "obligation",
        "post",
    ] {
        crate::project(&record(noun, &ops), law(), &mut |_| None);
    }
}

fn has_a_code(refusal: &Refusal) {
    let wire = serde_json::to_value(refusal).expect("a refusal goes over the wire");
    assert!(wire["code"].is_string(), "{wire}");
    assert!(wire.to_string().len() < 2_000_000);
}

fn station() -> Station {
    let turns = vec![Turn { verb: "open".into(), on: day("2020-01-01"), reason: None }];
    Station { state: "open".into(), turns, ..Station::blank(id(9), "331002") }
}

fn with<T>(role: Role, ask: impl FnOnce(&Ctx<'_>) -> T) -> T {
    let who = person(role);
    ask(&ctx(&who, "2026-09-01"))
}

fn fields<T: serde::Serialize + Default>() -> serde_json::Value {
    serde_json::to_value(T::default()).expect("facts are plain")
}

#[test]
fn log_visit() {
    let good = json!({"visited_on": "2026-08-21", "kind": "reception", "summary": "咨询"});
    with(Role::Liaison, |c| {
        spoil(&good, &fields::<crate::visit::VisitFacts>(), |i| crate::visit::log_visit(&station(), i, c))
    });
}

#[test]
fn register_party() {
    let good = json!({"kind": "person", "name": "徐国平"});
    let at = (Some(id(9)), "331002");
    with(Role::Liaison, |c| {
        spoil(&good, &fields::<crate::party::PartyFacts>(), |i| crate::party::register_party(at, i, c))
    });
}

#[test]
fn plan_activity() {
    let good = json!({"kind": "HD06", "topic": "接待日", "scheduled_on": "2026-09-10"});
    let blank = crate::activity::Activity::blank(id(1), (id(9), "331002"));
    with(Role::Assistant, |c| {
        spoil(&good, &fields::<crate::activity::ActivityFacts>(), |i| {
            crate::activity::plan_activity(&blank, &station(), i, c)
        });
    });
}

#[test]
fn hold_activity() {
    let good = json!({"kind": "HD01", "topic": "座谈", "held_on": "2026-08-21", "n_public": 3});
    let blank = crate::activity::Activity::blank(id(1), (id(9), "331002"));
    let mut names = fields::<crate::activity::ActivityFacts>();
    names["opinions"] = json!(null);
    with(Role::Assistant, |c| {
        spoil(&good, &names, |i| crate::activity::hold_activity(&blank, &station(), i, c))
    });
}

#[test]
fn register_voice() {
    let deputy = Deputy { id: id(40), facts: DeputyFacts::default(), ..Deputy::blank(id(9), "331002") };
    let good = json!({"title": "建议", "content": "内容", "deputy": id(40).to_string(), "received_on": "2026-08-20"});
    let blank = crate::voice::Voice::blank(id(1), (id(9), "331002"));
    with(Role::Liaison, |c| {
        spoil(&good, &fields::<crate::voice::VoiceFacts>(), |i| {
            crate::voice::register_voice(&blank, (&station(), &deputy), i, c)
        });
    });
}

#[test]
fn open_station() {
    let good = json!({"name": "白云站", "code": "BY01", "office": "331002", "opened_on": "2026-01-01"});
    let mut names = fields::<crate::station::StationFacts>();
    names["opened_on"] = json!(null);
    let nobody: &dyn Fn(&str) -> bool = &|_| false;
    with(Role::Registrar, |c| spoil(&good, &names, |i| crate::station::open_station((id(9), i), nobody, c)));
}

#[test]
fn register_deputy() {
    let good = json!({"name": "林美", "levels": ["city"]});
    with(Role::Registrar, |c| {
        spoil(&good, &fields::<DeputyFacts>(), |i| crate::station::deputy::register_deputy(&station(), i, c));
    });
}

#[test]
fn open_subpoint() {
    let good = json!({"name": "三甲街道代表室"});
    with(Role::Registrar, |c| {
        spoil(&good, &fields::<crate::station::subpoint::SubpointFacts>(), |i| {
            crate::station::subpoint::open_subpoint(&station(), i, c)
        });
    });
}

#[test]
fn appoint_post() {
    let good = json!({"person": id(3).to_string(), "kind": "leader", "from_on": "2026-01-01"});
    let names = json!({"person": null, "kind": null, "from_on": null, "to_on": null, "note": null});
    with(Role::Registrar, |c| {
        spoil(&good, &names, |i| crate::station::post::appoint_post(&station(), &[], i, c));
    });
}

#[test]
fn register_person() {
    let good = json!({"name": "王敏", "department": "控告申诉检察部"});
    with(Role::Registrar, |c| {
        spoil(&good, &fields::<crate::staff::StaffFacts>(), |i| crate::staff::register_person(i, c));
    });
}

#[test]
fn issue_template() {
    let good = json!({
        "kind": "fixed", "title": "接待日", "recurrence": "monthly", "rest_policy": "later", "from_on": "2026-08-01",
        "all_stations": true,
    });
    with(Role::Prosecutor, |c| {
        spoil(&good, &fields::<crate::task::template::TemplateFacts>(), |i| {
            let ops = crate::task::template::issue_template(id(1), i, c)?;
            // Whatever was let through can be generated from, for a long time.
            let template = crate::task::template::Template::of(&record("template", &ops));
            for period in template.periods(day("2030-01-01")).into_iter().take(3) {
                let new = crate::task::obligation::obligations(&template, &[station()], &period, law());
                assert!(new.iter().all(|o| o.record != RecordId::from_bytes([0; 16])));
            }
            Ok(ops)
        });
    });
}
