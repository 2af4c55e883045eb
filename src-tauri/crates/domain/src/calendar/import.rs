//! A year brought in from a file: our own CSV (date,kind,name) or the open JSON form `{"days":[{name,date,isOffDay}]}`.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Calendar, CalendarYear, Day, DayKind, read};
use crate::law::{BadRef, Why};

/// More than any year's notice can be, so that a wrong file is refused before it is read.
const MOST_BYTES: usize = 1 << 20;
const MOST_DAYS: usize = 400;

pub type BadCalendar = BadRef;

/// Invariant: what is returned can be written with `to_ref` and read back equal.
pub fn import(text: &str, known: &Calendar) -> Result<CalendarYear, BadCalendar> {
    if text.len() > MOST_BYTES {
        return Err(bad(0, "", Why::TooBig));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (named, source, days) =
        if text.trim_start().starts_with('{') { from_json(text)? } else { from_csv(text)? };
    if days.len() > MOST_DAYS {
        return Err(bad(0, "", Why::TooBig));
    }
    let year = notice_year(&days)?;
    if let Some(named) = named.filter(|named| *named != year) {
        return Err(bad(0, "year", Why::Impossible { value: named.to_string() }));
    }
    let drafted = CalendarYear {
        year,
        version: known.next_version(year),
        official: true,
        source,
        hash: String::new(),
        days: collect(days)?,
    };
    read::reread(drafted.to_ref())
}

type Listed = Vec<(u64, NaiveDate, Day)>;
/// The year that a file says it is of, its source and its days.
type Read = (Option<i32>, String, Listed);

#[derive(Deserialize)]
struct HolidayCn {
    year: Option<i32>,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<HolidayCnDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HolidayCnDay {
    name: String,
    date: NaiveDate,
    is_off_day: bool,
}

fn from_json(text: &str) -> Result<Read, BadCalendar> {
    let unreadable =
        |e: serde_json::Error| bad(e.line() as u64, "", Why::Unreadable { detail: e.to_string() });
    let file: HolidayCn = serde_json::from_str(text).map_err(unreadable)?;
    let source = file.papers.first().map(|p| p.replace(['\n', '\r'], " ")).unwrap_or_default();
    let kind = |off| if off { DayKind::Off } else { DayKind::Work };
    let day = |(n, d): (usize, HolidayCnDay)| {
        (n as u64 + 1, d.date, Day { kind: kind(d.is_off_day), name: d.name })
    };
    Ok((file.year, source, file.days.into_iter().enumerate().map(day).collect()))
}

/// A day as a spreadsheet may have written it, for the import file only.
#[derive(Deserialize)]
struct Row {
    date: NaiveDate,
    kind: DayKind,
    #[serde(default)]
    name: String,
}

fn from_csv(text: &str) -> Result<Read, BadCalendar> {
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let unreadable = |line, e: csv::Error| bad(line, "", Why::Unreadable { detail: e.to_string() });
    let names = reader.headers().map_err(|e| unreadable(1, e))?.clone();
    let mut days = Vec::new();
    for record in reader.records().take(MOST_DAYS + 1) {
        let record = record.map_err(|e| unreadable(e.position().map_or(0, csv::Position::line), e))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row: Row = record.deserialize(Some(&names)).map_err(|e| unreadable(line, e))?;
        days.push((line, row.date, Day { kind: row.kind, name: row.name }));
    }
    Ok((None, String::new(), days))
}

/// The latest year named: a notice may begin in the last week of the year before.
fn notice_year(days: &Listed) -> Result<i32, BadCalendar> {
    let latest = days.iter().map(|(_, on, _)| on.year()).max();
    latest.ok_or_else(|| bad(0, "date", Why::Incomplete))
}

fn collect(days: Listed) -> Result<BTreeMap<NaiveDate, Day>, BadCalendar> {
    let mut by_day = BTreeMap::new();
    for (line, on, day) in days {
        if by_day.insert(on, day).is_some() {
            return Err(bad(line, "date", Why::Twice { value: on.to_string() }));
        }
    }
    Ok(by_day)
}

fn bad(line: u64, column: &str, why: Why) -> BadCalendar {
    BadRef { file: "import".into(), line: line as u32, column: column.into(), why }
}
