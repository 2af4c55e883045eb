//! Which noun a field of a form may name: one check for every form and step. An id that this desk does not have, or that is
//! another noun's, is no input, however well it is formed.
//! It does not know what a verb does with a record, nor who may see it. Called where a form is read (`calls`), and by
//! steps once the verb has agreed, so that whoever may not do it learns that and nothing else.

use ledger::RecordId;
use serde_json::Value as Json;
use store::Reader;

use crate::{Failure, Result};

type Nouns = &'static [&'static str];

const MATTERS: Nouns = &["appeal", "voice", "visit", "activity"];
const PEOPLE: Nouns = &["person", "deputy", "party"];

/// Where a value stands: the call, the field around it ("" at the top) and its own.
type Place<'a> = (&'a str, &'a str, &'a str);

fn nouns_of(place: Place<'_>) -> Option<Nouns> {
    let nouns: Nouns = match place {
        ("prove_obligation" | "add_local_action", "", "by") | (_, "proof", "record") | (_, _, "origin") => {
            MATTERS
        }
        ("settle_opinion", _, "became") => &["appeal", "voice"],
        ("deliver_appeal", "", "to")
        | (_, "parties" | "party" | "add_parties" | "remove_parties", "record") => &["party"],
        (_, "present" | "invited" | "attended" | "hearers", "record") => PEOPLE,
        (_, _, "station" | "stations") => &["station"],
        (_, _, "subpoint") => &["subpoint"],
        (_, _, "template") => &["template"],
        (_, _, "visit") => &["visit"],
        (_, _, "same" | "became" | "appeal") => &["appeal"],
        (_, _, "deputy" | "deputies" | "co_deputies") => &["deputy"],
        (
            _,
            _,
            "present" | "person" | "by" | "holder" | "handler" | "host" | "clerk" | "approver"
            | "answered_by" | "from" | "to",
        ) => &["person"],
        _ => return None,
    };
    Some(nouns)
}

/// Every id of a form is of a noun that its field may name; days and names under the same field pass.
pub(crate) fn check(reader: &Reader<'_>, call: &str, input: &Json) -> Result<()> {
    let mut named = vec![];
    gather((call, "", ""), input, &mut named);
    for (id, nouns) in named {
        let noun = reader.record(id)?.map(|r| r.noun);
        if !noun.is_some_and(|noun| nouns.contains(&noun.as_str())) {
            let what = nouns.first().copied().unwrap_or_default().into();
            return Err(Failure::Missing { what }.into());
        }
    }
    Ok(())
}

/// Every material that is kept as a file has one: what nobody attached here is no proof.
pub(crate) fn check_files(reader: &Reader<'_>, input: &Json) -> Result<()> {
    let mut named = vec![];
    files(input, &mut named);
    for file in named {
        if !crate::files::is_known(reader, file)? {
            return Err(Failure::Missing { what: "file".into() }.into());
        }
    }
    Ok(())
}

fn files<'j>(value: &'j Json, named: &mut Vec<&'j str>) {
    match value {
        Json::Object(map) => {
            let kept = map.get("kept").and_then(Json::as_str) == Some("file");
            let file = map.get("file").and_then(Json::as_str).filter(|file| kept && !file.trim().is_empty());
            named.extend(file);
            map.values().for_each(|one| files(one, named));
        }
        Json::Array(all) => all.iter().for_each(|one| files(one, named)),
        _ => {}
    }
}

fn gather(place: Place<'_>, value: &Json, named: &mut Vec<(RecordId, Nouns)>) {
    match value {
        Json::Object(map) => map.iter().for_each(|(key, one)| gather((place.0, place.2, key), one, named)),
        Json::Array(all) => all.iter().for_each(|one| gather(place, one, named)),
        Json::String(text) => {
            named.extend(nouns_of(place).and_then(|nouns| Some((text.parse().ok()?, nouns))))
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_stands_where_its_field_stands_and_a_day_is_no_id() {
        let input = serde_json::json!({
            "record": "018f2f3e-0000-7000-8000-000000000001", "stations": ["018f2f3e-0000-7000-8000-000000000002"],
            "from": "2026-09-01", "parties": [{ "record": "018f2f3e-0000-7000-8000-000000000003", "part": "accused" }],
        });
        let mut named = vec![];
        gather(("register_appeal", "", ""), &input, &mut named);
        let nouns: Vec<&str> = named.iter().map(|(_, nouns)| nouns[0]).collect();
        assert_eq!(nouns, ["party", "station"]);
    }
}
