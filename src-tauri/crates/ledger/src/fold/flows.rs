//! Steps of flows. An entry's moves stand or fall together; the first in fold order stands, every other that did
//! not see it is contested: kept, listed, never applied.

use std::collections::BTreeMap;

use super::graph::Graph;
use super::track::{Shift, Track};
use crate::{Flow, Move, Record, Stamp};

#[derive(Default)]
pub struct Tracks<'a>(BTreeMap<&'a str, Track<'a>>);

impl<'a> Tracks<'a> {
    /// An undone entry takes its place and moves nothing.
    pub fn enter(&mut self, graph: &Graph<'a>, place: usize, undone: &[bool]) {
        let shift = |(item, op)| Shift::of((place, item), op).map(|s| Shift { alive: !undone[place], ..s });
        let shifts: Vec<_> = graph.entry(place).ops().filter_map(shift).collect();
        if shifts.is_empty() {
            return;
        }
        let mut taken: Vec<(&str, usize)> = Vec::new();
        let stands = shifts.iter().all(|shift| {
            let own = taken.iter().rev().find(|(flow, _)| *flow == shift.flow).map(|(_, step)| *step);
            let step = self.0.entry(shift.flow).or_default().take(graph, shift, own);
            taken.extend(step.map(|step| (shift.flow, step)));
            step.is_some()
        });
        if !stands {
            taken
                .iter()
                .rev()
                .for_each(|(flow, step)| self.0.entry(flow).or_default().give_back(*step, place));
        }
        for shift in shifts.iter().filter(|shift| shift.alive) {
            let track = self.0.entry(shift.flow).or_default();
            match stands {
                true if shift.adopts.is_some() => track.settle(graph, shift),
                true => {}
                false => track.contested.push(*shift),
            }
        }
    }

    pub fn write(self, graph: &Graph<'_>, record: &mut Record) {
        let as_move = |shift: &Shift<'_>| Move {
            from: shift.from.to_owned(),
            to: shift.to.to_owned(),
            stamp: Stamp::of(graph.entry(shift.place), shift.item),
        };
        for (name, track) in self.0.into_iter().filter(|(_, track)| !track.is_empty()) {
            let flow = Flow {
                at: track.at().to_owned(),
                moves: track.standing().map(as_move).collect(),
                contested: track.contested.iter().map(as_move).collect(),
            };
            record.flows.insert(name.to_owned(), flow);
        }
    }
}
