//! Reference files as records of the `ref` stream, and the law read back from them.

use domain::Law;
use domain::law::{RefFile, RefText, RefTexts};
use ledger::{Op, RecordId};
use store::{CardQuery, CardRow, Reader};

use crate::{Error, Failure, Result};

/// The record that holds one version of one file: the same on every desk.
pub fn record_of(file: &RefFile) -> RecordId {
    RecordId::natural("reference", &format!("{}|{}|{}", file.id, file.version, file.hash))
}

/// The ops that put one version of a file into `ref`.
pub fn ops_of(file: &RefFile) -> Vec<Op> {
    vec![
        Op::set("id", file.id.as_str()),
        Op::set("version", file.version.as_str()),
        Op::set("hash", file.hash.as_str()),
        Op::set("text", file.text.as_str()),
    ]
}

/// The law as the desk's own `ref` stream gives it. An empty desk has an empty law.
pub fn law_of(reader: &Reader<'_>) -> Result<Law> {
    Law::parse(&RefTexts::of(texts_of(reader)?)).map_err(bad_ref)
}

/// Every file of the stream, all versions.
pub fn texts_of(reader: &Reader<'_>) -> Result<Vec<RefText>> {
    let mut texts = vec![];
    for record in all(reader, "reference")? {
        let Some(record) = reader.record(record)? else { continue };
        let (name, text) = (record.text("id").unwrap_or_default(), record.text("text").unwrap_or_default());
        texts.push(RefText { name: name.into(), text: text.into() });
    }
    Ok(texts)
}

pub fn bad_ref(error: domain::law::BadRef) -> Error {
    Failure::BadReference { file: error.file.clone(), line: error.line, problem: error.to_string() }.into()
}

/// Every record of an undated noun (reference, person, station, account …), whoever asks.
pub fn all(reader: &Reader<'_>, noun: &str) -> Result<Vec<RecordId>> {
    every(reader, &CardQuery::of(noun))
}

/// Every record of a list, page after page.
pub fn every(reader: &Reader<'_>, query: &CardQuery) -> Result<Vec<RecordId>> {
    Ok(every_row(reader, query)?.into_iter().map(|row| row.record).collect())
}

/// The same with what each row shows.
pub fn every_row(reader: &Reader<'_>, query: &CardQuery) -> Result<Vec<CardRow>> {
    let (mut found, mut after) = (vec![], None);
    loop {
        let page = reader.cards(query, after, 200)?;
        found.extend(page.rows);
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(found),
        }
    }
}
