//! A row as the cells of its noun's columns.

use chrono::NaiveDate;
use domain::Law;
use domain::law::Wording;
use paper::{Cell, Column, Kind};
use serde_json::Value as Json;

use crate::Result;
use crate::lists::{ListWords, lists, state_name, word};
use crate::rows::Row;

pub fn columns(words: &ListWords) -> Vec<Column> {
    let column = |(key, name, kind): &(String, String, Kind)| Column {
        key: key.clone(),
        name: name.clone(),
        width: None,
        kind: *kind,
    };
    words.columns.iter().map(column).collect()
}

pub fn cells(row: &Row, words: &ListWords, law: &Law) -> Result<Vec<Cell>> {
    let json = serde_json::to_value(row).map_err(|e| crate::Failure::Broken { what: e.to_string() })?;
    let cell = |(key, _, kind): &(String, String, Kind)| {
        let value = key.split('.').fold(&json, |at, part| &at[part]);
        match (kind, value) {
            (Kind::Date, Json::String(day)) => day.parse::<NaiveDate>().map_or(Cell::Blank, Cell::Date),
            (Kind::Int, value) => value.as_i64().map_or(Cell::Blank, Cell::Int),
            (_, Json::String(text)) => {
                Cell::Text(named(&row.noun, (key, text), law) + &ahead(key, &row.more))
            }
            (_, Json::Null) => Cell::Blank,
            (_, other) => Cell::Text(other.to_string()),
        }
    };
    Ok(words.columns.iter().map(cell).collect())
}

/// A code as its list names it, a state as the pages do; what is in no list stays as it is.
fn named(noun: &str, (key, text): (&str, &str), law: &Law) -> String {
    if key == "state" {
        return state_name(noun, text).to_owned();
    }
    match kinds(noun).filter(|_| key == "kind") {
        Some(list) => code_name((list, text), law),
        None => text.to_owned(),
    }
}

/// From when a state holds that is written down ahead, in the pages' own words.
fn ahead(key: &str, more: &Json) -> String {
    let said = word(&["stations", "term_open"]).filter(|_| key == "state");
    match (said, more["ahead_on"].as_str()) {
        (Some(said), Some(on)) => format!(" {}", said.replace("{from}", on)),
        _ => String::new(),
    }
}

/// The list that a noun's kinds are of.
pub(super) fn kinds(noun: &str) -> Option<&'static str> {
    match noun {
        "appeal" => Some("category"),
        "voice" => Some("voice_kind"),
        "visit" => Some("visit_kind"),
        "activity" => Some("activity"),
        "station" => Some("station_level"),
        "person" => Some("staff_kind"),
        "deputy" => Some("deputy_level"),
        "obligation" | "template" => Some("task_kind"),
        _ => None,
    }
}

/// With the mark of a wording in doubt (待核): a workbook stays inside.
pub(super) fn code_name((list, id): (&str, &str), law: &Law) -> String {
    match law.codes.code(list, id) {
        Some(code) if code.wording == Wording::Unverified => format!("{}{}", code.name, lists().doubted),
        Some(code) => code.name.clone(),
        None => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_in_doubt_is_marked_in_a_workbook() {
        let law = Law::shipped().unwrap();
        assert_eq!(code_name(("answer_class", "A"), &law), "已解决或基本解决（待核）");
        assert_eq!(code_name(("category", "report"), &law), "举报");
        assert_eq!(code_name(("category", "of_an_older_desk"), &law), "of_an_older_desk");
    }

    #[test]
    fn a_code_is_named_in_its_own_column_only() {
        let law = Law::shipped().unwrap();
        let said = |noun: &str, key: &str, text: &str| named(noun, (key, text), &law);
        assert_eq!(said("appeal", "kind", "report"), "举报");
        assert_eq!(said("appeal", "state", "handling"), "办理中");
        for (noun, key, text) in [
            ("appeal", "title", "report"),
            ("appeal", "title", "handling"),
            ("appeal", "kind", "handling"),
            ("appeal", "state", "of_a_newer_desk"),
            ("voice", "kind", "report"),
            ("party", "kind", "report"),
            ("", "kind", ""),
        ] {
            assert_eq!(said(noun, key, text), text, "{noun} {key}");
        }
    }
}
