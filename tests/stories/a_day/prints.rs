//! Point 10: the forms, from the record; every print is an entry with its copy number.

use serde_json::{Value, json};
use tests::{over, paper};

use super::{Day, HANDLER, LIAISON, PROSECUTOR};

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
}

fn entries(day: &Day) -> u64 {
    // Whoever sits here: signing in would be an entry too.
    let verified: Value = day.desk.done(HANDLER, "verify", json!({}));
    assert_eq!(verified["verdict"], "good");
    verified["n_entries"].as_u64().unwrap_or_else(|| panic!("{PROSECUTOR}: {verified}"))
}
