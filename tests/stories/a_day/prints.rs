//! Point 10: the forms, from the record; every print is an entry with its copy number.

use serde_json::{Value, json};
use tests::{over, paper};

use super::{DEPUTY, Day, HANDLER, LIAISON, PROSECUTOR, SECTION};

pub fn four_forms(day: &Day) {
    let letter = json!({
        "record": day.ordinary, "no": "台检控告〔2026〕1号", "basis": ["《信访工作条例》第二十三条"], "remedies": ["可申请复查"],
        "department": "第六检察部", "phone": "0576-12309", "receipt": true,
    });
    let accepted = over(letter.clone(), json!({ "next": "六十日内办结。" }));
    let activity =
        day.desk.done(LIAISON, "list_activities", json!({ "kinds": ["HD01"] }))["rows"][0]["record"].clone();
    for (n, (call, input)) in [
        ("print_visit_sheet", json!({ "record": day.ordinary })),
        ("print_notice", accepted.clone()),
        ("print_reply", letter),
        ("print_sign_in", json!({ "record": activity })),
        ("print_deadline", json!({ "record": day.ordinary, "flow": "clock/R01/0" })),
    ]
    .into_iter()
    .enumerate()
    {
        let before = entries(day);
        for copy in 1..=2 {
            let printed = day.desk.done(HANDLER, call, input.clone());
            assert_eq!(printed["value"]["copy_no"], copy, "{call}");
            let bytes = paper::plain(&printed["value"]["bytes_base64"]);
            assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 2_000, "{n} {call}: {} bytes", bytes.len());
        }
        assert_eq!(
            entries(day),
            before + 4,
            "{call}: each copy is an entry of the record and a line of the log"
        );
    }
    let out = over(accepted, json!({ "record": "018f2f3e-0000-7000-8000-000000000000" }));
    assert_eq!(day.desk.refused(HANDLER, "print_notice", out), "missing");
    // What reads a page's text again is not to be had there; the rest of the day is.
    if !cfg!(windows) {
        the_sheet_says_who_was_there(day);
        the_sheet_bears_the_leaders_words(day);
    }
}

/// A bug: 领导批示 was blank whatever had been decided, on paper or in person.
fn the_sheet_bears_the_leaders_words(day: &Day) {
    let sheet = paper::text(&day.desk.done(HANDLER, "print_visit_sheet", json!({ "record": day.ordinary })));
    let (section, deputy) = (format!("同意办结。{SECTION}，"), format!("负责人认定。{DEPUTY}，"));
    for said in [section.as_str(), "（代录批示，本人已确认）", deputy.as_str()] {
        assert!(sheet.contains(said), "{said} is not in {sheet}");
    }
}

/// A bug: whoever received people stood under 检察官, and what only the visit knew (its hour, who came along) stood nowhere.
fn the_sheet_says_who_was_there(day: &Day) {
    // The first names the liaison itself, the second nobody.
    for (record, there) in [
        (&day.ordinary, "接待人金菊香检察官同来代表林海燕"),
        (&day.litigation, "接待人金菊香检察官周敏同来代表林海燕"),
    ] {
        let sheet = paper::text(&day.desk.done(HANDLER, "print_visit_sheet", json!({ "record": record })));
        for said in [there, "2026年9月24日09:10"] {
            assert!(sheet.contains(said), "{said} is not in {sheet}");
        }
    }
}

fn entries(day: &Day) -> u64 {
    // Whoever sits here: signing in would be an entry too.
    let verified: Value = day.desk.done(HANDLER, "verify", json!({}));
    assert_eq!(verified["verdict"], "good");
    verified["n_entries"].as_u64().unwrap_or_else(|| panic!("{PROSECUTOR}: {verified}"))
}
