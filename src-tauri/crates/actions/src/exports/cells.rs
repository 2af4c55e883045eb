//! A row as the cells of its noun's columns.

use chrono::NaiveDate;
use domain::Law;
use paper::{Cell, Column, Kind};
use serde_json::Value as Json;

use crate::Result;
use crate::lists::{ListWords, state_name};
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
            (_, Json::String(text)) => Cell::Text(named(&row.noun, (key, text), law)),
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
    let list = match (noun, key) {
        ("appeal", "kind") => "category",
        ("voice", "kind") => "voice_kind",
        ("visit", "kind") => "visit_kind",
        ("activity", "kind") => "activity",
        ("station", "kind") => "station_level",
        ("person", "kind") => "staff_kind",
        ("deputy", "kind") => "deputy_level",
        ("obligation" | "template", "kind") => "task_kind",
        _ => return text.to_owned(),
    };
    law.codes.name(list, text).unwrap_or(text).to_owned()
}
