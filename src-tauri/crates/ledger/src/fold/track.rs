//! One flow while it is folded: the places it went to, and who took it there.

use super::graph::Graph;
use crate::{EntryId, Op};

#[derive(Default)]
pub struct Track<'a> {
    steps: Vec<Step<'a>>,
    pub contested: Vec<Shift<'a>>,
}

/// A move or a resolve, as one entry asks for it.
#[derive(Clone, Copy)]
pub struct Shift<'a> {
    pub place: usize,
    pub item: u32,
    pub flow: &'a str,
    /// "" for a resolve, which takes the flow from wherever its author saw it.
    pub from: &'a str,
    pub to: &'a str,
    /// Set for a resolve.
    pub adopts: Option<&'a [EntryId]>,
    /// False for an undone entry.
    pub alive: bool,
}

/// A place the flow went to. It stays in the list when all who made it were undone: what it beat stays beaten.
struct Step<'a> {
    /// The step it was taken from; `None` from the beginning.
    base: Option<usize>,
    /// Equal concurrent moves make one step together.
    by: Vec<Shift<'a>>,
    /// Places of branches that a resolve took in: later work on them stands on this step.
    adopted: Vec<usize>,
}

impl<'a> Shift<'a> {
    pub fn of((place, item): (usize, u32), op: &'a Op) -> Option<Self> {
        let (flow, from, to, adopts) = match op {
            Op::Move { flow, from, to } => (flow, from.as_str(), to, None),
            Op::ResolveFlow { flow, to, adopts } => (flow, "", to, Some(adopts.as_slice())),
            _ => return None,
        };
        Some(Self { place, item, flow, from, to, adopts, alive: true })
    }

    fn equals(&self, other: &Self) -> bool {
        self.from == other.from && self.to == other.to && self.adopts.is_some() == other.adopts.is_some()
    }
}

impl Step<'_> {
    fn alive(&self) -> bool {
        self.by.iter().any(|by| by.alive)
    }
    /// Did the author see one of those who put the flow here?
    fn seen(&self, graph: &Graph<'_>, place: usize) -> bool {
        let known = |by: usize| by == place || graph.saw(place, by);
        self.by.iter().any(|by| known(by.place)) || self.adopted.iter().any(|by| known(*by))
    }
    /// As `seen`, by those whose moves are not undone.
    fn seen_alive(&self, graph: &Graph<'_>, place: usize) -> bool {
        self.by.iter().any(|by| by.alive && graph.saw(place, by.place))
            || self.alive() && self.adopted.iter().any(|by| graph.saw(place, *by))
    }
}

impl<'a> Track<'a> {
    pub fn at(&self) -> &'a str {
        self.live().map_or("", |live| self.steps[live].by[0].to)
    }
    pub fn is_empty(&self) -> bool {
        self.contested.is_empty() && self.live().is_none()
    }
    pub fn standing(&self) -> impl Iterator<Item = &Shift<'a>> {
        self.steps.iter().flat_map(|step| &step.by).filter(|by| by.alive)
    }
    fn live(&self) -> Option<usize> {
        self.steps.iter().rposition(Step::alive)
    }

    /// Puts the shift in its place if it stands; `own` is where the same entry's last shift of this flow went.
    pub fn take(&mut self, graph: &Graph<'a>, shift: &Shift<'a>, own: Option<usize>) -> Option<usize> {
        if let Some(base) = self.next(graph, shift, own) {
            let adopted = self.adopted(graph, shift);
            self.steps.push(Step { base, by: vec![*shift], adopted });
            return Some(self.steps.len() - 1);
        }
        let step = self.joined(graph, shift, own)?;
        let adopted = self.adopted(graph, shift);
        self.steps[step].by.push(*shift);
        self.steps[step].adopted.extend(adopted);
        Some(step)
    }

    /// Takes the entry's part in a step back; newest first.
    pub fn give_back(&mut self, step: usize, place: usize) {
        self.steps[step].by.retain(|by| by.place != place);
        if self.steps[step].by.is_empty() {
            self.steps.truncate(step);
        }
    }

    /// A resolve clears what its author had seen.
    pub fn settle(&mut self, graph: &Graph<'a>, shift: &Shift<'a>) {
        self.contested.retain(|other| !graph.saw(shift.place, other.place));
    }

    /// `Some(base)` if the shift leads on from where the flow stands.
    fn next(&self, graph: &Graph<'a>, shift: &Shift<'a>, own: Option<usize>) -> Option<Option<usize>> {
        let live = self.live();
        let base = own.or(live);
        if base < live {
            return None;
        }
        let at = base.map_or("", |base| self.steps[base].by[0].to);
        let fits = shift.adopts.is_some() || at == shift.from;
        let known = own.is_some() || base.is_none_or(|base| self.steps[base].seen_alive(graph, shift.place));
        let free = !self.beaten(graph, shift, (base, self.steps.len()));
        (fits && known && free).then_some(base)
    }

    /// An undone step after `base` which the author did not know has taken this place.
    fn beaten(&self, graph: &Graph<'a>, shift: &Shift<'a>, (base, end): (Option<usize>, usize)) -> bool {
        let first = base.map_or(0, |base| base + 1);
        self.steps.get(first..end).unwrap_or_default().iter().any(|step| !step.seen(graph, shift.place))
    }

    /// The step that concurrent authors made alike. One that was undone comes alive only at the end of the flow.
    fn joined(&self, graph: &Graph<'a>, shift: &Shift<'a>, own: Option<usize>) -> Option<usize> {
        let live = self.live();
        self.steps.iter().enumerate().rev().find_map(|(k, step)| {
            let alike = step.by[0].equals(shift) && !step.seen(graph, shift.place);
            let from_there = match own {
                Some(own) => step.base == Some(own),
                None => step.base.is_none_or(|base| self.steps[base].seen(graph, shift.place)),
            };
            let revives = Some(k) > live && !self.beaten(graph, shift, (live, k));
            (alike && from_there && (step.alive() || !shift.alive || revives)).then_some(k)
        })
    }

    fn adopted(&self, graph: &Graph<'a>, shift: &Shift<'a>) -> Vec<usize> {
        let adopts = shift.adopts.unwrap_or_default();
        let known =
            |place: &usize| graph.saw(shift.place, *place) && adopts.contains(&graph.entry(*place).id);
        if adopts.is_empty() { Vec::new() } else { (0..shift.place).filter(known).collect() }
    }
}
