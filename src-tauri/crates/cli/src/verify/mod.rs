//! `gonglian verify`: reads the whole log and says whether it is what was written. 0 good, 1 bad, 2 incomplete, 3 not looked at.
//! A code typed from a checkpoint's paper is looked for as well: a paper of which nothing is here is bad. With `--since` a paper
//! vouches for what was written before it, and only the signatures after it are checked.
//! Instead of the log a bundle may be proven (`bundle`), or the hub (`hub`). It does not know how anything is proven. Called by `run`.

mod bundle;
mod findings;
mod hub;

use actions::Host;
use serde_json::{Value, json};

use crate::args::Verify;
use crate::end::{End, Stop};
use crate::said;
use crate::sign_in::open_as;

/// A wrong password or a desk that is open elsewhere is no finding about its log: it ends neither as a bad one nor as an incomplete one.
pub fn verify(asked: &Verify) -> Result<End, Stop> {
    let of_the_log = asked.bundle.is_none() && !asked.hub;
    looked(asked).or_else(|stop| match of_the_log && stop.is_of_the_file() {
        true => Err(stop),
        false => {
            End::told(stop);
            eprintln!("{}", said::word("terminal.verify_unseen"));
            Ok(End::Unseen)
        }
    })
}

fn looked(asked: &Verify) -> Result<End, Stop> {
    let host = open_as(&asked.dir, &asked.person, None)?;
    if let Some(file) = &asked.bundle {
        return told(asked, &bundle::proved(&host, file)?, bundle::in_words);
    }
    if asked.hub {
        return told(asked, &hub::proved(&host)?, hub::in_words);
    }
    log(&host, asked)
}

/// The verdict is the end, whichever way it is told.
fn told(asked: &Verify, proved: &Value, in_words: fn(&Value) -> String) -> Result<End, Stop> {
    match asked.json {
        true => said::line(proved),
        false => said::line(in_words(proved)),
    }
    Ok(end_of(proved))
}

fn log(host: &Host, asked: &Verify) -> Result<End, Stop> {
    let ask = |call: &str, input: Value| host.answer(call, input).map_err(|fault| Stop::fault(&fault));
    // First: letters that cannot be are not found out after minutes.
    let paper =
        asked.code.as_ref().map(|code| ask("match_checkpoint", json!({ "code": code }))).transpose()?;
    let since = asked.since.as_ref().map_or(json!({}), |code| json!({ "since": code }));
    let mut verified = ask("verify", since)?;
    if let Some(paper) = paper {
        verified["paper"] = paper["row"].clone();
    }
    told(asked, &verified, in_words)
}

fn end_of(verified: &Value) -> End {
    if verified.get("paper").is_some_and(Value::is_null) {
        return End::Fault;
    }
    match verified["verdict"].as_str() {
        Some("good") => End::Good,
        Some("incomplete") => End::Usage,
        Some("unseen") => End::Unseen,
        _ => End::Fault,
    }
}

/// The verdict, and a line for each part of a checkpoint that is not here as it was written down.
fn in_words(verified: &Value) -> String {
    let against = verified["against"].as_array().map(Vec::as_slice).unwrap_or_default();
    let told = std::iter::once(verdict(verified)).chain(against.iter().map(differs));
    let told = told.chain(verified.get("since").map(|row| vouched(verified, row)));
    told.chain(verified.get("paper").map(paper)).collect::<Vec<_>>().join("\n")
}

fn vouched(verified: &Value, row: &Value) -> String {
    let mut values = row.clone();
    values["n"] = verified["report"]["n_vouched"].clone();
    said::sentence("terminal.verify_since", &values)
}

