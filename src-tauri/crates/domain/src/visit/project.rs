//! What a visit leaves: a row, its parties' names for search, and one in the count of visits.

use ledger::{Record, RecordId};

use super::Visit;
use crate::party::Named;
use crate::{Card, LinkRow, Projection, SearchRow, Stage, Tally};

pub fn project(record: &Record, look: &mut dyn FnMut(RecordId) -> Option<Record>) -> Projection {
    let visit = Visit::of(record);
    let facts = &visit.facts;
    let named = Named::of(facts.party.iter().flatten().map(|p| p.record), look);
    let counted = facts.visited_on.filter(|_| !record.hidden);
    Projection {
        card: Some(card(record, &visit, &named)),
        links: links(&visit),
        search: Some(search(record, &visit, named)),
        tallies: counted
            .map(|on| Tally { what: "visit.logged".into(), station: visit.station, on, n: 1 })
            .into_iter()
            .collect(),
        ..Projection::default()
    }
}

fn card(record: &Record, visit: &Visit, named: &Named) -> Card {
    let facts = &visit.facts;
    let summary = facts.summary.as_deref().unwrap_or_default();
    let title = facts.object.clone().unwrap_or_else(|| summary.chars().take(40).collect());
    let mut flags = Vec::new();
    if visit.entered_late() {
        flags.push("entered_late".into());
    }
    Card {
        noun: "visit".into(),
        station: visit.station,
        office: visit.office.clone(),
        state: visit.state.clone(),
        stage: Stage::None,
        kind: facts.kind.clone().unwrap_or_default(),
        on: facts.visited_on,
        title,
        no: record.numbers.iter().find(|n| !n.void).map(|n| n.number.clone()),
        holder: None,
        flags,
        hidden: record.hidden,
        more: serde_json::json!({
            "from_at": facts.from_at, "to_at": facts.to_at, "n_people": facts.n_people, "parties": named.masked,
            "summary": summary.chars().take(120).collect::<String>(),
        }),
    }
}

fn links(visit: &Visit) -> Vec<LinkRow> {
    let row = |kind: &str, to: RecordId| LinkRow { kind: kind.into(), to };
    let facts = &visit.facts;
    let parties = facts.party.iter().flatten().map(|p| row("party", p.record));
    let present = facts.present.iter().flatten().filter_map(|p| p.record).map(|to| row("present", to));
    parties.chain(present).chain(facts.subpoint.map(|to| row("place", to))).collect()
}

fn search(record: &Record, visit: &Visit, named: Named) -> SearchRow {
    let facts = &visit.facts;
    let text = [&facts.object, &facts.summary, &facts.intent, &facts.place];
    let present = facts.present.iter().flatten().filter_map(|p| p.name.clone());
    let own = record.numbers.iter().map(|n| n.number.clone());
    SearchRow {
        text: text.into_iter().flatten().cloned().collect::<Vec<_>>().join("\n"),
        names: named.names.into_iter().chain(present).chain(facts.object.clone()).collect(),
        numbers: own.chain(facts.company_code.clone()).collect(),
        tails: named.tails,
    }
}
