//! What is printed is written down with its copy number, and bears what the record says.

use crate::desk_kit::{Kit, plain};
use serde_json::{Value, json};

fn pdf(answer: &Value) -> usize {
    let bytes = plain(&answer["value"]["bytes_base64"]);
    assert_eq!(&bytes[..5], b"%PDF-");
    bytes.len()
}

#[test]
fn copies_are_counted_per_record_and_form() {
    let kit = Kit::found();
    let (record, _) = kit.appeal();
    let first = kit.ok("print_visit_sheet", json!({ "record": record }));
    pdf(&first);
    let second = kit.ok("print_visit_sheet", json!({ "record": record }));
    let strip = kit.ok("print_deadline", json!({ "record": record, "flow": "clock/R01/0" }));
    pdf(&strip);
    let copy = |a: &Value| a["value"]["copy_no"].clone();
    assert_eq!((copy(&first), copy(&second), copy(&strip)), (json!(1), json!(2), json!(1)));
}

/// A page is set while others may save: a copy whose record moved meanwhile is neither given nor written down.
#[test]
fn copies_printed_at_once_never_bear_one_number() {
    let kit = Kit::found();
    let (record, _) = kit.appeal();
    let host = &kit.host;
    let print = || host.answer("print_visit_sheet", json!({ "record": record }));
    let answers: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..4).map(|_| scope.spawn(print)).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (given, moved): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    let mut copies: Vec<_> =
        given.into_iter().map(|printed| printed.unwrap()["value"]["copy_no"].as_u64().unwrap()).collect();
    copies.sort_unstable();
    assert_eq!(copies, (1..=copies.len() as u64).collect::<Vec<_>>());
    assert!(!copies.is_empty());
    assert!(moved.into_iter().all(|refused| refused.unwrap_err().code() == "moved_on"));
    let next = kit.ok("print_visit_sheet", json!({ "record": record }));
    assert_eq!(next["value"]["copy_no"].as_u64(), Some(copies.len() as u64 + 1));
}

#[test]
fn a_letter_needs_a_decision_a_recipient_and_its_basis() {
    let kit = Kit::found();
    let (record, seen) = kit.appeal();
    let letter = json!({
        "record": record, "no": "椒检控告〔2026〕1号", "basis": ["《人民检察院信访工作规定》"], "department": "控告申诉检察部",
        "phone": "0576-12309", "next": "三个月内办理完毕。",
    });
    // Anonymous: nobody to write to.
    assert_eq!(kit.code("print_notice", letter.clone()), "lacks");
    let mut bare = letter.clone();
    bare["basis"] = json!([]);
    assert_eq!(kit.code("print_notice", bare), "required");
    kit.ok(
        "accept_appeal",
        json!({ "record": record, "seen": seen, "nature": "ordinary", "on": "2026-09-01" }),
    );
    let mut reply = letter;
    reply.as_object_mut().unwrap().remove("next");
    assert_eq!(kit.code("print_reply", reply), "lacks");
}
