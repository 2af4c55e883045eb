//! What a template leaves in the three task lists.

use ledger::{Record, RecordId};

use super::Template;
use crate::{Card, LinkRow, Projection, SearchRow, Stage};

pub fn project(record: &Record) -> Projection {
    let template = Template::of(record);
    let facts = &template.facts;
    let link = |kind: &str, to: RecordId| LinkRow { kind: kind.into(), to };
    let targets = facts.stations.iter().flatten().map(|to| link("target", *to));
    Projection {
        card: Some(Card {
            noun: "template".into(),
            station: None,
            office: facts.office.clone().unwrap_or_default(),
            state: template.state.clone(),
            stage: Stage::None,
            kind: facts.kind.map(|k| k.key().to_owned()).unwrap_or_default(),
            on: facts.from_on,
            title: facts.title.clone().unwrap_or_default(),
            no: None,
            holder: None,
            flags: vec![],
            hidden: record.hidden,
            more: serde_json::json!({
                "department": facts.department, "recurrence": facts.recurrence, "to_on": facts.to_on,
                "stopped_on": template.stopped_on, "all_stations": facts.all_stations,
                "n_stations": facts.stations.iter().flatten().count(), "n_items": facts.items.iter().flatten().count(),
            }),
        }),
        links: targets.chain(facts.origin.map(|to| link("origin", to))).collect(),
        search: Some(SearchRow {
            text: [&facts.title, &facts.content, &facts.basis]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join("\n"),
            ..SearchRow::default()
        }),
        ..Projection::default()
    }
}
