//! Adds entries up to a record: pure, and the same for every order of arrival.
//! It does not know the law nor the present; who may have an effect it asks `Authority`.
//! Called by `store` after every append, by `verify`, and by tests of `domain` (`fold_ops`).

mod flows;
mod graph;
mod ops;
mod redactions;
mod registers;
mod rule;
mod track;
mod undo;

use std::collections::BTreeSet;

use crate::{Authority, Entry, Op, Record, Stamp, flag};
use flows::Tracks;
use graph::Graph;
use redactions::Redactions;
use registers::Registers;

pub use ops::fold_ops;
pub(crate) use rule::Rule;

/// The record these entries add up to: any order, duplicates harmless. `None` while nothing of it has an effect.
/// Entries are taken as checked (`Authority::standing` at intake): here only grants are asked, not signatures.
pub fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>, authority: &Authority) -> Option<Record> {
    fold_by(entries, &Rule::By(authority))
}

pub(crate) fn fold_by<'a>(entries: impl IntoIterator<Item = &'a Entry>, rule: &Rule<'_>) -> Option<Record> {
    let graph = Graph::of(entries, rule)?;
    let out = undo::left_out(&graph, rule);
    let redactions = Redactions::of(&graph, rule);
    let mut registers = Registers::default();
    let mut tracks = Tracks::default();
    let mut record = head(&graph);
    for place in (0..graph.len()).filter(|place| graph.has_effect(*place)) {
        let entry = graph.entry(place);
        mark_newer(&mut record, entry);
        tracks.enter(&graph, place, &out);
        if out[place] {
            record.undone.insert(entry.header.deed);
            registers.void(&graph, place);
        } else {
            registers.enter(&graph, place, &redactions);
        }
    }
    registers.write(&graph, &mut record);
    tracks.write(&graph, &mut record);
    record.redactions = redactions.into_list();
    Some(record)
}

/// All that does not depend on the ops.
fn head(graph: &Graph<'_>) -> Record {
    let first = (0..graph.len()).find(|place| graph.has_effect(*place)).unwrap_or_default();
    let header = &graph.entry(first).header;
    let mut record = Record::empty(header.record, &header.noun, header.stream.clone());
    record.opened = Some(Stamp::of(graph.entry(first), 0));
    record.heads = graph.heads();
    record.n_entries = u32::try_from(graph.len()).unwrap_or(u32::MAX);
    record.powerless = (0..graph.len())
        .filter(|place| !graph.has_effect(*place))
        .map(|place| graph.entry(place).id)
        .collect();
    record.n_sealed = (0..graph.len()).filter(|place| graph.entry(*place).unopened()).count() as u32;
    record.waiting.clone_from(&graph.waiting);
    record.missing = graph.missing.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    record
}

fn mark_newer(record: &mut Record, entry: &Entry) {
    if entry.ops().any(|(_, op)| matches!(op, Op::Unknown { .. })) {
        record.newer = true;
        record.locked |= entry.has(flag::CRIT);
    }
}
