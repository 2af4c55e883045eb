//! `gonglian verify`: reads the whole log and says whether it is what was written. 0 good, 1 bad, 2 incomplete.

use serde_json::{Value, json};

use crate::args::Verify;
use crate::end::{End, Stop};
use crate::said;
use crate::sign_in::open_as;

pub fn verify(asked: Verify) -> Result<End, Stop> {
    let host = open_as(&asked.dir, &asked.person, None)?;
    let verified = host.answer("verify", json!({})).map_err(|fault| Stop::fault(&fault))?;
    match asked.json {
        true => println!("{verified}"),
        false => println!("{}", in_words(&verified)),
    }
    Ok(end_of(&verified))
}

fn end_of(verified: &Value) -> End {
    match verified["verdict"].as_str() {
        Some("good") => End::Good,
        Some("incomplete") => End::Usage,
        _ => End::Fault,
    }
}

/// A row that was moved has a good entry in the wrong place: its id is all there is to name.
fn in_words(verified: &Value) -> String {
    let report = &verified["report"];
    let count = |of: &Value| of.as_array().map_or(0, Vec::len);
    if report["verdict"] == "good" && count(&verified["moved"]) == 0 && count(&verified["unlike"]) > 0 {
        let unlike = &verified["unlike"];
        return said::sentence("terminal.verify_unlike", &json!({ "n": count(unlike), "record": unlike[0] }));
    }
    let moved = &verified["moved"];
    let bad = &report["first_bad"];
    let known = |value: &Value| if value.is_null() { json!("-") } else { value.clone() };
    let values = json!({
        "n_entries": report["n_entries"], "n_records": report["n_records"], "n_writers": report["n_writers"],
        "n_bad": report["n_bad"].as_u64().unwrap_or(0) + count(moved) as u64,
        "n_missing": count(&report["gaps"]) + count(&report["missing_parents"]),
        "id": if bad.is_null() { &moved[0] } else { &bad["id"] }, "writer": known(&bad["writer"]), "seq": known(&bad["seq"]),
    });
    let verdict = verified["verdict"].as_str().unwrap_or("bad");
    said::sentence(&format!("terminal.verify_{verdict}"), &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_is_the_exit_code() {
        let verdicts =
            [("good", End::Good), ("bad", End::Fault), ("incomplete", End::Usage), ("", End::Fault)];
        for (verdict, end) in verdicts {
            assert_eq!(end_of(&json!({ "verdict": verdict })), end, "{verdict}");
        }
    }

    #[test]
    fn a_bad_log_names_its_first_bad_entry() {
        let first = json!({ "id": "c0ffee", "writer": "ab12", "seq": 42 });
        let report = json!({ "n_bad": 1, "first_bad": first, "gaps": [], "missing_parents": [] });
        let words = in_words(&json!({ "verdict": "bad", "report": report, "moved": [] }));
        for part in ["c0ffee", "ab12", "42"] {
            assert!(words.contains(part), "{words}");
        }
    }

    #[test]
    fn a_moved_row_is_named_too() {
        let report = json!({ "n_bad": 0, "first_bad": null, "gaps": [], "missing_parents": [] });
        let words = in_words(&json!({ "verdict": "bad", "report": report, "moved": ["c0ffee"] }));
        assert!(words.contains("c0ffee") && words.contains('1') && !words.contains("null"), "{words}");
    }

    #[test]
    fn every_verdict_leaves_no_gap_in_its_words() {
        for verdict in ["good", "bad", "incomplete"] {
            let first = json!({ "id": "a", "writer": "b", "seq": 1 });
            let report = json!({
                "n_entries": 9, "n_records": 3, "n_writers": 1, "n_bad": 1, "first_bad": first,
                "gaps": [{}], "missing_parents": [],
            });
            let words = in_words(&json!({ "verdict": verdict, "report": report, "moved": [] }));
            assert!(!words.contains('{') && !words.contains("null"), "{words}");
        }
    }
}
