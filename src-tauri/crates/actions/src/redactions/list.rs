//! `list_redactions`: what waits for the signature of the one who asks. It tells which field of which matter, never its value.

use chrono::NaiveDate;
use domain::redaction::{NOUN, Redaction, State};
use ledger::{Record, RecordId};
use serde::Serialize;
use store::{CardQuery, Reader};
use ts_rs::TS;

use crate::desk::Nothing;
use crate::{Office, Result, Who, reference};

#[derive(Clone, Debug, Serialize, TS)]
pub struct RedactionRow {
    pub record: String,
    pub seen: Vec<String>,
    /// Of the record that loses a field.
    pub noun: String,
    pub field: String,
    /// List `redact_ground`.
    pub ground: String,
    /// The record itself, or the first that names the person.
    pub no: Option<String>,
    pub title: String,
    pub by_name: String,
    pub on: Option<NaiveDate>,
}

pub fn list_redactions(office: &Office, who: &Who, _: Nothing) -> Result<Vec<RedactionRow>> {
    let waiting = CardQuery { states: vec![State::Asked.key().into()], ..CardQuery::of(NOUN) };
    office.desk.read(|reader| {
        let mut rows = vec![];
        for id in reference::every(reader, &waiting)? {
            let Some(record) = reader.record(id)? else { continue };
            let asked = Redaction::of(&record);
            if asked.approver == Some(who.person.record) {
                rows.push(row(office, reader, (&record, asked))?);
            }
        }
        Ok(rows)
    })
}

fn row(office: &Office, reader: &Reader<'_>, (record, asked): (&Record, Redaction)) -> Result<RedactionRow> {
    let about = asked.about.map(|id| reader.record(id)).transpose()?.flatten();
    let card = about.as_ref().map(|r| matter(reader, r.id)).transpose()?.flatten();
    Ok(RedactionRow {
        record: record.id.to_string(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        noun: about.map(|r| r.noun).unwrap_or_default(),
        field: asked.field,
        ground: asked.ground,
        no: card.as_ref().and_then(|c| c.no.clone()),
        title: card.map(|c| c.title).unwrap_or_default(),
        by_name: asked.asked_by.map(|p| office.person_name(p)).unwrap_or_default(),
        on: asked.asked_on,
    })
}

fn matter(reader: &Reader<'_>, id: RecordId) -> Result<Option<domain::Card>> {
    if let Some(found) = reader.card(id)? {
        return Ok(Some(found.card));
    }
    for naming in reader.naming(id)? {
        if let Some(found) = reader.card(naming)? {
            return Ok(Some(found.card));
        }
    }
    Ok(None)
}
