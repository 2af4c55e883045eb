//! Texts that mean harm or are merely rare: stored and shown exactly and inert everywhere, or refused with the limit named.

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk, over, paper};

use super::scene::desk;

fn form(desk: &TestDesk, more: Value) -> Value {
    let base = json!({
        "station": desk.station(0), "way": "visit", "received_on": "2026-09-01", "title": "反映占道", "request": "请整改", "anonymous": true,
    });
    over(base, more)
}

const KEPT: &[(&str, &str)] = &[
    ("rare characters", "𠮷田䶮先生𪚥"),
    ("emoji of several", "👩‍👩‍👧‍👦🇨🇳感谢"),
    ("written from the right", "سلام עולם"),
    ("turned round", "甲\u{202e}乙\u{202c}丙"),
    ("html", "<img src=x onerror=alert(1)><script>alert('甲')</script>"),
    ("formula", "=cmd|'/c calc'!A1"),
    ("formula by plus", "+1+1"),
    ("formula by at", "@SUM(A1:A9)"),
    ("formula by minus", "-2+3"),
    ("sql", "'; drop table entry; --"),
    ("search words", "\"OR\" NEAR/0 *"),
    ("typst", "#import \"/etc/passwd\" $x$ *b* _i_ \\ `code`"),
    ("path", "../../../etc/passwd"),
    ("combining marks", "e\u{301}\u{301}\u{301}县"),
    ("full width", "ＡＢＣ１２３"),
];

#[test]
fn what_is_kept_is_shown_exactly_and_does_nothing() {
    let desk = desk();
    let mut made = vec![];
    for (case, text) in KEPT {
        let record = desk.made(
            FOUNDER,
            "register_appeal",
            form(&desk, json!({ "title": text, "facts": text, "opinion": text })),
        );
        let facts = &desk.page(FOUNDER, ("appeal", &record))["facts"];
        for field in ["title", "facts", "opinion"] {
            assert_eq!(facts[field], *text, "{case} in {field}");
        }
        let found = desk.ok("find", json!({ "text": text }));
        assert_eq!(found["page"]["count"], 1, "{case} is found by itself");
        made.push(record);
    }
    let out = desk.ok("export_list", json!({ "noun": "appeal", "listed": {} }));
    let cells = paper::cells(&paper::plain(&out["bytes_base64"]));
    for (case, text) in KEPT {
        assert!(cells.iter().flatten().any(|cell| cell == text), "{case} is text in the sheet");
    }
    for (record, (case, _)) in made.iter().zip(KEPT) {
        let printed = desk.ok("print_visit_sheet", json!({ "record": record }));
        assert!(paper::plain(&printed["value"]["bytes_base64"]).starts_with(b"%PDF-"), "{case}");
    }
    assert_eq!(desk.ok("verify", json!({}))["verdict"], "good");
}

/// A sheet's formula would run on the reader's machine: no cell of ours is one.
#[test]
fn no_cell_of_a_sheet_is_a_formula() {
    let desk = desk();
    desk.made(FOUNDER, "register_appeal", form(&desk, json!({ "title": "=1+1" })));
    let out = desk.ok("export_list", json!({ "noun": "appeal", "listed": {} }));
    let bytes = paper::plain(&out["bytes_base64"]);
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut book.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet)
        .unwrap();
    assert!(sheet.contains("<c ") && !sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
}

#[test]
fn control_characters_are_refused_beside_their_field() {
    let desk = desk();
    for (case, text) in [("NUL", "甲\u{0}乙"), ("bell", "甲\u{7}"), ("escape", "\u{1b}[31m红")] {
        for field in ["title", "facts"] {
            let fault =
                desk.call(FOUNDER, "register_appeal", form(&desk, json!({ field: text }))).expect_err(case);
            assert_eq!(
                (&fault["code"], &fault["values"]["field"]),
                (&json!("bad_character"), &json!(field)),
                "{case}"
            );
        }
    }
    assert_eq!(desk.ok("list_appeals", json!({}))["count"], 0);
}

/// Counted in characters, not in bytes; a longer text is kept as an attachment.
#[test]
fn a_text_ends_at_its_limit() {
    let desk = desk();
    let long = |n: usize| "𠮷".repeat(n);
    for (field, most) in [("facts", 20_000), ("request", 20_000), ("title", 200)] {
        let just = desk.made(FOUNDER, "register_appeal", form(&desk, json!({ field: long(most) })));
        let shown = desk.page(FOUNDER, ("appeal", &just))["facts"][field].as_str().unwrap().chars().count();
        assert_eq!(shown, most, "{field}");
        let over = form(&desk, json!({ field: long(most + 1) }));
        let fault = desk.call(FOUNDER, "register_appeal", over).unwrap_err();
        assert_eq!(
            (&fault["code"], &fault["values"]),
            (&json!("too_long"), &json!({ "field": field, "most": most }))
        );
    }
    let text = long(20_001);
    let file = desk.ok("attach_file", paper::file("长文.txt", text.as_bytes()));
    let materials = json!([{ "name": "长文", "kept": "file", "file": file["file"] }]);
    let made = desk.made(FOUNDER, "register_appeal", form(&desk, json!({ "materials": materials })));
    let shown = desk.ok("open_file", json!({ "record": made, "file": file["file"] }));
    assert_eq!(paper::plain(&shown["bytes_base64"]), text.as_bytes());
}
