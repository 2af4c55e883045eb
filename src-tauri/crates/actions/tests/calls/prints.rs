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
