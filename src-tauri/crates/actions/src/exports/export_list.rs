//! `export_list`: any list to .xlsx. Numbers and IDs are text; the footer says who made it, when, by which rule.

use serde::Deserialize;
use store::{CardQuery, CardRow, Reader, StoreError};
use ts_rs::TS;

use super::FileOut;
use super::asked::{counting_rule, filters};
use super::cells::{cells, columns};
use super::give::{Given, give};
use crate::error::OrMissing;
use crate::lists::lists;
use crate::rows::{self, Listed, Row};
use crate::stations::say_ahead;
use crate::{Error, Failure, Office, Result, Who};

/// Rows read at once.
const PAGE: u32 = 500;

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
    let given = Given {
        what: input.noun.clone(),
        words,
        columns: columns(words),
        counting_rule: counting_rule(words, &input.listed),
        asked: for_the_log(&input.listed),
        filters: filters(office, (&input.noun, &input.listed), &law),
    };
    let query = rows::query(&input.noun, who, &input.listed);
    // Behind another long work it is not told and cannot be stopped: a list waits for no proof.
    let turn = office.work.begin("export_list").ok();
    let told = |far| {
        let told = turn.as_ref().map_or(Ok(()), |turn| turn.tell("rows", far));
        // Of a workbook that was not given nothing stays.
        told.map_err(|_| Error::from(Failure::ExportStopped {}))
    };
    // What is counted and what is listed are of one moment.
    office.desk.read(|reader| {
        let count = reader.count(&query)?;
        let rows = (1..).zip(rows((office, reader), &query)).map(|(n, row)| {
            told((n, count))?;
            cells(&row?, words, &law)
        });
        give((office, who), given, (count, rows))
    })
}

/// That words were looked for, never which: they may be a name or a number, and whoever reads the log reads no business.
fn for_the_log(listed: &Listed) -> String {
    let text = listed.text.as_ref().map(|_| "*".to_owned());
    serde_json::to_string(&Listed { text, ..listed.clone() }).unwrap_or_default()
}

/// All rows of the list, in its order: a page is read when the one before it was written.
fn rows((office, reader): (&Office, &Reader<'_>), query: &CardQuery) -> impl Iterator<Item = Result<Row>> {
    let mut next = Some(None);
    let page = move || {
        let page = reader.cards(query, next.take()?, PAGE).map(|page| {
            next = page.next.map(Some);
            page.rows
        });
        Some(page)
    };
    let each = |page: std::result::Result<Vec<CardRow>, StoreError>| match page {
        Ok(rows) => rows.into_iter().map(Ok).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    };
    std::iter::from_fn(page).flat_map(each).map(move |found| row((office, reader), found?))
}

/// As the list on screen has it.
fn row((office, reader): (&Office, &Reader<'_>), found: CardRow) -> Result<Row> {
    let mut row = rows::row(office, reader, found)?;
    if row.noun == "station" {
        say_ahead(&mut row, office.wall.today())?;
    }
    Ok(row)
}
