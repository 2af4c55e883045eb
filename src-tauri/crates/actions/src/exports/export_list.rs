//! `export_list`: any list to .xlsx. Numbers and IDs are text; the footer says who made it, when, by which rule.

use serde::Deserialize;
use store::CardQuery;
use ts_rs::TS;

use super::FileOut;
use super::cells::{cells, columns};
use super::give::{Given, give};
use crate::error::OrMissing;
use crate::lists::lists;
use crate::rows::{self, Listed, Row};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportList {
    pub noun: String,
    #[serde(default)]
    pub listed: Listed,
}

pub fn export_list(office: &Office, who: &Who, input: ExportList) -> Result<FileOut> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "export_list".into() }.into());
    }
    let words = lists().nouns.get(&input.noun).or_missing("list")?;
    let law = office.law();
    let rows = rows((office, who), &input)?;
    let rows = rows.iter().map(|row| cells(row, words, &law)).collect::<Result<Vec<_>>>()?;
    let given = Given {
        what: input.noun.clone(),
        words,
        columns: columns(words),
        asked: serde_json::to_string(&input.listed).unwrap_or_default(),
        filters: filters(office, &input.listed),
    };
    give((office, who), given, rows)
}

/// All rows of the list, in its order, in one snapshot.
fn rows((office, who): (&Office, &Who), input: &ExportList) -> Result<Vec<Row>> {
    let query: CardQuery = rows::query(&input.noun, who, &input.listed);
    office.desk.read(|reader| {
        let (mut found, mut after) = (vec![], None);
        loop {
            let page = reader.cards(&query, after, 500)?;
            for row in page.rows {
                found.push(rows::row(office, reader, row)?);
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(found),
            }
        }
    })
}

/// The filters in force, name and value; stations by their names.
fn filters(office: &Office, listed: &Listed) -> String {
    let Ok(serde_json::Value::Object(all)) = serde_json::to_value(listed) else { return String::new() };
    let text = |(name, value): (&String, &serde_json::Value)| {
        let label = lists().filters.get(name)?;
        let said = match value {
            serde_json::Value::Null => return None,
            serde_json::Value::Bool(true) => lists().filters["yes"].clone(),
            serde_json::Value::Array(list) if list.is_empty() => return None,
            serde_json::Value::Array(_) if name == "stations" => {
                listed.stations.iter().map(|s| office.station_name(*s)).collect::<Vec<_>>().join("、")
            }
            serde_json::Value::Array(list) => {
                list.iter().filter_map(|v| v.as_str()).collect::<Vec<_>>().join("、")
            }
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some(format!("{label} {said}"))
    };
    all.iter().filter_map(text).collect::<Vec<_>>().join(&lists().separator)
}
