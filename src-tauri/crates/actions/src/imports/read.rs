//! A table's cells as the rows of stations. What cannot be read is a refusal that names its field, never a guess.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use domain::Refusal;
use domain::codes::Codes;
use domain::station::{StationFacts, StationRow};
use paper::table::Heading;
use paper::{Table, table};

use crate::lists::lists;
use crate::{Failure, Result};

/// Rows with the refusals found while reading them, and where each field stood.
pub struct Read {
    pub rows: Vec<StationRow>,
    /// By row of the sheet.
    pub unread: Vec<(u32, Refusal)>,
    pub columns: Vec<(&'static str, Option<usize>)>,
    pub unknown: Vec<String>,
    pub repeated: Vec<String>,
}

pub fn stations(table: &Table) -> Result<Read> {
    let names = &lists().import["station"];
    let wanted: Vec<&str> = names.values().map(String::as_str).collect();
    let heading = table.heading(&wanted).ok_or_else(|| no_heading("heading"))?;
    let columns: Vec<(&'static str, Option<usize>)> =
        names.keys().map(String::as_str).zip(heading.columns.iter().copied()).collect();
    for needed in ["code", "name"] {
        if !columns.iter().any(|(field, at)| *field == needed && at.is_some()) {
            return Err(no_heading(&names[needed]));
        }
    }
    let mut read = Read { rows: vec![], unread: vec![], columns, unknown: vec![], repeated: vec![] };
    for row in table.below(&heading) {
        read.row(row);
    }
    let Heading { unknown, repeated, .. } = heading;
    (read.unknown, read.repeated) = (unknown, repeated);
    Ok(read)
}

fn no_heading(column: &str) -> crate::Error {
    Failure::BadFile { problem: format!("no_column {column}") }.into()
}

impl Read {
    fn row(&mut self, row: &table::Row) {
        let columns = self.columns.clone();
        let text = |field: &str| {
            let at = columns.iter().find(|(name, _)| *name == field).and_then(|(_, at)| *at)?;
            Some(row.cell(at).trim().to_owned()).filter(|t| !t.is_empty())
        };
        let mut unread = vec![];
        let lon_e6 = degrees(("lon_e6", text("lon")), &mut unread);
        let lat_e6 = degrees(("lat_e6", text("lat")), &mut unread);
        let opened_on = day(text("opened_on"), &mut unread);
        let facts = StationFacts {
            name: text("name"),
            npc_name: text("npc_name"),
            code: text("code"),
            division: text("division"),
            office: text("office"),
            level: text("level"),
            address: text("address"),
            phone: text("phone"),
            open_hours: text("open_hours"),
            lon_e6,
            lat_e6,
            ..StationFacts::default()
        };
        self.unread.extend(unread.into_iter().map(|why| (row.number, why)));
        self.rows.push(StationRow { line: row.number, facts, parent_code: text("parent_code"), opened_on });
    }

    /// A list says a level as people do, and as our own export does; kept is its code, which may stand in a cell too.
    pub fn know_levels(&mut self, codes: &Codes) {
        let named = |level: &str| {
            let all = codes.list("station_level")?.all();
            all.iter().find(|c| !c.retired && c.name == level).map(|c| c.id.clone())
        };
        for row in &mut self.rows {
            if let Some(id) = row.facts.level.as_deref().and_then(named) {
                row.facts.level = Some(id);
            }
        }
    }

    /// The letter of the column that a refusal is about.
    pub fn column_of(&self, why: &Refusal) -> Option<String> {
        let json = serde_json::to_value(why).ok()?;
        let field = match json["code"].as_str()? {
            "code_taken" => "code",
            "out_of_scope" => "office",
            _ => json["values"]["field"].as_str()?,
        };
        let field = match field {
            "lon_e6" => "lon",
            "lat_e6" => "lat",
            other => other,
        };
        let at = self.columns.iter().find(|(name, _)| *name == field).and_then(|(_, at)| *at)?;
        Some(table::letters(u32::try_from(at).ok()?))
    }
}

/// Millionths of a degree out of a decimal number.
fn degrees((field, text): (&str, Option<String>), unread: &mut Vec<Refusal>) -> Option<i64> {
    let text = text?;
    match text.parse::<f64>() {
        Ok(degrees) if degrees.is_finite() && degrees.abs() <= 180.0 => Some((degrees * 1e6).round() as i64),
        _ => {
            unread.push(Refusal::RowUnclear { field: field.into(), value: text });
            None
        }
    }
}

/// No station is older than the people's procuratorates, and none opens in a year that a form would not take.
const YEARS: RangeInclusive<i32> = 1949..=*crate::step::YEARS.end();

fn day(text: Option<String>, unread: &mut Vec<Refusal>) -> Option<NaiveDate> {
    let text = text?;
    let plain = text.replace(['/', '.', '年', '月'], "-").replace('日', "");
    let read = NaiveDate::parse_from_str(plain.trim(), "%Y-%m-%d").ok();
    // A year of two figures would be one of the first century.
    let read = read.filter(|on| YEARS.contains(&on.year()));
    if read.is_none() {
        unread.push(Refusal::RowUnclear { field: "opened_on".into(), value: text });
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unclear(field: &str, value: &str) -> Vec<Refusal> {
        vec![Refusal::RowUnclear { field: field.into(), value: value.into() }]
    }

    #[test]
    fn degrees_are_read_to_the_millionth() {
        for (text, e6) in [
            ("0", 0),
            ("121.25", 121_250_000),
            ("28.000001", 28_000_001),
            ("121.2345678", 121_234_568),
            ("180", 180_000_000),
            ("-180", -180_000_000),
            ("1e2", 100_000_000),
        ] {
            let mut unread = vec![];
            assert_eq!(degrees(("lon_e6", Some(text.into())), &mut unread), Some(e6), "{text}");
            assert!(unread.is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_no_place_on_earth_is_told_with_its_field() {
        for text in [
            "180.000001",
            "-181",
            "NaN",
            "inf",
            "-inf",
            "1e400",
            "一百二十一",
            "121°15′",
            "１２１",
            "121,25",
            "121 25",
            "--1",
            "0x79",
        ] {
            let mut unread = vec![];
            assert_eq!(degrees(("lat_e6", Some(text.into())), &mut unread), None, "{text}");
            assert_eq!(unread, unclear("lat_e6", text));
        }
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for (text, on) in [
            ("2026-09-01", (2026, 9, 1)),
            ("2026-9-1", (2026, 9, 1)),
            ("2026/9/1", (2026, 9, 1)),
            ("2026.09.01", (2026, 9, 1)),
            ("2026年9月1日", (2026, 9, 1)),
            ("2024年02月29日", (2024, 2, 29)),
            ("1949-01-01", (1949, 1, 1)),
            ("2199-12-31", (2199, 12, 31)),
        ] {
            let mut unread = vec![];
            assert_eq!(
                day(Some(text.into()), &mut unread),
                NaiveDate::from_ymd_opt(on.0, on.1, on.2),
                "{text}"
            );
            assert!(unread.is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_told_as_it_stands() {
        for text in [
            "1948-12-31",
            "2200-01-01",
            "9999-12-31",
            "26-09-01",
            "2026-02-29",
            "2026-13-01",
            "2026-09-31",
            "2026-9",
            "2026年9月",
            "9月1日",
            "46266",
            "昨天",
            "2026-09-01 10:22:05",
            "二〇二六年九月一日",
        ] {
            let mut unread = vec![];
            assert_eq!(day(Some(text.into()), &mut unread), None, "{text}");
            assert_eq!(unread, unclear("opened_on", text));
        }
    }

    #[test]
    fn a_blank_cell_is_no_mistake() {
        let mut unread = vec![];
        assert_eq!((degrees(("lon_e6", None), &mut unread), day(None, &mut unread)), (None, None));
        assert!(unread.is_empty());
    }
}
