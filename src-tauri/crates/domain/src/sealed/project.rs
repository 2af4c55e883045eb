//! A sealed matter leaves a row without words and its clocks; it is not indexed and names nobody.

use ledger::Record;

use crate::appeal::Appeal;
use crate::{Card, Law, Projection, Stage};

pub fn project(record: &Record, law: &Law) -> Projection {
    let appeal = Appeal::of(record);
    let card = Card {
        noun: super::NOUN.into(),
        station: None,
        office: appeal.office.clone(),
        state: record.at("main").into(),
        stage: appeal.state.map_or(Stage::None, crate::appeal::State::stage),
        kind: record.text("seal_reason").unwrap_or_default().into(),
        on: appeal.facts.received_on,
        title: String::new(),
        no: None,
        holder: appeal.holder,
        flags: vec!["sealed".into()],
        hidden: record.hidden,
        more: serde_json::json!({}),
    };
    let clocks = appeal
        .clocks(law)
        .iter()
        .filter(|c| !c.is_partys(law))
        .map(|c| c.row(appeal.excluded(c, law)))
        .collect();
    Projection { card: Some(card), clocks, ..Projection::default() }
}
