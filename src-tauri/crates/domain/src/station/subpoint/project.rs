//! What a sub-point leaves in lists and search.

use ledger::Record;

use super::Subpoint;
use crate::{Card, Projection, SearchRow, Stage};

pub fn project(record: &Record) -> Projection {
    let point = Subpoint::of(record);
    let name = point.facts.name.clone().unwrap_or_default();
    Projection {
        card: Some(Card {
            noun: "subpoint".into(),
            station: point.station,
            office: point.facts.office.clone().unwrap_or_default(),
            state: point.state.clone(),
            stage: Stage::None,
            kind: String::new(),
            on: None,
            title: name.clone(),
            no: None,
            holder: None,
            flags: vec![],
            hidden: record.hidden,
            more: serde_json::json!({
                "address": point.facts.address, "lon_e6": point.facts.lon_e6, "lat_e6": point.facts.lat_e6,
            }),
        }),
        search: Some(SearchRow {
            text: [Some(name.clone()), point.facts.address.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("\n"),
            names: vec![name],
            ..SearchRow::default()
        }),
        ..Projection::default()
    }
}
