//! `verify --bundle`: a disc proven, and nothing of it taken in. A bundle that cannot be opened here is not looked at.

use std::path::Path;

use actions::Host;
use serde_json::{Value, json};

use super::findings::{counted, of_report};
use crate::end::Stop;
use crate::said;

pub fn proved(host: &Host, file: &Path) -> Result<Value, Stop> {
    let unread = |error: std::io::Error| Stop::usage(format!("{}: {error}", file.display()));
    let file = std::path::absolute(file).map_err(unread)?;
    let proved = host.with(|office, who| actions::prove_bundle(office, who, &file));
    Ok(json!(proved.map_err(|fault| Stop::fault(&fault))?))
}

/// The verdict, and a line for each thing that is amiss.
pub fn in_words(proved: &Value) -> String {
    let (preview, report) = (&proved["preview"], &proved["report"]);
    let values = json!({
        "from": sender(preview), "number": preview["number"], "n_files": preview["n_files"],
        "n_entries": report["n_entries"].as_u64().unwrap_or_default(),
    });
    let verdict = proved["verdict"].as_str().unwrap_or("bad");
    let faults = proved["faults"].as_array().map(Vec::as_slice).unwrap_or_default();
    let told = std::iter::once(said::sentence(&format!("terminal.bundle_{verdict}"), &values));
    let told = told.chain(faults.iter().map(fault)).chain(of_report(report));
    let counts =
        [("proof_newer", "n_newer"), ("bundle_lacking", "n_lacking"), ("bundle_differing", "n_differing")];
    let counts = counts.iter().filter_map(|(key, n)| counted(&format!("terminal.{key}"), &proved[*n]));
    told.chain(counts).collect::<Vec<_>>().join("\n")
}

/// The office, and who works at the desk.
fn sender(preview: &Value) -> String {
    let people = preview["from"]["people"].as_array().into_iter().flatten();
    let office = &preview["from"]["office_name"];
    let named = std::iter::once(office).chain(people).filter_map(Value::as_str);
    named.collect::<Vec<_>>().join(" ")
}

fn fault(fault: &Value) -> String {
    let why = said::word(&format!("bundle_why.{}", fault["why"].as_str().unwrap_or_default()));
    let values = json!({ "part": fault["part"], "block": fault["block"], "why": why });
    match (fault["part"].as_u64(), fault["block"].as_u64()) {
        (Some(0) | None, _) => why,
        (_, None) => said::sentence("terminal.bundle_fault", &values),
        _ => said::sentence("terminal.bundle_block", &values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_one_is_told_in_a_line_with_its_sender() {
        let from = json!({ "office_name": "椒江区院", "people": ["陈阿海"] });
        let words = in_words(&json!({
            "verdict": "good", "faults": [], "preview": { "from": from, "number": 3, "n_files": 1 },
            "report": { "n_entries": 12, "n_bad": 0, "first_bad": null, "missing_parents": [], "n_pending": 0 },
            "n_newer": 0, "n_lacking": 0, "n_differing": 0,
        }));
        assert_eq!(words.lines().count(), 1, "{words}");
        for part in ["椒江区院", "陈阿海", "3", "12"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(!words.contains('{') && !words.contains("null"), "{words}");
    }

    #[test]
    fn each_thing_that_is_amiss_has_a_line_and_names_its_place() {
        let first = json!({ "id": "c0ffee", "writer": "ab12", "seq": 42 });
        let words = in_words(&json!({
            "verdict": "bad", "preview": null,
            "faults": [
                { "why": "altered", "part": 2, "block": 17 }, { "why": "part_missing", "part": 4, "block": null },
                { "why": "file_altered", "part": 0, "block": 9 },
            ],
            "report": { "n_entries": 12, "n_bad": 1, "first_bad": first, "missing_parents": [["a", "b"]], "n_pending": 5 },
            "n_newer": 6, "n_lacking": 7, "n_differing": 8,
        }));
        assert_eq!(words.lines().count(), 10, "{words}");
        for part in ["17", "c0ffee", "ab12", "42", "5 条", "6 条", "7 条", "8 处"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(!words.contains('{') && !words.contains("null") && !words.contains('_'), "{words}");
    }

    #[test]
    fn one_that_could_not_be_opened_leaves_no_gap_in_its_words() {
        for verdict in ["bad", "incomplete"] {
            let faults = json!([{ "why": "cut", "part": 0, "block": null }]);
            let words =
                in_words(&json!({ "verdict": verdict, "faults": faults, "preview": null, "report": null }));
            assert_eq!(words.lines().count(), 2, "{words}");
            assert!(!words.contains('{') && !words.contains("null") && !words.contains('_'), "{words}");
        }
    }
}
