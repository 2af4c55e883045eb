//! The records that hold the house together rather than its work: reference files, accounts, grants, desks, writers,
//! checkpoints, new stations, and what was asked to be deleted by law.
//! It does not know what a rule or a grant says (`law`, `ledger::authority`); it only lets them be listed.
//! Called by `nouns::project`.

use ledger::Record;

use crate::{Card, Projection, Stage};

/// What an office says in `pub` of a station that the hub's list does not know.
pub const NEW_STATION: &str = "new_station";

/// The nouns of `admin` and `ref`, checkpoints and new stations of `pub`, and redactions, which lie where the record lies that they are
/// about.
pub const NOUNS: &[&str] = &[
    "reference",
    "cell",
    "office",
    "desk",
    "writer",
    "account",
    "grant",
    "redaction",
    "checkpoint",
    NEW_STATION,
];

/// A bare row: no search words (nothing here is looked for by people) and no date.
pub fn project(record: &Record) -> Projection {
    let text = |field: &str| record.text(field).unwrap_or_default().to_owned();
    let card = Card {
        noun: record.noun.clone(),
        station: None,
        office: text("office"),
        state: record.at("main").into(),
        stage: Stage::None,
        kind: text(if record.noun == "reference" { "version" } else { "role" }),
        on: None,
        title: text(if record.noun == "reference" { "id" } else { "name" }),
        no: None,
        holder: record.record("person"),
        flags: vec![],
        hidden: record.hidden,
        more: serde_json::Value::Null,
    };
    Projection { card: Some(card), ..Projection::default() }
}
