//! One workbook that leaves the desk: written down before it is given.

use chrono::{Duration, NaiveDateTime, NaiveTime};
use ledger::Value;
use paper::{Cell, Column, Footer, Sheet, export};
use serde::Serialize;
use ts_rs::TS;

use crate::imports::base64_of;
use crate::lists::{ListWords, lists};
use crate::{Failure, Office, Result, Who, trace, wall};

#[derive(Clone, Debug, Serialize, TS)]
pub struct FileOut {
    pub name: String,
    pub mime: String,
    pub bytes_base64: String,
    #[ts(type = "number")]
    pub count: u64,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What goes out, beside its rows.
pub(super) struct Given<'w> {
    /// The noun or the board, as the log calls it.
    pub what: String,
    pub words: &'w ListWords,
    pub columns: Vec<Column>,
    /// What was counted, and by which day.
    pub counting_rule: String,
    /// The question, for the log.
    pub asked: String,
    /// The same in words, for the footer.
    pub filters: String,
}

/// The rows are written as they come: of a long list no more than a page of them is here at once.
pub(super) fn give(
    (office, who): (&Office, &Who),
    given: Given<'_>,
    (count, rows): (u64, impl IntoIterator<Item = Result<Vec<Cell>>>),
) -> Result<FileOut> {
    let made_at = moment(office);
    let what = [
        ("noun", Value::from(given.what.as_str())),
        ("count", i64::try_from(count).unwrap_or(i64::MAX).into()),
        ("filters", given.asked.as_str().into()),
    ];
    let name = format!("{}-{}.xlsx", given.words.title, made_at.format("%Y%m%d-%H%M"));
    let sheet = Sheet {
        title: given.words.title.clone(),
        columns: given.columns,
        footer: Footer {
            counting_rule: given.counting_rule,
            author: who.person.name.clone(),
            made_at,
            filters: given.filters,
            masked_as: lists().masked_as.clone(),
            count,
        },
        watermark: office.demo.then(|| lists().watermark.clone()),
    };
    let mut unread = None;
    let written = export(&sheet, rows.into_iter().map_while(|row| row.map_err(|e| unread = Some(e)).ok()));
    if let Some(error) = unread {
        return Err(error);
    }
    let bytes = written.map_err(|e| Failure::BadFile { problem: e.to_string() })?;
    trace::write(office, who, "export", Value::map(what))?;
    Ok(FileOut { name, mime: XLSX.into(), bytes_base64: base64_of(&bytes), count })
}

/// Rows that are all here: a board has as many as fit a screen.
pub(super) fn whole(rows: Vec<Vec<Cell>>) -> (u64, impl Iterator<Item = Result<Vec<Cell>>>) {
    (rows.len() as u64, rows.into_iter().map(Ok))
}

/// The moment it is at this desk (UTC+8), without asking the system for it.
pub(crate) fn moment(office: &Office) -> NaiveDateTime {
    let now = office.wall.now_ms();
    let day = wall::day_of(now);
    let since = i64::try_from(now.saturating_sub(wall::midnight_of(day))).unwrap_or(0);
    day.and_time(NaiveTime::MIN) + Duration::milliseconds(since)
}
