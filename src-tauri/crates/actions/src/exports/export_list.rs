//! `export_list`: any list to .xlsx. Numbers and IDs are text; the footer says who made it, when, by which rule.

use chrono::{Duration, NaiveDateTime, NaiveTime};
use ledger::Value;
use paper::{Footer, Sheet, export};
use serde::{Deserialize, Serialize};
use store::CardQuery;
use ts_rs::TS;

use super::cells::{cells, columns};
use crate::error::OrMissing;
use crate::imports::base64_of;
use crate::lists::{ListWords, lists};
use crate::rows::{self, Listed, Row};
use crate::{Failure, Office, Result, Who, trace, wall};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportList {
    pub noun: String,
    #[serde(default)]
    pub listed: Listed,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct FileOut {
    pub name: String,
    pub mime: String,
    pub bytes_base64: String,
    #[ts(type = "number")]
    pub count: u64,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub fn export_list(office: &Office, who: &Who, input: ExportList) -> Result<FileOut> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "export_list".into() }.into());
    }
    let words = lists().nouns.get(&input.noun).or_missing("list")?;
    let rows = rows((office, who), &input)?;
    let made_at = moment(office);
    let count = rows.len() as u64;
    let sheet = sheet((office, who), words, (&input.listed, made_at, count));
    let law = office.law();
    let cells = rows.iter().map(|row| cells(row, words, &law)).collect::<Result<Vec<_>>>()?;
    let bytes = export(&sheet, cells).map_err(|e| Failure::BadFile { problem: e.to_string() })?;
    let filters = serde_json::to_string(&input.listed).unwrap_or_default();
    let what = [
        ("noun", Value::from(input.noun.as_str())),
        ("count", i64::try_from(count).unwrap_or(i64::MAX).into()),
        ("filters", filters.into()),
    ];
    // Written down before the file is given.
    trace::write(office, who, "export", Value::map(what))?;
    let name = format!("{}-{}.xlsx", words.title, made_at.format("%Y%m%d-%H%M"));
    Ok(FileOut { name, mime: XLSX.into(), bytes_base64: base64_of(&bytes), count })
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

fn sheet(
    (office, who): (&Office, &Who),
    words: &ListWords,
    (listed, made_at, count): (&Listed, NaiveDateTime, u64),
) -> Sheet {
    Sheet {
        title: words.title.clone(),
        columns: columns(words),
        footer: Footer {
            counting_rule: words.counting_rule.clone(),
            author: who.person.name.clone(),
            made_at,
            filters: filters(office, listed),
            masked_as: lists().masked_as.clone(),
            count,
        },
        watermark: office.demo.then(|| lists().watermark.clone()),
    }
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

/// The moment it is at this desk (UTC+8), without asking the system for it.
pub(crate) fn moment(office: &Office) -> NaiveDateTime {
    let now = office.wall.now_ms();
    let day = wall::day_of(now);
    let since = i64::try_from(now.saturating_sub(wall::midnight_of(day))).unwrap_or(0);
    day.and_time(NaiveTime::MIN) + Duration::milliseconds(since)
}
