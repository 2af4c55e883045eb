//! Everything that merges by itself: fields, sets, lines, numbers, links, files, hiding.
//! A value leaves only when an author who had seen it put something in its place.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::graph::Graph;
use super::redactions::Redactions;
use crate::{BlobRef, EntryId, Line, Number, Op, Record, RecordId, Redaction, Stamp, Stamped, Value};

/// A value in its place; `None` where it was redacted.
struct Held<T> {
    place: usize,
    item: u32,
    value: Option<T>,
}

struct Added<'a> {
    held: Held<&'a Value>,
    corrects: Option<(EntryId, u32)>,
}

/// A number is never given again: that of an undone entry stays, as void.
struct Taken<'a> {
    held: Held<&'a Op>,
    void: bool,
}

#[derive(Default)]
pub struct Registers<'a> {
    fields: BTreeMap<&'a str, Vec<Held<&'a Value>>>,
    sets: BTreeMap<&'a str, Vec<Held<&'a Value>>>,
    lines: BTreeMap<&'a str, Vec<Added<'a>>>,
    numbers: Vec<Taken<'a>>,
    same: Vec<Held<RecordId>>,
    blobs: Vec<Held<&'a Op>>,
    hides: Vec<Held<bool>>,
    redacted: BTreeSet<&'a str>,
}

impl<'a> Registers<'a> {
    pub fn enter(&mut self, graph: &Graph<'a>, place: usize, redactions: &'a Redactions) {
        let entry = graph.entry(place);
        for item in &entry.items {
            let (n, orders) = (item.n(), redactions.of_item(entry.id, item.n()));
            match item.op() {
                Some(op) if !orders.iter().any(|order| order.deletes(entry.id, (n, op))) => {
                    self.apply(graph, (place, n), op);
                }
                _ => orders.into_iter().for_each(|order| self.redact(graph, (place, n), order)),
            }
        }
    }

    /// Of an undone entry only the numbers stay.
    pub fn void(&mut self, graph: &Graph<'a>, place: usize) {
        for (item, op) in graph.entry(place).ops() {
            if matches!(op, Op::TakeNo { .. }) {
                let held = Held { place, item, value: Some(op) };
                self.numbers.push(Taken { held, void: true });
            }
        }
    }

    fn apply(&mut self, graph: &Graph<'a>, (place, item): (usize, u32), op: &'a Op) {
        match op {
            Op::SetField { field, value } | Op::ResolveField { field, to: value, .. } => {
                replace(
                    graph,
                    self.fields.entry(field).or_default(),
                    Held { place, item, value: Some(value) },
                );
            }
            Op::Add { set, value } => {
                self.sets.entry(set).or_default().push(Held { place, item, value: Some(value) });
            }
            Op::Remove { set, value } => {
                let known = |held: &Held<&Value>| held.place == place || graph.saw(place, held.place);
                self.sets.entry(set).or_default().retain(|held| held.value != Some(value) || !known(held));
            }
            Op::Line { line, value, corrects } => {
                let held = Held { place, item, value: Some(value) };
                self.lines.entry(line).or_default().push(Added { held, corrects: *corrects });
            }
            Op::TakeNo { .. } => {
                let held = Held { place, item, value: Some(op) };
                self.numbers.push(Taken { held, void: false });
            }
            Op::Same { record, off } => {
                let known = |held: &Held<RecordId>| held.place == place || graph.saw(place, held.place);
                self.same.retain(|held| held.value != Some(*record) || !known(held));
                if !off {
                    self.same.push(Held { place, item, value: Some(*record) });
                }
            }
            Op::Hide { hidden } => {
                replace(graph, &mut self.hides, Held { place, item, value: Some(*hidden) });
            }
            Op::Blob { .. } => self.blobs.push(Held { place, item, value: Some(op) }),
            Op::Move { .. }
            | Op::ResolveFlow { .. }
            | Op::Undo { .. }
            | Op::Redact { .. }
            | Op::Unknown { .. } => {}
        }
    }

    /// The place stays taken, so that no older value comes back into it.
    fn redact(&mut self, graph: &Graph<'a>, (place, item): (usize, u32), redaction: &'a Redaction) {
        let gone = Held { place, item, value: None };
        match redaction.kind.as_str() {
            "field.set" => replace(graph, self.fields.entry(&redaction.field).or_default(), gone),
            "line.add" => {
                self.lines.entry(&redaction.field).or_default().push(Added { held: gone, corrects: None });
            }
            _ => {
                self.redacted.insert(&redaction.field);
            }
        }
    }

