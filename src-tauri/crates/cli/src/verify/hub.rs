//! `verify --hub`: the hub that is set at the desk, proven from nothing. How far it is stands on stderr, tenth by tenth.

use actions::Host;
use serde_json::{Value, json};

use super::findings::{counted, of_report};
use crate::end::Stop;
use crate::said;

pub fn proved(host: &Host) -> Result<Value, Stop> {
    let mut tenths = 0;
    let mut tell = |done: u64, of: u64| {
        let now = (done * 10).checked_div(of).unwrap_or_default();
        if now > tenths {
            tenths = now;
            eprintln!("{}", said::sentence("terminal.proof_far", &json!({ "done": done, "of": of })));
        }
    };
    let proved = host.with(|office, who| actions::prove_hub(office, who, &mut tell));
    Ok(json!(proved.map_err(|fault| Stop::fault(&fault))?))
}

/// The verdict, and a line for each thing that is amiss.
pub fn in_words(proved: &Value) -> String {
    let streams = proved["streams"].as_array().map(Vec::as_slice).unwrap_or_default();
    let reached = streams.iter().filter(|stream| stream["shut_out"] != true).count();
    let verdict = proved["verdict"].as_str().unwrap_or("bad");
    let values = json!({ "n_streams": reached, "n_copies": proved["n_copies"] });
    let told = std::iter::once(said::sentence(&format!("terminal.hub_proof_{verdict}"), &values));
    let told = told.chain(unreached(proved)).chain(streams.iter().flat_map(of_stream));
    let told = told.chain(of_report(&proved["report"]));
    let counts = [("proof_newer", "n_newer"), ("proof_to_send", "n_to_send"), ("proof_to_come", "n_to_come")];
    let counts = counts.iter().filter_map(|(key, n)| counted(&format!("terminal.{key}"), &proved[*n]));
    told.chain(counts).collect::<Vec<_>>().join("\n")
}

/// What the hub, or the way there, said.
fn unreached(proved: &Value) -> Option<String> {
    let end = proved["end"].as_str().filter(|end| *end != "reached")?;
    let why = said::word(&format!("exchange.hub.states.{end}"));
    Some(said::sentence("terminal.proof_unreached", &json!({ "why": why, "said": proved["said"] })))
}

fn of_stream(stream: &Value) -> Vec<String> {
    let class = stream["class"].as_str().unwrap_or("unknown");
    let named = said::sentence(&format!("exchange.hub.streams.{class}"), stream);
    let say = |key: &str, mut values: Value| {
        values["stream"] = json!(named);
        said::sentence(&format!("terminal.{key}"), &values)
    };
    let mut told = vec![];
    for (key, value) in [
        ("proof_contradiction", &stream["contradiction"]),
        ("proof_other_past", &stream["other_past"]),
        ("proof_cut", &stream["cut_at"]),
    ] {
        told.extend((!value.is_null()).then(|| say(key, json!({ "what": value }))));
    }
    for (key, amiss) in [
        ("proof_broken", &stream["broken"]),
        ("proof_gone", &stream["gone"]),
        ("proof_lacking", &stream["lacking"]),
    ] {
        told.extend((amiss["n"].as_u64() > Some(0)).then(|| say(key, amiss.clone())));
    }
    told.extend((stream["shut_out"] == true).then(|| say("proof_shut_out", json!({}))));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(amiss: Value) -> Value {
        let none = json!({ "n": 0, "first": null });
        let mut stream = json!({
            "stream": "st/1", "class": "st", "of": "大陈站", "n_copies": 3, "contradiction": null, "other_past": null,
            "cut_at": null, "broken": none, "gone": none, "lacking": none, "shut_out": false,
        });
        amiss.as_object().unwrap().iter().for_each(|(name, value)| stream[name] = value.clone());
        stream
    }

    fn words(verdict: &str, end: &str, streams: Value) -> String {
        let report = json!({ "n_bad": 0, "first_bad": null, "missing_parents": [], "n_pending": 0 });
        let words = in_words(&json!({
            "verdict": verdict, "end": end, "said": "connection refused", "n_copies": 3, "report": report, "n_newer": 0,
            "n_to_send": 0, "n_to_come": 0, "streams": streams,
        }));
        assert!(!words.contains('{') && !words.contains("null") && !words.contains('_'), "{words}");
        words
    }

    #[test]
    fn a_good_hub_is_told_in_a_line() {
        assert_eq!(words("good", "reached", json!([stream(json!({}))])).lines().count(), 1);
    }

    #[test]
    fn what_is_amiss_is_told_by_the_name_of_its_stream() {
        let some = |first: &str| json!({ "n": 4, "first": first });
        let told = words(
            "bad",
            "reached",
            json!([stream(json!({
                "contradiction": "position 1 was due", "other_past": 12, "cut_at": 34, "broken": some("b0"),
                "gone": some("c0"), "lacking": some("d0"), "shut_out": true,
            }))]),
        );
        assert_eq!(told.lines().count(), 8, "{told}");
        assert!(told.lines().skip(1).all(|line| line.contains("大陈站")), "{told}");
        for part in ["position 1 was due", "12", "34", "b0", "c0", "d0", "4"] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }

    #[test]
    fn a_hub_that_was_not_reached_says_why() {
        let ends = ["link", "login", "certificate", "hub_full", "too_old", "refused"];
        let told = ends.map(|end| words("unseen", end, json!([])));
        for told in &told {
            assert_eq!(told.lines().count(), 2, "{told}");
            assert!(told.contains("connection refused"), "{told}");
        }
        assert_ne!(told[0], told[1]);
        words("incomplete", "reached", json!([stream(json!({ "shut_out": true }))]));
    }
}
