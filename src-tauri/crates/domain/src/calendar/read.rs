//! A year's file in `assets/calendar` and in `ref`: header lines, then date, kind, name.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Calendar, CalendarYear, Day, DayKind, is_weekend};
use crate::law::{BadRef, RefFile, RefText, Why, rows};

#[derive(Deserialize)]
struct Row {
    date: NaiveDate,
    kind: DayKind,
    name: String,
}

impl Calendar {
    pub(crate) fn parse(files: &[&RefFile]) -> Result<Self, BadRef> {
        Ok(Self::of(files.iter().map(|f| year(f)).collect::<Result<Vec<_>, _>>()?))
    }
}

/// One file. Its id is `calendar/<year>`.
pub(super) fn year(file: &RefFile) -> Result<CalendarYear, BadRef> {
    let year = file.id.strip_prefix("calendar/").and_then(|y| y.parse::<i32>().ok());
    let year = year.ok_or_else(|| file.bad(0, "id", Why::Unknown { value: file.id.clone() }))?;
    let mut days = BTreeMap::new();
    for (line, row) in rows::<Row>(file)? {
        possible(year, row.date, row.kind).map_err(|why| file.bad(line, "date", why))?;
        if days.insert(row.date, Day { kind: row.kind, name: row.name }).is_some() {
            return Err(file.bad(line, "date", Why::Twice { value: row.date.to_string() }));
        }
    }
    let official = complete(year, &days).map_err(|why| file.bad(0, "date", why))?;
    let RefFile { version, source, hash, .. } = file.clone();
    Ok(CalendarYear { year, version, official, source, hash, days })
}

/// A notice speaks of its own year and of the last week of the one before; only weekend days are made up.
fn possible(year: i32, on: NaiveDate, kind: DayKind) -> Result<(), Why> {
    let eve = on.year() == year - 1 && on.month() == 12 && on.day() >= 24;
    let impossible = (on.year() != year && !eve) || (kind == DayKind::Work && !is_weekend(on));
    if impossible { Err(Why::Impossible { value: on.to_string() }) } else { Ok(()) }
}

/// Every year's table has New Year's Day and a first day of October; computed days never mix with a notice's.
fn complete(year: i32, days: &BTreeMap<NaiveDate, Day>) -> Result<bool, Why> {
    let rest = |month, day| {
        let on = NaiveDate::from_ymd_opt(year, month, day);
        on.and_then(|on| days.get(&on)).is_some_and(|d| d.kind.is_rest())
    };
    let computed = days.values().filter(|d| d.kind == DayKind::StatutoryProvisional).count();
    let mixed = computed > 0 && computed < days.len();
    if !rest(1, 1) || !rest(10, 1) || mixed { Err(Why::Incomplete) } else { Ok(computed == 0) }
}

pub(super) fn write(year: &CalendarYear) -> String {
    let mut text = format!("# id: calendar/{}\n# version: {}\n", year.year, year.version);
    if !year.source.is_empty() {
        text.push_str(&format!("# source: {}\n", year.source));
    }
    text.push_str("date,kind,name\n");
    for (on, day) in &year.days {
        text.push_str(&format!("{on},{},{}\n", kind_name(day.kind), cell(&day.name)));
    }
    text
}

fn kind_name(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Statutory => "statutory",
        DayKind::Off => "off",
        DayKind::Work => "work",
        DayKind::StatutoryProvisional => "statutory_provisional",
    }
}

/// A name with a comma or a quote in it is quoted; line ends have no place in one.
fn cell(name: &str) -> String {
    let name = name.replace(['\n', '\r'], " ");
    let name = name.trim();
    if name.contains([',', '"', '#']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}

/// A text that was written here, read again: how an imported year gets its hash.
pub(super) fn reread(text: RefText) -> Result<CalendarYear, BadRef> {
    year(&RefFile::read(&text)?)
}
