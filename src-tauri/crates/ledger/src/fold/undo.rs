//! Which entries' effects are left out. Their places in the graph stay, and so do their places in a contest.

use super::Rule;
use super::graph::Graph;
use crate::{DeedId, Entry, Op, flag};

/// One mark for each place. An undo is read from the newest backwards, so that the undo of an undo restores.
pub fn left_out(graph: &Graph<'_>, rule: &Rule<'_>) -> Vec<bool> {
    let mut out = vec![false; graph.len()];
    for place in (0..graph.len()).rev() {
        if !graph.has_effect(place) || out[place] {
            continue;
        }
        for (_, op) in graph.entry(place).ops() {
            if let Op::Undo { deed, .. } = op {
                take_back(graph, rule, (place, *deed), &mut out);
            }
        }
    }
    out
}

fn take_back(graph: &Graph<'_>, rule: &Rule<'_>, (place, deed): (usize, DeedId), out: &mut [bool]) {
    let targets: Vec<_> = (0..place)
        .filter(|t| graph.entry(*t).header.deed == deed && graph.has_effect(*t) && graph.saw(place, *t))
        .collect();
    let undo = graph.entry(place);
    let allowed = targets.iter().all(|target| may_be_undone(graph.entry(*target), undo));
    let own = || targets.iter().all(|target| stands_alone(graph, place, *target));
    if allowed && (own() || rule.governs(undo)) {
        targets.into_iter().for_each(|target| out[target] = true);
    }
}

/// Never what an issued document stands on, a redaction, a grant or a line of the log; an act signed by a person
/// is only taken back by one.
fn may_be_undone(target: &Entry, undo: &Entry) -> bool {
    let redacts = target.ops().any(|(_, op)| matches!(op, Op::Redact { .. }));
    let signed = !target.has(flag::PERSON) || undo.has(flag::PERSON);
    let class = target.header.stream.class();
    signed && !redacts && !target.has(flag::PIN) && class != "log" && class != "admin"
}

/// The author takes back what nobody else, as far as the author saw, has built on.
fn stands_alone(graph: &Graph<'_>, undo: usize, target: usize) -> bool {
    let author = graph.entry(undo).header.account;
    let others = |later: usize| {
        graph.has_effect(later)
            && graph.entry(later).header.account != author
            && graph.saw(later, target)
            && graph.saw(undo, later)
    };
    graph.entry(target).header.account == author && !(target + 1..undo).any(others)
}
