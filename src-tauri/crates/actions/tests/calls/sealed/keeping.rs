//! 依法留存，停止使用: somebody asks for a deletion by law, and the chief answers that a duty to archive forbids it. The field is
//! kept and shown nowhere until it is released. It knows no rule: what a call answers is what a story says about it.
//! Stories of this crate.

use crate::crew::{Crew, extend};
use crate::desk_kit::plain;
use serde_json::{Value, json};

use super::unmasking::{OLDER, PHONE, ask, found, matter, person, petitioner};

const DUTY: &str = "检察诉讼档案保管期限三十年";

/// The chief's answer to the one request that waits.
fn keep(crew: &Crew, more: Value) -> Value {
    crew.sign_in("王洁");
    let row = crew.kit.ok("list_redactions", json!({}))[0].clone();
    let mut input =
        json!({ "record": row["record"], "seen": row["seen"], "duty": DUTY, "until": "2056-08-31" });
    extend(&mut input, more);
    input
}

fn release(crew: &Crew, appeal: &Value) -> Value {
    let party = petitioner(crew, appeal);
    json!({ "record": party["party"]["record"], "seen": party["seen"], "field": "phone", "reason": "案件重新审查" })
}

/// The petitioner's telephone of a matter, asked to be deleted and kept.
fn kept_phone(crew: &Crew) -> (Value, Value, Value) {
    let (appeal, party) = matter(crew);
    crew.kit.ok("redact_field", ask(crew, &appeal, json!({})));
    let answer = crew.kit.ok("keep_redaction", keep(crew, json!({})));
    (appeal, party, answer["deed"].clone())
}

fn nowhere(crew: &Crew, (appeal, party): (&Value, &Value), about: &str) {
    let one = petitioner(crew, appeal);
    assert_eq!((&one["party"]["phone"], &one["party"]["redacted"]), (&Value::Null, &json!([])), "{about}");
    let kept = &one["kept"][0];
    assert_eq!((&kept["field"], &kept["ground"]), (&json!("phone"), &json!("withdrawn")), "{about}");
    assert_eq!((&kept["duty"], &kept["until"]), (&json!(DUTY), &json!("2056-08-31")), "{about}");
    assert_eq!((&kept["by_name"], &kept["ended"]), (&json!("王洁"), &json!(false)), "{about}");
    for text in [PHONE, OLDER, "1234", "2345"] {
        assert_eq!(found(crew, text), 0, "{text} {about}");
    }
    let look = json!({ "record": party, "fields": ["phone"], "purpose": "contact" });
    assert_eq!(crew.kit.ok("unmask", look)["values"], json!({}), "{about}");
    assert_eq!(crew.kit.ok("verify", json!({}))["verdict"], "good", "{about}");
}

#[test]
fn a_telephone_that_must_be_archived_is_kept_and_shown_nowhere_until_the_chief_releases_it() {
    let crew = Crew::found();
    let (appeal, party, _) = kept_phone(&crew);
    nowhere(&crew, (&appeal, &party), "at once");
    crew.kit.ok("rebuild", json!({}));
    nowhere(&crew, (&appeal, &party), "after a rebuild");
    let seen = petitioner(&crew, &appeal)["seen"].clone();
    let amend = json!({ "record": party, "seen": seen, "phone": OLDER });
    assert_eq!(crew.kit.code("amend_party", amend), "kept_by_law");
    let amend = json!({ "record": party, "seen": seen, "address": "三山村8号" });
    crew.kit.ok("amend_party", amend);
    assert_eq!(
        crew.kit
            .code("release_field", json!({ "record": party, "seen": seen, "field": "name", "reason": "误" })),
        "nothing_owed"
    );
    for name in ["张助", "周敏"] {
        crew.sign_in(name);
        assert_eq!(crew.kit.code("release_field", release(&crew, &appeal)), "denied", "{name}");
    }
    let again = ask(&crew, &appeal, json!({ "ground": "unlawful" }));
    assert_eq!(crew.kit.code("redact_field", again), "kept_by_law", "the duty has not ended");
    crew.sign_in("王洁");
    let mut unreasoned = release(&crew, &appeal);
    unreasoned["reason"] = json!(" ");
    assert_eq!(crew.kit.code("release_field", unreasoned), "required");
    crew.kit.ok("release_field", release(&crew, &appeal));
    let one = petitioner(&crew, &appeal);
    assert_eq!((&one["party"]["phone"], &one["kept"]), (&json!("138****1234"), &json!([])));
    assert_eq!(
        (found(&crew, PHONE), found(&crew, OLDER)),
        (json!(1), json!(0)),
        "what stood, not what it was before"
    );
    crew.sign_in("周敏");
    crew.kit.ok("redact_field", ask(&crew, &appeal, json!({})));
    assert_eq!(crew.kit.ok("verify", json!({}))["verdict"], "good");
}

