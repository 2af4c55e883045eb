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

pub(super) fn give(
    (office, who): (&Office, &Who),
    given: Given<'_>,
    rows: Vec<Vec<Cell>>,
) -> Result<FileOut> {
    let (made_at, count) = (moment(office), rows.len() as u64);
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
    let bytes = export(&sheet, rows).map_err(|e| Failure::BadFile { problem: e.to_string() })?;
    trace::write(office, who, "export", Value::map(what))?;
    Ok(FileOut { name, mime: XLSX.into(), bytes_base64: base64_of(&bytes), count })
}

/// The moment it is at this desk (UTC+8), without asking the system for it.
pub(crate) fn moment(office: &Office) -> NaiveDateTime {
    let now = office.wall.now_ms();
    let day = wall::day_of(now);
    let since = i64::try_from(now.saturating_sub(wall::midnight_of(day))).unwrap_or(0);
    day.and_time(NaiveTime::MIN) + Duration::milliseconds(since)
}
