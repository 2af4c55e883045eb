//! `explain_deadline` as it is called.

use rstest::rstest;
use serde_json::{Value, json};

use super::super::{ExplainDeadline, explain};
use crate::Refusal;
use crate::law::shipped_once;

fn ask(input: Value) -> Result<Value, Refusal> {
    let input: ExplainDeadline = serde_json::from_value(input).unwrap();
    explain(&input, shipped_once()).map(|view| serde_json::to_value(view).unwrap())
}

#[test]
fn a_rule_from_a_day() {
    let view = ask(json!({"rule": "R01", "started_on": "2026-02-10"})).unwrap();
    assert_eq!(view["due_on"], "2026-02-24");
    assert_eq!(view["due_at"], Value::Null);
    assert_eq!(view["provisional"], false);
    assert_eq!(view["rule"]["id"], "R01");
    assert_eq!(view["rule"]["wording"], "verified");
    assert_eq!(
        view["strip"][0],
        json!({"from": "2026-02-10", "to": "2026-02-10", "kind": "start", "n": 0, "note": null})
    );
    assert_eq!(view["strip"][2]["kind"], "rolled");
}

#[rstest]
#[case::natural(json!({"unit": "natural", "amount": 7, "started_on": "2026-02-10"}), "2026-02-24", false)]
#[case::working(json!({"unit": "working", "amount": 5, "started_on": "2026-02-12"}), "2026-02-26", false)]
#[case::months(json!({"unit": "months", "amount": 3, "started_on": "2026-11-30"}), "2027-03-01", true)]
#[case::an_id_of_several_parts(json!({"rule": "R17", "started_on": "2026-02-13"}), "2026-03-05", false)]
#[case::one_part(json!({"rule": "R17.2", "started_on": "2026-09-29"}), "2026-10-08", false)]
#[case::backward(json!({"rule": "R16a", "started_on": "2026-03-10"}), "2026-03-07", false)]
#[case::switched_off(json!({"rule": "R13", "started_on": "2026-02-12"}), "2026-02-26", false)]
#[case::a_named_version(json!({"rule": "R12d", "version": "1", "started_on": "2026-08-02"}), "2026-10-08", false)]
#[case::extended(json!({"rule": "R12d", "started_on": "2026-08-02", "extended_by": 30}), "2026-11-02", false)]
#[case::paused(json!({"rule": "R15d", "started_on": "2026-03-02", "pauses": [{"from": "2026-03-04", "until": "2026-03-09"}]}), "2026-04-07", false)]
fn due(#[case] input: Value, #[case] due_on: &str, #[case] provisional: bool) {
    let view = ask(input).unwrap();
    assert_eq!((&view["due_on"], &view["provisional"]), (&json!(due_on), &json!(provisional)));
    let sum: u64 = view["strip"].as_array().unwrap().iter().map(|s| s["n"].as_u64().unwrap()).sum();
    assert_eq!(json!(sum), view["amount"]);
}

#[test]
fn hours_take_an_instant() {
    let view = ask(json!({"unit": "hours", "amount": 24, "started_at": "2026-02-10T15:30:00"})).unwrap();
    assert_eq!((&view["due_at"], &view["due_on"]), (&json!("2026-02-11T15:30:00"), &json!("2026-02-11")));
    let view = ask(json!({"rule": "R18a.2", "started_at": "2026-12-31T20:00:00+08:00"})).unwrap();
    assert_eq!((&view["due_at"], &view["provisional"]), (&json!("2027-01-01T20:00:00+08:00"), &json!(true)));
}

#[test]
fn an_instant_does_for_days_too() {
    let view = ask(json!({"rule": "R01", "started_at": "2026-02-10T23:59:00"})).unwrap();
    assert_eq!(view["due_on"], "2026-02-24");
}

fn required(field: &str) -> Refusal {
    Refusal::Required { field: field.into() }
}

