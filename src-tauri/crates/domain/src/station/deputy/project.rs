//! What a deputy leaves in lists and search. The phone shows its mask; whole, it is found by hash only.

use ledger::Record;

use super::Deputy;
use crate::mask::{Masked, Phone};
use crate::party::tail;
use crate::{Card, Hash, Projection, SearchRow, Stage};

pub fn project(record: &Record) -> Projection {
    let deputy = Deputy::of(record);
    let facts = &deputy.facts;
    let name = facts.name.clone().unwrap_or_default();
    let text = [&facts.name, &facts.constituency, &facts.unit, &facts.profession];
    Projection {
        card: Some(Card {
            noun: "deputy".into(),
            station: deputy.station,
            office: facts.office.clone().unwrap_or_default(),
            state: deputy.state.clone(),
            stage: Stage::None,
            kind: facts.levels.iter().flatten().min().map(|l| l.key().to_owned()).unwrap_or_default(),
            on: facts.from_on,
            title: name.clone(),
            no: None,
            holder: None,
            flags: vec![],
            hidden: record.hidden,
            more: serde_json::json!({
                "levels": facts.levels, "constituency": facts.constituency, "term": facts.term, "to_on": facts.to_on,
                "phone": facts.phone.as_deref().map(Masked::<Phone>::of),
            }),
        }),
        search: Some(SearchRow {
            text: text.into_iter().flatten().cloned().collect::<Vec<_>>().join("\n"),
            names: vec![name],
            numbers: vec![],
            tails: facts.phone.as_deref().and_then(tail).into_iter().collect(),
        }),
        hashes: facts.phone.iter().map(|p| Hash { what: "phone".into(), value: p.clone() }).collect(),
        ..Projection::default()
    }
}