#[test]
fn the_answer_names_a_duty_that_lies_ahead_and_is_given_once() {
    let crew = Crew::found();
    let (appeal, _) = matter(&crew);
    crew.kit.ok("redact_field", ask(&crew, &appeal, json!({})));
    let answer = keep(&crew, json!({}));
    for (more, code) in [
        (json!({ "duty": " " }), "required"),
        (json!({ "until": "2026-08-31" }), "end_before_start"),
        (json!({ "until": "2956-08-31" }), "out_of_range"),
        (json!({ "note": "不认识的项" }), "bad_input"),
    ] {
        let mut input = answer.clone();
        extend(&mut input, more.clone());
        assert_eq!(crew.kit.code("keep_redaction", input), code, "{more}");
    }
    crew.sign_in("周敏");
    assert_eq!(crew.kit.code("keep_redaction", answer.clone()), "denied");
    crew.sign_in("王洁");
    let mut endless = answer;
    endless["until"] = Value::Null;
    crew.kit.ok("keep_redaction", endless.clone());
    assert_eq!(petitioner(&crew, &appeal)["kept"][0]["until"], Value::Null);
    assert_eq!(crew.kit.ok("list_redactions", json!({})), json!([]));
    for call in ["approve_redaction", "decline_redaction"] {
        let on = json!({ "record": endless["record"], "seen": endless["seen"] });
        assert_eq!(crew.kit.code(call, on), "nothing_owed", "{call}");
    }
    assert_eq!(crew.kit.code("keep_redaction", endless), "nothing_owed");
}

/// A field of the record itself: out of lists, sheets and search; its history tells who, when and by what duty, and no word of it.
#[test]
fn the_timeline_tells_the_duty_and_not_the_words() {
    let crew = Crew::found();
    let (appeal, _) = matter(&crew);
    crew.step("open_appeal", &appeal, ("amend_appeal", json!({ "title": "工程欠薪" })));
    let page = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    let input = json!({
        "record": appeal, "seen": page["seen"], "field": "title", "ground": "unlawful", "approver": person(&crew, "王洁"),
    });
    crew.kit.ok("redact_field", input);
    let answer = crew.kit.ok("keep_redaction", keep(&crew, json!({})));
    let page = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    let sheet = plain(&crew.kit.ok("export_list", json!({ "noun": "appeal" }))["bytes_base64"]);
    let table = paper::read_table(&sheet, "a.xlsx").unwrap();
    let says = |word: &str| table.rows.iter().any(|r| r.cells.iter().any(|c| c.contains(word)));
    assert!(says("JJ01") && !says("欠薪"), "{table:?}");
    for shown in [&page, &crew.kit.ok("list_appeals", json!({})), &crew.kit.ok("list_redactions", json!({}))]
    {
        assert!(!shown.to_string().contains("欠薪"), "{shown}");
    }
    assert_eq!(found(&crew, "欠薪"), 0);
    let entries = page["timeline"].as_array().unwrap();
    let told = entries.iter().find(|e| e["act"] == "keep_redaction").unwrap();
    assert_eq!((&told["by_name"], &told["signed"]), (&json!("王洁"), &json!(true)));
    let line = told["changes"].as_array().unwrap().iter().find(|c| c["name"] == "kept").unwrap();
    assert_eq!((&line["after"]["field"], &line["after"]["duty"]), (&json!("title"), &json!(DUTY)));
    let amended = entries.iter().find(|e| e["act"] == "amend_appeal").unwrap();
    let change = amended["changes"].as_array().unwrap().iter().find(|c| c["name"] == "title").unwrap();
    assert_eq!(
        (&change["kind"], &change["before"], &change["after"]),
        (&json!("kept"), &Value::Null, &Value::Null)
    );

    // It is not taken back but by the act that names a reason.
    let undo = json!({ "deed": answer["deed"], "reason": "误存", "on": [{ "record": appeal, "seen": page["seen"] }] });
    assert_eq!(crew.kit.code("undo", undo), "cannot_undo");
    let back = json!({ "field": "title", "reason": "案件重新审查" });
    crew.step("open_appeal", &appeal, ("release_field", back));
    let page = crew.kit.ok("open_appeal", json!({ "record": appeal }));
    assert_eq!((&page["facts"]["title"], &page["kept"]), (&json!("工程欠薪"), &json!([])));
    assert_eq!(found(&crew, "欠薪"), 1);
}

/// Sealing would delete it here: it is released first.
#[test]
fn what_must_be_kept_is_not_deleted_by_a_sealing_or_by_another_request() {
    let crew = Crew::found();
    let (appeal, _) = matter(&crew);
    crew.kit.ok("redact_field", ask(&crew, &appeal, json!({})));
    crew.kit.ok("redact_field", ask(&crew, &appeal, json!({ "ground": "unlawful" })));
    crew.kit.ok("keep_redaction", keep(&crew, json!({})));
    let other = crew.kit.ok("list_redactions", json!({}))[0].clone();
    let on = json!({ "record": other["record"], "seen": other["seen"] });
    assert_eq!(crew.kit.code("approve_redaction", on.clone()), "kept_by_law");
    let seal = || ("seal_appeal", json!({ "reason": "report", "approver": person(&crew, "周敏") }));
    assert_eq!(crew.refused("open_appeal", &appeal, seal()), "kept_by_law");
    crew.kit.ok("release_field", release(&crew, &appeal));
    crew.kit.ok("decline_redaction", on);
    crew.step("open_appeal", &appeal, seal());
}