#[rstest]
#[case::no_start(json!({"rule": "R01"}), required("started_on"))]
#[case::no_rule(json!({"started_on": "2026-02-10"}), required("rule"))]
#[case::no_unit(json!({"amount": 7, "started_on": "2026-02-10"}), required("unit"))]
#[case::no_amount(json!({"unit": "natural", "started_on": "2026-02-10"}), required("amount"))]
#[case::hours_from_a_day(json!({"unit": "hours", "amount": 24, "started_on": "2026-02-10"}), required("started_at"))]
#[case::no_instant(json!({"unit": "hours", "amount": 24, "started_at": "noon"}), Refusal::CheckFailed { field: "started_at".into() })]
#[case::nothing(json!({"unit": "natural", "amount": 0, "started_on": "2026-02-10"}), Refusal::OutOfRange { field: "amount".into(), least: 1, most: 10_000 })]
#[case::unknown_rule(json!({"rule": "R99", "started_on": "2026-02-10"}), Refusal::NotInList { field: "rule".into(), list: "rules".into(), value: "R99".into() })]
#[case::another_version(json!({"rule": "R01", "version": "9", "started_on": "2026-02-10"}), Refusal::NotInList { field: "rule".into(), list: "rules".into(), value: "R01".into() })]
#[case::a_paused_notice(json!({"rule": "R16a", "started_on": "2026-03-10", "extended_by": 1}), Refusal::RunsThrough { field: "pauses".into() })]
#[case::a_century_and_a_month(json!({"unit": "months", "amount": 1201, "started_on": "2026-02-10"}), Refusal::OutOfRange { field: "amount".into(), least: 1, most: 1_200 })]
#[case::extended_beyond_it(json!({"unit": "months", "amount": 1200, "extended_by": 1, "started_on": "2026-02-10"}), Refusal::OutOfRange { field: "amount".into(), least: 1, most: 1_200 })]
#[case::extended_beyond_all(json!({"unit": "natural", "amount": 1, "extended_by": u32::MAX, "started_on": "2026-02-10"}), Refusal::OutOfRange { field: "amount".into(), least: 1, most: 10_000 })]
#[case::before_the_republic(json!({"rule": "R01", "started_on": "1911-10-10"}), Refusal::NotInList { field: "rule".into(), list: "rules".into(), value: "R01".into() })]
#[case::a_bare_period_before_it(json!({"unit": "natural", "amount": 7, "started_on": "1911-10-10"}), Refusal::OutOfRange { field: "started_on".into(), least: 1949, most: 2200 })]
#[case::far_ahead(json!({"unit": "working", "amount": 7, "started_on": "2201-01-01"}), Refusal::OutOfRange { field: "started_on".into(), least: 1949, most: 2200 })]
#[case::hours_far_ahead(json!({"unit": "hours", "amount": 24, "started_at": "2201-01-01T08:00"}), Refusal::OutOfRange { field: "started_at".into(), least: 1949, most: 2200 })]
#[case::a_pause_of_centuries(
    json!({"unit": "natural", "amount": 7, "started_on": "2026-03-02", "pauses": [{"from": "2026-03-04", "until": "9999-12-31"}]}),
    Refusal::OutOfRange { field: "pauses".into(), least: 1949, most: 2200 }
)]
#[case::a_pause_that_ends_first(
    json!({"unit": "natural", "amount": 7, "started_on": "2026-03-02", "pauses": [{"from": "2026-03-09", "until": "2026-03-04"}]}),
    Refusal::EndBeforeStart { field: "pauses".into(), from: "2026-03-09".parse().unwrap(), to: "2026-03-04".parse().unwrap() }
)]
fn refused(#[case] input: Value, #[case] why: Refusal) {
    assert_eq!(ask(input), Err(why));
}

#[rstest]
#[case::a_day_that_is_not(json!({"rule": "R01", "started_on": "2026-02-30"}))]
#[case::a_unit_that_is_not(json!({"unit": "weeks", "amount": 1, "started_on": "2026-02-10"}))]
#[case::a_negative_amount(json!({"unit": "natural", "amount": -1, "started_on": "2026-02-10"}))]
#[case::a_field_that_is_not(json!({"rule": "R01", "started": "2026-02-10"}))]
fn not_an_input(#[case] input: Value) {
    assert!(serde_json::from_value::<ExplainDeadline>(input).is_err());
}