    pub fn write(self, graph: &Graph<'a>, record: &mut Record) {
        record.redacted = self.redacted.iter().map(|name| (*name).to_owned()).collect();
        for (name, held) in self.fields {
            write_field(graph, record, (name, held));
        }
        for (name, held) in self.sets.into_iter().filter(|(_, held)| !held.is_empty()) {
            record.sets.insert(name.to_owned(), distinct(graph, held));
        }
        for (name, added) in self.lines {
            write_lines(graph, record, (name, added));
        }
        record.numbers = self.numbers.iter().filter_map(|taken| number(graph, taken)).collect();
        record.same = distinct_records(graph, self.same);
        record.blobs = self.blobs.iter().filter_map(|held| blob(graph, held)).collect();
        record.hidden = self
            .hides
            .iter()
            .max_by_key(|held| rank(graph, held))
            .and_then(|held| held.value)
            .unwrap_or_default();
    }
}

/// What the author had seen gives way; what was set meanwhile elsewhere stays beside it.
fn replace<T>(graph: &Graph<'_>, held: &mut Vec<Held<T>>, new: Held<T>) {
    held.retain(|old| old.place != new.place && !graph.saw(new.place, old.place));
    held.push(new);
}

/// The highest is shown: a trusted clock, the later wall, then writer, seq and id.
fn rank<T>(graph: &Graph<'_>, held: &Held<T>) -> impl Ord + use<T> {
    let entry = graph.entry(held.place);
    let h = &entry.header;
    (Reverse(h.clk), h.wall_ms, h.writer, h.seq, entry.id, held.item)
}

fn write_field(graph: &Graph<'_>, record: &mut Record, (name, mut held): (&str, Vec<Held<&Value>>)) {
    if held.len() > 1 {
        held.sort_unstable_by_key(|held| Reverse(rank(graph, held)));
    }
    if held.iter().any(|held| held.value.is_none()) {
        record.redacted.insert(name.to_owned());
    }
    record.fields.insert(name.to_owned(), distinct(graph, held));
}

/// Equal values are one value: that of the first.
fn distinct(graph: &Graph<'_>, held: Vec<Held<&Value>>) -> Vec<Stamped<Value>> {
    let mut values: Vec<Stamped<Value>> = Vec::with_capacity(held.len());
    for held in held {
        let value = held.value.unwrap_or(&Value::Null);
        if values.iter().all(|other| other.value != *value) {
            values
                .push(Stamped { value: value.clone(), stamp: Stamp::of(graph.entry(held.place), held.item) });
        }
    }
    values
}

fn distinct_records(graph: &Graph<'_>, held: Vec<Held<RecordId>>) -> Vec<Stamped<RecordId>> {
    let mut values: Vec<Stamped<RecordId>> = Vec::with_capacity(held.len());
    for held in held {
        let Some(value) = held.value else { continue };
        if values.iter().all(|other| other.value != value) {
            values.push(Stamped { value, stamp: Stamp::of(graph.entry(held.place), held.item) });
        }
    }
    values
}

fn write_lines(graph: &Graph<'_>, record: &mut Record, (name, added): (&str, Vec<Added<'_>>)) {
    let corrected: BTreeSet<_> = added.iter().filter_map(|line| line.corrects).collect();
    if added.iter().any(|line| line.held.value.is_none()) {
        record.redacted.insert(name.to_owned());
    }
    let line = |Added { held, corrects }: Added<'_>| {
        let stamp = Stamp::of(graph.entry(held.place), held.item);
        let corrected = corrected.contains(&(stamp.entry, stamp.item));
        Line { value: held.value.cloned().unwrap_or_default(), stamp, corrects, corrected }
    };
    record.lines.insert(name.to_owned(), added.into_iter().map(line).collect());
}

fn number(graph: &Graph<'_>, Taken { held, void }: &Taken<'_>) -> Option<Number> {
    let Some(Op::TakeNo { series, number, counter }) = held.value else { return None };
    let stamp = Stamp::of(graph.entry(held.place), held.item);
    Some(Number { series: series.clone(), number: number.clone(), counter: *counter, void: *void, stamp })
}

fn blob(graph: &Graph<'_>, held: &Held<&Op>) -> Option<Stamped<BlobRef>> {
    let Some(Op::Blob { address, key, size, mime, name, about }) = held.value else { return None };
    let value = BlobRef {
        address: address.clone(),
        key: key.clone(),
        size: *size,
        mime: mime.clone(),
        name: name.clone(),
        about: about.clone(),
    };
    Some(Stamped { value, stamp: Stamp::of(graph.entry(held.place), held.item) })
}