fn differs(one: &Value) -> String {
    let people: Vec<&str> =
        one["desk_people"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut values = one.clone();
    values["people"] = json!(if people.is_empty() { "-".to_owned() } else { people.join(" ") });
    let key = if contradicts(one) { "terminal.checkpoint_contradicts" } else { "terminal.checkpoint_lacks" };
    said::sentence(key, &values)
}

fn paper(row: &Value) -> String {
    match row.is_null() {
        true => said::word("terminal.paper_missing"),
        false => said::sentence("terminal.paper_found", row),
    }
}

fn contradicts(one: &Value) -> bool {
    one["n_missing"] == 0
}

/// Where every entry is good, and what was made of them is not.
fn lists(verified: &Value) -> Option<String> {
    let (unlike, astray) = (verified["unlike"].as_array(), verified["n_astray"].as_u64().unwrap_or(0));
    match unlike.map(Vec::as_slice) {
        Some([first, ..]) => {
            let values = json!({ "n": unlike.map_or(0, Vec::len), "record": first });
            Some(said::sentence("terminal.verify_unlike", &values))
        }
        _ if astray > 0 => Some(said::sentence("terminal.verify_astray", &json!({ "n": astray }))),
        _ => None,
    }
}

/// A row that was moved has a good entry in the wrong place: its id is all there is to name.
fn verdict(verified: &Value) -> String {
    let report = &verified["report"];
    let count = |of: &Value| of.as_array().map_or(0, Vec::len);
    let against = verified["against"].as_array().map(Vec::as_slice).unwrap_or_default();
    let contradicted = against.iter().filter(|one| contradicts(one)).count();
    if report["verdict"] != "bad" && count(&verified["moved"]) == 0 && contradicted > 0 {
        let values = json!({ "n": contradicted, "n_entries": report["n_entries"] });
        return said::sentence("terminal.verify_contradicts", &values);
    }
    if report["verdict"] == "good"
        && count(&verified["moved"]) == 0
        && let Some(said) = lists(verified)
    {
        return said;
    }
    let moved = &verified["moved"];
    let bad = &report["first_bad"];
    let known = |value: &Value| if value.is_null() { json!("-") } else { value.clone() };
    let values = json!({
        "n_entries": report["n_entries"], "n_records": report["n_records"], "n_writers": report["n_writers"],
        "n_bad": report["n_bad"].as_u64().unwrap_or(0) + count(moved) as u64,
        "n_missing": count(&report["gaps"]) + count(&report["missing_parents"]) + against.len(),
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
        let verdicts = [
            ("good", End::Good),
            ("bad", End::Fault),
            ("incomplete", End::Usage),
            ("unseen", End::Unseen),
            ("", End::Fault),
        ];
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
    fn lists_that_do_not_fit_a_good_log_are_told_with_what_mends_them() {
        let report = json!({ "verdict": "good", "n_entries": 9, "first_bad": null, "gaps": [], "missing_parents": [] });
        let told = |unlike: Value, astray: u64| {
            let verified = json!({
                "verdict": "bad", "report": report, "moved": [], "unlike": unlike, "n_astray": astray,
            });
            in_words(&verified)
        };
        let (records, counters) = (told(json!(["r1", "r2"]), 5), told(json!([]), 37));
        for (said, parts) in [(&records, ["r1", "2", "重新生成"]), (&counters, ["统计", "37", "重新生成"])]
        {
            assert!(parts.iter().all(|part| said.contains(part)) && !said.contains('{'), "{said}");
        }
    }

    #[test]
    fn what_differs_from_a_checkpoint_is_told_line_by_line() {
        let of = |seq: u64, n_missing: u64| {
            json!({
                "code": "KNUA-BBJA", "office_name": "椒江", "on": "2026-09-01", "class": "st", "of": "大陈", "desk_people": ["阿海", "海霞"],
                "seq": seq, "n_missing": n_missing,
            })
        };
        let report = json!({ "verdict": "good", "n_entries": 9, "first_bad": null, "gaps": [], "missing_parents": [] });
        let told = |verdict: &str, against: Vec<Value>| {
            in_words(
                &json!({ "verdict": verdict, "report": report, "moved": [], "unlike": [], "against": against }),
            )
        };
        let lacks = told("incomplete", vec![of(12, 3)]);
        let lines: Vec<&str> = lacks.lines().collect();
        assert_eq!(lines.len(), 2, "{lacks}");
        for part in ["KNUA-BBJA", "椒江", "2026-09-01", "大陈", "阿海 海霞", "12", "3"] {
            assert!(lines[1].contains(part), "{part}: {lacks}");
        }
        let other = told("bad", vec![of(12, 3), of(15, 0)]);
        assert_eq!(other.lines().count(), 3, "{other}");
        assert!(other.contains("检查点") && other.contains("15") && !other.contains('{'), "{other}");
        assert_ne!(other.lines().next(), lacks.lines().next());
    }

    #[test]
    fn a_paper_that_is_not_here_ends_badly_whatever_the_log_says() {
        let report = json!({ "verdict": "good", "n_entries": 9, "n_records": 3, "n_writers": 1, "gaps": [], "missing_parents": [] });
        let row = json!({ "on": "2026-09-01", "office_name": "椒江", "by_name": "海波" });
        let of = |paper: Value| json!({ "verdict": "good", "report": report, "moved": [], "paper": paper });
        assert_eq!((end_of(&of(row.clone())), end_of(&of(Value::Null))), (End::Good, End::Fault));
        let (found, missing) = (in_words(&of(row)), in_words(&of(Value::Null)));
        assert!(found.contains("2026-09-01") && found.contains("椒江") && !found.contains('{'), "{found}");
        assert_eq!((found.lines().count(), missing.lines().count()), (2, 2));
        assert_ne!(found, missing);
    }

    #[test]
    fn how_much_a_checkpoint_vouched_for_is_told_and_changes_no_verdict() {
        let report = json!({
            "verdict": "good", "n_entries": 9, "n_records": 3, "n_writers": 1, "n_vouched": 7, "gaps": [], "missing_parents": [],
        });
        let row = json!({ "on": "2026-09-01", "office_name": "椒江", "by_name": "海波" });
        let since = json!({ "verdict": "good", "report": report, "moved": [], "since": row });
        let words = in_words(&since);
        assert_eq!((words.lines().count(), end_of(&since)), (2, End::Good));
        for part in ["2026-09-01", "椒江", "7"] {
            assert!(words.lines().last().unwrap().contains(part), "{part}: {words}");
        }
        assert!(!words.contains('{'), "{words}");
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
