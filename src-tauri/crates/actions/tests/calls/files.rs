//! Attachments: in before the act, carried by its entry, out again.

use crate::desk_kit::{Kit, base64, plain};
use serde_json::json;

#[test]
fn a_file_goes_with_the_act_that_names_it() {
    let kit = Kit::found();
    let (record, seen) = kit.appeal();
    let scan = b"%PDF-1.7\nscan of a letter";
    let file = kit.ok("attach_file", json!({ "name": "信.exe", "bytes_base64": base64(scan) }));
    assert_eq!(file["mime"], "application/pdf");
    let of = json!({ "record": record, "file": file["file"] });
    assert_eq!(kit.code("open_file", of.clone()), "missing");
    let materials = json!([{ "name": "来信", "kept": "file", "file": file["file"] }]);
    kit.ok("amend_appeal", json!({ "record": record, "seen": seen, "materials": materials }));
    let shown = kit.ok("open_file", of);
    assert_eq!(plain(&shown["bytes_base64"]), scan);
}

#[test]
fn what_cannot_be_shown_is_exported() {
    let kit = Kit::found();
    let (record, seen) = kit.appeal();
    let program = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0";
    let file = kit.ok("attach_file", json!({ "name": "照片.jpg", "bytes_base64": base64(program) }));
    assert_eq!(file["can_be_shown"], false);
    let materials = json!([{ "name": "附件", "kept": "file", "file": file["file"] }]);
    kit.ok("amend_appeal", json!({ "record": record, "seen": seen, "materials": materials }));
    let of = json!({ "record": record, "file": file["file"] });
    assert_eq!(kit.ok("open_file", of.clone())["bytes_base64"], json!(null));
    assert_eq!(plain(&kit.ok("export_file", of)["bytes_base64"]), program);
}

#[test]
fn an_empty_file_and_a_file_without_name_are_refused() {
    let kit = Kit::found();
    assert_eq!(kit.code("attach_file", json!({ "name": "a", "bytes_base64": "" })), "bad_file");
    assert_eq!(kit.code("attach_file", json!({ "name": " ", "bytes_base64": "AAAA" })), "required");
}
