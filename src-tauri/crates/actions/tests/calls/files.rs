//! Attachments: in before the act, carried by its entry, out again.

use std::fs;

use crate::desk_kit::{Kit, PASSWORD, base64, plain};
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

/// A bug: an address that nobody had attached counted as a material, and a conclusion had its proof by it.
#[test]
fn a_file_that_nobody_attached_is_no_material() {
    let kit = Kit::found();
    let (record, seen) = kit.appeal();
    let named = |file: &str| json!([{ "name": "照片", "kept": "file", "file": file }]);
    for file in ["00".repeat(32).as_str(), "zz", "../../x"] {
        let input = json!({ "record": record, "seen": seen, "materials": named(file) });
        assert_eq!(kit.code("amend_appeal", input), "missing", "{file}");
    }
    let photo =
        kit.ok("attach_file", json!({ "name": "照片", "bytes_base64": base64(b"photo") }))["file"].clone();
    let photo = photo.as_str().unwrap();
    let done = kit.ok("amend_appeal", json!({ "record": record, "seen": seen, "materials": named(photo) }));
    let seen = &done["seen"][record.as_str().unwrap()];
    let again = json!({ "record": record, "seen": seen, "title": "更正", "materials": named(photo) });
    kit.ok("amend_appeal", again);
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

/// A text as most editors here write it is shown as text, and goes out as it is.
#[test]
fn a_text_in_gbk_is_shown_and_exported_as_it_is() {
    let kit = Kit::found();
    let (record, seen) = kit.appeal();
    let gbk = b"\xd6\xd0\xce\xc4";
    let file = kit.ok("attach_file", json!({ "name": "说明.txt", "bytes_base64": base64(gbk) }));
    assert_eq!((&file["mime"], &file["can_be_shown"]), (&json!("text/plain"), &json!(true)));
    let materials = json!([{ "name": "说明", "kept": "file", "file": file["file"] }]);
    kit.ok("amend_appeal", json!({ "record": record, "seen": seen, "materials": materials }));
    let of = json!({ "record": record, "file": file["file"] });
    assert_eq!(plain(&kit.ok("open_file", of.clone())["bytes_base64"]), "中文".as_bytes());
    assert_eq!(plain(&kit.ok("export_file", of)["bytes_base64"]), gbk);
}

#[test]
fn an_empty_file_and_a_file_without_name_are_refused() {
    let kit = Kit::found();
    assert_eq!(kit.code("attach_file", json!({ "name": "a", "bytes_base64": "" })), "bad_file");
    assert_eq!(kit.code("attach_file", json!({ "name": " ", "bytes_base64": "AAAA" })), "required");
}

/// Attachments that lie beside the database.
fn lying(kit: &Kit) -> usize {
    let Ok(folders) = fs::read_dir(kit.dir.path().join("desk/blobs")) else { return 0 };
    let folders = folders.map(|folder| folder.unwrap().path()).filter(|path| path.is_dir());
    folders.map(|folder| fs::read_dir(folder).unwrap().count()).sum()
}

#[test]
fn a_file_of_a_form_that_was_thrown_away_does_not_stay() {
    let kit = Kit::found();
    let again = || {
        kit.ok("sign_out", json!({}));
        kit.ok("sign_in", json!({ "name": "周敏", "password": PASSWORD }));
    };
    let attach = |name: &str| {
        kit.ok("attach_file", json!({ "name": name, "bytes_base64": base64(name.as_bytes()) }))["file"]
            .clone()
    };
    let (record, seen) = kit.appeal();
    let [sent, drafted, forgotten] = ["来信", "收条", "身份证"].map(attach);
    let named = |file: &serde_json::Value| json!([{ "name": "材料", "kept": "file", "file": file }]);
    kit.ok("amend_appeal", json!({ "record": record, "seen": seen, "materials": named(&sent) }));
    let draft = kit.ok("save_draft", json!({ "noun": "appeal", "body": { "materials": named(&drafted) } }));
    assert_eq!(lying(&kit), 3);
    again();
    assert_eq!(lying(&kit), 2, "what no act and no draft names is gone: {forgotten}");
    kit.ok("open_file", json!({ "record": record, "file": sent }));
    kit.ok("drop_draft", json!({ "id": draft["id"] }));
    again();
    assert_eq!(lying(&kit), 1);
    kit.ok("open_file", json!({ "record": record, "file": sent }));
}

#[test]
fn a_file_of_a_draft_goes_with_the_act_that_it_becomes_on_another_day() {
    let kit = Kit::found();
    let (record, seen) = kit.appeal();
    let file =
        kit.ok("attach_file", json!({ "name": "收条", "bytes_base64": base64(b"receipt") }))["file"].clone();
    let materials = json!([{ "name": "收条", "kept": "file", "file": file }]);
    kit.ok("save_draft", json!({ "noun": "appeal_step", "body": { "values": { "materials": materials } } }));
    kit.ok("sign_out", json!({}));
    kit.ok("sign_in", json!({ "name": "周敏", "password": PASSWORD }));
    kit.ok("amend_appeal", json!({ "record": record, "seen": seen, "materials": materials }));
    let shown = kit.ok("open_file", json!({ "record": record, "file": file }));
    assert_eq!(plain(&shown["bytes_base64"]), b"receipt");
}
