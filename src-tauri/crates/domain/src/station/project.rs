//! What a station leaves in lists and search.

use ledger::Record;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Station, Turn};
use crate::{Card, LinkRow, Projection, SearchRow, Stage};

pub fn project(record: &Record) -> Projection {
    let station = Station::of(record);
    let facts = &station.facts;
    let text = |v: &Option<String>| v.clone().unwrap_or_default();
    Projection {
        card: Some(Card {
            noun: "station".into(),
            station: Some(station.id),
            office: text(&facts.office),
            state: station.state.clone(),
            stage: Stage::None,
            kind: text(&facts.level),
            // A place is not of a day: with one it would stand behind everything newer in a search.
            on: None,
            title: text(&facts.name),
            no: facts.code.clone(),
            holder: None,
            flags: vec![],
            hidden: record.hidden,
            more: json!({
                "npc_name": facts.npc_name, "division": facts.division, "address": facts.address, "phone": facts.phone,
                "lon_e6": facts.lon_e6, "lat_e6": facts.lat_e6, "opened_on": station.opened_on(),
                "turns": station.turns.iter().map(|t| json!({ "verb": t.verb, "on": t.on })).collect::<Vec<_>>(),
            }),
        }),
        links: facts.parent.map(|to| LinkRow { kind: "parent".into(), to }).into_iter().collect(),
        search: Some(SearchRow {
            text: [&facts.name, &facts.npc_name, &facts.address]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join("\n"),
            names: [&facts.name, &facts.npc_name].into_iter().flatten().cloned().collect(),
            numbers: [&facts.code, &facts.division].into_iter().flatten().cloned().collect(),
            tails: vec![],
        }),
        ..Projection::default()
    }
}

/// When a station opened and closed, out of its card's `more`, without reasons: lists of stations fold none of them.
///
/// # Errors
/// The card says nothing of it, or something else: taken for none, the station would be missing from the overview unseen.
pub fn turns_in(more: &Value) -> serde_json::Result<Vec<Turn>> {
    Vec::<Turn>::deserialize(&more["turns"])
}
